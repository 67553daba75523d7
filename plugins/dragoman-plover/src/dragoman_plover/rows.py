"""Rows: an article's events as who did what to whom, in CAMEO and PLOVER codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from dragoman.writers.record import EventRecord, FillerRecord, Record
from dragoman_plover.mapping import Kind, kinds, published_codes, sectors

COLUMNS = (
    "event_id", "date", "source", "source_sector", "source_name", "target", "target_sector", "target_name", "cameo", "cameo_root", "plover",
    "mode", "context", "quad_class", "status", "kind", "dead", "injured", "article_id", "outlet", "url",
)  # fmt: skip
Row = dict[str, object]


def rows_of(record: Record) -> Iterator[Row]:
    """Yield the rows of an article's events: one for each pair of actors, none for a status that has no code."""
    for event in record["events"]:
        kind = kinds().get(event["kind"])
        code = _code(kind, event) if kind is not None else None
        if kind is None or not code:
            continue
        shared = _shared(record, event, kind, code)
        for number, (source, target) in enumerate(_pairs(kind, event["slots"]), 1):
            yield {
                "event_id": f"{shared['article_id']}_{event['id']}_{number}",
                **shared,
                **_actor("source", source),
                **_actor("target", target),
            }


def _code(kind: Kind, event: EventRecord) -> str | None:
    """Return the CAMEO code of an event by its status and its stage, or nothing where no row is due."""
    if event["status"] != "asserted":
        return kind.statuses.get(event["status"])
    values = (filler["value"].get("name") for filler in event["slots"].get(kind.by_slot, ()))
    return next((kind.by_value[str(value)] for value in values if value in kind.by_value), kind.code)


def _shared(record: Record, event: EventRecord, kind: Kind, cameo: str) -> Row:
    code = published_codes()[cameo]
    article = record["article"]
    return {
        "date": _day(event["slots"].get("time", ())) or article["date"] or "",
        "cameo": cameo,
        "cameo_root": cameo[:2],
        "plover": code.plover,
        "mode": code.mode,
        "context": code.context,
        "quad_class": code.quad,
        "status": event["status"],
        "kind": event["kind"],
        "dead": _number(event["slots"].get(kind.dead, ())),
        "injured": _number(event["slots"].get(kind.injured, ())),
        "article_id": article["id"],
        "outlet": article["outlet"] or "",
        "url": article["url"] or "",
    }


def _pairs(kind: Kind, slots: Mapping[str, Sequence[FillerRecord]]) -> Iterator[tuple[FillerRecord | None, FillerRecord | None]]:
    """Yield who acts with whom is acted upon; parties of the same slot are paired with each other, both ways."""
    source = next((name for name in kind.source if slots.get(name)), "")
    target = next((name for name in kind.target if slots.get(name)), "")
    sources: list[FillerRecord | None] = list(slots.get(source, ())) or [None]
    targets: list[FillerRecord | None] = list(slots.get(target, ())) or [None]
    if source and source == target and len(targets) == 1:
        targets = [None]
    yield from (pair for pair in product(sources, targets) if pair[0] is None or pair[0] is not pair[1])


def _actor(side: str, filler: FillerRecord | None) -> Row:
    if filler is None:
        return {side: "", f"{side}_sector": "", f"{side}_name": ""}
    value = filler["value"]
    name = str(value.get("name") or value.get("weapon") or filler["text"])
    return {side: value.get("code") or "", f"{side}_sector": _sector(filler["text"]), f"{side}_name": name}


def _sector(text: str) -> str:
    words = text.lower().split()
    return next((sectors()[word] for word in reversed(words) if word in sectors()), "")


def _day(times: Sequence[FillerRecord]) -> object:
    return next((filler["value"].get("from") for filler in times if filler["value"].get("from")), None)


def _number(figures: Sequence[FillerRecord]) -> object:
    return next((filler["value"]["low"] for filler in figures if filler["value"].get("low") is not None), "")
