"""Chunks and groups as records: what a sentence is cut into. All indices are token indices of the Doc."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from dragoman import english
from dragoman.inflection import Form
from dragoman.spans import TypedSpan


class Kind(IntEnum):
    """What a chunk is."""

    NOUN_GROUP = 0
    VERB_GROUP = 1
    PREPOSITION = 2
    CONJUNCTION = 3
    COMMA = 4
    RELATIVE = 5
    SUBORDINATOR = 6
    BARRIER = 7
    QUOTE = 8
    OPEN = 9
    CLOSE = 10
    DATE = 11
    ADVERB = 12


@dataclass(frozen=True, slots=True)
class NounGroup:
    """A base noun group: where its head stands, what was found in it."""

    start: int
    end: int
    head: int
    quantity: TypedSpan | None = None
    owners: tuple[TypedSpan, ...] = ()
    heads: tuple[TypedSpan, ...] = ()
    inner: tuple[TypedSpan, ...] = ()
    determiner: str = ""
    pronoun: str = ""
    possessive: bool = False
    measured: int | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: *main* is its verb, *form* what that verb's form can be."""

    start: int
    end: int
    main: int
    form: Form
    auxiliaries: tuple[str, ...] = ()
    modal: int | None = None
    negation: int | None = None
    infinitive: bool = False

    @property
    def passive(self) -> bool:
        """Say whether the group is a passive with its auxiliary."""
        return bool(self.form & Form.PARTICIPLE) and bool(self.auxiliaries) and self.auxiliaries[-1] in english.BE

    @property
    def finite(self) -> bool:
        """Say whether the group can be the verb of a clause of its own."""
        if self.infinitive:
            return False
        return bool(self.auxiliaries) or self.modal is not None or bool(self.form & (Form.BASE | Form.S | Form.PAST))

    @property
    def bare_participle(self) -> bool:
        """Say whether the verb is a participle (or a past like one) without auxiliary."""
        return not self.auxiliaries and self.modal is None and bool(self.form & Form.PARTICIPLE) and not self.form & Form.BASE

    @property
    def bare_ing(self) -> bool:
        """Say whether the verb is an -ing form without auxiliary."""
        return bool(self.form & Form.ING) and not self.auxiliaries and self.modal is None


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of a sentence."""

    kind: Kind
    start: int
    end: int
    word: str = ""
    noun: NounGroup | None = None
    verb: VerbGroup | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the other annotators found in the sentence, by first token."""

    names: Mapping[int, tuple[TypedSpan, ...]] = field(default_factory=dict)
    quantities: Mapping[int, TypedSpan] = field(default_factory=dict)
    dates: Mapping[int, TypedSpan] = field(default_factory=dict)
    persons: Mapping[int, TypedSpan] = field(default_factory=dict)
    masked: frozenset[int] = frozenset()
    titled: Mapping[int, TypedSpan] = field(default_factory=dict)
