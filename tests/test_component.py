"""The spaCy component: events in anybody's pipeline."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.language import Language

from dragoman.article import Article
from dragoman.component import SPANS_KEY, EventComponent
from dragoman.extractor import Extractor
from dragoman.records import Extraction, Interval

TEXT = "Rebels killed 12 soldiers in Goma on Friday. French President Emmanuel Macron visited Kyiv."


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.add_pipe("dragoman", config={"plugins": ["core"]})
    return pipeline


def test_component_is_found_by_its_name_and_stands_beside_others(nlp: Language) -> None:
    assert nlp.pipe_names == ["sentencizer", "dragoman"]
    assert isinstance(nlp.get_pipe("dragoman"), EventComponent)


def test_component_writes_triggers_as_spans_labelled_with_their_kind(nlp: Language) -> None:
    doc = nlp(TEXT)

    assert [(span.text, span.label_) for span in doc.spans[SPANS_KEY]] == [("killed", "casualties"), ("visited", "visit")]


def test_component_hands_out_what_the_extractor_finds(nlp: Language, core_extractor: Extractor) -> None:
    assert core_extractor.extract(Article(TEXT)) == nlp(TEXT)._.dragoman


def test_component_resolves_dates_from_the_date_of_publication(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.published = date(2024, 5, 4)
    doc = nlp(doc)
    (filler,) = doc._.dragoman.mentions[0].slots["time"]

    assert Interval(date(2024, 5, 3), date(2024, 5, 3)) == filler.value


@pytest.mark.parametrize("text", ["", " ", "It was late."])
def test_component_finds_nothing_where_nothing_is(nlp: Language, text: str) -> None:
    doc = nlp(text)

    assert list(doc.spans[SPANS_KEY]) == []
    assert doc._.dragoman == Extraction()


def test_component_leaves_the_tokens_alone(nlp: Language) -> None:
    assert [token.text for token in nlp.make_doc(TEXT)] == [token.text for token in nlp(TEXT)]


def test_component_reads_many_texts_in_a_row(nlp: Language) -> None:
    docs = list(nlp.pipe([TEXT, "It was late.", TEXT]))

    assert [len(doc.spans[SPANS_KEY]) for doc in docs] == [2, 0, 2]
