"""Weeks, months, quarters, seasons and years around the publication date, and parts of them: "last week", "the first half of 2022"."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.annotators.calendar_dates import nearest_month, nearest_weekday, read_calendar
from dragoman.annotators.date_words import (
    DAY,
    DECADE,
    EARLY,
    LATE,
    MONTH,
    MONTHS,
    ORDINALS,
    PARTS_OF_DAY,
    QUARTER,
    SEASONS,
    SPAN,
    UNIT_OF,
    WEEK,
    WEEKDAYS,
    YEAR,
    Anchor,
    Reading,
    month_span,
    moved,
    plus_days,
    read_year,
    relative,
    safe_date,
    shift_months,
    thirds,
    unresolved,
    week_span,
    year_span,
)
from dragoman.annotators.lines import Line, word_set
from dragoman.annotators.numbers import read_number, starts_number

_STEPS = {"this": 0, "current": 0, "last": -1, "previous": -1, "next": 1, "coming": 1}
_SOME = word_set("few several couple some")


def weekend(end: int, anchor: Anchor) -> Reading:
    """Return the last weekend that has begun, or the coming one if the clause looks ahead."""
    if anchor.today is None:
        return unresolved(end)
    saturday = nearest_weekday(5, Anchor(anchor.today)) if not anchor.ahead or anchor.today.weekday() == 6 else nearest_weekday(5, anchor)
    return relative(end, saturday, saturday + timedelta(days=1))


def read_amount(line: Line, i: int) -> tuple[int | None, int]:
    """Return how many, with the position after it; nothing for "few" and bare plurals."""
    if line.at(i) in _SOME or (line.at(i) == "a" and line.at(i + 1) in _SOME):
        at = i + 1 + (line.at(i) == "a")
        return None, at + (line.at(at) == "of")
    if starts_number(line.at(i)) and (number := read_number(line, i)) is not None:
        at = number.end + (line.at(number.end) in {"or", "full", "consecutive"}) + line.reads(number.end, "or", "so")
        return (int(number.low) if number.high is not None else None), at
    unit = line.at(i)
    return (1 if unit in UNIT_OF and UNIT_OF[unit] == unit else None), i


def read_step(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "this week", "last month", "next Tuesday", "last January", "this summer"."""
    step = _STEPS.get(line.at(i))
    at = i + 1
    if line.at(i) == "this" and line.at(at) in {"past", "coming"}:
        step, at = (-1 if line.at(at) == "past" else 1), at + 1
    if step is None:
        return None
    word = line.at(at)
    if word in WEEKDAYS:
        end = at + 1 + (line.at(at + 1) in PARTS_OF_DAY)
        return _weekday_step(end, WEEKDAYS[word], step, anchor)
    if word in MONTHS and line.capital(at):
        if line.at(at + 1)[:1].isdecimal():
            return None
        return _month_step(at + 1, MONTHS[word], step, anchor)
    if word in SEASONS:
        return _season_step(at + 1, word, step, anchor)
    return unit_step(at + 1, word, step, anchor)


def _weekday_step(end: int, weekday: int, step: int, anchor: Anchor) -> Reading:
    if anchor.today is None:
        return unresolved(end)
    if step == 0:
        day = week_span(anchor.today)[0] + timedelta(days=weekday)
    elif step < 0:
        day = nearest_weekday(weekday, Anchor(plus_days(anchor.today, -1)))
    else:
        day = nearest_weekday(weekday, Anchor(plus_days(anchor.today, 1), ahead=True))
    return relative(end, day, day, DAY)


def _month_step(end: int, month: int, step: int, anchor: Anchor) -> Reading:
    if anchor.today is None:
        return unresolved(end, MONTH)
    if step == 0:
        return relative(end, *month_span(anchor.today.year, month), MONTH)
    near = shift_months(anchor.today, step)
    return relative(end, *nearest_month(month, Anchor(near, ahead=step > 0)), MONTH)


def unit_step(end: int, word: str, step: int, anchor: Anchor) -> Reading | None:
    """Return the week, weekend, month, quarter, year, decade or century *step* away from the anchor's."""
    if word not in {"week", "weekend", "month", "quarter", "year", "decade", "century"}:
        return None
    today = anchor.today
    if today is None:
        return unresolved(end, word)
    if word == "week":
        return relative(end, *week_span(today, step), WEEK)
    if word == "weekend":
        monday = week_span(today, step)[0]
        return relative(end, monday + timedelta(days=5), monday + timedelta(days=6))
    if word in {"month", "quarter"}:
        months = 1 if word == "month" else 3
        first = shift_months(today.replace(day=1), months * step - (0 if months == 1 else (today.month - 1) % 3))
        return relative(end, *month_span(first.year, first.month, months), MONTH if months == 1 else QUARTER)
    if word == "year":
        return relative(end, *year_span(today.year + step), YEAR)
    length = 10 if word == "decade" else 100
    start = today.year // length * length + step * length
    return relative(end, *year_span(start, start + length - 1), DECADE if length == 10 else SPAN)


def _season_step(end: int, word: str, step: int, anchor: Anchor) -> Reading:
    if anchor.today is None:
        return unresolved(end)
    spans = [month_span(anchor.today.year + k, SEASONS[word], 3) for k in (-2, -1, 0, 1)]
    if step < 0:
        return relative(end, *max(span for span in spans if span[1] < anchor.today))
    if step > 0:
        return relative(end, *min(span for span in spans if span[0] > anchor.today))
    return relative(end, *(spans[1] if spans[1][1] >= anchor.today else spans[2]))


def read_season(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "spring 2023", "summer of 2024", "the winter of last year"."""
    if line.at(i) not in SEASONS:
        return None
    whole = _whole_after(line, i + 1, anchor, {YEAR})
    if whole is None or whole.first is None:
        return None
    return Reading(whole.end, *month_span(whole.first.year, SEASONS[line.at(i)], 3), grain=SPAN, flags=whole.flags)


def _whole_after(line: Line, i: int, anchor: Anchor, grains: set[str]) -> Reading | None:
    """Return the year, month or other whole after "of": "2024", "March 2024", "last year", "the month"."""
    at = i + (line.at(i) in {"of", "in", ","})
    if "year" in grains and (year := read_year(line, at)) is not None:
        return Reading(at + 1, *year_span(year), grain=YEAR)
    if line.at(at) == "the":
        found = unit_step(at + 2, line.at(at + 1), 0, anchor)
    elif line.at(at) in MONTHS and line.capital(at) and at > i:
        found = read_calendar(line, at, anchor)
    else:
        found = read_step(line, at, anchor)
    return found if found is not None and found.grain in grains else None


def read_part(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "first half of 2022", "second quarter", "Q3 2024", "first week of March", "last three months of 2023"."""
    word = line.at(i)
    if word in {"q1", "q2", "q3", "q4", "h1", "h2"}:
        return _part_of_year(line, i + 1, anchor, int(word[1]), 3 if word[0] == "q" else 6)
    number = ORDINALS.get(word)
    if number is None:
        return None
    noun = line.at(i + 1 + (line.at(i + 1) == "-"))
    at = i + 2 + (line.at(i + 1) == "-")
    if noun in {"quarter", "half"}:
        months = 3 if noun == "quarter" else 6
        return _part_of_year(line, at, anchor, number if number > 0 else 12 // months, months)
    if noun == "week" and number is not None:
        return _week_of_month(line, at, anchor, number)
    amount, at = read_amount(line, i + 1)
    if UNIT_OF.get(line.at(at)) not in {"day", "week", "month"} or abs(number) != 1 or line.at(at + 1) != "of":
        return None
    whole = _whole_after(line, at + 1, anchor, {YEAR, MONTH})
    if whole is None:
        return None
    if amount or UNIT_OF[line.at(at)] == "day":
        return _edge(whole, amount or 10, UNIT_OF[line.at(at)], number)
    return thirds(whole, EARLY if number > 0 else LATE)


def _part_of_year(line: Line, i: int, anchor: Anchor, number: int, months: int) -> Reading | None:
    if number > 12 // months:
        return None
    whole = _whole_after(line, i, anchor, {YEAR, MONTH})
    if whole is None:
        if (line.at(i) == "of" and line.at(i + 1) != "the") or (months == 6 and line.at(i - 1) == "half"):
            return None
        whole = unit_step(i, "year", 0, anchor)
    if whole is None or whole.first is None:
        return whole
    if whole.grain == MONTH and whole.last is not None:
        middle = whole.first.replace(day=15)
        half = (whole.first, middle) if number == 1 else (plus_days(middle, 1), whole.last)
        return Reading(whole.end, *half, grain=SPAN, flags=whole.flags) if months == 6 else None
    return Reading(whole.end, *month_span(whole.first.year, (number - 1) * months + 1, months), grain=QUARTER, flags=whole.flags)


def _week_of_month(line: Line, i: int, anchor: Anchor, number: int) -> Reading | None:
    whole = _whole_after(line, i, anchor, {MONTH}) if line.at(i) == "of" else None
    if whole is None or whole.first is None or whole.last is None:
        return whole
    first = whole.first + timedelta(days=7 * (number - 1)) if number > 0 else whole.last - timedelta(days=6)
    return Reading(whole.end, first, first + timedelta(days=6), grain=WEEK, flags=whole.flags)


def _edge(whole: Reading, amount: int, unit: str, side: int) -> Reading | None:
    """Return the first or the last *amount* units of *whole*."""
    if whole.first is None or whole.last is None:
        return whole
    if side > 0:
        last = moved(whole.first, unit, amount)
        return Reading(whole.end, whole.first, plus_days(last, -1), grain=SPAN, flags=whole.flags) if last else None
    first = moved(plus_days(whole.last, 1), unit, -amount)
    return Reading(whole.end, first, whole.last, grain=SPAN, flags=whole.flags) if first else None


def read_holiday(line: Line, i: int, anchor: Anchor) -> Reading | None:
    """Read "Christmas Day", "Christmas Eve", "New Year's Day", "Thanksgiving"."""
    holiday = _holiday(line, i)
    if holiday is None or not line.capital(i):
        return None
    month, day, end = holiday
    year = read_year(line, end + (line.at(end) == ","))
    years = [year] if year else [] if anchor.today is None else [anchor.today.year - 1, anchor.today.year, anchor.today.year + 1]
    if not years:
        return unresolved(end)
    days = [d for d in (safe_date(y, month, day or _fourth_thursday(y)) for y in years) if d is not None]
    if year or anchor.today is None:
        return Reading(end + 1 + (line.at(end) == ","), days[0], days[0])
    chosen = min(d for d in days if d >= anchor.today) if anchor.ahead else max(d for d in days if d <= anchor.today)
    return relative(end, chosen, chosen, DAY)


def _holiday(line: Line, i: int) -> tuple[int, int, int] | None:
    if line.at(i) == "christmas":
        eve, day = line.at(i + 1) == "eve", line.at(i + 1) == "day"
        return 12, 25 - eve, i + 1 + (eve or day)
    if line.at(i) == "thanksgiving":
        return 11, 0, i + 1 + (line.at(i + 1) == "day")
    if line.reads(i, "new", "year", "'s") and line.at(i + 3) in {"day", "eve"}:
        return (1, 1, i + 4) if line.at(i + 3) == "day" else (12, 31, i + 4)
    return None


def _fourth_thursday(year: int) -> int:
    return 22 + (3 - date(year, 11, 22).weekday()) % 7
