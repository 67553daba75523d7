"""The gazetteer: names and nouns of the lexicons in a text."""

from __future__ import annotations

import pytest

from dragoman.annotators.gazetteer import Gazetteer
from dragoman.extractor import Extractor
from dragoman.records import Entity, Term, Weapon
from dragoman.spans import TypedSpan


def spans(extractor: Extractor, text: str, kind: str) -> list[TypedSpan]:
    doc = extractor.nlp.make_doc(text)
    return [span for span in extractor.compiled.gazetteer.find(doc) if span.type == kind]


def words(extractor: Extractor, text: str, kind: str) -> list[str]:
    doc = extractor.nlp.make_doc(text)
    return [doc[span.start : span.end].text for span in extractor.compiled.gazetteer.find(doc) if span.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Alvia left.", "actor", ["Alvia"]),
        ("The Alvian army and Boranians left.", "actor", ["Alvian", "Boranians"]),
        ("Marenz said so.", "actor", ["Marenz"]),
        ("Fighters of the Red Front left.", "actor", ["the Red Front"]),
        ("The Red Front left.", "actor", ["The Red Front"]),
        ("ALVIA SENDS TANKS", "actor", ["ALVIA"]),
        ("the US and U.S. troops", "actor", ["the US", "U.S."]),
        ("they told us so", "actor", []),
        ("alvia left.", "actor", []),
        ("They left Tell Maru.", "place", ["Tell Maru"]),
        ("They left Alvia.", "place", ["Alvia"]),
        ("They left the Alvian camp.", "place", []),
        ("Two tanks and a Tank.", "materiel", ["tanks", "Tank"]),
        ("Old surface-to-air missiles.", "materiel", ["surface-to-air missiles"]),
        ("They said and sent.", "verb", []),
    ],
)
def test_lexicon_entry_is_found_in_each_of_its_forms(small_extractor: Extractor, text: str, kind: str, expected: list[str]) -> None:
    assert expected == words(small_extractor, text, kind)


def test_longest_of_overlapping_entries_is_kept(small_extractor: Extractor) -> None:
    assert words(small_extractor, "surface-to-air missile", "materiel") == ["surface-to-air missile"]
    assert words(small_extractor, "the foreign minister", "title") == ["foreign minister"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Marenz left.", "actor", Entity("Alvia", "ALV")),
        ("The Red Front left.", "actor", Entity("Red Front")),
        ("They left Ostra.", "place", Entity("Ostra")),
        ("Two tanks.", "materiel", Weapon("tank", "vehicle")),
        ("Two soldiers.", "force", Term("soldier")),
    ],
)
def test_entry_has_the_value_of_its_type(small_extractor: Extractor, text: str, kind: str, expected: object) -> None:
    assert [expected] == [span.value for span in spans(small_extractor, text, kind)]


@pytest.mark.parametrize(
    ("text", "kind", "flag"),
    [
        ("The Alvian army.", "actor", "demonym"),
        ("Marenz left.", "actor", "metonyms"),
        ("Two tanks.", "materiel", "plural"),
        ("Two tanks.", "materiel", "class:vehicle"),
        ("Some equipment.", "materiel", "weak"),
        ("Red Front.", "actor", "class:group"),
    ],
)
def test_span_is_flagged_with_what_its_entry_says(small_extractor: Extractor, text: str, kind: str, flag: str) -> None:
    assert [flag in span.flags for span in spans(small_extractor, text, kind)] == [True]


def test_local_name_counts_only_beside_a_full_one(small_extractor: Extractor) -> None:
    assert words(small_extractor, "Tanks left the South.", "actor") == []
    assert words(small_extractor, "Tanks left Borania. They came back to the South.", "actor") == ["Borania", "the South"]


@pytest.mark.parametrize("nth", range(2))
def test_names_made_word_by_word_are_those_of_a_whole_table(nth: int, core_extractor: Extractor) -> None:
    lexicons = [lexicon for pack in core_extractor.packs for lexicon in pack.lexicons]
    names = [entry.name for lexicon in lexicons for entry in lexicon.entries[nth::9]]
    texts = [", ".join(names), *names[::4], ". ".join(name.upper() for name in names), "the Al Shabaab's 155mm 155 mm. İstanbul"]
    gazetteer = Gazetteer().with_lexicons(core_extractor.nlp, lexicons)
    whole, docs = gazetteer.whole(), [core_extractor.nlp.make_doc(text) for text in texts]

    assert [whole.find(doc) for doc in docs] == [gazetteer.find(doc) for doc in docs]


def test_gazetteer_that_was_used_is_whole_in_a_file(small_extractor: Extractor) -> None:
    fresh = Gazetteer().with_lexicons(small_extractor.nlp, small_extractor.packs[0].lexicons)
    doc = small_extractor.nlp.make_doc("The Red Front left Ostra with two tanks.")
    before = fresh.whole()

    assert before.find(doc) == fresh.find(doc)
    assert before == fresh.whole()
