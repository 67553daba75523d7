"""What the tests share: the repository's folders, deterministic hypothesis, extractors."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

import dragoman_rules
from dragoman.analysis.analysing import analyse
from dragoman.annotators.sentence import Sentence
from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.language import Mark
from dragoman.packs.example_marks import marked_text, read_marks
from dragoman.testing import extractor

ROOT = Path(__file__).parent.parent

# The plugins of plugins/ are installed in the same environment; what the core tests is the core.
os.environ.setdefault("DRAGOMAN_PLUGINS", "core")

# No test leaves compiled rules among the user's own files.
_CACHE = TemporaryDirectory(prefix="dragoman-tests-")
os.environ["DRAGOMAN_CACHE_DIR"] = _CACHE.name

# The same examples in every run, and no failure because a machine is slow.
settings.register_profile("deterministic", derandomize=True, deadline=None, database=None, max_examples=60)
settings.load_profile("deterministic")


WriteFiles = Callable[[Path, Mapping[str, str]], Path]


@pytest.fixture(scope="session")
def write_files() -> WriteFiles:
    """Return what writes files, by their names in a folder, and gives the folder back."""

    def written(folder: Path, files: Mapping[str, str]) -> Path:
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        return folder

    return written


@pytest.fixture(scope="session")
def write_grain(write_files: WriteFiles) -> WriteFiles:
    """Return what writes the pack of tests/packs/grain into a folder, with more files or others in the place of its own."""

    def written(folder: Path, files: Mapping[str, str]) -> Path:
        copytree(ROOT / "tests" / "packs" / "grain", folder)
        return write_files(folder, files)

    return written


@pytest.fixture(scope="session")
def core_extractor() -> Extractor:
    """Return an extractor with the core pack alone: another plugin in somebody's environment changes no test."""
    return extractor(packs=[dragoman_rules])


@pytest.fixture(scope="session")
def small_extractor() -> Extractor:
    """Return an extractor with the few invented names and rules of tests/packs/borders."""
    return extractor(packs=[ROOT / "tests" / "packs" / "borders"])


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
