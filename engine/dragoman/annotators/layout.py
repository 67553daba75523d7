"""Layout: the stretches of a text that an outlet put around its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from dragoman.article_date import MONTH_WORDS, WEEKDAY_WORDS, is_date_line, leading_date_end

MASKED = frozenset({"byline", "advertisement", "boilerplate", "date_line", "contact", "dateline"})
KINDS = MASKED | {"headline", "caption"}
PLACES = ("lines", "starts", "sentences", "words")

# Longer lines are paragraphs, whatever they start with.
_LONGEST_LINE = 240
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?![a-zß-ÿ])(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ'’.-]*(?![a-zß-ÿ])){0,4}"
_MIXED = r"[A-ZÀ-Þ][\w'’.-]+(?: [A-ZÀ-Þ][\w'’.-]+){0,2}"
_REGION = rf"(?:,\s(?!(?i:{MONTH_WORDS})\b)[A-ZÀ-Þ][\w.'’-]*(?:\s(?:of\s|and\s|the\s)?[A-ZÀ-Þ][\w.'’-]*){{0,3}}){{1,2}}?"
_DAY = rf"[,.]?\s(?:(?:{MONTH_WORDS})\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{MONTH_WORDS})\.?)(?:,?\s\d{{4}})?"
_AGENCY = r"\s*(?:\([A-Z][^()\n]{1,40}\)|/[A-Z][\w. -]{1,30}/)"
_DASH = r"\s*(?:—|–|―|--|-)(?=\s|$)\s*|\s*—(?=[A-ZÀ-Þ\"“])"
_DATELINE = re.compile(
    rf"(?:(?P<caps>{_PLACE})|(?P<mixed>{_MIXED}))?(?P<region>{_REGION})?,?(?P<day>(?i:{_DAY}))?\.?(?P<agency>{_AGENCY})?[.:]?(?P<dash>{_DASH})?"
)
# Upper-case names of bodies, which open a sentence before a dash as a town opens a dateline.
_BODIES = frozenset(
    {
        *("FILE", "NATO", "OPEC", "UNICEF", "UNESCO", "IAEA", "OSCE", "ISIS", "ISIL", "HAMAS", "AUKUS", "BRICS", "ASEAN", "ECOWAS"),
        *("UNIFIL", "UNRWA", "USAID", "CENTCOM", "AFRICOM", "INTERPOL"),
    }
)
_PERSON = r"[A-ZÀ-Þ][\w'’.-]+(?:\s(?:[A-ZÀ-Þ][\w'’.-]*|de|del|der|van|von|bin|al|el|la)){1,4}"
_BYLINE = re.compile(
    rf"(?:By|BY|by|From|FROM):?\s(?!(?:{WEEKDAY_WORDS}|{MONTH_WORDS})\b)(?:(?:{_PERSON})(?:(?:,|\sand|,\sand|\s&)\s{_PERSON}){{0,4}}|[A-Z]{{2,}})"
    r"(?:\s*[,|/·•–—-]\s*[^.!?\n]{2,70})?",
)
_NAMES = r"[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,3}"
_BY_AGENCY = re.compile(rf"(?:By|BY)\s(?:(?:The|the|THE)\s)?{_NAMES}(?:\s(?:and|in|with)\s{_NAMES}){{0,2}}")
_STAFF = re.compile(rf"(?:[A-Z][\w.&]*\s){{0,3}}[Ss]taff\s(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?)(?:\s{_PERSON})?")
# "Embassy Staff Flee Capital" is a headline; only a date below tells a byline from it.
_DATED_STAFF = re.compile(rf"[A-Z]{{2,6}}\sStaff(?:\s{_PERSON})?")
_ROLE = re.compile(r"[A-Z][\w'’. -]{3,40},\s(?:[A-Z][\w.]*\s){0,4}(?:[Ww]riter|[Cc]orrespondent|[Rr]eporter|[Ee]ditor|Bureau Chief)")
_ADDRESS = r"(?:https?://|www\.)[^\s<>\"”]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,60}(?<!\.)"
_CONTACT = re.compile(_ADDRESS)
_CONTACT_LINE = re.compile(rf"(?:[\w.-]{{2,20}}:\s*)?(?:{_ADDRESS}|@\w{{2,30}}|\+\d[\d\s()-]{{6,20}})[.,;\s]*")
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\s(?:©|\(c\)|\d{4}|by\b)).*|.{0,120}(?:©|\ball rights reserved\b).{0,120}", re.IGNORECASE)
_COUNTER = re.compile(
    r"\W{0,9}(?:\d{1,7}\s*(?:min(?:ute)?s?\s(?:read|ago)|hours?\sago|days?\sago|comments?|shares?|views?)|comments?\s*\(?\d+\)?|\d+\s*/\s*\d+)\W{0,9}",
    re.IGNORECASE,
)
_AGENCIES = "AP|AFP|Reuters|REUTERS|Xinhua|ANI|PTI|IANS|UPI|DPA|dpa|EFE|ANSA|TASS|Interfax|VOA|BBC|CNN"
_SIGN_OFF = re.compile(rf"(?<=[.!?\"”])\s*(?P<off>\((?:{_AGENCIES})\))$")
_CREDIT_WORDS = (
    r"\b(?:[Pp]hotos?|PHOTOS?|[Pp]hotographs?|[Pp]hotographer|[Hh]andout|[Ss]creenshot|[Ss]creen grab|[Cc]ourtesy|Getty|Shutterstock)\b"
    rf"|\bvia (?:{_AGENCIES}|X|Telegram|Facebook|Twitter)\b|\b(?:AP|AFP|Reuters|REUTERS|EPA)\s?/"
)
_CREDIT = re.compile(rf"(?P<off>[(\[](?=[^()\[\]\n]{{2,160}}[)\]]\s*$)[^()\[\]\n]*?(?:{_CREDIT_WORDS})[^()\[\]\n]*[)\]])\s*$")
_CREDIT_LABEL = re.compile(
    r"(?<=[.!?\"”)])\s+(?P<off>(?:Source|Credit|Photo|Image|Picture|Video|Photo credit|Photo by)s?:\s[^.!?\n]{2,70}\.?)$"
)
_FILE_PICTURE = re.compile(r"(?:FILE|File|ARCHIVE)\s*(?:PHOTO|[Pp]hoto|IMAGE|[Ii]mage|[Pp]icture)?\s*[-–—:]")
_IN_THE_PICTURE = re.compile(r"\bin (?:this|an?|the) (?:[\w-]+ ){0,4}(?:photo|photograph|image|picture|screenshot)\b(?! of)", re.IGNORECASE)
_SENTENCE_START = r"(?:^|(?<=[.!?\"”])[ \t]+)"
_PLACE_SHAPES = {
    "starts": "{}",
    "sentences": _SENTENCE_START + r"{}[^.!?\n]{{0,160}}(?:[.!?]+|$)",
    "words": _SENTENCE_START + "{}[.!]?",
}


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """Characters ``start:end`` of a text that are not its running prose."""

    start: int
    end: int
    kind: str

    @property
    def masked(self) -> bool:
        """Tell whether nothing in the zone states an event; headlines and captions may."""
        return self.kind in MASKED


@dataclass(frozen=True, slots=True)
class PagePhrase:
    """Fixed wording of web pages: the *kind* of zone it shows and the *place* where it counts (one of `PLACES`)."""

    kind: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class PageWords:
    """Page phrases made ready: their patterns by place and their kinds by place and wording."""

    patterns: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[tuple[str, str], str] = field(default_factory=dict)
    wording: Mapping[str, AhoCorasick] = field(default_factory=dict)

    def standing_in(self, text: str) -> PageWords:
        """Return the same with the patterns alone of which some wording stands in *text*: looking for each of them takes far less."""
        folded = text.casefold()
        # These two match an "i" whatever its case.
        odd = "İ" in text or "ı" in text
        found = {place: p for place, p in self.patterns.items() if odd or self.wording[place].find_matches_as_indexes(folded)}
        return PageWords(found, self.kinds, self.wording)

    def pattern(self, place: str) -> re.Pattern[str] | None:
        """Return the pattern of a place, which is compiled when a text first holds some of its wording."""
        return _compiled(self.patterns[place]) if place in self.patterns else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


NO_PAGE_WORDS = PageWords()


@dataclass(frozen=True, slots=True)
class _Line:
    """One line without the white space around it, and where it starts in the text."""

    start: int
    text: str
    blank_before: bool


def find_zones(text: str, words: PageWords = NO_PAGE_WORDS) -> tuple[Zone, ...]:
    """Return the zones of *text* that are not running prose: sorted, never overlapping, offsets into *text* as it stands.

    Shapes (datelines, bylines, date lines, credits, addresses) are known here; fixed wording comes with *words*.
    """
    lines = _lines(text)
    words = words.standing_in(text)
    found = [tuple(_line_zones(line, words)) for line in lines]
    for index, (line, after) in enumerate(pairwise(lines)):
        if _DATED_STAFF.fullmatch(line.text) and is_date_line(after.text):
            found[index] = (Zone(line.start, line.start + len(line.text), "byline"),)
    for index in _headlines(lines, found, wrap_width(text)):
        found[index] = (Zone(lines[index].start, lines[index].start + len(lines[index].text), "headline"),)
    return _without_overlap(zone for zones in found for zone in zones)


def compile_page_words(phrases: Iterable[PagePhrase]) -> PageWords:
    """Return *phrases* ready for `find_zones`."""
    kinds = {(phrase.place, _plain(phrase.text)): phrase.kind for phrase in phrases}
    patterns: dict[str, str] = {}
    wording: dict[str, AhoCorasick] = {}
    for place, shape in _PLACE_SHAPES.items():
        texts = sorted((text for where, text in kinds if where == place), key=lambda text: (-len(text), text))
        if texts:
            choice = "|".join(re.escape(text) + (r"(?!\w)" if text[-1].isalnum() else "") for text in texts)
            wording[place] = AhoCorasick(texts)
            patterns[place] = shape.format(f"(?P<phrase>{choice})")
    return PageWords(patterns, kinds, wording)


def wrap_width(text: str) -> int:
    """Return the width to which the lines of *text* were wrapped, or 0 where each line is a paragraph of its own."""
    lines = [line.strip() for line in text.splitlines()]
    pairs = [(one, two) for one, two in pairwise(lines) if one and two]
    running = [len(one) for one, two in pairs if one[-1] not in '.!?:;"”' and two[0].islower()]
    if len(running) < 2 or len(running) * 4 < len(pairs) or max(running) > 140:
        return 0
    return max(running)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    offset, blank = 0, True
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            lines.append(_Line(offset + len(raw) - len(raw.lstrip()), stripped, blank))
        blank = not stripped
        offset += len(raw)
    return lines


def _line_zones(line: _Line, words: PageWords) -> Iterator[Zone]:
    whole = _whole_line_kind(line.text, words)
    if whole:
        yield Zone(line.start, line.start + len(line.text), whole)
        return
    opening = list(_opening_zones(line, words))
    yield from opening
    start = opening[-1].end if opening else line.start
    rest = line.text[start - line.start :]
    kind = _whole_line_kind(rest.strip(), words) if opening and rest.strip() else ""
    if kind:
        yield Zone(start, start + len(rest), kind)
        return
    yield from _caption_zones(start, rest)
    yield from _inline_zones(start, rest, words)


def _whole_line_kind(line: str, words: PageWords) -> str:
    """Return the kind of zone that the whole line is, or nothing."""
    if not any(char.isalnum() for char in line):
        return "boilerplate"
    kind = words.kinds.get(("lines", _plain(line))) if len(line) <= 80 else None
    if kind or len(line) > _LONGEST_LINE:
        return kind or ""
    if is_date_line(line):
        return "date_line"
    if _CONTACT_LINE.fullmatch(line):
        return "contact"
    if _is_byline(line):
        return "byline"
    if _COPYRIGHT.fullmatch(line) or _COUNTER.fullmatch(line):
        return "boilerplate"
    starts = words.pattern("starts")
    start = starts.match(line) if starts is not None else None
    return words.kinds[("starts", _plain(start["phrase"]))] if start else ""


def _is_byline(line: str) -> bool:
    return len(line) <= 140 and any(shape.fullmatch(line) for shape in (_BYLINE, _BY_AGENCY, _STAFF, _ROLE))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).strip(".…!*_-=[]>»→|•") or text


def _opening_zones(line: _Line, words: PageWords) -> Iterator[Zone]:
    """Yield the date, the wording and the dateline that stand before the first sentence on the same line."""
    offset = 0
    date_end = leading_date_end(line.text)
    if date_end:
        yield Zone(line.start, line.start + date_end, "date_line")
        offset = _skip_space(line.text, date_end)
    wording = words.pattern("words")
    phrase = wording.match(line.text[offset : offset + _LONGEST_LINE]) if wording is not None else None
    if phrase:
        kind = words.kinds[("words", _plain(phrase["phrase"]))]
        yield Zone(line.start + offset, line.start + offset + phrase.end(), kind)
        offset = _skip_space(line.text, offset + phrase.end())
    length = _dateline_length(line.text[offset : offset + _LONGEST_LINE])
    if length:
        yield Zone(line.start + offset, line.start + offset + length, "dateline")


def _skip_space(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _dateline_length(line: str) -> int:
    match = _DATELINE.match(line)
    if match is None or not match.group().strip():
        return 0
    following = line[match.end() :]
    shouted = following and not any(char.islower() for char in following)
    if shouted or not _opens_story(match, following):
        return 0
    return len(match.group().rstrip())


def _opens_story(match: re.Match[str], following: str) -> bool:
    """Tell whether what was matched is a dateline and not the beginning of a sentence."""
    agency, day, dash = match["agency"], match["day"], match["dash"]
    if agency and (dash or agency.strip().startswith("/")):
        return not match["mixed"] or bool(day or match["region"]) or len(agency.split()) == 1
    if not dash:
        return False
    if following and not (following[0].isupper() or following[0].isdigit() or following[0] in "\"“‘'”«(["):
        return False
    if match["caps"]:
        return bool(day or match["region"]) or (len(match["caps"]) > 3 and match["caps"] not in _BODIES)
    return bool(match["mixed"] and (day or match["region"]) and dash.strip() in ("—", "–", "--"))


def _caption_zones(start: int, rest: str) -> Iterator[Zone]:
    credit = _CREDIT.search(rest[-_LONGEST_LINE:]) or _CREDIT_LABEL.search(rest[-_LONGEST_LINE:])
    sign_off = _SIGN_OFF.search(rest[-40:])
    mark = credit or sign_off
    body = len(rest)
    if mark:
        body = len(rest) - len(mark.string) + mark.start("off")
        yield Zone(start + body, start + len(rest.rstrip()), "boilerplate")
    caption = rest[:body].rstrip()
    if caption and (credit or _FILE_PICTURE.match(rest) or _IN_THE_PICTURE.search(caption)) and len(caption) <= 2 * _LONGEST_LINE:
        first = _skip_space(rest, 0)
        yield Zone(start + first, start + len(caption), "caption")


def _inline_zones(start: int, rest: str, words: PageWords) -> Iterator[Zone]:
    contacts = _CONTACT.finditer(rest) if "@" in rest or "http" in rest or "www." in rest else ()
    for match in contacts:
        yield Zone(start + match.start(), start + match.end(), "contact")
    for place in ("sentences", "words"):
        pattern = words.pattern(place)
        if pattern is not None:
            for match in pattern.finditer(rest):
                yield Zone(start + match.start("phrase"), start + match.end(), words.kinds[(place, _plain(match["phrase"]))])


def _headlines(lines: Sequence[_Line], found: Sequence[tuple[Zone, ...]], width: int) -> Iterator[int]:
    """Yield the positions of lines that stand alone without a full stop: headlines and crossheads."""
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        before_ends = line.blank_before or bool(found[index - 1]) or lines[index - 1].text[-1] in '.!?"”:'
        runs_on = after is not None and not after.blank_before and (after.text[0].islower() or len(line.text) > width * 0.6 > 0)
        if len(lines) > 1 and not found[index] and before_ends and not runs_on and _reads_as_headline(line.text):
            yield index


def _reads_as_headline(line: str) -> bool:
    starts = line[0].isupper() or line[0].isdigit() or line[0] in "\"“‘'"
    return starts and len(line) <= _LONGEST_LINE and 2 <= len(line.split()) <= 25 and line.rstrip("\"”’')")[-1:] not in tuple(".!?:;,…-–—")


def _without_overlap(zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """Return *zones* sorted, each without those that begin inside an earlier or wider one."""
    kept: list[Zone] = []
    for zone in sorted(zones, key=lambda zone: (zone.start, -zone.end, zone.kind)):
        if zone.start < zone.end and (not kept or zone.start >= kept[-1].end):
            kept.append(zone)
    return tuple(kept)
