"""JSON as text: one line a record, or laid out so that a reviewer reads one filler a line."""

from __future__ import annotations

import json
from typing import TextIO

from dragoman.writers.record import Record

_WIDTH = 140
# Legal in JSON strings, but many programs take them for the end of a line.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def dump_line(value: object) -> str:
    """Return *value* as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)


def dump_laid_out(value: object, indent: int = 0) -> str:
    """Return *value* as indented JSON in which whatever fits on a line stands on one."""
    flat = dump_line(value)
    if not isinstance(value, dict | list) or not value or indent + len(flat) <= _WIDTH:
        return flat
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [f"{inner}{dump_line(key)}: {dump_laid_out(item, indent + 2)}" for key, item in value.items()]
    else:
        parts = [f"{inner}{dump_laid_out(item, indent + 2)}" for item in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return ",\n".join([f"{opening}\n{parts[0]}", *parts[1:]]) + f"\n{' ' * indent}{closing}"


class JsonLinesWriter:
    """Writes one record a line."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, record: Record) -> None:
        """Write one record."""
        self._file.write(dump_line(record) + "\n")

    def finish(self) -> None:
        """Write what stands after the last record: nothing."""


class JsonWriter:
    """Writes one JSON array of records, laid out for reading."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._opening = "["

    def write(self, record: Record) -> None:
        """Write one record."""
        self._file.write(f"{self._opening}\n  {dump_laid_out(record, 2)}")
        self._opening = ","

    def finish(self) -> None:
        """Close the array."""
        self._file.write("[]\n" if self._opening == "[" else "\n]\n")
