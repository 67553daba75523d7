"""Readings: what a noun group can be taken for when a slot asks for a type."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.annotators.groups import NounGroup
from dragoman.annotators.sentence import Sentence
from dragoman.matching.facets import facet
from dragoman.matching.readings import Found, read, read_all
from dragoman.records import Count, Entity, Term, Value, Weapon

SentenceOf = Callable[[str], Sentence]
ALVIA = Entity("Alvia", "ALV")


def group_around(sentence: Sentence, head: str) -> NounGroup:
    groups = (chunk.noun for chunk in sentence.clauses.chunks if chunk.noun is not None)
    return next(group for group in groups if sentence.doc[group.head].text == head)


def words(sentence: Sentence, found: Found | None) -> str | None:
    return sentence.doc[found.start : found.end].text if found is not None else None


@pytest.mark.parametrize(
    ("text", "head", "kind", "expected", "value"),
    [
        ("They met Alvia.", "Alvia", "actor", "Alvia", ALVIA),
        ("They met Alvians.", "Alvians", "actor", "Alvians", ALVIA),
        ("They met the Red Front.", "Front", "actor", "the Red Front", Entity("Red Front")),
        ("They met Alvian soldiers.", "soldiers", "actor", "Alvian soldiers", ALVIA),
        ("They met 12 Alvian soldiers.", "soldiers", "actor", "Alvian soldiers", ALVIA),
        ("They met Alvia's army.", "army", "actor", "Alvia's army", ALVIA),
        ("They met soldiers of the Red Front.", "soldiers", "actor", "the Red Front", Entity("Red Front")),
        ("They met members of the Red Front.", "members", "actor", "the Red Front", Entity("Red Front")),
        ("They met soldiers from Alvia.", "soldiers", "actor", "Alvia", ALVIA),
        ("They met soldiers.", "soldiers", "actor", None, None),
        ("They met Alvian tanks.", "tanks", "actor", None, None),
        ("They met President Goran Vell.", "Vell", "actor", None, None),
        ("They left Ostra.", "Ostra", "place", "Ostra", Entity("Ostra")),
        ("They left Alvia.", "Alvia", "place", "Alvia", ALVIA),
        ("They left the village of Velden.", "village", "place", "Velden", Entity("Velden")),
        ("They left Marun province.", "province", "place", "Marun", Entity("Marun")),
        ("They left Gorzow province.", "province", "place", "Gorzow province", Entity("Gorzow province")),
        ("They left Kalimov.", "Kalimov", "place", "Kalimov", Entity("Kalimov")),
        ("They left the Alvian camp.", "camp", "place", None, None),
        ("They left the house.", "house", "place", None, None),
        ("They met President Goran Vell.", "Vell", "person", "Goran Vell", Entity("Goran Vell")),
        ("They met the foreign minister, Mara Tesk, there.", "minister", "person", "Mara Tesk", Entity("Mara Tesk")),
        ("They met villagers.", "villagers", "people", "villagers", Term("villager")),
        ("They met the old villagers.", "villagers", "people", "villagers", Term("villager")),
        ("They met rebels.", "rebels", "force", "rebels", Term("rebel")),
        ("They met 12 rebels.", "rebels", "quantity", "12", Count(12, 12)),
        ("They met rebels.", "rebels", "quantity", None, None),
        ("They sent tanks.", "tanks", "materiel", "tanks", Weapon("tank", "vehicle")),
        ("They sent 20 tanks.", "tanks", "materiel", "20 tanks", Weapon("tank", "vehicle", None, Count(20, 20))),
        ("They sent 155 mm howitzers.", "howitzers", "materiel", "155 mm howitzers", Weapon("155 mm howitzer", "artillery", 155)),
        ("They feared an airstrike.", "airstrike", "cause", "airstrike", Term("airstrike")),
        ("They met an Alvian delegation.", "delegation", "institution", "Alvian delegation", Term("Alvian delegation")),
        ("They met the Boranian foreign minister.", "minister", "title", "Boranian foreign minister", Term("Boranian foreign minister")),
        ("They met Kalimov.", "Kalimov", "name", "Kalimov", Entity("Kalimov")),
        ("They met Alvia.", "Alvia", "name", None, None),
        ("They feared the old law.", "law", "text", "old law", Term("old law")),
        ("They left the front line.", "line", "location", "front line", Term("front line")),
    ],
)
def test_noun_group_is_read_as_a_type(
    sentence_of: SentenceOf, text: str, head: str, kind: str, expected: str | None, value: Value | None
) -> None:
    sentence = sentence_of(text)
    found = read(sentence, group_around(sentence, head), kind)

    assert expected == words(sentence, found)
    assert value == (found.value if found is not None else None)


@pytest.mark.parametrize(
    ("text", "head", "kind", "name", "expected", "value"),
    [
        ("They met 12 Alvian soldiers.", "soldiers", "force", "actor", "Alvian", ALVIA),
        ("They met Alvia's soldiers.", "soldiers", "force", "actor", "Alvia", ALVIA),
        ("They met soldiers from Alvia.", "soldiers", "force", "actor", "Alvia", ALVIA),
        ("They feared an attack by the Red Front.", "attack", "cause", "actor", "the Red Front", Entity("Red Front")),
        ("They feared an attack on a camp by the Red Front.", "attack", "cause", "actor", "the Red Front", Entity("Red Front")),
        ("They met soldiers.", "soldiers", "force", "actor", None, None),
        ("They met 12 Alvian soldiers.", "soldiers", "force", "count", "12", Count(12, 12)),
        ("They met a soldier.", "soldier", "force", "count", None, None),
        ("They met a soldier.", "soldier", "force", "number", "a soldier", Count(1, 1)),
        ("They met the general, 12 soldiers and a child.", "child", "people", "number", "a child", Count(1, 1)),
        ("They met soldiers.", "soldiers", "force", "number", None, None),
        ("They met President Goran Vell.", "Vell", "person", "number", "President Goran Vell", Count(1, 1)),
        ("They met one of the soldiers.", "soldiers", "force", "number", "one of the soldiers", Count(1, 1)),
        ("They met 12 of the soldiers.", "soldiers", "force", "number", "12", Count(12, 12)),
    ],
)
def test_facet_is_another_value_of_the_same_noun_group(
    sentence_of: SentenceOf, text: str, head: str, kind: str, name: str, expected: str | None, value: Value | None
) -> None:
    sentence = sentence_of(text)
    filler = read(sentence, group_around(sentence, head), kind)
    assert filler is not None
    found = facet(sentence, filler, name)

    assert expected == words(sentence, found)
    assert value == (found.value if found is not None else None)


def test_group_with_two_owners_is_read_as_both(sentence_of: SentenceOf) -> None:
    sentence = sentence_of("They met Alvian and Boranian soldiers.")
    found = read_all(sentence, group_around(sentence, "soldiers"), "actor")

    assert [ALVIA, Entity("Borania", "BOR")] == [reading.value for reading in found]


def test_indefinite_pronoun_is_people_without_a_figure(sentence_of: SentenceOf) -> None:
    sentence = sentence_of("The raid killed others.")
    found = read(sentence, group_around(sentence, "others"), "quantity")

    assert found is not None
    assert Count(None, None, approx=True) == found.value
