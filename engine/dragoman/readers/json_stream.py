"""The elements of a JSON text one by one, however long the list is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.readers.decoding import Decoded
from dragoman.records import Problem

_BLANKS = " \t\r\n\ufeff"
# A fault this near to the end of what was read may be the end's: a word or an escape cut in two.
_NEAR = 64


class BadJsonError(ValueError):
    """A fault of syntax, told with its line and column."""


@dataclass(frozen=True, slots=True)
class Element:
    """One value of the list with its position from 1, or the value that is no list, and what was assumed to read it."""

    value: object
    number: int | None
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Window:
    """What has been read and not yet used, and where in the file it begins."""

    pieces: Iterator[Decoded]
    text: str = ""
    line: int = 1
    column: int = 1
    ended: bool = False
    problems: dict[Problem, None] = field(default_factory=dict)

    def widen(self) -> None:
        """Read until the window has twice its length, so that long elements cost linear time."""
        parts, wanted = [self.text], 2 * len(self.text) + 1
        while wanted > 0 and not self.ended:
            piece = next(self.pieces, None)
            self.ended = piece is None
            if piece is not None:
                parts.append(piece.text or "")
                wanted -= len(parts[-1])
                self.problems.update(dict.fromkeys(piece.problems))
        self.text = "".join(parts)

    def drop(self, length: int) -> None:
        """Forget the first *length* characters."""
        used = self.text[:length]
        lines = used.count("\n")
        self.line += lines
        self.column = len(used) - used.rfind("\n") if lines else self.column + len(used)
        self.text = self.text[length:]

    def first(self) -> str:
        """Return the next character that is no blank, or nothing at the end; blanks are forgotten."""
        while True:
            rest = self.text.lstrip(_BLANKS)
            self.drop(len(self.text) - len(rest))
            if rest or self.ended:
                return rest[:1]
            self.widen()

    def fault(self, message: str, position: int = 0) -> BadJsonError:
        """Return the fault at *position* of the window."""
        self.drop(position)
        return BadJsonError(f"line {self.line}, column {self.column}: {message}")


def read_elements(pieces: Iterator[Decoded], *, in_list: bool) -> Iterator[Element]:
    """Yield the elements of a list, or the one value there is; raise BadJsonError at the first fault, after those before it."""
    window = _Window(pieces)
    window.first()
    if not in_list:
        value = _value(window)
        if window.first():
            raise window.fault("Extra data")
        yield Element(value, None, tuple(window.problems))
        return
    window.drop(1)
    yield from _list_elements(window)
    if window.first():
        raise window.fault("Extra data")


def _list_elements(window: _Window) -> Iterator[Element]:
    number = 0
    mark = "," if window.first() != "]" else "]"
    while mark == ",":
        number += 1
        window.first()
        value = _value(window)
        problems = tuple(window.problems)
        window.problems.clear()
        yield Element(value, number, problems)
        mark = window.first()
        if mark == ",":
            window.drop(1)
    if mark != "]":
        raise window.fault("Expecting ',' delimiter" if mark else "the list is not closed")
    window.drop(1)


def _value(window: _Window) -> object:
    """Return the value at the window's start; what may be cut off by its end is tried again with more."""
    decoder = json.JSONDecoder()
    while True:
        try:
            value, end = decoder.raw_decode(window.text)
        except json.JSONDecodeError as fault:
            cut = fault.msg.startswith("Unterminated") or fault.pos > len(window.text) - _NEAR
            if window.ended or not cut:
                raise window.fault(fault.msg, fault.pos) from None
        except RecursionError:
            raise window.fault("the brackets are nested too deeply") from None
        except ValueError as fault:
            raise window.fault(str(fault)) from None
        else:
            # A number that ends with the window may go on behind it.
            if end < len(window.text) or window.ended:
                window.drop(end)
                return value
        window.widen()
