"""Entries written on one line in the plainest way, read without a YAML parser: nine tenths of a large lexicon, in a tenth of the time.

What is not sound beyond doubt is left to the parser, so that there is one reading of YAML, and one word on its faults.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

from dragoman.packs.grammar_table import ENTRY, Shape

_TEXT = r"[^\W_][\w.'’&()/+-]*+(?: [\w.'’&()/+-]++)*+"
# "true" is a truth value, which no text may be.
_WORDS = rf"(?!(?:true|false)[,\]}}]){_TEXT}"
_VALUES = {
    Shape.TEXT: _WORDS,
    Shape.TEXT_OR_TEXTS: rf"(?:{_WORDS}|\[{_WORDS}(?:, {_WORDS})*+\])",
    Shape.FLAG: "(?:true|false)",
}
# An office's first and last day are held against each other, which is the reader's task.
_COMPARED = frozenset({"from", "until"})
_KEYS = {shape: "|".join(key.name for key in ENTRY if key.shape is shape and key.name not in _COMPARED) for shape in _VALUES}
_PAIR = "|".join(f"(?:{_KEYS[shape]}): {value}" for shape, value in _VALUES.items())
_ENTRY = rf"^  {_TEXT}: \{{(?:(?:{_PAIR})(?:, (?=\w)|(?=\}})))++\}}$"
# These two begin with the end of the line before, which is looked for in no time.
_ENTRIES = re.compile(r"\nentries:.*\n")
_NEXT_KEY = re.compile(r"\n[^ #\n]")
# What ends a line for YAML and not for us, and blanks that are none.
_ODD = re.compile("[\\r\\x85\\u2028\\u2029\\t\\ufeff]")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|(?<!\w)'(?:[^']|'')*'", re.DOTALL)
_QUOTE = re.compile(r"\"|(?<!\w)'")
# No text of a plain entry holds any of these characters, so that quotation marks are all that JSON lacks.
_TO_JSON = (
    (": ", '": "'), (", ", '", "'), ("{", '{"'), ("}", '"}'), ('"{', "{"), ('"[', '["'), (']"', '"]'), ("\n  ", ',"'),
)  # fmt: skip


class PlainEntry(NamedTuple):
    """An entry's id, what is written behind it, of which all keys and values (texts and lists of texts) are sound, and its line."""

    id: str
    values: Mapping[str, Any]
    line: int


class Split(NamedTuple):
    """A lexicon's text without its plain entries, whose lines are empty in it, and these entries."""

    rest: str
    plain: tuple[PlainEntry, ...]


def split_entries(text: str) -> Split | None:
    """Return a lexicon's text and its plain entries apart; None where there are none, or where it is not plain which they are.

    The first of them stays in the text, which is a lexicon by itself then.
    """
    heads = list(_ENTRIES.finditer(text))
    if len(heads) != 1 or text.startswith("entries:") or _ODD.search(text):
        return None
    start = heads[0].end()
    behind = _NEXT_KEY.search(text, start - 1)
    end = behind.start() + 1 if behind is not None else len(text)
    found = list(_plain_entry().finditer(text, start, end))
    starts, ends = [entry.start() for entry in found], [entry.end() for entry in found]
    between = [text[end:begin] for end, begin in zip([start - 1, *ends], [*starts, end], strict=True)]
    if len(found) < 2 or not all(gap == "\n" or _is_whole(gap) for gap in between):
        return None
    rest = "".join((text[: ends[0]], *between[1:], text[ends[-1] + len(between[-1]) :]))
    lines = accumulate((gap.count("\n") for gap in between[1:-1]), initial=text.count("\n", 0, starts[0]) + 1)
    plain = _read("\n".join(entry[0] for entry in found), list(lines))
    return Split(rest, plain[1:]) if plain is not None else None


@cache
def _plain_entry() -> re.Pattern[str]:
    """Return the pattern of a plain entry, which is compiled when a lexicon is read whole."""
    return re.compile(_ENTRY, re.MULTILINE)


def _read(written: str, lines: list[int]) -> tuple[PlainEntry, ...] | None:
    """Return the entries *written* on these lines; None where a name, or a key of an entry, stands twice."""
    keys = written.count(": ") - len(lines)
    for old, new in _TO_JSON:
        written = written.replace(old, new)
    entries: dict[str, dict[str, Any]] = json.loads(f'{{"{written[2:]}}}')
    if len(entries) < len(lines) or sum(map(len, entries.values())) < keys:
        return None
    return tuple(PlainEntry(id_, values, line) for (id_, values), line in zip(entries.items(), lines, strict=True))


def _is_whole(gap: str) -> bool:
    """Say whether the entries of a *gap* begin where the plain ones do and end before the next: none leaves a quotation or bracket open."""
    chunk = ""
    for line in gap.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.startswith("   "):  # goes on with the entry above, which is no plain one
            if not chunk:
                return False
            chunk = f"{chunk}\n{line}"
        elif not _is_closed(chunk) or not line.startswith("  "):
            return False
        else:
            chunk = line
    return _is_closed(chunk)


def _is_closed(chunk: str) -> bool:
    left = _QUOTED.sub("", chunk)
    return not _QUOTE.search(left) and left.count("{") == left.count("}") and left.count("[") == left.count("]")
