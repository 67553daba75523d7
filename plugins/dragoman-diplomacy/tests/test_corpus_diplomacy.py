"""The articles of corpus/, each against its snapshot, and the promises of the pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

import dragoman_diplomacy
import dragoman_rules
from dragoman.extractor import Extractor
from dragoman.testing import extractor, orphans, printed

ROOT = Path(__file__).parent.parent
CORPUS = sorted(path for path in (ROOT / "corpus").iterdir() if not path.name.startswith("."))


@pytest.fixture(scope="module")
def with_core() -> Extractor:
    return extractor(packs=[dragoman_rules, dragoman_diplomacy])


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_diplomacy_article_gives_its_snapshot(
    path: Path, with_core: Extractor, article_snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    assert printed(with_core, path.relative_to(ROOT)) == article_snapshot


def test_diplomacy_articles_and_snapshots_belong_together() -> None:
    assert orphans(ROOT / "corpus", ROOT / "snapshots") == []


def test_diplomacy_has_fifteen_rules_with_three_matches_and_two_rejections_each(with_core: Extractor) -> None:
    rules = [rule for pack in with_core.packs if pack.name == "diplomacy" for rule in pack.rules]
    thin = [rule.id for rule in rules if sum(e.matches for e in rule.examples) < 3 or sum(not e.matches for e in rule.examples) < 2]

    assert len(rules) >= 15
    assert thin == []
