"""A rule's examples written in the plainest way, which are not read before somebody asks for them.

They are half of a rule file, and who reads a text wants none of them. What is not sound beyond doubt is left to the parser.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dragoman.packs.grammar_table import STATUSES
from dragoman.packs.yaml_nodes import Mapping, Node

_KEY = "\nexamples:\n"
# No quotation mark, backslash or bracket, and nothing that YAML forbids or ends a line at.
_CHARACTER = r'[^"\\\[\]\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]'
_PART = rf"(?!\s){_CHARACTER}++"
_MARK = r"\[(?P<slot>[A-Za-z][A-Za-z0-9_-]*+): "
_MARKED = rf'"(?!\s)(?:{_CHARACTER}|{_MARK.replace("?P<slot>", "?:")}{_PART}\])++"'
_SOURCE = r"[^\W_\d][\w.'’-]*+(?: [\w.'’-]++)*+"
_BESIDE = rf"(?:    status: (?:{'|'.join(STATUSES)})\n)?(?:    source: (?!(?:true|false|null)\n){_SOURCE}\n)?"
_CONTEXT = rf'(?:    context: "{_PART}"\n)?'
_EXAMPLE = rf'(?:  - match: {_MARKED}\n{_BESIDE}{_CONTEXT}|  - reject: "{_PART}"\n{_CONTEXT})'
_SLOT = re.compile(_MARK)
_ODD = re.compile("[\\r\\x85\\u2028\\u2029\\t\\ufeff]")


_ITEM = "\n  - "


class PlainExamples(NamedTuple):
    """Examples as they are written, with empty lines for all that stands before them, the slots that they mark, and how many there are."""

    text: str
    slots: frozenset[str]
    matches: int
    rejects: int


class SplitRule(NamedTuple):
    """A rule's text up to its first example, all its examples, and the line of their key."""

    rest: str
    examples: PlainExamples
    line: int

    def fits(self, node: Node) -> bool:
        """Say whether the *node* of the text ends with the first example, so that the others go on where it ends."""
        return isinstance(node, Mapping) and [(key.text, key.line) for key, _ in node.pairs.values()][-1:] == [("examples", self.line)]


def split_examples(text: str) -> SplitRule | None:
    """Return a rule's text and its examples apart; None where they are not the last and plain."""
    head, _, behind = text.partition(_KEY)
    lines = f"\n{behind}"
    second = lines.find(_ITEM, 1)
    if second < 0 or _ODD.search(head) or not _plain_examples().fullmatch(behind):
        return None
    examples = PlainExamples(
        "\n" * head.count("\n") + _KEY + behind,
        frozenset(_SLOT.findall(behind)),
        lines.count('\n  - match: "'),
        lines.count('\n  - reject: "'),
    )
    return SplitRule(f"{head}{_KEY}{behind[:second]}", examples, head.count("\n") + 2)


@cache
def _plain_examples() -> re.Pattern[str]:
    """Return the pattern of plain examples, which is compiled when a rule is read."""
    return re.compile(f"(?:{_EXAMPLE})++")
