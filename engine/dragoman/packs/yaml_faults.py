"""Say in plain words what a YAML parser objects to."""

from __future__ import annotations

import re
from typing import Any

from dragoman.errors import Diagnostic, Label
from dragoman.packs.findings import LINE_BREAK, Source

OPENS_WITH_BRACE = re.compile(r"""\s*(?:-\s+)?(?:[\w-]+:\s+)?(?:-\s+)?[{\[][^"']*""")
QUOTE_BRACES = "put the whole text in double quotes: a value that starts with '{' or '[' is read as a list"
REMEDIES = (
    ("mapping values are not allowed", "quote the value: a plain text may not contain ': '"),
    ("found character '\\t'", "YAML indents with spaces; this line starts with a tab"),
    ("cannot start any token", "quote a text that starts with this character"),
    ("unexpected end of stream", "close the quotation mark"),
    ("unknown escape character", "use single quotes, or write '\\\\' for a backslash"),
    ("could not find expected ':'", "a key needs ': ' behind it"),
    ("expected ',' or ']'", "put a comma between the items and close the list with ']'"),
    ("expected ',' or '}'", "put a comma between the pairs and close them with '}'"),
    ("expected alphabetic or numeric character", "quote a text that starts with '*', '&' or '!'"),
    ("found '<scalar>'", "put quotation marks around the whole text: nothing may follow the closing one"),
    ("expected <block end>", "check the indentation: this line does not line up with those above"),
    ("expected chomping or indentation", "nothing but a comment may follow '|' or '>' on the same line"),
    ("found undefined tag handle", "quote a text that starts with '!'"),
)


def describe(error: Any, source: Source) -> Diagnostic:
    """Return the parser's *error* as a diagnostic with a remedy."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _unreadable(error, source)
    problem = str(error.problem or error.context or "this is not YAML")
    line, column = mark.line + 1, mark.column + 1
    remedy = _remedy(problem, line, source)
    if remedy == QUOTE_BRACES:
        problem = "a text that starts with a bracket has no quotation marks"
    return Diagnostic(source.path, line, column, "E001", problem, 1, "error", remedy, _opened(error, line, source))


def _opened(error: Any, line: int, source: Source) -> Label | None:
    """Return where the thing that is broken began, if on another line."""
    start = getattr(error, "context_mark", None)
    if start is None or start.line + 1 == line:
        return None
    return Label(source.path, start.line + 1, start.column + 1, 1, f"{error.context} that begins here")


def _remedy(problem: str, line: int, source: Source) -> str:
    lines = source.lines()
    written = lines[line - 1] if line <= len(lines) else ""
    inside_a_text = "expected <block end>" in problem and "'<block" not in problem
    if inside_a_text and OPENS_WITH_BRACE.match(written):
        return QUOTE_BRACES
    if inside_a_text and (opened := _left_open(lines[: line - 1])):
        return f"close the quotation mark that is left open on line {opened}"
    return next((remedy for part, remedy in REMEDIES if part in problem), "see the line above too: the fault may begin there")


def _left_open(lines: list[str]) -> int:
    """Return the number of the last line with an odd number of double quotation marks, which swallowed the lines behind it."""
    odd = [number for number, line in enumerate(lines, start=1) if line.replace('\\"', "").count('"') % 2]
    return odd[-1] if odd else 0


def _unreadable(error: Any, source: Source) -> Diagnostic:
    """Return the fault of a character that YAML does not know; such errors carry an offset, not a mark."""
    offset = _offset(error, source.text)
    before = LINE_BREAK.split(source.text[:offset])
    code_point = ord(source.text[offset]) if offset < len(source.text) else 0
    message = f"character U+{code_point:04X} is not allowed"
    return Diagnostic(source.path, len(before), len(before[-1]) + 1, "E010", message, 1, "error", "delete this invisible character")


def _offset(error: Any, text: str) -> int:
    position = getattr(error, "position", 0)
    wrong = getattr(error, "character", None)
    if isinstance(wrong, int):
        found = text.find(chr(wrong))
        return found if found >= 0 else min(position, len(text))
    return min(position, len(text))
