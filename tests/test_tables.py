"""Outputs as tables: CSV by events, Parquet, SQLite and DuckDB, and the plain report."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.errors import MissingExtraError
from dragoman.records import (
    Count,
    Cue,
    Entity,
    Event,
    Extraction,
    Filler,
    Interval,
    Mention,
    Problem,
    Source,
    Status,
    Term,
    TextSpan,
    Value,
    Weapon,
)
from dragoman.runs.manifest import manifest_text, write_manifest
from dragoman.writers import FILE_FORMATS, Record, format_of, open_file, open_writer, to_record
from dragoman.writers.outputs import SUFFIXES
from dragoman.writers.record import FillerRecord
from dragoman.writers.tables import TABLES, filler_row

SLOTS = ("supplier", "recipient", "items", "time")
FIRST = "Norway sent 20 tanks to Kenya on 3 May 2024, the defence ministry of Peru said. Norway also sent rifles to Ghana."
SECOND = "Poland will not send missiles to Chad, Poland's government said on Monday."


def filler(text: str, words: str, value: Value) -> Filler:
    start = text.index(words)
    return Filler(TextSpan(start, start + len(words), words), value)


def transfer(text: str, start: int, end: int, status: Status, said: str | None, **slots: tuple[str, Value]) -> Mention:
    filled = {name: (filler(text, *given),) for name, given in slots.items()}
    sources = (Source(filler(text, said, Term("")).span, Entity(said), "said"),) if said else ()
    trigger = TextSpan(text.index("sen"), text.index("sen") + 4, text[text.index("sen") :][:4])
    cues = (Cue(filler(text, "not", Term("")).span, status),) if status == Status.DENIED else ()
    evidence = TextSpan(start, end, text[start:end])
    return Mention("weapon_transfer", "weapon_transfer/send", "core", status, trigger, evidence, filled, cues, sources)


def record_of(name: str, text: str, *mentions: Mention) -> Record:
    article = Article(text, id=name, title=f"<b>{name}</b>", date=date(2024, 5, 4), url="https://news.example/a", outlet="Harbour Times")
    events = tuple(Event(mention.kind, mention.status, (number,), mention.slots) for number, mention in enumerate(mentions))
    return to_record(article, Extraction(mentions, events))


@pytest.fixture(scope="module")
def records() -> list[Record]:
    tanks = ("20 tanks", Weapon("tank", "armour", None, Count(20, 20)))
    day = ("on 3 May 2024", Interval(date(2024, 5, 3), date(2024, 5, 3)))
    norway, kenya = ("Norway", Entity("Norway", "NOR")), ("Kenya", Entity("Kenya", "KEN"))
    said = transfer(FIRST, 0, 79, Status.ASSERTED, "Peru", supplier=norway, items=tanks, recipient=kenya, time=day)
    also = transfer(
        FIRST,
        80,
        len(FIRST),
        Status.ASSERTED,
        None,
        supplier=norway,
        items=("rifles", Weapon("rifle")),
        recipient=("Ghana", Entity("Ghana")),
    )
    poland, chad = ("Poland", Entity("Poland", "POL")), ("Chad", Entity("Chad", "TCD"))
    denied = transfer(
        SECOND, 0, len(SECOND), Status.DENIED, "Poland", supplier=poland, items=("missiles", Weapon("missile")), recipient=chad
    )
    unread = to_record(Article("", id="bad", path="in/bad.txt"), Extraction(problems=(Problem("empty", "there is <nothing>"),)))
    return [record_of("a0", FIRST, said, also), record_of("a1", "Nothing happened."), record_of("a2", SECOND, denied), unread]


def written(folder: Path, name: str, records: Iterable[Record], level: str = "mention") -> Path:
    with open_file(folder / name, SLOTS, level) as writer:
        for record in records:
            writer.write(record)
    return folder / name


def needs(package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(importlib.util.find_spec(package) is None, reason=f"the extra that brings {package} is not installed")


def rows_of(database: Path, query: str) -> list[tuple[object, ...]]:
    if database.suffix == ".sqlite":
        with sqlite3.connect(database) as connection:
            rows = connection.execute(query).fetchall()
        connection.close()
        return rows
    import duckdb

    with duckdb.connect(str(database), read_only=True) as opened:
        return [tuple(row) for row in opened.execute(query).fetchall()]


DATABASES = [pytest.param("out.sqlite"), pytest.param("out.duckdb", marks=[needs("duckdb"), needs("pyarrow")])]


@pytest.mark.parametrize("name", DATABASES)
def test_database_holds_all_that_the_records_hold(tmp_path: Path, records: list[Record], name: str) -> None:
    path = written(tmp_path, name, records)
    counts = {table: rows_of(path, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}
    mentions = [mention for record in records for mention in record["mentions"]]
    events = [event for record in records for event in record["events"]]
    filled = [fillers for part in (mentions, events) for one in part for fillers in one["slots"].values()]

    assert (counts["articles"], counts["cues"]) == (4, 1)
    assert (counts["mentions"], counts["events"]) == (len(mentions), len(events))
    assert counts["fillers"] == sum(map(len, filled))
    assert counts["sources"] == sum(len(mention["sources"]) for mention in mentions)
    assert counts["event_mentions"] == sum(len(event["mentions"]) for event in events)
    assert rows_of(path, "SELECT number FROM sources ORDER BY source") == [(1,), (1,)]
    assert rows_of(path, "SELECT id, path, code FROM problems JOIN articles USING (article)") == [("bad", "in/bad.txt", "empty")]


def test_flags_of_a_filler_stand_in_one_cell() -> None:
    plain: FillerRecord = {"text": "tanks", "start": 0, "end": 5, "value": {"name": "tank"}}

    assert filler_row({**plain, "flags": ["generic", "plural"]})["flags"] == "generic; plural"
    assert filler_row(plain)["flags"] is None


@pytest.mark.parametrize("name", DATABASES)
def test_database_answers_who_sent_what_to_whom_by_month(tmp_path: Path, records: list[Record], name: str) -> None:
    path = written(tmp_path, name, records)
    columns = "month, status, slot_supplier, slot_items, slot_recipient, sources"

    assert rows_of(path, f"SELECT {columns} FROM event_table WHERE kind = 'weapon_transfer' ORDER BY event") == [
        ("2024-05", "asserted", "Norway", "20 tank", "Kenya", "Peru"),
        ("2024-05", "asserted", "Norway", "rifle", "Ghana", None),
        ("2024-05", "denied", "Poland", "missile", "Chad", "Poland"),
    ]


@pytest.mark.parametrize("name", DATABASES)
def test_values_of_a_database_can_be_counted_with(tmp_path: Path, records: list[Record], name: str) -> None:
    path = written(tmp_path, name, records)
    query = "SELECT name, class, low, high, type FROM fillers WHERE slot = 'items' AND event IS NOT NULL ORDER BY filler"

    assert rows_of(path, query)[0] == ("tank", "armour", 20, 20, "weapon")
    assert rows_of(path, "SELECT count(*) FROM fillers WHERE type = 'interval' AND date_from >= '2024-05-03'")[0] == (2,)


@pytest.mark.parametrize("name", DATABASES)
def test_mentions_of_a_database_stand_with_their_words(tmp_path: Path, records: list[Record], name: str) -> None:
    [(rule, evidence)] = rows_of(written(tmp_path, name, records), "SELECT rule, evidence FROM mention_table WHERE status = 'denied'")

    assert str(rule).startswith("weapon_transfer/")
    assert str(evidence).startswith("Poland will not send missiles")


@pytest.mark.parametrize("name", DATABASES)
def test_database_replaces_what_a_broken_run_left(tmp_path: Path, records: list[Record], name: str) -> None:
    with pytest.raises(KeyboardInterrupt), open_file(tmp_path / name, SLOTS):
        raise KeyboardInterrupt
    left = sorted(path.name for path in tmp_path.iterdir())

    assert left == [f"{name}.part"]
    assert rows_of(written(tmp_path, name, records), "SELECT count(*) FROM articles") == [(4,)]
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


@pytest.mark.parametrize("name", DATABASES)
def test_database_without_slots_or_records_is_whole(tmp_path: Path, name: str) -> None:
    with open_file(tmp_path / name, ()):
        pass

    assert rows_of(tmp_path / name, "SELECT * FROM event_table") == []


def test_keys_of_a_database_lead_somewhere(tmp_path: Path, records: list[Record]) -> None:
    assert rows_of(written(tmp_path, "out.sqlite", records), "PRAGMA foreign_key_check") == []


def test_database_is_the_same_in_every_run(tmp_path: Path, records: list[Record]) -> None:
    first, second = (written(tmp_path, name, records).read_bytes() for name in ("a.sqlite", "b.sqlite"))

    assert first == second


# -- tables of rows -------------------------------------------------------------------------------------------------------


def table_of(records: Sequence[Record], format_: str, level: str) -> list[dict[str, str]]:
    file = io.StringIO()
    writer = open_writer(format_, file, SLOTS, level)
    for record in records:
        writer.write(record)
    writer.finish()
    return list(csv.DictReader(io.StringIO(file.getvalue()), delimiter="\t" if format_ == "tsv" else ","))


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_table_of_events_gives_one_row_an_event(records: list[Record], format_: str) -> None:
    first, second, third, bad = table_of(records, format_, "event")

    assert (first["article"], first["event"], first["slot_items"], first["sources"]) == ("a0", "e1", "20 tank", "Peru")
    assert (second["mentions"], third["status"]) == ("m2", "denied")
    assert (bad["event"], bad["problems"]) == ("", "empty: there is <nothing>")


def test_tabs_part_the_columns_of_tsv(records: list[Record]) -> None:
    assert table_of(records, "csv", "mention") == table_of(records, "tsv", "mention")


@needs("pyarrow")
@pytest.mark.parametrize(("level", "key"), [("mention", "mention"), ("event", "event")])
def test_parquet_has_typed_columns_and_lists(tmp_path: Path, records: list[Record], level: str, key: str) -> None:
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(written(tmp_path, "out.parquet", records, level))
    first, *_, bad = table.to_pylist()

    assert (first["date"], first["slot_supplier"], first["slot_items"]) == (date(2024, 5, 4), ["Norway"], ["20 tank"])
    assert [source["name"] for source in first["sources"]] == ["Peru"]
    assert {(filler["slot"], filler["low"]) for filler in first["fillers"]} >= {("items", 20), ("supplier", None)}
    assert ("mentions" in first) is (level == "event")
    assert (bad[key], bad["problems"]) == (None, [{"code": "empty", "message": "there is <nothing>"}])


# -- the report and the rest ------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_report_shows_events_with_their_words_and_runs_nothing(tmp_path: Path, records: list[Record]) -> None:
    page = Page()
    page.feed(written(tmp_path, "out.html", records).read_text(encoding="utf-8"))

    assert (page.open, page.tags.count("section"), page.tags.count("table")) == ([], 3, 3)
    assert "script" not in page.tags
    assert all(
        words in page.text for words in ("<b>a0</b>", "20 tank", "Norway also sent rifles", "there is <nothing>", "3 events in 4 articles")
    )


def test_report_links_only_to_pages_of_the_web(tmp_path: Path, records: list[Record]) -> None:
    evil: Record = json.loads(json.dumps(records[0]))
    evil["article"]["url"] = "javascript:alert(1)"

    assert "javascript:" not in written(tmp_path, "out.html", [evil]).read_text(encoding="utf-8")


def test_every_format_has_a_suffix_of_its_own() -> None:
    assert sorted(FILE_FORMATS) == sorted(set(SUFFIXES.values()))
    assert [format_of(Path(f"x{suffix.upper()}")) for suffix in SUFFIXES] == list(SUFFIXES.values())


@pytest.mark.parametrize(("suffix", "package", "extra"), [("duckdb", "duckdb", "duckdb"), ("parquet", "pyarrow", "parquet")])
def test_missing_package_of_an_output_is_told_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, package: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(MissingExtraError, match=rf"dragoman\[{extra}\]"), open_file(tmp_path / f"out.{suffix}", SLOTS):
        pass


def test_manifest_lies_beside_the_output_and_tells_counts_and_time(tmp_path: Path) -> None:
    started, finished = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), datetime(2026, 1, 2, 3, 5, 5, tzinfo=UTC)
    text = manifest_text("out.jsonl", {"dragoman": "0.1"}, {"articles": 2}, {"empty": 1, "bad-json": 2}, started, finished)
    write_manifest(tmp_path / "out.jsonl", text)
    manifest = json.loads((tmp_path / "out.jsonl.run.json").read_text(encoding="utf-8"))

    assert (manifest["output"], manifest["dragoman"], manifest["counts"]) == ("out.jsonl", "0.1", {"articles": 2})
    assert manifest["problems"] == {"bad-json": 2, "empty": 1}
    assert manifest["time"] == {"started": "2026-01-02T03:04:05+00:00", "finished": "2026-01-02T03:05:05+00:00", "seconds": 60.0}


def test_record_of_an_article_that_is_not_english_names_no_language() -> None:
    record = to_record(Article("Bonjour", id="a"), Extraction(problems=(Problem("language", "no"),)))

    assert record["article"]["language"] == "und"
