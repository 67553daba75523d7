"""Counts with their bounds: "more than 3,000", "between 10,000 and 12,000", "dozens"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from spacy.tokens import Doc

from dragoman.annotators.bounds import ABOUT, HIGH, LOW, MORE, phrase_after, phrase_before
from dragoman.annotators.countable import SCORE_NOUNS, compound_end, is_count, measured
from dragoman.annotators.lines import DASHES, Line, line_of, word_set
from dragoman.annotators.numbers import STARTERS, Number, read_number, starts_number
from dragoman.records import Count
from dragoman.spans import TypedSpan

_INSIDE_RANGE = word_set("about around even perhaps some maybe possibly as many")
_ARTICLES = frozenset({"a", "an", "another"})
COUNT_WORDS = STARTERS | word_set("nobody none no not single another")
_OPENERS = COUNT_WORDS | _ARTICLES
_ZERO = {"nobody": 1, "none": 1}
_AFTER_NO = word_set(
    "longer matter doubt more less fewer later sooner wonder way sign signs one such other comment plans plan need reason idea"
    " evidence word end question different better worse stranger means intention immediate further indication information details"
    " time place part right choice problem exception one's"
)
_FRACTIONS = word_set("half quarter quarters third thirds fifth fifths majority most")
_RATIO_BASES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000})


@dataclass(frozen=True, slots=True)
class _Core:
    """A number or a range of numbers at words ``start:end``, before its bounds are read."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    approx: bool = False
    flags: frozenset[str] = frozenset()


def find_quantities(doc: Doc, start: int, end: int, taken: Iterable[TypedSpan] = (), *, articles: bool = False) -> list[TypedSpan]:
    """Return the counts in tokens ``start:end`` outside the spans in *taken* (the dates and sums of money found before).

    With *articles*, "a", "an" and "another" before a noun count as one, flagged ``article``.
    """
    line = line_of(doc, start, end)
    if not line.has(COUNT_WORDS | _ARTICLES if articles else COUNT_WORDS):
        return []
    blocked = frozenset(i - start for span in taken for i in range(span.start, span.end))
    return [_span(line, core) for core in _found(line, blocked, articles)]


def _found(line: Line, blocked: frozenset[int], articles: bool) -> Iterator[_Core]:
    i, floor = 0, 0
    while i < len(line.words):
        if i in blocked or not (line.words[i] in _OPENERS or line.words[i][:1].isdecimal()):
            i += 1
            continue
        core, skip = _read(line, i, blocked, articles)
        if core is not None:
            core = _bounded(line, core, max(floor, _after_blocked(blocked, i)), blocked)
            skip = floor = max(skip, core.end)
            if not measured(line, core.end):
                yield core
        i = skip


def _after_blocked(blocked: frozenset[int], i: int) -> int:
    return max((b + 1 for b in blocked if b < i), default=0)


def _read(line: Line, i: int, blocked: frozenset[int], articles: bool) -> tuple[_Core | None, int]:
    """Return the count that starts at word *i*, if one does, and the position to go on from."""
    word = line.words[i]
    core: _Core | None = None
    if starts_number(word) or (word in {"a", "an"} and starts_number(line.at(i + 1))):
        number = read_number(line, i)
        if number is not None and not any(k in blocked for k in range(i, number.end)):
            return _read_counted(line, i, number)
    core = _read_zero(line, i) or _read_single(line, i) or _read_other(line, i) or (_read_article(line, i) if articles else None)
    return core, core.end if core else i + 1


def _read_counted(line: Line, i: int, number: Number) -> tuple[_Core | None, int]:
    """Return the count or range that starts with *number*; "one in five" and scores are none."""
    if "aged" in {line.at(i - 1), line.at(i - 2)}:
        return None, _listed_end(line, number)
    if _is_ratio(line, number):
        return None, _skip_ratio(line, number)
    second = _range_end(line, i, number)
    if second is not None:
        if measured(line, second.end) or line.at(second.end) in SCORE_NOUNS or not is_count(line, i, replace(number, end=second.end)):
            return None, second.end
        low = _shared(number, second)
        return _Core(i, compound_end(line, second.end), low, second.high, number.approx or second.approx), second.end
    if (skip := _score_end(line, number)) or (skip := _listed_measure(line, number)):
        return None, skip
    if not is_count(line, i, number):
        return None, max(number.end, _base_end(line, number.end))
    flags = _flags(line, i, number)
    core = _Core(i, compound_end(line, number.end), number.low, number.high, number.approx, flags)
    base = _base_end(line, number.end)
    return core, max(core.end, base)


def _flags(line: Line, i: int, number: Number) -> frozenset[str]:
    found = set()
    if any(line.at(k) in _FRACTIONS and line.at(k + 1) == "of" for k in range(max(0, i - 6), i - 1)):
        found.add("fraction")
    if number.low == 0:
        found.add("zero")
    if line.at(number.end) in {"ton", "tons", "tonne", "tonnes"}:
        found.add("measure")
    return frozenset(found)


def _is_ratio(line: Line, number: Number) -> bool:
    """Tell whether the number opens a proportion: "one in five", "two out of three", "1 in every 10"."""
    at = number.end
    if line.at(at) != "in" and not line.reads(at, "out", "of"):
        return False
    apart = line.at(at) == "out"
    at += 1 + apart
    at += line.at(at) == "every"
    other = read_number(line, at) if starts_number(line.at(at)) else None
    return other is not None and number.low < other.low and number.low < 10 and other.low in _RATIO_BASES and (number.low == 1 or apart)


def _skip_ratio(line: Line, number: Number) -> int:
    at = number.end
    while at < min(len(line.words), number.end + 3) and not starts_number(line.at(at)):
        at += 1
    other = read_number(line, at)
    return other.end if other else number.end


def _range_end(line: Line, i: int, number: Number) -> Number | None:
    """Return the second number of a range that *number* opens: "10 to 15", "3-4,000", "between A and B", "two or three"."""
    if number.high is not None and number.high > number.low:
        return replace(number, low=number.high)
    link, at = line.at(number.end), number.end + 1
    between = any(line.at(k) == "between" for k in range(max(0, i - 3), i)) and link == "and"
    if not (between or link in {"to", "or"} or (link in DASHES and line.glued(number.end - 1) == line.glued(number.end))):
        return None
    if link == "to" and line.at(i - 1) == "from":
        return None
    while line.at(at) in _INSIDE_RANGE and at < number.end + 4:
        at += 1
    second = read_number(line, at) if starts_number(line.at(at)) or line.at(at) in {"a", "an"} else None
    if second is None or second.high is None or number.high is None or (link == "or" and second.low > 3 * _shared(number, second)):
        return None
    if line.at(second.end) in DASHES and line.at(second.end + 1)[:1].isdecimal():
        return None
    if second.scaled:
        return second if number.low < second.low else None
    return second if number.low % 1 == 0 and _shared(number, second) < second.low else None


def _shared(first: Number, second: Number) -> Decimal:
    """Return the lower end of a range, which may lean on the scale of the upper: "3-4,000", "two to three million"."""
    low = first.low
    if first.high is not None and first.high > first.low:
        return _scaled_up(low, first.high)
    if second.scaled and not first.scaled and second.high is not None:
        for scale in (10**12, 10**9, 10**6, 1000, 100, 12):
            if second.low % scale == 0 and low * scale < second.low:
                return low * scale
    return low if second.scaled else _scaled_up(low, second.low)


def _scaled_up(low: Decimal, high: Decimal) -> Decimal:
    return low * 1000 if high >= 1000 and low < 1000 and low * 1000 < high else low


def _score_end(line: Line, number: Number) -> int:
    """Return the end of a score or a chain of digits such as a telephone number, or 0."""
    at, links = number.end, 0
    while line.at(at) in DASHES and line.at(at + 1)[:1].isdecimal() and not number.written:
        at, links = at + 2, links + 1
    return at if links else 0


def _listed_measure(line: Line, number: Number) -> int:
    """Return the end of a list of measures: "10, 15 and 20 percent", or 0."""
    at = number.end
    while line.at(at) in {"and", "or", "to", ",", "by", "x"} and starts_number(line.at(at + 1)):
        other = read_number(line, at + 1)
        if other is None or (line.at(at) == "," and other.written):
            return 0
        at = other.end
        if measured(line, at):
            return at
    return 0


def _listed_end(line: Line, number: Number) -> int:
    """Return the end of a list of numbers such as ages: "aged from eight to 16"."""
    at = number.end
    while line.at(at) in {"and", "or", "to"} and starts_number(line.at(at + 1)):
        other = read_number(line, at + 1)
        at = other.end if other else at + 2
    return at


def _base_end(line: Line, end: int) -> int:
    """Return the end of the whole that a part is taken from, which is no count of its own: "18 of the 40"."""
    if line.at(end) != "of" and not line.reads(end, "out", "of"):
        return 0
    at = end + 1 + (line.at(end) == "out")
    at += line.at(at) in {"the", "its", "their", "his", "her", "our", "those", "these", "all", "some"}
    other = read_number(line, at) if starts_number(line.at(at)) else None
    return other.end if other and other.high is not None else 0


def _read_zero(line: Line, i: int) -> _Core | None:
    """Read "nobody", "none", "no one", "no soldiers", "not one", "not a single"."""
    word, after = line.at(i), line.at(i + 1)
    end = i + _ZERO.get(word, 0)
    if word == "no":
        end = i + 2 if after in {"one", "-"} and (after == "one" or line.at(i + 2) == "one") else i
        if end == i and after.isalpha() and after not in _AFTER_NO:
            end = i + 1
    elif word == "not":
        end = i + 3 if line.reads(i, "not", "a", "single") else i + 2 if line.reads(i, "not", "one") else i
    return _Core(i, end, Decimal(0), Decimal(0), flags=frozenset({"zero"})) if end > i else None


def _read_single(line: Line, i: int) -> _Core | None:
    return _Core(i, i + 2, Decimal(1), Decimal(1)) if line.reads(i, "a", "single") else None


_BEFORE_OTHER = word_set("and while but , ;")
_AFTER_OTHER = word_set(
    ". , ; and was is were has had in at near on by when after during while outside wounded injured killed hurt died missing seriously"
    " critically"
)


def _read_other(line: Line, i: int) -> _Core | None:
    """Read "another" that stands for one more ("wounding one soldier and killing another")."""
    if line.at(i) != "another" or (line.at(i + 1) and line.at(i + 1) not in _AFTER_OTHER):
        return None
    before = line.at(i - 1)
    counts = before in _BEFORE_OTHER or before.endswith(("ing", "ed"))
    return _Core(i, i + 1, Decimal(1), Decimal(1), flags=frozenset({"additional"})) if counts else None


_NOT_AFTER_ARTICLE = word_set("few lot number further additional total minimum maximum couple")


def _read_article(line: Line, i: int) -> _Core | None:
    if line.at(i) not in _ARTICLES or line.at(i + 1) in _NOT_AFTER_ARTICLE:
        return None
    if not line.at(i + 1)[:1].isalpha() or starts_number(line.at(i + 1)):
        return None
    more = {"additional"} if line.at(i) == "another" else set()
    return _Core(i, i + 1, Decimal(1), Decimal(1), flags=frozenset({"article", *more}))


def _bounded(line: Line, core: _Core, floor: int, blocked: frozenset[int]) -> _Core:
    """Return *core* with the bounds, "about" and "another" that stand around it."""
    start, end = core.start, core.end
    kinds: set[str] = set()
    while (found := phrase_before(line, start, floor)) is not None and not _topical(line, found, core):
        start, kinds = found[0], kinds | {found[1]}
    while (after := phrase_after(line, end, blocked)) is not None:
        end, kinds = after[0], kinds | {after[1]}
    if line.at(start - 1) == "between" and start > floor and core.high != core.low:
        start -= 1
    return _apply(replace(core, start=start, end=end), kinds)


def _topical(line: Line, found: tuple[int, str], core: _Core) -> bool:
    """Tell whether a lone "over" or "under" before a small number is a plain preposition: "a dispute over two islands"."""
    alone = core.start - found[0] == 1 and line.at(found[0]) in {"over", "under", "above", "below"}
    return alone and core.low is not None and core.low < 10 and core.high == core.low


def _apply(core: _Core, kinds: set[str]) -> _Core:
    flags = core.flags | ({"additional"} if MORE in kinds else set())
    approx = core.approx or ABOUT in kinds
    if LOW in kinds:
        return replace(core, high=None, approx=approx, flags=flags)
    if HIGH in kinds:
        return replace(core, low=None, high=core.low if core.high is None else core.high, approx=approx, flags=flags)
    return replace(core, approx=approx, flags=flags)


def _span(line: Line, core: _Core) -> TypedSpan:
    low = None if core.low is None else int(core.low)
    high = None if core.high is None else int(core.high)
    return TypedSpan(line.start + core.start, line.start + core.end, "quantity", Count(low, high, core.approx), core.flags)
