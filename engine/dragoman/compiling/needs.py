"""Needs: what must stand in a sentence, besides the trigger, for a rule to match there.

Needs are told by signs (:mod:`dragoman.compiling.signs`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.compiling.phrase_compiler import CompiledPhrase
from dragoman.compiling.signs import COUNTED, WEAK, Signs
from dragoman.language import Slot

# Any words may be read as these.
_FREE = frozenset({"date", "name", "place", "text"})
_READ_FROM = {"actor": ("actor", "person"), "people": ("people", "force")}
_UNCLASSED = frozenset({"actor", "quantity", "money"})
# What a clause has without a word that says so; what stands in any other role stands behind the word that the role is named for.
_SILENT = frozenset({"subject", "object", "object2", "owner", "of noun"})


@dataclass(frozen=True, slots=True)
class Demand:
    """What a phrase cannot fill a required slot without: one of *words*, or one of *signs*."""

    words: frozenset[str] = frozenset()
    signs: Signs = frozenset()


@dataclass(frozen=True, slots=True)
class Needs:
    """What a rule needs: of each set of *slots* one sign, and one of *nouns*, the first words of its nouns, if a phrase has NOUN too.

    *early* are the required slots that nothing but the phrase can fill: if one is empty then, the rest need not be looked for.
    *demands* are, phrase by phrase, what these ask for besides: "troops" may stand anywhere, "for <place>" only where "for" does.
    """

    slots: tuple[Signs, ...] = ()
    nouns: frozenset[str] = frozenset()
    early: tuple[tuple[str, ...], ...] = ()
    demands: tuple[tuple[Demand, ...], ...] = ()


NO_NEEDS = Needs()


def needs_of(
    required: Iterable[Sequence[str]],
    slots: Mapping[str, Slot],
    nouns: Iterable[Sequence[str]],
    phrases: Iterable[CompiledPhrase],
    staged: Collection[str],
) -> Needs:
    """Return the needs of a rule by its required slots, its nouns and its phrases; *staged* are the slots that a scene may fill."""
    listed = [tuple(names) for names in required]
    wanted = (_wanted_of_any(names, slots) for names in listed)
    early = tuple(names for names in listed if not any(_comes_late(name, slots, len(slots)) for name in names))
    bound = [names for names in early if not any(name in staged for name in names)]
    return Needs(
        tuple(signs for signs in wanted if signs is not None),
        frozenset(noun[0] for noun in nouns),
        early,
        tuple(tuple(_demands(phrase, bound, slots)) for phrase in phrases),
    )


def _demands(phrase: CompiledPhrase, required: Iterable[Sequence[str]], slots: Mapping[str, Slot]) -> Iterator[Demand]:
    roles: dict[str, tuple[str, ...]] = {}
    for binding in phrase.bindings:
        roles[binding.slot] = roles.get(binding.slot, ()) + binding.roles
    for names in required:
        ways = [_way(name, roles, slots, len(slots)) for name in names]
        if None not in ways:
            known = [way for way in ways if way is not None]
            yield Demand(frozenset().union(*(way.words for way in known)), frozenset().union(*(way.signs for way in known)))


def _way(name: str, roles: Mapping[str, Sequence[str]], slots: Mapping[str, Slot], depth: int) -> Demand | None:
    """Return what a phrase needs to fill a slot, directly or off another slot's filler; None where it may need nothing special."""
    slot, bound = slots.get(name), roles.get(name, ())
    if slot is None or depth == 0 or not _SILENT.isdisjoint(bound):
        return None
    words, signs = {role.lstrip("-").split(" ")[0] for role in bound}, set[str]()
    if bound:  # a list of kinds goes on behind it
        words.add("including")
    for source in slot.sources:
        origin, _, kind = source.partition(".")
        way = _counted(origin, slots) if kind == "count" else _way(origin, roles, slots, depth - 1)
        if way is None:
            return None
        words |= way.words
        signs |= way.signs
    return Demand(frozenset(words), frozenset(signs))


def _counted(name: str, slots: Mapping[str, Slot]) -> Demand | None:
    """Return what a figure in the noun group of a slot's filler needs: words of its types near a figure."""
    slot = slots.get(name)
    if slot is None or not slot.types or any(kind in _FREE or kind == "quantity" for kind in slot.types):
        return None
    return Demand(signs=frozenset(f"{COUNTED}{type_}" for kind in slot.types for type_ in _READ_FROM.get(kind, (kind,))))


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
