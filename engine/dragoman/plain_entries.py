"""Entries written on one line in the plainest way, read without a YAML parser: nine tenths of a large lexicon, in a third of the time.

What is not plain beyond doubt is left to the parser, so that there is one reading of YAML, and one word on its faults.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from dragoman.yaml_nodes import Mapping, Node, Scalar, Sequence

_TEXT = r"[^\W_][\w.'’&()/+-]*(?: [\w.'’&()/+-]+)*"
_LIST = rf"\[{_TEXT}(?:, {_TEXT})*\]"
_PAIR = rf"[a-z_]+: (?:{_TEXT}|{_LIST})"
_ENTRY = re.compile(rf"  ({_TEXT}): \{{({_PAIR}(?:, {_PAIR})*)\}}")
_PAIRS = re.compile(rf"([a-z_]+): (?:({_TEXT})|{_LIST})")
_TEXTS = re.compile(_TEXT)
_ENTRIES = re.compile(r"^entries:.*\n", re.MULTILINE)
# What ends a line for YAML and not for us, and blanks that are none.
_ODD = re.compile("[\\r\\x85\\u2028\\u2029\\t\\ufeff]")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|(?<!\w)'(?:[^']|'')*'", re.DOTALL)
_QUOTE = re.compile(r"\"|(?<!\w)'")


class Split(NamedTuple):
    """A lexicon's text without its plain entries, whose lines are empty in it, and these entries."""

    rest: str
    plain: dict[str, tuple[Scalar, Node]]

    def joined(self, root: Node) -> Node | None:
        """Return the nodes of the rest with the plain entries among them; None where a name is written twice."""
        if not isinstance(root, Mapping) or "entries" not in root.pairs:
            return None
        key, others = root.pairs["entries"]
        known = others.pairs if isinstance(others, Mapping) else {}
        if not known.keys().isdisjoint(self.plain) or (not known and not (isinstance(others, Scalar) and others.value is None)):
            return None
        pairs = dict(sorted({**self.plain, **known}.items(), key=lambda pair: pair[1][0].line))
        first = next(iter(pairs.values()))[0]
        return root._replace(pairs=root.pairs | {"entries": (key, Mapping(pairs, first.line, first.column, 1))})


def split_entries(text: str) -> Split | None:
    """Return a lexicon's text and its plain entries apart; None where there are none, or where it is not plain which they are."""
    heads = list(_ENTRIES.finditer(text))
    if len(heads) != 1 or _ODD.search(text):
        return None
    before, after = text[: heads[0].end()], text[heads[0].end() :]
    lines, first = after.split("\n"), before.count("\n") + 1
    plain: dict[str, tuple[Scalar, Node]] = {}
    for number, line in enumerate(lines):
        if line[:1] not in ("", " ", "#"):  # another key of the lexicon
            break
        entry = _ENTRY.fullmatch(line)
        if entry is not None:
            name, pairs = _read(entry, first + number)
            if pairs is None or name.text in plain:
                return None
            plain[name.text], lines[number] = (name, pairs), ""
    if not plain or not _are_whole(lines, {name.line - first for name, _ in plain.values()}):
        return None
    return Split(before + "\n".join(lines), plain)


def _read(entry: re.Match[str], number: int) -> tuple[Scalar, Mapping | None]:
    """Return an entry's name and its keys; None for these where one is written twice."""
    line, end = entry.string, entry.end(1)
    name = Scalar(entry[1], "", number, 3, end - 2)
    pairs: dict[str, tuple[Scalar, Node]] = {}
    for pair in _PAIRS.finditer(line, *entry.span(2)):
        key, start = pair[1], pair.end(1) + 2
        if key in pairs:
            return name, None
        if pair[2] is not None:
            value: Node = Scalar(pair[2], "", number, start + 1, pair.end() - start)
        else:
            texts = _TEXTS.finditer(line, start + 1, pair.end() - 1)
            items = [Scalar(text[0], "", number, text.start() + 1, text.end() - text.start()) for text in texts]
            value = Sequence(tuple(items), number, start + 1, pair.end() - start)
        pairs[key] = Scalar(key, "", number, pair.start() + 1, len(key)), value
    return name, Mapping(pairs, number, end + 3, len(line) - end - 2)


def _are_whole(lines: Iterable[str], plain: Collection[int]) -> bool:
    """Say whether all other entries begin where the *plain* ones do and end before the next: none leaves a quotation or a bracket open."""
    chunk = ""
    for number, line in enumerate(lines):
        if number not in plain and (not line.strip() or line.lstrip().startswith("#")):
            continue
        if line.startswith("   "):  # goes on with the entry above, which is no plain one
            if not chunk:
                return False
            chunk = f"{chunk}\n{line}"
        elif not _is_closed(chunk) or not (line.startswith("  ") or number in plain):
            return False
        else:
            chunk = line
    return _is_closed(chunk)


def _is_closed(chunk: str) -> bool:
    left = _QUOTED.sub("", chunk)
    return not _QUOTE.search(left) and left.count("{") == left.count("}") and left.count("[") == left.count("]")
