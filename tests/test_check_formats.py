"""`dragoman check`: formats for tools, mending of what can be mended safely, and what it takes to fail."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.packs.located_yaml import load_yaml, plain
from dragoman_cli.app import app

RULE = """\
id: shipped
# which kind
event: shipment
description: Somebody ships grain to somebody.
trigger:
  verbs: [ship, send]
phrases:
  - "{seller} VERB ... to {buyer}"
required: [seller, buyer]
examples:
  - match: "[seller: Ruritania] shipped grain to [buyer: Borduria]."
  - match: "[seller: Borduria] may send grain to [buyer: Ruritania]."
  - reject: "Ruritania grows grain."
"""
FILE = "grain/shipment/shipped.yaml"


@pytest.fixture(autouse=True)
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_grain: Callable[[Path, Mapping[str, str]], Path]) -> None:
    monkeypatch.chdir(tmp_path)
    write_grain(tmp_path / "grain", {"shipment/shipped.yaml": RULE})


def check(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", "check", "--no-compile", "grain", *arguments])


def write(text: str) -> None:
    Path(FILE).write_text(text, encoding="utf-8", newline="")


def read() -> str:
    return Path(FILE).read_bytes().decode("utf-8")


def test_github_format_gives_one_annotation_a_fault() -> None:
    write(RULE.replace("event: shipment", "event: shipmnet"))

    assert check("--format", "github").stdout == (
        f"::error file={FILE},line=3,col=8,endLine=3,endColumn=16,title=E120::unknown event type 'shipmnet'; did you mean 'shipment'?\n"
    )


def test_github_format_escapes_what_would_end_the_annotation() -> None:
    write(RULE.replace("ship, send", 'ship, "100%,\\nship", "100%,\\nship"'))

    [line] = check("--format", "github").stdout.splitlines()

    assert line.endswith("title=W206::'100%25,%0Aship' is listed twice; delete one")


def test_sarif_names_a_file_elsewhere_by_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(RULE + "required: [seller]\n")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    command = ["--no-plugins", "check", "--no-compile", str(tmp_path / "grain"), "--format", "sarif"]
    elsewhere = CliRunner().invoke(app, command).stdout

    [result] = json.loads(elsewhere)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith(tmp_path.as_uri())


def test_sarif_format_holds_code_place_and_second_place() -> None:
    write(RULE + "required: [seller]\n")

    log = json.loads(check("--format", "sarif").stdout)
    [run] = log["runs"]
    [result] = run["results"]

    assert (log["version"], run["columnKind"], run["tool"]["driver"]["name"]) == ("2.1.0", "unicodeCodePoints", "dragoman")
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["E002"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("E002", 0, "error")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": FILE},
        "region": {"startLine": 14, "startColumn": 1, "endLine": 14, "endColumn": 9},
    }
    assert result["relatedLocations"][0]["message"]["text"] == "first written here"
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 9


def test_full_format_underlines_the_second_place() -> None:
    write(RULE + "required: [seller]\n")

    assert check().stdout == (
        "error[E002]: key 'required' is written twice\n"
        f"  --> {FILE}:14:1\n"
        "   |\n"
        " 9 | required: [seller, buyer]\n"
        "   | -------- first written here\n"
        "...\n"
        "14 | required: [seller]\n"
        "   | ^^^^^^^^\n"
        "   |\n"
        "   = help: keep one of the two\n\n"
    )


def test_sound_pack_gives_an_empty_report_in_every_format() -> None:
    assert json.loads(check("--format", "json").stdout) == []
    assert json.loads(check("--format", "sarif").stdout)["runs"][0]["results"] == []
    assert check("--format", "github").stdout == ""


def test_warnings_fail_only_where_asked_to() -> None:
    write(RULE.replace("ship, send", "ship, send, ship"))

    assert check().exit_code == 0
    assert check("--fail-on", "warning").exit_code == 1
    assert check("--fail-on", "note").exit_code == 2


MENDED = [
    ("event: shipment", "event: shipmnet"),
    ("description:", "desciption:"),
    ("verbs: [ship, send]", "verbs: [ship, send, ship]"),
    ("{seller} VERB ...", "{seler} VERB ..."),
    ("{seller} VERB ...", "{seller} VREB ..."),
    ("{seller} VERB ...", "{seller} {VERB} ..."),
    ("VERB ...", "VERB ....."),
    ("[seller: Ruritania]", "[sellr: Ruritania]"),
    ("required: [seller, buyer]", "required: [seller, buyr]"),
]


@pytest.mark.parametrize(("right", "wrong"), MENDED)
def test_fix_mends_a_slip_and_nothing_else(right: str, wrong: str) -> None:
    assert right in RULE
    write(RULE.replace(right, wrong))

    result = check("--fix")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "checked grain: 0 errors, 0 warnings, 1 fixed\n"
    assert read() == RULE


def test_fix_makes_a_list_of_a_single_text() -> None:
    write(RULE.replace("[ship, send]", "ship"))
    check("--fix")

    assert "verbs: [ship]\n" in read()


def test_fix_makes_a_truth_value_of_yes() -> None:
    path = Path("grain/events/shipment.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("{type: actor}", "{type: actor, many: yes}", 1), encoding="utf-8")
    check("--fix")

    assert "seller: {type: actor, many: true}" in path.read_text(encoding="utf-8")


def test_fix_takes_an_item_of_a_block_list_with_its_line() -> None:
    write(RULE.replace("verbs: [ship, send]", "verbs:\n    - ship\n    - send\n    - ship"))
    check("--fix")

    assert "  verbs:\n    - ship\n    - send\nphrases:" in read()


def test_fix_puts_keys_in_order_with_their_comments_and_line_ends() -> None:
    moved = RULE.replace("# which kind\nevent: shipment\n", "") + "# which kind\nevent: shipment\n"
    write(moved.replace("\n", "\r\n"))
    check("--fix")

    assert read() == RULE.replace("\n", "\r\n")
    assert plain(load_yaml(read(), "x")) == plain(load_yaml(moved, "x"))


def test_fix_mends_what_comes_to_light_by_mending() -> None:
    write(RULE.replace("event: shipment", "evnt: shipmnet"))

    assert check("--fix").stderr == "checked grain: 0 errors, 0 warnings, 2 fixed\n"
    assert read() == RULE


def test_fix_leaves_alone_what_its_author_must_decide() -> None:
    wrong = RULE.replace("event: shipment", "event: sale").replace("{buyer}", "{customer}")
    write(wrong)

    assert check("--fix").exit_code == 1
    assert read() == wrong


def test_fix_leaves_a_misspelt_key_beside_the_right_one() -> None:
    wrong = RULE.replace("  verbs: [ship, send]\n", "  verbs: [ship, send]\n  verb: [sell]\n")
    write(wrong)

    assert check("--fix").exit_code == 1
    assert read() == wrong


def test_diff_shows_the_change_and_makes_none() -> None:
    wrong = RULE.replace("event: shipment", "event: shipmnet")
    write(wrong)

    result = check("--diff")

    assert result.exit_code == 1
    assert "-event: shipmnet\n+event: shipment\n" in result.stdout
    assert read() == wrong


def test_diff_of_a_sound_pack_is_empty() -> None:
    result = check("--diff")

    assert (result.exit_code, result.stdout) == (0, "")


def test_summary_counts_what_can_be_fixed() -> None:
    write(RULE.replace("event: shipment", "event: shipmnet"))

    assert check().stderr == "checked grain: 1 error, 0 warnings, 1 fixable with --fix\n"


def test_fix_needs_the_paths_it_may_change() -> None:
    assert CliRunner().invoke(app, ["check", "--fix"]).exit_code == 2
