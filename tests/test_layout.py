"""Zones of pages that we made up."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotators.layout import PagePhrase as Phrase
from dragoman.annotators.layout import PageWords, Zone, compile_page_words, find_zones, wrap_width

SENTENCE = "Two brigades crossed the river on Monday, the ministry said."


def page_words() -> PageWords:
    path = Path(__file__).parents[1] / "rules" / "dragoman_rules" / "layout" / "page_words.yaml"
    zones = yaml.safe_load(path.read_text(encoding="utf-8"))["zones"]
    return compile_page_words(
        Phrase(kind, place, text) for kind, places in zones.items() for place, texts in places.items() for text in texts
    )


WORDS = page_words()


def zones(text: str) -> list[tuple[str, str]]:
    return [(zone.kind, text[zone.start : zone.end]) for zone in find_zones(text, WORDS)]


WHOLE_LINES = [
    ("advertisement", "Advertisement"),
    ("advertisement", "ADVERTISEMENT"),
    ("advertisement", "Advertisements below"),
    ("advertisement", "Story continues below advertisement"),
    ("advertisement", "Subscribe here"),
    ("advertisement", "Support us on Patreon"),
    ("advertisement", "Stay informed! Get our alerts free. Subscribe here. https://news.example/alerts"),
    ("advertisement", "Sign up for our morning newsletter"),
    ("boilerplate", "Read more: Three killed in northern town"),
    ("boilerplate", "Related: Envoy visits the capital"),
    ("boilerplate", "Click here for the live map"),
    ("boilerplate", "Share this article"),
    ("boilerplate", "Follow us on Telegram and X"),
    ("boilerplate", "We use cookies to improve this site."),
    ("boilerplate", "© 2025 Northern Wire. All rights reserved."),
    ("boilerplate", "Copyright 2024 The Harbour Times"),
    ("boilerplate", "Distributed by Example Content Agency, LLC."),
    ("boilerplate", "Source: Harbour Military Review"),
    ("boilerplate", "Some material for this report came from Reuters."),
    ("boilerplate", "___"),
    ("boilerplate", "* * *"),
    ("boilerplate", "World"),
    ("boilerplate", "Middle East"),
    ("boilerplate", "5 min read"),
    ("boilerplate", "12 comments"),
    ("byline", "By Marta Olsen"),
    ("byline", "By Marta Olsen and Jun Ito"),
    ("byline", "By Marta Olsen, Northern Wire"),
    ("byline", "BY MARTA OLSEN | Northern Wire"),
    ("byline", "By The Northern Wire"),
    ("byline", "By AFP"),
    ("byline", "Northern Wire Staff Writer Marta Olsen"),
    ("byline", "Staff Writer"),
    ("byline", "Marta Olsen, NWN Senior Correspondent"),
    ("byline", "Reporting by Marta Olsen; editing by Jun Ito"),
    ("byline", "(Reporting by Marta Olsen)"),
    ("date_line", "4:15 PM – Thursday, March 27, 2025"),
    ("date_line", "27/03/2025"),
    ("date_line", "Published: 27 March 2025"),
    ("date_line", "2025-03-27T13:52:00Z"),
    ("contact", "https://news.example/alerts"),
    ("contact", "Email: desk@news.example"),
    ("contact", "www.news.example"),
    ("caption", "FILE - Soldiers stand near a bridge in May."),
    ("caption", "Handout photo shows a burnt tank."),
    ("caption", "Rescuers work in Harbour City, in this photo taken by a resident."),
]


@pytest.mark.parametrize(("kind", "line"), WHOLE_LINES)
def test_a_line_around_the_article_is_a_zone(kind: str, line: str) -> None:
    text = f"{SENTENCE}\n{line}\n{SENTENCE}"

    assert [(kind, line)] == zones(text)


DATELINES = [
    "LONDON —",
    "BOSTON -",
    "KYIV, Ukraine (AP) —",
    "ISLAMABAD, PAKISTAN —",
    "BEIJING, March 27 (Xinhua) --",
    "BEIJING, March 27, 2025 (Xinhua) --",
    "TOKYO/SEOUL (Reuters) -",
    "UNITED NATIONS (AP) —",
    "WASHINGTON, D.C. —",
    "MOSCOW. March 27 (Interfax) -",
    "MOSCOW, March 27. /TASS/.",
    "CAIRO, 27 March (SANA) –",
    "Kyiv (Reuters) -",
    "Khartoum, Sudan –",
    "(Reuters) -",
    "N'DJAMENA, Chad —",
    "PORT-AU-PRINCE, Haiti (AP) —",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_ends_before_the_story(dateline: str) -> None:
    text = f"{dateline} {SENTENCE}"

    assert [("dateline", dateline)] == zones(text)


PROSE = [
    "Information from captured soldiers led to the raid on the depot.",
    "With contributions from six countries the fund sent twenty tanks.",
    "NATO — Europe's shield — sent two battalions.",
    "Orlov – who leads the army – flew to Oslo.",
    "The army said: two tanks were lost.",
    "By Friday two brigades had crossed the river.",
    "By March 2025 the army had sent 3,000 men.",
    "Read the report: the army sent two brigades, it says.",
    "Source countries sent more weapons to the rebels last year.",
    "Related attacks killed six people in May.",
    "World leaders met in Oslo on Monday to talk about the war.",
    "More than forty soldiers died (the army says thirty).",
    "The UAE - Oman border was closed after the raid.",
    "UN staff were killed in the raid on the camp.",
    "The photo exhibition opened after the truce was signed.",
    "Statement by statement, the sides drew nearer to a truce.",
    "Advertisements for mercenaries were printed, and 300 men were sent abroad.",
    "Watch towers were shelled and two guards died.",
    "Copyright law was not on the table when the envoys arrived.",
]


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_never_masked(line: str) -> None:
    text = f"{line}\n{SENTENCE}"

    assert [] == zones(text)


HEADLINES = [
    "Ukrainian Reporter Killed in Shelling",
    "Embassy Staff Flee Burning Capital",
    "UN Staff Killed in Camp Raid",
    "North sends 3,000 more troops to front, Seoul says",
    "RUSSIA - UKRAINE: ENVOYS MEET",
    "By sea and air: aid reaches the strip",
]


@pytest.mark.parametrize("line", HEADLINES)
def test_a_headline_stays_readable(line: str) -> None:
    text = f"{line}\n\n{SENTENCE}"
    found = find_zones(text, WORDS)

    assert [Zone(0, len(line), "headline")] == list(found)
    assert not found[0].masked


def test_inline_forms_leave_the_text_after_them_alone() -> None:
    text = f" date 2025-03-27 Support us on Patreon {SENTENCE}"

    assert [("date_line", "date 2025-03-27"), ("advertisement", "Support us on Patreon")] == [
        (kind, part.strip()) for kind, part in zones(text)
    ]


def test_a_photo_credit_is_masked_and_its_caption_is_not() -> None:
    text = f"{SENTENCE}\n\nPresident Orlov inspects a tank (Jun Ito, Pool Photo via AP)\n\n{SENTENCE}"
    found = find_zones(text, WORDS)

    assert [("caption", False), ("boilerplate", True)] == [(zone.kind, zone.masked) for zone in found]
    assert "(Jun Ito, Pool Photo via AP)" == text[found[1].start : found[1].end]


def test_a_source_label_ends_a_caption() -> None:
    text = f"{SENTENCE}\nA captured soldier. Source: Jun Ito\n{SENTENCE}"

    assert [("caption", "A captured soldier."), ("boilerplate", "Source: Jun Ito")] == zones(text)


def test_an_agency_sign_off_leaves_its_sentence_alone() -> None:
    text = f"{SENTENCE} (AFP)\n{SENTENCE}"

    assert [("boilerplate", "(AFP)")] == zones(text)


def test_a_request_after_a_sentence_is_masked_alone() -> None:
    text = f"{SENTENCE} Click here to read the statement. {SENTENCE}"

    assert [("boilerplate", "Click here to read the statement.")] == zones(text)


def test_an_address_in_a_sentence_is_masked_alone() -> None:
    text = "The list at https://example.org/names holds forty soldiers."

    assert [("contact", "https://example.org/names")] == zones(text)


def test_a_dateline_on_its_own_line_is_found() -> None:
    assert [("dateline", "BOSTON —")] == zones(f"BOSTON —\n{SENTENCE}")


def test_a_staff_line_above_a_date_is_a_byline() -> None:
    text = f"NWN Staff Marta Olsen\n4:15 PM – Thursday, March 27, 2025\n{SENTENCE}"

    assert ["byline", "date_line"] == [kind for kind, _ in zones(text)]


def test_wrapped_lines_are_no_headlines() -> None:
    text = "The ministry said that President\nOrlov had sent two brigades\nto the river and that no\nsoldier had been hurt there.\n"

    assert wrap_width(text) > 0
    assert [] == zones(text)


def test_shapes_are_found_without_page_words() -> None:
    text = f"By Marta Olsen\nLONDON — {SENTENCE}\nAdvertisement."

    assert ["byline", "dateline"] == [zone.kind for zone in find_zones(text)]


PIECES = st.sampled_from(
    [
        "date 2025-03-27",
        "LONDON",
        " — ",
        "(AP)",
        " - ",
        "\n",
        "\n\n",
        "By ",
        "Marta Olsen",
        "Photo",
        "(",
        ")",
        "Source: ",
        "FILE - ",
        ".",
        " ",
        "https://a.b/c",
        "©",
        "Read more:",
        "Subscribe here",
        "said",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join)))
def test_zones_of_any_text_are_sorted_and_apart(text: str) -> None:
    found = find_zones(text, WORDS)
    edges = [edge for zone in found for edge in (zone.start, zone.end)]

    assert edges == sorted(edges)
    assert all(0 <= zone.start < zone.end <= len(text) for zone in found)
    assert found == find_zones(text, WORDS)


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 30_000,
        "A " * 30_000,
        "LONDON, " * 8_000,
        "By A B, " * 8_000,
        "https://" * 8_000,
        "\n" * 60_000,
        "a@" * 30_000,
        "Source: " * 8_000,
        "a." * 30_000,
    ],
)
def test_hostile_text_takes_linear_work(hostile: str) -> None:
    assert all(zone.end <= len(hostile) for zone in find_zones(hostile, WORDS))
