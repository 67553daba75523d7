"""The tables of a database: their columns, and the rows that a record gives for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.writers.record import EventRecord, FillerRecord, MentionRecord, Record, SourceRecord, SpanRecord
from dragoman.writers.values import ValueRecord
from dragoman.writers.wording import in_words

Cell = str | int | float | bool | None
Row = dict[str, Cell]
Columns = Mapping[str, str]

_SPAN = {"text": "TEXT NOT NULL", "start_offset": "BIGINT NOT NULL", "end_offset": "BIGINT NOT NULL"}
VALUE_COLUMNS: Columns = {
    "value": "TEXT NOT NULL",
    "type": "TEXT NOT NULL",
    "code": "TEXT",
    "name": "TEXT",
    "low": "BIGINT",
    "high": "BIGINT",
    "approx": "BOOLEAN",
    "amount": "DOUBLE",
    "currency": "TEXT",
    "date_from": "DATE",
    "date_to": "DATE",
    "class": "TEXT",
    "calibre_mm": "DOUBLE",
}
# In this order a row stands after those that it refers to.
TABLES: Mapping[str, Columns] = {
    "articles": {
        "article": "BIGINT PRIMARY KEY",
        "id": "TEXT NOT NULL",
        "path": "TEXT",
        "date": "DATE",
        "title": "TEXT",
        "outlet": "TEXT",
        "url": "TEXT",
        "language": "TEXT NOT NULL",
        "characters": "BIGINT NOT NULL",
        "sha256": "TEXT NOT NULL",
    },
    "mentions": {
        "mention": "BIGINT PRIMARY KEY",
        "article": "BIGINT NOT NULL REFERENCES articles(article)",
        "id": "TEXT NOT NULL",
        "kind": "TEXT NOT NULL",
        "status": "TEXT NOT NULL",
        "rule": "TEXT NOT NULL",
        "pack": "TEXT NOT NULL",
        "field": "TEXT NOT NULL",
        "trigger_text": "TEXT NOT NULL",
        "trigger_start": "BIGINT NOT NULL",
        "trigger_end": "BIGINT NOT NULL",
        "evidence": "TEXT NOT NULL",
        "evidence_start": "BIGINT NOT NULL",
        "evidence_end": "BIGINT NOT NULL",
    },
    "events": {
        "event": "BIGINT PRIMARY KEY",
        "article": "BIGINT NOT NULL REFERENCES articles(article)",
        "id": "TEXT NOT NULL",
        "kind": "TEXT NOT NULL",
        "status": "TEXT NOT NULL",
    },
    "event_mentions": {"event": "BIGINT NOT NULL REFERENCES events(event)", "mention": "BIGINT NOT NULL REFERENCES mentions(mention)"},
    "fillers": {
        "filler": "BIGINT PRIMARY KEY",
        "mention": "BIGINT REFERENCES mentions(mention)",
        "event": "BIGINT REFERENCES events(event)",
        "slot": "TEXT NOT NULL",
        "number": "BIGINT NOT NULL",
        **VALUE_COLUMNS,
        **_SPAN,
        "inferred": "BOOLEAN NOT NULL",
        "flags": "TEXT",
    },
    "sources": {
        "source": "BIGINT PRIMARY KEY",
        "mention": "BIGINT NOT NULL REFERENCES mentions(mention)",
        "number": "BIGINT NOT NULL",
        "name": "TEXT NOT NULL",
        "code": "TEXT",
        "cue": "TEXT NOT NULL",
        **_SPAN,
        "inferred": "BOOLEAN NOT NULL",
    },
    "cues": {"mention": "BIGINT NOT NULL REFERENCES mentions(mention)", "sets": "TEXT NOT NULL", **_SPAN},
    "problems": {
        "problem": "BIGINT PRIMARY KEY",
        "article": "BIGINT NOT NULL REFERENCES articles(article)",
        "code": "TEXT NOT NULL",
        "message": "TEXT NOT NULL",
    },
}


@dataclass(slots=True)
class RowMaker:
    """Turns records into rows, and numbers what they hold through all articles of a run."""

    numbers: dict[str, int] = field(default_factory=dict)

    def rows(self, record: Record) -> Iterator[tuple[str, Row]]:
        """Yield each row of *record* with the name of its table, a row after those that it refers to."""
        article = self._next("articles")
        yield "articles", {"article": article, **_article(record)}
        mentions = {}
        for mention in record["mentions"]:
            mentions[mention["id"]] = number = self._next("mentions")
            yield "mentions", {"mention": number, "article": article, **_mention(mention)}
            yield from self._under_mention(number, mention)
        for event in record["events"]:
            yield from self._event(article, event, mentions)
        for problem in record["problems"]:
            yield (
                "problems",
                {"problem": self._next("problems"), "article": article, "code": problem["code"], "message": problem["message"]},
            )

    def _under_mention(self, mention: int, record: MentionRecord) -> Iterator[tuple[str, Row]]:
        yield from self._fillers(record["slots"], mention=mention, event=None)
        for number, source in enumerate(record["sources"], 1):
            yield "sources", {"source": self._next("sources"), "mention": mention, "number": number, **_source(source)}
        for cue in record["cues"]:
            yield "cues", {"mention": mention, "sets": cue["sets"], **_span(cue)}

    def _event(self, article: int, event: EventRecord, mentions: Mapping[str, int]) -> Iterator[tuple[str, Row]]:
        number = self._next("events")
        names: Row = {"id": event["id"], "kind": event["kind"], "status": event["status"]}
        yield "events", {"event": number, "article": article, **names}
        for mention in event["mentions"]:
            yield "event_mentions", {"event": number, "mention": mentions[mention]}
        yield from self._fillers(event["slots"], mention=None, event=number)

    def _fillers(self, slots: Mapping[str, Sequence[FillerRecord]], *, mention: int | None, event: int | None) -> Iterator[tuple[str, Row]]:
        for slot, fillers in slots.items():
            for number, filler in enumerate(fillers, 1):
                place: Row = {"filler": self._next("fillers"), "mention": mention, "event": event, "slot": slot, "number": number}
                yield "fillers", place | filler_row(filler)

    def _next(self, table: str) -> int:
        self.numbers[table] = self.numbers.get(table, 0) + 1
        return self.numbers[table]


def create_statements(slots: Sequence[str], *, ordered: bool) -> Iterator[str]:
    """Yield the SQL that makes tables and views; *ordered* where the database can order the values that it joins."""
    for table, columns in TABLES.items():
        keys = [", PRIMARY KEY (event, mention)"] if table == "event_mentions" else []
        yield f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns.items())}{''.join(keys)})"
    for of in ("event", "mention"):
        yield _wide_view(of, slots, ordered=ordered)


def index_statements() -> Iterator[str]:
    """Yield the SQL that makes indexes for what is joined most; it is made when all rows are in."""
    pairs = (("mentions", "article"), ("events", "article"), ("fillers", "mention"), ("fillers", "event"), ("sources", "mention"))
    return (f"CREATE INDEX {table}_{column} ON {table}({column})" for table, column in pairs)


def filler_row(filler: FillerRecord) -> Row:
    """Return the columns of one filler."""
    flags = "; ".join(filler.get("flags", ())) or None
    return {**value_row(filler["value"]), **_span(filler), "inferred": filler.get("inferred", False), "flags": flags}


def value_row(value: ValueRecord) -> Row:
    """Return a value of any type as the columns that all types share."""
    count = value["count"] if "weapon" in value else value
    numbers: Mapping[str, Cell] = count if isinstance(count, Mapping) else {}
    cells: Mapping[str, Cell] = value  # type: ignore[assignment]
    row: Row = {name: cells.get(name) for name in ("code", "amount", "currency", "class", "calibre_mm")}
    row |= {name: numbers.get(name) for name in ("low", "high", "approx")}
    row |= {"name": cells.get("weapon", cells.get("name")), "date_from": cells.get("from"), "date_to": cells.get("to")}
    return {name: (row | {"value": in_words(value), "type": _type(value)})[name] for name in VALUE_COLUMNS}


def _type(value: ValueRecord) -> str:
    marks = {"weapon": "weapon", "low": "count", "amount": "money", "from": "interval", "code": "entity"}
    return next((type_ for mark, type_ in marks.items() if mark in value), "term")


def _article(record: Record) -> Row:
    article: Mapping[str, Cell] = record["article"]  # type: ignore[assignment]
    return {name: article[name] for name in TABLES["articles"] if name != "article"}


def _mention(mention: MentionRecord) -> Row:
    cells: Mapping[str, Cell] = mention  # type: ignore[assignment]
    trigger, evidence = mention["trigger"], mention["evidence"]
    return {
        **{name: cells[name] for name in ("id", "kind", "status", "rule", "pack", "field")},
        "trigger_text": trigger["text"],
        "trigger_start": trigger["start"],
        "trigger_end": trigger["end"],
        "evidence": evidence["text"],
        "evidence_start": evidence["start"],
        "evidence_end": evidence["end"],
    }


def _source(source: SourceRecord) -> Row:
    value = value_row(source["value"])
    return {"name": value["name"], "code": value["code"], "cue": source["cue"], **_span(source), "inferred": source.get("inferred", False)}


def _span(span: SpanRecord) -> Row:
    return {"text": span["text"], "start_offset": span["start"], "end_offset": span["end"]}


def _wide_view(of: str, slots: Iterable[str], *, ordered: bool) -> str:
    """Return the SQL of ``event_table`` or ``mention_table``: a row each, with its article, its days, its sources and a column a slot."""
    by_number, by_name = (" ORDER BY number", " ORDER BY name") if ordered else ("", "")
    columns = [(f"slot_{slot}", f"group_concat(value, '; '{by_number}) FILTER (WHERE slot = '{slot}')") for slot in slots]
    days = [(f"date_{end}", f"{pick}(CASE WHEN type = 'interval' THEN date_{end} END)") for end, pick in (("from", "min"), ("to", "max"))]
    filled = ", ".join(f"{sql} AS {name}" for name, sql in days + columns)
    wide = "".join(f", f.{name}" for name, _ in columns)
    link = "event_mentions em JOIN sources s ON s.mention = em.mention" if of == "event" else "sources s"
    key = "em.event" if of == "event" else "s.mention"
    own = "" if of == "event" else "t.rule, t.pack, t.evidence, "
    return f"""CREATE VIEW {of}_table AS
WITH filled AS (SELECT {of}, {filled} FROM fillers WHERE {of} IS NOT NULL GROUP BY {of}),
told AS (SELECT DISTINCT {key} AS {of}, s.name FROM {link}),
said AS (SELECT {of}, group_concat(name, '; '{by_name}) AS sources FROM told GROUP BY {of})
SELECT t.{of}, t.article, a.id AS article_id, a.date AS article_date, a.outlet, a.title, a.url,
t.kind, t.status, {own}f.date_from, f.date_to,
substr(CAST(coalesce(f.date_from, a.date) AS VARCHAR), 1, 7) AS month, said.sources{wide}
FROM {of}s t JOIN articles a ON a.article = t.article LEFT JOIN filled f ON f.{of} = t.{of} LEFT JOIN said ON said.{of} = t.{of}"""
