"""The queries of the documents, run over what the corpus gives."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.readers import Reading
from dragoman.runs.batch import extract_all
from dragoman.writers import Record, open_file

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"^## ([^\n]+\?)\n.*?^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
ARTICLES = (
    ("a1", "2025-03-10", "Germany delivered 20 tanks to Ukraine."),
    ("a2", "2025-03-20", "Germany delivered howitzers to Ukraine and Moldova."),
    ("a3", "2025-04-02", "France will send missiles to Ukraine, the Pentagon said."),
    ("a4", "2025-04-05", "Russian shelling killed more than 20 civilians in Kharkiv."),
    (
        "a5",
        "2025-04-06",
        "An airstrike killed 12 people in Khartoum, the Sudanese army said.\n\nThe airstrike killed 15 people in Khartoum, Egypt said.",
    ),
    ("a6", "2025-04-07", "Serbia denied that it had supplied rifles to Armenia."),
)
ANSWERS = {
    "Who sent what to whom, by month?": [
        ("2025-03", "Germany", "20 tank", "Ukraine", 1),
        ("2025-03", "Germany", "howitzer", "Ukraine; Moldova", 1),
    ],
    "Who arms whom, pair by pair?": [
        ("Germany", "Ukraine", 2, "howitzer, tank"),
        ("France", "Ukraine", 1, "missile"),
        ("Germany", "Moldova", 1, "howitzer"),
    ],
    "How many people were killed each month, at least and at most?": [("2025-04", 2, 32, 35)],
    "Whose word is it?": [
        ("Egypt", "casualties", "asserted", 1),
        ("Serbia", "weapon_transfer", "denied", 1),
        ("Sudan", "casualties", "asserted", 1),
        ("United States", "weapon_transfer", "planned", 1),
    ],
    "What is told with nobody's word behind it?": [
        ("a1", "weapon_transfer", "asserted", "Germany delivered 20 tanks to Ukraine"),
        ("a2", "weapon_transfer", "asserted", "Germany delivered howitzers to Ukraine and Moldova"),
        ("a4", "casualties", "asserted", "Russian shelling killed more than 20 civilians in Kharkiv"),
    ],
    "What is denied, and which words deny it?": [
        ("a6", "weapon_transfer", "denied", "Serbia denied that it had supplied rifles to Armenia"),
    ],
    "Where do the figures of one event differ, and who gives which?": [("a5", "e1", "killed", ["12", "15"], ["Egypt", "Sudan"])],
    "Which weapons are named, how many of them, in which articles?": [
        ("artillery", "howitzer", None, 1),
        ("missile", "missile", None, 1),
        ("small_arms", "rifle", None, 1),
        ("armour", "tank", 20, 1),
    ],
    "What does the timeline of a country look like?": [
        (date(2025, 3, 10), "weapon_transfer", "asserted", "recipient", None, "a1"),
        (date(2025, 3, 20), "weapon_transfer", "asserted", "recipient", None, "a2"),
        (date(2025, 4, 2), "weapon_transfer", "planned", "recipient", "United States", "a3"),
    ],
    "Which places are named in Parquet rows, without a database?": [
        ("casualties", "Khartoum", "SDN", 2),
        ("casualties", "Kharkiv", None, 1),
    ],
}

duckdb = pytest.importorskip("duckdb", reason="the extra 'duckdb' is not installed")
pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a database and a Parquet file of the corpus's records as the snapshots hold them."""
    records: list[Record] = [
        record for path in sorted((ROOT / "snapshots").glob("*.json")) for record in json.loads(path.read_text(encoding="utf-8"))
    ]
    slots = sorted({slot for record in records for mention in record["mentions"] for slot in mention["slots"]})
    made = tmp_path_factory.mktemp("queries")
    for name in ("events.duckdb", "events.parquet"):
        with open_file(made / name, slots) as writer:
            for record in records:
                writer.write(record)
    return made


@pytest.fixture(scope="module")
def small_folder(core_extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what ARTICLES give, few enough that the answers can be told by reading them."""
    readings = [Reading(Article(text, id=name, date=date.fromisoformat(day))) for name, day, text in ARTICLES]
    slots = sorted({slot for pack in core_extractor.packs for event in pack.events for slot in event.slots})
    made = tmp_path_factory.mktemp("answers")
    for name in ("events.duckdb", "events.parquet"):
        with open_file(made / name, slots) as writer:
            for outcome in extract_all(core_extractor, readings):
                writer.write(outcome.record)
    return made


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == 10


@pytest.mark.parametrize("question", QUERIES)
def test_query_of_the_documents_answers_its_question(small_folder: Path, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    monkeypatch.chdir(small_folder)
    with duckdb.connect("events.duckdb", read_only=True) as database:
        assert database.execute(QUERIES[question]).fetchall() == ANSWERS[question]


@pytest.mark.parametrize("question", QUERIES)
def test_query_of_the_documents_has_an_answer(folder: Path, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    monkeypatch.chdir(folder)
    with duckdb.connect("events.duckdb", read_only=True) as database:
        rows = database.execute(QUERIES[question]).fetchall()

    assert rows
    assert all(any(cell is not None for cell in row) for row in rows)


def test_database_and_parquet_agree(folder: Path) -> None:
    with duckdb.connect(str(folder / "events.duckdb"), read_only=True) as database:
        tables = database.execute("SELECT kind, count(*) FROM mentions GROUP BY kind ORDER BY kind").fetchall()
        rows = database.execute(
            f"SELECT kind, count(*) FROM '{folder / 'events.parquet'}' WHERE mention IS NOT NULL GROUP BY kind ORDER BY kind"
        ).fetchall()

    assert tables == rows
