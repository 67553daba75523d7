"""Sentences: where each one starts, worked out on the raw text and told in tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from dragoman.annotators.layout import Zone, wrap_width
from dragoman.annotators.tokens import tokens_of

# Longer stretches are no prose; cutting them keeps all later steps linear.
LONGEST_SENTENCE = 400


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a name or a number: never the end of a sentence.
_TITLES = _words("""
    adm amb ambs art asst atty brig capt cllr cmdr col cols cpl cpt det dr drs fig figs fr gen gens gov govs hon insp lieut lt ltc
    ltg maj mdm messrs mlle mme mr mrs ms msgr msgt mt mx nos pfc pp pres prof profs pte pvt rep reps rev revs sec sen sens sgt sgts
    spc ssgt supt vol vols approx v vs viz cf ca esp e.g i.e lt.col lt.gen maj.gen brig.gen
""")
# Inside a sentence or at its end: a break only where a word follows that opens sentences.
_ABBREVIATIONS = _words("""
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun inc ltd co cos corp bros plc llc jr
    sr st ste ave blvd rd hwy ft dept dist div est gov't int'l nat'l univ assn ph.d al sq km no reg regt bn bde ala ariz ark calif
    colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo
""")
# All others are abbreviations with a capital only: "Art. 5", but "works of art."
_SMALL_LETTERED = _words("approx v vs viz cf ca esp nos vol vols fig figs pp est al sq km lt col")
_STARTERS = _words("""
    a about according after all also although among an and another any as at because before both but by despite during each earlier
    either even every few for from had has have he her here his how however if in instead is it its last later many meanwhile more
    moreover most my neither nevertheless no none nor not now of on once one only or our over she since so some still such than that
    the their then there these they this those though through thus to two three under unlike until up we were what when where
    whether which while who whom why with within without yet you your
""")
# These open a sentence, and just as well the name of who asked: "Who fired?" the minister asked.
_SPEAKER_OPENERS = _words("a an he her his my one our she the their they we you")
# A line that ends with one of these goes on in the next, whatever its case.
_DANGLING = _words("a an and are as at but by for from had has have in is its of on or than that the their to was were which who will with")

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_CLOSERS = "\"'”’»›)\\]"
_OPENERS = "\"'“‘”„«‹(\\["
# The lookbehinds stand behind what they look back from: a mark is found at once, and few are looked at.
_END = re.compile(
    rf"(?P<mark>[.!?…](?<![.!?…].)[.!?…]{{0,8}})(?P<close>[{_CLOSERS}]{{0,4}}(?:\[\d{{1,3}}\]){{0,4}})"
    rf"(?P<gap>\s++)(?P<open>[{_OPENERS}]{{0,4}})"
)
_GLUED = re.compile(r"(?P<mark>[.!?])(?<=[a-z]{3}[.!?])(?P<close>[”’]?)(?=[“‘]?(?P<word>[A-Z][a-z']*)(?:[\s,]|$))")
# Hurried copy drops the full stop after a closing mark: "the trend” On 27 March ...".
_UNSTOPPED = re.compile(r"”\s(?<=[a-z]{3}”\s)(?=(?:On|In|At|The|This|These|He|She|They|It|But|However|Meanwhile|According|After)\s)")
_NEWLINES = re.compile(rf"[{_BREAKS}]\s*+")
_INLINE_BULLET = re.compile(r"[•▪■●](?<=\s.)(?=\s)")
_BULLET = re.compile(r"(?:[-–—*•▪■●·‣◦►>]+|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_WORD = re.compile(r"[\w'’-]+")
_LAST_WORD = re.compile(r"[^\W_][\w.'’]*$")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
# "al-Qaida", "d'Ivoire": names that open a sentence in lower case.
_SMALL_NAME = re.compile(r"[a-z]{1,4}[-’'][A-Z]")
_TAIL = re.compile(r"(?:[^\s.!?]+\s+){0,5}[^\s.!?\"“]+[.,]")


def sentence_starts(doc: Doc, zones: Iterable[Zone] = ()) -> tuple[int, ...]:
    """Return the token indices at which sentences start: strictly increasing, the first of them 0.

    White space belongs to the sentence before it. A boundary that the tokeniser did not see (inside one token) is left out.
    """
    tokens = tokens_of(doc)
    offsets = tokens.offsets
    starts = [0] if offsets else []
    for offset in sentence_offsets(tokens.text, zones):
        index = bisect_left(offsets, offset)
        if index < len(offsets) and offsets[index] == offset and index > starts[-1]:
            starts.append(index)
    return _cut_long(tokens.texts, starts) if starts else ()


def sentence_offsets(text: str, zones: Iterable[Zone] = ()) -> tuple[int, ...]:
    """Return the character offsets at which sentences start, sorted, without the length limit of `sentence_starts`."""
    width = wrap_width(text)
    found = set(paragraph_offsets(text, width))
    found.update(match.end("gap") for match in _END.finditer(text) if _ends_sentence(text, match, width))
    found.update(match.end() for match in _GLUED.finditer(text) if _glued_sentence(text, match))
    found.update(match.end() for match in _UNSTOPPED.finditer(text))
    found.update(match.start() for match in _INLINE_BULLET.finditer(text))
    found.update(_zone_edges(text, zones))
    return tuple(sorted({0, *found}))


def paragraph_offsets(text: str, width: int | None = None) -> tuple[int, ...]:
    """Return the offsets after each line end that is a hard break: a paragraph, a headline, an item of a list."""
    wrapped = wrap_width(text) if width is None else width
    found = []
    line_start = 0
    for match in _NEWLINES.finditer(text):
        if match.end() < len(text) and _is_hard(text, line_start, match, wrapped):
            found.append(match.end())
        line_start = match.end()
    return tuple(found)


def _is_hard(text: str, line_start: int, newline: re.Match[str], width: int) -> bool:
    gap, following = newline.group(), text[newline.end() : newline.end() + 12]
    line_end = newline.start()
    line = text[max(line_start, line_end - 60) : line_end].rstrip()
    if not line or len(gap.replace("\r\n", "\n").splitlines()) > 1 or _BULLET.match(following) or line[-1] == ":":
        return True
    finished = line.rstrip("\"'”’»)]")[-1:] in (".", "!", "?", "…")
    if width:
        # A full line of wrapped text says nothing: the rules for full stops decide there.
        return not following[0].islower() and line_end - line_start < width * 0.6
    if following[0].islower():
        return finished and not _is_abbreviation(line, "")
    return finished or not _dangles(line)


def _dangles(line: str) -> bool:
    return line[-1] == "," or line.split(" ")[-1] in _DANGLING


def _ends_sentence(text: str, match: re.Match[str], width: int) -> bool:
    rest = text[match.end() : match.end() + 24]
    opened, mark, close = match["open"], match["mark"], match["close"]
    if not rest or (not width and any(char in _BREAKS for char in match["gap"])):
        return False
    word_match = _WORD.match(rest)
    word = word_match.group() if word_match else ""
    before = text[max(0, match.start() - 40) : match.start()]
    if not before.strip():
        return False
    if len(mark) > 1 or mark == "…":
        return _after_ellipsis(mark, close, opened, word)
    if mark == "." and _is_abbreviation(before + ".", rest):
        return word.lower() in _STARTERS and word[0].isupper() and not _never_ends(before)
    if rest[0].islower():
        return bool(_SMALL_NAME.match(rest)) or (bool(opened) and "(" not in opened and not close)
    if mark != "." and close and not opened and _TAIL.match(text, match.end()):
        # "Who fired?" the minister asked. / Mr Orlov asked.
        return word.lower() in _STARTERS - _SPEAKER_OPENERS
    return True


def _after_ellipsis(mark: str, close: str, opened: str, word: str) -> bool:
    if not word or word[0].islower():
        return False
    return "!" in mark or "?" in mark or len(mark) > 3 or bool(close) or bool(opened) or word.lower() in _STARTERS


def _last_word(before: str) -> str:
    found = _LAST_WORD.search(before)
    return found.group() if found else ""


def _never_ends(before: str) -> bool:
    return _last_word(before).lower() in _TITLES or _last_word(before).isdigit()


def _is_abbreviation(line: str, rest: str) -> bool:
    """Tell whether the full stop at the end of *line* belongs to its last word, given what follows."""
    if not line.endswith("."):
        return False
    word = _last_word(line[:-1])
    lowered = word.lower()
    if lowered == "no":
        return rest[:1].isdigit()
    if len(word) == 1 and word.isalpha():
        return word.isupper() or lowered in _SMALL_LETTERED
    if word.isdigit():
        return len(word) < 3 and line[: -len(word) - 1].rstrip(" ")[-1:] in ("", *_BREAKS)
    known = lowered in _TITLES or lowered in _ABBREVIATIONS
    return bool(_ACRONYM.fullmatch(word)) or (known and (word[0].isupper() or lowered in _SMALL_LETTERED))


def _glued_sentence(text: str, match: re.Match[str]) -> bool:
    before = _last_word(text[max(0, match.start() - 40) : match.start()])
    word = match["word"]
    # "Example.Com reports" is a site, "the deal expired.Food is scarce" two sentences.
    site = before[:1].isupper() and len(word) <= 4 and word.lower() not in _STARTERS
    return not site and "." not in before and "@" not in before and before.lower() not in _TITLES


def _zone_edges(text: str, zones: Iterable[Zone]) -> list[int]:
    edges = []
    for zone in zones:
        # A web address in mid-sentence does not end the sentence.
        if zone.kind != "contact":
            edges += [zone.start, _next_word(text, zone.end)]
    return [edge for edge in edges if edge < len(text)]


def _next_word(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _cut_long(texts: Sequence[str], starts: Sequence[int]) -> tuple[int, ...]:
    cut: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
        cut.append(start)
        while end - cut[-1] > LONGEST_SENTENCE:
            cut.append(_cut_point(texts, cut[-1]))
    return tuple(cut)


def _cut_point(texts: Sequence[str], start: int) -> int:
    limit = start + LONGEST_SENTENCE
    for index in range(limit - 1, start + LONGEST_SENTENCE // 2, -1):
        if texts[index] == ";" or "\n" in texts[index]:
            return index + 1
    return limit
