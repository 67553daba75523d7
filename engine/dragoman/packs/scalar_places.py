"""Tell where in a file each character of a scalar is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from dragoman.language import Place
from dragoman.packs.findings import LINE_BREAK, Source
from dragoman.packs.located_yaml import Scalar

ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n\s*|.)", re.DOTALL)


def locator(scalar: Scalar, source: Source) -> Callable[[int], Place]:
    """Return a function from an offset in the scalar's text to its place in the file."""
    quote = 1 if scalar.style in {"'", '"'} else 0
    if scalar.length == len(scalar.text) + 2 * quote and scalar.style not in {"|", ">"}:
        return lambda offset: Place(source.path, scalar.line, scalar.column + quote + offset)

    @cache
    def starts() -> tuple[tuple[int, int], ...]:
        return _starts(scalar, source)

    def locate(offset: int) -> Place:
        known = starts()
        line, column = known[min(offset, len(known) - 1)] if known else (scalar.line, scalar.column)
        return Place(source.path, line, column)

    return locate


def _starts(scalar: Scalar, source: Source) -> tuple[tuple[int, int], ...]:
    """Return line and column of each character of a scalar that is escaped, folded or a block."""
    text = source.text
    ends = [match.end() for match in LINE_BREAK.finditer(text)]
    line_starts = [0, *ends]
    position = line_starts[scalar.line - 1] + scalar.column - 1
    position = line_starts[scalar.line] if scalar.style in {"|", ">"} and scalar.line < len(line_starts) else position + bool(scalar.style)
    found: list[tuple[int, int]] = []
    line = scalar.line
    for character in scalar.text:
        position, after = _step(text, position, character, scalar.style)
        while line < len(line_starts) and line_starts[line] <= position:
            line += 1
        found.append((line, position - line_starts[line - 1] + 1))
        position = after
    return tuple(found)


def _step(text: str, position: int, character: str, style: str) -> tuple[int, int]:
    """Return where *character* is written at or after *position*, and where the next one may be."""
    if character.isspace() and position < len(text) and text[position].isspace():
        end = position
        while end < len(text) and text[end].isspace() and (text[end] in "\r\n" or "\n" in text[position:end]):
            end += 1
        return position, max(end, position + 1)
    while position < len(text) and text[position].isspace() and not character.isspace():
        position += 1
    if style == '"' and (escape := ESCAPE.match(text, position)):
        return position, escape.end()
    if style == "'" and text.startswith("''", position):
        return position, position + 2
    return position, position + 1
