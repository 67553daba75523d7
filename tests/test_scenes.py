"""Scenes: the clause that tells how an event came about, and what it fills."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Remark = Callable[[str], str]


@pytest.mark.parametrize(
    "written",
    [
        "[victim: Villagers] were killed when [perpetrator: rebels] stormed a hotel in [place: Ostra].",
        "[victim: Villagers] were killed after [perpetrator: rebels] opened fire on a bus.",
        "[victim: Villagers] were killed in [place: Velden] when [perpetrator: rebels] stormed a hotel in Ostra.",
        "[victim: Villagers] were killed when their bus was hit by a [cause: missile] near [place: Ostra].",
        "[victim: Villagers] were killed as [perpetrator: rebels] ambushed a bus.",
        "[victim: Villagers] were killed when [perpetrator: rebels] fired a [cause: missile] at their bus.",
        "[victim: Villagers] were killed when a [cause: missile] fired by [perpetrator: rebels] hit their bus in [place: Ostra].",
        "[perpetrator: Rebels] fired a [cause: missile] at a bus, killing [victim: villagers].",
        "[perpetrator: Rebels] carried out an [cause: attack] in [place: Ostra], killing [victim: villagers].",
        "After [perpetrator: rebels] stormed a hotel in [place: Ostra], [victim: villagers] were killed.",
        "[perpetrator: Rebels] fired a [cause: missile] at a bus in [place: Ostra], killing [victim: villagers].",
        "[perpetrator: Rebels] stormed a hotel in [place: Ostra] killing [victim: villagers].",
    ],
)
def test_scene_gives_who_did_it_with_what_and_where(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize(
    "written",
    [
        "[victim: Villagers] were killed before rebels stormed a hotel.",
        "[victim: Villagers] were killed while rebels stormed a hotel.",
        "[victim: Villagers] were killed when rebels visited a hotel.",
        "[victim: Villagers] were killed when rebels did not storm a hotel.",
        "[victim: Villagers] were killed, the army said when rebels stormed a hotel.",
        "[victim: Villagers] were killed. When rebels stormed a hotel, nobody spoke.",
    ],
)
def test_other_clauses_are_no_scene(remark: Remark, written: str) -> None:
    assert written == remark(written)


def test_participle_behind_a_passive_takes_its_agent(remark: Remark) -> None:
    written = "A patrol was ambushed by [perpetrator: rebels], killing [victim: villagers]."

    assert written == remark(written)
