"""The checks: event types that no row is made of, and codes that nobody published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.errors import Diagnostic
from dragoman.hookspecs import CheckContext
from dragoman.language import EventType, Pack
from dragoman_plover.mapping import kinds, published_codes


def unmapped_events(packs: Sequence[Pack], ctx: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - the hook's signature
    """Yield a warning for each event type that the mapping does not name."""
    for event in _events(packs):
        if event.name not in kinds():
            message = f"event type '{event.name}' stands in no mapping, so the PLOVER table leaves its events out"
            yield _warning(event, "PLO001", message, "name it in the plugin's mapping.yaml")


def unpublished_codes(packs: Sequence[Pack], ctx: CheckContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - the hook's signature
    """Yield a warning for each event type whose own CAMEO code is not in the published list."""
    for event in _events(packs):
        code = event.codes.get("cameo", "")
        if code and code not in published_codes():
            yield _warning(event, "PLO002", f"'{code}' is no published CAMEO code", "see codes.yaml of dragoman-plover")


def _events(packs: Sequence[Pack]) -> Iterator[EventType]:
    return (event for pack in packs for event in pack.events)


def _warning(event: EventType, code: str, message: str, help_: str) -> Diagnostic:
    place = event.place
    return Diagnostic(place.path, place.line, place.column, code, message, severity="warning", help=help_)
