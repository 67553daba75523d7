"""The records that dragoman hands out: values, fillers, mentions, events.

Everything here is frozen and free of spaCy, so a record can be compared, hashed, pickled and written.
Offsets are Unicode code points into the article's text, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """How sure an event is, as the text states it."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    REQUESTED = "requested"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place or person: an ISO 3166 alpha-3 *code* where it is a country, else a canonical *name* alone."""

    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things with its bounds; ``None`` is an open end."""

    low: int | None
    high: int | None
    approx: bool = False

    @property
    def top(self) -> int:
        """Return the upper bound, or the lower one where that is all there is."""
        return self.high or self.low or 0


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in an ISO 4217 currency."""

    amount: int | float
    currency: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of days; ``None`` is an open end."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Weapon:
    """A kind of materiel, with how many of it where the text says."""

    weapon: str
    category: str | None = None
    calibre_mm: float | None = None
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A plain word or phrase in its lemma form."""

    name: str


Value = Entity | Count | Money | Interval | Weapon | Term


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """A stretch of the article: ``text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Filler:
    """One value in a slot, with the words it was read from.

    *inferred* is set when the words stand outside the mention's own clause: a pronoun resolved, a subject carried over.
    *flags* are remarks of the annotators, such as ``additional`` ("3,000 more") or ``shared`` ("220 pieces of A and B").
    In an event, *mentions* are the positions of the mentions that give the value; in a mention it is empty.
    """

    span: TextSpan
    value: Value
    inferred: bool = False
    flags: frozenset[str] = frozenset()
    mentions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that set a mention's status."""

    span: TextSpan
    sets: Status


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it, and the reporting word that shows it."""

    span: TextSpan
    value: Entity
    cue: str
    inferred: bool = False


Slots = Mapping[str, tuple[Filler, ...]]


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of one sentence that states, plans, denies or asks for one event."""

    kind: str
    rule: str
    pack: str
    status: Status
    trigger: TextSpan
    evidence: TextSpan
    slots: Slots = dataclass_field(default_factory=dict)
    cues: tuple[Cue, ...] = ()
    sources: tuple[Source, ...] = ()
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Event:
    """Mentions of one article that tell of the same event; *mentions* are positions in the article's list.

    *extra* holds what plugins add, by the plugin's name, in values such as JSON can hold.
    """

    kind: str
    status: Status
    mentions: tuple[int, ...]
    slots: Slots = dataclass_field(default_factory=dict)
    extra: Mapping[str, Mapping[str, object]] = dataclass_field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be done for one article."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article."""

    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
