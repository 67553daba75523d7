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
# What the csv module says of a file that ends in a cell.
_NEVER_CLOSED = "unexpected end of data"
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
        names = table.schema_arrow.names
        # Where there is no text, its problem names the columns that there are.
        columns = [name for name in names if name in wanted] if options.fields.text in names else names
        for batch in table.iter_batches(_BATCH, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield read_row(row, fallback_id=f"{stem}:{number}", path=path, options=options)


def _read_rows(file: BinaryIO, stem: str, path: str | None, options: Options, delimiters: str) -> Iterator[Reading]:
    csv.field_size_limit(_LONGEST_CELL)
    assumed: list[Problem] = []
    lines = _lines(file, assumed)
    header = next(lines, "")
    if fault := _bad_header(header):
        yield unreadable(*fault, id=stem, path=path)
        return
    delimiter = max(delimiters, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter))
    rows = csv.DictReader(lines, names, delimiter=delimiter, strict=True)
    while (row := _next_row(rows)) is not None:
        id_ = f"{stem}:{rows.reader.line_num + 1}"
        if isinstance(row, str):
            reading = unreadable("bad-csv", row, id=id_, path=path)
        else:
            reading = read_row(row, fallback_id=id_, path=path, options=options)
        yield with_problems(reading, tuple(dict.fromkeys(assumed)))
        assumed.clear()


def _bad_header(header: str) -> tuple[str, str] | None:
    """Return the code and the message of what is wrong with a table's first line."""
    if not header.strip():
        return "empty", "the first line of a table names its fields; here it is blank"
    if "\0" in header or header.startswith("%PDF-"):
        return "not-text", "this is not text but binary data; convert it to CSV first"
    return None


def _next_row(rows: csv.DictReader[str]) -> dict[str, str] | str | None:
    """Return the next row, or what is wrong with it: the line behind its fault then begins a new row."""
    first = rows.reader.line_num + 2
    try:
        return next(rows, None)
    except csv.Error as fault:
        if str(fault) == _NEVER_CLOSED:
            return f"line {first}: the quotation mark of a cell is never closed, and takes in all that follows"
        return f"line {rows.reader.line_num + 1}: {fault}; inside a cell in quotation marks write each of them twice"


def _lines(file: BinaryIO, assumed: list[Problem]) -> Iterator[str]:
    """Yield the lines of *file* one by one; what had to be assumed to decode them is added to *assumed*."""
    for piece in decode_pieces(file):
        text = piece.text or ""
        assumed += piece.problems
        yield from _OLD_LINE_END.split(text) if "\r" in text else [text]
