"""Likeness: whether two values can name one thing, by what the lexicons know of countries, places and nouns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import product

from dragoman.language import EventType, Lexicon
from dragoman.records import Count, Entity, Filler, Interval, Money, Term, Value, Weapon

_NOUN_TYPES = frozenset({"people", "force"})
_ARTICLES = frozenset({"the", "a", "an"})
# A figure that is rounded, or stands for a bound, may differ by a fifth and still be the same.
_TOLERANCE = 1.2
_ROUGH = 100
# "More than 3,000" reaches to twice as many, "hundreds" to five times: beyond that one would say so.
_OPEN_REACH, _VAGUE_REACH = 2, 5


class Likeness(IntEnum):
    """How far two values agree: they contradict, they leave it open, one holds the other, a common noun returns, or they are the same."""

    OTHER = 0
    OPEN = 1
    INSIDE = 2
    NOUN = 3
    SAME = 4


@dataclass(frozen=True, slots=True)
class Lore:
    """What the lexicons know that tells values apart: the country of each place by its name, and the class of each noun."""

    countries: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)


def gather_lore(lexicons: Iterable[Lexicon]) -> Lore:
    """Return what some lexicons know of places and nouns."""
    entries = [(lexicon.type, entry) for lexicon in lexicons for entry in lexicon.entries]
    return Lore(
        {entry.name: entry.country for kind, entry in entries if kind == "place" and entry.country},
        {entry.name: entry.category for kind, entry in entries if kind in _NOUN_TYPES and entry.category},
    )


def alike(one: Sequence[Filler], other: Sequence[Filler], slot: str, kind: EventType, lore: Lore) -> Likeness:
    """Return how far two lists of fillers of a slot agree: as far as their likest pair."""
    return max((likeness(a.value, b.value, slot, kind, lore) for a, b in product(one, other)), default=Likeness.OPEN)


def likeness(one: Value, other: Value, slot: str, kind: EventType, lore: Lore) -> Likeness:
    """Return how far two values of a slot of an event type agree."""
    if isinstance(one, Entity) and isinstance(other, Entity):
        return _entities(one, other, lore)
    if isinstance(one, Term) and isinstance(other, Term):
        return _terms(one, other, slot in kind.loose, kind.general, lore)
    if isinstance(one, Weapon) and isinstance(other, Weapon):
        return _weapons(one, other, kind.general)
    if isinstance(one, Interval) and isinstance(other, Interval):
        return Likeness.OPEN if overlap(one, other) else Likeness.OTHER
    if {type(one), type(other)} == {Entity, Term}:
        return Likeness.OPEN if slot in kind.loose else Likeness.OTHER
    return Likeness.SAME if one == other else Likeness.OTHER


def _entities(one: Entity, other: Entity, lore: Lore) -> Likeness:
    if one.name == other.name:
        return Likeness.SAME
    inner, outer = lore.countries.get(one.name), lore.countries.get(other.name)
    if inner is None and outer is None and one.code is not None and one.code == other.code:
        return Likeness.SAME
    if (inner is not None and outer is None and inner == other.code) or (outer is not None and inner is None and outer == one.code):
        return Likeness.INSIDE
    return Likeness.INSIDE if _part_of_name(one.name, other.name) else Likeness.OTHER


def _part_of_name(one: str, other: str) -> bool:
    """Say whether one name is the other with a word more ("Kherson" and "Kherson region")."""
    short, long = sorted((one.split(), other.split()), key=len)
    return len(short) < len(long) and short in (long[: len(short)], long[-len(short) :])


def _terms(one: Term, other: Term, loose: bool, general: Sequence[str], lore: Lore) -> Likeness:
    if loose and (one.name in general or other.name in general):
        return Likeness.OPEN
    if one.name == other.name:
        return Likeness.NOUN if loose else Likeness.SAME
    if loose:
        known = lore.classes.get(one.name), lore.classes.get(other.name)
        return Likeness.OPEN if known[0] == known[1] or None in known else Likeness.OTHER
    first, second = _bare_words(one), _bare_words(other)
    return Likeness.SAME if first and second and first[-1] == second[-1] and _nested(first, second) else Likeness.OTHER


def _bare_words(term: Term) -> list[str]:
    return [word for word in term.name.casefold().split() if word not in _ARTICLES]


def _nested(first: Sequence[str], second: Sequence[str]) -> bool:
    return set(first) <= set(second) or set(second) <= set(first)


def _weapons(one: Weapon, other: Weapon, general: Sequence[str]) -> Likeness:
    if any(weapon.weapon in general or f"class:{weapon.category}" in general for weapon in (one, other)):
        return Likeness.OPEN
    if one.weapon.split(" ")[-1] != other.weapon.split(" ")[-1]:
        return Likeness.OPEN if one.category == other.category else Likeness.OTHER
    if one.calibre_mm and other.calibre_mm and one.calibre_mm != other.calibre_mm:
        return Likeness.OTHER
    if one.count is not None and other.count is not None and not near(one.count, other.count):
        return Likeness.OTHER
    return Likeness.NOUN


def overlap(one: Interval, other: Interval) -> bool:
    """Say whether two intervals share a day."""
    starts_in_time = one.start is None or other.end is None or one.start <= other.end
    return starts_in_time and (other.start is None or one.end is None or other.start <= one.end)


def near(one: Value, other: Value) -> bool:
    """Say whether two figures can be one figure told twice: equal, rounded, or within each other's bounds."""
    if isinstance(one, Count) and isinstance(other, Count):
        return one == other or _within(one, other)
    if isinstance(one, Money) and isinstance(other, Money):
        low, high = sorted((one.amount, other.amount))
        return one.currency != other.currency or high <= low * _TOLERANCE
    return one == other


def _within(one: Count, other: Count) -> bool:
    slack = _TOLERANCE if _loose(one) or _loose(other) else 1
    (low, high), (floor, ceiling) = _reach(one), _reach(other)
    return low <= ceiling * slack and floor <= high * slack


def _loose(count: Count) -> bool:
    return count.approx or count.low is None or count.high is None or count.high >= _ROUGH


def _reach(count: Count) -> tuple[float, float]:
    """Return the least and the most that a count can mean."""
    if count.low is None:
        return ((count.high or 0) / _OPEN_REACH, count.high or 0)
    if count.high is None:
        return (count.low, count.low * (_VAGUE_REACH if count.approx else _OPEN_REACH))
    return (count.low, count.high)
