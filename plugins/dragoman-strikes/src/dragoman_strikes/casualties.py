"""Links between attacks and casualties: events whose mentions share a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dragoman.hookspecs import ArticleContext
from dragoman.records import Event

PARTNERS: Mapping[str, str] = MappingProxyType({"attack": "casualties", "casualties": "attack"})
FIELDS: Mapping[str, str] = MappingProxyType({"attack": "casualties", "casualties": "attacks"})


def link_casualties(event: Event, ctx: ArticleContext) -> Mapping[str, object] | None:
    """Return the ids of the casualties of an attack, or of the attacks that casualties come from."""
    partner = PARTNERS.get(event.kind)
    ids = [f"e{number}" for number, other in enumerate(ctx.events, 1) if other.kind == partner and _meet(event, other, ctx)]
    return {FIELDS[event.kind]: ids} if ids else None


def _meet(one: Event, other: Event, ctx: ArticleContext) -> bool:
    return any(ctx.same_sentence(i, j) for i in one.mentions for j in other.mentions)
