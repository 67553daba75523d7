"""The slot type of treaties: what finds them and how they are written."""

from __future__ import annotations

import pytest
import spacy

from dragoman.article import Article
from dragoman.hookspecs import ArticleContext, SlotContext
from dragoman.records import Entity, Term
from dragoman_diplomacy.treaties import find_treaties, normalise_treaty


def names(text: str) -> list[str]:
    """Return the treaties that the annotator finds in a text."""
    doc = spacy.blank("en")(text)
    return [doc[span.start : span.end].text for span in find_treaties(doc, ArticleContext(Article(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenya left the Berbera Maritime Accord.", ["Berbera Maritime Accord"]),
        ("They signed the Treaty of Xanadu in May.", ["Treaty of Xanadu"]),
        ("The Jeddah-Suez Transit Agreement holds.", ["Jeddah-Suez Transit Agreement"]),
        ("The Treaty was burnt.", []),
        ("They signed an agreement on fish.", []),
    ],
)
def test_treaty_is_found_by_the_shape_of_its_name(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_kind_of_treaty_gets_the_year_that_its_noun_group_tells() -> None:
    value = normalise_treaty(Term("defence treaty"), SlotContext("defence pact", "the 1979 defence pact"))

    assert value == Entity("defence treaty (1979)")


def test_named_treaty_keeps_its_name_whatever_the_year() -> None:
    value = normalise_treaty(Entity("Rome Statute"), SlotContext("Rome Statute", "the 1998 Rome Statute"))

    assert value == Entity("Rome Statute")
