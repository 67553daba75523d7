"""Which reader reads a file: by its suffix, beneath that of its compression."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import BinaryIO

from dragoman.readers.json_files import read_json, read_json_lines
from dragoman.readers.reading import Options, Reading
from dragoman.readers.table_files import read_csv, read_parquet, read_tsv
from dragoman.readers.text_files import read_text, read_web_page
from dragoman.readers.unpacking import ARCHIVE, inner_name

Reader = Callable[[BinaryIO, str, str | None, Options], Iterator[Reading]]

READERS: Mapping[str, Reader] = {
    ".csv": read_csv,
    ".htm": read_web_page,
    ".html": read_web_page,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".md": read_text,
    ".ndjson": read_json_lines,
    ".parquet": read_parquet,
    ".tsv": read_tsv,
    ".txt": read_text,
}


# What plugins add. A table of the process, because formats are looked up wherever a file is named, and forks take it along.
_ADDED: dict[str, Reader] = {}


def set_added_readers(readers: Mapping[str, Reader]) -> None:
    """Take *readers*, by suffix, for the formats besides READERS."""
    _ADDED.clear()
    _ADDED.update(sorted(readers.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def reader_of(name: str) -> Reader:
    """Return the reader of a file called *name*; what has no known suffix is text."""
    return _added_reader(name) or READERS.get(inner_name(name).suffix.lower(), read_text)


def _added_reader(name: str) -> Reader | None:
    """Return the added reader with the longest suffix that fits (``.feed.xml`` before ``.xml``)."""
    inner = inner_name(name).name.lower()
    return next((reader for suffix, reader in _ADDED.items() if inner.endswith(suffix)), None)


def holds_articles(name: str) -> bool:
    """Tell whether a file called *name* is one that a folder or an archive is searched for."""
    inner = inner_name(name).suffix.lower()
    return inner in READERS or _added_reader(name) is not None or PurePath(name).suffix.lower() == ARCHIVE
