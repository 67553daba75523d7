"""Fillers of a record in words, for tables and terminals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dragoman.writers.record import FillerRecord, MentionRecord, SourceRecord
from dragoman.writers.values import ValueRecord


def in_words(value: ValueRecord) -> str:
    """Return *value* as short text: ``>=3,000``, ``~220 howitzer 170 mm``, ``2025-01-01..2025-02-28``."""
    if "weapon" in value:
        return _weapon(value)
    if "low" in value:
        return _count(value)
    if "from" in value:
        return _interval(value["from"], value["to"])
    if "amount" in value:
        return f"{value['amount']:,} {value['currency']}"
    return str(value["name"])


def join_fillers(fillers: Iterable[FillerRecord | SourceRecord]) -> str:
    """Return all values of a slot in words, joined with ``; ``."""
    return "; ".join(in_words(filler["value"]) for filler in fillers)


def join_sources(mentions: Iterable[MentionRecord], joint: str = "; ") -> str:
    """Return who says what *mentions* tell, each once."""
    return joint.join(dict.fromkeys(in_words(source["value"]) for mention in mentions for source in mention["sources"]))


def _weapon(value: ValueRecord) -> str:
    count = value["count"]
    calibre = value["calibre_mm"]
    parts = [_count(count)] if isinstance(count, Mapping) else []
    return " ".join([*parts, str(value["weapon"]), *([f"{calibre} mm"] if calibre is not None else [])])


def _count(count: Mapping[str, object]) -> str:
    low, high, approx = count["low"], count["high"], "~" if count["approx"] else ""
    if low is None and high is None:
        return f"{approx}?"
    if high is None:
        return f"{approx}>={low:,}"
    if low is None:
        return f"{approx}<={high:,}"
    return f"{approx}{low:,}" if low == high else f"{approx}{low:,}-{high:,}"


def _interval(start: object, end: object) -> str:
    return str(start) if start == end else f"{start or ''}..{end or ''}"
