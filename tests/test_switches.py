"""Switches: parts of the engine that are left out to measure what they bring."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.article import Article
from dragoman.errors import SwitchError
from dragoman.extractor import Extractor
from dragoman.packs.grammar_table import VOICES
from dragoman.records import Extraction, Mention
from dragoman.switches import STEPS, SWITCHES, read_switches
from dragoman_cli.app import app

TWO_DOZEN = "In March 2024 rebels killed 24 villagers near Arbol."
PASSIVE = "Twelve villagers were killed by rebels."


def without(extractor: Extractor, text: str, *switches: str) -> Extraction:
    return extractor.leaving_out(*switches).extract(Article(text))


def only(extractor: Extractor, text: str, *switches: str) -> Mention:
    [mention] = without(extractor, text, *switches).mentions
    return mention


def test_switches_are_voices_and_steps() -> None:
    assert {*VOICES, *STEPS} == SWITCHES
    assert read_switches(["Reduced-Relative", "dates"]) == {"reduced relative", "dates"}


def test_unknown_switch_is_an_error_with_a_remedy() -> None:
    with pytest.raises(SwitchError, match="no part 'quotation' to leave out; did you mean 'quotations'"):
        read_switches(["quotation"])
    with pytest.raises(SwitchError, match=r"use one of: absorption, active, .*unless"):
        read_switches(["xyzzy"])


def test_nothing_left_out_changes_nothing(core_extractor: Extractor) -> None:
    text = f"{TWO_DOZEN} {PASSIVE} The rebels said they would withdraw."

    assert without(core_extractor, text) == core_extractor.extract(Article(text))


def test_voice_left_out_is_not_read(core_extractor: Extractor) -> None:
    assert without(core_extractor, PASSIVE).mentions
    assert not without(core_extractor, PASSIVE, "passive").mentions
    assert without(core_extractor, TWO_DOZEN, "passive").mentions


def test_extractor_it_was_made_from_goes_on_unchanged(core_extractor: Extractor) -> None:
    without(core_extractor, PASSIVE, "passive", "names")

    assert core_extractor.extract(Article(PASSIVE)).mentions


@pytest.mark.parametrize(
    ("switch", "text", "slot"),
    [
        ("quantities", TWO_DOZEN, "killed"),
        ("dates", "Rebels killed 24 villagers on 3 March 2024.", "time"),
        ("money", "Norway will send Ukraine weapons worth $20 million.", "value"),
        ("names", "Norway delivered 20 tanks to Ukraine.", "supplier"),
    ],
)
def test_annotator_left_out_leaves_its_slots_empty(core_extractor: Extractor, switch: str, text: str, slot: str) -> None:
    assert slot in only(core_extractor, text).slots
    assert all(slot not in mention.slots for mention in without(core_extractor, text, switch).mentions)


def test_status_left_out_makes_everything_asserted(core_extractor: Extractor) -> None:
    text = "Norway may deliver 20 tanks to Ukraine."

    assert [only(core_extractor, text, *switches).status for switches in ((), ("status",))] == ["possible", "asserted"]


def test_sources_left_out_name_nobody(core_extractor: Extractor) -> None:
    text = "Norway said that rebels had killed 24 villagers."

    assert [len(only(core_extractor, text, *switches).sources) for switches in ((), ("sources",))] == [1, 0]


def test_joining_left_out_tells_each_part_on_its_own(core_extractor: Extractor) -> None:
    text = "Rebels killed 24 villagers and wounded 30."

    assert [len(without(core_extractor, text, *switches).mentions) for switches in ((), ("joining",))] == [1, 2]


@pytest.mark.parametrize("switch", sorted(SWITCHES))
def test_each_switch_alone_leaves_an_extractor_that_works(core_extractor: Extractor, switch: str) -> None:
    text = f'{TWO_DOZEN} "{PASSIVE}" said General Ann Example. He visited Norway on Monday.\n\nPhoto: AFP'

    found = without(core_extractor, text, switch)

    assert all(text[m.trigger.start : m.trigger.end] == m.trigger.text for m in found.mentions)


def test_extract_leaves_out_what_without_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PASSIVE, encoding="utf-8")
    command = ["--plugins", "core", "-q", "extract", str(tmp_path / "a.txt"), "-f", "jsonl", "--without", "passive"]

    result = CliRunner().invoke(app, command)

    assert (result.exit_code, json.loads(result.stdout)["mentions"]) == (0, [])


def test_extract_refuses_a_part_that_does_not_exist(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PASSIVE, encoding="utf-8")

    result = CliRunner().invoke(app, ["--plugins", "core", "extract", str(tmp_path / "a.txt"), "--without", "pasive"])

    assert result.exit_code == 2
    assert "there is no part 'pasive' to leave out; did you mean 'passive'?" in result.stderr
