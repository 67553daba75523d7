"""Faults of rule files for GitHub's annotations and as SARIF, for tools that gather findings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from dragoman.checking.fault_codes import CODES
from dragoman.errors import Diagnostic, Label
from dragoman_cli.terminal import shown

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return one workflow command a fault, which GitHub shows beside the line."""
    return "".join(f"{_annotation(fault)}\n" for fault in diagnostics)


def _annotation(fault: Diagnostic) -> str:
    where = {
        "file": shown(fault.path), "line": fault.line, "col": fault.column, "endLine": fault.line,
        "endColumn": fault.column + fault.length, "title": fault.code,
    }  # fmt: skip
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in where.items())
    message = f"{fault.message}; {fault.help}" if fault.help else fault.message
    return f"::{fault.severity} {properties}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a SARIF 2.1.0 log with one run."""
    codes = sorted({fault.code for fault in diagnostics})
    rules = [{"id": code, "shortDescription": {"text": CODES[code]}, "help": {"text": f"dragoman codes {code}"}} for code in codes]
    driver = {"name": "dragoman", "version": version("dragoman"), "rules": rules}
    results = [_result(fault, codes.index(fault.code)) for fault in diagnostics]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(fault: Diagnostic, rule: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": fault.code,
        "ruleIndex": rule,
        "level": fault.severity,
        "message": {"text": f"{fault.message}; {fault.help}" if fault.help else fault.message},
        "locations": [{"physicalLocation": _location(fault)}],
    }
    if fault.label:
        result["relatedLocations"] = [{"physicalLocation": _location(fault.label), "message": {"text": fault.label.remark}}]
    return result


def _location(at: Diagnostic | Label) -> dict[str, object]:
    name = shown(at.path)
    region = {"startLine": at.line, "startColumn": at.column, "endLine": at.line, "endColumn": at.column + at.length}
    return {"artifactLocation": {"uri": Path(name).as_uri() if Path(name).is_absolute() else name}, "region": region}
