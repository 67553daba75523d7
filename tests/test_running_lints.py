"""Lints that take the whole engine: they run only where everything is sound, and say what works and is of no use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.checking.fault_samples import MISTAKES, RULE, SOUND
from dragoman_cli.app import app


@pytest.fixture(autouse=True)
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_files: Callable[[Path, Mapping[str, str]], Path]) -> None:
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path / "trade", SOUND)


def check(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", "check", "--format", "short", *arguments])


def make(code: str) -> None:
    mistake = MISTAKES[code]
    Path("trade", mistake.file).write_text(mistake.text, encoding="utf-8")


def allow(old: str, new: str) -> None:
    path = Path("trade", RULE)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("W210", "lexicons/goods.yaml:7:3: warning[W210] 'short  rifle' can never be found: it is read as 'short', ' ', 'rifle'"),
        ("W218", f"{RULE}:12:6: warning[W218] no example is found by this phrase"),
        ("W219", f"{RULE}:1:5: warning[W219] no example uses 'off limits', and none matches when it is put in the place of the word there"),
        ("W220", f"{RULE}:12:6: warning[W220] another phrase of the rule finds all that this one finds"),
        ("W221", f"{RULE}:1:5: warning[W221] 'banned' is a form of 'ban', and forms are made from the base form"),
    ],
)
def test_lint_names_place_and_fault(code: str, line: str) -> None:
    make(code)

    result = check("trade")

    assert result.exit_code == 0
    assert f"trade/{line} (help: " in result.stdout


def test_phrases_that_mean_the_same_are_told_once() -> None:
    path = Path("trade", RULE)
    twin = '  - "NOUN on {goods} by {sender}"'
    path.write_text(SOUND[RULE].replace(twin, f'{twin}\n  - "NOUN by {{sender}} on {{goods}}"'), encoding="utf-8")

    assert [line.split(" ")[1] for line in check("trade").stdout.splitlines() if "W220" in line] == ["warning[W220]"]
    assert f"trade/{RULE}:12:6: warning[W220]" in check("trade").stdout


def test_phrase_that_covers_one_by_which_an_example_is_found_is_not_told() -> None:
    path = Path("trade", RULE)
    path.write_text(SOUND[RULE].replace('  - "NOUN on {goods} by', '  - "NOUN on {goods}"\n  - "NOUN on {goods} by'), encoding="utf-8")

    assert [line.split(" ")[:2] for line in check("trade").stdout.splitlines()] == [[f"trade/{RULE}:11:6:", "warning[W220]"]]


def test_word_that_can_stand_in_for_another_needs_no_example() -> None:
    path = Path("trade", RULE)
    path.write_text(SOUND[RULE].replace("[ban, outlaw]", "[ban, outlaw, bar, shut out]").replace("[embargo]", "[embargo, prohibition]"))

    assert check("trade").stdout == ""


@pytest.mark.parametrize("token", ["{LOWER: 5}", "{LOWER: {REGEX: '('}}"])
def test_pattern_that_spacy_refuses_is_told_like_any_fault(token: str) -> None:
    path = Path("trade", RULE)
    path.write_text(SOUND[RULE].replace("required: [goods]\n", f"token_pattern: [{token}]\nrequired: [goods]\n"), encoding="utf-8")

    result = check("trade")

    assert result.exit_code == 1
    assert f"trade/{RULE}:1:5: error[E185] spaCy refuses token_pattern 1: " in result.stdout


def test_nothing_is_run_where_something_is_unsound() -> None:
    make("W219")
    Path("trade/events/raid.yaml").write_text("event: raid\n", encoding="utf-8")

    assert "W219" not in check("trade").stdout


def test_nothing_is_run_where_it_is_not_wanted() -> None:
    make("W219")

    assert check("--no-compile", "trade").stdout == ""


def test_rules_outside_the_paths_are_not_run() -> None:
    make("W219")

    assert check("trade/lexicons").stdout == ""
    assert "W219" in check(f"trade/{RULE}").stdout


def test_allowed_warnings_are_counted_and_not_told() -> None:
    make("W219")
    allow("id: imposed", "id: imposed  # allow: W219 a formula of the ministry")

    result = CliRunner().invoke(app, ["--no-plugins", "check", "trade"])

    assert result.stdout == ""
    assert result.stderr == "checked trade: 0 errors, 0 warnings, 1 allowed in place\n"


def test_allowance_of_a_lint_that_has_not_run_is_not_called_idle() -> None:
    allow("id: imposed", "id: imposed  # allow: W219")

    assert check("--no-compile", "trade").stdout == ""
    assert "warning[W222] 'W219' is allowed here, and nothing has it" in check("trade").stdout


@pytest.mark.parametrize(
    ("comment", "left"),
    [("  # allow: W214", ""), ("  # allow: W214, W205 because", ""), ("  # allow: W205, W219", "  # allow: W219")],
)
def test_fix_takes_idle_allowances_away(comment: str, left: str) -> None:
    allow("id: imposed", f"id: imposed{comment}")

    CliRunner().invoke(app, ["--no-plugins", "check", "--no-compile", "--fix", "trade"])

    assert Path("trade", RULE).read_text(encoding="utf-8") == SOUND[RULE].replace("id: imposed", f"id: imposed{left}")
