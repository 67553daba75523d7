"""Readings: what a noun group can be taken for when a slot of some type asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from dragoman.annotators.groups import Kind, NounGroup
from dragoman.annotators.sentence import Sentence
from dragoman.english import COMPASS, POSSESSIVES, SOME, Tag
from dragoman.matching.apposition import head_of, person_apposed
from dragoman.records import Count, Entity, Term, Value, Weapon
from dragoman.spans import TypedSpan

_ACTED_BY = ("force", "institution", "people", "person", "unit", "reference")
INDEFINITE = frozenset({"anyone", "anybody", "others", "someone", "somebody", "everyone", "everybody", "nobody", "none"})
NO_FLAGS: frozenset[str] = frozenset()
_LINKS = frozenset({"of", "in", "near", "outside"})
# What a country's demonym names a part of ("<demonym> territory"); its embassy may stand anywhere.
_NATIONAL = frozenset({"class:settlement", "class:region", "class:line", "class:water"})


@dataclass(frozen=True, slots=True)
class Found:
    """A value for a slot: the tokens it was read from and the noun group around them."""

    start: int
    end: int
    type: str
    value: Value
    flags: frozenset[str] = NO_FLAGS
    group: NounGroup | None = None
    inferred: bool = False


def _without_count(sentence: Sentence, group: NounGroup) -> tuple[int, int]:
    """Return the group's tokens without its count, determiner and marks of possession."""
    start, end = group.start, group.head + 1
    if group.quantity is not None and group.quantity.end <= group.head:
        start = max(start, group.quantity.end)
    if group.measured is not None:
        start = max(start, group.measured)
    tags = sentence.words.tags
    while start < group.head and tags[start - sentence.start] in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.QUOTE, Tag.CASE, Tag.ADVERB):
        start += 1
    return start, end


def read_all(sentence: Sentence, group: NounGroup, kind: str) -> tuple[Found, ...]:
    """Return a noun group read as values of a slot type: one, or all that a pronoun or "the two sides" stands for."""
    referents = sentence.referents.get(group.head, ())
    if referents:
        return tuple(Found(s.start, s.end, kind, s.value, s.flags, group, inferred=True) for s in referents if s.type == kind)
    found = read(sentence, group, kind)
    if found is not None and kind == "place" and found.group is not None and found.group.start > group.end:  # "bases in <town> and <town>"
        k = sentence.clauses.at(found.group.head)
        groups = sentence.clauses.listed(k)[0] if k is not None else ()
        return (found, *(place for other in groups[1:] if (place := read(sentence, other, kind)) is not None))
    tags, base = sentence.words.tags, sentence.start
    listed = all(tags[owner.end - base] in (Tag.CONJUNCTION, Tag.COMMA, Tag.HYPHEN) for owner in group.owners[:-1])
    if found is not None and kind == "actor" and len(group.owners) > 1 and listed and found.value == group.owners[-1].value:
        return tuple(Found(s.start, s.end, kind, s.value, s.flags, group) for s in group.owners)
    return (found,) if found is not None else ()


def read(sentence: Sentence, group: NounGroup, kind: str) -> Found | None:
    """Return a noun group read as a value of a slot type, or None where it is none."""
    key = (id(group), kind)  # Phrase after phrase asks the same of the same few groups; one that is kept keeps its id to itself.
    if key not in sentence.readings:
        sentence.readings[key] = (group, _read(sentence, group, kind))
    return cast("Found | None", sentence.readings[key][1])


def _read(sentence: Sentence, group: NounGroup, kind: str) -> Found | None:
    reader = _READERS.get(kind)
    if reader is not None:
        return reader(sentence, group)
    span = head_of(group, kind)
    return Found(span.start, span.end, kind, span.value, span.flags, group) if span is not None else None


def _actor(sentence: Sentence, group: NounGroup) -> Found | None:
    span = head_of(group, "actor")
    if span is not None and span.end == group.head + 1:
        return Found(span.start, span.end, "actor", span.value, span.flags, group)
    acting = any(head_of(group, kind) is not None for kind in _ACTED_BY)
    person = head_of(group, "person")
    if person is not None:
        return _state_of(sentence, group, person)
    leader = next((s for s in group.inner if s.type == "person"), None) if acting and not group.owners and group.possessive else None
    if leader is not None:  # "<name>'s government"
        return _state_of(sentence, group, leader)
    if group.owners and (acting or not group.heads) and (acting or _all_names(sentence, group)):
        start, end = _without_count(sentence, group)
        return Found(start, end, "actor", group.owners[-1].value, group.owners[-1].flags, group)
    if acting and not group.owners:  # "members of the group", "soldiers from <country>"
        whose = _whose(sentence, group) if group.determiner not in POSSESSIVES else actor_of(sentence, group)
        return replace(whose, group=group) if whose is not None else None
    return None


def _state_of(sentence: Sentence, group: NounGroup, person: TypedSpan) -> Found | None:
    """Read a leader as the state or group led, where the text or a lexicon says which."""
    if group.owners:
        owner = group.owners[-1]
        return Found(owner.start, owner.end, "actor", owner.value, owner.flags, group)
    codes = (flag.removeprefix("country:") for flag in sorted(person.flags) if flag.startswith("country:"))
    state = next((sentence.states[code] for code in codes if code in sentence.states), None)
    return Found(person.start, person.end, "actor", state, person.flags, group) if state is not None else None


def _all_names(sentence: Sentence, group: NounGroup) -> bool:
    return sentence.words.tags[group.head - sentence.start] is Tag.NAME


def _place(sentence: Sentence, group: NounGroup) -> Found | None:
    span = head_of(group, "place")
    if span is not None and "demonym" not in span.flags:
        return Found(span.start, span.end, "place", span.value, span.flags, group)
    location = head_of(group, "location")
    if location is not None:
        return _located(sentence, group, location)
    if group.owners and sentence.lower(group.head) in COMPASS and _is_state(group.owners[-1]):  # "<country>'s north"
        return Found(group.owners[-1].start, group.head + 1, "place", group.owners[-1].value, group.owners[-1].flags, group)
    return None if group.heads or group.pronoun or not _all_names(sentence, group) else _name(sentence, group, "place")


def _located(sentence: Sentence, group: NounGroup, location: TypedSpan) -> Found | None:
    """Read "Idlib province" by its name, "the village of Safina" by what follows "of"."""
    places = [span for span in group.inner if span.type == "place" and span.end <= location.start and "demonym" not in span.flags]
    owned = bool(places) and sentence.words.tags[places[-1].end - sentence.start] is Tag.CASE
    if places and "metonyms" not in places[-1].flags and not location.flags & _NATIONAL:
        owned = owned or _is_state(places[-1])  # "a <country> base in <town>"
    lies = "class:line" in location.flags  # "<country>'s border with <country>"
    if places and not (owned and not lies and _named_behind(sentence, group, location) is not None):  # "<country>'s port city of <name>"
        span = places[-1]
        return Found(span.start, span.end, "place", span.value, span.flags | location.flags, group)
    named = _named_behind(sentence, group, location)
    if named is not None:
        return named
    owner = group.owners[-1] if group.owners else None
    if owner is not None and location.flags & _NATIONAL and _is_state(owner):
        return Found(owner.start, location.end, "place", owner.value, owner.flags, group)
    apposed = _place_apposed(sentence, group) if "class:settlement" in location.flags else None
    if apposed is not None:
        return apposed
    tags = sentence.words.tags
    start = location.start
    while start > group.start and tags[start - 1 - sentence.start] is Tag.NAME:
        start -= 1
    if start < location.start:
        name = sentence.text(start, location.end)
        return Found(start, location.end, "place", Entity(name), frozenset({"unlisted"}), group)
    return None


def _is_state(span: TypedSpan) -> bool:
    return isinstance(span.value, Entity) and bool(span.value.code)


def _named_behind(sentence: Sentence, group: NounGroup, location: TypedSpan) -> Found | None:
    """Read the name behind a location: "the village of <name>", "the border with <name>"."""
    k = sentence.clauses.at(group.head)
    after = sentence.clauses.forth(k) if k is not None else -1
    if k is None or sentence.clauses.word(after) not in (_LINKS | {"with"} if "class:line" in location.flags else _LINKS):
        return None
    named = sentence.clauses.noun(sentence.clauses.forth(after))
    place = _place(sentence, named) if named is not None and head_of(named, "location") is None else None
    return replace(place, flags=location.flags) if place is not None and "class:line" in location.flags else place


def _place_apposed(sentence: Sentence, group: NounGroup) -> Found | None:
    """Read the name between commas behind a town ("the provincial capital, <name>, ...")."""
    clauses = sentence.clauses
    k = clauses.at(group.head)
    comma = clauses.forth(k) if k is not None else -1
    if k is None or clauses.kind(comma) is not Kind.COMMA:
        return None
    named = clauses.noun(clauses.forth(comma))
    closed = clauses.kind(clauses.forth(clauses.forth(comma))) in (Kind.COMMA, Kind.BARRIER)
    span = head_of(named, "place") if named is not None and closed else None
    return Found(span.start, span.end, "place", span.value, span.flags, named) if span is not None and "demonym" not in span.flags else None


def _name(sentence: Sentence, group: NounGroup, kind: str) -> Found | None:
    """Read a run of capitalised words that no lexicon knows as a name."""
    start, end = _without_count(sentence, group)
    tags = sentence.words.tags
    while start < end and tags[start - sentence.start] is not Tag.NAME:
        start += 1
    if start == end or end - start > 6:
        return None
    return Found(start, end, kind, Entity(sentence.text(start, end)), frozenset({"unlisted"}), group)


def _unlisted(sentence: Sentence, group: NounGroup) -> Found | None:
    listed = group.heads or group.pronoun or group.quantity is not None or not _all_names(sentence, group)
    return None if listed else _name(sentence, group, "name")


def _person(sentence: Sentence, group: NounGroup) -> Found | None:
    span = head_of(group, "person") or person_apposed(sentence, group)
    if span is None:
        return None
    full = span.entry if "surname" in span.flags and span.entry else ""
    flags = frozenset(flag for s in group.heads if s.type in ("person", "title") for flag in s.flags) | span.flags
    return Found(span.start, span.end, "person", Entity(full) if full else span.value, flags, group)


def _office(kind: str, sentence: Sentence, group: NounGroup) -> Found | None:
    """Read an office or institution by its whole noun group ("a Houthi delegation", "the Russian foreign minister")."""
    span = head_of(group, kind)
    if span is None:
        return None
    start, end = _without_count(sentence, group)
    return Found(start, end, kind, Term(sentence.text(start, end)), span.flags, group)


def _force(sentence: Sentence, group: NounGroup) -> Found | None:
    """Read soldiers, units and ships; a ship also by its name ("the aircraft carrier USS <name>")."""
    span = head_of(group, "force")
    if span is not None:
        return Found(span.start, span.end, "force", span.value, span.flags, group)
    ships = [s for s in group.inner if s.type == "force" and "class:ship" in s.flags]
    tags = sentence.words.tags
    if not ships or any(tags[i - sentence.start] is not Tag.NAME for i in range(ships[-1].end, group.head + 1)):
        return None
    ship = ships[0]
    return Found(ship.start, group.head + 1, "force", Term(ship.value.name if isinstance(ship.value, Term) else "ship"), ship.flags, group)


def _people(_: Sentence, group: NounGroup) -> Found | None:
    span = head_of(group, "people") or head_of(group, "force")
    return Found(span.start, span.end, "people", span.value, span.flags, group) if span is not None else None


def _quantity(sentence: Sentence, group: NounGroup) -> Found | None:
    if group.quantity is not None and group.quantity.type == "quantity":
        span = group.quantity
        flags = span.flags | {"part"} if group.part else span.flags
        return Found(span.start, span.end, "quantity", span.value, flags, group)
    # "others were shot", "did not injure anyone": people without a figure
    if {group.pronoun, sentence.lower(group.head)} & INDEFINITE or (group.end - group.start == 1 and group.determiner in SOME):
        return Found(group.start, group.end, "indefinite", Count(None, None, True), NO_FLAGS, group)
    return None


def _materiel(sentence: Sentence, group: NounGroup) -> Found | None:
    span = head_of(group, "materiel") or _system_before_head(sentence, group)
    if span is None or not isinstance(span.value, Weapon):
        return None
    start, end = _without_count(sentence, group)
    calibre = _calibre(sentence, start, end)
    count = group.quantity.value if group.quantity is not None and isinstance(group.quantity.value, Count) else None
    whole = " ".join([*sentence.text(start, group.head).split(), span.value.weapon.split(" ")[-1]])
    weapon = Weapon(whole if start < span.start else span.value.weapon, span.value.category, calibre, count)
    named = any(_is_system(sentence, inner) for inner in group.inner)  # "F-15 jets" are no mere jets
    shared = {"shared"} if group.measured is not None and count is not None else set()
    flags = (span.flags - {"weak"} if named else span.flags) | shared
    first = group.quantity.start if group.quantity is not None and group.quantity.start < start else start
    return Found(first, end, "materiel", weapon, flags, group)


def _system_before_head(sentence: Sentence, group: NounGroup) -> TypedSpan | None:
    """Return the weapon system that tells that a head which may mean people means machines ("MiG-29 fighters")."""
    force = head_of(group, "force")
    if force is None or "class:personnel" not in force.flags:
        return None
    return next((span for span in group.inner if span.end == group.head and _is_system(sentence, span)), None)


def _is_system(sentence: Sentence, span: TypedSpan) -> bool:
    """Tell whether a span is a weapon system's listed name, or a variant told by its figure ("Su-35S")."""
    return span.type == "materiel" and ("name" in span.flags or any(letter.isdigit() for letter in sentence.text(span.start, span.end)))


def _calibre(sentence: Sentence, start: int, end: int) -> float | None:
    lowers = sentence.words.lowers[start - sentence.start : end - sentence.start]
    for i, lower in enumerate(lowers[:-1]):
        unit = lowers[i + 2] if lowers[i + 1] == "-" and i + 2 < len(lowers) else lowers[i + 1]
        if unit in ("mm", "millimeter", "millimetre", "millimeters", "millimetres") and lower.replace(".", "", 1).isdigit():
            return float(lower) if "." in lower else int(lower)
    return None


def _text(sentence: Sentence, group: NounGroup) -> Found | None:
    if group.pronoun:
        return None
    start, end = _without_count(sentence, group)
    return Found(start, end, "text", Term(sentence.text(start, end)), NO_FLAGS, group)


_READERS: dict[str, Callable[[Sentence, NounGroup], Found | None]] = {
    "actor": _actor,
    "force": _force,
    "institution": partial(_office, "institution"),
    "materiel": _materiel,
    "name": _unlisted,
    "people": _people,
    "person": _person,
    "place": _place,
    "quantity": _quantity,
    "text": _text,
    "title": partial(_office, "title"),
}

# -- whose a noun group is -----------------------------------------------------------------------------------------


def actor_of(sentence: Sentence, group: NounGroup) -> Found | None:
    """Return whose a noun group is: its owner, whom its pronoun stands for, or whom the phrase behind it names."""
    located = not group.possessive and not any(span.type in _ACTED_BY for span in group.heads)
    span = next((s for s in group.owners if not (located and "metonyms" in s.flags)), None)  # "the <capital> bombing" tells where
    if span is not None:
        return Found(span.start, span.end, "actor", span.value, span.flags, group)
    if group.determiner in POSSESSIVES:
        spans = [span for span in sentence.referents.get(group.start, ()) if span.type == "actor"]
        return Found(spans[0].start, spans[0].end, "actor", spans[0].value, spans[0].flags, group, inferred=True) if spans else None
    return _phrase_actor(sentence, group)


def _phrase_actor(sentence: Sentence, group: NounGroup) -> Found | None:
    """Return the actor behind a noun: "troops from <country>", "an attack on the base by rebels of the group"."""
    clauses = sentence.clauses
    k = clauses.at(group.head)
    behind = clauses.right(k, of_noun=True).prepositional.get("by", []) if k is not None else []
    found = (_actor(sentence, groups[0]) for groups in behind)
    return _whose(sentence, group) or next((actor for actor in found if actor is not None), None)


def _whose(sentence: Sentence, group: NounGroup) -> Found | None:
    """Return the actor that people belong to: "troops from <country>", "members of the group"."""
    return next(whose(sentence, group), None)


def whose(sentence: Sentence, group: NounGroup) -> Iterator[Found]:
    """Yield the actors that "of" or "from" behind people names: "troops from <country> and <country>"."""
    clauses = sentence.clauses
    k = clauses.at(group.head)
    after = clauses.forth(k) if k is not None else -1
    if k is None or clauses.word(after) not in ("of", "from") or clauses.noun(clauses.forth(after)) is None:
        return
    groups, last = clauses.listed(clauses.forth(after))
    if clauses.opens_clause(k):
        groups += clauses.rest_of_list(last)
    yield from (actor for nearest in groups if (actor := _actor(sentence, nearest)) is not None)
