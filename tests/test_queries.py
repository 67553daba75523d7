"""The queries of the documents, run over what the corpus gives."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dragoman.writers import Record, open_file

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"^## ([^\n]+\?)\n.*?^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))

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


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == 10


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
