"""The date of an article as its metadata gives it."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate

# strptime's month names follow the process's locale; these must not.
_MONTHS = {
    name: number for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_ISO = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?:[A-Za-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})\b")
_MONTH_FIRST = re.compile(r"(?:[A-Za-z]+,\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")


def parse_date(value: str) -> date | None:
    """Return the day that *value* begins with ("2025-03-27T08:00Z", "27 March 2025", "Mar 27, 2025"), or ``None``."""
    text = value.strip()
    if found := _ISO.match(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.match(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.match(text):
        return _day(found[3], _month(found[1]), found[2])
    mail = parsedate(text)
    return _day(*map(str, mail[:3])) if mail else None


def as_date(value: object) -> date | None:
    """Return the day that a metadata field holds, whatever its type, or ``None``."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_date(str(value))


def _month(name: str) -> str:
    return str(_MONTHS.get(name[:3].lower(), 0))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
