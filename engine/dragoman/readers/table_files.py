"""Tables: an article a row, of CSV, of tab-separated values or of Parquet."""

from __future__ import annotations

import csv
import importlib
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import BinaryIO

from dragoman.errors import MissingExtraError
from dragoman.readers.decoding import decode_pieces
from dragoman.readers.reading import Options, Reading, unreadable, with_problems
from dragoman.readers.rows import OWN_ID, read_row
from dragoman.readers.unpacking import seekable
from dragoman.records import Problem

# The csv module refuses cells above 128 kB, and long reads are longer.
_LONGEST_CELL = 2**31 - 1
_OLD_LINE_END = re.compile(r"(?<=\r)(?!\n|\Z)")
_BATCH = 256


def read_csv(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
    """Yield the article of every row; the first row names the fields and shows whether commas, semicolons or tabs part them."""
    yield from _read_rows(file, stem, path, options, ",;\t")


def read_tsv(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
    """Yield the article of every row of tab-separated values; the first row names the fields."""
    yield from _read_rows(file, stem, path, options, "\t")


def read_parquet(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
    """Yield the article of every row, a few hundred in memory at a time."""
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtraError("parquet", "to read .parquet files") from None
    number = 0
    with seekable(file) as whole:
        table = parquet.ParquetFile(whole)
        wanted = {*asdict(options.fields).values(), OWN_ID}
        columns = [name for name in table.schema_arrow.names if name in wanted]
        for batch in table.iter_batches(_BATCH, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield read_row(row, fallback_id=f"{stem}:{number}", path=path, options=options)


def _read_rows(file: BinaryIO, stem: str, path: str | None, options: Options, delimiters: str) -> Iterator[Reading]:
    csv.field_size_limit(_LONGEST_CELL)
    assumed: list[Problem] = []
    lines = _lines(file, assumed)
    try:
        header = next(lines, "")
        delimiter = max(delimiters, key=header.count)
        names = next(csv.reader([header], delimiter=delimiter), [])
        rows = csv.DictReader(lines, names, delimiter=delimiter, strict=True)
        for row in rows:
            reading = read_row(row, fallback_id=f"{stem}:{rows.line_num + 1}", path=path, options=options)
            yield with_problems(reading, tuple(dict.fromkeys(assumed)))
            assumed.clear()
    except _NotTextError:
        yield unreadable("not-text", "this is not text but binary data; convert it to CSV first", id=stem, path=path)
    except csv.Error as fault:
        number = rows.line_num + 1 if names else 1
        yield unreadable("bad-csv", f"line {number}: {fault}", id=f"{stem}:{number}", path=path)


class _NotTextError(ValueError):
    """Bytes that no table of text holds."""


def _lines(file: BinaryIO, assumed: list[Problem]) -> Iterator[str]:
    """Yield the lines of *file* one by one; what had to be assumed to decode them is added to *assumed*."""
    for piece in decode_pieces(file):
        text = piece.text or ""
        if "\0" in text or text.startswith("%PDF-"):
            raise _NotTextError
        assumed += piece.problems
        yield from _OLD_LINE_END.split(text) if "\r" in text else [text]
