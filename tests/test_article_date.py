"""The dates that articles carry in their text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article_date import find_article_date, is_date_line, leading_date_end

DAY = date(2025, 3, 27)
STORY = "Two brigades crossed the river on Monday, the ministry said."

DATED = [
    " date 2025-03-27 Two brigades crossed the river.",
    "date 2025-03-27",
    "Harbour falls\n27/03/2025\n" + STORY,
    "3/27/2025\n" + STORY,
    "27.03.2025\n" + STORY,
    "2025/03/27\n" + STORY,
    "Thursday, March 27, 2025\n" + STORY,
    "March 27, 2025\n" + STORY,
    "Mar. 27, 2025\n" + STORY,
    "March 27th, 2025\n" + STORY,
    "27 March 2025\n" + STORY,
    "27-Mar-2025\n" + STORY,
    "Published: 27 March 2025\n" + STORY,
    "Published on March 27, 2025 at 14:05 GMT\n" + STORY,
    "Last updated: 27 March 2025, 14:05\n" + STORY,
    "4:15 PM – Thursday, March 27, 2025\n" + STORY,
    "2025-03-27T13:52:00Z\n" + STORY,
    "By Marta Olsen | March 27, 2025\n" + STORY,
    "Northern Wire — 27 March 2025 — 2:05 PM\n" + STORY,
    "BEIJING, March 27, 2025 (Xinhua) -- " + STORY,
    "WASHINGTON, D.C., March 27, 2025 — " + STORY,
    "MOSCOW, March 27, 2025. /TASS/. " + STORY,
    STORY + "\n27/03/2025\n" + STORY,
    (STORY + "\n") * 30 + "Published: 27 March 2025",
]


@pytest.mark.parametrize("text", DATED)
def test_a_date_of_its_own_dates_the_article(text: str) -> None:
    assert find_article_date(text) == DAY


UNDATED = [
    "",
    STORY,
    "Two brigades crossed the river on March 27, 2025.",
    "The truce of 27 March 2025 was broken.",
    "On 27/03/2025 two brigades crossed the river.",
    "March 27, 2025 was the day the truce ended.",
    "March 27\n" + STORY,
    "Thursday\n" + STORY,
    "BEIJING, March 27 (Xinhua) -- " + STORY,
    "31/02/2025\n" + STORY,
    "40/13/2025\n" + STORY,
    "27/03/25\n" + STORY,
    "Resolution 2025-03-27-A was passed.",
]


@pytest.mark.parametrize("text", UNDATED)
def test_a_date_in_prose_does_not_date_the_article(text: str) -> None:
    assert find_article_date(text) is None


def test_an_ambiguous_date_is_read_day_first() -> None:
    assert find_article_date("03/04/2025\n" + STORY) == date(2025, 4, 3)


def test_the_first_date_line_wins() -> None:
    assert find_article_date("Published: 27 March 2025\nUpdated: 28 March 2025\n" + STORY) == DAY


def test_the_end_of_a_leading_date_is_told() -> None:
    assert leading_date_end(" date 2025-03-27 Two brigades left.") == len(" date 2025-03-27")
    assert leading_date_end("Two brigades left.") == 0


def test_a_sentence_is_no_date_line() -> None:
    assert is_date_line("Thursday, 27 March 2025")
    assert not is_date_line("It began on Thursday, 27 March 2025")


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert find_article_date(text) == find_article_date(text)


@pytest.mark.parametrize(
    "hostile", ["27 " * 30_000, "March " * 20_000, " " * 60_000, "\n" * 60_000, "date " * 20_000, "A" * 60_000, "|" * 60_000]
)
def test_hostile_text_has_no_date(hostile: str) -> None:
    assert find_article_date(hostile) is None
