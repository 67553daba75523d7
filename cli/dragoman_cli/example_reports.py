"""The results of examples as text for people, as JSON, and as JUnit's XML for build servers."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Sequence
from itertools import groupby
from xml.etree import ElementTree

from dragoman.packs.example_marks import marked_text
from dragoman.workbench.examples import ExampleResult, Outcome
from dragoman_cli.packs import full_name
from dragoman_cli.terminal import shown

FORMATS = ("text", "json", "junit")
NearestMiss = Callable[[ExampleResult], str]
_BAD = (Outcome.FAILED, Outcome.STALE)
# What XML 1.0 cannot hold, even escaped.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(results: Sequence[ExampleResult], format_: str, nearest: NearestMiss) -> str:
    """Return results in one of FORMATS; *nearest* says what came nearest where an expected event is missing."""
    if format_ == "json":
        return json.dumps([_fields(result, nearest) for result in results], ensure_ascii=False, indent=2) + "\n"
    if format_ == "junit":
        return _junit(results, nearest)
    return "".join(_told(result, nearest) for result in results if result.outcome in _BAD)


def _told(result: ExampleResult, nearest: NearestMiss) -> str:
    """Return what is wrong with an example, with the sentence as it is expected and as it was read."""
    place = result.example.place
    head = f"{result.outcome.upper()} {full_name(result.rule)} example {result.position} ({shown(place.path)}:{place.line}:{place.column})"
    return "\n".join([head, *_lines(result, nearest)]) + "\n\n"


def _lines(result: ExampleResult, nearest: NearestMiss) -> list[str]:
    if result.outcome is Outcome.STALE:
        return [f"   sentence  {result.example.text}", "   remove    todo: true"]
    miss = _miss(result, nearest)
    return [
        f"   expected  {_expected(result)}{'' if result.example.matches else '   (nothing)'}",
        f"   got       {result.got or 'nothing'}",
        *(f"   fault     {fault}" for fault in result.faults),
        *([f"   nearest   {miss.replace(chr(10), f'{chr(10)}             ')}"] if miss else []),
        f"   try       dragoman explain {full_name(result.rule)} --text {shlex.quote(result.example.text)}",
    ]


def _expected(result: ExampleResult) -> str:
    return marked_text(result.example.text, result.example.marks)


def _miss(result: ExampleResult, nearest: NearestMiss) -> str:
    """Return what came nearest, where an expected event is missing altogether."""
    wanting = result.outcome is Outcome.FAILED and result.example.matches and result.got is None
    return nearest(result) if wanting else ""


def _fields(result: ExampleResult, nearest: NearestMiss) -> dict[str, object]:
    place = result.example.place
    return {
        "rule": full_name(result.rule),
        "example": result.position,
        "kind": "match" if result.example.matches else "reject",
        "path": shown(place.path),
        "line": place.line,
        "column": place.column,
        "outcome": result.outcome.value,
        "expected": _expected(result),
        "got": result.got,
        "faults": list(result.faults),
        "nearest": _miss(result, nearest) or None,
    }


def _junit(results: Sequence[ExampleResult], nearest: NearestMiss) -> str:
    """Return results as JUnit's XML: a suite a rule, a case an example; a known failure counts as skipped."""
    root = ElementTree.Element("testsuites", name="dragoman")
    for rule, own in groupby(results, key=lambda result: full_name(result.rule)):
        cases = list(own)
        bad = sum(result.outcome in _BAD for result in cases)
        known = sum(result.outcome is Outcome.KNOWN_FAILURE for result in cases)
        counts = {"name": rule, "tests": str(len(cases)), "failures": str(bad), "errors": "0", "skipped": str(known)}
        suite = ElementTree.SubElement(root, "testsuite", counts)
        for result in cases:
            _case(suite, result, nearest)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _case(suite: ElementTree.Element, result: ExampleResult, nearest: NearestMiss) -> None:
    place = result.example.place
    name = _fit(f"{result.position}: {result.example.text}")
    case = ElementTree.SubElement(
        suite, "testcase", classname=full_name(result.rule), name=name, file=shown(place.path), line=str(place.line)
    )
    if result.outcome in _BAD:
        message = _fit("; ".join(result.faults) or result.outcome.value)
        ElementTree.SubElement(case, "failure", message=message).text = _fit("\n".join(_lines(result, nearest)))
    elif result.outcome is Outcome.KNOWN_FAILURE:
        ElementTree.SubElement(case, "skipped", message=_fit("; ".join(result.faults)))


def _fit(text: str) -> str:
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
