"""Word classes: what a word is, seen from the words around it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dragoman.annotators.verb_table import VerbForm
from dragoman.annotators.words import tag_words
from dragoman.english import Tag
from dragoman.inflection import Form, verb_forms

VERBS = ("send", "kill", "wound", "deploy", "say", "agree", "go", "leave", "meet", "lead", "know", "arrive")
NOUNS_TOO = (
    "strike",
    "attack",
    "visit",
    "fight",
    "plan",
    "head",
    "call",
    "force",
    "raid",
    "order",
    "return",
    "supply",
    "shell",
    "talk",
    "trade",
)


def known_verbs() -> Mapping[str, VerbForm]:
    table: dict[str, VerbForm] = {}
    for lemmas, noun in ((VERBS, False), (NOUNS_TOO, True)):
        for lemma in lemmas:
            table.update((text, VerbForm(form, noun)) for text, form in verb_forms(lemma).items())
    return table


TABLE = known_verbs()


def tag_of(sentence: str, claimed: Mapping[str, Tag] | None = None) -> Tag:
    """Return the class of the word between asterisks; words are parted by blanks."""
    words = sentence.split()
    texts = [word.strip("*") for word in words]
    settled = {i: tag for i, text in enumerate(texts) for name, tag in (claimed or {}).items() if text == name}
    return tag_words(texts, TABLE, settled).tags[next(i for i, word in enumerate(words) if word.startswith("*"))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("*The* army left .", Tag.DETERMINER),
        ("*Its* army left .", Tag.POSSESSIVE),
        ("*They* left .", Tag.PRONOUN),
        ("Alvia *'s* army left .", Tag.CASE),
        ("the rebels *'* camp", Tag.CASE),
        ("the man *who* left", Tag.RELATIVE),
        ("*while* they left", Tag.SUBORDINATOR),
        ("they left *and* returned", Tag.CONJUNCTION),
        ("it *has* left", Tag.AUXILIARY),
        ("it *could* go", Tag.MODAL),
        ("it did *not* go", Tag.NEGATION),
        ("it did *n't* go", Tag.NEGATION),
        ("it *quickly* left", Tag.ADVERB),
        ("an *elderly* man", Tag.NOUN),
        ("camps *near* Ostra", Tag.PREPOSITION),
        ("go *to* Ostra", Tag.TO),
        ("about *40* men", Tag.NUMBER),
        ("tanks *,* rifles", Tag.COMMA),
        ("it left *;* we stayed", Tag.BARRIER),
        ("it left *—* alone", Tag.BARRIER),
        ("the *“* reform", Tag.QUOTE),
        ("tanks *(* old", Tag.OPEN),
        ("old *)* tanks", Tag.CLOSE),
        ("cease *-* fire", Tag.HYPHEN),
        ("near *Ostra* today", Tag.NAME),
        ("the *bridge* fell", Tag.NOUN),
        ("they are *each* sending tanks", Tag.ADVERB),
        ("it had *further* sent tanks", Tag.ADVERB),
        ("the *first* 2 tanks", Tag.ADJECTIVE),
        ("the state - *of* - the - art tanks", Tag.ADJECTIVE),
        ("arms should no *longer* be sent", Tag.ADVERB),
    ],
)
def test_word_of_a_closed_class_or_none_has_its_class(sentence: str, expected: Tag) -> None:
    assert expected == tag_of(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "the army will *strike* at dawn",
        "the army could *attack* the town",
        "they want to *visit* the town",
        "it did not *visit* the town",
        "he does *plan* more",
        "they *attack* the town",
        "rebels *attack* a convoy",
        "Alvia *plans* an offensive",
        "Alvia *strikes* the town",
        "it wounds and *raids* the town",
        "troops who *fight* the rebels",
        "it *visits* the camp",
        "the army was *attacked* at dawn",
        "the army has *attacked* the town",
        "rebels *attacked* the town",
        "Alvia first *attacked* towns in May",
        "the army is *attacking* the town",
        "rebels *killed* 12 soldiers",
        "the envoy *said* so",
        "soldiers *killed* in the north",
        "12 soldiers *killed* in the north",
        "by *sending* tanks",
        "Alvia quietly *sent* tanks",
        "*Attacking* the town , rebels left",
    ],
)
def test_word_that_may_be_a_noun_is_a_verb_where_one_can_stand(sentence: str) -> None:
    assert tag_of(sentence) is Tag.VERB


@pytest.mark.parametrize(
    "sentence",
    [
        "the *strike* hit the town",
        "an air *strike* on the town",
        "their *attack* failed",
        "Alvia 's *attack* failed",
        "after a deadly *raid* on the camp",
        "3 *attacks* on the camp",
        "a wave of *strikes* on the camp",
        "the *visit* of the envoy",
        "its *plans* were dropped",
        "in *talks* with the rebels",
        "the *supply* of tanks",
        "another *strike* hit the town",
        "every *attack* kills",
        "this *visit* was short",
        "Alvian *strikes* on Ostra had killed 30 people",
        "Leftist *strikes* killed 30 people",
    ],
)
def test_word_that_may_be_a_verb_is_a_noun_inside_a_noun_group(sentence: str) -> None:
    assert tag_of(sentence) in (Tag.NOUN, Tag.NAME)


@pytest.mark.parametrize(
    "sentence",
    [
        "2 *wounded* soldiers were found",
        "the *wounded* soldiers left",
        "a newly *deployed* battalion left",
        "his *killed* comrades",
        "the Alvian - *led* force",
        "*Deployed* soldiers left",
    ],
)
def test_participle_before_a_noun_describes_it(sentence: str) -> None:
    assert tag_of(sentence) is not Tag.VERB


@pytest.mark.parametrize(
    "sentence",
    [
        "Envoy *heads* to the capital",
        "Rebel leader *returns* to the capital",
        "Army *strikes* at dawn",
    ],
)
def test_s_form_is_a_verb_in_a_headline_without_another(sentence: str) -> None:
    assert tag_of(sentence) is Tag.VERB


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("the *US* sent tanks", Tag.NAME),
        ("fighters of *IS* left", Tag.NAME),
        ("the *WHO* said so", Tag.NAME),
        ("*IT* was late", Tag.NAME),
        ("they sent *us* tanks", Tag.PRONOUN),
        ("the plan *is* old", Tag.AUXILIARY),
        ("*Is* it old ?", Tag.AUXILIARY),
        ("*A* raid", Tag.DETERMINER),
    ],
)
def test_word_in_capitals_is_a_name_even_where_the_small_one_is_no_noun(sentence: str, expected: Tag) -> None:
    assert expected == tag_of(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("the claim *that* it left", Tag.RELATIVE),
        ("because *that* man left", Tag.DETERMINER),
        ("*that* attack failed", Tag.DETERMINER),
        ("it said *that* the man left", Tag.RELATIVE),
        ("*more* than 30 men", Tag.DETERMINER),
        ("killed *over* 30 men", Tag.DETERMINER),
        ("flew *over* the town", Tag.PREPOSITION),
        ("*before* leaving", Tag.PREPOSITION),
        ("*so* that it left", Tag.SUBORDINATOR),
        ("he *'s* gone", Tag.AUXILIARY),
        ("they saw *her*", Tag.PRONOUN),
        ("they saw *her* camp", Tag.POSSESSIVE),
    ],
)
def test_function_word_with_two_readings_is_settled_by_its_neighbours(sentence: str, expected: Tag) -> None:
    assert expected == tag_of(sentence)


def test_hyphen_keeps_a_verb_out_of_a_compound() -> None:
    assert tag_of("the Alvian - *led* force") is not Tag.VERB
    assert tag_of("a *strike* - free week") is not Tag.VERB


def test_class_that_another_annotator_settled_is_kept() -> None:
    assert tag_of("the *plan* to leave", {"plan": Tag.DATE}) is Tag.DATE


@pytest.mark.parametrize(
    "sentence",
    [
        "Alvians *killed* a guard",
        "Alvia *attacks* a convoy",
        "Alvians *attack* a convoy",
    ],
)
def test_verb_after_a_name_that_the_lexicons_know_is_a_verb(sentence: str) -> None:
    assert tag_of(sentence, {"Alvians": Tag.NAME, "Alvia": Tag.NAME}) is Tag.VERB


def test_curly_apostrophe_counts_as_a_straight_one() -> None:
    words = tag_words(["Alvia", "’s", "army"], TABLE)

    assert words.lowers == ("alvia", "'s", "army")
    assert words.tags[1] is Tag.CASE


def test_verb_carries_what_its_form_can_be() -> None:
    words = tag_words(["rebels", "killed", "soldiers"], TABLE)

    assert words.forms[1] == Form.PAST | Form.PARTICIPLE


def test_sentence_without_words_has_no_classes() -> None:
    assert tag_words([], TABLE).tags == ()
