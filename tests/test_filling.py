"""Filling: a match becomes a mention with typed values and offsets into the article."""

from __future__ import annotations

import pytest

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.mentions.filling import text_span
from dragoman.records import Count, Entity, Mention, Status, Term, TextSpan


def only_mention(extractor: Extractor, text: str) -> Mention:
    (mention,) = extractor.extract(Article(text)).mentions
    return mention


def test_mention_names_its_kind_and_the_rule_that_found_it(small_extractor: Extractor) -> None:
    mention = only_mention(small_extractor, "Alvia sent tanks to Borania.")

    assert ("transfer", "transfer/sent", "borders") == (mention.kind, mention.rule, mention.pack)


@pytest.mark.parametrize(
    ("text", "trigger", "evidence"),
    [
        ("It was late. Alvia sent tanks to Borania.", "sent", "Alvia sent tanks to Borania"),
        ("On Friday, Alvia (a small state) sent old tanks.", "sent", "Alvia (a small state) sent old tanks"),
        ("Alvia's delivery of tanks began.", "delivery", "Alvia's delivery of tanks"),
        ("A truce is in force.", "in force", "in force"),
        ("Alvia handed over tanks.", "handed over", "Alvia handed over tanks"),
    ],
)
def test_evidence_goes_from_the_first_to_the_last_word_that_was_used(
    small_extractor: Extractor, text: str, trigger: str, evidence: str
) -> None:
    mention = only_mention(small_extractor, text)

    assert (trigger, evidence) == (mention.trigger.text, mention.evidence.text)


def test_evidence_stays_in_the_sentence_of_the_trigger(small_extractor: Extractor) -> None:
    mention = only_mention(small_extractor, "President Goran Vell spoke. He visited Ostra.")

    assert mention.evidence.text == "visited Ostra"


def test_slots_come_in_the_order_of_the_event_type(small_extractor: Extractor) -> None:
    mention = only_mention(small_extractor, "On 3 May 2024 tanks were sent to Borania by Alvia.")

    assert list(mention.slots) == ["supplier", "recipient", "items", "time"]


def test_slot_that_a_rule_sets_stands_on_the_trigger(small_extractor: Extractor) -> None:
    mention = only_mention(small_extractor, "Alvia signed a truce with Borania.")
    (filler,) = mention.slots["stage"]

    assert (Term("agreed"), mention.trigger) == (filler.value, filler.span)


def test_status_keeps_the_words_that_set_it(small_extractor: Extractor) -> None:
    mention = only_mention(small_extractor, "Alvia may send tanks to Borania.")

    assert mention.status is Status.POSSIBLE
    assert [(cue.span.text, cue.sets) for cue in mention.cues] == [("may", Status.POSSIBLE)]


def test_source_has_its_words_and_its_value(small_extractor: Extractor) -> None:
    mention = only_mention(small_extractor, "Cordovia said Alvia sent tanks to Borania.")
    (source,) = mention.sources

    assert ("Cordovia", Entity("Cordovia", "CRD")) == (source.span.text, source.value)


def test_flags_say_that_a_figure_is_a_sum(small_extractor: Extractor) -> None:
    (filler,) = only_mention(small_extractor, "Rebels killed 12 soldiers and three villagers.").slots["killed"]

    assert "summed" in filler.flags


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Rebels killed two Alvian and three Boranian soldiers.", 5),
        ("Rebels killed two Alvian, one Cordovian and three Boranian soldiers.", 6),
        ("Rebels killed 12 Alvian and Boranian soldiers.", 12),
    ],
)
def test_figure_counts_once_for_all_who_own_what_it_counts(small_extractor: Extractor, text: str, killed: int) -> None:
    slots = only_mention(small_extractor, text).slots

    assert [Count(killed, killed)] == [filler.value for filler in slots["killed"]]


def test_slots_of_a_mention_cannot_be_changed(small_extractor: Extractor) -> None:
    mention = only_mention(small_extractor, "Alvia sent tanks to Borania.")

    with pytest.raises(TypeError):
        mention.slots["items"] = ()  # type: ignore[index]


@pytest.mark.parametrize("text", ["Alvia  sent\ttanks", "«Alvia» sent – tanks", "Ålvia 🚀 sent tanks"])
def test_text_span_counts_characters_of_the_article(small_extractor: Extractor, text: str) -> None:
    doc = small_extractor.nlp.make_doc(text)
    span = text_span(doc, 1, len(doc))

    assert TextSpan(span.start, len(text), text[span.start :]) == span
