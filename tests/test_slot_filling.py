"""Slot filling: which readings a slot takes, which it refuses, and what is derived from another slot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.packs.phrase_parser import parse_phrase
from dragoman.records import Count, Filler, Value, Weapon
from dragoman.workbench.reworking import rework, with_rule

Remark = Callable[[str], str]


def fillers(extractor: Extractor, text: str, slot: str) -> list[Filler]:
    (mention,) = extractor.extract(Article(text)).mentions
    return list(mention.slots.get(slot, ()))


def values(extractor: Extractor, text: str, slot: str) -> list[Value]:
    return [filler.value for filler in fillers(extractor, text, slot)]


@pytest.mark.parametrize(
    "written",
    [
        "Alvia sent letters to Borania.",
        "Alvia sent tractors to Borania.",
        "Alvia sent equipment to Borania.",
        "The visit to Ostra was short.",
        "Alvia's visit was short.",
    ],
)
def test_mention_without_its_required_slot_is_none(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize(
    "written",
    [
        "[supplier: Alvia] sent [items: 20 pieces of equipment] to [recipient: Borania].",
        "[supplier: Alvia] sent [items: tanks] and tractors to [recipient: Borania].",
        "[supplier: Alvia] sent [items: equipment] and [items: tanks] to [recipient: Borania].",
    ],
)
def test_word_that_is_too_general_needs_a_count_or_a_stronger_word(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize(
    "written",
    [
        "[supplier: Alvia] sent [items: tanks] to [recipient: Borania].",
        "[supplier: Alvia] sent [items: tanks] to [place: Alvia].",
    ],
)
def test_slot_refuses_what_the_slot_it_must_differ_from_holds(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels killed 12 soldiers.", [Count(12, 12)]),
        ("Rebels killed 12 soldiers and three villagers.", [Count(15, 15)]),
        ("Rebels killed at least 12 soldiers and three villagers.", [Count(15, None)]),
        ("Rebels killed about 12 soldiers and three villagers.", [Count(15, 15, approx=True)]),
        ("Rebels killed 12 soldiers, including two officers.", [Count(12, 12)]),
        ("Rebels killed 12 soldiers, two officers among them.", [Count(12, 12)]),
        ("Rebels killed soldiers.", []),
        ("Rebels killed soldiers and three villagers.", [Count(3, 3)]),
        ("12 soldiers were killed.", [Count(12, 12)]),
        ("Rebels killed 12.", [Count(12, 12)]),
        ("Rebels killed 12 of the villagers.", [Count(12, 12)]),
    ],
)
def test_count_is_derived_from_the_fillers_it_counts(small_extractor: Extractor, text: str, expected: list[Count]) -> None:
    assert expected == values(small_extractor, text, "killed")


@pytest.mark.parametrize(
    "written",
    [
        "[victim: Villagers] were killed in an [perpetrator: Alvian] [cause: airstrike].",
        "[victim: Villagers] were killed in an [cause: airstrike] by [perpetrator: Alvia].",
        "[victim: Villagers] were killed in [perpetrator: the Red Front]'s [cause: attack].",
        "[victim: Villagers] were killed by [perpetrator: rebels] in an Alvian [cause: raid].",
        "[victim: Villagers] were killed in an [cause: airstrike].",
        "[victim: Alvian soldiers] were killed in an Alvian [cause: airstrike].",
        "An [perpetrator: Alvian] [cause: airstrike] killed [victim: villagers].",
    ],
)
def test_actor_is_derived_from_the_cause_where_no_other_is_named(remark: Remark, written: str) -> None:
    assert written == remark(written)


def test_figure_that_stands_for_people_is_no_filler_of_a_slot_of_people(small_extractor: Extractor) -> None:
    assert values(small_extractor, "Rebels killed 12.", "victim") == []


def test_slot_for_one_takes_the_first_of_a_list(small_extractor: Extractor) -> None:
    found = fillers(small_extractor, "Alvia and Borania sent tanks to Cordovia.", "supplier")

    assert [filler.span.text for filler in found] == ["Alvia"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alvia sent 20 tanks to Borania.", [Weapon("tank", "vehicle", None, Count(20, 20))]),
        ("Alvia sent Borania tanks.", [Weapon("tank", "vehicle")]),
        ("Alvia supplied Borania with 20 tanks.", [Weapon("tank", "vehicle", None, Count(20, 20))]),
        ("Alvia sent Borania 20 tanks.", [Weapon("tank", "vehicle", None, Count(20, 20))]),
    ],
)
def test_thing_carries_its_count(small_extractor: Extractor, text: str, expected: list[Weapon]) -> None:
    assert expected == values(small_extractor, text, "items")


def test_slot_that_stands_twice_in_a_phrase_takes_both(remark: Remark) -> None:
    written = "[parties: Alvia] agreed to a truce with [parties: Borania] and [parties: the Red Front]."

    assert written == remark(written)


@pytest.mark.parametrize(
    "written",
    [
        "[parties: Alvia] agreed to a cease-fire with [parties: Borania].",
        "[parties: Alvia] agreed to a cessation of hostilities with [parties: Borania].",
        "[parties: Alvia] and [parties: Borania] have signed an immediate truce.",
        "Alvia agreed to a price with Borania.",
        "Alvia agreed to talks on the law.",
    ],
)
def test_phrase_with_verb_and_noun_needs_both(remark: Remark, written: str) -> None:
    assert written == remark(written)


def test_object_that_includes_things_hands_them_to_a_slot_that_takes_many(small_extractor: Extractor) -> None:
    found = fillers(small_extractor, "The 20 pieces of equipment Alvia has sent to Borania include tanks and rifles.", "items")

    assert [filler.span.text for filler in found] == ["20 pieces of equipment", "tanks", "rifles"]


@pytest.mark.parametrize(
    ("phrase", "text", "items"),
    [
        ("{supplier} VERB {items} free of charge to {recipient}", "Alvia sent 20 tanks free of charge to Borania.", ["20 tanks"]),
        ("{supplier} VERB {items} gratis prima facie", "Alvia sent 20 tanks gratis prima facie.", ["20 tanks"]),
        ("{supplier} VERB {items} [gratis] to {recipient}", "Alvia sent 20 tanks to Borania.", ["20 tanks"]),
        ("{supplier} VERB = home {items}", "Alvia sent home 20 tanks.", ["20 tanks"]),
        ("{supplier} VERB = home {items}", "Alvia sent 20 tanks home.", []),
        ("{supplier} VERB {items} back", "Alvia sent tanks, with some delay because of the heavy rain in the west, back.", []),
        ("{supplier} VERB {items} ... back", "Alvia sent tanks, with some delay because of the heavy rain in the west, back.", ["tanks"]),
    ],
)
def test_words_of_a_phrase_must_stand_within_their_reach(small_extractor: Extractor, phrase: str, text: str, items: list[str]) -> None:
    rule = next(rule for rule in small_extractor.packs[0].rules if rule.name == "transfer/sent")
    parsed, _ = parse_phrase(phrase, rule.place)
    assert parsed is not None
    changed = replace(rule, phrases=(parsed,))

    mentions = rework(small_extractor, with_rule(small_extractor.packs, "borders:transfer/sent", changed)).extract(Article(text)).mentions

    assert [filler.span.text for mention in mentions for filler in mention.slots["items"]] == items
