"""Read YAML into nodes that know where they stand; the only module that parses YAML.

Only ``true`` and ``false`` are booleans (``NO`` stays a country's code); dates stay text; tags, duplicate keys, recursive and
over-expanded aliases are faults. The nodes are built from PyYAML's event stream, because its ``compose`` recurses in C
and a file of 200,000 opening brackets would end the process.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from dragoman.errors import Diagnostic, RuleError
from dragoman.packs.findings import FILE_START, Findings, Source, Stretch
from dragoman.packs.yaml_faults import describe
from dragoman.packs.yaml_nodes import Mapping, Node, Scalar, Sequence

MOST_DEPTH = 40
MOST_ALIASED = 10_000
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


__all__ = ["Mapping", "Node", "Scalar", "Sequence", "load_yaml", "parse_yaml", "plain"]


def parse_yaml(text: str, path: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Return the one document of *text* as nodes, and its faults."""
    findings = Findings(Source(path, text))
    builder = _Builder(findings)
    try:
        for event in _events(text, LOADER):
            if not builder.take(event):
                builder.root = None
                break
    except yaml.YAMLError as error:
        builder.root = None
        findings.found.append(describe(_python_error(text) or error, findings.source))
    if builder.root is None and not findings.found:
        findings.error("E006", FILE_START, "the file is empty", "write at least its keys; 'dragoman draft' writes a first rule")
    return builder.root, tuple(findings.found)


def load_yaml(text: str, path: str) -> Node:
    """Return the document of *text*, or raise a RuleError with every fault."""
    node, faults = parse_yaml(text, path)
    if faults or node is None:
        raise RuleError(faults)
    return node


def plain(node: Node) -> object:
    """Return *node* as plain Python values, without its places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.pairs.items()}


def _events(text: str, loader_type: Any) -> Iterator[Any]:
    """Yield the parser's events, and let its tables go whatever happens."""
    loader = loader_type(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def _python_error(text: str) -> yaml.YAMLError | None:
    """Return the fault in the words of the Python parser, which are fuller than those of libyaml."""
    try:
        for _ in _events(text, yaml.SafeLoader):
            pass
    except yaml.YAMLError as error:
        return error
    return None


class _Frame:
    """A list or mapping that is still open."""

    __slots__ = ("anchor", "column", "items", "key", "line", "pairs", "weight")

    def __init__(self, event: Any, *, mapping: bool) -> None:
        self.line: int = event.start_mark.line + 1
        self.column: int = event.start_mark.column + 1
        self.anchor: str | None = event.anchor
        self.items: list[Node] = []
        self.pairs: dict[str, tuple[Scalar, Node]] | None = {} if mapping else None
        self.key: Scalar | None = None
        self.weight = 1

    def close(self, event: Any) -> Node:
        end = event.end_mark
        length = max(1, end.column + 1 - self.column) if end.line + 1 == self.line else 1
        if self.pairs is None:
            return Sequence(tuple(self.items), self.line, self.column, length)
        return Mapping(self.pairs, self.line, self.column, length)


class _Builder:
    """Turn parser events into nodes, one at a time."""

    def __init__(self, findings: Findings) -> None:
        self.root: Node | None = None
        self.findings = findings
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Node | None, int]] = {}
        self.aliased = 0

    def take(self, event: Any) -> bool:
        """Take one event; False means that reading on is pointless."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._open(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            frame = self.stack.pop()
            self._put(frame.close(event), frame.weight, frame.anchor)
            return True
        if kind is yaml.AliasEvent:
            return self._alias(event)
        return self._document(event)

    def _scalar(self, event: Any) -> bool:
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column
        length = (end.column - column or 1) if end.line == line else 1
        scalar = Scalar(event.value, event.style or "", line + 1, column + 1, length)
        if event.tag is not None:
            self._tag(event)
        self._put(scalar, 1, event.anchor)
        return True

    def _open(self, event: Any) -> bool:
        if event.tag is not None:
            self._tag(event)
        frame = _Frame(event, mapping=isinstance(event, yaml.MappingStartEvent))
        if event.anchor is not None:
            self.anchors[event.anchor] = (None, 0)
        self.stack.append(frame)
        if len(self.stack) <= MOST_DEPTH:
            return True
        self.findings.error("E009", frame.close(event), f"nested more than {MOST_DEPTH} deep", "no rule file needs that; flatten it")
        return False

    def _alias(self, event: Any) -> bool:
        at = _stretch(event)
        node, weight = self.anchors.get(event.anchor, (None, -1))
        if weight < 0:
            self.findings.error("E001", at, f"nothing is called '&{event.anchor}'", "quote a text that starts with '*'")
            return False
        if node is None:
            self.findings.error("E004", at, f"'*{event.anchor}' stands inside what it stands for", "write the values out")
            return False
        self.aliased += weight
        if self.aliased > MOST_ALIASED:
            self.findings.error("E005", at, f"aliases expand to more than {MOST_ALIASED} values", "write the values out")
            return False
        self._put(node, weight, None)
        return True

    def _document(self, event: Any) -> bool:
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self.findings.error("E007", _stretch(event), "a second document starts here", "put it in a file of its own")
            return False
        return True

    def _tag(self, event: Any) -> None:
        self.findings.error("E003", _stretch(event), f"tag '{event.tag}' is not allowed", "quote a text that starts with '!'")

    def _put(self, node: Node, weight: int, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = (node, weight)
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        frame.weight += weight
        if frame.pairs is None:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = self._key(node)
        else:
            self._pair(frame.pairs, frame.key, node)
            frame.key = None

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.findings.error("E008", node, "a key must be a plain word", "quote a text that starts with '{' or '['")
        return Scalar("", "?", node.line, node.column, node.length)

    def _pair(self, pairs: dict[str, tuple[Scalar, Node]], key: Scalar, value: Node) -> None:
        if key.text not in pairs:
            pairs[key.text] = (key, value)
            return
        first = pairs[key.text][0]
        if key.style != "?":
            label = self.findings.label(first, "first written here")
            self.findings.error("E002", key, f"key '{key.text}' is written twice", "keep one of the two", label)


def _stretch(event: Any) -> Stretch:
    """Return where *event* starts, and its length where it is on one line."""
    start, end = event.start_mark, event.end_mark
    return Stretch(start.line + 1, start.column + 1, max(1, end.column - start.column) if end.line == start.line else 1)
