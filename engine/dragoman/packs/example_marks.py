"""Read the ``[slot: words]`` marks of an example sentence."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from dragoman.language import Mark

WORDS = re.compile(r"[^\[\]]+")
OPENER = re.compile(r"\[(?P<slot>[A-Za-z][A-Za-z0-9_-]*):\s*")
_NO_COLON = re.compile(r"\[(?P<slot>[A-Za-z][A-Za-z0-9_-]*)\s+(?::\s*)?(?P<words>[^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class MarkFault:
    """What is wrong with a mark, and where in the marked sentence."""

    start: int
    length: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks; *origins* gives for each mark where its slot's name was written."""

    text: str
    marks: tuple[Mark, ...] = ()
    origins: tuple[int, ...] = ()
    faults: tuple[MarkFault, ...] = ()


def read_marks(written: str) -> Marked:
    """Return *written* without marks, with the marks' offsets; brackets that name no slot stay text."""
    reading = _Reading()
    position = 0
    while position < len(written):
        opener = OPENER.match(written, position)
        if opener is not None:
            reading.open(opener.group("slot"), position, opener.end() - position)
            position = opener.end()
        else:
            words = WORDS.match(written, position)
            position = words.end() if words is not None else position + 1
            reading.take(words[0] if words is not None else written[position - 1])
    return reading.close()


def faults_of_colons(written: str, slots: Container[str]) -> Iterator[MarkFault]:
    """Yield the brackets that begin with the name of a slot and no colon: they would stay text, and mark nothing."""
    for found in _NO_COLON.finditer(written):
        if found["slot"] in slots:
            right = f"[{found['slot']}: {found['words']}]"
            yield MarkFault(found.start(), len(found[0]), f"'{found[0]}' marks nothing", f"write '{right}', with the colon at the name")


def marked_text(text: str, marks: tuple[Mark, ...]) -> str:
    """Return *text* with *marks* written into it again."""
    insertions = [(mark.start, 1, -mark.end, f"[{mark.slot}: ") for mark in marks]
    insertions += [(mark.end, 0, -mark.start, "]") for mark in marks]
    for offset, _, _, piece in sorted(insertions, reverse=True):
        text = text[:offset] + piece + text[offset:]
    return text


class _Reading:
    """Collect plain text while brackets open and close; a bracket that is no mark is kept as text."""

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.open_marks: list[tuple[str, int, int, int] | None] = []
        self.found: list[tuple[Mark, int]] = []
        self.faults: list[MarkFault] = []

    def open(self, slot: str, origin: int, length: int) -> None:
        self.open_marks.append((slot, len(self.plain), origin, length))

    def take(self, text: str) -> None:
        """Take one bracket, or a run of text without any."""
        if text == "[":
            self.open_marks.append(None)
        if text == "]" and self.open_marks:
            opened = self.open_marks.pop()
            if opened is not None:
                self._finish(*opened)
                return
        self.plain.extend(text)

    def _finish(self, slot: str, start: int, origin: int, length: int) -> None:
        while len(self.plain) > start and self.plain[-1].isspace():
            self.plain.pop()
        if len(self.plain) == start:
            self.faults.append(MarkFault(origin, length + 1, f"mark '{slot}' holds no words", "put the words before the closing bracket"))
            return
        self.found.append((Mark(slot, start, len(self.plain)), origin + 1))

    def close(self) -> Marked:
        for opened in self.open_marks:
            if opened is not None:
                slot, _, origin, length = opened
                self.faults.append(MarkFault(origin, length, f"mark '{slot}' is never closed", "add the missing ']'"))
        found = sorted(self.found, key=lambda pair: (pair[0].start, -pair[0].end))
        return Marked("".join(self.plain), tuple(mark for mark, _ in found), tuple(at for _, at in found), tuple(self.faults))
