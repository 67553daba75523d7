from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotators.dates import find_dates
from dragoman.records import Interval
from dragoman.spans import TypedSpan

NLP = spacy.blank("en")
GOLD = Path(__file__).parents[2] / "shared" / "gold" / "dates.jsonl"
WEDNESDAY = date(2024, 9, 18)


def spans(text: str, published: date | None = WEDNESDAY, *, ahead: bool | None = None) -> list[tuple[str, TypedSpan]]:
    doc = NLP(text)
    found = find_dates(doc, 0, len(doc), published, future=None if ahead is None else lambda _: bool(ahead))
    return [(doc[span.start : span.end].text, span) for span in found]


def intervals(text: str, published: date | None = WEDNESDAY, *, ahead: bool | None = None) -> list[str]:
    return [f"{span.value.start}/{span.value.end}" for _, span in spans(text, published, ahead=ahead) if isinstance(span.value, Interval)]


FULL = [
    ("on 4 May 2021", "2021-05-04/2021-05-04"),
    ("on May 4, 2021", "2021-05-04/2021-05-04"),
    ("on the 4th of May 2021", "2021-05-04/2021-05-04"),
    ("on May 4th, 2021", "2021-05-04/2021-05-04"),
    ("on Tuesday, 4 May 2021", "2021-05-04/2021-05-04"),
    ("on Oct. 7, 2023", "2023-10-07/2023-10-07"),
    ("2023-10-07", "2023-10-07/2023-10-07"),
    ("07/10/2023", "2023-10-07/2023-10-07"),
    ("10/27/2023", "2023-10-27/2023-10-27"),
    ("27.10.2023", "2023-10-27/2023-10-27"),
    ("27-10-2023", "2023-10-27/2023-10-27"),
    ("on 5-8 June 2022", "2022-06-05/2022-06-08"),
    ("from 5 to 8 June 2022", "2022-06-05/2022-06-08"),
    ("on June 5-8, 2022", "2022-06-05/2022-06-08"),
    ("on June 5 and 6, 2022", "2022-06-05/2022-06-06"),
    ("between 28 May and 3 June 2022", "2022-05-28/2022-06-03"),
    ("between 28 December and 3 January 2022", "2021-12-28/2022-01-03"),
    ("in March 2022", "2022-03-01/2022-03-31"),
    ("in February 2024", "2024-02-01/2024-02-29"),
    ("in March and April 2022", "2022-03-01/2022-04-30"),
    ("from November to January 2022", "2021-11-01/2022-01-31"),
    ("in 2019", "2019-01-01/2019-12-31"),
    ("between 2015 and 2018", "2015-01-01/2018-12-31"),
    ("from 2015 to 2018", "2015-01-01/2018-12-31"),
    ("the 1980-88 war", "1980-01-01/1988-12-31"),
    ("(2015–2018)", "2015-01-01/2018-12-31"),
    ("in the 1980s", "1980-01-01/1989-12-31"),
    ("in the early 1990s", "1990-01-01/1993-12-31"),
    ("in mid-2023", "2023-05-01/2023-08-31"),
    ("in late 2023", "2023-09-01/2023-12-31"),
    ("early in 2023", "2023-01-01/2023-04-30"),
    ("in early March 2022", "2022-03-01/2022-03-10"),
    ("at the start of March 2022", "2022-03-01/2022-03-10"),
    ("in the second half of 2021", "2021-07-01/2021-12-31"),
    ("in the first half of March 2022", "2022-03-01/2022-03-15"),
    ("in the third quarter of 2021", "2021-07-01/2021-09-30"),
    ("in Q3 2021", "2021-07-01/2021-09-30"),
    ("in the first week of March 2022", "2022-03-01/2022-03-07"),
    ("in the first three months of 2022", "2022-01-01/2022-03-31"),
    ("in the last two months of 2022", "2022-11-01/2022-12-31"),
    ("in the summer of 2021", "2021-06-01/2021-08-31"),
    ("since 2014", "2014-01-01/None"),
    ("since early 2014", "2014-01-01/None"),
    ("since at least March 2022", "2022-03-01/None"),
    ("until May 2021", "None/2021-05-31"),
    ("by the end of 2021", "None/2021-12-31"),
    ("on Christmas Day 2021", "2021-12-25/2021-12-25"),
]

RELATIVE = [
    ("said on Monday", "2024-09-16/2024-09-16"),
    ("said on Wednesday", "2024-09-18/2024-09-18"),
    ("said on Thursday", "2024-09-12/2024-09-12"),
    ("said late Tuesday", "2024-09-17/2024-09-17"),
    ("early Sunday morning", "2024-09-15/2024-09-15"),
    ("on Saturday and Sunday", "2024-09-14/2024-09-15"),
    ("between Friday and Monday", "2024-09-13/2024-09-16"),
    ("from Monday to Wednesday", "2024-09-16/2024-09-18"),
    ("Monday's strike", "2024-09-16/2024-09-16"),
    ("last Friday", "2024-09-13/2024-09-13"),
    ("last Wednesday", "2024-09-11/2024-09-11"),
    ("next Wednesday", "2024-09-25/2024-09-25"),
    ("this Friday", "2024-09-20/2024-09-20"),
    ("on Monday of last week", "2024-09-09/2024-09-09"),
    ("Friday, Sept. 20", "2024-09-20/2024-09-20"),
    ("on Sept 17", "2024-09-17/2024-09-17"),
    ("on 30 December", "2023-12-30/2023-12-30"),
    ("on July 3 and 4", "2024-07-03/2024-07-04"),
    ("in August", "2024-08-01/2024-08-31"),
    ("in October", "2023-10-01/2023-10-31"),
    ("in early September", "2024-09-01/2024-09-10"),
    ("in mid-August", "2024-08-11/2024-08-20"),
    ("in July and August", "2024-07-01/2024-08-31"),
    ("from May to July this year", "2024-05-01/2024-07-31"),
    ("in March last year", "2023-03-01/2023-03-31"),
    ("last October", "2023-10-01/2023-10-31"),
    ("today", "2024-09-18/2024-09-18"),
    ("yesterday evening", "2024-09-17/2024-09-17"),
    ("tomorrow", "2024-09-19/2024-09-19"),
    ("the day before yesterday", "2024-09-16/2024-09-16"),
    ("last night", "2024-09-17/2024-09-17"),
    ("overnight", "2024-09-17/2024-09-18"),
    ("this morning", "2024-09-18/2024-09-18"),
    ("this week", "2024-09-16/2024-09-22"),
    ("last week", "2024-09-09/2024-09-15"),
    ("next week", "2024-09-23/2024-09-29"),
    ("earlier this week", "2024-09-16/2024-09-18"),
    ("later this week", "2024-09-18/2024-09-22"),
    ("late last week", "2024-09-12/2024-09-15"),
    ("over the weekend", "2024-09-14/2024-09-15"),
    ("last weekend", "2024-09-14/2024-09-15"),
    ("this month", "2024-09-01/2024-09-30"),
    ("next month", "2024-10-01/2024-10-31"),
    ("late last month", "2024-08-21/2024-08-31"),
    ("earlier this year", "2024-01-01/2024-09-18"),
    ("so far this year", "2024-01-01/2024-09-18"),
    ("this year so far", "2024-01-01/2024-09-18"),
    ("next year", "2025-01-01/2025-12-31"),
    ("by the end of the year", "None/2024-12-31"),
    ("by the end of next month", "None/2024-10-31"),
    ("since the start of the month", "2024-09-01/None"),
    ("since last week", "2024-09-09/None"),
    ("since yesterday", "2024-09-17/None"),
    ("four days ago", "2024-09-14/2024-09-14"),
    ("a week ago", "2024-09-11/2024-09-11"),
    ("two months ago", "2024-07-01/2024-07-31"),
    ("three years ago", "2021-01-01/2021-12-31"),
    ("48 hours ago", "2024-09-16/2024-09-16"),
    ("over the past five days", "2024-09-13/2024-09-18"),
    ("in the last 48 hours", "2024-09-16/2024-09-18"),
    ("over the past year", "2023-09-18/2024-09-18"),
    ("in the past week", "2024-09-11/2024-09-18"),
    ("in recent weeks", "None/2024-09-18"),
    ("in the past few days", "None/2024-09-18"),
    ("in the coming days", "2024-09-18/None"),
    ("within the next two months", "2024-09-18/2024-11-18"),
    ("last summer", "2024-06-01/2024-08-31"),
    ("in the first quarter", "2024-01-01/2024-03-31"),
    ("starting Monday", "2024-09-23/None"),
    ("scheduled for Friday", "2024-09-20/2024-09-20"),
    ("on New Year's Eve", "2023-12-31/2023-12-31"),
    ("from Monday onwards", "2024-09-16/None"),
    ("by mid-October", "None/2024-10-20"),
    ("by Aug. 30", "None/2024-08-30"),
    ("no later than Sept. 30", "None/2024-09-30"),
    ("next Monday and Tuesday", "2024-09-23/2024-09-24"),
    ("on Tuesday (September 17)", "2024-09-17/2024-09-17"),
    ("in the final days of August", "2024-08-22/2024-08-31"),
    ("in late August or early September", "2024-08-21/2024-09-10"),
]

AHEAD = [
    ("on Friday", "2024-09-20/2024-09-20"),
    ("on October 3", "2024-10-03/2024-10-03"),
    ("on 2-4 November", "2024-11-02/2024-11-04"),
    ("in December", "2024-12-01/2024-12-31"),
    ("in January", "2025-01-01/2025-01-31"),
    ("by Nov. 30", "None/2024-11-30"),
    ("until Saturday", "None/2024-09-21"),
    ("on Monday and Tuesday", "2024-09-23/2024-09-24"),
    ("over the weekend", "2024-09-21/2024-09-22"),
]

NO_DATES = [
    "They may leave.",
    "May said no.",
    "Theresa May resigned.",
    "the march to the sea",
    "Protesters march on.",
    "Four Marines died.",
    "April said so.",
    "a second later",
    "the following day",
    "a day earlier",
    "two days later",
    "three years after the war",
    "on Bloody Sunday",
    "3,000 men",
    "Resolution 2019",
    "2000 soldiers",
    "the sun and the sat phone",
    "for six months",
    "within 24 hours",
    "the day after",
    "a three-day visit",
    "June Carter sang.",
    "the fall of the city",
    "10 to 15 men",
    "a new year",
    "the last soldier",
    "the first battalion",
    "the next round",
    "half of the men",
    "the past",
    "at 10:30",
    "on 31 Foo",
    "no later",
    "99/99/2020",
    "in the second battle",
]


@pytest.mark.parametrize(("text", "expected"), FULL)
def test_full_date_needs_no_publication_date(text: str, expected: str) -> None:
    assert [expected] == intervals(text, None)


@pytest.mark.parametrize(("text", "expected"), FULL + RELATIVE)
def test_date_counts_from_the_publication_date(text: str, expected: str) -> None:
    assert [expected] == intervals(text)


@pytest.mark.parametrize(("text", "expected"), AHEAD)
def test_date_lies_ahead_where_the_clause_looks_ahead(text: str, expected: str) -> None:
    assert [expected] == intervals(text, ahead=True)


@pytest.mark.parametrize("text", NO_DATES)
def test_date_leaves_words_that_only_look_like_one(text: str) -> None:
    assert [] == intervals(text)


@pytest.mark.parametrize(
    "text", ["on Friday", "yesterday", "last week", "in June", "on June 5", "three days ago", "over the weekend", "the past 24 hours"]
)
def test_date_is_unresolved_without_publication_date(text: str) -> None:
    assert [(Interval(None, None), True)] == [(span.value, "unresolved" in span.flags) for _, span in spans(text, None)]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("since Monday", "since"),
        ("until Monday", "until"),
        ("by Monday", "by"),
        ("so far this year", "so_far"),
        ("after Monday", "after"),
        ("before 2020", "before"),
        ("the 2015 accord", "attributive"),
        ("yesterday", "relative"),
    ],
)
def test_date_flags_how_it_was_meant(text: str, flag: str) -> None:
    assert [True] == [flag in span.flags for _, span in spans(text)]


def test_date_with_a_year_is_not_flagged_relative() -> None:
    assert [frozenset()] == [span.flags for _, span in spans("on 4 May 2021")]


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("hit the town on Tuesday night", ["Tuesday night"]),
        ("at war since early 2014", ["since early 2014"]),
        ("by the end of next month", ["by the end of next month"]),
        ("on Monday and on Friday", ["Monday", "Friday"]),
        ("in 2019 and in March 2022", ["2019", "March 2022"]),
        ("between 28 May and 3 June", ["between 28 May and 3 June"]),
    ],
)
def test_date_covers_the_words_that_bound_it(text: str, covered: list[str]) -> None:
    assert covered == [words for words, _ in spans(text)]


def test_date_asks_the_caller_about_the_clause() -> None:
    doc = NLP("He left on Friday and will return on Friday .")
    found = find_dates(doc, 0, len(doc), WEDNESDAY, future=lambda i: i > 5)

    assert [Interval(date(2024, 9, 13), date(2024, 9, 13)), Interval(date(2024, 9, 20), date(2024, 9, 20))] == [
        span.value for span in found
    ]


def test_date_without_a_caller_takes_will_for_the_future() -> None:
    assert ["2024-09-20/2024-09-20"] == intervals("The envoy will land on Friday")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy is set to land on Friday", "2024-09-20/2024-09-20"),
        ("The ships are due to sail on September 20", "2024-09-20/2024-09-20"),
        ("The king plans to travel from September 20 to 22", "2024-09-20/2024-09-22"),
        ("The envoy is to land on Friday", "2024-09-20/2024-09-20"),
        ("The envoy was due to land on Friday", "2024-09-13/2024-09-13"),
    ],
)
def test_date_behind_what_is_still_to_come_lies_ahead(text: str, expected: str) -> None:
    assert [expected] == intervals(text)


_VOCABULARY = (
    "the a last next this past early late mid - – to and of in on since by until May March June 3 31 2025 1950 53 , . Tuesday"
    " Monday week month year ago first half quarter weekend three days day 's overnight end so far summer Christmas from"
    " between 24 hours 99999999999 million 2020-01-01"
)
_WORDS = st.sampled_from(_VOCABULARY.split())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.lists(_WORDS, max_size=14).map(" ".join), st.none() | st.dates())
def test_dates_of_any_text_are_ordered_spans_with_ordered_ends(text: str, published: date | None) -> None:
    doc = NLP(text)
    found = find_dates(doc, 0, len(doc), published)
    edges = [edge for span in found for edge in (span.start, span.end)]

    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(doc) for span in found)
    assert all(_ordered(span) for span in found)
    assert found == find_dates(doc, 0, len(doc), published)


def _ordered(span: TypedSpan) -> bool:
    value = span.value
    return isinstance(value, Interval) and (value.start is None or value.end is None or value.start <= value.end)


def _matches(record: dict[str, object]) -> bool:
    wanted = record["interval"]
    found = intervals(str(record["text"]), date.fromisoformat(str(record["published"])))
    return f"{wanted['from']}/{wanted['to']}" in found if isinstance(wanted, dict) else not found


@pytest.mark.skipif(not GOLD.exists(), reason="the measuring set stands outside the repository")
def test_dates_hold_their_measured_level() -> None:
    records = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]

    assert sum(map(_matches, records)) >= 64
