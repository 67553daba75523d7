"""Dates as closed intervals of days: "in early 2025", "since mid-January", "from Monday to Wednesday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from dragoman.annotators.calendar_dates import read_calendar
from dragoman.annotators.date_words import (
    DAY,
    DECADE,
    FUZZY,
    LATE,
    MIDDLE,
    MONTHS,
    SHORT_WEEKDAYS,
    SPAN,
    WEEKDAYS,
    YEAR,
    Anchor,
    Reading,
    read_year,
    thirds,
    year_span,
)
from dragoman.annotators.lines import DASHES, Line, line_of, word_set
from dragoman.annotators.numbers import STARTERS
from dragoman.annotators.periods import unit_step
from dragoman.annotators.relative_dates import ANCHOR_WORDS, RELATIVE_STARTERS, read_relative
from dragoman.records import Interval
from dragoman.spans import TypedSpan

Future = Callable[[int], bool]
_ANCHORS = ANCHOR_WORDS | frozenset({*MONTHS, *WEEKDAYS, *SHORT_WEEKDAYS})
_STARTERS = STARTERS | RELATIVE_STARTERS | _ANCHORS | frozenset({*FUZZY, "'", "year's"})
_MID_WORD = re.compile(r"mid-?((?:19|20)\d\d)(s?)")
_SINCE, _UNTIL, _FROM = (
    frozenset({"since"}),
    frozenset({"until", "till", "by"}),
    frozenset({"starting", "beginning", "effective", "commencing"}),
)
_BETWEEN_PREFIX_AND_DATE = word_set(
    "the at on about around least of night morning evening afternoon late early midnight noon dawn from in time"
)
_LINKS = frozenset({"to", "through", "until", "till", "and", "or", "into", "thru", "&", *DASHES})
_WILL = frozenset({"will", "'ll", "shall", "wo"})
# "is set to", "plans to": what follows lies ahead, unless it did so in the past ("was due to").
_AHEAD = frozenset(
    {"set", "due", "scheduled", "expected", "slated", "poised", "planning", "plans", "plan", "intends", "intend", "about", "is", "are"}
)
_BACK_THEN = frozenset({"was", "were", "been", "had"})


def find_dates(doc: Doc, start: int, end: int, published: date | None, *, future: Future | None = None) -> list[TypedSpan]:
    """Return the dates in tokens ``start:end`` as intervals, counted from *published* where they need it.

    ``future(i)`` tells whether the clause around token *i* looks ahead; without it "will" and "shall" decide. A span covers
    "since", "by", "until", "early", "the end of" and the part of the day, but no plain "in", "on" or "over".
    """
    line = line_of(doc, start, end)
    if not line.has(_ANCHORS) and not any(map(_MID_WORD.fullmatch, line.words)):
        return []
    found: list[TypedSpan] = []
    i = floor = 0
    while i < len(line.words):
        reading = _read(line, i, published, future) if _may_start(line.words[i]) else None
        if reading is None:
            i += 1
            continue
        found.append(_span(line, *_prefixed(line, i, floor, reading)))
        i = floor = found[-1].end - start
    return found


def _may_start(word: str) -> bool:
    return word in _STARTERS or word[:1].isdecimal() or word.startswith("mid")


def _read(line: Line, i: int, published: date | None, future: Future | None) -> Reading | None:
    if published is None or _looks_ahead(line, i, future):
        return _read_range(line, i, Anchor(published, ahead=True))
    reading = _read_range(line, i, Anchor(published))
    if reading is None or not reading.loose or _prefix(line, i, 0)[1] not in _UNTIL:
        return reading
    # A limit may lie on either side: "to leave by Friday", "by Friday 300 had left". The nearer one is meant.
    other = _read_range(line, i, Anchor(published, ahead=True))
    return min((reading, other or reading), key=lambda r: abs((r.last or published) - published))


def _looks_ahead(line: Line, i: int, future: Future | None) -> bool:
    """Tell whether the clause, or the preposition before the date, looks ahead."""
    before = line.at(i - 1) if line.at(i - 1) not in {"on", "the", "from"} else line.at(i - 2)
    if before in {"starting", "beginning", "effective", "commencing", "for"} and line.at(i + 1) not in {"'s", "’s"}:
        return True
    if future is not None:
        return future(line.start + i)
    near = enumerate(line.words[max(0, i - 14) : i], max(0, i - 14))
    return any(word in _WILL or _plans(line, j) or (word == "would" and line.at(j + 1) != "have") for j, word in near)


def _plans(line: Line, j: int) -> bool:
    """Tell whether word *j* and the "to" behind it say that something is still to come."""
    return line.words[j] in _AHEAD and line.at(j + 1) == "to" and line.at(j - 1) not in _BACK_THEN


def _read_range(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Return the date at word *i*, joined with a second one: "January and February", "Monday to Wednesday"."""
    first = _read_one(line, i, anchor)
    if first is None or line.at(first.end) not in _LINKS:
        return first
    link, at = line.at(first.end), first.end + 1
    at += line.at(at) in {"the", "on", "early", "in"} and _read_one(line, at, anchor) is None
    second = _read_one(line, at, anchor)
    if second is None or (second.grain != first.grain and SPAN not in {first.grain, second.grain} and link in {"and", "or", "&", "into"}):
        return first
    if second.last is None or (first.first is None and not first.loose):
        return replace(first, end=second.end) if not first.first and not second.last else first
    ends = _joined(line, (i, at), first, second, anchor)
    if not _joins(line, i, link, *ends):
        return first
    return Reading(second.end, ends[0].first, ends[1].last, SPAN, flags=ends[0].flags | ends[1].flags)


def _joined(line: Line, at: tuple[int, int], first: Reading, second: Reading, anchor: Anchor) -> tuple[Reading, Reading]:
    """Return both ends, the one without a year read again from the other."""
    if first.loose and anchor.ahead and second.loose and first.first is not None:
        return first, _read_one(line, at[1], Anchor(first.first, ahead=True)) or second
    if second.loose and not first.loose and first.first is not None and anchor.today is not None and first.first > anchor.today:
        return first, _read_one(line, at[1], Anchor(first.first, ahead=True)) or second
    if first.loose and second.last is not None:
        return _read_one(line, at[0], Anchor(second.last)) or first, second
    return first, second


def _joins(line: Line, i: int, link: str, first: Reading, second: Reading) -> bool:
    """Tell whether two dates are the ends of one interval; "Monday and Friday" are two."""
    if first.last is None or second.first is None or first.first is None or second.last is None or first.first > second.first:
        return False
    if link not in {"and", "or", "&", "into"} or line.at(i - 1) == "between" or line.at(i - 2) == "between":
        return True
    return (second.first - first.last).days <= 1


def _read_one(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Return the date at word *i*, with "early", "the end of" or "earlier" before it."""
    word = line.at(i)
    if found := _MID_WORD.fullmatch(word):
        year = int(found[1])
        return thirds(Reading(i + 1, *year_span(year, year + 9 if found[2] else None), grain=DECADE if found[2] else YEAR), MIDDLE)
    at = i + (word == "the")
    if line.at(at) in FUZZY or line.at(at) in {"earlier", "later", "so", "year's", "year"}:
        reading = _read_fuzzy(line, at, anchor)
        if reading is not None:
            return reading
    reading = read_calendar(line, i, anchor) or read_relative(line, i, anchor)
    return _so_far(line, reading, anchor) if reading is not None else None


def _so_far(line: Line, reading: Reading, anchor: Anchor) -> Reading:
    if not line.reads(reading.end, "so", "far") or anchor.today is None or reading.first is None or reading.first > anchor.today:
        return reading
    return replace(reading, end=reading.end + 2, last=anchor.today, flags=reading.flags | {"so_far"})


def _read_fuzzy(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "early 2025", "mid-January", "the end of last month", "late on Friday", "earlier this month", "so far this year"."""
    word = line.at(i)
    if word == "so" and line.at(i + 1) == "far":
        inner = read_relative(line, i + 2, anchor)
        return _clipped(inner, anchor, "so_far") if inner is not None and line.at(i + 2) == "this" else None
    if word == "so":
        return None
    if word in {"year", "year's"}:
        return _year_end(line, i, anchor)
    at = i + 1
    while line.at(at) in {*DASHES, "of", "in", "on"} and at < i + 3:
        at += 1
    inner = _inner(line, at, anchor)
    if inner is None or (line.at(i + 1) == "of") != (word in {"beginning", "start", "end", "middle", "close", "outset"}):
        return None
    if word == "earlier":
        return _clipped(inner, anchor, "earlier")
    if word == "later":
        return _clipped(inner, anchor, "later")
    return thirds(inner, FUZZY[word])


def _inner(line: Line, i: int, anchor: Anchor) -> Reading | None:
    if line.at(i) == "the" and (unit := unit_step(i + 2, line.at(i + 1), 0, anchor)) is not None:
        return unit
    at = i + (line.at(i) == "the" and not line.reads(i, "the", "day"))
    if (year := read_year(line, at)) is not None and line.at(at + 1) not in DASHES:
        return Reading(at + 1, *year_span(year), grain=YEAR)
    return _so_far(line, inner, anchor) if (inner := read_calendar(line, at, anchor) or read_relative(line, i, anchor)) else None


def _year_end(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "year's end", "year-end"."""
    at = next((i + len(words) for words in (("year's", "end"), ("year", "'s", "end"), ("year", "-", "end")) if line.reads(i, *words)), 0)
    year = unit_step(at, "year", 0, anchor) if at else None
    return thirds(year, LATE) if year else None


def _clipped(reading: Reading, anchor: Anchor, side: str) -> Reading:
    """Return the part of *reading* before or after the publication date, if that lies within."""
    today, first, last = anchor.today, reading.first, reading.last
    if today is None or first is None or last is None or not first <= today <= last or reading.grain == DAY:
        return reading
    if side == "later":
        return replace(reading, first=today, grain=SPAN)
    return replace(reading, last=today, grain=SPAN, flags=reading.flags | ({"so_far"} if side == "so_far" else set()))


def _prefix(line: Line, i: int, floor: int) -> tuple[int, str]:
    """Return the word that may open an end of the date at word *i*, and where it stands."""
    at = i - 1
    while at >= floor and i - at < 5 and line.at(at) in _BETWEEN_PREFIX_AND_DATE and line.at(at) != "from":
        at -= 1
    if line.reads(at - 2, "no", "later", "than") or line.reads(at - 2, "not", "later", "than"):
        return at - 2, "by"
    return at, line.at(at) if at >= floor else ""


def _prefixed(line: Line, i: int, floor: int, reading: Reading) -> tuple[int, Reading]:
    """Return where the expression starts, and *reading* with the end that "since", "by" or "starting" opens."""
    at, word = _prefix(line, i, floor)
    if word in _SINCE and _names_event(line, reading):
        return i, replace(reading, flags=reading.flags | {"attributive"})
    if word in _SINCE:
        return at, replace(reading, last=None, flags=reading.flags | {"since"})
    if word in _UNTIL:
        return at, replace(reading, first=None, flags=reading.flags | {"by" if word == "by" else "until"})
    if word in _FROM or (word == "from" and line.at(reading.end) in {"on", "onwards"}):
        return at, replace(reading, last=None, end=reading.end + (word == "from"))
    if word in {"before", "after"} and at == i - 1:
        return i, replace(reading, flags=reading.flags | {word})
    if word in {"from", "between"} and reading.grain == SPAN:
        return at, reading
    return i, reading


def _names_event(line: Line, reading: Reading) -> bool:
    """Tell whether a range of years is part of a name: "since the 1950-53 war"."""
    return reading.grain == SPAN and not reading.flags and line.at(reading.end).isalpha() and line.at(reading.end - 1)[-2:].isdecimal()


def _span(line: Line, i: int, reading: Reading) -> TypedSpan:
    return TypedSpan(line.start + i, line.start + reading.end, "date", Interval(reading.first, reading.last), reading.flags)
