"""What rule files may refer to: span types and event types of all packs that are read together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.did_you_mean import remedy
from dragoman.language import EventType, Slot
from dragoman.packs.findings import Findings, Located
from dragoman.packs.grammar_table import BUILT_IN_TYPES


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that are known; an event type whose own file has faults is known by name alone (None).

    *open* is set where a lexicon could not be read, so that any type may be one of its.
    """

    types: frozenset[str] = frozenset(BUILT_IN_TYPES)
    events: Mapping[str, EventType | None] = field(default_factory=dict)
    open: bool = False


def check_slot(name: str, at: Located, slots: Mapping[str, Slot] | Iterable[str], owner: str, findings: Findings) -> bool:
    """Tell whether *name* is one of *slots*, or note that it is not."""
    known = set(slots)
    if name not in known:
        findings.error("E121", at, f"'{owner}' has no slot '{name}'", remedy(name, known))
    return name in known


def check_event(name: str, at: Located, vocabulary: Vocabulary, findings: Findings) -> bool:
    """Tell whether *name* is a known event type, or note that it is not."""
    if name not in vocabulary.events:
        findings.error("E120", at, f"unknown event type '{name}'", remedy(name, vocabulary.events))
    return name in vocabulary.events
