"""Opening outputs: the writer of a format, and files that appear only when they are whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO

from dragoman.writers.csv_table import CsvWriter
from dragoman.writers.databases import DuckdbWriter, SqliteWriter
from dragoman.writers.html_report import HtmlWriter
from dragoman.writers.json_text import JsonLinesWriter, JsonWriter
from dragoman.writers.parquet_table import ParquetWriter
from dragoman.writers.plain_text import TextWriter
from dragoman.writers.record import Record

LEVELS = ("mention", "event")
# Those that are text can go to standard output, too.
FORMATS = ("csv", "html", "json", "jsonl", "text", "tsv")
FILE_FORMATS = (*FORMATS, "duckdb", "parquet", "sqlite")
SUFFIXES = {
    ".csv": "csv",
    ".duckdb": "duckdb",
    ".html": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".tsv": "tsv",
    ".txt": "text",
}


class Writer(Protocol):
    """Takes the records one by one, then whatever closes the output."""

    def write(self, record: Record) -> None:
        """Write one record."""

    def finish(self) -> None:
        """Write what stands after the last record."""


@dataclass(frozen=True, slots=True)
class AddedFormat:
    """A format that a plugin adds: the end of its files' names, and what opens its writer for a file and slots."""

    suffix: str
    open: Callable[[TextIO, tuple[str, ...]], Writer]


# What plugins add. A table of the process, because formats are looked up wherever a file is named, and forks take it along.
_ADDED: dict[str, AddedFormat] = {}


def set_added_formats(formats: Mapping[str, AddedFormat]) -> None:
    """Take *formats*, by name, besides FILE_FORMATS."""
    _ADDED.clear()
    _ADDED.update(sorted(formats.items(), key=lambda pair: (-len(pair[1].suffix), pair[0])))


def stdout_formats() -> tuple[str, ...]:
    """Return the formats that can go to standard output, those of plugins last."""
    return (*FORMATS, *sorted(_ADDED))


def format_of(path: Path) -> str | None:
    """Return the format that the suffix of *path* stands for, or ``None``."""
    added = next((name for name, one in _ADDED.items() if path.name.lower().endswith(one.suffix)), None)
    return added or SUFFIXES.get(path.suffix.lower())


def open_writer(format: str, file: TextIO, slots: Sequence[str], level: str = "mention") -> Writer:  # noqa: A002 - the option's name
    """Return a writer of *format* into *file*; *slots* are the columns of a table, and *level* says what its rows are."""
    openers: dict[str, Callable[[], Writer]] = {
        "csv": lambda: CsvWriter(file, slots, level=level),
        "html": lambda: HtmlWriter(file),
        "json": lambda: JsonWriter(file),
        "jsonl": lambda: JsonLinesWriter(file),
        "text": lambda: TextWriter(file),
        "tsv": lambda: CsvWriter(file, slots, level=level, delimiter="\t"),
    }
    return _ADDED[format].open(file, tuple(slots)) if format in _ADDED else openers[format]()


@contextmanager
def open_file(path: Path, slots: Sequence[str], level: str = "mention") -> Iterator[Writer]:
    """Open *path* for records in the format of its suffix; it takes its name when all is written, till then it is ``X.part``."""
    part = path.with_name(f"{path.name}.part")
    with _open_part(part, format_of(path) or "jsonl", slots, level) as writer:
        yield writer
        writer.finish()
    part.replace(path)


@contextmanager
def _open_part(part: Path, format_: str, slots: Sequence[str], level: str) -> Iterator[Writer]:
    openers: dict[str, Callable[[], SqliteWriter | DuckdbWriter | ParquetWriter]] = {
        "duckdb": lambda: DuckdbWriter(part, slots),
        "parquet": lambda: ParquetWriter(part, slots, level),
        "sqlite": lambda: SqliteWriter(part, slots),
    }
    if format_ in openers:
        with closing(openers[format_]()) as writer:
            yield writer
    else:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield open_writer(format_, file, slots, level)
