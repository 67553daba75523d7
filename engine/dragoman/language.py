"""The rule language as records: what a pack's YAML says, before anything is compiled.

Each record knows the file and line that it was read from, so that every later fault can name its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

from dragoman.records import Status


# Places and entries are named tuples, because packs have ten thousands of them and these take a fourth of the time to make.
class Place(NamedTuple):
    """Where something is written; lines and columns count from 1."""

    path: str
    line: int
    column: int


class Priority(IntEnum):
    """Which of two rules keeps a trigger that both match."""

    FALLBACK = 0
    NORMAL = 1
    SPECIFIC = 2
    OVERRIDE = 3


# -- phrases ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SlotRef:
    """``{slot}``: a span of the slot's type."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class VerbRef:
    """``VERB``: a verb group whose main verb is one of the trigger's verbs."""

    column: int


@dataclass(frozen=True, slots=True)
class NounRef:
    """``NOUN``: a noun group headed by one of the trigger's nouns."""

    column: int


@dataclass(frozen=True, slots=True)
class Words:
    """A literal, or ``(a|b)``: one of several; each alternative is a tuple of words. *exact* words are never inflected."""

    alternatives: tuple[tuple[str, ...], ...]
    column: int
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Maybe:
    """``[ ... ]``: a part that may be missing."""

    elements: tuple[Element, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Gap:
    """``...``: a wide gap."""

    column: int


@dataclass(frozen=True, slots=True)
class Adjacent:
    """``=``: the next element must follow at once."""

    column: int


Element = SlotRef | VerbRef | NounRef | Words | Maybe | Gap | Adjacent


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence with holes; *only* names the one voice allowed, *gap* the most tokens between two elements."""

    text: str
    elements: tuple[Element, ...]
    place: Place
    only: str | None = None
    gap: int | None = None


# -- rules -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that a rule starts from, as lemmas; *words* are taken as written, *excluded* are ``not:`` phrases."""

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of an event type, or a rule's narrowing of it.

    *types* are the span types that may fill it. *source* (YAML ``from``) derives the slot from a facet of another slot's
    filler, such as ``force.actor`` or ``victim.count``. *where* is ``phrase``, ``clause`` or ``sentence``. A *running* figure is
    a total that may outgrow those told before ("the toll rose to 40").
    """

    name: str
    types: tuple[str, ...] = ()
    many: bool = False
    where: str = "phrase"
    sources: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    excluded_classes: tuple[str, ...] = ()
    not_same_as: str | None = None
    weak: bool = False
    running: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """``[slot: words]`` in an example: the slot that must hold ``text[start:end]``."""

    slot: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence that a rule must match or must leave alone.

    *events* is how many events of the rule's type the text and its *context* are merged into, *merged* what the sentence's event
    then holds.
    """

    text: str
    matches: bool
    place: Place
    marks: tuple[Mark, ...] = ()
    slots: Mapping[str, object] = field(default_factory=dict)
    status: Status | None = None
    source: str | None = None
    context: str = ""
    date: date | None = None
    todo: bool = False
    count: int | None = None
    events: int | None = None
    merged: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unless:
    """Words with which a sentence tells of something else ("earthquake"), but not where one of *but* stands too ("shelling")."""

    words: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """The verbs of a clause that tells how an event came about, and the slots that its *subject* (or "by") and *object* may fill."""

    verbs: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file. *constants* (YAML ``set``) are slots that every match of the rule gets, such as ``stage: agreed``."""

    id: str
    event: str
    description: str
    trigger: Trigger
    phrases: tuple[Phrase, ...]
    place: Place
    status: str = "stable"
    slots: Mapping[str, Slot] = field(default_factory=dict)
    required: tuple[tuple[str, ...], ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    guards: Mapping[Status, str] = field(default_factory=dict)
    unless: Unless = Unless()
    assume: Status = Status.ASSERTED
    priority: Priority = Priority.NORMAL
    examples: Sequence[Example] = ()
    token_patterns: tuple[tuple[Mapping[str, object], ...], ...] = ()
    dependency_patterns: tuple[tuple[Mapping[str, object], ...], ...] = ()
    pack: str = ""

    @property
    def name(self) -> str:
        """Return ``event/id``, unique in its pack."""
        return f"{self.event}/{self.id}"


@dataclass(frozen=True, slots=True)
class EventType:
    """What an event of one kind consists of, and how its mentions are joined and merged.

    *same* slots must not differ between mentions of one event; *joins* are slots that two mentions of one sentence may
    bring together into one ("killed 12 and wounded 30"). In a *loose* slot a common noun may stand for a name ("soldiers" for
    a country's); a *general* noun ("people") may stand for any other. *codes* map to other ontologies (plover, cameo).
    """

    name: str
    description: str
    slots: Mapping[str, Slot]
    place: Place
    same: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    unless: Unless = Unless()
    scene: Scene = Scene()
    codes: Mapping[str, str] = field(default_factory=dict)
    pack: str = ""


# -- lexicons and cues -----------------------------------------------------------------------------------------------


class Entry(NamedTuple):
    """One lexicon entry: its canonical *name*, and every form by which a text may call it, by kind of form."""

    id: str
    name: str
    place: Place
    forms: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    code: str | None = None
    category: str | None = None
    country: str | None = None
    marks: frozenset[str] = frozenset()
    attributes: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A list of names or nouns of one span type. Form kinds: aliases, demonym, metonyms, local, plural, surname, forms."""

    name: str
    type: str
    description: str
    entries: Sequence[Entry]
    place: Place
    source: str = ""
    licence: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class CueEntry:
    """Words that set a status (or mark a source) when they stand in the given relation to a trigger.

    *relation*: ``modal`` (in the verb group), ``governor`` (governs the trigger's verb or noun group), ``phrase`` (stands in the
    clause or sentence, *direction* forward, backward or both), ``report`` (a reporting verb), ``attribution`` ("according to").
    """

    words: tuple[str, ...]
    relation: str
    place: Place
    sets: Status | None = None
    direction: str = "both"
    within: str = "clause"
    pseudo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CueSheet:
    """One file of cues."""

    name: str
    entries: tuple[CueEntry, ...]
    place: Place
    pack: str = ""


@dataclass(frozen=True, slots=True)
class LayoutSheet:
    """One file of fixed wording that outlets put around an article: triples of zone kind, place in the line, and words."""

    name: str
    phrases: tuple[tuple[str, str, str], ...]
    place: Place
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything one rule pack brings."""

    name: str
    version: str
    place: Place
    description: str = ""
    requires: str = ""
    language: int = 1
    events: tuple[EventType, ...] = ()
    rules: tuple[Rule, ...] = ()
    lexicons: tuple[Lexicon, ...] = ()
    cues: tuple[CueSheet, ...] = ()
    layouts: tuple[LayoutSheet, ...] = ()
    digest: str = field(default="", compare=False)
