"""Cutting: names and words are cut as the tokenizer cuts them."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from dragoman.annotators.cutting import Cutter
from dragoman.extractor import Extractor
from dragoman.pipeline import blank_pipeline

PIECES = [
    "Kamov",
    "ka",
    "é",
    "52",
    "7",
    "km",
    "M",
    "s",
    "-",
    "--",
    "'",
    "'s",
    "’",
    ".",
    "U.S.",
    "(",
    ")",
    "/",
    "$",
    "%",
    "+",
    "cannot",
    "_",
]


@pytest.fixture(scope="module", name="nlp")
def fresh_tokenizer() -> Language:
    return blank_pipeline()


def expected(nlp: Language, text: str) -> tuple[str, ...]:
    return tuple(token.text for token in nlp.make_doc(text))


@pytest.mark.parametrize(
    "word",
    [
        "tanks",
        "cannot",
        "Mi-28N",
        "T-64Bs",
        "surface-to-air",
        "40km",
        "Almas3",
        "-led",
        "mid-",
        "U.S.-led",
        "x.com",
        "55-year",
        "A-",
        "-",
        "",
    ],
)
def test_word_is_cut_as_the_tokenizer_cuts_it(nlp: Language, word: str) -> None:
    assert expected(nlp, word) == Cutter(nlp).tokens(word)


@given(words=st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), max_size=3))
def test_text_is_cut_as_the_tokenizer_cuts_it(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    tokens = expected(nlp, text)

    assert tuple(nlp.vocab.strings[token] for token in tokens) == Cutter(nlp).hashes(text)
    assert tuple(nlp.vocab.strings[token.lower()] for token in tokens) == Cutter(nlp, lower=True).hashes(text)


def test_names_of_the_core_pack_are_cut_as_the_tokenizer_cuts_them(nlp: Language, core_extractor: Extractor) -> None:
    names = {entry.name for pack in core_extractor.packs for lexicon in pack.lexicons for entry in lexicon.entries}
    cutter = Cutter(nlp)
    found = {name: cutter.hashes(name) for name in names}

    assert {name: tuple(token.orth for token in nlp.make_doc(name)) for name in names} == found


@given(parts=st.lists(st.text(string.ascii_letters, min_size=1, max_size=9), min_size=2, max_size=5))
def test_hyphens_between_letters_are_tokens(nlp: Language, parts: list[str]) -> None:
    word = "-".join(parts)

    assert expected(nlp, word) == Cutter(nlp).tokens(word) == tuple("- ".join(parts).replace("-", " -").split(" "))


@given(st.lists(st.sampled_from([*PIECES, " ", "ΑΣ", "ß", "id", "Id"]), min_size=1, max_size=6).map("".join))
def test_first_token_is_among_what_it_may_be(nlp: Language, text: str) -> None:
    cutter = Cutter(nlp)
    first = expected(nlp, text)[0]

    assert nlp.vocab.strings[first.lower()] in cutter.firsts(text.partition(" ")[0] or text)
    assert nlp.vocab.strings[first.lower()] == cutter.first(text)
