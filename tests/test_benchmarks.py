"""What the benchmarks measure with: texts and packs made up from a seed, rows with targets; and what may be counted instead of timed."""

from __future__ import annotations

import re

import pytest

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.stopwatch import Stopwatch
from hostile import sentence
from measuring import Row, ratio
from newswriter import CONFLICT, GENERAL, Newswriter, density
from packmaker import Packmaker
from run import line


def attempts(extractor: Extractor, article: Article) -> int:
    """Return how often a rule was tried on a trigger: a count, so it is the same on every machine."""
    watch = Stopwatch(lambda: 0.0)
    extractor.extract(article, watch=watch)
    return watch.times.attempts.total()


def test_same_seed_gives_the_same_articles() -> None:
    assert Newswriter(3).articles(4, CONFLICT) == Newswriter(3).articles(4, CONFLICT)
    assert Newswriter(3).articles(4, CONFLICT) != Newswriter(4).articles(4, CONFLICT)


def test_every_hole_of_a_sentence_is_filled() -> None:
    text = " ".join(article.text for shares in (GENERAL, CONFLICT) for article in Newswriter(1).articles(60, shares))

    assert "{" not in text
    assert len(set(re.findall(r"\w+", text))) > 2_000


def test_strata_are_as_dense_as_real_news(core_extractor: Extractor) -> None:
    general, conflict = (density(core_extractor, Newswriter(5).articles(25, shares)) for shares in (GENERAL, CONFLICT))

    assert general["mentions"] < 0.05 < 0.15 < conflict["mentions"] < 0.4
    assert all(20 < counts["words"] < 32 and 2 < counts["triggers"] < 6 for counts in (general, conflict))


def test_packs_of_rules_and_names_have_the_size_asked_for(core_extractor: Extractor) -> None:
    maker = Packmaker(core_extractor.packs, 1)
    rules, names = maker.rules(90), maker.lexicons(300)

    assert (len(rules.rules), len(rules.events)) == (90, 3)
    assert sum(len(lexicon.entries) for lexicon in names.lexicons) == 300
    assert Packmaker(core_extractor.packs, 1).rules(90) == rules


def test_extractor_takes_a_pack_made_up(core_extractor: Extractor) -> None:
    maker = Packmaker(core_extractor.packs, 1)
    grown = Extractor((*core_extractor.packs, maker.rules(50), maker.lexicons(60)))

    assert len(grown.compiled.rules) == len(core_extractor.compiled.rules) + 50


def test_hostile_sentence_has_the_length_asked_for_and_is_full_of_triggers(core_extractor: Extractor) -> None:
    doc = core_extractor.nlp.make_doc(sentence(2_000))

    assert 1_800 < len(doc) < 2_200
    assert len(core_extractor.compiled.triggers.find(doc)) > len(doc) / 4


def test_rules_are_tried_in_proportion_to_the_length_of_a_hostile_sentence(core_extractor: Extractor) -> None:
    short, long = (attempts(core_extractor, Article(sentence(tokens))) for tokens in (1_000, 2_000))

    assert 1.5 < long / short < 2.3


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (Row("a", "a", 2.0, limit=3), True),
        (Row("a", "a", 4.0, limit=3), False),
        (Row("a", "a", 4.0, limit=3, least=True), True),
        (Row("a", "a", None, limit=3), None),
        (Row("a", "a", 4.0), None),
    ],
)
def test_row_says_whether_its_target_is_met(row: Row, met: bool | None) -> None:
    assert row.met is met


def test_row_of_the_table_has_the_target_beside_the_figure() -> None:
    assert line(Row("a", "extra rules", 12.3, "%", 25)) == "| extra rules | 12 % | ≤ 25 % | yes |"
    assert (
        line(Row("a", "a peer", None, limit=20, least=True, note="not installed"))
        == "| a peer (not installed) | not measured | ≥ 20 × |  |"
    )


def test_ratio_is_the_median_of_rounds() -> None:
    assert ratio([2, 9, 4], [1, 1, 1]) == 4
