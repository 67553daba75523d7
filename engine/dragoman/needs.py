"""Needs: what must stand in a sentence, besides the trigger, for a rule to match there.

Needs are told by signs: the type of a span, and that type with a class ("force", "force:personnel").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.language import Slot

Signs = frozenset[str]
# How the sign of a word begins that is too general to stand alone in most slots.
WEAK = "weak "
# Any words may be read as these.
_FREE = frozenset({"date", "name", "place", "text"})
_READ_FROM = {"actor": ("actor", "person"), "people": ("people", "force")}
_UNCLASSED = frozenset({"actor", "quantity", "money"})


@dataclass(frozen=True, slots=True)
class Needs:
    """What a rule needs: of each set of *slots* one sign, and one of *nouns*, the first words of its nouns, if a phrase has NOUN too.

    *early* are the required slots that nothing but the phrase can fill: if one is empty then, the rest need not be looked for.
    """

    slots: tuple[Signs, ...] = ()
    nouns: frozenset[str] = frozenset()
    early: tuple[tuple[str, ...], ...] = ()


NO_NEEDS = Needs()


def needs_of(required: Iterable[Sequence[str]], slots: Mapping[str, Slot], nouns: Iterable[Sequence[str]]) -> Needs:
    """Return the needs of a rule by its required slots and its nouns."""
    listed = [tuple(names) for names in required]
    wanted = (_wanted_of_any(names, slots) for names in listed)
    early = tuple(names for names in listed if not any(_comes_late(name, slots, len(slots)) for name in names))
    return Needs(tuple(signs for signs in wanted if signs is not None), frozenset(noun[0] for noun in nouns), early)


def _comes_late(name: str, slots: Mapping[str, Slot], depth: int) -> bool:
    """Say whether a slot may be filled from the clause around a phrase, by itself or read off one that is."""
    slot = slots.get(name)
    if slot is None or depth == 0 or slot.where != "phrase":
        return True
    return any(_comes_late(source.partition(".")[0], slots, depth - 1) for source in slot.sources)


def _wanted_of_any(names: Sequence[str], slots: Mapping[str, Slot]) -> Signs | None:
    return _united(_wanted(name, slots, len(slots)) for name in names)


def _wanted(name: str, slots: Mapping[str, Slot], depth: int) -> Signs | None:
    """Return the signs of which one must be there for a slot to be filled; None where any sentence will do."""
    slot = slots.get(name)
    if slot is None or depth == 0:
        return None
    weak = slot.weak or slot.where != "phrase"
    read = _united(_wanted_by_type(kind, slot.classes, weak=weak) for kind in slot.types)
    derived = _united(_wanted_by_facet(source, slots, depth) for source in slot.sources)
    return _united((read, derived))


def _wanted_by_type(kind: str, classes: Sequence[str], *, weak: bool) -> Signs | None:
    types = _READ_FROM.get(kind, (kind,))
    types = (*types, *(f"{WEAK}{type_}" for type_ in types)) if weak else types
    if classes and kind not in _UNCLASSED and "unlisted" not in classes and (kind == "place" or kind not in _FREE):
        return frozenset(f"{type_}:{class_}" for type_ in types for class_ in classes)
    return None if kind in _FREE else frozenset(types)


def _wanted_by_facet(source: str, slots: Mapping[str, Slot], depth: int) -> Signs | None:
    """Return what a slot needs that is read off another slot's filler: a force's actor, a victim's count."""
    origin, _, kind = source.partition(".")
    if kind == "count":
        return frozenset({"quantity"})
    if kind == "number":
        return _united((frozenset({"quantity"}), _wanted(origin, slots, depth - 1)))
    return _wanted_by_type(kind, (), weak=True)


def _united(found: Iterable[Signs | None]) -> Signs | None:
    united: set[str] = set()
    for signs in found:
        if signs is None:
            return None
        united |= signs
    return frozenset(united)
