"""Merging: which mentions of an article are one event, and what the event keeps of each."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.events.likeness import Likeness, gather_lore, likeness, near
from dragoman.events.merging import merge
from dragoman.extractor import Extractor
from dragoman.language import Entry, EventType, Example, Lexicon, Place, Rule, Slot, Trigger
from dragoman.records import (
    Count,
    Entity,
    Event,
    Extraction,
    Filler,
    Interval,
    Mention,
    Money,
    Source,
    Status,
    Term,
    TextSpan,
    Value,
    Weapon,
)
from dragoman.workbench.examples import check_example
from dragoman.writers import record_schema, to_record

AT = Place("x.yaml", 1, 1)
RAID = EventType(
    "raid",
    "",
    {name: Slot(name) for name in ("victim", "killed", "wounded", "place", "time", "cause")},
    AT,
    same=("victim", "place"),
    figures=("killed", "wounded", "time"),
    joins=("killed", "wounded"),
    loose=("victim",),
    general=("person",),
)
SALE = EventType(
    "sale",
    "",
    {name: Slot(name) for name in ("seller", "items", "price", "time")},
    AT,
    same=("seller", "items"),
    figures=("price", "time"),
    general=("weapon", "class:aid"),
)
KINDS = {"raid": RAID, "sale": SALE}
LORE = gather_lore(
    (
        Lexicon("towns", "place", "", tuple(Entry(name, name, AT, country="RUR") for name in ("Strelsau", "Zenda")), AT),
        Lexicon(
            "people",
            "people",
            "",
            tuple(
                Entry(name, name, AT, category=kind) for name, kind in (("herder", "civilian"), ("child", "civilian"), ("guard", "armed"))
            ),
            AT,
        ),
    )
)
RURITANIA, STRELSAU, ZENDA, TARN = Entity("Ruritania", "RUR"), Entity("Strelsau"), Entity("Zenda"), Entity("Tarn")
MONDAY, TUESDAY, MAY = (
    Interval(date(2024, 5, first), date(2024, 5, last)) for first, last in ((6, 6), (7, 7), (1, 31))
)  # fmt: skip


def count(number: int) -> Count:
    return Count(number, number)


def filler(value: Value, *flags: str) -> Filler:
    return Filler(TextSpan(0, 1, "x"), value, flags=frozenset(flags))


def told(
    kind: str = "raid", status: Status = Status.ASSERTED, by: Sequence[str] = (), **slots: Value | Filler | Sequence[Value | Filler]
) -> Mention:
    at = TextSpan(0, 1, "x")
    fillers = {
        name: tuple(item if isinstance(item, Filler) else filler(item) for item in (given if isinstance(given, list | tuple) else (given,)))
        for name, given in slots.items()
    }
    sources = tuple(Source(at, Entity(name), "said") for name in by)
    return Mention(kind, f"{kind}/r", "p", status, at, at, fillers, sources=sources)


def merged(*mentions: Mention, sentences: Sequence[int] = ()) -> tuple[Event, ...]:
    return merge(mentions, KINDS, sentences or [9 * i for i in range(len(mentions))], LORE)


def grouping(*mentions: Mention, sentences: Sequence[int] = ()) -> list[tuple[int, ...]]:
    return [event.mentions for event in merged(*mentions, sentences=sentences)]


ONE_EVENT = {
    "same place": (told(place=TARN, killed=count(12)), told(place=TARN, wounded=count(30))),
    "town and its country with the same figure": (told(place=RURITANIA, killed=count(54)), told(place=STRELSAU, killed=count(54))),
    "soldiers and their country": (
        told(victim=Term("guard"), place=TARN, killed=count(5)),
        told(victim=RURITANIA, place=TARN, killed=count(5)),
    ),
    "any noun for people": (told(victim=Term("person"), place=TARN), told(victim=Term("guard"), place=TARN)),
    "figures within a bound": (told(place=TARN, killed=Count(50, None)), told(place=TARN, killed=count(58))),
    "rounded figure": (told(place=TARN, killed=Count(300, 300, True)), told(place=TARN, killed=count(287))),
    "figures of different sources": (
        told(place=TARN, killed=count(400), by=["army"]),
        told(place=TARN, killed=count(12), by=["rebels"]),
    ),
    "risen toll": (told(place=TARN, killed=count(12)), told(place=TARN, killed=filler(count(40), "running"))),
    "part of the dead": (told(place=TARN, killed=count(20)), told(place=TARN, killed=filler(count(3), "part"))),
    "day within a month": (told(place=TARN, time=MAY), told(place=TARN, time=MONDAY)),
    "planned and done": (
        told(status=Status.PLANNED, victim=RURITANIA, place=TARN),
        told(victim=RURITANIA, place=TARN),
    ),
    "another eight wounded beside the dead": (
        told(place=TARN, killed=count(5), wounded=filler(count(8), "additional")),
        told(place=TARN, killed=count(5), wounded=count(8)),
    ),
    "weapons for guns": (
        told("sale", seller=RURITANIA, items=Weapon("weapon", "small_arms")),
        told("sale", seller=RURITANIA, items=Weapon("howitzer", "artillery")),
    ),
    "price rounded": (
        told("sale", seller=RURITANIA, price=Money(1_000_000, "USD")),
        told("sale", seller=RURITANIA, price=Money(1_100_000, "USD")),
    ),
}
TWO_EVENTS = {
    "other kind": (told(place=TARN), told("sale", seller=TARN)),
    "denied": (told(place=TARN, killed=count(5)), told(status=Status.DENIED, place=TARN, killed=count(5))),
    "requested": (told(place=TARN), told(status=Status.REQUESTED, place=TARN)),
    "planned with another victim untold": (told(status=Status.PLANNED, place=TARN), told(place=TARN, victim=RURITANIA)),
    "planned without a day, done on a day": (told(status=Status.PLANNED, place=TARN), told(place=TARN, time=MONDAY)),
    "other place": (told(place=TARN, killed=count(5)), told(place=ZENDA, killed=count(5))),
    "two towns of one country": (told(place=STRELSAU, killed=count(5)), told(place=ZENDA, killed=count(5))),
    "other day": (told(place=TARN, time=MONDAY), told(place=TARN, time=TUESDAY)),
    "other victim": (told(place=TARN, victim=Term("guard")), told(place=TARN, victim=Term("child"))),
    "other figure of the same source": (
        told(place=TARN, killed=count(400), by=["army"]),
        told(place=TARN, killed=count(12), by=["army"]),
    ),
    "three more": (told(place=TARN, killed=count(11)), told(place=TARN, killed=filler(count(3), "additional"))),
    "three more of another source": (
        told(place=TARN, killed=count(11), by=["army"]),
        told(place=TARN, killed=filler(count(3), "additional"), by=["rebels"]),
    ),
    "toll that is lower": (told(place=TARN, killed=count(40)), told(place=TARN, killed=filler(count(9), "running"))),
    "country alone": (told(place=RURITANIA, killed=count(5)), told(place=STRELSAU, wounded=count(8))),
    "small figure alone": (told(killed=count(1)), told(killed=count(1))),
    "other weapons": (
        told("sale", seller=RURITANIA, items=Weapon("tank", "armour")),
        told("sale", seller=RURITANIA, items=Weapon("missile", "missile")),
    ),
    "other number of tanks": (
        told("sale", seller=RURITANIA, items=Weapon("tank", "armour", count=count(10))),
        told("sale", seller=RURITANIA, items=Weapon("tank", "armour", count=count(31))),
    ),
}


@pytest.mark.parametrize("mentions", ONE_EVENT.values(), ids=ONE_EVENT)
def test_mentions_that_can_be_one_event_are(mentions: tuple[Mention, Mention]) -> None:
    assert grouping(*mentions) == grouping(*reversed(mentions)) == [(0, 1)]


@pytest.mark.parametrize("mentions", TWO_EVENTS.values(), ids=TWO_EVENTS)
def test_mentions_that_contradict_or_share_nothing_are_two_events(mentions: tuple[Mention, Mention]) -> None:
    assert grouping(*mentions) == grouping(*reversed(mentions)) == [(0,), (1,)]


# -- what the event keeps --------------------------------------------------------------------------------------------


def test_event_keeps_each_figure_with_the_mentions_that_give_it() -> None:
    army, rebels = told(place=TARN, killed=count(400), by=["army"]), told(place=TARN, killed=count(12), by=["rebels"])
    (event,) = merged(army, rebels, army)

    assert [(count(400), (0, 2)), (count(12), (1,))] == [(filler.value, filler.mentions) for filler in event.slots["killed"]]


def test_event_puts_the_last_toll_first_and_marks_those_before() -> None:
    (event,) = merged(told(place=TARN, killed=count(12)), told(place=TARN, killed=filler(count(40), "running")))

    expected = [(count(40), frozenset({"running"})), (count(12), frozenset({"superseded"}))]

    assert expected == [(filler.value, filler.flags) for filler in event.slots["killed"]]


def test_event_puts_the_most_specific_filler_first() -> None:
    (event,) = merged(
        told(victim=Term("person"), place=RURITANIA, time=MAY, killed=count(54)),
        told(victim=Term("herder"), place=STRELSAU, time=MONDAY, killed=count(54)),
    )

    assert [STRELSAU, RURITANIA] == [filler.value for filler in event.slots["place"]]
    assert [MONDAY, MAY] == [filler.value for filler in event.slots["time"]]
    assert [Term("herder"), Term("person")] == [filler.value for filler in event.slots["victim"]]


def test_event_takes_the_words_of_the_mention_that_says_them_itself() -> None:
    inferred = Filler(TextSpan(0, 1, "x"), TARN, inferred=True)
    spoken = Filler(TextSpan(5, 6, "y"), TARN)
    (event,) = merged(told(place=inferred), told(place=spoken))

    assert event.slots["place"] == (replace(spoken, mentions=(0, 1)),)


def test_event_is_as_sure_as_its_surest_mention() -> None:
    (event,) = merged(told(status=Status.POSSIBLE, place=TARN), told(place=TARN))

    assert event.status is Status.ASSERTED


# -- mentions that name nothing --------------------------------------------------------------------------------------


def test_bare_mention_belongs_to_the_only_event_just_before() -> None:
    assert grouping(told(place=TARN), told(), sentences=[4, 7]) == [(0, 1)]


def test_bare_mention_with_a_figure_belongs_to_the_only_event_it_fits() -> None:
    tarn, zenda = told(place=TARN, killed=count(5)), told(place=ZENDA, killed=count(90))

    assert grouping(tarn, zenda, told(killed=filler(count(30), "running")), sentences=[1, 2, 3]) == [(0, 2), (1,)]


@pytest.mark.parametrize(
    ("before", "sentences"),
    [
        ((told(place=TARN),), [4, 8]),
        ((told(place=TARN), told(place=ZENDA)), [4, 5, 6]),
        ((told(place=TARN, status=Status.DENIED),), [4, 5]),
        ((told("sale", seller=RURITANIA),), [4, 5]),
        ((told(place=TARN, cause=ZENDA),), [4, 5]),
    ],
    ids=["far before", "two before", "denied", "other kind", "other name"],
)
def test_bare_mention_stands_alone_where_it_is_not_plain_what_it_means(before: tuple[Mention, ...], sentences: list[int]) -> None:
    assert grouping(*before, told(cause=STRELSAU), sentences=sentences) == [(i,) for i in range(len(before) + 1)]


def test_bare_mention_before_the_event_stands_alone() -> None:
    assert grouping(told(), told(place=TARN), sentences=[1, 2]) == [(0,), (1,)]


def test_figures_that_joining_kept_apart_in_one_sentence_stay_apart() -> None:
    assert grouping(told(place=TARN, killed=count(5)), told(victim=Term("child"), wounded=count(9)), sentences=[3, 3]) == [(0,), (1,)]


# -- what holds for any mentions -------------------------------------------------------------------------------------

COUNTS = st.builds(
    lambda low, flags: filler(count(low), *flags),
    st.sampled_from([1, 5, 12, 40, 300]),
    st.sampled_from([(), (), (), ("additional",), ("running",), ("part",)]),
)
MENTIONS = st.builds(
    lambda status, by, slots: told(status=status, by=by, **slots),
    st.sampled_from([Status.ASSERTED, Status.ASSERTED, Status.PLANNED, Status.DENIED]),
    st.lists(st.sampled_from(["army", "rebels", "doctors"]), max_size=2, unique=True),
    st.fixed_dictionaries(
        {},
        optional={
            "victim": st.sampled_from([RURITANIA, Term("guard"), Term("child"), Term("person")]),
            "place": st.sampled_from([RURITANIA, STRELSAU, ZENDA, TARN]),
            "killed": COUNTS,
            "time": st.sampled_from([MONDAY, TUESDAY, MAY]),
        },
    ),
)
ARTICLES = st.lists(MENTIONS, max_size=9)


@given(ARTICLES)
def test_every_mention_belongs_to_exactly_one_event(mentions: list[Mention]) -> None:
    assert sorted(member for event in merged(*mentions) for member in event.mentions) == list(range(len(mentions)))


@given(ARTICLES)
def test_each_value_of_a_mention_is_kept_in_its_event(mentions: list[Mention]) -> None:
    kept = {(i, slot, f.value) for event in merged(*mentions) for slot, fs in event.slots.items() for f in fs for i in f.mentions}

    assert kept == {(i, slot, f.value) for i, mention in enumerate(mentions) for slot, fs in mention.slots.items() for f in fs}


@given(ARTICLES)
def test_event_told_again_by_one_of_its_mentions_is_no_second_event(mentions: list[Mention]) -> None:
    for event in merged(*mentions):
        mention = mentions[event.mentions[0]]
        if mention.slots.get("place"):
            assert grouping(mention, mention) == [(0, 1)]


@given(ARTICLES)
def test_mention_that_is_told_again_changes_no_event(mentions: list[Mention]) -> None:
    again = next((i for i, mention in enumerate(mentions) if "place" in mention.slots), None)
    before = grouping(*mentions)
    after = grouping(*mentions, *([mentions[again]] if again is not None else []))

    assert before == [tuple(member for member in event if member < len(mentions)) for event in after]


@given(ARTICLES, st.lists(st.lists(st.sampled_from(["army", "rebels"]), max_size=1), min_size=3, max_size=3), st.permutations([0, 1, 2]))
def test_it_does_not_matter_which_of_equal_mentions_has_which_source(
    others: list[Mention], tellers: list[list[str]], order: list[int]
) -> None:
    equal = [told(place=TARN, killed=count(12), by=by) for by in tellers]
    shuffled = [equal[i] for i in order]

    assert grouping(*equal, *others) == grouping(*shuffled, *others)


def test_long_article_takes_time_in_proportion_to_its_mentions() -> None:
    mentions = [told(place=Entity(f"Town {i}"), killed=count(3 + i)) for i in range(1500)]
    started = time.perf_counter()
    events = merged(*mentions)

    assert len(events) == 1500
    assert time.perf_counter() - started < 10


# -- in articles, and in the examples of rules -----------------------------------------------------------------------


def test_article_of_two_sides_gives_one_event_with_both_figures(core_extractor: Extractor) -> None:
    text = "Kenya's army said 60 militants were killed in Kismayo. Al-Shabaab said 4 militants were killed in Kismayo."
    (event,) = core_extractor.extract(Article(text=text)).events

    assert [count(60), count(4)] == [filler.value for filler in event.slots["killed"]]


CONTEXT = "Shelling killed 12 people in Kadugli, doctors said."
TOLL = Rule("death_toll", "casualties", "", Trigger(), (), AT, pack="core")


@pytest.mark.parametrize(
    ("events", "slots", "faults"),
    [
        (1, {"killed": [12, 40], "place": "Kadugli"}, ()),
        (2, {}, ("events: expected 2, got 1: killed + rose",)),
        (1, {"killed": 41}, ("merged killed: expected 41, got",)),
    ],
)
def test_example_of_several_sentences_says_what_is_wrong_with_its_events(
    core_extractor: Extractor, events: int, slots: dict[str, object], faults: tuple[str, ...]
) -> None:
    example = Example("The toll rose to 40.", True, AT, context=CONTEXT, events=events, merged=slots)
    found = check_example(core_extractor, TOLL, example)

    assert len(found) == len(faults)
    assert all(fault.startswith(start) for fault, start in zip(found, faults, strict=True))


def test_record_gives_each_figure_of_an_event_its_mentions_and_sources() -> None:
    mentions = (told(place=TARN, killed=count(400), by=["army"]), told(place=TARN, killed=count(390)))
    record = to_record(Article(text="x"), Extraction(mentions, merged(*mentions)))
    jsonschema.Draft202012Validator(json.loads(record_schema())).validate(record)
    first, second = record["events"][0]["slots"]["killed"]

    assert (first["mentions"], first["sources"]) == (["m1"], [{"code": None, "name": "army"}])
    assert (second["mentions"], "sources" in second) == (["m2"], False)
    assert "mentions" not in record["mentions"][0]["slots"]["killed"][0]


def test_name_and_common_noun_are_never_the_same() -> None:
    assert likeness(Entity("herder"), Term("herder"), "victim", RAID, LORE) is Likeness.OPEN
    assert likeness(Entity("herder"), Term("herder"), "cause", RAID, LORE) is Likeness.OTHER


@pytest.mark.parametrize(("one", "other", "expected"), [(100, 95, True), (95, 100, True), (95, 94, False), (100, 80, False)])
def test_figure_that_may_be_rounded_lets_the_other_differ_by_a_fifth(one: int, other: int, expected: bool) -> None:
    assert near(Count(one, one), Count(other, other)) is expected
