"""Linking: pronouns, "the two sides", "the group" and surnames stand for what was named before, and that is marked inferred."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.records import Entity, Filler

Fillers = Callable[[str, str], list[Filler]]


@pytest.fixture
def fillers(small_extractor: Extractor) -> Fillers:
    """Return what gives the fillers of a slot in the last mention of a text."""

    def found(text: str, slot: str) -> list[Filler]:
        return list(small_extractor.extract(Article(text)).mentions[-1].slots.get(slot, ()))

    return found


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("President Goran Vell spoke. He visited Velden and Ostra.", "visitor", ["Goran Vell"]),
        ("President Goran Vell spoke. Foreign Minister Mara Tesk spoke. She visited Ostra.", "visitor", ["Mara Tesk"]),
        ("President Goran Vell met Foreign Minister Mara Tesk. He visited Ostra.", "visitor", ["Goran Vell"]),
        ("President Goran Vell spoke. It was late. Then he visited Ostra.", "visitor", ["Goran Vell"]),
        ("President Goran Vell entered Ostra. Rebels killed him.", "victim", ["Goran Vell"]),
        ("President Goran Vell spoke. His visit to Ostra was short.", "visitor", ["Goran Vell"]),
        ("President Goran Vell spoke of his visit to Ostra.", "visitor", ["Goran Vell"]),
        ("President Goran Vell left. “He visited Ostra,” the army said.", "visitor", ["Goran Vell"]),
        ("President Goran Vell and General Mara Tesk met. They visited Ostra.", "visitor", ["Goran Vell", "Mara Tesk"]),
        ("The rebels entered Ostra. They killed 12 villagers.", "perpetrator", ["rebels"]),
        ("The minister said he would visit Ostra.", "visitor", ["minister"]),
        ("President Goran Vell entered Ostra. The minister said he had been killed.", "victim", ["Goran Vell"]),
        ("Alvia and Borania met. They agreed to a truce.", "parties", ["Alvia", "Borania"]),
        ("Alvia and Borania said they agreed to a truce.", "parties", ["Alvia", "Borania"]),
        ("Alvia said late on Monday that it sent tanks to Borania.", "supplier", ["Alvia"]),
        ("The president of Alvia said his country sent tanks to Borania.", "supplier", ["Alvia"]),
        ("Alvia and Borania met. The two sides agreed to a truce.", "parties", ["Alvia", "Borania"]),
        ("Alvia and the Red Front met. Both sides signed a truce.", "parties", ["Alvia", "the Red Front"]),
        ("Alvia fears the Red Front. The group killed 12 villagers.", "perpetrator", ["the Red Front"]),
        ("Alvia fears the Red Front. The country sent tanks to Borania.", "supplier", ["Alvia"]),
        ("Alvia will not wait. We sent tanks to Borania.", "supplier", ["Alvia"]),
    ],
)
def test_pronoun_or_general_noun_stands_for_what_was_named_before(fillers: Fillers, text: str, slot: str, expected: list[str]) -> None:
    found = fillers(text, slot)

    assert expected == [filler.span.text for filler in found]
    assert all(filler.inferred for filler in found)


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("The group killed 12 villagers.", "perpetrator"),
        ("A group killed 12 villagers. The Red Front was silent.", "perpetrator"),
        ("The country sent tanks to Borania.", "supplier"),
        ("The Red Front was silent. The country sent tanks to Borania.", "supplier"),
        ("They killed 12 villagers.", "perpetrator"),
        ("He sent tanks to Borania.", "supplier"),
        ("We sent tanks to Borania.", "supplier"),
        ("Rebels killed 12 villagers and him.", "perpetrators"),
        ("Rebels left. It was late. It was dark. It was cold. It was quiet. They killed 12 villagers.", "perpetrator"),
    ],
)
def test_pronoun_without_antecedent_fills_nothing(fillers: Fillers, text: str, slot: str) -> None:
    assert fillers(text, slot) == []


def test_the_two_sides_are_nobody_where_three_were_named(small_extractor: Extractor) -> None:
    article = Article("Alvia, Borania and Cordovia met. The two sides agreed to a truce.")

    assert small_extractor.extract(article).mentions == ()


def test_what_a_mention_names_itself_is_not_inferred(fillers: Fillers) -> None:
    (filler,) = fillers("President Goran Vell visited Ostra.", "visitor")

    assert not filler.inferred


def test_surname_has_the_full_name_as_its_value(fillers: Fillers) -> None:
    (filler,) = fillers("President Goran Vell spoke. Later Vell visited Ostra.", "visitor")

    assert filler.span.text == "Vell"
    assert filler.value == Entity("Goran Vell")


def test_article_is_forgotten_when_the_next_one_is_read(small_extractor: Extractor) -> None:
    small_extractor.extract(Article("President Goran Vell spoke."))

    assert small_extractor.extract(Article("He visited Ostra.")).mentions == ()
