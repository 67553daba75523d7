"""Main states: the one state that an article is about, whose government and army "the government" and "the army" are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.english import POSSESSIVES
from dragoman.matching.readings import Found
from dragoman.records import Entity
from dragoman.spans import TypedSpan

# What a state has one of.
_ORGANS = frozenset({"class:government", "class:military", "class:police"})
# A state is an article's own when it is named this often, and this many times as often as any other.
_NAMED, _LEAD = 3, 3


def is_national(institution: Found) -> bool:
    """Say whether an institution stands for a state with no word on which: "the army", not "its army", "rebel leadership"."""
    group = institution.group
    owned = group is None or group.owners or group.determiner in POSSESSIVES
    return not owned and not institution.flags.isdisjoint(_ORGANS)


def main_state(names: Sequence[TypedSpan]) -> tuple[TypedSpan, ...]:
    """Return a name of the one state that an article is about, if one stands out."""
    states = {
        (span.start, span.end): span
        for span in names
        if span.type == "actor" and isinstance(span.value, Entity) and span.value.code is not None
    }
    counted = Counter(span.entry for span in states.values()).most_common(2)
    times = [count for _, count in counted]
    if not times or times[0] < _NAMED or (len(times) > 1 and times[0] < _LEAD * times[1]):
        return ()
    return next((span,) for span in states.values() if span.entry == counted[0][0])
