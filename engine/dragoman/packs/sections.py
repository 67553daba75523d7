"""Hold a group of keys against the grammar table, and read what is sound in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dragoman.did_you_mean import nearest, remedy
from dragoman.packs.findings import Findings
from dragoman.packs.grammar_table import KEYS, REQUIRED, Key, Shape, title
from dragoman.packs.located_yaml import Mapping as MappingNode
from dragoman.packs.located_yaml import Node, Scalar, Sequence

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
NAME = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*\Z")


# A named tuple, because a pack makes one for every lexicon entry.
class Section(NamedTuple):
    """The sound keys of one group; whatever was wrong has been noted and left out."""

    node: MappingNode
    values: Mapping[str, Node]

    def has(self, key: str) -> bool:
        """Tell whether *key* is written, and soundly."""
        return key in self.values

    def text(self, key: str, default: str = "") -> str:
        """Return the text behind *key*."""
        node = self.values.get(key)
        return node.text if isinstance(node, Scalar) else default

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """Return the texts behind *key* with their places."""
        node = self.values.get(key)
        if isinstance(node, Scalar):
            return (node,)
        return tuple(item for item in node.items if isinstance(item, Scalar)) if isinstance(node, Sequence) else ()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts behind *key*."""
        return tuple(scalar.text for scalar in self.scalars(key))

    def flag(self, key: str) -> bool:
        """Return whether *key* is true."""
        node = self.values.get(key)
        return isinstance(node, Scalar) and node.value is True

    def number(self, key: str) -> int | None:
        """Return the number behind *key*."""
        node = self.values.get(key)
        return int(node.text) if isinstance(node, Scalar) else None

    def pairs(self, key: str) -> tuple[tuple[Scalar, Node], ...]:
        """Return the names behind *key* with what belongs to them."""
        node = self.values.get(key)
        return tuple(node.pairs.values()) if isinstance(node, MappingNode) else ()

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the items of the list behind *key*."""
        node = self.values.get(key)
        return node.items if isinstance(node, Sequence) else ()

    def at(self, key: str) -> Node:
        """Return where the value of *key* stands, or the group where it is missing."""
        return self.values.get(key, self.node)


def read_section(node: Node, table: str, findings: Findings) -> Section | None:
    """Return the sound keys of *node*, having noted unknown, missing and wrongly filled ones; None when it is no group."""
    if not isinstance(node, MappingNode):
        findings.error("E103", node, f"{_article(title(table))} must be {Shape.SECTION}", f"write keys such as '{_first_key(table)}: ...'")
        return None
    known = KEYS[table]
    values: dict[str, Node] = {}
    unknown: list[str] = []
    for name, (scalar, value) in node.pairs.items():
        key = known.get(name)
        if scalar.style == "?":  # a list or group stands where a key belongs, which has been noted
            continue
        if key is None:
            unknown.append(name)
            findings.error("E101", scalar, f"unknown key '{name}' in {_article(title(table))}", remedy(name, known))
        elif CHECKS[key.shape](value, key, findings):
            values[name] = value
    _note_missing(node, table, unknown, findings)
    return Section(node, values)


def _note_missing(node: MappingNode, table: str, unknown: Iterable[str], findings: Findings) -> None:
    """Note the required keys that are missing, but none that was only misspelt."""
    missing = [name for name in REQUIRED[table] if name not in node.pairs]
    if not missing:
        return
    meant = {nearest(name, KEYS[table]) for name in unknown}
    for name in missing:
        if name not in meant:
            remedy_ = f"write '{name}:' with {KEYS[table][name].shape}. {KEYS[table][name].doc}"
            findings.error("E102", node, f"key '{name}' is missing in {_article(title(table))}", remedy_)


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _first_key(table: str) -> str:
    return next(iter(KEYS[table]))


def as_date(text: str) -> date | None:
    """Return the day that *text* writes as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text) if DAY.match(text) else None
    except ValueError:
        return None


def is_text(node: Node, key: str, findings: Findings) -> bool:
    """Tell whether *node* is a text or number with something in it, or note why not."""
    if not isinstance(node, Scalar):
        return _wrong(node, key, Shape.TEXT, findings)
    if node.style == "" and node.text in {"true", "false"}:
        findings.error("E103", node, f"'{key}' must be {Shape.TEXT}, and this is {Shape.FLAG}", f'write "{node.text}" if the word is meant')
        return False
    if not node.text.strip():
        findings.error("E106", node, f"'{key}' is empty", "write something behind it, or leave the key out")
        return False
    return True


def _is_name(node: Node, key: Key, findings: Findings) -> bool:
    if not is_text(node, key.name, findings):
        return False
    if isinstance(node, Scalar) and not NAME.match(node.text):
        findings.error("E105", node, f"'{node.text}' is not a name", "use small letters, digits, '_' and '-', beginning with a letter")
        return False
    return True


def _is_texts(node: Node, key: Key, findings: Findings) -> bool:
    if isinstance(node, Scalar) and node.value is not None:
        findings.error("E103", node, f"'{key.name}' must be {key.shape}", f"write '{key.name}: [{node.text}]'")
        return False
    if not isinstance(node, Sequence):
        return _wrong(node, key.name, key.shape, findings)
    if not node.items:
        findings.error("E106", node, f"'{key.name}' is empty", "write something into the list, or leave the key out")
        return False
    sound = [is_text(item, key.name, findings) for item in node.items]
    return all(sound)


def _is_text_or_texts(node: Node, key: Key, findings: Findings) -> bool:
    return is_text(node, key.name, findings) if isinstance(node, Scalar) else _is_texts(node, key, findings)


def _is_flag(node: Node, key: Key, findings: Findings) -> bool:
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return True
    return _wrong(node, key.name, key.shape, findings)


def _is_number(node: Node, key: Key, findings: Findings) -> bool:
    if isinstance(node, Scalar) and type(node.value) is int and node.value >= 0:
        return True
    return _wrong(node, key.name, key.shape, findings)


def _is_date(node: Node, key: Key, findings: Findings) -> bool:
    if isinstance(node, Scalar) and as_date(node.text) is not None:
        return True
    return _wrong(node, key.name, key.shape, findings)


def _is_choice(node: Node, key: Key, findings: Findings) -> bool:
    if not is_text(node, key.name, findings) or not isinstance(node, Scalar):
        return False
    if node.text not in key.choices:
        findings.error("E104", node, f"'{key.name}' cannot be '{node.text}'", remedy(node.text, key.choices))
        return False
    return True


def _is_mapping(node: Node, key: Key, findings: Findings) -> bool:
    if isinstance(node, MappingNode) and node.pairs:
        return True
    return _wrong(node, key.name, key.shape, findings)


def _is_pairs(node: Node, key: Key, findings: Findings) -> bool:
    if not isinstance(node, MappingNode) or not node.pairs:
        return _wrong(node, key.name, key.shape, findings)
    sound = [is_text(value, name, findings) for name, (_, value) in node.pairs.items()]
    return all(sound)


def _is_list(node: Node, key: Key, findings: Findings) -> bool:
    if isinstance(node, Sequence) and node.items:
        return True
    if isinstance(node, Scalar) and node.value is not None:
        findings.error("E103", node, f"'{key.name}' must be {key.shape}", "put it on a line of its own, behind '- '")
        return False
    return _wrong(node, key.name, key.shape, findings)


def _wrong(node: Node, key: str, shape: Shape, findings: Findings) -> bool:
    findings.error("E103", node, f"'{key}' must be {shape}", f"this is {_what(node)}")
    return False


def _what(node: Node) -> str:
    """Return what *node* is, in the words of a message."""
    if isinstance(node, Sequence):
        return "a list" if node.items else "an empty list"
    if isinstance(node, MappingNode):
        return "a group of keys" if node.pairs else "an empty group"
    kinds = {bool: "true or false", int: "a number", float: "a number", type(None): "empty"}
    return kinds.get(type(node.value), f"the text '{node.text}'" if len(node.text) < 30 else "a text")


CHECKS: Mapping[Shape, Callable[[Node, Key, Findings], bool]] = {
    Shape.TEXT: lambda node, key, findings: is_text(node, key.name, findings),
    Shape.NAME: _is_name,
    Shape.TEXTS: _is_texts,
    Shape.TEXT_OR_TEXTS: _is_text_or_texts,
    Shape.FLAG: _is_flag,
    Shape.NUMBER: _is_number,
    Shape.DATE: _is_date,
    Shape.CHOICE: _is_choice,
    Shape.SECTION: _is_mapping,
    Shape.SECTIONS: _is_mapping,
    Shape.LIST: _is_list,
    Shape.MIXED: _is_list,
    Shape.PAIRS: _is_pairs,
    Shape.PATTERNS: _is_list,
    Shape.FREE: _is_mapping,
}
