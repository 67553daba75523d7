"""Coordination: which noun groups stand in one list, and where a list ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.annotators.coordination import examples, listed, listed_back
from dragoman.annotators.sentence import Sentence

SentenceOf = Callable[[str], Sentence]


def chunk_index(sentence: Sentence, words: str) -> int:
    chunks = sentence.clauses.chunks
    return next(k for k, chunk in enumerate(chunks) if sentence.doc[chunk.start : chunk.end].text == words)


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("They sent tanks.", "tanks", ["tanks"]),
        ("They sent tanks and rifles.", "tanks", ["tanks", "rifles"]),
        ("They sent tanks or rifles.", "tanks", ["tanks", "rifles"]),
        ("They sent tanks, rifles and missiles.", "tanks", ["tanks", "rifles", "missiles"]),
        ("They sent tanks, rifles, and missiles.", "tanks", ["tanks", "rifles", "missiles"]),
        ("They sent tanks, old rifles, ammunition and 20 missiles.", "tanks", ["tanks", "old rifles", "ammunition", "20 missiles"]),
        ("They sent tanks as well as rifles.", "tanks", ["tanks", "rifles"]),
        ("They sent tanks, as well as rifles.", "tanks", ["tanks", "rifles"]),
        ("They sent tanks & rifles.", "tanks", ["tanks", "rifles"]),
        ("They sent arms, including tanks and rifles.", "arms", ["arms", "tanks", "rifles"]),
        ("They sent arms such as tanks and rifles.", "arms", ["arms", "tanks", "rifles"]),
        ("They sent “tanks” and “rifles”.", "tanks", ["tanks", "rifles"]),
        ("They sent tanks but rifles stayed.", "tanks", ["tanks"]),
        ("They sent neither tanks nor rifles.", "neither tanks", ["neither tanks", "rifles"]),
        ("They sent tanks, the ministry said.", "tanks", ["tanks"]),
        ("They sent tanks and the ministry was silent.", "tanks", ["tanks"]),
        ("They sent tanks and they left.", "tanks", ["tanks"]),
        ("They sent tanks and Alvia will send rifles.", "tanks", ["tanks"]),
        ("They killed soldiers and villagers in Ostra.", "soldiers", ["soldiers", "villagers"]),
        ("They killed 12 soldiers and 30 wounded were found.", "12 soldiers", ["12 soldiers"]),
        ("They killed 12 soldiers and 14 others wounded in Ostra were found.", "12 soldiers", ["12 soldiers"]),
        ("They killed villagers and Alvia sent tanks.", "villagers", ["villagers"]),
    ],
)
def test_list_goes_on_to_its_last_item(sentence_of: SentenceOf, text: str, first: str, expected: list[str]) -> None:
    sentence = sentence_of(text)
    groups, last = listed(sentence.clauses, chunk_index(sentence, first))

    assert expected == [sentence.doc[group.start : group.end].text for group in groups]
    assert sentence.clauses.noun(last) is not None


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("Rebels left.", "Rebels", ["Rebels"]),
        ("Rebels and villagers were killed.", "villagers", ["Rebels", "villagers"]),
        ("Rebels, villagers and a child were killed.", "a child", ["Rebels", "villagers", "a child"]),
        ("Rebels, villagers, and a child were killed.", "a child", ["Rebels", "villagers", "a child"]),
        ("In Ostra, rebels and villagers were killed.", "villagers", ["rebels", "villagers"]),
        ("Near the camp, rebels, villagers and a child were killed.", "a child", ["rebels", "villagers", "a child"]),
        ("Three soldiers in Ostra and two in Velden were killed.", "two", ["Three soldiers", "two"]),
        ("They entered Ostra and villagers were killed.", "villagers", ["villagers"]),
    ],
)
def test_list_begins_with_its_first_item(sentence_of: SentenceOf, text: str, last: str, expected: list[str]) -> None:
    sentence = sentence_of(text)
    groups, _ = listed_back(sentence.clauses, chunk_index(sentence, last))

    assert expected == [sentence.doc[group.start : group.end].text for group in groups]


def test_list_behind_including_is_part_when_a_verb_follows(sentence_of: SentenceOf) -> None:
    sentence = sentence_of("Six villagers including soldiers and rebels were killed.")
    groups, _ = listed_back(sentence.clauses, chunk_index(sentence, "rebels"))

    assert [False, True] == [group.part for group in groups]


def test_list_behind_including_is_part_of_what_stands_before(sentence_of: SentenceOf) -> None:
    sentence = sentence_of("They killed 12 soldiers, including two officers and a general.")
    groups, _ = listed(sentence.clauses, chunk_index(sentence, "12 soldiers"))

    assert [group.part for group in groups] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("Countries such as Alvia, Borania and Cordovia have sent tanks.", "Countries", ["Alvia", "Borania", "Cordovia"]),
        ("Countries, including Alvia, and Cordovia, have sent tanks.", "Countries", ["Alvia", "Cordovia"]),
        ("Countries like Alvia sent tanks.", "Countries", ["Alvia"]),
        ("Countries near Alvia sent tanks.", "Countries", []),
    ],
)
def test_examples_say_what_a_plural_holds(sentence_of: SentenceOf, text: str, first: str, expected: list[str]) -> None:
    sentence = sentence_of(text)

    assert expected == [sentence.doc[group.start : group.end].text for group in examples(sentence.clauses, chunk_index(sentence, first))]
