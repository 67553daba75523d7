"""Faults of rule files for people and for editors."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path

from dragoman.errors import Diagnostic, Label
from dragoman_cli.fault_formats import github, sarif
from dragoman_cli.terminal import shown

FORMATS = ("full", "short", "json", "sarif", "github")
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def render(diagnostics: Sequence[Diagnostic], format_: str) -> str:
    """Return *diagnostics* as text in one of FORMATS."""
    _lines.cache_clear()  # a file may have been mended since it was last shown
    if format_ == "json":
        return json.dumps([asdict(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=2) + "\n"
    if format_ == "sarif":
        return sarif(diagnostics)
    if format_ == "github":
        return github(diagnostics)
    if format_ == "short":
        return "".join(f"{_short(diagnostic)}\n" for diagnostic in diagnostics)
    return "".join(f"{_full(diagnostic)}\n\n" for diagnostic in diagnostics)


def _short(fault: Diagnostic) -> str:
    help_ = f" (help: {fault.help})" if fault.help else ""
    return f"{shown(fault.path)}:{fault.line}:{fault.column}: {fault.severity}[{fault.code}] {fault.message}{help_}"


def _full(fault: Diagnostic) -> str:
    near = fault.label if fault.label and fault.label.path == fault.path else None
    margin = " " * len(str(max(fault.line, near.line if near else 0)))
    lines = [
        f"{fault.severity}[{fault.code}]: {fault.message}",
        f"{margin}--> {shown(fault.path)}:{fault.line}:{fault.column}",
        f"{margin} |",
        *_source(fault, near, len(margin)),
        f"{margin} |",
    ]
    if fault.label and not near:
        lines.append(f"{margin} = note: {fault.label.remark} at {shown(fault.label.path)}:{fault.label.line}:{fault.label.column}")
    if fault.help:
        lines.append(f"{margin} = help: {fault.help}")
    return "\n".join(lines)


def _source(fault: Diagnostic, near: Label | None, width: int) -> list[str]:
    main = (fault.line, _excerpt(fault.path, fault.line, fault.column, fault.length, "^", "", width))
    if near is None:
        return main[1]
    second = (near.line, _excerpt(near.path, near.line, near.column, near.length, "-", near.remark, width))
    first, last = sorted((main, second))
    return [*first[1], *(["..."] if last[0] - first[0] > 1 else []), *last[1]]


def _excerpt(path: str, line: int, column: int, length: int, mark: str, remark: str, width: int) -> list[str]:
    text = _line(path, line)
    # A tab keeps its own width in the line of marks.
    lead = "".join("\t" if character == "\t" else " " for character in text[: column - 1]).ljust(column - 1)
    marks = mark * max(1, min(length, len(text) - column + 1))
    return [f"{line:>{width}} | {text}".rstrip(), f"{' ' * width} | {lead}{marks} {remark}".rstrip()]


def _line(path: str, number: int) -> str:
    lines = _lines(path)
    return lines[number - 1] if 0 < number <= len(lines) else ""


@cache
def _lines(path: str) -> tuple[str, ...]:
    try:
        return tuple(_LINE_BREAK.split(Path(path).read_text(encoding="utf-8", errors="replace")))
    except OSError:
        return ()
