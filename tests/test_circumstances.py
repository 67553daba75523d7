"""Circumstances: time, place and money that no phrase asks for, found in the trigger's own clause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.records import Interval, Money

Remark = Callable[[str], str]


@pytest.mark.parametrize(
    "written",
    [
        "[perpetrator: Rebels] killed [victim: villagers] in [place: Ostra].",
        "[perpetrator: Rebels] killed [victim: villagers] near [place: Ostra].",
        "[perpetrator: Rebels] killed [victim: villagers] in [place: Alvia's north].",
        "In [place: Ostra], [perpetrator: rebels] killed [victim: villagers].",
        "[perpetrator: Rebels] in [place: Ostra] killed [victim: villagers].",
        "[perpetrator: Rebels] killed [victim: villagers] in the village of [place: Velden].",
        "[perpetrator: Rebels] killed [victim: villagers] in [place: Tell Maru] on [time: 3 May 2024].",
        "On [time: May 3, 2024], [perpetrator: rebels] killed [victim: villagers].",
        "On [time: 3 May 2024] [perpetrator: rebels] killed [victim: villagers].",
        "[perpetrator: Rebels] killed [victim: villagers] between [time: 3 and 5 May 2024].",
        "[supplier: Alvia] sent [items: tanks] worth [value: $20 million] to [recipient: Borania].",
    ],
)
def test_circumstance_is_found_in_the_clause(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize(
    "written",
    [
        "[perpetrator: Rebels] killed [victim: villagers], the army said in Ostra.",
        "[perpetrator: Rebels] killed [victim: villagers], the army said on 3 May 2024.",
        "The army said on 3 May 2024 that [perpetrator: rebels] had killed [victim: villagers].",
        "[perpetrator: Rebels] killed [victim: villagers], the army in Ostra said.",
        "In Ostra the army said [perpetrator: rebels] had killed [victim: villagers].",
        "[perpetrator: Rebels] killed [victim: villagers] while the army was in Ostra.",
        "[perpetrator: Rebels] killed [victim: villagers] and left Ostra.",
        "[perpetrator: Rebels] killed [victim: villagers] before the 2015 law.",
        "[perpetrator: Rebels] killed [victim: villagers] with the help of Ostra.",
        "[perpetrator: Rebels] killed [victim: villagers]; Ostra was silent.",
        "[perpetrator: Rebels] killed [victim: villagers] met on 3 May 2024.",
    ],
)
def test_circumstance_of_another_clause_is_left_alone(remark: Remark, written: str) -> None:
    assert written == remark(written)


def test_nearest_of_two_places_is_taken(remark: Remark) -> None:
    written = "[perpetrator: Rebels] killed [victim: villagers] in [place: Ostra] near Velden."

    assert written == remark(written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels killed villagers on Friday.", Interval(date(2024, 5, 3), date(2024, 5, 3))),
        ("Rebels killed villagers yesterday.", Interval(date(2024, 5, 3), date(2024, 5, 3))),
        ("Rebels killed villagers in March.", Interval(date(2024, 3, 1), date(2024, 3, 31))),
    ],
)
def test_time_counts_from_the_date_of_publication(small_extractor: Extractor, text: str, expected: Interval) -> None:
    (mention,) = small_extractor.extract(Article(text, date=date(2024, 5, 4))).mentions

    assert [expected] == [filler.value for filler in mention.slots["time"]]


def test_time_that_nothing_resolves_fills_no_slot(small_extractor: Extractor) -> None:
    (mention,) = small_extractor.extract(Article("Rebels killed villagers on Friday.")).mentions

    assert "time" not in mention.slots


def test_money_is_read_as_a_sum(small_extractor: Extractor) -> None:
    (mention,) = small_extractor.extract(Article("Alvia sent tanks worth $20 million to Borania.")).mentions

    assert [Money(20_000_000, "USD")] == [filler.value for filler in mention.slots["value"]]
