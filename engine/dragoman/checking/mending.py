"""Mend what is wrong in a rule file where there is one safe way to do it: by edits of the text, so that comments and layout stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.did_you_mean import distance
from dragoman.errors import Diagnostic
from dragoman.packs.findings import LINE_BREAK
from dragoman.packs.grammar_table import RULE
from dragoman.packs.located_yaml import parse_yaml

_MEANT = re.compile(r"did you mean '([^']+)'\?")
_TOP_KEY = re.compile(r"([A-Za-z_]+):(?:\s|$)")
_PLAIN = re.compile(r"[\w][^,\[\]{}:#\n]*\Z")
_QUOTED = re.compile(r"""(["'])[^"'\\\n]*\1\Z""")
_TRUTH = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false", "True": "true", "False": "false"}
_LONG = 8


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put *text* where a file has what lies from one offset up to another."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Fault:
    """A fault with the text that it stands in."""

    diagnostic: Diagnostic
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + self.diagnostic.length

    @property
    def written(self) -> str:
        return self.text[self.start : self.end]


def edit_for(diagnostic: Diagnostic, text: str) -> Edit | None:
    """Return the edit that mends a fault of a file with this *text*, or None where its author must decide."""
    mend = _MENDERS.get(diagnostic.code)
    starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
    if mend is None or diagnostic.line > len(starts):
        return None
    return mend(_Fault(diagnostic, text, starts[diagnostic.line - 1] + diagnostic.column - 1))


def mended(text: str, diagnostics: Iterable[Diagnostic]) -> tuple[str, int]:
    """Return *text* with all edits that do not touch each other nor break the YAML, and their number."""
    edits = sorted({edit for diagnostic in diagnostics if (edit := edit_for(diagnostic, text)) is not None})
    apart = [edit for n, edit in enumerate(edits) if n == 0 or edit.start >= max(before.end for before in edits[:n])]
    made, broken = 0, _yaml_faults(text)
    for edit in reversed(apart):
        changed = text[: edit.start] + edit.text + text[edit.end :]
        # A misspelt key may stand beside the right one; then there are two of it.
        if _yaml_faults(changed) <= broken:
            text, made = changed, made + 1
    return text, made


def _yaml_faults(text: str) -> int:
    return len(parse_yaml(text, "")[1])


# -- menders, by code ----------------------------------------------------------------------------------------------------


def _respell(fault: _Fault) -> Edit | None:
    """Put the word that was meant for one that is a slip of the finger away from it."""
    found = _MEANT.search(fault.diagnostic.help)
    if found is None or f"'{fault.written}'" not in fault.diagnostic.message:
        return None
    slips = distance(fault.written.lower(), found.group(1).lower())
    return _instead(fault, found.group(1)) if slips <= (2 if len(fault.written) >= _LONG else 1) else None


def _reshape(fault: _Fault) -> Edit | None:
    """Make a list of a single text, a truth value of "yes" and "no"."""
    message = fault.diagnostic.message
    if "must be true or false" in message and fault.written in _TRUTH:
        return _instead(fault, _TRUTH[fault.written])
    listed = message.endswith("must be a list of texts") and _PLAIN.match(fault.written)
    # A phrase in quotation marks, which may hold a comma.
    if listed or (message.endswith("must be a list of texts or groups of keys") and _QUOTED.match(fault.written)):
        return _instead(fault, f"[{fault.written}]")
    return None


def _three_dots(fault: _Fault) -> Edit | None:
    dots = re.compile(r"\.{4,}").match(fault.text, fault.start)
    return Edit(dots.start(), dots.end(), "...") if dots else None


def _element(fault: _Fault) -> Edit | None:
    """Take VERB and NOUN out of braces, or spell them as they are."""
    braced = re.compile(r"\{\s*(VERB|NOUN)\s*\}").match(fault.text, fault.start)
    return Edit(braced.start(), braced.end(), braced.group(1)) if braced else _respell(fault)


def _drop_item(fault: _Fault) -> Edit | None:
    """Delete the second of two equal items of a list."""
    comma = re.compile(r",[ \t]*\Z").search(fault.text, 0, fault.start)
    if comma:
        return Edit(comma.start(), fault.end, "")
    line = fault.text.rfind("\n", 0, fault.start) + 1
    whole = re.compile(r"[ \t]*-[ \t]+" + re.escape(fault.written) + r"[ \t]*\r?\n").match(fault.text, line)
    return Edit(whole.start(), whole.end(), "") if whole else None


def _reorder(fault: _Fault) -> Edit | None:
    """Put the keys of a rule into their order, each with its lines and the comments above it."""
    lines = fault.text.splitlines(keepends=True)
    keys = [(number, found.group(1)) for number, line in enumerate(lines) if (found := _TOP_KEY.match(line))]
    order = {key.name: position for position, key in enumerate(RULE)}
    if not lines[-1:] or not lines[-1].endswith("\n") or any(name not in order for _, name in keys):
        return None
    starts = [_with_comments(lines, number) for number, _ in keys]
    if not keys or any(line.strip() and not line.startswith("#") for line in lines[: starts[0]]):
        return None
    blocks = ["".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    ranked = sorted(range(len(keys)), key=lambda i: order[keys[i][1]])
    return Edit(len("".join(lines[: starts[0]])), len(fault.text), "".join(blocks[i] for i in ranked))


def _with_comments(lines: Sequence[str], number: int) -> int:
    while number > 0 and lines[number - 1].startswith("#"):
        number -= 1
    return number


def _disallow(fault: _Fault) -> Edit | None:
    """Take a code out of the comment that allows it, or the whole comment where it allows nothing else."""
    line = LINE_BREAK.search(fault.text, fault.end)
    end = line.start() if line is not None else len(fault.text)
    before = re.compile(r"[ \t]*#[ \t]*allow:[ \t]*\Z").search(fault.text, fault.text.rfind("\n", 0, fault.start) + 1, fault.start)
    after = re.compile(r"[ \t]*,[ \t]*").match(fault.text, fault.end, end)
    if after is not None:
        return Edit(fault.start, after.end(), "")
    if before is not None:
        return Edit(before.start(), end, "")
    comma = re.compile(r"[ \t]*,[ \t]*\Z").search(fault.text, 0, fault.start)
    return Edit(comma.start(), fault.end, "") if comma is not None else None


def _instead(fault: _Fault, text: str) -> Edit:
    return Edit(fault.start, fault.end, text)


_MENDERS: Mapping[str, Callable[[_Fault], Edit | None]] = MappingProxyType(
    {
        **dict.fromkeys(("E101", "E104", "E120", "E121", "E122", "E181"), _respell),
        "E103": _reshape,
        "E137": _three_dots,
        "E140": _element,
        "W204": _reorder,
        **dict.fromkeys(("W206", "W207"), _drop_item),
        "W222": _disallow,
    }
)
MENDED_CODES = frozenset(_MENDERS)
