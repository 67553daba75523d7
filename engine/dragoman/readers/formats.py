"""The readers proper: one function a format, from a file's bytes to readings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from dragoman.article import Article
from dragoman.readers.decoding import decode
from dragoman.readers.reading import Options, Reading, unreadable
from dragoman.readers.rows import finish, read_row
from dragoman.records import Problem

Reader = Callable[[BinaryIO, str, str | None, Options], Iterator[Reading]]

# The csv module refuses cells above 128 kB, and long reads are longer.
_LONGEST_CELL = 2**31 - 1


def read_text(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
    """Yield the one article of a text or Markdown file."""
    decoded = decode(file.read())
    if decoded.text is None:
        yield Reading(Article(text="", id=stem, path=path), decoded.problems, readable=False)
    else:
        yield finish(Article(text=decoded.text, id=stem, path=path), options, decoded.problems)


def read_json_lines(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
    """Yield the article of every line that is not blank, one line in memory at a time."""
    for number, line in enumerate(file, 1):
        if line.strip():
            yield _read_json_line(line, f"{stem}:{number}", path, options)


def read_json(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
    """Yield the article of a JSON object, or the articles of a list of objects."""
    content, problems = _parse_json(file.read())
    if content is None:
        yield Reading(Article(text="", id=stem, path=path), problems, readable=False)
    elif isinstance(content, list):
        for number, row in enumerate(content, 1):
            yield _read_object(row, f"{stem}:{number}", path, options, problems)
    else:
        yield _read_object(content, stem, path, options, problems)


def read_csv(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
    """Yield the article of every row; the first row names the fields."""
    csv.field_size_limit(_LONGEST_CELL)
    decoded = decode(file.read())
    if decoded.text is None:
        yield Reading(Article(text="", id=stem, path=path), decoded.problems, readable=False)
        return
    rows = csv.DictReader(io.StringIO(decoded.text, newline=""), strict=True)
    try:
        for row in rows:
            reading = read_row(row, fallback_id=f"{stem}:{rows.line_num}", path=path, options=options)
            yield _with(reading, decoded.problems)
    except csv.Error as fault:
        yield unreadable("bad-csv", f"line {rows.line_num}: {fault}", id=f"{stem}:{rows.line_num}", path=path)


READERS: Mapping[str, Reader] = {
    ".csv": read_csv,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".md": read_text,
    ".ndjson": read_json_lines,
    ".txt": read_text,
}


def _read_json_line(line: bytes, id_: str, path: str | None, options: Options) -> Reading:
    content, problems = _parse_json(line)
    if content is None:
        return Reading(Article(text="", id=id_, path=path), problems, readable=False)
    return _read_object(content, id_, path, options, problems)


def _parse_json(data: bytes) -> tuple[object, tuple[Problem, ...]]:
    decoded = decode(data)
    if decoded.text is None:
        return None, decoded.problems
    if not decoded.text.strip():
        return None, (Problem("empty", "there is no text in this input"),)
    try:
        content = json.loads(decoded.text)
    except json.JSONDecodeError as fault:
        return None, (Problem("bad-json", f"line {fault.lineno}, column {fault.colno}: {fault.msg}"),)
    except RecursionError:
        return None, (Problem("bad-json", "the brackets are nested too deeply"),)
    # ``null`` is no article, but neither is it a fault of the syntax.
    return ("" if content is None else content), decoded.problems


def _read_object(content: object, id_: str, path: str | None, options: Options, problems: tuple[Problem, ...]) -> Reading:
    if not isinstance(content, dict):
        return unreadable("no-text", "an article must be a JSON object with the field 'text'", id=id_, path=path)
    return _with(read_row(content, fallback_id=id_, path=path, options=options), problems)


def _with(reading: Reading, problems: tuple[Problem, ...]) -> Reading:
    return Reading(reading.article, problems + reading.problems, reading.readable)
