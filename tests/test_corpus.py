"""The articles of corpus/, each against its snapshot: what `dragoman extract FILE -f json` prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from dragoman.extractor import Extractor
from dragoman.readers import Reading, read_inputs
from dragoman.testing import orphans, printed
from dragoman.writers import record_schema

ROOT = Path(__file__).parent.parent
CORPUS = sorted(path for path in (ROOT / "corpus").iterdir() if not path.name.startswith("."))
SCHEMA = jsonschema.Draft202012Validator(json.loads(record_schema()))


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let records hold paths as they are when the command is given in the repository's root."""
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_corpus_file_gives_its_snapshot(path: Path, core_extractor: Extractor, article_snapshot: SnapshotAssertion) -> None:
    assert printed(core_extractor, path.relative_to(ROOT)) == article_snapshot


def test_command_line_prints_a_snapshot_to_the_byte() -> None:
    name = CORPUS[-1].relative_to(ROOT).as_posix()
    command = [sys.executable, "-m", "dragoman_cli", "--plugins", "core", "extract", name, "-f", "json"]

    shown = subprocess.run(command, check=True, capture_output=True).stdout

    assert shown == (ROOT / "snapshots" / f"{CORPUS[-1].stem}.json").read_bytes()


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_snapshot_satisfies_the_schema(path: Path) -> None:
    records = json.loads((ROOT / "snapshots" / f"{path.stem}.json").read_text(encoding="utf-8"))

    assert [[fault.message for fault in SCHEMA.iter_errors(record)] for record in records] == [[] for _ in records]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_spans_of_a_snapshot_are_the_words_of_the_article(path: Path) -> None:
    readings = list(read_inputs([str(path)]))
    records = json.loads((ROOT / "snapshots" / f"{path.stem}.json").read_text(encoding="utf-8"))

    wrong = [span for reading, record in zip(readings, records, strict=True) for span in spans(record) if not holds(span, reading)]
    assert wrong == []


def test_no_article_of_the_corpus_failed() -> None:
    records = [record for path in (ROOT / "snapshots").glob("*.json") for record in json.loads(path.read_text(encoding="utf-8"))]

    assert [record["article"]["id"] for record in records if record["problems"]] == []


def test_each_corpus_file_has_a_snapshot_and_each_snapshot_a_file() -> None:
    assert orphans(ROOT / "corpus", ROOT / "snapshots") == []


def test_corpus_has_sixteen_articles_that_go_by_different_ids() -> None:
    ids = [reading.article.id for path in CORPUS for reading in read_inputs([str(path)])]

    assert len(ids) == len(set(ids)) >= 16


def spans(record: object, field: str = "text") -> list[tuple[str, dict[str, object]]]:
    """Return every span in *record*, with the field that its offsets count in."""
    if isinstance(record, list):
        return [span for item in record for span in spans(item, field)]
    if not isinstance(record, dict):
        return []
    field = str(record.get("field", field))
    own = [(field, record)] if {"text", "start", "end"} <= record.keys() else []
    return own + [span for item in record.values() for span in spans(item, field)]


def holds(span: tuple[str, dict[str, object]], reading: Reading) -> bool:
    """Tell whether the offsets of *span* point at its own text."""
    field, record = span
    whole = reading.article.title if field == "title" else reading.article.text
    return str(whole)[int(str(record["start"])) : int(str(record["end"]))] == record["text"]
