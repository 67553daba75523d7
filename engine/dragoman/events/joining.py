"""Joining: mentions of one sentence that bring different figures of one event ("killed 12 and wounded 30") become one mention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from dragoman.events.likeness import Likeness, Lore, alike
from dragoman.language import EventType
from dragoman.records import Filler, Mention, Slots, TextSpan

# The most characters between what is joined: a figure further off belongs to a telling of its own.
_REACH = 60
_T = TypeVar("_T")


def join(mentions: Sequence[Mention], kinds: Mapping[str, EventType], text: str, lore: Lore) -> list[Mention]:
    """Return a sentence's mentions, in the order of their triggers, with those joined that share an event; *text* is the article's."""
    joined: list[Mention] = []
    for mention in mentions:
        kind = kinds[mention.kind]
        partner = next((i for i in reversed(range(len(joined))) if _joinable(joined[i], mention, kind, lore)), None)
        if partner is None:
            joined.append(mention)
        else:
            joined[partner] = _joined(joined[partner], mention, kind, text)
    return joined


def _joinable(first: Mention, second: Mention, kind: EventType, lore: Lore) -> bool:
    if first.kind != second.kind or first.status != second.status or second.trigger.start - first.evidence.end > _REACH:
        return False
    one, other = _figures(first, kind), _figures(second, kind)
    told = other or not any(name in second.slots for name in kind.loose)  # "and wounded several others"
    if not one or not told or one & other or not _one_teller(first, second):
        return False
    return all(_agrees(first.slots[name], second.slots[name], name, kind, lore) for name in first.slots if name in second.slots)


def _figures(mention: Mention, kind: EventType) -> set[str]:
    return {name for name in kind.joins if name in mention.slots}


def _one_teller(first: Mention, second: Mention) -> bool:
    """Say whether nobody else tells the second part ("Kyiv says 30 were killed, Moscow says 12 were wounded")."""
    innermost = {mention.sources[0].value for mention in (first, second) if mention.sources}
    return len(innermost) < 2


def _agrees(one: tuple[Filler, ...], other: tuple[Filler, ...], slot: str, kind: EventType, lore: Lore) -> bool:
    """Say whether a slot that both parts fill holds the same; groups of people with nouns of their own are told apart."""
    found = alike(one, other, slot, kind, lore)
    if slot in kind.loose:
        return any(a.value == b.value for a in one for b in other)
    return found is not Likeness.OTHER


def _joined(first: Mention, second: Mention, kind: EventType, text: str) -> Mention:
    start, end = min(first.evidence.start, second.evidence.start), max(first.evidence.end, second.evidence.end)
    return replace(
        first,
        slots=_united_slots(first.slots, second.slots, kind),
        evidence=TextSpan(start, end, text[start:end]),
        cues=_united(first.cues, second.cues),
        sources=_united(first.sources, second.sources),
    )


def _united_slots(first: Slots, second: Slots, kind: EventType) -> Slots:
    """Return the slots of both in the event type's order; where both fill one, the first does."""
    slots = {**second, **first}
    order = {name: position for position, name in enumerate(kind.slots)}
    return MappingProxyType({name: slots[name] for name in sorted(slots, key=lambda name: order.get(name, len(order)))})


def _united(first: tuple[_T, ...], second: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*first, *second)))
