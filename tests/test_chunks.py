"""Chunks: the noun groups and verb groups that a sentence is cut into, and what is known of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.annotators.groups import Chunk, Kind, NounGroup, VerbGroup
from dragoman.annotators.sentence import Sentence
from dragoman.records import Count, Entity

SentenceOf = Callable[[str], Sentence]


def text_of(sentence: Sentence, chunk: Chunk | NounGroup | VerbGroup) -> str:
    return sentence.doc[chunk.start : chunk.end].text


def chunk_at(sentence: Sentence, words: str) -> Chunk:
    return next(chunk for chunk in sentence.clauses.chunks if text_of(sentence, chunk) == words)


def noun_at(sentence: Sentence, words: str) -> NounGroup:
    group = chunk_at(sentence, words).noun
    assert group is not None
    return group


def verb_at(sentence: Sentence, words: str) -> VerbGroup:
    group = chunk_at(sentence, words).verb
    assert group is not None
    return group


@pytest.mark.parametrize(
    ("text", "group", "head"),
    [
        ("Rebels left the town.", "the town", "town"),
        ("They saw 12 old tanks there.", "12 old tanks", "tanks"),
        ("They saw more than 3,000 soldiers there.", "more than 3,000 soldiers", "soldiers"),
        ("They saw dozens of soldiers there.", "dozens of soldiers", "soldiers"),
        ("They saw at least two dozen villagers there.", "at least two dozen villagers", "villagers"),
        ("Alvia's army left.", "Alvia's army", "army"),
        ("The rebels' camp was empty.", "The rebels' camp", "camp"),
        ("Their camp was empty.", "Their camp", "camp"),
        ("The Alvian army left.", "The Alvian army", "army"),
        ("A Red Front fighter left.", "A Red Front fighter", "fighter"),
        ("The most wanted man left.", "The most wanted man", "man"),
        ("They saw surface-to-air missiles there.", "surface-to-air missiles", "missiles"),
        ("They saw an Alvia-backed group there.", "an Alvia-backed group", "group"),
        ("The Alvian-made rifles were old.", "The Alvian-made rifles", "rifles"),
        ("Friday's raid was long.", "Friday's raid", "raid"),
        ("The August 17 raid was long.", "The August 17 raid", "raid"),
        ("They saw 20 pieces of equipment there.", "20 pieces of equipment", "equipment"),
        ("They saw a shipment of tanks there.", "a shipment of tanks", "tanks"),
        ("They saw one of the soldiers there.", "one of the soldiers", "soldiers"),
        ("They saw hundreds of Alvian soldiers there.", "hundreds of Alvian soldiers", "soldiers"),
        ("The “new” tanks were old.", "The “new” tanks", "tanks"),
        ("They saw two wounded soldiers there.", "two wounded soldiers", "soldiers"),
        ("They saw three very old tanks there.", "three very old tanks", "tanks"),
        ("They said Alvian and Boranian soldiers left.", "Alvian and Boranian soldiers", "soldiers"),
        ("They said Alvian, Boranian and Cordovian soldiers left.", "Alvian, Boranian and Cordovian soldiers", "soldiers"),
        ("President Goran Vell left.", "President Goran Vell", "Vell"),
        ("Gen. Goran Vell left.", "Gen. Goran Vell", "Vell"),
        ("They met former Alvian president Goran Vell there.", "former Alvian president Goran Vell", "Vell"),
        ("They met the 20-year-old soldier there.", "the 20-year-old soldier", "soldier"),
        ("A 12-member delegation left.", "A 12-member delegation", "delegation"),
        ("They saw tens of thousands of soldiers there.", "tens of thousands of soldiers", "soldiers"),
        ("A total of 12 soldiers left.", "A total of 12 soldiers", "soldiers"),
        ("All 12 of the soldiers left.", "All 12 of the soldiers", "soldiers"),
        ("Both Alvian soldiers left.", "Both Alvian soldiers", "soldiers"),
        ("The April 15, 2013, raid was long.", "The April 15, 2013, raid", "raid"),
        ("They saw Alvia's foreign minister's house there.", "Alvia's foreign minister's house", "house"),
        ("They saw the country's oldest tank there.", "the country's oldest tank", "tank"),
        ("US-backed Alvian rebels left.", "US-backed Alvian rebels", "rebels"),
        ("Alvian-Boranian talks began.", "Alvian-Boranian talks", "talks"),
        ("They saw the newly deployed tanks there.", "the newly deployed tanks", "tanks"),
        ("They saw the newly-deployed tanks there.", "the newly-deployed tanks", "tanks"),
        ("They fled from heavily deployed tanks.", "heavily deployed tanks", "tanks"),
        ("General Goran Vell's army left.", "General Goran Vell's army", "army"),
    ],
)
def test_noun_group_goes_from_its_determiner_to_its_head(sentence_of: SentenceOf, text: str, group: str, head: str) -> None:
    sentence = sentence_of(text)

    found = noun_at(sentence, group)
    assert head == sentence.doc[found.head].text


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("The equipment Alvia has sent is old.", ["The equipment", "Alvia"]),
        ("The raid left 20 people dead in Ostra.", ["The raid", "20 people"]),
        ("They gave the villagers tanks.", ["They", "the villagers tanks"]),
        ("On Friday rebels left Ostra.", ["rebels", "Ostra"]),
        ("The rebels, 12 soldiers and a child left.", ["The rebels", "12 soldiers", "a child"]),
    ],
)
def test_noun_group_ends_where_another_begins(sentence_of: SentenceOf, text: str, groups: list[str]) -> None:
    sentence = sentence_of(text)
    found = [text_of(sentence, chunk) for chunk in sentence.clauses.chunks if chunk.noun is not None]

    assert groups == found[: len(groups)]


@pytest.mark.parametrize(
    ("text", "group", "expected"),
    [
        ("They saw 12 old tanks there.", "12 old tanks", Count(12, 12)),
        ("They saw three soldiers there.", "three soldiers", Count(3, 3)),
        ("They saw about 40 soldiers there.", "about 40 soldiers", Count(40, 40, approx=True)),
        ("They saw at least 40 soldiers there.", "at least 40 soldiers", Count(40, None)),
        ("They saw 20 pieces of equipment there.", "20 pieces of equipment", Count(20, 20)),
        ("They saw 12 Alvian soldiers there.", "12 Alvian soldiers", Count(12, 12)),
    ],
)
def test_noun_group_knows_its_count(sentence_of: SentenceOf, text: str, group: str, expected: Count) -> None:
    found = noun_at(sentence_of(text), group)

    assert found.quantity is not None
    assert expected == found.quantity.value


def test_noun_group_without_a_figure_has_no_count(sentence_of: SentenceOf) -> None:
    assert noun_at(sentence_of("The old tanks left Ostra."), "The old tanks").quantity is None


@pytest.mark.parametrize(
    ("text", "group", "owners"),
    [
        ("Alvia's army left.", "Alvia's army", ["Alvia"]),
        ("The Alvian army left.", "The Alvian army", ["Alvia"]),
        ("Marenz's army left.", "Marenz's army", ["Alvia"]),
        ("A Red Front fighter left.", "A Red Front fighter", ["Red Front"]),
        ("They said Alvian and Boranian soldiers left.", "Alvian and Boranian soldiers", ["Alvia", "Borania"]),
        ("The old army left.", "The old army", []),
        ("Alvia left.", "Alvia", []),
    ],
)
def test_noun_group_knows_the_actors_before_its_head(sentence_of: SentenceOf, text: str, group: str, owners: list[str]) -> None:
    found = noun_at(sentence_of(text), group).owners

    assert owners == [span.value.name for span in found if isinstance(span.value, Entity)]


@pytest.mark.parametrize(
    ("text", "group", "determiner"),
    [
        ("The old tanks left.", "The old tanks", "the"),
        ("Their old tanks left.", "Their old tanks", "their"),
        ("Old tanks left.", "Old tanks", ""),
        ("Every tank left.", "Every tank", "every"),
    ],
)
def test_noun_group_knows_its_determiner(sentence_of: SentenceOf, text: str, group: str, determiner: str) -> None:
    assert determiner == noun_at(sentence_of(text), group).determiner


def test_pronoun_is_a_noun_group_of_its_own(sentence_of: SentenceOf) -> None:
    sentence = sentence_of("They killed him in Ostra.")

    assert noun_at(sentence, "They").pronoun == "they"
    assert noun_at(sentence, "him").pronoun == "him"


@pytest.mark.parametrize(
    "text",
    [
        "Goran Vell, 29, was killed.",
        "Goran Vell, 29, who left, was killed.",
        "Goran Vell (29) was killed.",
    ],
)
def test_age_behind_a_name_is_no_noun_group(sentence_of: SentenceOf, text: str) -> None:
    sentence = sentence_of(text)

    assert [text_of(sentence, chunk) for chunk in sentence.clauses.chunks if chunk.noun is not None] == ["Goran Vell"]


@pytest.mark.parametrize(
    "group",
    [
        "sent",
        "has sent",
        "has been sending",
        "were sent",
        "will be sent",
        "could have been sent",
        "may not have sent",
        "has not yet sent",
        "is reportedly sending",
        "is to send",
        "are to be sent",
        "did n't send",
        "had already quietly sent",
        "never sent",
        "would never send",
        "to send",
        "to not send",
        "to have sent",
        "being sent",
        "has",
        "will not be",
    ],
)
def test_verb_group_takes_auxiliaries_negation_and_adverbs(sentence_of: SentenceOf, group: str) -> None:
    text = f"The tanks {group} there.".replace(" n't", "n't")
    sentence = sentence_of(text)
    words = [text_of(sentence, chunk) for chunk in sentence.clauses.chunks if chunk.kind in (Kind.VERB_GROUP, Kind.ADVERB)]

    assert group.replace(" n't", "n't").removeprefix("never ") in [word.removeprefix("never ") for word in words]


@pytest.mark.parametrize(
    ("group", "passive", "finite", "infinitive"),
    [
        ("sent", False, True, False),
        ("has sent", False, True, False),
        ("is sending", False, True, False),
        ("were sent", True, True, False),
        ("have been sent", True, True, False),
        ("are being sent", True, True, False),
        ("got killed", True, True, False),
        ("to send", False, False, True),
        ("to be sent", True, False, True),
        ("sending", False, False, False),
        ("may be sent", True, True, False),
    ],
)
def test_verb_group_knows_its_voice_and_mood(sentence_of: SentenceOf, group: str, passive: bool, finite: bool, infinitive: bool) -> None:
    found = verb_at(sentence_of(f"The tanks {group} there."), group)

    assert (passive, finite, infinitive) == (found.passive, found.finite, found.infinitive)


@pytest.mark.parametrize(
    ("text", "group", "modal"),
    [
        ("Alvia may send tanks.", "may send", "may"),
        ("Alvia will not send tanks.", "will not send", "will"),
        ("Alvia is to send tanks.", "is to send", "to"),
        ("Alvia could have sent tanks.", "could have sent", "could"),
    ],
)
def test_verb_group_knows_its_modal(sentence_of: SentenceOf, text: str, group: str, modal: str) -> None:
    sentence = sentence_of(text)
    found = verb_at(sentence, group)

    assert found.modal is not None
    assert modal == sentence.doc[found.modal].text


@pytest.mark.parametrize(
    ("text", "group", "negation"),
    [
        ("Alvia has not sent tanks.", "has not sent", "not"),
        ("Alvia has never sent tanks.", "has never sent", "never"),
        ("Alvia didn't send tanks.", "didn't send", "n't"),
    ],
)
def test_verb_group_knows_its_negation(sentence_of: SentenceOf, text: str, group: str, negation: str) -> None:
    sentence = sentence_of(text)
    found = verb_at(sentence, group)

    assert found.negation is not None
    assert negation == sentence.doc[found.negation].text


@pytest.mark.parametrize(
    ("text", "words", "kind", "word"),
    [
        ("They left, according to Alvia.", "according to", Kind.PREPOSITION, "according to"),
        ("Tanks as well as rifles left.", "as well as", Kind.CONJUNCTION, "and"),
        ("Arms such as rifles left.", "such as", Kind.PREPOSITION, "including"),
        ("They left because of Alvia.", "because of", Kind.PREPOSITION, "because of"),
        ("They left because Alvia left.", "because", Kind.SUBORDINATOR, "because"),
        ("They got out of Ostra.", "out of", Kind.PREPOSITION, "from"),
        ("The man who left fell.", "who", Kind.RELATIVE, "who"),
        ("They left; we fell.", ";", Kind.BARRIER, ";"),
        ("They left in January.", "in January", Kind.DATE, ""),
        ("They left on Friday.", "on Friday", Kind.DATE, ""),
    ],
)
def test_words_between_groups_have_their_kind(sentence_of: SentenceOf, text: str, words: str, kind: Kind, word: str) -> None:
    found = chunk_at(sentence_of(text), words)

    assert (kind, word) == (found.kind, found.word)


def test_chunks_neither_overlap_nor_leave_the_sentence(sentence_of: SentenceOf) -> None:
    sentence = sentence_of("On Friday, Alvia's army (with 20 old tanks) quietly left “the village” of Velden — and Ostra.")
    bounds = [bound for chunk in sentence.clauses.chunks for bound in (chunk.start, chunk.end)]

    assert bounds == sorted(bounds)
    assert (sentence.start, sentence.end) == (bounds[0], bounds[-1])
