"""Tales: what the mentions of one event tell together, and how well two tales fit each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from dragoman.events.likeness import Likeness, Lore, alike, near, overlap
from dragoman.language import EventType
from dragoman.records import Count, Entity, Filler, Interval, Mention, Money, Status, Value

# Two tales are one event from two points on: a name that both give, or two weaker signs.
ENOUGH = 2
_POINTS: Mapping[Likeness, int] = {Likeness.OPEN: 0, Likeness.INSIDE: 1, Likeness.NOUN: 1, Likeness.SAME: 2}
# A figure this small ("one man", "two people") comes back by chance.
_TELLING = 3
# So many different fillers of one slot are compared; what more an event has is kept and not compared.
_COMPARED = 12
# An event that is denied or asked for is never the one that happened.
_APART = frozenset({Status.DENIED, Status.REQUESTED})


@dataclass(frozen=True, slots=True)
class Told:
    """The fillers that one or more mentions give a slot, with those who say so."""

    fillers: tuple[Filler, ...]
    tellers: frozenset[Value]

    @property
    def key(self) -> tuple[object, ...]:
        """Return what makes two tellings equal: values and remarks, not the words."""
        return tuple((filler.value, filler.flags) for filler in self.fillers)


@dataclass(frozen=True, slots=True)
class Tale:
    """What some mentions of an article (*members*, by position) tell of one event of a *kind*."""

    kind: EventType
    statuses: frozenset[Status]
    members: tuple[int, ...]
    told: Mapping[str, tuple[Told, ...]]

    @property
    def key(self) -> tuple[object, ...]:
        """Return what two tales of the same content share."""
        content = ((slot, tuple(telling.key for telling in tellings)) for slot, tellings in self.told.items())
        return (self.kind.name, self.statuses, frozenset(content))


def tale_of(position: int, mention: Mention, kind: EventType) -> Tale:
    """Return what one mention tells."""
    tellers = frozenset(source.value for source in mention.sources)
    told = {slot: (Told(fillers, tellers),) for slot, fillers in mention.slots.items() if fillers}
    return Tale(kind, frozenset({mention.status}), (position,), told)


def combined(one: Tale, other: Tale) -> Tale:
    """Return what two tales of one event tell together; equal tellings count as one, by all who say so."""
    told = {
        slot: _combined_tellings((*one.told.get(slot, ()), *other.told.get(slot, ()))) for slot in dict.fromkeys((*one.told, *other.told))
    }
    return Tale(one.kind, one.statuses | other.statuses, tuple(sorted((*one.members, *other.members))), told)


def _combined_tellings(tellings: Sequence[Told]) -> tuple[Told, ...]:
    by_key: dict[tuple[object, ...], Told] = {}
    for telling in tellings:
        known = by_key.get(telling.key)
        by_key[telling.key] = Told(known.fillers, known.tellers | telling.tellers) if known is not None else telling
    return tuple(by_key.values())


# -- fitting ---------------------------------------------------------------------------------------------------------


def fit(one: Tale, other: Tale, lore: Lore) -> int | None:
    """Return how many points speak for two tales being one event, or None where they contradict each other."""
    if one.kind.name != other.kind.name or not _statuses_fit(one, other):
        return None
    found = {slot: _likeness(one, other, slot, lore) for slot in one.kind.same if slot in one.told and slot in other.told}
    if Likeness.OTHER in found.values():
        return None
    if one.statuses != other.statuses and not _plainly_one(one, other, found):
        return None
    figures = _figures_fit(one, other, disputable=Likeness.SAME in found.values())
    return None if figures is None else figures + sum(_POINTS[likeness] for likeness in found.values())


def identity(tale: Tale, lore: Lore) -> int:
    """Return how many points the slots of a tale that name its event can earn: none for a bare "the attack"."""
    return sum(_POINTS[_likeness(tale, tale, slot, lore)] for slot in tale.kind.same if slot in tale.told)


def names_agree(one: Tale, other: Tale, lore: Lore) -> bool:
    """Say whether no slot, whatever it is for, holds names of different things in the two tales."""
    shared = [slot for slot in one.told if slot in other.told and all(map(_is_name, _fillers(one, [slot])))]
    named = [slot for slot in shared if all(map(_is_name, _fillers(other, [slot])))]
    return all(_likeness(one, other, slot, lore) is not Likeness.OTHER for slot in named)


def _is_name(filler: Filler) -> bool:
    return isinstance(filler.value, Entity)


def _statuses_fit(one: Tale, other: Tale) -> bool:
    return one.statuses == other.statuses or not (one.statuses | other.statuses) & _APART


def _plainly_one(one: Tale, other: Tale, found: Mapping[str, Likeness]) -> bool:
    """Say whether what is planned and what has happened agree in every slot that either of them gives, and in time."""
    slots = [slot for slot in one.kind.same if slot in one.told or slot in other.told]
    dated = [_has_time(tale) for tale in (one, other)]
    return dated[0] == dated[1] and all(found.get(slot, Likeness.OTHER) is Likeness.SAME for slot in slots)


def _has_time(tale: Tale) -> bool:
    return any(isinstance(filler.value, Interval) for filler in _fillers(tale, tale.kind.figures))


def _fillers(tale: Tale, slots: Sequence[str]) -> Iterator[Filler]:
    return chain.from_iterable(telling.fillers for slot in slots for telling in tale.told.get(slot, ()))


def _likeness(one: Tale, other: Tale, slot: str, lore: Lore) -> Likeness:
    """Return the best agreement of a slot's tellings, or OTHER where any two contradict each other."""
    found = [alike(a.fillers, b.fillers, slot, one.kind, lore) for a, b in _pairs(one, other, slot)]
    return Likeness.OTHER if Likeness.OTHER in found else max(found)


def _pairs(one: Tale, other: Tale, slot: str) -> Iterator[tuple[Told, Told]]:
    return product(one.told[slot][:_COMPARED], other.told[slot][:_COMPARED])


def _figures_fit(one: Tale, other: Tale, *, disputable: bool) -> int | None:
    """Return the points of the figures that both tales give, or None where one of them tells of another event."""
    points = 0
    for slot in one.kind.figures:
        if slot in one.told and slot in other.told:
            found = _slot_figures_fit(one, other, slot, disputable=disputable)
            if found is None:
                return None
            points += found
    return points


def _slot_figures_fit(one: Tale, other: Tale, slot: str, *, disputable: bool) -> int | None:
    pairs = [(a, b, x, y) for a, b in _pairs(one, other, slot) for x in a.fillers for y in b.fillers]
    if all(isinstance(x.value, Interval) for _, _, x, _ in pairs):
        return _times_fit([(x.value, y.value) for _, _, x, y in pairs])
    known = [pair for pair in pairs if _known(pair[2]) and _known(pair[3])]
    points = [_figure_points(x, y) for _, _, x, y in known if _is_same_figure(x, y, _besides(one, slot, x), _besides(other, slot, y))]
    if points or not known:
        return max(points, default=0)
    tolls = _running(one, slot), _running(other, slot)
    return 0 if all(_outruns(x, y, *tolls) or (disputable and _disputed(a, b, x, y)) for a, b, x, y in known) else None


def _running(tale: Tale, slot: str) -> frozenset[Value]:
    """Return the figures that a tale gives as running totals; who gives one of them without saying so means it too."""
    return frozenset(f.value for telling in tale.told[slot][:_COMPARED] for f in telling.fillers if "running" in f.flags)


def _times_fit(pairs: Sequence[tuple[Value, Value]]) -> int | None:
    intervals = [(x, y) for x, y in pairs if isinstance(x, Interval) and isinstance(y, Interval)]
    if not all(overlap(x, y) for x, y in intervals):
        return None
    return int(any(x == y and x.start is not None and x.start == x.end for x, y in intervals))


def _known(filler: Filler) -> bool:
    return not (isinstance(filler.value, Count) and filler.value.low is None and filler.value.high is None)


def _figure_points(x: Filler, y: Filler) -> int:
    telling = not isinstance(x.value, Count) or (x.value.low or x.value.high or 0) >= _TELLING
    return ENOUGH if x.value == y.value and telling else 1


def _is_same_figure(x: Filler, y: Filler, besides_x: bool, besides_y: bool) -> bool:
    """Say whether two figures can be one; "3,000 more" is 3,000 at most, and never the 11,000 there are in all."""
    more = [("additional" in filler.flags and not besides) for filler, besides in ((x, besides_x), (y, besides_y))]
    return x.value == y.value if more[0] != more[1] else near(x.value, y.value)


def _besides(tale: Tale, slot: str, filler: Filler) -> bool:
    """Say whether "another eight were wounded" only tells them from the dead of the same tale."""
    return (
        "additional" in filler.flags and slot in tale.kind.joins and any(other in tale.told for other in tale.kind.joins if other != slot)
    )


def _outruns(x: Filler, y: Filler, tolls_x: frozenset[Value], tolls_y: frozenset[Value]) -> bool:
    """Say whether one figure is a part of the other, or a toll that has risen beyond it."""
    a, b = x.value, y.value
    if not isinstance(a, Count) or not isinstance(b, Count):
        return False
    if "additional" in x.flags | y.flags:
        return False
    rising = (a in tolls_x and a.top >= b.top) or (b in tolls_y and b.top >= a.top)
    parting = ("part" in x.flags and a.top <= b.top) or ("part" in y.flags and b.top <= a.top)
    return rising or parting


def _disputed(a: Told, b: Told, x: Filler, y: Filler) -> bool:
    """Say whether two figures differ because different people give them."""
    counted = isinstance(x.value, Count | Money) and "additional" not in x.flags | y.flags
    return counted and bool(a.tellers) and bool(b.tellers) and not a.tellers & b.tellers
