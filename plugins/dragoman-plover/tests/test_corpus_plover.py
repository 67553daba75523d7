"""The articles of corpus/, each against its table of PLOVER rows."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

import dragoman_rules
from dragoman.extractor import Extractor
from dragoman.hookspecs import ReadContext
from dragoman.readers import Reading, read_inputs
from dragoman.runs.batch import extract_all
from dragoman.testing import extractor
from dragoman.testing.snapshots import article_snapshots
from dragoman_plover.petrarch import read_petrarch
from dragoman_plover.table import PloverWriter

ROOT = Path(__file__).parent.parent
CORPUS = sorted(path for path in (ROOT / "corpus").iterdir() if not path.name.startswith("."))


@pytest.fixture(scope="module")
def core() -> Extractor:
    return extractor(packs=[dragoman_rules])


@pytest.fixture
def table_snapshot(request: pytest.FixtureRequest, snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(article_snapshots(request.path, request.node.originalname, "plover.csv"))


def table(core: Extractor, path: Path) -> str:
    """Return the table of one file of the corpus."""
    out = io.StringIO()
    writer = PloverWriter(out)
    for outcome in extract_all(core, petrarch_readings(path) if path.suffix == ".xml" else read_inputs([str(path)])):
        writer.write(outcome.record)
    writer.finish()
    return out.getvalue()


def petrarch_readings(path: Path) -> list[Reading]:
    """Return the articles of a PETRARCH file as the engine's readers hand them on."""
    with path.open("rb") as file:
        return [Reading(article) for article in read_petrarch(file, ReadContext(path.stem, path.name))]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name.partition(".")[0])
def test_corpus_file_gives_its_table(path: Path, core: Extractor, table_snapshot: SnapshotAssertion) -> None:
    assert table(core, path) == table_snapshot


def test_articles_and_tables_belong_together() -> None:
    names = [
        {path.name.partition(".")[0] for path in (ROOT / folder).iterdir() if path.name[0] != "."} for folder in ("corpus", "snapshots")
    ]

    assert names[0] == names[1]
