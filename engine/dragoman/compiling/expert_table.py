"""Expert patterns compiled: the token patterns of all rules in one Matcher, their dependency patterns in one DependencyMatcher.

spaCy finds nothing, and says nothing, where a pattern reads what no component has set; so each pattern knows what it reads, and only
those that can be judged on a Doc are run on it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from dragoman.compiling.phrase_compiler import CompiledPhrase
from dragoman.errors import Diagnostic, RuleError
from dragoman.language import Phrase, Rule

# What a tokenizer does not set, and by which annotation a Doc shows that something else has.
_ANNOTATIONS = {
    "POS": "POS", "TAG": "TAG", "MORPH": "MORPH", "DEP": "DEP", "LEMMA": "LEMMA", "IS_SENT_START": "SENT_START",
    "ENT_TYPE": "ENT_IOB", "ENT_IOB": "ENT_IOB", "ENT_ID": "ENT_IOB", "ENT_KB_ID": "ENT_IOB",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExpertPattern:
    """One pattern of one rule; *slots* and *triggers* say which of its nodes fill a slot or hold the trigger.

    *phrase* has no holes: it carries the pattern's name and place.
    """

    rule: int
    phrase: CompiledPhrase
    nodes: tuple[Mapping[str, object], ...]
    slots: Mapping[int, str]
    triggers: frozenset[int]
    reads: frozenset[str]
    parsed: bool

    def missing(self, doc: Doc) -> tuple[str, ...]:
        """Return what the pattern reads and nothing has set in *doc*."""
        return tuple(sorted(name for name in self.reads if not _is_set(doc, name)))


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: pairs of a node of the pattern and a token of the Doc."""

    pattern: ExpertPattern
    placed: tuple[tuple[int, int], ...]


class ExpertTable:
    """Finds the expert patterns of all rules in a stretch of a Doc."""

    def __init__(self, vocab: Vocab, rules: Iterable[tuple[int, Rule]]) -> None:
        self._vocab = vocab
        self.patterns = tuple(pattern for index, rule in rules for pattern in _compile(vocab, index, rule))
        self.rules = frozenset(pattern.rule for pattern in self.patterns)
        self._reads = frozenset(name for pattern in self.patterns for name in pattern.reads)
        # Made here, so that the vocabulary keeps them though a matcher be built while one article's words are forgotten after it.
        self._numbers = {vocab.strings.add(str(number)): number for number in range(len(self.patterns))}
        self._token_matchers: dict[frozenset[int], Matcher] = {}
        self._tree_matchers: dict[frozenset[int], DependencyMatcher] = {}

    def skipped(self, doc: Doc, rules: Collection[int]) -> Iterator[tuple[ExpertPattern, tuple[str, ...]]]:
        """Yield the patterns of *rules* that cannot be judged on *doc*, each with what it misses."""
        for pattern in self.patterns:
            missing = pattern.missing(doc) if pattern.rule in rules else ()
            if missing:
                yield pattern, missing

    def find(self, doc: Doc, start: int, end: int) -> list[Hit]:
        """Return every pattern found in tokens ``start:end`` of *doc*, in text order."""
        unset = {name for name in self._reads if not _is_set(doc, name)}  # asked once: each answer may take a walk over the document
        usable = [number for number, pattern in enumerate(self.patterns) if not pattern.reads & unset]
        hits = [*self._in_tokens(doc, start, end, usable), *self._in_tree(doc, start, end, usable)]
        return sorted(hits, key=lambda hit: (hit.pattern.rule, hit.pattern.phrase.phrase.text, hit.placed))

    def _in_tokens(self, doc: Doc, start: int, end: int, usable: Iterable[int]) -> Iterator[Hit]:
        chosen = frozenset(number for number in usable if not self.patterns[number].parsed)
        if not chosen:
            return
        if chosen not in self._token_matchers:
            matcher = self._token_matchers[chosen] = Matcher(self._vocab, validate=True)
            for number in sorted(chosen):
                matcher.add(str(number), [[dict(node) for node in self.patterns[number].nodes]])
        found: Iterable[Any] = self._token_matchers[chosen](doc[start:end], with_alignments=True)  # typed for three values, gives four
        for key, first, _, alignment in found:
            pattern = self.patterns[self._numbers[key]]
            yield Hit(pattern, tuple((node, start + first + i) for i, node in enumerate(alignment)))

    def _in_tree(self, doc: Doc, start: int, end: int, usable: Iterable[int]) -> Iterator[Hit]:
        chosen = frozenset(number for number in usable if self.patterns[number].parsed)
        if not chosen:
            return
        if chosen not in self._tree_matchers:
            matcher = self._tree_matchers[chosen] = DependencyMatcher(self._vocab, validate=True)
            for number in sorted(chosen):
                matcher.add(str(number), [[dict(node) for node in self.patterns[number].nodes]])
        for key, tokens in self._tree_matchers[chosen](doc[start:end]):
            yield Hit(self.patterns[self._numbers[key]], tuple((node, start + token) for node, token in enumerate(tokens)))


def _compile(vocab: Vocab, index: int, rule: Rule) -> Iterator[ExpertPattern]:
    """Yield the patterns of a rule; raise a RuleError where spaCy refuses one."""
    for key, patterns in (("token_pattern", rule.token_patterns), ("dependency_pattern", rule.dependency_patterns)):
        for number, marked in enumerate(patterns, 1):
            parsed = key == "dependency_pattern"
            phrase = Phrase(f"{key} {number}", (), rule.place)
            nodes = tuple({name: value for name, value in node.items() if name.isupper() or name == "_"} for node in marked)
            _try(vocab, rule, phrase.text, nodes, parsed=parsed)
            yield ExpertPattern(
                index,
                CompiledPhrase(phrase, verbal=True, bindings=()),
                nodes,
                {i: str(node["slot"]) for i, node in enumerate(marked) if "slot" in node},
                frozenset(i for i, node in enumerate(marked) if "trigger" in node),
                frozenset(name for node in nodes for name in _reads(node)),
                parsed,
            )


def _try(vocab: Vocab, rule: Rule, name: str, nodes: Iterable[Mapping[str, object]], *, parsed: bool) -> None:
    try:
        (DependencyMatcher if parsed else Matcher)(vocab, validate=True).add(name, [[dict(node) for node in nodes]])
    except (ValueError, re.error) as fault:  # what is wrong with a REGEX, spaCy lets through as it is
        reason = " ".join(str(fault).split())
        place = rule.place
        raise RuleError((Diagnostic(place.path, place.line, place.column, "E185", f"spaCy refuses {name}: {reason}"),)) from fault


def _reads(node: Mapping[str, object]) -> Iterator[str]:
    if "RIGHT_ATTRS" in node:
        yield "DEP"
    inside = node.get("RIGHT_ATTRS", node)
    for name, value in inside.items() if isinstance(inside, Mapping) else ():
        if name == "_":
            yield from (f"_.{extension}" for extension in (value if isinstance(value, Mapping) else ()))
        elif name.upper() in _ANNOTATIONS:
            yield name.upper()


def _is_set(doc: Doc, name: str) -> bool:
    return Token.has_extension(name[2:]) if name.startswith("_.") else doc.has_annotation(_ANNOTATIONS[name])
