"""Phrases compiled: a sentence with holes becomes clause roles, so that one phrase covers all its voices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.english import PREPOSITIONS
from dragoman.language import Adjacent, Element, Gap, Maybe, NounRef, Phrase, SlotRef, VerbRef, Words

GAP, WIDE_GAP = 9, 24
_HYPHEN = re.compile(r"(?<=\w)(-)(?=\w)")
_PREPOSITIONS = PREPOSITIONS | {"to", "according to", "in support of", "because of"}


@dataclass(frozen=True, slots=True)
class Binding:
    """Where a phrase looks for a slot: *roles* are clause roles, tried in order."""

    slot: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Literal:
    """Words, or one of several, that must stand no more than *reach* tokens from the trigger."""

    alternatives: tuple[tuple[str, ...], ...]
    reach: int


@dataclass(frozen=True, slots=True)
class CompiledPhrase:
    """A phrase as clause roles: where each slot stands, where NOUN stands beside VERB, which words must stand before and after them."""

    phrase: Phrase
    verbal: bool
    bindings: tuple[Binding, ...]
    noun_roles: tuple[str, ...] = ()
    before: tuple[Literal, ...] = ()
    after: tuple[Literal, ...] = ()

    @property
    def has_object(self) -> bool:
        """Say whether the phrase has a hole for an object, so that a passive can put it in front."""
        return "object" in self.noun_roles or any("object" in binding.roles for binding in self.bindings)

    @property
    def takes_object(self) -> bool:
        """Say whether the phrase has a place for what stands behind its verb: a hole, NOUN or words."""
        return self.has_object or bool(self.noun_roles or self.after) or not self.verbal


class _PhraseCompiler:
    """Reads a phrase from left to right and notes the clause role of each hole."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        self.elements = list(_flat(phrase.elements))
        self.verbal = any(isinstance(element, VerbRef) for element in self.elements)
        self.bindings: list[Binding] = []
        self.noun_roles: tuple[str, ...] = ()
        self.seen_head = False
        self.bare_objects = 0
        self.before: list[Literal] = []
        self.after: list[Literal] = []
        head = VerbRef if self.verbal else NounRef
        self.head = next((n for n, element in enumerate(self.elements) if isinstance(element, head)), 0)
        self.optional = {id(inner) for part in phrase.elements if isinstance(part, Maybe) for inner in _flat(part.elements)}

    def compile(self) -> CompiledPhrase:
        """Return the phrase as roles."""
        preps: tuple[str, ...] = ()
        for n, element in enumerate(self.elements):
            following = self.elements[n + 1] if n + 1 < len(self.elements) else None
            if isinstance(element, VerbRef) or (isinstance(element, NounRef) and not self.verbal):
                self.seen_head, preps = True, ()
            elif isinstance(element, Words):
                preps = self._words(element, n)
            elif isinstance(element, SlotRef | NounRef):
                self._hole(element, following, preps)
                preps = ()
        return CompiledPhrase(self.phrase, self.verbal, tuple(self.bindings), self.noun_roles, tuple(self.before), tuple(self.after))

    def _hole(self, element: SlotRef | NounRef, following: Element | None, preps: tuple[str, ...]) -> None:
        """Note where a slot, or NOUN beside VERB, stands."""
        if isinstance(element, SlotRef) and isinstance(following, Words) and _compound(following):
            self.bindings.append(Binding(element.name, _compound(following)))
        elif isinstance(element, SlotRef) and self.verbal and isinstance(following, NounRef):
            self.bindings.append(Binding(element.name, ("of noun",)))
        else:
            roles = self._roles(preps)
            self.bare_objects += self.seen_head and not preps
            if isinstance(element, NounRef):
                self.noun_roles = roles
            else:
                self.bindings.append(Binding(element.name, roles))

    def _words(self, element: Words, at: int) -> tuple[str, ...]:
        """Return the roles of prepositions; note other words as literals, unless the phrase does without them."""
        spoken = tuple(" ".join(words) for words in element.alternatives)
        role = all(words in _PREPOSITIONS for words in spoken)
        if not _compound(element) and id(element) not in self.optional and not (role and not self._joined(at)):
            split = tuple(tokens_of(" ".join(words)) for words in element.alternatives)
            (self.after if self.seen_head else self.before).append(Literal(split, self._reach(split, at)))
        return spoken if role else ()

    def _between(self, at: int) -> list[Element]:
        return self.elements[min(at, self.head) + 1 : max(at, self.head)]

    def _joined(self, at: int) -> bool:
        """Say whether a word is joined to VERB or NOUN with ``=``; a preposition is asked for by itself only then."""
        between = self._between(at)
        return bool(between) and all(isinstance(element, Adjacent) for element in between)

    def _reach(self, words: tuple[tuple[str, ...], ...], at: int) -> int:
        """Return how far from the trigger words may stand: beside it with ``=``, far with ``...`` between them."""
        if self._joined(at):
            return max(map(len, words))
        normal = self.phrase.gap or GAP
        return max(normal, WIDE_GAP) if any(isinstance(element, Gap) for element in self._between(at)) else normal

    def _roles(self, preps: tuple[str, ...]) -> tuple[str, ...]:
        if preps:
            return preps
        if not self.seen_head:
            return ("subject",) if self.verbal else ("owner",)
        return ("object",) if self.bare_objects == 0 else ("object2",)


def _flat(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        if isinstance(element, Maybe):
            yield from _flat(element.elements)
        else:
            yield element


def tokens_of(words: str) -> tuple[str, ...]:
    """Return words as the tokenizer cuts them: "cease-fire" is three tokens."""
    return tuple([part for word in words.split() for part in (_HYPHEN.split(word) if "-" in word else (word,))])


def _compound(words: Words) -> tuple[str, ...]:
    """Return the roles of words such as ``-brokered``, which bind the name before the hyphen ("UN-brokered truce")."""
    spoken = tuple(" ".join(alternative) for alternative in words.alternatives)
    return spoken if all(text.startswith("-") for text in spoken) else ()


def compile_phrase(phrase: Phrase) -> CompiledPhrase:
    """Return a phrase as clause roles."""
    return _PhraseCompiler(phrase).compile()
