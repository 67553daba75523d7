"""Triggers: which words of which rules occur in a text."""

from __future__ import annotations

import pytest

from dragoman.compiling.triggers import coordinated_forms
from dragoman.extractor import Extractor
from dragoman.inflection import Form


def found(extractor: Extractor, text: str) -> list[tuple[str, list[str]]]:
    """Return each trigger of a text with the ids of its rules."""
    doc = extractor.nlp.make_doc(text)
    rules = extractor.compiled.rules
    return [(doc[o.start : o.end].text, [rules[i].rule.id for i in o.form.rules]) for o in extractor.compiled.triggers.find(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alvia sends tanks.", [("sends", ["sent"])]),
        ("ALVIA SENT TANKS", [("SENT", ["sent"])]),
        ("Sending tanks", [("Sending", ["sent"])]),
        ("two deliveries", [("deliveries", ["delivery"])]),
        ("they handed over tanks", [("handed over", ["sent"])]),
        ("the truce is in force", [("truce", ["agreed", "called_for", "holds"]), ("in force", ["holds"])]),
        ("a cease-fire", [("cease-fire", ["agreed", "called_for", "holds"])]),
        ("two visits", [("visits", ["visited"]), ("visits", ["trip"])]),
        ("nothing at all", []),
        ("", []),
    ],
)
def test_trigger_is_found_in_each_of_its_forms(small_extractor: Extractor, text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert sorted(expected) == sorted(found(small_extractor, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("they shot a guard", ["shot"]),
        ("they shot dead a guard", ["shot dead"]),
        ("they shot a guard dead", ["shot"]),
        ("they killed or wounded a guard", ["killed or wounded"]),
        ("they kill or wound guards", ["kill or wound"]),
        ("they kill and wound guards", ["kill"]),
        ("they took delivery of tanks", ["delivery", "took delivery of"]),
    ],
)
def test_longer_trigger_covers_a_shorter_one_of_its_rule(small_extractor: Extractor, text: str, expected: list[str]) -> None:
    assert expected == sorted(word for word, _ in found(small_extractor, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("they sent word", []),
        ("they are sending word", []),
        ("the supply chain", []),
        ("all supply chains", []),
        ("they killed time", []),
        ("they killed time, then they killed a guard", ["killed"]),
        ("they sent a word", ["sent"]),
    ],
)
def test_not_phrase_switches_off_the_trigger_inside_it(small_extractor: Extractor, text: str, expected: list[str]) -> None:
    assert expected == [word for word, _ in found(small_extractor, text)]


def test_coordinated_verbs_are_inflected_alike() -> None:
    forms = coordinated_forms("kill or wound")

    assert forms["killed or wounded"] & Form.PAST
    assert forms["killing or wounding"] == Form.ING
    assert "killed or wounding" not in forms


def test_triggers_come_in_the_order_of_the_text(small_extractor: Extractor) -> None:
    doc = small_extractor.nlp.make_doc("They visited Ostra, sent tanks and killed a guard in an attack on a truce.")
    starts = [occurrence.start for occurrence in small_extractor.compiled.triggers.find(doc)]

    assert starts == sorted(starts)
