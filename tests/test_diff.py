"""`dragoman diff`: what two runs, or two versions of a rule pack, find differently."""

from __future__ import annotations

import json
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
  - "{seller} VERB to {buyer}"
required: [seller]
examples:
  - match: "[seller: Ruritania] shipped grain to [buyer: Borduria]."
  - match: "[seller: Borduria] may ship grain to [buyer: Ruritania]."
  - reject: "Ruritania grows grain."
"""
TEXT = "Ruritania shipped grain to Borduria. Borduria may sell wheat to Ruritania."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_grain: Callable[[Path, Mapping[str, str]], Path]) -> Path:
    """Return a folder with the packs old and new, which are the same, and an article."""
    monkeypatch.chdir(tmp_path)
    for version in ("old", "new"):
        write_grain(tmp_path / version, {"shipment/shipped.yaml": RULE})
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", *arguments])


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "new" / "shipment" / "shipped.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def compare(*options: str) -> Result:
    return run("diff", "old", "new", "article.txt", *options)


def test_same_rules_differ_in_nothing(folder: Path) -> None:
    result = compare()

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "old -> new: 0 gained, 0 lost, 0 changed\n"


def test_gained_event_stands_by_its_rule_with_its_sentence(folder: Path) -> None:
    edit(folder, "[ship]", "[ship, sell]")

    result = compare()

    assert result.exit_code == 1
    assert result.stdout == (
        "rule                     gained     lost  changed\n"
        "grain:shipment/shipped        1        0        0\n"
        "\n"
        "+ grain:shipment/shipped  'sell' at 50 of article\n"
        "    Borduria may sell wheat to Ruritania\n"
        "    status: asserted\n"
        "    seller: Borduria 'Borduria'\n"
        "    buyer: Ruritania 'Ruritania'\n"
    )


def test_lost_event_stands_by_its_old_rule(folder: Path) -> None:
    edit(folder, "[ship]", "[sell]")

    found = json.loads(compare("--json").stdout)

    assert [(change["change"], change["trigger"]["text"]) for change in found["changes"]] == [("lost", "shipped"), ("gained", "sell")]
    assert found["rules"] == {"grain:shipment/shipped": {"gained": 1, "lost": 1, "changed": 0}}


def test_changed_event_tells_both_values_of_each_slot_that_differs(folder: Path) -> None:
    edit(folder, "to {buyer}", "from {buyer}")

    [change] = json.loads(compare("--json").stdout)["changes"]

    assert change["change"] == "changed"
    assert change["details"][0] == "buyer: Borduria 'Borduria' -> nothing"


def test_outputs_of_two_runs_are_compared_like_the_rules_themselves(folder: Path) -> None:
    edit(folder, "[ship]", "[ship, sell]")
    run("-q", "extract", "article.txt", "-r", "old", "-o", "old.jsonl")
    run("-q", "extract", "article.txt", "-r", "new", "-o", "new.json")

    of_outputs = run("diff", "old.jsonl", "new.json")

    assert of_outputs.exit_code == 1
    assert of_outputs.stdout == compare().stdout


def test_renamed_rule_is_a_change_and_no_loss(folder: Path) -> None:
    path = folder / "new" / "shipment" / "shipped.yaml"
    path.rename(path.with_name("sent.yaml"))
    (folder / "new" / "shipment" / "sent.yaml").write_text(RULE.replace("id: shipped", "id: sent"))

    [change] = json.loads(compare("--json").stdout)["changes"]

    assert change["details"] == ["rule: grain:shipment/shipped -> grain:shipment/sent"]


def test_other_merging_of_the_same_mentions_is_told(folder: Path) -> None:
    (folder / "article.txt").write_text("Ruritania shipped grain to Borduria. Ruritania shipped grain.", encoding="utf-8")
    run("-q", "extract", "article.txt", "-r", "old", "-o", "old.jsonl")
    record = json.loads((folder / "old.jsonl").read_text(encoding="utf-8"))
    split = [{**record["events"][0], "id": f"e{n}", "mentions": [f"m{n}"]} for n in (1, 2)]
    (folder / "new.jsonl").write_text(json.dumps({**record, "events": split}), encoding="utf-8")

    result = run("diff", "old.jsonl", "new.jsonl")

    assert (result.exit_code, len(record["events"])) == (1, 1)
    assert result.stdout == (
        "= article: mentions are merged into other events\n"
        "    old  'shipped' at 10 + 'shipped' at 47\n"
        "    new  'shipped' at 10; 'shipped' at 47\n"
    )


def test_articles_of_one_run_only_and_rewritten_ones_are_named(folder: Path) -> None:
    run("-q", "extract", "article.txt", "-r", "old", "-o", "old.jsonl")
    record = json.loads((folder / "old.jsonl").read_text(encoding="utf-8"))
    rewritten = {**record, "article": {**record["article"], "sha256": "0"}}
    added = {**record, "article": {**record["article"], "id": "second"}}
    (folder / "new.jsonl").write_text(f"{json.dumps(rewritten)}\n{json.dumps(added)}\n", encoding="utf-8")

    result = run("diff", "old.jsonl", "new.jsonl")

    assert result.exit_code == 1
    assert result.stdout == ("1 article in NEW only: second\n\n1 article with another text than before, and not compared: article\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("old", "article.txt"), "give two outputs of extract, or two folders with rules"),
        (("old", "new"), "two rule packs need an INPUT"),
        (("article.txt", "article.txt"), "article.txt is no output of extract"),
    ],
)
def test_what_cannot_be_compared_is_a_fault_of_usage(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run("diff", *arguments)

    assert result.exit_code == 2
    assert message in result.stderr
