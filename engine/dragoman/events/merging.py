"""Merging: mentions of one article that tell of the same event become one event, which keeps every figure with those who give it.

First mentions that say the same are one tale. Then each tale goes to the event it fits best, the newest of equals, until no two
events fit. Last, a mention that names nothing ("the attack") goes to the one event before it that it can mean.
Each tale is compared with the newest events of its kind only, so that a long article costs no more than in proportion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from dragoman.events.likeness import Lore
from dragoman.events.tales import ENOUGH, Tale, combined, fit, identity, names_agree, tale_of
from dragoman.language import EventType
from dragoman.records import Count, Entity, Event, Filler, Interval, Mention, Status, Term, Value

# Events that a tale is compared with, newest first.
_COMPARED = 40
# Each round joins events that fit only now that both have grown; articles need one or two.
_ROUNDS = 4
# Sentences in which a mention that names nothing looks back for its event.
_HORIZON = 3
# "Three more" and "three of them" are no three in all.
_DISTINCT = frozenset({"additional", "part"})
_RANK = {Status.ASSERTED: 0, Status.DENIED: 1, Status.PLANNED: 2, Status.POSSIBLE: 3, Status.REQUESTED: 4}


def merge(mentions: Sequence[Mention], kinds: Mapping[str, EventType], sentences: Sequence[int], lore: Lore) -> tuple[Event, ...]:
    """Return the distinct events of an article; every mention, of which *sentences* give the sentence, belongs to exactly one."""
    tales = [tale_of(position, mention, kinds[mention.kind]) for position, mention in enumerate(mentions)]
    found = _settled_for_good(list(_equals_united(tales, lore)), lore)
    found = _attached(sorted(found, key=_first), sentences, lore)
    return tuple(_event(mentions, tale, lore) for tale in sorted(found, key=_first))


def _first(tale: Tale) -> int:
    return tale.members[0]


def _equals_united(tales: Iterable[Tale], lore: Lore) -> Iterator[Tale]:
    """Yield the tales, those that say the same as one, so that it does not matter which of them has which source."""
    by_key: dict[tuple[object, ...], Tale] = {}
    for position, tale in enumerate(tales):
        key = tale.key if (fit(tale, tale, lore) or 0) >= ENOUGH else (position,)
        by_key[key] = combined(by_key[key], tale) if key in by_key else tale
    yield from by_key.values()


def _settled_for_good(tales: list[Tale], lore: Lore) -> list[Tale]:
    for _ in range(_ROUNDS):
        settled = _settled(tales, lore)
        if len(settled) == len(tales):
            break
        tales = settled
    return tales


def _settled(tales: Sequence[Tale], lore: Lore) -> list[Tale]:
    """Return the tales, each put together with the one before it that it fits best."""
    settled: list[Tale] = []
    of_kind: dict[str, list[int]] = {}
    for tale in tales:
        homes = of_kind.setdefault(tale.kind.name, [])
        points, home = max(((fit(settled[i], tale, lore) or 0, i) for i in homes[-_COMPARED:]), default=(0, -1))
        if points >= ENOUGH:
            settled[home] = combined(settled[home], tale)
        else:
            homes.append(len(settled))
            settled.append(tale)
    return settled


# -- mentions that name nothing --------------------------------------------------------------------------------------


def _attached(tales: Sequence[Tale], sentences: Sequence[int], lore: Lore) -> list[Tale]:
    """Return the tales, each that does not name its event put with the only one just before it that it can mean."""
    kept: list[Tale] = []
    for tale in tales:
        homes = [i for i in _just_before(kept, tale, sentences) if _may_mean(kept[i], tale, lore)] if _is_bare(tale, lore) else []
        if len(homes) == 1:
            kept[homes[0]] = combined(kept[homes[0]], tale)
        else:
            kept.append(tale)
    return kept


def _is_bare(tale: Tale, lore: Lore) -> bool:
    return len(tale.members) == 1 and identity(tale, lore) < ENOUGH


def _just_before(kept: Sequence[Tale], tale: Tale, sentences: Sequence[int]) -> Iterator[int]:
    # What joining has kept apart within one sentence stays apart.
    nearest = any(slot in tale.told for slot in tale.kind.joins)
    here = sentences[_first(tale)]
    for i in range(max(0, len(kept) - _COMPARED), len(kept)):
        if any(nearest <= here - sentences[member] <= _HORIZON for member in kept[i].members if member < _first(tale)):
            yield i


def _may_mean(event: Tale, tale: Tale, lore: Lore) -> bool:
    return event.statuses == tale.statuses and fit(event, tale, lore) is not None and names_agree(event, tale, lore)


# -- the event -------------------------------------------------------------------------------------------------------


def _event(mentions: Sequence[Mention], tale: Tale, lore: Lore) -> Event:
    names = [*tale.kind.slots, *(slot for slot in tale.told if slot not in tale.kind.slots)]
    slots = {name: _fillers(mentions, tale, name, lore) for name in names if name in tale.told}
    return Event(tale.kind.name, min(tale.statuses, key=_RANK.__getitem__), tale.members, MappingProxyType(slots))


def _fillers(mentions: Sequence[Mention], tale: Tale, slot: str, lore: Lore) -> tuple[Filler, ...]:
    """Return the distinct fillers of a slot with the mentions that give them, the most specific and the newest toll first."""
    told: dict[tuple[Value, frozenset[str]], list[tuple[int, Filler]]] = {}
    for member in tale.members:
        for filler in mentions[member].slots.get(slot, ()):
            told.setdefault((filler.value, filler.flags & _DISTINCT), []).append((member, filler))
    fillers = [_best(tellings) for tellings in told.values()]
    values = [filler.value for filler in fillers]
    marked = [_marked(filler, fillers) for filler in fillers]
    return tuple(sorted(marked, key=lambda filler: _generality(filler, values, tale.kind, lore)))


def _best(tellings: Sequence[tuple[int, Filler]]) -> Filler:
    """Return a value with the words of its own clause where a mention has them, and all mentions that give it."""
    spoken = next((filler for _, filler in tellings if not filler.inferred), tellings[0][1])
    running = {"running"} & {flag for _, filler in tellings for flag in filler.flags}
    return replace(spoken, flags=spoken.flags | running, mentions=tuple(dict.fromkeys(member for member, _ in tellings)))


def _marked(filler: Filler, fillers: Sequence[Filler]) -> Filler:
    """Return a figure marked where a later toll has gone beyond it."""
    if not isinstance(filler.value, Count) or "additional" in filler.flags:
        return filler
    top, last = filler.value.top, filler.mentions[-1]
    beyond = any(
        "running" in other.flags and isinstance(other.value, Count) and other.value.top > top and other.mentions[-1] > last
        for other in fillers
    )
    return replace(filler, flags=filler.flags | {"superseded"}) if beyond else filler


def _generality(filler: Filler, values: Sequence[Value], kind: EventType, lore: Lore) -> tuple[object, ...]:
    """Return the sort key that puts names before nouns, towns before countries, days before years and new tolls before old."""
    value = filler.value
    days = (value.end - value.start).days if isinstance(value, Interval) and value.start and value.end else 0
    holds = isinstance(value, Entity) and any(
        isinstance(other, Entity) and lore.countries.get(other.name) == value.code for other in values if value.code and other != value
    )
    noun = isinstance(value, Term) + (isinstance(value, Term) and value.name in kind.general)
    return ("superseded" in filler.flags, "part" in filler.flags, noun, holds, days)
