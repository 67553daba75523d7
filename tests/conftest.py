"""What the tests share: the repository's folders, deterministic hypothesis, snapshots that are the engine's own text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from syrupy.assertion import SnapshotAssertion
from syrupy.data import Snapshot, SnapshotCollection
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex

from dragoman.analysing import analyse
from dragoman.annotators.sentence import Sentence
from dragoman.article import Article
from dragoman.example_marks import marked_text, read_marks
from dragoman.extractor import Extractor
from dragoman.language import Mark
from dragoman.packs import read_pack

ROOT = Path(__file__).parent.parent

# The same examples in every run, and no failure because a machine is slow.
settings.register_profile("deterministic", derandomize=True, deadline=None, database=None, max_examples=60)
settings.load_profile("deterministic")


class RecordSnapshot(SingleFileSnapshotExtension):
    """One text in snapshots/ for each file of the corpus, exactly as the command line prints it."""

    _write_mode = WriteMode.TEXT
    file_extension = "json"

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(ROOT / "snapshots")

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: SnapshotIndex = 0) -> str:
        return test_location.snapshot_name

    @classmethod
    def get_file_basename(cls, *, test_location: PyTestLocation, index: SnapshotIndex) -> str:
        return test_location.nodeid.partition("[")[2].removesuffix("]")

    @classmethod
    def matches_test_location(cls, *, test_location: PyTestLocation, snapshot_location: str) -> bool:
        return test_location.basename == "test_corpus"

    def read_snapshot_collection(self, *, snapshot_location: str) -> SnapshotCollection:
        collection = SnapshotCollection(location=snapshot_location)
        collection.add(Snapshot(name=f"test_corpus_file_gives_its_snapshot[{Path(snapshot_location).stem}]"))
        return collection


@pytest.fixture
def record_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(RecordSnapshot)


@pytest.fixture(scope="session")
def core_extractor() -> Extractor:
    """Return an extractor with the core pack alone: another plugin in somebody's environment changes no test."""
    return Extractor.installed(only=["core"])


@pytest.fixture(scope="session")
def small_extractor() -> Extractor:
    """Return an extractor with the few invented names and rules of tests/packs/borders."""
    return Extractor([read_pack(ROOT / "tests" / "packs" / "borders")])


@pytest.fixture(scope="session")
def sentence_of(small_extractor: Extractor) -> Callable[[str], Sentence]:
    """Return what gives a text's first sentence with its annotations; a second one sees to it that there is a trigger."""

    def annotated(text: str) -> Sentence:
        article = Article(f"{text} Rebels killed villagers.")
        return analyse(small_extractor.nlp, article, small_extractor.compiled, small_extractor.pages).sentence(0)

    return annotated


@pytest.fixture(scope="session")
def remark(small_extractor: Extractor) -> Callable[[str], str]:
    """Return what takes the ``[slot: words]`` marks off a text and writes those back that the small pack's rules find."""

    def found(written: str) -> str:
        text = read_marks(written).text
        mentions = small_extractor.extract(Article(text)).mentions
        marks = {
            Mark(slot, filler.span.start, filler.span.end)
            for mention in mentions
            for slot, fillers in mention.slots.items()
            for filler in fillers
            if filler.span != mention.trigger
        }
        return marked_text(text, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.slot))))

    return found
