"""Frames: who stands where around a trigger, in each voice that it can be read in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.annotators.sentence import Sentence
from dragoman.extractor import Extractor
from dragoman.matching.frames import Frame, frames_of, owner_groups

FramesOf = Callable[[str], list[Frame]]
SentenceOf = Callable[[str], Sentence]


@pytest.fixture(scope="module")
def frames(small_extractor: Extractor, sentence_of: SentenceOf) -> FramesOf:
    """Return what gives the frames of a sentence's first trigger that has any."""

    def found(text: str) -> list[Frame]:
        sentence = sentence_of(text)
        compiled = small_extractor.compiled
        occurrences = [o for o in compiled.triggers.find(sentence.doc) if o.end <= sentence.end]
        return next((f for o in occurrences if (f := frames_of(sentence, o, compiled.light_verbs))), [])

    return found


def words_in(sentence: Sentence, frame: Frame, role: str) -> list[str]:
    return [sentence.doc[group.start : group.end].text for groups in frame.roles.get(role, [])[:1] for group in groups]


@pytest.mark.parametrize(
    ("text", "voice", "roles"),
    [
        ("Alvia sent tanks to Borania.", "active", {"subject": ["Alvia"], "object": ["tanks"], "to": ["Borania"]}),
        ("Alvia sent the soldiers 20 tanks.", "active", {"subject": ["Alvia"], "object": ["the soldiers"], "object2": ["20 tanks"]}),
        ("Tanks were sent to Borania by Alvia.", "passive", {"subject": ["Alvia"], "object": ["Tanks"], "to": ["Borania"], "by": []}),
        ("Tanks were sent.", "passive", {"subject": [], "object": ["Tanks"]}),
        ("Borania was sent tanks.", "passive", {"object": ["Borania"], "object2": ["tanks"]}),
        ("Tanks sent to Borania by Alvia are old.", "reduced relative", {"subject": ["Alvia"], "object": ["Tanks"], "to": ["Borania"]}),
        ("The tanks Alvia has sent are old.", "relative", {"subject": ["Alvia"], "object": ["The tanks"]}),
        (
            "The tanks which Alvia will send to Borania are old.",
            "relative",
            {"subject": ["Alvia"], "object": ["The tanks"], "to": ["Borania"]},
        ),
        ("Alvia, which has sent tanks, was silent.", "active", {"subject": ["Alvia"], "object": ["tanks"]}),
        ("Alvia denied sending tanks to Borania.", "participle", {"subject": ["Alvia"], "object": ["tanks"], "to": ["Borania"]}),
        ("Alvia plans to send tanks.", "infinitive", {"subject": ["Alvia"], "object": ["tanks"]}),
        ("Cordovia urged Alvia to send tanks.", "infinitive", {"subject": ["Alvia"], "object": ["tanks"]}),
        ("To Borania, Alvia sent tanks.", "active", {"subject": ["Alvia"], "object": ["tanks"], "to": ["Borania"]}),
        ("Rebels killed and wounded 30 soldiers.", "active", {"subject": ["Rebels"], "object": ["30 soldiers"]}),
        ("The soldiers were killed, wounded and sent home by rebels.", "passive", {"object": ["The soldiers"]}),
        ("Alvia took delivery of 40 tanks.", "active", {"subject": ["Alvia"], "object": ["40 tanks"]}),
        ("The law is in force in Ostra.", "predicate", {"subject": ["The law"], "in": ["Ostra"]}),
        ("The law, in force since May, is old.", "bare predicate", {"subject": ["The law"]}),
    ],
)
def test_verb_is_read_in_its_voice(frames: FramesOf, sentence_of: SentenceOf, text: str, voice: str, roles: dict[str, list[str]]) -> None:
    sentence = sentence_of(text)
    frame = next(frame for frame in frames(text) if frame.voice == voice)

    assert roles == {role: words_in(sentence, frame, role) for role in roles}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Alvia's delivery of tanks to Borania began.", {"owner": ["Alvia"], "of": ["tanks"], "to": ["Borania"]}),
        ("The Alvian delivery of tanks began.", {"owner": ["The Alvian"], "of": ["tanks"]}),
        ("Their visit to Ostra was short.", {"owner": ["Their"], "to": ["Ostra"]}),
        ("The delivery began.", {"owner": [], "of": []}),
        ("A delivery by Alvia of tanks began.", {"by": ["Alvia"], "of": ["tanks"]}),
        ("Rebels carried out an attack on villagers.", {"light": ["Rebels"], "on": ["villagers"]}),
        ("Rebels feared an attack on villagers.", {"light": [], "on": ["villagers"]}),
        ("The visit began in Ostra.", {"in": ["Ostra"]}),
        ("An attack was carried out by Alvia.", {"by": ["Alvia"]}),
        ("An attack was feared by Alvia.", {"by": []}),
    ],
)
def test_noun_has_owner_phrases_and_the_subject_of_a_light_verb(
    frames: FramesOf, sentence_of: SentenceOf, text: str, roles: dict[str, list[str]]
) -> None:
    sentence = sentence_of(text)
    frame = next(frame for frame in frames(text) if frame.voice == "noun")

    assert roles == {role: words_in(sentence, frame, role) for role in roles}


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Alvia has sent tanks.", ["active"]),
        ("Tanks were sent.", ["passive"]),
        ("Rebels killed him.", ["active"]),
        ("Attack helicopters left.", []),
        ("The attack plan failed.", []),
        ("A visit was short.", ["noun"]),
    ],
)
def test_trigger_is_read_in_no_voice_that_its_form_forbids(frames: FramesOf, text: str, voices: list[str]) -> None:
    assert voices == [frame.voice for frame in frames(text)]


def test_owner_of_a_noun_group_is_what_stands_before_its_head(sentence_of: SentenceOf) -> None:
    sentence = sentence_of("Alvia's attack began.")
    group = sentence.noun_group_at(2)
    assert group is not None
    owner = owner_groups(group)[0][0]

    assert sentence.doc[owner.start : owner.end].text == "Alvia"
