"""Inflection: the forms of verbs and nouns that rules give as lemmas."""

from __future__ import annotations

import pytest
from lemminflect import getAllInflections, getAllInflectionsOOV

from dragoman.extractor import Extractor
from dragoman.inflection import Form, plural_forms, verb_form_bits, verb_forms, word_forms
from dragoman.inflection_model import guessed_inflections
from dragoman.inflection_table import listed_inflections


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("visit", {"visit", "visits", "visiting", "visited"}),
        ("send", {"send", "sends", "sending", "sent"}),
        ("fly", {"fly", "flies", "flying", "flew", "flown"}),
        ("shell", {"shell", "shells", "shelling", "shelled"}),
        ("shoot dead", {"shoot dead", "shoots dead", "shooting dead", "shot dead"}),
        ("lay down arms", {"lay down arms", "lays down arms", "laying down arms", "laid down arms"}),
        ("airdrop", {"airdrop", "airdrops", "airdropping", "airdropped"}),
    ],
)
def test_verb_has_all_its_forms(lemma: str, expected: set[str]) -> None:
    assert expected <= set(verb_forms(lemma))


@pytest.mark.parametrize(
    ("lemma", "word", "expected"),
    [
        ("kill", "kill", Form.BASE),
        ("kill", "kills", Form.S),
        ("kill", "killing", Form.ING),
        ("kill", "killed", Form.PAST | Form.PARTICIPLE),
        ("give", "gave", Form.PAST),
        ("give", "given", Form.PARTICIPLE),
        ("hit", "hit", Form.BASE | Form.PAST | Form.PARTICIPLE),
        ("shoot dead", "shot dead", Form.PAST | Form.PARTICIPLE),
    ],
)
def test_verb_form_knows_what_it_can_be(lemma: str, word: str, expected: Form) -> None:
    assert expected == verb_forms(lemma)[word]


def test_verb_takes_forms_that_a_lexicon_gives() -> None:
    forms = verb_form_bits("sneak", {"past": "snuck", "participle": "snuck"})

    assert Form.PAST | Form.PARTICIPLE == Form(forms["snuck"])


def test_verb_nobody_knows_is_inflected_like_a_regular_one() -> None:
    forms = verb_forms("grobble")

    assert Form.S == forms["grobbles"]
    assert Form.ING == forms["grobbling"]
    assert Form.PAST | Form.PARTICIPLE == forms["grobbled"]


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("raid", ("raids",)),
        ("ceasefire deal", ("ceasefire deals",)),
        ("foreign ministry", ("foreign ministries",)),
        ("serviceman", ("servicemen",)),
        ("child", ("children",)),
    ],
)
def test_noun_has_its_plural_on_the_last_word(noun: str, expected: tuple[str, ...]) -> None:
    assert expected == plural_forms(noun)


def test_finite_forms_are_base_s_and_past() -> None:
    assert Form.BASE | Form.S | Form.PAST == Form.FINITE


@pytest.mark.parametrize("upos", ["VERB", "NOUN"])
def test_listed_forms_are_those_of_the_library(upos: str, core_extractor: Extractor) -> None:
    names = {entry.name for pack in core_extractor.packs for lexicon in pack.lexicons for entry in lexicon.entries}
    words = sorted({word for name in names for word in name.split(" ")} | {"be", "Can", "ARM", "bless", "Police", "", "grobble"})

    assert {word: getAllInflections(word, upos) for word in words} == {word: listed_inflections(word, upos) for word in words}


@pytest.mark.parametrize("upos", ["VERB", "NOUN"])
def test_guessed_forms_are_those_of_the_library(upos: str, core_extractor: Extractor) -> None:
    names = {entry.name for pack in core_extractor.packs for lexicon in pack.lexicons for entry in lexicon.entries}
    words = sorted({word for name in names for word in name.split(" ")} | {"grobble", "Grobble", "GROB", "stop", "sarcoma", "é", "x"})

    assert {word: getAllInflectionsOOV(word, upos) for word in words} == {word: guessed_inflections(word, upos) for word in words}


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("hacker", {"hacker", "hackers"}),
        ("disclose", {"disclose", "discloses", "disclosed", "disclosing"}),
        ("strike", {"strike", "strikes", "struck", "striking"}),
        ("quarter-final", {"quarter-final", "quarter-finals"}),
    ],
)
def test_word_is_inflected_as_what_the_dictionary_lists_it(word: str, forms: set[str]) -> None:
    assert forms <= word_forms(word)
    assert not word_forms(word) & {"hackered", "disclosings"}
