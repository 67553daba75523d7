from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotators.dates import find_dates
from dragoman.annotators.money import find_money
from dragoman.annotators.quantities import find_quantities
from dragoman.records import Count, Money
from dragoman.spans import TypedSpan

NLP = spacy.blank("en")
GOLD = Path(__file__).parents[2] / "shared" / "gold" / "quantities.jsonl"
Ends = tuple[int | None, int | None]


def counts(text: str, *, articles: bool = False) -> list[tuple[str, TypedSpan]]:
    doc = NLP(text)
    taken = [*find_dates(doc, 0, len(doc), None), *find_money(doc, 0, len(doc))]
    found = find_quantities(doc, 0, len(doc), taken, articles=articles)
    return [(doc[span.start : span.end].text, span) for span in found]


def ends(text: str) -> list[Ends]:
    return [(span.value.low, span.value.high) for _, span in counts(text) if isinstance(span.value, Count)]


BOUNDS: list[tuple[str, list[Ends]]] = [
    ("Rebels wounded one guard, killing another in Ostra.", [(1, 1), (1, 1)]),
    ("Rebels hold 450 prisoners.", [(450, 450)]),
    ("Ninety-six (96) helicopters, two (2) radars and twelve (7) masts", [(96, 96), (2, 2), (12, 12), (7, 7)]),
    ("More than 7,500 reservists crossed the river.", [(7500, None)]),
    ("Over 80 villagers were wounded.", [(80, None)]),
    ("At least 31 guards died.", [(31, None)]),
    ("Upwards of 600 trucks crossed the pass.", [(600, None)]),
    ("No fewer than 14 shells landed.", [(14, None)]),
    ("No less than 300 drones were shipped.", [(300, None)]),
    ("In excess of 5,000 rounds were handed over.", [(5000, None)]),
    ("A minimum of 90 launchers is needed.", [(90, None)]),
    ("They lost 200 or more men.", [(200, None)]),
    ("A 2,500-plus garrison, 40+ guns", [(2500, None), (40, None)]),
    ("Nearly 900 tanks were destroyed.", [(None, 900)]),
    ("Almost 60 people were hurt.", [(None, 60)]),
    ("Up to 25 jets may be sold.", [(None, 25)]),
    ("As many as 8,000 mercenaries arrived.", [(None, 8000)]),
    ("Fewer than 50 sailors survived.", [(None, 50)]),
    ("Less than a dozen survivors were found.", [(None, 12)]),
    ("Under 400 monitors remain.", [(None, 400)]),
    ("Close to 700 detainees were freed.", [(None, 700)]),
    ("No more than 15 advisers will stay.", [(None, 15)]),
    ("At most 12 missiles were left.", [(None, 12)]),
    ("They have 300 at most.", [(None, 300)]),
    ("Just over 1,100 policemen flew in.", [(1100, None)]),
    ("Between 40 and 60 gunmen attacked.", [(40, 60)]),
    ("10 to 15 gunmen attacked.", [(10, 15)]),
    ("The envoy counted 20-30 vehicles.", [(20, 30)]),
    ("The envoy counted 20–30 vehicles.", [(20, 30)]),
    ("It would take 5-6,000 men.", [(5000, 6000)]),
    ("It would take two to three thousand men.", [(2000, 3000)]),
    ("Some 3 to 4 million people fled.", [(3_000_000, 4_000_000)]),
    ("Two or three officers were seen.", [(2, 3)]),
    ("Between 100 and 150 bodies were recovered.", [(100, 150)]),
    ("between about 200 and 250 recruits", [(200, 250)]),
    ("The toll rose from 30 to 45.", [(30, 30), (45, 45)]),
    ("Several hundred marchers and dozens of police", [(200, None), (24, None)]),
    ("Hundreds of thousands fled; tens of thousands stayed.", [(200_000, None), (20_000, None)]),
    ("Thousands more are on their way.", [(2000, None)]),
    ("Scores were hurt in the blast.", [(40, None)]),
    ("Dozens, if not hundreds, of fighters came.", [(24, None)]),
    ("a few thousand volunteers", [(2000, None)]),
    ("several dozen armoured cars", [(24, None)]),
]

PLAIN: list[tuple[str, list[Ends]]] = [
    ("Half a dozen mortars and two dozen rifles", [(6, 6), (24, 24)]),
    ("half-a-million shells", [(500_000, 500_000)]),
    ("three quarters of a million shells", [(750_000, 750_000)]),
    ("two and a half million refugees", [(2_500_000, 2_500_000)]),
    ("a hundred and twenty envoys", [(120, 120)]),
    ("forty-five conscripts", [(45, 45)]),
    ("fifteen hundred paratroopers", [(1500, 1500)]),
    ("three hundred and sixty-four cadets", [(364, 364)]),
    ("one million two hundred thousand mines", [(1_200_000, 1_200_000)]),
    ("1.2m refugees and 3k volunteers", [(1_200_000, 1_200_000), (3000, 3000)]),
    ("12 500 troops left the base", [(12_500, 12_500)]),
    ("1,00,000 troops faced each other", [(100_000, 100_000)]),
    ("5 lakh people and 2 crore doses", [(500_000, 500_000), (20_000_000, 20_000_000)]),
    ("3 killed, 12 hurt as shells hit bus", [(3, 3), (12, 12)]),
    ("A couple of sappers and a pair of gunships", [(2, 2), (2, 2)]),
    ("a 900-strong battalion and a 12-member crew", [(900, 900), (12, 12)]),
    ("At least one person died.", [(1, None)]),
    ("Seven of the 20 drones got through.", [(7, 7)]),
    ("Four out of the ten hostages were freed.", [(4, 4)]),
    ("In Gaza 12 people were killed.", [(12, 12)]),
    ("Air Raid Kills 14 People In Capital", [(14, 14)]),
    ("He sent 2000 troops.", [(2000, 2000)]),
    ("Not a single soldier crossed. A single shell fell.", [(0, 0), (1, 1)]),
    ("Nobody died, none were hurt and no soldiers left.", [(0, 0), (0, 0), (0, 0)]),
    ("between 16 and 18 March, 40 soldiers died", [(40, 40)]),
    ("about 60 122 mm howitzers", [(60, 60)]),
    ("six 155-mm guns and 18 105mm guns", [(6, 6), (18, 18)]),
    ("12 Marder 1 vehicles and nine Leopard 1 tanks", [(12, 12), (9, 9)]),
    ("Of 120 rockets fired, 80 were shot down.", [(120, 120), (80, 80)]),
    ("half of the 600 peacekeepers", [(600, 600)]),
    ("20 or 30 men and a dozen women", [(20, 30), (12, 12)]),
    ("200 tonnes of flour", [(200, 200)]),
    ("two more battalions", [(2, 2)]),
    ("four or five hundred riders", [(400, 500)]),
    ("a crew of 180", [(180, 180)]),
    ("a dispute over two islands", [(2, 2)]),
    ("over 10 rebels were killed", [(10, None)]),
    ("an estimated 10,000 to 12,000 fighters", [(10_000, 12_000)]),
]

NO_COUNTS = [
    "a 152 mm gun",
    "152mm shells",
    "a 120-millimeter mortar",
    "a range of 300km",
    "45 kilometres from the front",
    "60 percent of the force",
    "seventy per cent",
    "a 19-year-old conscript",
    "within 48 hours",
    "for the past eight months",
    "a 30-day truce",
    "a 9ft wall",
    "minus 20 degrees",
    "Leopard 2 tanks",
    "a Su-27 jet",
    "AS-21 guns",
    "M777 howitzers",
    "T-90 tanks",
    "the 47th brigade",
    "They won 5-0.",
    "by 86-0 in the vote",
    "Security Council resolution 2728",
    "in 1994",
    "at 10.30 p.m.",
    "at 0600 GMT",
    "call +1-202-555-0147",
    "Petrov, 42, said",
    "on West 43rd Street",
    "10 Downing Street",
    "Operation 9",
    "version 3.2 of the app",
    "One of the brigades",
    "the Group of Seven",
    "the Group of 20",
    "one in five",
    "two out of three",
    "1 in 10 recruits",
    "a two-state solution",
    "a 27-nation bloc",
    "three times",
    "Chapter 7 of the charter",
    "No. 3 reactor",
    "phase two",
    "World War Two",
    "Air Force One",
    "one another",
    "no longer",
    "no doubt",
    "the 1950-53 war",
    "six to eight weeks",
    "10, 15 and 20 percent",
    "hundreds of kilometres away",
    "a magnitude 6.1 quake",
    "$3 million",
    "2bn euros",
    "They had a few talks.",
    "many soldiers",
    "test scores fell",
    "zero tolerance",
    "24/7",
    "Flight 17",
    "Article 5",
    "a 4x4 truck",
    "aged 18",
    "on 7 October",
    "the 2015 accord",
    "20-plus years",
    "one of the 12 drones",
    "Unit 8200",
    "girls aged from 8 to 16",
    "nearly one third",
    "Petrov, 52, and Ivanov, 34, died",
]


@pytest.mark.parametrize(("text", "expected"), BOUNDS + PLAIN)
def test_quantity_reads_the_number_and_its_bounds(text: str, expected: list[Ends]) -> None:
    assert expected == ends(text)


@pytest.mark.parametrize("text", NO_COUNTS)
def test_quantity_leaves_numbers_that_count_nothing(text: str) -> None:
    assert [] == ends(text)


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("They sent at least another 700 men.", "at least another 700"),
        ("Between 40 and 60 gunmen attacked.", "Between 40 and 60"),
        ("They lost some 200 or more men.", "some 200 or more"),
        ("Dozens of tents burned.", "Dozens"),
        ("A further 300 joined.", "A further 300"),
        ("Just over 1,100 men came.", "Just over 1,100"),
        ("They took a total of 90 guns.", "a total of 90"),
        ("A 900-strong unit left.", "900-strong"),
    ],
)
def test_quantity_covers_the_words_that_bound_it(text: str, covered: str) -> None:
    assert [covered] == [words for words, _ in counts(text)]


@pytest.mark.parametrize(
    "text", ["another 300 men", "300 more men", "an additional 300 men", "300 additional men", "a further 300 men", "300 extra men"]
)
def test_quantity_flags_what_comes_on_top(text: str) -> None:
    assert ["additional"] == [flag for _, span in counts(text) for flag in span.flags]


@pytest.mark.parametrize(
    "text", ["about 300", "some 300", "roughly 300", "an estimated 300", "300 or so", "300-odd", "around 300", "dozens"]
)
def test_quantity_marks_approximation(text: str) -> None:
    assert [True] == [span.value.approx for _, span in counts(text) if isinstance(span.value, Count)]


def test_quantity_keeps_a_comparison_apart_from_an_addition() -> None:
    assert [frozenset()] == [span.flags for _, span in counts("They sent 300 more than they had promised.")]


def test_quantity_counts_articles_only_on_demand() -> None:
    text = "A gunship and another jet crashed."

    assert [] == counts(text)
    assert ["A", "another"] == [words for words, _ in counts(text, articles=True)]


def test_quantity_stays_within_the_tokens_asked_for() -> None:
    doc = NLP("About 40 men left. More than 50 stayed.")

    assert [(7, 8)] == [(span.start, span.end) for span in find_quantities(doc, 7, len(doc))]


_VOCABULARY = (
    "a an 3 3,000 10 000 million hundred dozen of and or to - – more than at least about between two three twenty half"
    " quarter several few more % mm $ € no one another May March 27 2025 , . Tuesday last week thousands tens scores +"
)
_WORDS = st.sampled_from(_VOCABULARY.split())
_TEXT = st.text(max_size=60) | st.lists(_WORDS, max_size=14).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_TEXT)
def test_quantities_of_any_text_are_ordered_spans_with_ordered_bounds(text: str) -> None:
    doc = NLP(text)
    found = find_quantities(doc, 0, len(doc), articles=True)
    edges = [edge for span in found for edge in (span.start, span.end)]

    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(doc) for span in found)
    assert all(_ordered(span) for span in found)
    assert found == find_quantities(doc, 0, len(doc), articles=True)


def _ordered(span: TypedSpan) -> bool:
    value = span.value
    return isinstance(value, Count) and (value.low is None or value.high is None or value.low <= value.high)


def _values(text: str) -> list[tuple[float | None, float | None]]:
    doc = NLP(text)
    money = find_money(doc, 0, len(doc))
    taken = [*find_dates(doc, 0, len(doc), None), *money]
    found: list[tuple[float | None, float | None]] = [(m.value.amount, m.value.amount) for m in money if isinstance(m.value, Money)]
    return found + [(s.value.low, s.value.high) for s in find_quantities(doc, 0, len(doc), taken) if isinstance(s.value, Count)]


@pytest.mark.skipif(not GOLD.exists(), reason="the measuring set stands outside the repository")
def test_quantities_hold_their_measured_level() -> None:
    right = surplus = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        left = _values(record["text"])
        for value in (count["value"] for count in record["counts"] if count["value"] is not None):
            hit = next((ends for ends in left if (ends == tuple(value) if isinstance(value, list) else value in ends)), None)
            right += hit is not None
            left = [ends for i, ends in enumerate(left) if hit is None or i != left.index(hit)]
        surplus += sum(float(number) in ends for number in record["not_counts"] for ends in left)

    assert right >= 73
    assert surplus <= 2
