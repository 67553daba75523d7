"""Collect the faults of one file while it is being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from dragoman.errors import Diagnostic, Label
from dragoman.language import Place

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Located(Protocol):
    """Anything that stands somewhere in a file; lines and columns count from 1."""

    @property
    def line(self) -> int:
        """Return the line it begins on."""

    @property
    def column(self) -> int:
        """Return the column of its first character."""

    @property
    def length(self) -> int:
        """Return how many characters of the line it takes."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one line."""

    line: int
    column: int
    length: int = 1


FILE_START = Stretch(1, 1)


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file, under the path that its faults are reported by."""

    path: str
    text: str

    def place(self, at: Located) -> Place:
        """Return where *at* stands."""
        return Place(self.path, at.line, at.column)

    def lines(self) -> list[str]:
        """Return the lines as YAML counts them, without their ends."""
        return LINE_BREAK.split(self.text)


@dataclass(frozen=True, slots=True)
class Findings:
    """The faults found so far in one source."""

    source: Source
    found: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, at: Located, message: str, remedy: str = "", label: Label | None = None) -> None:
        """Note that the file cannot be used as it is."""
        self.found.append(Diagnostic(self.source.path, at.line, at.column, code, message, at.length, "error", remedy, label))

    def warn(self, code: str, at: Located, message: str, remedy: str = "", label: Label | None = None) -> None:
        """Note that something is probably not meant so."""
        self.found.append(Diagnostic(self.source.path, at.line, at.column, code, message, at.length, "warning", remedy, label))

    def label(self, at: Located, remark: str) -> Label:
        """Return a second place to point at."""
        return Label(self.source.path, at.line, at.column, at.length, remark)

    @property
    def failed(self) -> bool:
        """Tell whether an error was noted."""
        return any(diagnostic.severity == "error" for diagnostic in self.found)
