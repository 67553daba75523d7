from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotators.money import find_money
from dragoman.records import Money
from dragoman.spans import TypedSpan

NLP = spacy.blank("en")


def money(text: str) -> list[tuple[str, TypedSpan]]:
    doc = NLP(text)
    return [
        (doc[span.start : span.end].text, span)
        for span in find_money(doc, 0, len(doc), {"danish": "DNK", "canadian": "CAN", "pakistani": "PAK"})
    ]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("a $750 million package", 750_000_000, "USD"),
        ("$1.25bn in arms", 1_250_000_000, "USD"),
        ("US$40m in loans", 40_000_000, "USD"),
        ("US$ 40 million in loans", 40_000_000, "USD"),
        ("a $2.5-billion deal", 2_500_000_000, "USD"),
        ("$300K in cash", 300_000, "USD"),
        ("$4,500 a month", 4500, "USD"),
        ("$2.50 a shell", 2.5, "USD"),
        ("€500m of aid", 500_000_000, "EUR"),
        ("€1.8 billion of aid", 1_800_000_000, "EUR"),
        ("£2bn for the navy", 2_000_000_000, "GBP"),
        ("¥90 billion for radars", 90_000_000_000, "JPY"),
        ("EUR 12 million for mines", 12_000_000, "EUR"),
        ("EUR12m for mines", 12_000_000, "EUR"),
        ("A$33 million in kit", 33_000_000, "AUD"),
        ("3.5 billion euros", 3_500_000_000, "EUR"),
        ("half a billion dollars", 500_000_000, "USD"),
        ("a million dollars", 1_000_000, "USD"),
        ("two hundred million rubles", 200_000_000, "RUB"),
        ("40 billion roubles", 40_000_000_000, "RUB"),
        ("600 million hryvnias", 600_000_000, "UAH"),
        ("12 billion kronor", 12_000_000_000, "SEK"),
        ("150 million Canadian dollars", 150_000_000, "CAD"),
        ("700m Danish kroner", 700_000_000, "DKK"),
        ("9 billion Pakistani rupees", 9_000_000_000, "PKR"),
        ("20 million US dollars", 20_000_000, "USD"),
        ("2bn yuan", 2_000_000_000, "CNY"),
        ("30 billion won", 30_000_000_000, "KRW"),
        ("4 million pounds", 4_000_000, "GBP"),
        ("5,000€ each", 5000, "EUR"),
        ("₹800 crore", 8_000_000_000, "INR"),
        ("a 300-million-dollar loan", 300_000_000, "USD"),
    ],
)
def test_money_reads_amount_and_currency(text: str, amount: float, currency: str) -> None:
    assert [Money(amount, currency)] == [span.value for _, span in money(text)]


@pytest.mark.parametrize(
    "text", ["They won 3 matches.", "10 won", "500 pounds of explosives", "a 500-pound bomb", "the euro zone", "3 million people", "$"]
)
def test_money_leaves_other_numbers(text: str) -> None:
    assert [] == money(text)


def test_money_finds_a_sum_and_its_conversion() -> None:
    assert ["5 billion kronor", "$480 million"] == [words for words, _ in money("Stockholm gave 5 billion kronor ($480 million).")]


def test_money_keeps_whole_amounts_whole() -> None:
    assert ["int", "float"] == [
        type(span.value.amount).__name__ for _, span in money("$1.59 billion and $1.5") if isinstance(span.value, Money)
    ]


@pytest.mark.parametrize(
    ("text", "flag"), [("up to $60 million", "high"), ("over $60 million", "low"), ("about €3m", "approx"), ("9bn kroner", "assumed")]
)
def test_money_flags_what_bounds_it(text: str, flag: str) -> None:
    assert [{flag}] == [set(span.flags) for _, span in money(text)]


_VOCABULARY = "$ € 5 1.5 300 m bn million billion - dollars won pounds US$ US$5 EUR a half of and US Danish kroner k , ."
_WORDS = st.sampled_from(_VOCABULARY.split())


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=50) | st.lists(_WORDS, max_size=12).map(" ".join))
def test_money_in_any_text_is_ordered_and_stable(text: str) -> None:
    doc = NLP(text)
    found = find_money(doc, 0, len(doc))
    edges = [edge for span in found for edge in (span.start, span.end)]

    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(doc) for span in found)
    assert found == find_money(doc, 0, len(doc))
