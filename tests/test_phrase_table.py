"""The table of phrases: which of many phrases stand in a Doc."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.matcher import PhraseMatcher

from dragoman.annotators.cutting import Cutter
from dragoman.annotators.phrase_table import phrase_table
from dragoman.pipeline import blank_pipeline

WORDS = st.lists(st.sampled_from(["a", "b", "A", "b-a"]), max_size=8).map(" ".join)


@pytest.fixture(scope="module", name="nlp")
def fresh_tokenizer() -> Language:
    return blank_pipeline()


@given(phrases=st.sets(WORDS.filter(bool)), text=WORDS, lower=st.booleans())
def test_table_finds_what_the_phrase_matcher_finds(nlp: Language, phrases: set[str], text: str, lower: bool) -> None:
    cutter, doc = Cutter(nlp, lower=lower), nlp.make_doc(text)
    table = phrase_table("LOWER" if lower else "ORTH", map(cutter.hashes, sorted(phrases)))
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER" if lower else "ORTH")
    for phrase in phrases:
        matcher.add(phrase, [nlp.make_doc(phrase)])

    assert {(start, end, doc[start:end].text) for _, start, end in matcher(doc)} == {
        (start, end, sorted(phrases)[number] if not lower else doc[start:end].text) for start, end, number in table.find(doc)
    }


def test_empty_table_finds_nothing(nlp: Language) -> None:
    assert list(phrase_table("ORTH", ()).find(nlp.make_doc("a b"))) == []
