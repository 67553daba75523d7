"""The words of English dates, and days, months and years as intervals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dragoman.annotators.lines import Line, word_set

_MONTH_NAMES = "january february march april may june july august september october november december"
MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES.split(), start=1)}
_SHORT = {name[:3]: i for name, i in MONTHS.items() if name != "may"} | {"sept": 9}
MONTHS |= _SHORT | {f"{name}.": i for name, i in _SHORT.items()}
# These are also names, verbs or adjectives, so alone they are months only after a word that calls for a date.
UNSURE_MONTHS = word_set("march april may june august mar jan jun dec apr aug sep")
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: i for i, name in enumerate(_DAY_NAMES.split())}
SHORT_WEEKDAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
SHORT_WEEKDAYS |= {f"{name}.": i for name, i in SHORT_WEEKDAYS.items()}
NOT_BEFORE_WEEKDAY = word_set("good black bloody palm easter super ash holy maundy cyber giving orange whit pancake")
PARTS_OF_DAY = word_set("morning afternoon evening night midday noon midnight lunchtime dawn dusk")
UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 0, "year": 0, "decade": 0, "hour": 0, "minute": 0}
UNIT_OF = {f"{word}s": word for word in UNITS} | {f"{word}s'": word for word in UNITS} | {word: word for word in UNITS}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": -1,
    "final": -1,
    "opening": 1,
    "closing": -1,
}
EARLY, MIDDLE, LATE = "early", "mid", "late"
FUZZY = {
    "early": EARLY,
    "mid": MIDDLE,
    "late": LATE,
    "beginning": EARLY,
    "start": EARLY,
    "end": LATE,
    "middle": MIDDLE,
    "close": LATE,
    "outset": EARLY,
}
CUES = word_set(
    "in since by until till of early late mid last this next from during before after between through for to and or on throughout"
    " around about the beginning starting past every as back dated"
)

DAY, WEEK, MONTH, QUARTER, YEAR, DECADE, SPAN = "day", "week", "month", "quarter", "year", "decade", "span"
YEAR_WORD = re.compile(r"(?:19|20)\d\d")
DAY_WORD = re.compile(r"(3[01]|[12]\d|0?[1-9])(st|nd|rd|th)?")
NONE: frozenset[str] = frozenset()
RELATIVE = frozenset({"relative"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that relative dates count from, and whether the clause looks ahead."""

    today: date | None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A date read from words up to *end*; *loose* when its year, or its week, was worked out from the anchor."""

    end: int
    first: date | None
    last: date | None
    grain: str = DAY
    loose: bool = False
    flags: frozenset[str] = field(default=NONE)

    def until(self, end: int) -> Reading:
        """Return the same date with another *end*."""
        return replace(self, end=end)


def unresolved(end: int, grain: str = DAY, *, loose: bool = False) -> Reading:
    """Return a reading that needs the publication date, for articles without one."""
    return Reading(end, None, None, grain, loose, frozenset({"unresolved"}))


def relative(end: int, first: date | None, last: date | None, grain: str = SPAN) -> Reading:
    """Return a reading that was worked out from the publication date."""
    return Reading(end, first, last, grain, flags=RELATIVE)


def month_span(year: int, month: int, months: int = 1) -> tuple[date, date]:
    """Return the first and the last day of *months* months."""
    last_month = month - 1 + months
    end = date(year + last_month // 12, last_month % 12 + 1, 1)
    return date(year, month, 1), end - timedelta(days=1)


def year_span(first: int, last: int | None = None) -> tuple[date, date]:
    """Return the first day of the *first* year and the last day of the *last*."""
    return date(first, 1, 1), date(last or first, 12, 31)


def week_span(day: date, weeks: int = 0) -> tuple[date, date]:
    """Return the Monday and the Sunday of the week around *day*, moved by *weeks*."""
    monday = day - timedelta(days=day.weekday() - 7 * weeks)
    return monday, monday + timedelta(days=6)


def shift_months(day: date, months: int) -> date:
    """Return the same day *months* later, or the last day of a month that is too short."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, month_span(year, month)[1].day))


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or nothing if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def thirds(reading: Reading, part: str) -> Reading:
    """Return the early, middle or late part of *reading*: ten days of a month, four months of a year, days of a week."""
    first, last = reading.first, reading.last
    if first is None or last is None or reading.grain in {DAY, SPAN}:
        return reading
    if reading.grain == MONTH:
        cuts = (first, first.replace(day=11), first.replace(day=21))
    elif reading.grain == WEEK:
        cuts = (first, first + timedelta(days=2), first + timedelta(days=3))
    elif reading.grain == DECADE:
        cuts = (first, first.replace(year=first.year + 4), first.replace(year=first.year + 7))
    else:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        cuts = (first, shift_months(first, months // 3), shift_months(first, 2 * months // 3))
    ends = (cuts[1] - timedelta(days=1), cuts[2] - timedelta(days=1), last)
    index = (EARLY, MIDDLE, LATE).index(part)
    return replace(reading, first=cuts[index], last=ends[index], grain=SPAN)


def read_year(line: Line, i: int) -> int | None:
    """Return the year that stands at word *i*."""
    return int(line.at(i)) if YEAR_WORD.fullmatch(line.at(i)) else None


def plus_days(day: date, days: int) -> date:
    """Return *day* moved by *days*, kept within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def moved(day: date, unit: str, amount: int) -> date | None:
    """Return *day* moved by *amount* units, or nothing if that leaves the calendar."""
    if abs(amount) > 100_000:
        return None
    if unit in {"month", "year", "decade"}:
        months = amount * {"month": 1, "year": 12, "decade": 120}[unit]
        return shift_months(day, months) if 24 <= day.year * 12 + months <= 9990 * 12 else None
    if unit in {"hour", "minute"}:
        hours = amount if unit == "hour" else amount / 60
        return plus_days(day, int(hours / 24) or (0 if abs(hours) < 12 else (1 if amount > 0 else -1)))
    return plus_days(day, amount * {"day": 1, "week": 7, "fortnight": 14}[unit])
