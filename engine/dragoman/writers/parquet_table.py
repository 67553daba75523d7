"""Parquet: typed columns, one row a mention or an event, with its fillers and sources as lists."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.writers.arrow_types import arrow, arrow_fields
from dragoman.writers.record import EventRecord, FillerRecord, MentionRecord, Record
from dragoman.writers.tables import TABLES, VALUE_COLUMNS, filler_row, value_row
from dragoman.writers.wording import in_words

_BATCH = 2_000
_ARTICLE = ("path", "date", "title", "outlet", "url", "language")
_MENTION = ("id", "kind", "status", "rule", "pack", "field", "trigger_text", "evidence", "evidence_start", "evidence_end")
_EVENT = ("id", "kind", "status")
_FILLER = {name: TABLES["fillers"][name] for name in ("slot", *VALUE_COLUMNS, "text", "start_offset", "end_offset", "inferred", "flags")}
_SOURCE = {name: kind for name, kind in TABLES["sources"].items() if name not in ("source", "mention", "number")}
_PROBLEM = {"code": "TEXT", "message": "TEXT"}


class ParquetWriter:
    """Writes one row a mention or event, and one row for an article with a problem and none."""

    def __init__(self, path: Path, slots: Sequence[str], level: str) -> None:
        self._arrow = arrow()
        self._slots, self._level = slots, level
        self._schema = _schema(self._arrow, slots, level)
        self._rows: list[dict[str, object]] = []
        self._table = importlib.import_module("pyarrow.parquet").ParquetWriter(path, self._schema, compression="zstd")

    def write(self, record: Record) -> None:
        """Write the rows of one record, with those of its neighbours."""
        article = _article(record)
        rows = [{**article, **row} for row in _rows(record, self._slots, self._level)]
        self._rows += rows or ([article] if record["problems"] else [])
        if len(self._rows) >= _BATCH:
            self._flush()

    def finish(self) -> None:
        """Write what is left."""
        self._flush()

    def close(self) -> None:
        """Write the file's end and let go of it."""
        self._table.close()

    def _flush(self) -> None:
        if self._rows:
            self._table.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()


def _schema(pyarrow: Any, slots: Sequence[str], level: str) -> Any:
    of = {"event": ("events", _EVENT), "mention": ("mentions", _MENTION)}[level]
    columns = [("article", pyarrow.string())]
    columns += arrow_fields({name: TABLES["articles"][name] for name in _ARTICLE})
    columns += arrow_fields({level if name == "id" else name: TABLES[of[0]][name] for name in of[1]})
    columns += [("mentions", pyarrow.list_(pyarrow.string()))] if level == "event" else []
    columns += [(f"slot_{name}", pyarrow.list_(pyarrow.string())) for name in slots]
    lists = {"fillers": _FILLER, "sources": _SOURCE, "problems": _PROBLEM}
    columns += [(name, pyarrow.list_(pyarrow.struct(_with_days(pyarrow, fields)))) for name, fields in lists.items()]
    return pyarrow.schema([(name, pyarrow.date32() if name == "date" else kind) for name, kind in columns])


def _with_days(pyarrow: Any, columns: Mapping[str, str]) -> list[tuple[str, Any]]:
    return [(name, pyarrow.date32() if columns[name] == "DATE" else kind) for name, kind in arrow_fields(columns)]


def _article(record: Record) -> dict[str, object]:
    article: Mapping[str, object] = record["article"]
    shared = {name: article[name] for name in _ARTICLE}
    return {"article": article["id"], **shared, "date": _day(article["date"]), "problems": record["problems"]}


def _rows(record: Record, slots: Sequence[str], level: str) -> Iterator[dict[str, object]]:
    for mention in record["mentions"] if level == "mention" else ():
        yield _mention(mention) | _slots(mention["slots"], slots) | {"sources": [_source(source) for source in mention["sources"]]}
    sources = {mention["id"]: mention["sources"] for mention in record["mentions"]}
    for event in record["events"] if level == "event" else ():
        told = [_source(source) for mention in event["mentions"] for source in sources[mention]]
        yield _event(event) | _slots(event["slots"], slots) | {"sources": told}


def _mention(mention: MentionRecord) -> dict[str, object]:
    cells: Mapping[str, object] = mention
    evidence = mention["evidence"]
    row = {name: cells[name] for name in ("kind", "status", "rule", "pack", "field")}
    words = {"trigger_text": mention["trigger"]["text"], "evidence": evidence["text"]}
    return {"mention": mention["id"], **row, **words, "evidence_start": evidence["start"], "evidence_end": evidence["end"]}


def _event(event: EventRecord) -> dict[str, object]:
    return {"event": event["id"], "kind": event["kind"], "status": event["status"], "mentions": event["mentions"]}


def _slots(filled: Mapping[str, Sequence[FillerRecord]], slots: Sequence[str]) -> dict[str, object]:
    words = {f"slot_{name}": [in_words(filler["value"]) for filler in filled.get(name, ())] for name in slots}
    return words | {"fillers": [{"slot": name, **_filler(filler)} for name, fillers in filled.items() for filler in fillers]}


def _filler(filler: FillerRecord) -> dict[str, object]:
    row = filler_row(filler)
    return {**row, "date_from": _day(row["date_from"]), "date_to": _day(row["date_to"])}


def _source(source: Mapping[str, Any]) -> dict[str, object]:
    value = value_row(source["value"])
    span = {"text": source["text"], "start_offset": source["start"], "end_offset": source["end"]}
    return {"name": value["name"], "code": value["code"], "cue": source["cue"], **span, "inferred": source.get("inferred", False)}


def _day(day: object) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else None
