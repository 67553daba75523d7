"""Phrases compiled: each hole of a sentence becomes a clause role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.compiling.phrase_compiler import CompiledPhrase, Literal, compile_phrase
from dragoman.language import Place
from dragoman.packs.phrase_parser import parse_phrase


def compiled(text: str) -> CompiledPhrase:
    phrase, faults = parse_phrase(text, Place("rule.yaml", 1, 1))
    assert phrase is not None, faults
    return compile_phrase(phrase)


def roles_of(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(binding.slot, binding.roles) for binding in compiled(text).bindings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a} VERB", [("a", ("subject",))]),
        ("VERB {b}", [("b", ("object",))]),
        ("{a} VERB {b}", [("a", ("subject",)), ("b", ("object",))]),
        ("{a} VERB {b} {c}", [("a", ("subject",)), ("b", ("object",)), ("c", ("object2",))]),
        ("{a} VERB {b} to {c}", [("a", ("subject",)), ("b", ("object",)), ("c", ("to",))]),
        ("{a} VERB to {c} {b}", [("a", ("subject",)), ("c", ("to",)), ("b", ("object",))]),
        ("VERB (in|at|near) {b}", [("b", ("in", "at", "near"))]),
        ("VERB {b} according to {c}", [("b", ("object",)), ("c", ("according to",))]),
        ("VERB [{b}] [from {c}]", [("b", ("object",)), ("c", ("from",))]),
        ("{a} NOUN", [("a", ("owner",))]),
        ("{a} NOUN of {b} to {c}", [("a", ("owner",)), ("b", ("of",)), ("c", ("to",))]),
        ("NOUN (between|with) {a}", [("a", ("between", "with"))]),
        ("{a} VERB to NOUN with {b}", [("a", ("subject",)), ("b", ("with",))]),
        ("{a} VERB {b} NOUN", [("a", ("subject",)), ("b", ("of noun",))]),
        ("{a} VERB with {a}", [("a", ("subject",)), ("a", ("with",))]),
    ],
)
def test_hole_stands_in_the_role_of_its_place(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert expected == roles_of(text)


@pytest.mark.parametrize(
    ("text", "verbal", "noun_roles"),
    [
        ("{a} VERB {b}", True, ()),
        ("{a} NOUN of {b}", False, ()),
        ("{a} VERB NOUN", True, ("object",)),
        ("{a} VERB to NOUN", True, ("to",)),
        ("{a} VERB (for|on) NOUN", True, ("for", "on")),
        ("NOUN VERB", True, ("subject",)),
        ("{a} VERB {b} NOUN", True, ("object",)),
    ],
)
def test_phrase_starts_from_its_verb_or_else_from_its_noun(text: str, verbal: bool, noun_roles: tuple[str, ...]) -> None:
    phrase = compiled(text)

    assert (verbal, noun_roles) == (phrase.verbal, phrase.noun_roles)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("{a} VERB {b} dead", (), (Literal((("dead",),), 9),)),
        ("{a} VERB (dead|lifeless)", (), (Literal((("dead",), ("lifeless",)), 9),)),
        ("{a} (boots|feet) VERB {b}", (Literal((("boots",), ("feet",)), 9),), ()),
        ("{a} VERB {b} to {c}", (), ()),
        ("{a} VERB {b} [stone dead]", (), ()),
        ("{a} VERB {b} ... dead", (), (Literal((("dead",),), 24),)),
        ("{a} stone ... VERB {b}", (Literal((("stone",),), 24),), ()),
        ("{a} VERB = stone dead {b}", (), (Literal((("stone", "dead"),), 2),)),
        ("NOUN = on {b}", (), (Literal((("on",),), 1),)),
    ],
)
def test_word_that_is_no_preposition_is_asked_for_on_its_side(text: str, before: object, after: object) -> None:
    phrase = compiled(text)

    assert (before, after) == (phrase.before, phrase.after)


def test_gap_bounds_how_far_a_word_may_stand() -> None:
    [near] = compile_phrase(replace(compiled("{a} VERB {b} dead").phrase, gap=3)).after
    [far] = compile_phrase(replace(compiled("{a} VERB {b} ... dead").phrase, gap=3)).after

    assert (near.reach, far.reach) == (3, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{a} VERB {b}", True), ("{a} VERB NOUN", True), ("{a} VERB to {b}", False), ("{a} VERB", False), ("{a} VERB to NOUN", False)],
)
def test_phrase_says_whether_it_has_an_object_for_a_passive(text: str, expected: bool) -> None:
    assert expected is compiled(text).has_object
