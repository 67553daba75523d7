"""CSV: one row a mention, one column a slot."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TextIO

from dragoman.writers.record import MentionRecord, Record
from dragoman.writers.wording import join_fillers

_ARTICLE = ("article", "path", "date", "title", "outlet", "url")
_MENTION = ("mention", "kind", "status", "rule", "pack", "trigger", "field", "start", "end", "evidence", "cues", "sources")


class CsvWriter:
    """Writes one row a mention, and one row for an article with a problem and no mention."""

    def __init__(self, file: TextIO, slots: Sequence[str]) -> None:
        self._slots = [f"slot_{name}" for name in slots]
        columns = [*_ARTICLE, *_MENTION, *self._slots, "problems"]
        self._table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        self._table.writeheader()

    def write(self, record: Record) -> None:
        """Write the rows of one record."""
        article = record["article"]
        shared: dict[str, object] = {
            "article": article["id"],
            **{name: article[name] for name in ("path", "date", "title", "outlet", "url")},
            "problems": "; ".join(f"{problem['code']}: {problem['message']}" for problem in record["problems"]),
        }
        rows = [_row(mention) for mention in record["mentions"]]
        if record["problems"] and not rows:
            rows = [{}]
        self._table.writerows(shared | row for row in rows)

    def finish(self) -> None:
        """Write what stands after the last record: nothing."""


def _row(mention: MentionRecord) -> dict[str, object]:
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
        **{f"slot_{name}": join_fillers(fillers) for name, fillers in mention["slots"].items()},
    }
