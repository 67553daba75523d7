"""Quotations in every kind of marks."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotators.quotations import Quotation, find_quotations

NLP = spacy.blank("en")


def quoted(text: str) -> list[str]:
    doc = NLP(text)
    return [doc[found.start : found.end].text for found in find_quotations(doc)]


CASES = [
    ('The envoy said "we shall go." He left.', ['"we shall go."']),
    ('"Yes," he said. "No."', ['"Yes,"', '"No."']),
    ("He said “we shall go.” He left.", ["“we shall go.”"]),
    ("”The plan is dead,” he said, ”a kind of trap”.", ["”The plan is dead,”", "”a kind of trap”"]),
    ("„Wir gehen“, he said.", ["„Wir gehen“"]),
    ("„Idziemy”, he said.", ["„Idziemy”"]),
    ("She called it «oui» and »ja«.", ["«oui»", "»ja«"]),
    ("``We go,'' he said.", ["``We go,''"]),
    ('"""As we gather tonight,"" he said, adding ""that is all.""', ['"""As we gather tonight,""', '""that is all.""']),
    ("'We shall go,' he said, 'and nobody can stop us.'", ["'We shall go,'", "'and nobody can stop us.'"]),
    ("‘We shall go,’ he said.", ["‘We shall go,’"]),
    ("“He told me ‘go away’ twice,” she said.", ["“He told me ‘go away’ twice,”"]),
    ("'He told me \"go away\" twice,' she said.", ["'He told me \"go away\" twice,'"]),
    ("He said “the “free” zone is safe” today.", ["“the “free” zone is safe”"]),
    ("The soldiers' morale fell in the '90s and rock 'n' roll rose.", []),
    ("Don't tell 'em the generals' plan.", []),
    ("The ‘freedom fighters’ of the north", ["‘freedom fighters’"]),
    ("He is a 5'10\" man.", []),
    ("They hid “the truth.\nThe police said nothing.", ["“the truth."]),
    ('He said "we go. He said "we stay" too.', ['"we go. He said', '"we stay"']),
    ("Nothing is quoted here.", []),
    ('" "', []),
    ('"', []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_are_found_with_their_marks(text: str, expected: list[str]) -> None:
    assert expected == quoted(text)


def test_a_quotation_of_several_paragraphs_is_one_in_each() -> None:
    found = quoted("“One thing is clear to us all.\n\n“Two more things are clear.\n\n“Three,” he said. “Four.”")

    assert found == ["“One thing is clear to us all.", "“Two more things are clear.", "“Three,”", "“Four.”"]


def test_short_quotations_are_marked_as_scare_quotes() -> None:
    found = find_quotations(NLP("The “special operation” goes on, and “nobody will ever stop it now,” he said."))

    assert [True, False] == [quotation.scare for quotation in found]


def test_a_quotation_spans_the_lines_of_wrapped_text() -> None:
    text = "The minister said “the army is at\nthe river and will stay\nthere until spring comes” and\nleft the room."

    assert ["“the army is at\nthe river and will stay\nthere until spring comes”"] == quoted(text)


HOSTILE = ['a "b ' * 8_000, "a “b " * 8_000, "a” b " * 8_000, "'a " * 8_000, "“a\n\n" * 8_000, "« a » " * 8_000, "s' 'a " * 8_000]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_marks_take_linear_work(hostile: str) -> None:
    assert_well_formed(hostile)


PIECES = st.sampled_from(
    ['"', '""', "“", "”", "'", "‘", "’", "„", "«", "»", "``", "''", " ", "\n\n", "\n", "said", "We go", ".", ",", "s", "("]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)))
def test_quotations_of_any_text_are_well_formed(text: str) -> None:
    assert_well_formed(text)


def assert_well_formed(text: str) -> None:
    doc = NLP(text)
    found = find_quotations(doc)
    edges = [edge for quotation in found for edge in (quotation.start, quotation.end)]

    assert edges == sorted(edges)
    assert all(0 <= quotation.start < quotation.end <= len(doc) for quotation in found)
    assert found == find_quotations(doc)
    assert all(isinstance(quotation, Quotation) for quotation in found)
