"""A candidate sentence with everything the annotators know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc

from dragoman.annotators.clauses import Clauses
from dragoman.annotators.groups import Kind, NounGroup
from dragoman.annotators.tokens import tokens_of
from dragoman.annotators.words import Words
from dragoman.records import Entity
from dragoman.spans import TypedSpan


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``start:end`` of a Doc, their word classes, clauses and typed spans; all indices count from the Doc's start.

    *referents* say of pronouns and "the two sides", by their last token, which spans of the article they stand for.
    *contents* say of a noun group, by its head, what it "includes"; *states* are the packs' states by code.
    """

    doc: Doc
    start: int
    end: int
    words: Words
    clauses: Clauses
    spans: tuple[TypedSpan, ...] = ()
    dates: tuple[TypedSpan, ...] = ()
    money: tuple[TypedSpan, ...] = ()
    persons: tuple[TypedSpan, ...] = ()
    referents: Mapping[int, tuple[TypedSpan, ...]] = field(default_factory=dict)
    contents: Mapping[int, tuple[NounGroup, ...]] = field(default_factory=dict)
    states: Mapping[str, Entity] = field(default_factory=dict)

    readings: dict[tuple[int, str], tuple[NounGroup, object]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def lower(self, token: int) -> str:
        """Return a token in lower case, apostrophes straight."""
        return self.words.lowers[token - self.start]

    def text(self, start: int, end: int) -> str:
        """Return tokens ``start:end`` as the article spells them."""
        return tokens_of(self.doc).between(start, end)

    def noun_group_at(self, token: int) -> NounGroup | None:
        """Return the noun group that holds a token."""
        k = self.clauses.at(token)
        return self.clauses.noun(k) if k is not None and self.clauses.kind(k) is Kind.NOUN_GROUP else None

    def preposition_before(self, group: NounGroup) -> str:
        """Return the preposition in front of a noun group, or an empty text."""
        k = self.clauses.at(group.head)
        if k is None:
            return ""
        before = self.clauses.back(k)
        return self.clauses.chunks[before].word if self.clauses.kind(before) is Kind.PREPOSITION else ""
