"""Analysing: from an article to the sentences that hold a trigger, with their annotations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.analysis.analysing import Analysis, analyse
from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.records import Interval

Analysed = Callable[[str], Analysis]
TEXT = "It was late. Rebels killed 12 villagers. The sky was blue. Alvia sent tanks to Borania and visited Ostra."


@pytest.fixture
def analysed(small_extractor: Extractor) -> Analysed:
    def result(text: str) -> Analysis:
        article = Article(text, date=date(2024, 5, 4))
        return analyse(small_extractor.nlp, article, small_extractor.compiled, small_extractor.pages)

    return result


def test_candidates_are_the_sentences_with_a_trigger(analysed: Analysed) -> None:
    analysis = analysed(TEXT)
    words = {number: [analysis.doc[o.start : o.end].text for o in occurrences] for number, occurrences in analysis.candidates()}

    assert words == {1: ["killed"], 3: ["sent", "visited"]}


def test_sentence_keeps_to_its_bounds(analysed: Analysed) -> None:
    analysis = analysed(TEXT)
    sentence = analysis.sentence(1)

    assert analysis.bounds(1) == (sentence.start, sentence.end)
    assert analysis.doc[sentence.start : sentence.end].text == "Rebels killed 12 villagers."


def test_token_knows_the_number_of_its_sentence(analysed: Analysed) -> None:
    analysis = analysed(TEXT)

    assert [analysis.number(start) for start in analysis.starts] == list(range(len(analysis.starts)))
    assert analysis.number(len(analysis.doc) - 1) == len(analysis.starts) - 1


def test_sentence_is_annotated_once(analysed: Analysed) -> None:
    analysis = analysed(TEXT)

    assert analysis.sentence(1) is analysis.sentence(1)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "It was late.", "1 2 3", "..."])
def test_text_without_triggers_has_no_candidates(analysed: Analysed, text: str) -> None:
    assert list(analysed(text).candidates()) == []


def test_sentence_holds_the_spans_of_its_own_tokens_only(analysed: Analysed) -> None:
    sentence = analysed("Alvia met Borania. Rebels killed General Goran Vell in Ostra on Friday.").sentence(1)

    assert {sentence.doc[span.start : span.end].text for span in sentence.spans if span.type == "place"} == {"Ostra"}
    assert [sentence.doc[span.start : span.end].text for span in sentence.persons] == ["Goran Vell"]
    assert [span.value for span in sentence.dates] == [Interval(date(2024, 5, 3), date(2024, 5, 3))]
    assert not any(span.type == "actor" for span in sentence.spans)


def test_group_is_said_to_include_the_objects_of_a_containing_verb(analysed: Analysed) -> None:
    sentence = analysed("The equipment Alvia has sent includes tanks and rifles.").sentence(0)
    words = {sentence.doc[head].text: [sentence.doc[g.head].text for g in groups] for head, groups in sentence.contents.items()}

    assert words["equipment"] == ["tanks", "rifles"]


def test_noun_group_and_preposition_are_found_from_a_token(analysed: Analysed) -> None:
    sentence = analysed("Rebels killed villagers near the town.").sentence(0)
    group = sentence.noun_group_at(5)

    assert group is not None
    assert sentence.preposition_before(group) == "near"
    assert sentence.noun_group_at(1) is None
