"""JSON: one object, a list of objects, or an object a line; lists and lines are never in memory as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from dragoman.readers.decoding import Decoded, decode_pieces
from dragoman.readers.json_stream import BadJsonError, Element, read_elements
from dragoman.readers.reading import Options, Reading, unreadable, with_problems
from dragoman.readers.rows import EMPTY, read_row

_PIECE = 1 << 16


def read_json_lines(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
    """Yield the article of every line that is not blank, one line in memory at a time."""
    for number, line in enumerate(decode_pieces(file), 1):
        text = (line.text or "").lstrip("\ufeff").strip()
        if text:
            yield with_problems(_read_json_line(text, number, stem, path, options), line.problems)


def read_json(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
    """Yield the article of a JSON object, or the articles of a list of objects, one object in memory at a time."""
    pieces = decode_pieces(file, _PIECE)
    start: list[Decoded] = []
    for piece in pieces:
        start.append(piece)
        if (piece.text or "").strip():
            break
    opening = (start[-1].text or "").lstrip() if start else ""
    if not opening:
        yield unreadable(EMPTY.code, EMPTY.message, id=stem, path=path)
        return
    try:
        for element in read_elements(chain(start, pieces), in_list=opening.startswith("[")):
            yield _read_element(element, stem, path, options)
    except BadJsonError as fault:
        yield unreadable("bad-json", str(fault), id=stem, path=path)


def _read_element(element: Element, stem: str, path: str | None, options: Options) -> Reading:
    id_ = stem if element.number is None else f"{stem}:{element.number}"
    return with_problems(_read_object(element.value, id_, path, options), element.problems)


def _read_json_line(text: str, number: int, stem: str, path: str | None, options: Options) -> Reading:
    id_ = f"{stem}:{number}"
    try:
        content = json.loads(text)
    except json.JSONDecodeError as fault:
        bad = f"line {number}, column {fault.colno}: {fault.msg}"
    except RecursionError:
        bad = f"line {number}: the brackets are nested too deeply"
    except ValueError as fault:
        bad = f"line {number}: {fault}"
    else:
        return _read_object(content, id_, path, options)
    return unreadable("bad-json", bad, id=id_, path=path)


def _read_object(content: object, id_: str, path: str | None, options: Options) -> Reading:
    if not isinstance(content, dict):
        return unreadable("no-text", "an article must be a JSON object with the field 'text'", id=id_, path=path)
    return read_row(content, fallback_id=id_, path=path, options=options)
