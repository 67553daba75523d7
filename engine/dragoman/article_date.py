"""The date an article carries in its own text: a date line, a labelled date or a dateline with its year."""

from __future__ import annotations

import re
from datetime import date

# A date further down is news, unless a whole line is nothing else.
HEAD = 600
_LONGEST_LINE = 160
MONTH_WORDS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
WEEKDAY_WORDS = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FORMS = (
    r"(?P<iso_year>\d{4})[-/.](?P<iso_month>\d{1,2})[-/.](?P<iso_day>\d{1,2})(?:T\d{2}:\d{2}[\d:.+Z-]{0,20})?",
    r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<slash_year>\d{4})",
    rf"(?P<us_month>{MONTH_WORDS})\.?\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_year>\d{{4}})",
    rf"(?P<uk_day>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<uk_month>{MONTH_WORDS})\.?,?[\s-](?P<uk_year>\d{{4}})",
)
_DATE = rf"(?<![\w/.-])(?:(?:{WEEKDAY_WORDS})\.?,?\s+)?(?:{'|'.join(_FORMS)})(?![\w/-])"
_CLOCK = r"(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,4}\)?(?:\s?[+-]\d{1,2})?)?"
_LABEL = r"(?:(?:first|last|originally)\s+)?(?:date|dated|published|publication date|posted|updated|modified|created)(?:\s+(?:on|at))?\s*:?"
_GAP = r"[\s,|·•@–—-]{0,6}"
_ALONE = re.compile(rf"\W{{0,6}}(?:{_LABEL})?{_GAP}(?:{_CLOCK})?{_GAP}{_DATE}{_GAP}(?:{_CLOCK})?\W{{0,6}}", re.IGNORECASE)
_LABELLED = re.compile(rf"\s*(?:{_LABEL})\s*{_DATE}(?:{_GAP}{_CLOCK}(?=\s|$))?", re.IGNORECASE)
_ISO_FIRST = re.compile(r"\s*(?P<iso_year>\d{4})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2})(?=\s)(?P<mark>)?")
_DATELINE = re.compile(rf"\s*[A-ZÀ-Þ][\w'’./ -]{{1,40}}(?:,\s[A-Z][\w.' -]{{1,30}})?[,.]\s{_DATE}\.?\s*(?:[(/—–]|--|-\s)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s(?:[|·•–—]|--)\s")


def find_article_date(text: str) -> date | None:
    """Return the date that the article gives as its own, or nothing where the text has none with day, month and year."""
    offset = 0
    later = None
    for line in text.splitlines(keepends=True):
        found = _date_of_line(line.rstrip(), in_head=offset < HEAD)
        if found is not None and offset < HEAD:
            return found
        later = later or found
        offset += len(line)
    return later


def is_date_line(line: str) -> bool:
    """Tell whether *line* holds a full date, perhaps with a label and a time of day, and nothing else."""
    return len(line) <= _LONGEST_LINE and _read_date(_ALONE.fullmatch(line)) is not None


def leading_date_end(line: str) -> int:
    """Return where the date that opens *line* as a label ends ("date 2025-03-27 Two soldiers ..."), or 0."""
    for pattern in (_LABELLED, _ISO_FIRST):
        match = pattern.match(line[:_LONGEST_LINE])
        if match is not None and _read_date(match) is not None:
            return match.end()
    return 0


def _date_of_line(line: str, *, in_head: bool) -> date | None:
    if len(line) <= _LONGEST_LINE:
        alone = _read_date(_ALONE.fullmatch(line))
        if alone is not None or not in_head:
            return alone
    if not in_head:
        return None
    start = line[:_LONGEST_LINE]
    opening = _read_date(_LABELLED.match(start)) or _read_date(_ISO_FIRST.match(start)) or _read_date(_DATELINE.match(start))
    return opening or (_date_of_segment(line) if len(line) <= _LONGEST_LINE else None)


def _date_of_segment(line: str) -> date | None:
    """Return the date that stands between separators, as in "By A. Writer | 27 March 2025"."""
    segments = _SEPARATOR.split(line)
    if len(segments) == 1:
        return None
    dates = (_read_date(_ALONE.fullmatch(segment)) for segment in segments)
    return next((found for found in dates if found is not None), None)


def _read_date(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    parts = {name: value for name, value in match.groupdict().items() if value}
    if "iso_year" in parts:
        return _calendar_day(parts["iso_year"], parts["iso_month"], parts["iso_day"])
    if "slash_year" in parts:
        # Most of the world writes the day first; 3/27/2025 can only be read the other way.
        year, first, second = parts["slash_year"], parts["first"], parts["second"]
        return _calendar_day(year, second, first) or _calendar_day(year, first, second)
    if "us_year" in parts:
        return _calendar_day(parts["us_year"], _month_number(parts["us_month"]), parts["us_day"])
    return _calendar_day(parts["uk_year"], _month_number(parts["uk_month"]), parts["uk_day"])


def _month_number(word: str) -> str:
    return str(_MONTHS.index(word[:3].lower()) + 1)


def _calendar_day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1800 <= found.year <= 2200 else None
