"""What can go wrong, with its place, its fault and its remedy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A second place that a diagnostic points at, with a remark."""

    path: str
    line: int
    column: int
    length: int
    remark: str


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault of one rule file; lines and columns count from 1, columns in code points."""

    path: str
    line: int
    column: int
    code: str
    message: str
    length: int = 1
    severity: str = "error"
    help: str = ""
    label: Label | None = None

    def __str__(self) -> str:
        """Return ``file:line:col: code message; help`` on one line."""
        remedy = f"; {self.help}" if self.help else ""
        return f"{self.path}:{self.line}:{self.column}: {self.severity}[{self.code}] {self.message}{remedy}"


class DragomanError(Exception):
    """Anything that dragoman itself reports."""


class RuleError(DragomanError):
    """Rule files that cannot be used; *diagnostics* hold every fault found."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


class PluginError(DragomanError):
    """A plugin that cannot be used, with its package, version and reason."""


class ConfigError(DragomanError):
    """A dragoman.toml that cannot be understood or asks for what no pack in use has."""


class SwitchError(DragomanError):
    """A part to leave out that the engine does not have, with the remedy."""


class ModelError(DragomanError):
    """A spaCy pipeline or tagger that cannot be used, with the way to get it."""


class MissingExtraError(DragomanError):
    """A package that only one of the extras brings, with the command that installs it."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} install the extra '{extra}': pip install 'dragoman[{extra}]'")
        self.extra = extra


class ReadError(DragomanError):
    """An input that cannot be read as an article."""


class ResumeError(DragomanError):
    """A run that cannot begin or go on because of what an earlier one has left."""


class WriteError(DragomanError):
    """An output that cannot be written, such as on a full disk."""
