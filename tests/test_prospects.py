"""Prospects: a sentence is annotated, and a rule tried, only where the rule can match."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman.analysis.analysing import analyse
from dragoman.analysis.linking import Memory
from dragoman.analysis.prospects import Prospects
from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.matching.matches import Trace
from dragoman.records import Entity
from dragoman.stopwatch import Stopwatch

Rules = Callable[[str], set[str]]
ROOT = Path(__file__).parent.parent


@pytest.fixture
def hopeful(small_extractor: Extractor) -> Rules:
    """Return what gives the rules that may match in the last sentence of a text."""

    def found(text: str) -> set[str]:
        analysis = analyse(small_extractor.nlp, Article(text), small_extractor.compiled, small_extractor.pages)
        *_, (number, occurrences) = analysis.candidates()
        rules = small_extractor.compiled.rules
        return {
            rules[index].rule.name.split("/")[1]
            for kept in Prospects(small_extractor.compiled).outlook(analysis).promising(number, occurrences)
            for index in kept.form.rules
        }

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alvia sent 20 tanks to Borania.", {"sent"}),
        ("Alvia sent a letter to Borania.", set()),
        ("Rebels killed 12 villagers.", {"killed"}),
        ("The company killed the project.", set()),
        ("He arrived. The company killed him.", set()),
        ("President Goran Vell left. The company killed him.", {"killed"}),
        ("Borania called for a truce.", {"called_for"}),
        ("Borania called for help.", set()),
        ("The delivery was late.", set()),
    ],
)
def test_rule_may_match_where_its_words_and_something_for_its_slots_stand(hopeful: Rules, text: str, expected: set[str]) -> None:
    assert expected == hopeful(text)


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        ("Brazil has 300 soldiers in Goma.", "had_troops", True),
        (
            "Brazil has soldiers in Goma, where it was cold, wet and dark for all that anybody remembers of that year, 1990.",
            "had_troops",
            False,
        ),
        ("Brazil has a force of 300 in Goma.", "had_troops", True),
        ("Brazil has 300 soldiers.", "had_troops", False),
        ("The minister, Ann Lee, will head to Rome.", "travelled", True),
        ("The head of the bank, Ann Lee, went on to Rome by 1990.", "travelled", True),
        ("The head of the bank, Ann Lee, was ill.", "travelled", False),
        ("Two firms ship sugar.", "moved", False),
        ("Brazil will ship 300 soldiers to Goma.", "moved", True),
    ],
)
def test_phrase_asks_for_its_prepositions_and_for_figures_near_what_it_counts(
    core_extractor: Extractor, text: str, rule: str, expected: bool
) -> None:
    analysis = analyse(core_extractor.nlp, Article(text), core_extractor.compiled, core_extractor.pages)
    outlook, rules = Prospects(core_extractor.compiled).outlook(analysis), core_extractor.compiled.rules
    kept = [
        index for number, triggers in analysis.candidates() for found in outlook.promising(number, triggers) for index in found.form.rules
    ]

    assert expected == any(rules[index].rule.name.endswith(f"/{rule}") for index in kept)


def test_rules_are_tried_only_where_they_may_match(small_extractor: Extractor) -> None:
    text = "Alvia sent a letter. " * 50 + "Alvia sent 20 tanks to Borania. " + "The company killed the project. " * 50
    watch = Stopwatch(lambda: 0.0)
    small_extractor.extract(Article(text), watch=watch)

    assert {"borders:transfer/sent": 1} == watch.times.attempts


def test_antecedent_is_found_without_annotating_what_nobody_asks_for(small_extractor: Extractor) -> None:
    article = Article("President Goran Vell spoke to Alvia. It was late. It was dark. He visited Ostra.")
    analysis = analyse(small_extractor.nlp, article, small_extractor.compiled, small_extractor.pages)
    memory = Memory(analysis, small_extractor.cues)
    memory.reach(3)
    person = memory.person(3, len(analysis.doc))

    assert person is not None
    assert Entity("Goran Vell") == person.value
    assert 0 == analysis.annotated


@pytest.mark.parametrize("path", sorted((ROOT / "corpus").glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_not_tried_would_have_failed(core_extractor: Extractor, path: Path) -> None:
    article = Article(path.read_text(encoding="utf-8"), date=date(2025, 3, 27))
    everything = Trace()
    watch = Stopwatch(lambda: 0.0)

    assert core_extractor.extract(article, everything) == core_extractor.extract(article, watch=watch)
    assert 2 * watch.times.attempts.total() < len({(a.rule.key, a.occurrence) for a in everything.attempts})
