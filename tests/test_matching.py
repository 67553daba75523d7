"""Matching: of each trigger and kind one mention survives, by priority, filled slots, phrase order and rule id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.language import EventType, Place, Priority, Rule, Slot, Trigger
from dragoman.matching.matches import Trace
from dragoman.packs.phrase_parser import parse_phrase
from dragoman.records import Mention, Status

SENTENCE = "Alvia sent tanks to Borania."
HERE = Place("rule.yaml", 1, 1)
WithRules = Callable[..., Extractor]


def rule(name: str, *phrases: str, event: str = "transfer", verb: str = "send", priority: Priority = Priority.NORMAL) -> Rule:
    read = [parse_phrase(text, HERE)[0] for text in phrases]
    return Rule(
        name, event, "A rule.", Trigger(verbs=(verb,)), tuple(p for p in read if p is not None), HERE, priority=priority, pack="borders"
    )


@pytest.fixture(scope="module")
def with_rules(small_extractor: Extractor) -> WithRules:
    """Return what gives an extractor with the small pack's words and event types, and with other rules."""
    (pack,) = small_extractor.packs

    def extractor(*rules: Rule, events: tuple[EventType, ...] = ()) -> Extractor:
        return Extractor([replace(pack, rules=rules, events=(*pack.events, *events))], small_extractor.nlp)

    return extractor


def mentions(extractor: Extractor, text: str = SENTENCE) -> list[Mention]:
    return list(extractor.extract(Article(text)).mentions)


def winners(extractor: Extractor, text: str = SENTENCE) -> list[str]:
    return [mention.rule.rpartition("/")[2] for mention in mentions(extractor, text)]


def test_participle_lends_its_slots_to_the_match_that_keeps_its_noun(with_rules: WithRules) -> None:
    kept = replace(rule("a_lost", "{supplier} VERB NOUN", verb="lose"), trigger=Trigger(verbs=("lose",), nouns=("shipment",)))
    lender = replace(rule("b_sent", "{recipient} VERB NOUN", verb="send"), trigger=Trigger(verbs=("send",), nouns=("shipment",)))
    (found,) = mentions(with_rules(kept, lender), "Alvia lost a shipment sent by Borania.")

    assert (found.rule, sorted(found.slots)) == ("transfer/a_lost", ["recipient", "supplier"])


def test_noun_of_several_words_gives_way_to_the_verb_that_holds_it(with_rules: WithRules) -> None:
    verbal = replace(rule("a_lost", "{supplier} VERB NOUN", verb="lose"), trigger=Trigger(verbs=("lose",), nouns=("grain shipment",)))
    nominal = replace(rule("b_shipment", "NOUN"), trigger=Trigger(nouns=("grain shipment",)), priority=Priority.FALLBACK)

    assert winners(with_rules(verbal, nominal), "Alvia lost a grain shipment.") == ["a_lost"]


@pytest.mark.parametrize(
    ("low", "high"),
    [(Priority.FALLBACK, Priority.NORMAL), (Priority.NORMAL, Priority.SPECIFIC), (Priority.SPECIFIC, Priority.OVERRIDE)],
)
def test_higher_priority_keeps_the_trigger(with_rules: WithRules, low: Priority, high: Priority) -> None:
    fuller = rule("a_fuller", "{supplier} VERB {items} to {recipient}", priority=low)
    poorer = rule("b_poorer", "{supplier} VERB", priority=high)

    assert winners(with_rules(fuller, poorer)) == ["b_poorer"]


def test_more_filled_slots_keep_the_trigger(with_rules: WithRules) -> None:
    poorer = rule("a_poorer", "{supplier} VERB")
    fuller = rule("b_fuller", "{supplier} VERB {items}")

    assert winners(with_rules(poorer, fuller)) == ["b_fuller"]


def test_slot_of_the_phrase_counts_more_than_a_circumstance(with_rules: WithRules) -> None:
    poorer = rule("a_poorer", "{supplier} VERB {items}")
    fuller = rule("b_fuller", "{supplier} VERB {items} to {recipient}")

    assert winners(with_rules(poorer, fuller)) == ["b_fuller"]


def test_rule_id_decides_between_equals_whatever_their_order(with_rules: WithRules) -> None:
    first, second = rule("a_first", "{supplier} VERB {items}"), rule("b_second", "{supplier} VERB {items}")

    assert winners(with_rules(first, second)) == ["a_first"]
    assert winners(with_rules(second, first)) == ["a_first"]


def test_best_phrase_of_a_rule_is_taken(with_rules: WithRules) -> None:
    (mention,) = mentions(with_rules(rule("one", "{supplier} VERB", "{supplier} VERB {items} to {recipient}")))

    assert list(mention.slots) == ["supplier", "recipient", "items"]


def test_required_slot_of_a_rule_lets_another_keep_the_trigger(with_rules: WithRules) -> None:
    strict = replace(rule("a_strict", "{supplier} VERB {items} to {recipient}"), required=(("value",),))
    loose = rule("b_loose", "{supplier} VERB")

    assert winners(with_rules(strict, loose)) == ["b_loose"]


@pytest.mark.parametrize(
    ("text", "expected"), [("Alvia sent tanks.", ["one"]), ("Tanks were sent to Borania.", ["one"]), ("They sent.", [])]
)
def test_one_of_several_required_slots_is_enough(with_rules: WithRules, text: str, expected: list[str]) -> None:
    either = replace(rule("one", "{supplier} VERB {items} to {recipient}"), required=(("supplier", "recipient"),))

    assert expected == winners(with_rules(either), text)


def test_different_kinds_share_a_trigger(with_rules: WithRules) -> None:
    extractor = with_rules(rule("one", "{supplier} VERB {items}"), rule("two", "{visitor} VERB", event="trip"))

    assert sorted(mention.kind for mention in mentions(extractor)) == ["transfer", "trip"]


def test_kind_that_excludes_another_takes_the_trigger_from_it(with_rules: WithRules) -> None:
    gift = EventType("gift", "A gift.", {"items": Slot("items", ("materiel",))}, HERE, excludes=("transfer",), pack="borders")
    given = rule("given", "VERB {items}", event="gift", priority=Priority.SPECIFIC)
    extractor = with_rules(rule("one", "{supplier} VERB {items}"), given, events=(gift,))

    assert [mention.kind for mention in mentions(extractor)] == ["gift"]


@pytest.mark.parametrize(
    ("only", "text", "expected"),
    [
        ("active", "Alvia sent tanks.", ["one"]),
        ("active", "Tanks were sent by Alvia.", []),
        ("passive", "Alvia sent tanks.", []),
        ("passive", "Tanks were sent by Alvia.", ["one"]),
        ("participle", "Alvia denied sending tanks.", ["one"]),
        ("participle", "Alvia sent tanks.", []),
        ("infinitive", "Alvia plans to send tanks.", ["one"]),
        ("infinitive", "Alvia sent tanks.", []),
    ],
)
def test_phrase_for_one_voice_is_tried_in_no_other(with_rules: WithRules, only: str, text: str, expected: list[str]) -> None:
    narrowed = rule("one", "{supplier} VERB {items}")
    narrowed = replace(narrowed, phrases=tuple(replace(phrase, only=only) for phrase in narrowed.phrases), required=(("items",),))

    assert expected == winners(with_rules(narrowed), text)


def test_phrase_without_an_object_is_no_passive(with_rules: WithRules) -> None:
    went = replace(rule("one", "{visitor} VERB to {destination}", event="trip"), required=(("visitor",),))

    assert winners(with_rules(went), "Goods were sent to Ostra by Alvia.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shot villagers dead in Ostra.", ["one"]),
        ("Rebels shot villagers in Ostra.", []),
        ("Dead tired rebels shot villagers in Ostra.", []),
        ("Rebels shot villagers near the old walls of the small town of Ostra, and all of them were dead.", []),
    ],
)
def test_word_of_a_phrase_must_stand_near_behind_the_trigger(with_rules: WithRules, text: str, expected: list[str]) -> None:
    extractor = with_rules(rule("one", "{perpetrator} VERB {victim} dead", event="harm", verb="shoot"))

    assert expected == winners(extractor, text)


def test_noun_inside_what_another_mention_of_its_kind_holds_is_told_already(with_rules: WithRules) -> None:
    sent = rule("sent", "{supplier} VERB {items} to {recipient}")
    arms = replace(rule("arms", "{items} NOUN", "NOUN to {recipient}"), trigger=Trigger(nouns=("tank",)))

    assert winners(with_rules(sent, arms)) == ["sent"]


def test_noun_of_a_phrase_on_a_noun_that_a_verb_of_the_same_kind_governs_adds_to_it(with_rules: WithRules) -> None:
    went = rule("went", "{visitor} VERB", event="trip", verb="leave")
    visit = replace(rule("visit", "{visitor} NOUN to {destination}", event="trip"), trigger=Trigger(nouns=("visit",)))
    (mention,) = mentions(with_rules(went, visit), "The foreign minister left for a visit to Ostra.")

    assert mention.trigger.text == "left"
    assert [filler.span.text for filler in mention.slots["destination"]] == ["Ostra"]


def test_name_inside_a_compound_before_the_noun_fills_a_slot_of_the_verbs_phrase(with_rules: WithRules) -> None:
    lost = replace(rule("lost", "{supplier} VERB {recipient} (-bound) NOUN"), trigger=Trigger(verbs=("lose",), nouns=("shipment",)))
    (mention,) = mentions(with_rules(lost), "Alvia lost a Borania-bound shipment.")

    assert [filler.span.text for filler in mention.slots["recipient"]] == ["Borania"]


def test_title_before_a_possessive_owns_the_noun(with_rules: WithRules) -> None:
    visit = replace(rule("visit", "{visitor} NOUN to {destination}", event="trip"), trigger=Trigger(nouns=("visit",)))
    (mention,) = mentions(with_rules(visit), "The foreign minister's visit to Ostra was short.")

    assert "visitor" in mention.slots


@pytest.mark.parametrize(
    "text",
    ["The foreign minister, in a visit to Ostra, left the palace.", "The foreign minister left the palace, his first visit to Ostra."],
)
def test_noun_before_the_verb_or_behind_a_comma_adds_to_the_verb(with_rules: WithRules, text: str) -> None:
    went = rule("went", "{visitor} VERB", event="trip", verb="leave")
    visit = replace(rule("visit", "{visitor} NOUN to {destination}", event="trip"), trigger=Trigger(nouns=("visit",)))
    (mention,) = mentions(with_rules(went, visit), text)

    assert mention.trigger.text == "left"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cordovia called for a truce.", Status.REQUESTED),
        ("Cordovia did not call for a truce.", Status.DENIED),
    ],
)
def test_rule_assumes_a_status_where_the_text_shows_none(small_extractor: Extractor, text: str, expected: Status) -> None:
    (mention,) = mentions(small_extractor, text)

    assert expected == mention.status


def test_guard_drops_mentions_of_a_status(with_rules: WithRules) -> None:
    guarded = replace(rule("one", "{supplier} VERB {items}"), guards={Status.POSSIBLE: "drop"})
    extractor = with_rules(guarded)

    assert winners(extractor, "Alvia sent tanks.") == ["one"]
    assert winners(extractor, "Alvia may send tanks.") == []


def test_trace_tells_which_rule_lost_to_which(with_rules: WithRules) -> None:
    extractor = with_rules(rule("a_poorer", "{supplier} VERB"), rule("b_fuller", "{supplier} VERB {items} to {recipient}"))
    trace = Trace()
    extractor.extract(Article(SENTENCE), trace)

    assert [match.rule.key for match in trace.kept] == ["borders:transfer/b_fuller"]
    assert [(a.rule.key, a.lost_to) for a in trace.attempts if a.lost_to] == [("borders:transfer/a_poorer", "borders:transfer/b_fuller")]


def test_trace_changes_nothing(small_extractor: Extractor) -> None:
    article = Article("Rebels killed 12 soldiers in an attack. Alvia sent tanks to Borania.")

    assert small_extractor.extract(article) == small_extractor.extract(article, Trace())
