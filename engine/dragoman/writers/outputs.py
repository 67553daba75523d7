"""Opening outputs: the writer of a format, and files that appear only when they are whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO

from dragoman.writers.csv_table import CsvWriter
from dragoman.writers.json_text import JsonLinesWriter, JsonWriter
from dragoman.writers.plain_text import TextWriter
from dragoman.writers.record import Record

FORMATS = ("csv", "json", "jsonl", "text")
_SUFFIXES = {".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".txt": "text"}


class Writer(Protocol):
    """Takes the records one by one, then whatever closes the output."""

    def write(self, record: Record) -> None:
        """Write one record."""

    def finish(self) -> None:
        """Write what stands after the last record."""


def format_of(path: Path) -> str | None:
    """Return the format that the suffix of *path* stands for, or ``None``."""
    return _SUFFIXES.get(path.suffix.lower())


def open_writer(format: str, file: TextIO, slots: Sequence[str]) -> Writer:  # noqa: A002 - the option's name
    """Return a writer of *format* into *file*; *slots* are the columns of a table."""
    openers: dict[str, Callable[[], Writer]] = {
        "csv": lambda: CsvWriter(file, slots),
        "json": lambda: JsonWriter(file),
        "jsonl": lambda: JsonLinesWriter(file),
        "text": lambda: TextWriter(file),
    }
    return openers[format]()


@contextmanager
def open_file(path: Path, slots: Sequence[str]) -> Iterator[Writer]:
    """Open *path* for records in the format of its suffix; it takes its name when all is written, till then it is ``X.part``."""
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        writer = open_writer(format_of(path) or "jsonl", file, slots)
        yield writer
        writer.finish()
    part.replace(path)
