"""dragoman.toml: rules off, priorities and lexicons changed, without touching a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.consumer import Consumer, apply_consumer, find_consumer, read_consumer
from dragoman.errors import ConfigError
from dragoman.extractor import Extractor
from dragoman.language import Pack, Priority
from dragoman.packs.reading import read_pack

FOLDER = Path(__file__).parent / "packs" / "borders"


@pytest.fixture(scope="module")
def borders() -> Pack:
    return read_pack(FOLDER)


def consumer(tmp_path: Path, text: str) -> Consumer:
    (tmp_path / "dragoman.toml").write_text(text, encoding="utf-8")
    return read_consumer(tmp_path / "dragoman.toml")


def names(pack: Pack) -> list[str]:
    return [rule.name for rule in pack.rules]


def test_pattern_switches_rules_off(borders: Pack, tmp_path: Path) -> None:
    [changed] = apply_consumer([borders], consumer(tmp_path, 'disable = ["borders:harm/*"]'))

    assert set(names(borders)) - set(names(changed)) == {"harm/attack", "harm/killed"}


def test_rule_takes_the_priority_and_status_asked_for(borders: Pack, tmp_path: Path) -> None:
    asked = '[rules."borders:harm/killed"]\npriority = "override"\nstatus = "deprecated"\n'
    [changed] = apply_consumer([borders], consumer(tmp_path, asked))

    [rule] = [rule for rule in changed.rules if rule.name == "harm/killed"]
    assert (rule.priority, rule.status) == (Priority.OVERRIDE, "deprecated")


def test_lexicon_knows_the_names_added(borders: Pack, tmp_path: Path) -> None:
    asked = '[lexicons."borders:places".Quarn]\nname = "Quarn"\naliases = ["Old Quarn"]\n'
    packs = apply_consumer([borders], consumer(tmp_path, asked))

    [mention] = Extractor(packs).extract(Article("Rebels killed 12 soldiers near Old Quarn.")).mentions
    assert [filler.span.text for filler in mention.slots["place"]] == ["Old Quarn"]


def test_installed_extractor_reads_the_configuration_that_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dragoman.toml").write_text('disable = ["core:visit/*", "core:casualties/*", "core:deployment/*"]', encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    plain, changed = (Extractor.installed(["core"], config=config) for config in (None, tmp_path / "dragoman.toml"))

    assert [{rule.event for pack in one.packs for rule in pack.rules} & {"visit", "ceasefire"} for one in (plain, changed)] == [
        {"visit", "ceasefire"},
        {"ceasefire"},
    ]


def test_change_makes_another_digest_and_no_change_the_same(borders: Pack, tmp_path: Path) -> None:
    [changed] = apply_consumer([borders], consumer(tmp_path, 'disable = ["borders:harm/*"]'))
    [same] = apply_consumer([borders], Consumer())

    assert (changed.digest == borders.digest, same) == (False, borders)


def test_packs_that_are_not_in_use_are_nobodys_concern(borders: Pack, tmp_path: Path) -> None:
    asked = 'disable = ["other:x/*"]\n[rules."other:x/y"]\npriority = "normal"\n'

    assert apply_consumer([borders], consumer(tmp_path, asked)) == (borders,)


def test_nearest_configuration_counts(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.dragoman]\ndisable = ["a:b/c"]\n', encoding="utf-8")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")

    assert find_consumer(tmp_path / "below").disable == ("a:b/c",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("disabel = []", r"unknown key 'disabel'; did you mean 'disable'\?"),
        ('disable = ["harm"]', "'disable' must be a list of patterns"),
        ('[rules."borders:harm/killed"]\npriority = "overide"', r"'overide' is no priority; did you mean 'override'\?"),
        ('[rules."borders:harm/kiled"]\npriority = "normal"', r"no rule 'borders:harm/kiled'; did you mean 'borders:harm/killed'\?"),
        ('[lexicons."borders:place".X]\nname = "X"', r"no lexicon 'borders:place'; did you mean 'borders:places'\?"),
        ('[lexicons."borders:places".Quarn]\naliases = ["Ostra"]', "'Ostra' is also a name of"),
        ("disable = [", r"dragoman\.toml: "),
    ],
)
def test_fault_in_the_configuration_is_told_with_its_remedy(borders: Pack, tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        apply_consumer([borders], consumer(tmp_path, text))
