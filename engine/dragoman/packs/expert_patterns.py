"""Read spaCy patterns that an expert wrote into a rule, as far as they can be judged without spaCy.

Beside spaCy's own keys a token may say ``slot: name`` (the noun group around it fills that slot) and ``trigger: true`` (one of the
rule's trigger words stands here).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from dragoman.did_you_mean import remedy
from dragoman.language import Rule, Slot
from dragoman.packs.findings import Findings
from dragoman.packs.located_yaml import Mapping as MappingNode
from dragoman.packs.located_yaml import Node, Scalar, Sequence, plain
from dragoman.packs.sections import Section
from dragoman.packs.vocabulary import check_slot

# fmt: off
_FLAGS = frozenset({
    "IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE", "IS_STOP", "IS_SENT_START",
    "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "SPACY", "IS_BRACKET", "IS_QUOTE", "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT", "IS_CURRENCY",
})
ATTRIBUTES = _FLAGS | {
    "ORTH", "TEXT", "NORM", "LOWER", "LENGTH", "POS", "TAG", "MORPH", "DEP", "LEMMA", "SHAPE", "ENT_TYPE", "ENT_IOB", "ENT_ID",
    "ENT_KB_ID", "PREFIX", "SUFFIX", "OP", "_",
}
LINK_KEYS = frozenset({"LEFT_ID", "REL_OP", "RIGHT_ID", "RIGHT_ATTRS"})
_PREDICATES = frozenset({
    "IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS", "REGEX", "FUZZY", *(f"FUZZY{n}" for n in range(1, 10)),
    "==", "!=", ">=", "<=", ">", "<",
})
_RELATIONS = frozenset({
    "<", ">", "<<", ">>", ".", ".*", ";", ";*", "$+", "$-", "$++", "$--", ">+", ">-", ">++", ">--", "<+", "<-", "<++", "<--",
})
_CLASSES = frozenset({
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "CONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SPACE", "SYM",
    "VERB", "X",
})
# fmt: on
_MARKS = frozenset({"slot", "trigger"})
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")

Pattern = tuple[Mapping[str, object], ...]


def read_token_patterns(rule: Section, event: str, slots: Mapping[str, Slot] | None, findings: Findings) -> tuple[Pattern, ...]:
    """Return the Matcher patterns of a rule; spaCy itself takes an unknown attribute for 'any token'."""
    return _Reader("token_pattern", event, slots, findings).read(rule)


def read_dependency_patterns(rule: Section, event: str, slots: Mapping[str, Slot] | None, findings: Findings) -> tuple[Pattern, ...]:
    """Return the DependencyMatcher patterns of a rule."""
    return _Reader("dependency_pattern", event, slots, findings).read(rule)


def slots_named(rule: Rule) -> frozenset[str]:
    """Return the slots that the patterns of a rule fill."""
    tokens = (token for pattern in (*rule.token_patterns, *rule.dependency_patterns) for token in pattern)
    return frozenset(str(token["slot"]) for token in tokens if "slot" in token)


class _Reader:
    """Reads the patterns behind one key of one rule."""

    def __init__(self, key: str, event: str, slots: Mapping[str, Slot] | None, findings: Findings) -> None:
        self.key = key
        self.event = event
        self.slots = slots
        self.findings = findings
        self.links = key == "dependency_pattern"
        self.known = LINK_KEYS if self.links else ATTRIBUTES

    def read(self, rule: Section) -> tuple[Pattern, ...]:
        items = rule.items(self.key)
        if items and all(isinstance(item, MappingNode) for item in items):
            return (self._pattern(items),)
        found = []
        for item in items:
            if isinstance(item, Sequence) and item.items:
                found.append(self._pattern(item.items))
            else:
                help_ = 'write {LOWER: "word"} or {POS: NOUN} for each token'
                self.findings.error("E180", item, f"'{self.key}' must hold lists of tokens", help_)
        return tuple(found)

    def _pattern(self, tokens: tuple[Node, ...]) -> Pattern:
        pattern: list[Mapping[str, object]] = []
        nodes: list[str] = []
        for token in tokens:
            if not isinstance(token, MappingNode):
                self.findings.error("E180", token, f"a token of '{self.key}' must be a group of attributes", 'write {LOWER: "word"}')
                continue
            pattern.append(self._token(token))
            if self.links:
                self._check_link(token, pattern[-1], nodes)
            else:
                self._check_bounds(token, pattern[-1])
        return tuple(pattern)

    def _token(self, token: MappingNode) -> Mapping[str, object]:
        read: dict[str, object] = {}
        for name, (scalar, value) in token.pairs.items():
            if name in _MARKS:
                self._check_mark(name, value)
                read[name] = plain(value)
                continue
            if name.upper() not in self.known:
                self.findings.error("E181", scalar, f"unknown token attribute '{name}'", remedy(name.upper(), self.known))
            elif name.upper() == "RIGHT_ATTRS":
                self._check_attributes(value)
            elif not self.links:
                self._check_value(name.upper(), value)
            read[name.upper()] = plain(value)
        return read

    def _check_mark(self, name: str, value: Node) -> None:
        if name == "trigger":
            if plain(value) is not True:
                self.findings.error("E183", value, "'trigger' marks a token and takes only true", "write 'trigger: true', or leave it out")
        elif not isinstance(value, Scalar):
            self.findings.error("E183", value, "'slot' takes the name of one slot", "write 'slot: name'")
        elif self.slots is not None:
            check_slot(value.text, value, self.slots, self.event, self.findings)

    # -- tokens --------------------------------------------------------------------------------------------------------

    def _check_attributes(self, node: Node) -> None:
        if not isinstance(node, MappingNode):
            self.findings.error("E180", node, "'RIGHT_ATTRS' must be a group of attributes", 'write {LOWER: "word"}')
            return
        known = ATTRIBUTES - {"OP"}
        for name, (scalar, value) in node.pairs.items():
            if name.upper() in known:
                self._check_value(name.upper(), value)
            else:
                self.findings.error("E181", scalar, f"unknown token attribute '{name}'", remedy(name.upper(), known))

    def _check_value(self, attribute: str, node: Node) -> None:
        """Note an unknown predicate, a flag that is neither true nor false, a word class that no tagger gives."""
        if isinstance(node, MappingNode) and attribute != "_":
            for name, (scalar, _) in node.pairs.items():
                if name.upper() not in _PREDICATES:
                    self.findings.error("E181", scalar, f"unknown predicate '{name}'", remedy(name.upper(), _PREDICATES))
        elif attribute in _FLAGS and not isinstance(plain(node), bool):
            self.findings.error("E181", node, f"'{attribute}' takes true or false", f"write '{attribute}: true'")
        if attribute == "POS":
            for word in _words(node):
                if word.text not in _CLASSES:
                    self.findings.error("E181", word, f"'{word.text}' is no word class", remedy(word.text.upper(), _CLASSES))

    def _check_bounds(self, token: MappingNode, read: Mapping[str, object]) -> None:
        if read.keys() - _MARKS <= {"OP"} and _UNBOUNDED.fullmatch(str(read.get("OP", ""))):
            remedy_ = "say which words, or use phrases with '...'"
            self.findings.error("E182", token, "this token matches any number of any words", remedy_)

    # -- links ---------------------------------------------------------------------------------------------------------

    def _check_link(self, token: MappingNode, read: Mapping[str, object], nodes: list[str]) -> None:
        """Note a node of a tree that hangs on nothing, or on a node that comes later."""
        wanted = LINK_KEYS if nodes else {"RIGHT_ID", "RIGHT_ATTRS"}
        missing = sorted(wanted - read.keys())
        surplus = sorted((read.keys() & LINK_KEYS) - wanted)
        if missing:
            self.findings.error("E184", token, f"a node of 'dependency_pattern' lacks {' and '.join(missing)}", _LINK_HELP)
        if surplus:
            self.findings.error("E184", token, f"the first node hangs on nothing and has no {' and '.join(surplus)}", _LINK_HELP)
        if "LEFT_ID" in read and nodes and str(read["LEFT_ID"]) not in nodes:
            at = token.pairs["LEFT_ID"][1] if "LEFT_ID" in token.pairs else token
            self.findings.error("E184", at, f"no node before this one is called '{read['LEFT_ID']}'", remedy(str(read["LEFT_ID"]), nodes))
        if "REL_OP" in read and str(read["REL_OP"]) not in _RELATIONS:
            at = token.pairs["REL_OP"][1] if "REL_OP" in token.pairs else token
            self.findings.error("E184", at, f"'{read['REL_OP']}' is no relation", f"use one of {' '.join(sorted(_RELATIONS))}")
        nodes.append(str(read.get("RIGHT_ID", "")))


_LINK_HELP = "write RIGHT_ID and RIGHT_ATTRS, and from the second node on LEFT_ID and REL_OP"


def _words(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Scalar))
    elif isinstance(node, MappingNode):
        values: Iterable[Node] = (value for name, (_, value) in node.pairs.items() if name.upper() in ("IN", "NOT_IN"))
        for value in values:
            yield from _words(value)
