"""Dates counted from the publication date: "yesterday", "last week", "three days ago", "the past 24 hours"."""

from __future__ import annotations

from dragoman.annotators.date_words import (
    DAY,
    MONTH,
    PARTS_OF_DAY,
    SEASONS,
    UNIT_OF,
    YEAR,
    Anchor,
    Reading,
    month_span,
    moved,
    plus_days,
    relative,
    unresolved,
    year_span,
)
from dragoman.annotators.lines import Line, word_set
from dragoman.annotators.numbers import starts_number
from dragoman.annotators.periods import read_amount, read_holiday, read_part, read_season, read_step, weekend

_DAYS = {"today": (0, 0), "tonight": (0, 0), "yesterday": (-1, -1), "tomorrow": (1, 1), "overnight": (-1, 0)}
_ROLLING_BACK, _ROLLING_ON = word_set("past last previous preceding"), word_set("next coming upcoming")
_STEPS = word_set("last past this next coming current upcoming")
_WORDS = word_set("weekend quarter half century christmas thanksgiving night morning afternoon evening q1 q2 q3 q4 h1 h2 year-end")
RELATIVE_STARTERS = word_set(
    "recent the a an several earlier later so day few first second third fourth last final opening closing new year previous"
)
RELATIVE_STARTERS |= _STEPS | _WORDS | SEASONS.keys() | _DAYS.keys()
ANCHOR_WORDS = _WORDS | SEASONS.keys() | UNIT_OF.keys() | _DAYS.keys()


def read_relative(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Return the date at word *i* that counts from the publication date."""
    word = line.at(i)
    if word in _DAYS:
        return _days_off(line, i + 1, anchor, *_DAYS[word])
    if word in _STEPS:
        return _read_night(line, i, anchor) or _read_rolling(line, i, anchor) or read_step(line, i, anchor)
    if word == "the":
        return _read_the(line, i, anchor)
    if word == "recent" and line.at(i + 1) in UNIT_OF:
        return relative(i + 2, None, anchor.today) if anchor.today else unresolved(i + 2)
    return _read_ago(line, i, anchor) or read_part(line, i, anchor) or read_season(line, i, anchor) or read_holiday(line, i, anchor)


def _days_off(line: Line, end: int, anchor: Anchor, first: int, last: int) -> Reading:
    while line.at(end) in PARTS_OF_DAY and line.at(end - 1) not in {"overnight", "today"}:
        end += 1
    if anchor.today is None:
        return unresolved(end)
    return relative(end, plus_days(anchor.today, first), plus_days(anchor.today, last), DAY)


def _read_night(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "last night", "this morning"."""
    if line.at(i + 1) not in PARTS_OF_DAY or line.at(i) not in {"last", "this"}:
        return None
    off = -1 if line.at(i) == "last" else 0
    return _days_off(line, i + 2, anchor, off, off)


def _read_the(line: Line, i: int, anchor: Anchor) -> Reading | None:
    if line.reads(i, "the", "day", "after", "tomorrow"):
        return _days_off(line, i + 4, anchor, 2, 2)
    if line.reads(i, "the", "day", "before", "yesterday"):
        return _days_off(line, i + 4, anchor, -2, -2)
    if (part := read_part(line, i + 1, anchor)) is not None:
        return part
    if line.at(i + 1) in _ROLLING_BACK | _ROLLING_ON and (rolling := _read_rolling(line, i + 1, anchor)):
        return rolling
    if line.at(i + 1) == "current":
        return read_step(line, i + 1, anchor)
    if line.at(i + 1) == "weekend" and line.at(i - 1) in {"over", "at", "during", "on", "in", "of", "throughout", "across", "since", "for"}:
        return weekend(i + 2, anchor)
    return read_season(line, i + 1, anchor)


def _read_rolling(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "the past 24 hours", "over the last year", "the next six months", "the coming weeks"."""
    back = line.at(i) in _ROLLING_BACK
    if not back and line.at(i) not in _ROLLING_ON:
        return None
    amount, at = read_amount(line, i + 1)
    unit = UNIT_OF.get(line.at(at))
    if unit is None or (at == i + 1 and line.at(at) == unit and not _rolls(line, i)):
        return None
    end = at + 1
    if anchor.today is None:
        return unresolved(end)
    if amount is None:
        return relative(end, None, anchor.today) if back else relative(end, anchor.today, None)
    day = moved(anchor.today, unit, -amount if back else amount)
    if day is None:
        return None
    return relative(end, day, anchor.today) if back else relative(end, anchor.today, day)


def _rolls(line: Line, i: int) -> bool:
    """Tell whether "past week" or "the last year" runs up to today; "last year" names a year, "the next day" follows another."""
    if line.at(i) == "past":
        return line.at(i - 1) not in {"this", "half"}
    over = line.at(i - 2) in {"over", "in", "within", "during", "for", "throughout", "of", "across"}
    return line.at(i - 1) == "the" and over and line.at(i + 1) != "day"


def _read_ago(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "three days ago", "a year ago", "two weeks from now"."""
    amount: int | None = 1
    if line.at(i) in {"a", "an"} and line.at(i + 1) in UNIT_OF:
        at = i + 1
    elif starts_number(line.at(i)) or line.at(i) in {"a", "an"}:
        amount, at = read_amount(line, i)
    else:
        return None
    unit = UNIT_OF.get(line.at(at))
    sign, end = (-1, at + 2) if line.at(at + 1) == "ago" else (1, at + 3) if line.reads(at + 1, "from", "now") else (0, 0)
    if not sign or unit is None or amount is None:
        return None
    if anchor.today is None:
        return unresolved(end)
    day = moved(anchor.today, unit, sign * amount)
    if day is None:
        return None
    if unit == "month":
        return relative(end, *month_span(day.year, day.month), MONTH)
    if unit in {"year", "decade"}:
        return relative(end, *year_span(day.year), YEAR)
    return relative(end, day, day, DAY)
