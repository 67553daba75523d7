from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import Adjacent, Element, Gap, Maybe, NounRef, Place, SlotRef, VerbRef, Words
from dragoman.packs.phrase_parser import parse_phrase, phrase_text

HERE = Place("x.yaml", 3, 10)


def elements(text: str) -> tuple[Element, ...]:
    phrase, faults = parse_phrase(text, Place("x.yaml", 1, 1))
    assert phrase is not None, faults
    return phrase.elements


def faults(text: str) -> list[tuple[str, int, int]]:
    return [(fault.code, fault.column, fault.length) for fault in parse_phrase(text, Place("x.yaml", 1, 1))[1]]


def test_slots_verb_and_words_are_read_with_their_columns() -> None:
    assert elements("{a} VERB {b} with {c_d}") == (
        SlotRef("a", 1),
        VerbRef(5),
        SlotRef("b", 10),
        Words((("with",),), 14),
        SlotRef("c_d", 19),
    )


def test_words_that_stand_together_are_one_literal() -> None:
    assert elements("NOUN on behalf of {a}") == (NounRef(1), Words((("on", "behalf", "of"),), 6), SlotRef("a", 19))


def test_quoted_words_are_exact() -> None:
    assert elements('NOUN "on behalf" {a}') == (NounRef(1), Words((("on", "behalf"),), 6, exact=True), SlotRef("a", 18))


def test_a_choice_holds_words_of_any_length() -> None:
    assert elements("VERB (to|on behalf of|for) {a}")[1] == Words((("to",), ("on", "behalf", "of"), ("for",)), 6)


def test_a_choice_may_be_exact() -> None:
    assert elements('VERB ("to"|"in to") {a}')[1] == Words((("to",), ("in", "to")), 6, exact=True)


def test_an_optional_part_holds_elements() -> None:
    assert elements("VERB [to {a} [in {b}]]")[1] == Maybe(
        (Words((("to",),), 7), SlotRef("a", 10), Maybe((Words((("in",),), 15), SlotRef("b", 18)), 14)), 6
    )


def test_a_gap_and_an_equals_sign_are_elements() -> None:
    assert elements("{a} ... VERB = on {b}")[:4] == (SlotRef("a", 1), Gap(5), VerbRef(9), Adjacent(14))


def test_the_ellipsis_character_is_a_gap() -> None:
    assert elements("VERB … {a}")[1] == Gap(6)


def test_a_gap_may_open_an_optional_part_inside_the_phrase() -> None:
    assert elements("VERB [... to {a}]")[1] == Maybe((Gap(7), Words((("to",),), 11), SlotRef("a", 14)), 6)


def test_spaces_inside_braces_do_not_matter() -> None:
    assert elements("{ a } VERB") == (SlotRef("a", 1), VerbRef(7))


def test_columns_count_from_the_place_of_the_phrase() -> None:
    phrase, _ = parse_phrase("VERB {a}", HERE)

    assert phrase is not None
    assert phrase.place == HERE
    assert [element.column for element in phrase.elements] == [10, 15]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("E133", 1, 1)]),
        ("{a VERB", [("E130", 1, 2)]),
        ("VERB {a {b}", [("E130", 6, 2)]),
        ("VERB {a", [("E130", 6, 2)]),
        ("VERB a}", [("E132", 7, 1)]),
        ("VERB [to {a}", [("E131", 6, 1)]),
        ("VERB to {a}]", [("E132", 12, 1)]),
        ("VERB (to|for {a}", [("E131", 6, 1)]),
        ("VERB to) {a}", [("E132", 8, 1)]),
        ("VERB to|for {a}", [("E132", 8, 1)]),
        ("VERB {} {a}", [("E133", 6, 2)]),
        ("VERB () {a}", [("E133", 6, 1)]),
        ("VERB (|to) {a}", [("E133", 6, 1)]),
        ("VERB [] {a}", [("E133", 6, 2)]),
        ('VERB "" {a}', [("E133", 6, 2)]),
        ('VERB "to {a}', [("E139", 6, 1)]),
        ("VERB {A}", [("E105", 7, 1)]),
        ("VERB {a b}", [("E105", 7, 3)]),
        ("{VERB} {a}", [("E140", 1, 6)]),
        ("VERBS {a}", [("E140", 1, 5)]),
        ("verb {a}", [("E140", 1, 4)]),
        ("VERB {a} VERB", [("E135", 10, 4)]),
        ("{a} [VERB]", [("E136", 6, 4)]),
        ("... VERB", [("E137", 1, 3)]),
        ("VERB =", [("E137", 6, 1)]),
        ("VERB ... ... {a}", [("E137", 6, 3)]),
        ("VERB = ... {a}", [("E137", 6, 1)]),
        ("VERB = {a}", [("E137", 6, 1)]),
        ("VERB ..... {a}", [("E137", 6, 5)]),
        ("VERB (to|{a})", [("E138", 10, 1)]),
        ("VERB (to|NOUN)", [("E138", 10, 4)]),
        ('VERB (to|"for") {a}', [("E138", 6, 1)]),
        ("VERB [to [a [b [c [d [e]]]]]] {a}", [("E138", 22, 1)]),
        ("VERB .* {a}", [("E141", 6, 1)]),
        ("VERB to+ {a}", [("E141", 8, 1)]),
        ("VERB {a} {A} [", [("E105", 11, 1), ("E131", 14, 1)]),
    ],
)
def test_a_fault_has_its_column(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert faults(text) == expected


def test_fullwords_in_capitals_stay_words() -> None:
    assert elements("VERB NATO (UN|EU)")[1:] == (Words((("NATO",),), 6), Words((("UN",), ("EU",)), 11))


word = st.text(alphabet="abcdefgh'-é", min_size=1, max_size=5)
words = st.lists(word, min_size=1, max_size=3).map(" ".join)
quoted = words.map(lambda text: f'"{text}"')
literal = st.one_of(words, quoted, st.lists(words, min_size=2, max_size=3).map("|".join).map("({})".format))


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """A sound phrase: distinct slots around one trigger, literals between them, the last ones optional."""
    names = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4, unique=True))
    parts = ["VERB"]
    for number, name in enumerate(names):
        joint = draw(st.sampled_from(["", "... "] if number else ["", "... ", "= "]))
        part = f"{joint}{draw(literal)} {{{name}}}"
        parts.append(f"[{part}]" if draw(st.booleans()) else part)
    return " ".join(parts)


def bare(found: tuple[Element, ...]) -> str:
    return phrase_text(found)


@given(phrases())
def test_a_phrase_written_out_reads_as_itself(text: str) -> None:
    first = elements(text)

    assert bare(elements(phrase_text(first))) == phrase_text(first)
    assert [type(element) for element in elements(phrase_text(first))] == [type(element) for element in first]


@given(st.text(alphabet='{}()[]|=".… aVERBNOU*', max_size=40))
def test_any_text_is_a_phrase_or_has_faults(text: str) -> None:
    phrase, found = parse_phrase(text, HERE)

    assert (phrase is None) == bool(found)
    assert all(fault.line == HERE.line and HERE.column <= fault.column <= HERE.column + len(text) for fault in found)


@given(st.text(max_size=40))
def test_no_text_ends_the_parser(text: str) -> None:
    phrase, found = parse_phrase(text, HERE)

    assert (phrase is None) == bool(found)
