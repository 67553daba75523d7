"""`dragoman check`, `test`, `explain`, `rules` and the small commands."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman_cli.app import app

RULE = """\
id: shipped
event: shipment
description: Somebody ships grain to somebody.
trigger:
  verbs: [ship]
phrases:
  - "{seller} VERB ... to {buyer}"
required: [seller, buyer]
examples:
  - match: "[seller: Ruritania] shipped grain to [buyer: Borduria]."
  - match: "[seller: Borduria] may ship grain to [buyer: Ruritania]."
  - reject: "Ruritania grows grain."
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_grain: Callable[[Path, Mapping[str, str]], Path]) -> Path:
    monkeypatch.chdir(tmp_path)
    write_grain(tmp_path / "grain", {"shipment/shipped.yaml": RULE})
    return Path("grain")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", *arguments])


def edit(pack: Path, old: str, new: str) -> None:
    path = pack / "shipment" / "shipped.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_check_passes_a_sound_pack(pack: Path) -> None:
    result = run("check", "grain")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "checked grain: 0 errors, 0 warnings\n"


def test_check_shows_a_fault_with_its_line_a_caret_and_a_remedy(pack: Path) -> None:
    edit(pack, "event: shipment", "event: shipmnet")

    result = run("check", "grain")

    assert result.exit_code == 1
    assert " --> grain/shipment/shipped.yaml:2:8\n  |\n2 | event: shipmnet\n  |        ^^^^^^^^\n" in result.stdout
    assert "did you mean 'shipment'" in result.stdout


def test_check_in_short_format_gives_one_line_a_fault(pack: Path) -> None:
    edit(pack, "event: shipment", "event: shipmnet")

    [line] = run("check", "grain", "--format", "short").stdout.splitlines()

    assert line.startswith("grain/shipment/shipped.yaml:2:8: error[E120]")


def test_check_in_json_format_gives_every_field(pack: Path) -> None:
    edit(pack, "event: shipment", "event: shipmnet")

    [fault] = json.loads(run("check", "grain", "--format", "json").stdout)

    assert (fault["line"], fault["column"], fault["code"], fault["severity"]) == (2, 8, "E120", "error")


def test_check_of_one_file_leaves_other_files_faults_out(pack: Path) -> None:
    edit(pack, "event: shipment", "event: shipmnet")

    assert run("check", "grain/events/shipment.yaml").exit_code == 0
    assert run("check", "grain/shipment/shipped.yaml").exit_code == 1


@pytest.mark.parametrize("arguments", [["check", "nowhere"], ["check", "grain", "--format", "xml"], ["test", "nowhere"]])
def test_wrong_usage_of_the_checking_commands_exits_with_two(pack: Path, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_check_starts_without_spacy(pack: Path) -> None:
    code = (
        "import sys; from dragoman_cli.app import app\n"
        "try: app(['--no-plugins', 'check', '--no-compile', 'grain'])\n"
        "except SystemExit as end: print(end.code, 'spacy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "0 False\n"


def test_test_passes_the_examples_of_a_sound_rule(pack: Path) -> None:
    result = run("test", "grain")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 passed; 1 rule\n"


def test_test_shows_what_was_expected_and_what_was_got(pack: Path) -> None:
    edit(pack, "[seller: Ruritania] shipped grain to [buyer: Borduria].", "Ruritania shipped [seller: grain] to Borduria.")

    result = run("test", "grain")

    assert result.exit_code == 1
    assert "FAILED grain:shipment/shipped example 1 (grain/shipment/shipped.yaml:10:" in result.stdout
    assert "seller: expected 'grain', got 'Ruritania'" in result.stdout


def test_test_fails_when_a_rejected_sentence_matches(pack: Path) -> None:
    edit(pack, "Ruritania grows grain.", "Ruritania ships grain to Borduria.")

    result = run("test", "grain")

    assert result.exit_code == 1
    assert "found 'ships'" in result.stdout


def test_known_failure_is_counted_and_one_that_passes_is_a_fault(pack: Path) -> None:
    edit(pack, 'Ruritania grows grain."', 'Ruritania ships grain to Borduria."\n    todo: true')
    failing = run("test", "grain")
    edit(pack, "Ruritania ships grain to Borduria.", "Ruritania grows grain.")
    stale = run("test", "grain")

    assert (failing.exit_code, failing.stderr) == (0, "2 passed, 1 known failure; 1 rule\n")
    assert stale.exit_code == 1
    assert "remove    todo: true" in stale.stdout


def test_test_without_any_example_to_run_exits_with_two(pack: Path) -> None:
    assert run("test", "grain", "-k", "no such rule").exit_code == 2


def test_explain_tells_trigger_slots_and_status_of_a_match(pack: Path) -> None:
    result = run("explain", "shipped", "-r", "grain", "--text", "Ruritania shipped wheat to Borduria.")

    assert result.exit_code == 0
    assert "match" in result.stdout
    assert "'shipped'" in result.stdout
    assert "Ruritania" in result.stdout


def test_explain_of_a_rule_that_does_not_match_exits_with_one(pack: Path) -> None:
    assert run("explain", "shipped", "-r", "grain", "--text", "Ruritania grows wheat.").exit_code == 1


def test_explain_of_an_unknown_rule_names_the_nearest(pack: Path) -> None:
    result = run("explain", "shiped", "-r", "grain", "--text", "x")

    assert result.exit_code == 2
    assert "did you mean 'shipped'" in result.stderr


def test_rules_lists_and_shows(pack: Path) -> None:
    assert run("rules", "list", "-r", "grain").stdout == "grain:shipment/shipped  Somebody ships grain to somebody.\n"
    assert run("rules", "show", "shipment/shipped", "-r", "grain").stdout.endswith(RULE)


def test_plugins_names_the_core_pack_and_its_package() -> None:
    shown = CliRunner().invoke(app, ["plugins", "--check"]).stdout

    assert [line.split()[:2] for line in shown.splitlines() if line.startswith("core ")] == [["core", "dragoman"]]


def test_unknown_plugin_stops_the_run() -> None:
    result = CliRunner().invoke(app, ["--plugins", "nix", "rules", "list"])

    assert result.exit_code == 2
    assert "no plugin named 'nix' is installed" in result.stderr


def test_tokens_gives_each_token_with_its_offsets() -> None:
    assert run("tokens", "--text", "The U.S. said").stdout == "0\t0\t3\t'The'\n1\t4\t8\t'U.S.'\n2\t9\t13\t'said'\n"


def test_codes_explains_a_fault() -> None:
    assert run("codes", "e120").stdout.startswith("E120  ")
    assert run("codes", "E999").exit_code == 2


def test_info_names_the_versions() -> None:
    assert "spacy 3.8" in run("info").stdout


@pytest.mark.parametrize(
    "command",
    [
        "",
        "extract",
        "check",
        "test",
        "explain",
        "gaps",
        "stats",
        "rules",
        "rules list",
        "rules show",
        "schema",
        "plugins",
        "codes",
        "tokens",
        "info",
    ],
)
def test_each_help_tells_the_exit_codes(command: str) -> None:
    shown = " ".join(run(*command.split(), "--help").stdout.split())

    assert "Exit codes: 0 done" in shown
    assert "130 interrupted" in shown
