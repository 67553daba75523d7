"""CSV: one row a mention or an event, one column a slot."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from typing import TextIO

from dragoman.writers.record import EventRecord, FillerRecord, MentionRecord, Record
from dragoman.writers.wording import join_fillers, join_sources

_ARTICLE = ("article", "path", "date", "title", "outlet", "url")
_MENTION = ("mention", "kind", "status", "rule", "pack", "trigger", "field", "start", "end", "evidence", "cues", "sources")


_EVENT = ("event", "kind", "status", "mentions", "evidence", "sources")


class CsvWriter:
    """Writes one row a mention or event, and one row for an article with a problem and none."""

    def __init__(self, file: TextIO, slots: Sequence[str], *, level: str = "mention", delimiter: str = ",") -> None:
        self._level = level
        own = _EVENT if level == "event" else _MENTION
        columns = [*_ARTICLE, *own, *(f"slot_{name}" for name in slots), "problems"]
        self._table = csv.DictWriter(file, columns, restval="", lineterminator="\n", delimiter=delimiter)
        self._table.writeheader()

    def write(self, record: Record) -> None:
        """Write the rows of one record."""
        article = record["article"]
        shared: dict[str, object] = {
            "article": article["id"],
            **{name: article[name] for name in ("path", "date", "title", "outlet", "url")},
            "problems": "; ".join(f"{problem['code']}: {problem['message']}" for problem in record["problems"]),
        }
        rows = _events(record) if self._level == "event" else [_mention(mention) for mention in record["mentions"]]
        if record["problems"] and not rows:
            rows = [{}]
        self._table.writerows(shared | row for row in rows)

    def finish(self) -> None:
        """Write what stands after the last record: nothing."""


def _mention(mention: MentionRecord) -> dict[str, object]:
    return {
        "mention": mention["id"],
        "kind": mention["kind"],
        "status": mention["status"],
        "rule": mention["rule"],
        "pack": mention["pack"],
        "trigger": mention["trigger"]["text"],
        "field": mention["field"],
        "start": mention["evidence"]["start"],
        "end": mention["evidence"]["end"],
        "evidence": mention["evidence"]["text"],
        "cues": "; ".join(cue["text"] for cue in mention["cues"]),
        "sources": join_fillers(mention["sources"]),
        **_slots(mention["slots"]),
    }


def _events(record: Record) -> list[dict[str, object]]:
    mentions = {mention["id"]: mention for mention in record["mentions"]}
    return [_event(event, [mentions[name] for name in event["mentions"]]) for event in record["events"]]


def _event(event: EventRecord, mentions: Sequence[MentionRecord]) -> dict[str, object]:
    return {
        "event": event["id"],
        "kind": event["kind"],
        "status": event["status"],
        "mentions": "; ".join(event["mentions"]),
        "evidence": mentions[0]["evidence"]["text"] if mentions else "",
        "sources": join_sources(mentions),
        **_slots(event["slots"]),
    }


def _slots(slots: Mapping[str, Sequence[FillerRecord]]) -> dict[str, object]:
    return {f"slot_{name}": join_fillers(fillers) for name, fillers in slots.items()}
