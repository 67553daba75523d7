"""Joining: which mentions of one sentence are one, and what the joined mention holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.article import Article
from dragoman.events.joining import join
from dragoman.events.likeness import Lore
from dragoman.extractor import Extractor
from dragoman.language import EventType, Place, Slot
from dragoman.records import Count, Cue, Entity, Filler, Mention, Source, Status, Term, TextSpan

RAID = EventType(
    "raid",
    "",
    {name: Slot(name) for name in ("victim", "killed", "wounded", "place")},
    Place("raid.yaml", 1, 1),
    same=("victim", "place"),
    figures=("killed", "wounded"),
    joins=("killed", "wounded"),
    loose=("victim",),
)
KINDS = {"raid": RAID}
TEXT = "Raiders may have killed 12 herders and, villagers said, wounded 30 in Tarn."


def span(words: str) -> TextSpan:
    start = TEXT.index(words)
    return TextSpan(start, start + len(words), words)


def filler(words: str, value: Count | Entity | Term) -> tuple[Filler, ...]:
    return (Filler(span(words), value),)


KILLED = Mention(
    "raid", "raid/killed", "p", Status.POSSIBLE, span("killed"), span("may have killed 12 herders"),
    {"victim": filler("herders", Term("herder")), "killed": filler("12", Count(12, 12))},
    (Cue(span("may"), Status.POSSIBLE),),
)  # fmt: skip
WOUNDED = Mention(
    "raid", "raid/wounded", "p", Status.POSSIBLE, span("wounded"), span("wounded 30 in Tarn"),
    {"place": filler("Tarn", Entity("Tarn")), "wounded": filler("30", Count(30, 30))},
    sources=(Source(span("villagers"), Entity("villagers"), "said"),),
)  # fmt: skip


def joined(*mentions: Mention) -> list[Mention]:
    return join(mentions, KINDS, TEXT, Lore())


def test_mention_of_nobody_and_no_figure_joins_the_one_before() -> None:
    others = replace(WOUNDED, slots={"place": WOUNDED.slots["place"]})  # "killed 12 herders and wounded others in Tarn"

    assert len(joined(KILLED, others)) == 1


def test_joined_mention_starts_at_the_first_trigger_and_covers_both() -> None:
    (both,) = joined(KILLED, WOUNDED)

    assert (both.trigger, both.rule) == (KILLED.trigger, "raid/killed")
    assert both.evidence == span("may have killed 12 herders and, villagers said, wounded 30 in Tarn")


def test_joined_mention_has_the_slots_of_both_in_the_order_of_the_event_type() -> None:
    (both,) = joined(KILLED, WOUNDED)

    assert list(both.slots) == ["victim", "killed", "wounded", "place"]


def test_joined_mention_has_the_cues_and_sources_of_both() -> None:
    (both,) = joined(KILLED, replace(WOUNDED, cues=KILLED.cues))

    assert (both.cues, both.sources) == (KILLED.cues, WOUNDED.sources)


@pytest.mark.parametrize(
    "second",
    [
        replace(WOUNDED, status=Status.DENIED),
        replace(WOUNDED, slots={"killed": filler("30", Count(30, 30))}),
        replace(WOUNDED, slots={"victim": filler("villagers", Term("villager"))}),
        replace(WOUNDED, slots={**WOUNDED.slots, "victim": filler("Raiders", Term("raider"))}),
        replace(WOUNDED, trigger=TextSpan(500, 507, "wounded")),
    ],
    ids=["other status", "same figure", "others, no figure", "other victim", "far off"],
)
def test_mentions_that_tell_of_different_things_stay_two(second: Mention) -> None:
    assert joined(KILLED, second) == [KILLED, second]


def test_figures_that_different_people_give_stay_two() -> None:
    first = replace(KILLED, sources=(Source(span("Raiders"), Entity("raiders"), "say"),))

    assert joined(first, WOUNDED) == [first, WOUNDED]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("The shelling killed 12 and wounded 30.", Count(12, 12), Count(30, 30)),
        ("12 dead, 30 wounded in mortar attack on Maiduguri market", Count(12, 12), Count(30, 30)),
        ("The bombing left 15 people dead and more than 70 injured.", Count(15, 15), Count(70, None)),
        ("A rocket hit the station, killing six people and injuring 41.", Count(6, 6), Count(41, 41)),
        ("Gunmen killed two policemen and injured 19 others in Quetta.", Count(2, 2), Count(19, 19)),
        ("Nine people were killed and another 14 injured in the shelling.", Count(9, 9), Count(14, 14)),
    ],
)  # fmt: skip
def test_dead_and_wounded_of_one_attack_are_one_mention(core_extractor: Extractor, text: str, killed: Count, wounded: Count) -> None:
    (mention,) = core_extractor.extract(Article(text=text)).mentions

    assert [killed] == [filler.value for filler in mention.slots["killed"]]
    assert [wounded] == [filler.value for filler in mention.slots["wounded"]]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels killed 12 soldiers in Mali and wounded 30 villagers in Niger.",
        "Seven were killed on Saturday and five wounded on Sunday in the shelling of Aden.",
        "Four soldiers were killed and nine civilians were wounded in the shelling of Sumy.",
    ],
)
def test_figures_of_different_places_days_or_victims_are_two_mentions(core_extractor: Extractor, text: str) -> None:
    assert len(core_extractor.extract(Article(text=text, date=date(2024, 5, 14))).mentions) == 2
