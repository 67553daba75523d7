"""Dates that name a day, a weekday, a month or a year: "Tuesday, March 25", "3-5 April", "1950-53"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dragoman.annotators.countable import COUNTED, MEASURES
from dragoman.annotators.date_words import (
    CUES,
    DAY_WORD,
    DECADE,
    MONTH,
    MONTHS,
    NOT_BEFORE_WEEKDAY,
    PARTS_OF_DAY,
    RELATIVE,
    SHORT_WEEKDAYS,
    SPAN,
    UNSURE_MONTHS,
    WEEKDAYS,
    YEAR,
    Anchor,
    Reading,
    month_span,
    read_year,
    safe_date,
    unresolved,
    week_span,
    year_span,
)
from dragoman.annotators.lines import DASHES, Line, word_set

_SLASHED = re.compile(r"(\d{1,4})([/.])(\d{1,2})\2(\d{1,4})")
_DAY_RANGE = re.compile(r"(3[01]|[12]\d|[1-9])[–—‑−/](3[01]|[12]\d|[1-9])")
_YEAR_RANGE = re.compile(r"((?:1[5-9]|20)\d\d)[–—‑−/](\d{4}|\d\d)")
_DECADE = re.compile(r"((?:1[5-9]|20)\d)0s")
_OLD_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NO_NOUN = word_set("in at on by with for from as after when while and but , . ; : ) to of during near before between who which that , — –")
# A yearless date more than ten months off in the direction of the clause and close in the other is taken for the close one.
_FAR, _NEAR = 300, 65
_NOT_BEFORE_YEAR = word_set("the on for to about around past every and or")
_JOINS_MONTHS = frozenset({"and", "or", "to", "through", "until", "between"})


def read_calendar(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Return the date at word *i* that names its day, month or year."""
    word = line.at(i)
    if word[:1].isdecimal():
        return _read_numeric(line, i) or _read_day_first(line, i, anchor) or _read_years(line, i)
    if word in MONTHS:
        return _read_month_first(line, i, anchor) or _read_month(line, i, anchor)
    if word in WEEKDAYS or word in SHORT_WEEKDAYS:
        return _read_weekday(line, i, anchor)
    if word == "'" and line.glued(i) and re.fullmatch(r"\d0s", line.at(i + 1)):
        return _decade(1900 + int(line.at(i + 1)[:2]), i + 2)
    return None


def _read_numeric(line: Line, i: int) -> Reading | None:
    """Read "2025-03-27", "27/03/2025", "27.03.2025" (the day first unless that cannot be)."""
    if found := _SLASHED.fullmatch(line.at(i)):
        parts, end = (found[1], found[3], found[4]), i + 1
    elif line.at(i + 1) in DASHES and line.at(i + 3) in DASHES and all(line.glued(k) for k in range(i, i + 4)):
        parts, end = (line.at(i), line.at(i + 2), line.at(i + 4).partition("t")[0]), i + 5
    else:
        return None
    if not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    day = _numeric_day(*parts)
    return Reading(end, day, day) if day else None


def _numeric_day(a: str, b: str, c: str) -> date | None:
    if len(a) == 4 and len(c) <= 2:
        return safe_date(int(a), int(b), int(c))
    if len(c) != 4 or len(a) > 2 or len(b) > 2:
        return None
    return safe_date(int(c), int(b), int(a)) or safe_date(int(c), int(a), int(b))


def _day(word: str) -> int | None:
    found = DAY_WORD.fullmatch(word)
    return int(found[1]) if found else None


def _read_days(line: Line, i: int) -> tuple[int, int, int] | None:
    """Return the first day, the last day and the end of "3", "3-5", "3 and 4", "3rd to 5th"."""
    if found := _DAY_RANGE.fullmatch(line.at(i)):
        return (int(found[1]), int(found[2]), i + 1) if int(found[1]) < int(found[2]) else None
    first = _day(line.at(i))
    if first is None:
        return None
    if line.at(i + 1) in DASHES or line.at(i + 1) in {"to", "and", "or", "through", "until", "&"}:
        last = _day(line.at(i + 2))
        if last is not None and first < last:
            return first, last, i + 3
    return first, first, i + 1


def _read_day_first(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "27 March", "3-4 November 2020", "the 5th of May"."""
    days = _read_days(line, i)
    if days is None or line.at(i - 1) in {"$", "€", "£", ":"}:
        return None
    at = days[2] + (line.at(days[2]) == "of")
    month = MONTHS.get(line.at(at))
    if month is None or not line.capital(at):
        return None
    return _of_month(line, at + 1, month, days[:2], anchor)


def _read_month_first(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "March 27, 2025", "Sept. 17", "April 3-5", "March 3 and 4"."""
    if not line.capital(i):
        return None
    at = i + 1
    at += line.at(at) == "." and line.glued(i)
    at += line.at(at) == "the" and line.at(at + 1)[-2:] in {"st", "nd", "rd", "th"}
    days = _read_days(line, at)
    if days is None:
        return None
    if days[0] != days[1] and line.at(at + 1).isalpha() and not _closes(line, days[2]):
        days = (days[0], days[0], at + 1)
    # "killed in March 25 people" has no day.
    if line.at(days[2]) in COUNTED and line.at(i - 1) == "in":
        return None
    return _of_month(line, days[2], MONTHS[line.at(i)], days[:2], anchor)


def _closes(line: Line, i: int) -> bool:
    return not line.at(i) or line.at(i) in _NO_NOUN or read_year(line, i) is not None


def _year_after(line: Line, i: int, anchor: Anchor, *, dated: bool = False) -> tuple[int, int] | None:
    """Return the year after a month, with the position after it: "2025", ", 2025", "of 2025", "last year"."""
    at = i + (line.at(i) in {",", "of", "in"})
    year = read_year(line, at)
    if year is not None and (dated or line.at(at + 1) not in COUNTED):
        return year, at + 1
    step = {"this": 0, "last": -1, "next": 1}.get(line.at(at))
    if step is not None and line.at(at + 1) == "year" and anchor.today is not None:
        return anchor.today.year + step, at + 2
    return None


def _of_month(line: Line, i: int, month: int, days: tuple[int, int], anchor: Anchor) -> Reading | None:
    """Return the days of *month*, with the year that follows at word *i* or the fitting one."""
    year = _year_after(line, i, anchor, dated=True)
    if year is not None:
        first, last = safe_date(year[0], month, days[0]), safe_date(year[0], month, days[1])
        return Reading(year[1], first, last) if first and last else None
    if anchor.today is None:
        return unresolved(i, loose=True) if safe_date(2024, month, days[1]) else None
    first = nearest_day(month, days[0], anchor)
    last = first and safe_date(first.year, month, days[1])
    return Reading(i, first, last, loose=True, flags=RELATIVE) if first and last else None


def nearest_day(month: int, day: int, anchor: Anchor) -> date | None:
    """Return the latest such day up to the day after the anchor's (time zones), or the next one if the clause looks ahead."""
    today = anchor.today
    if today is None:
        return None
    years = range(max(1, today.year - 8), min(9998, today.year + 8) + 1)
    days = [d for d in (safe_date(year, month, day) for year in years) if d is not None]
    past = max((d for d in days if d.toordinal() <= today.toordinal() + 1), default=None)
    future = min((d for d in days if d >= today), default=None)
    if past is None or future is None:
        return past or future
    if anchor.ahead:
        return past if (future - today).days > _FAR and (today - past).days < _NEAR else future
    return future if (today - past).days > _FAR and (future - today).days < _NEAR else past


def _read_month(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read a month with or without its year: "April 2023", "in June", "January"."""
    month, word = MONTHS[line.at(i)], line.at(i).rstrip(".")
    at = i + 1 + (line.at(i + 1) == "." and len(word) <= 4 and line.glued(i) and read_year(line, i + 2) is not None)
    year = _year_after(line, at, anchor) if line.capital(i) else None
    if year is not None:
        return Reading(year[1], *month_span(year[0], month), grain=MONTH)
    if not line.capital(i) or (word in UNSURE_MONTHS and not _called_for(line, i)):
        return None
    if anchor.today is None:
        return unresolved(i + 1, MONTH, loose=True)
    return Reading(i + 1, *nearest_month(month, anchor), grain=MONTH, loose=True, flags=RELATIVE)


def _called_for(line: Line, i: int) -> bool:
    """Tell whether the words before an ambiguous month call for a date."""
    before = line.at(i - 1)
    if before in _JOINS_MONTHS or before in DASHES:
        return before in DASHES or line.at(i - 2) in MONTHS or line.at(i + 1) == "and"
    return before in CUES - {"the", "on", "about", "as"} and (before not in {"of", "for"} or not line.capital(i + 1))


def nearest_month(month: int, anchor: Anchor) -> tuple[date, date]:
    """Return the latest such month that has begun, or the next one that has not ended if the clause looks ahead."""
    today = anchor.today or date.min
    year = today.year
    if anchor.ahead:
        year += month < today.month
    else:
        year -= month > today.month
    return month_span(min(max(year, 1), 9998), month)


def _read_years(line: Line, i: int) -> Reading | None:
    """Read "2023", "1950-53", "2014/15", "the 1990s"."""
    word = line.at(i)
    if found := _DECADE.fullmatch(word):
        return _decade(int(found[1]) * 10, i + 1)
    if (
        re.fullmatch(r"[2-9]0s", word)
        and line.at(i - 1) in {"the", "early", "late", "mid", "-"}
        and line.at(i - 2) not in {"his", "her", "in their"}
    ):
        return _decade(1900 + int(word[:2]), i + 1)
    if found := _YEAR_RANGE.fullmatch(word):
        return _year_range(int(found[1]), found[2], i + 1)
    if not _OLD_YEAR.fullmatch(word):
        return None
    if line.at(i + 1) in DASHES and line.at(i + 2).isdecimal() and line.at(i + 3) not in DASHES and len(line.at(i + 2)) in {2, 4}:
        return _year_range(int(word), line.at(i + 2), i + 3)
    if line.at(i + 1) == "'s" and word.endswith("0") and line.at(i - 1) == "the":
        return _decade(int(word), i + 2)
    return _bare_year(line, i) if 1800 <= int(word) <= 2099 else None


def _decade(year: int, end: int) -> Reading:
    return Reading(end, *year_span(year, year + 9), grain=DECADE)


def _year_range(first: int, last: str, end: int) -> Reading | None:
    year = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return Reading(end, *year_span(first, year), grain=SPAN) if first < year < min(first + 120, 2101) else None


def _bare_year(line: Line, i: int) -> Reading | None:
    """Return a year that stands alone; before a noun it names a thing rather than a time and is flagged ``attributive``."""
    before, after = line.at(i - 1), line.at(i + 1)
    reading = Reading(i + 1, *year_span(int(line.at(i))), grain=YEAR)
    if after in MEASURES or (after in DASHES and line.glued(i)) or (line.glued(i - 1) and before not in {"(", "-", "–", '"', "“", "["}):
        return None
    if after in COUNTED:
        return None
    if before in CUES - _NOT_BEFORE_YEAR or (before == "(" and after in {")", ","}):
        return None if line.at(i).endswith("00") and after.endswith("s") else reading
    if before in {"the", "'s", "its", "their", "a", "his"} and after.isalpha():
        return replace(reading, flags=frozenset({"attributive"}))
    return reading if before == "year" or (before in {"and", "or", "to"} and read_year(line, i - 2) is not None) else None


def _read_weekday(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "Tuesday", "Tuesday night", "Tuesday, March 25", "Thursday this week"."""
    word = line.at(i)
    if line.at(i - 1) in NOT_BEFORE_WEEKDAY and line.capital(i - 1) and line.capital(i):
        return None
    at = i + 1 + (line.at(i + 1) == "." and line.glued(i) and word in SHORT_WEEKDAYS)
    full = _read_full(line, at, anchor, WEEKDAYS.get(word, SHORT_WEEKDAYS.get(word, 0)))
    if full is not None:
        return full
    if word not in WEEKDAYS:
        return None
    end = at
    while line.at(end) in PARTS_OF_DAY or (line.at(end) == "overnight"):
        end += 1
    if anchor.today is None:
        return unresolved(end, loose=True)
    weeks = _week_after(line, end)
    if weeks is not None:
        day = week_span(anchor.today, weeks[0])[0] + timedelta(days=WEEKDAYS[word])
        return Reading(weeks[1], day, day, flags=RELATIVE)
    day = nearest_weekday(WEEKDAYS[word], anchor)
    return Reading(end, day, day, loose=True, flags=RELATIVE)


def _read_full(line: Line, i: int, anchor: Anchor, weekday: int) -> Reading | None:
    """Read the month and day after a weekday; a year left out is the one in which the weekday fits."""
    at = i
    while line.at(at) in {",", "(", "the", *PARTS_OF_DAY} and at < i + 3:
        at += 1
    if line.at(at) in MONTHS:
        reading = _read_month_first(line, at, anchor)
    else:
        reading = _read_day_first(line, at, anchor) if line.at(at)[:1].isdecimal() else None
    if reading is not None and line.at(at - 1) == "(" and line.at(reading.end) == ")":
        reading = reading.until(reading.end + 1)
    if reading is None or not reading.loose or anchor.today is None or reading.first is None:
        return reading
    both = (nearest_day(reading.first.month, reading.first.day, Anchor(anchor.today, ahead)) for ahead in (anchor.ahead, not anchor.ahead))
    fitting = [day for day in both if day is not None and day.weekday() == weekday and abs((day - anchor.today).days) < 200]
    length = (reading.last or reading.first) - reading.first
    return replace(reading, first=fitting[0], last=fitting[0] + length) if fitting else reading


def _week_after(line: Line, i: int) -> tuple[int, int] | None:
    at = i + (line.at(i) in {"of", ","})
    step = {"this": 0, "last": -1, "next": 1}.get(line.at(at))
    return (step, at + 2) if step is not None and line.at(at + 1) == "week" else None


def nearest_weekday(weekday: int, anchor: Anchor) -> date:
    """Return the last such day up to the anchor's, or the next one from it on if the clause looks ahead."""
    today = anchor.today or date.min
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    return today + timedelta(days=ahead if anchor.ahead else -back)
