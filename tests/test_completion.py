"""What the shell offers: rules, kinds, codes and formats, without reading a rule and without spaCy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.checking.fault_codes import CODES
from dragoman_cli.app import app

BORDERS = Path(__file__).parent / "packs" / "borders"


def offered(monkeypatch: pytest.MonkeyPatch, words: str) -> list[str]:
    """Return what bash offers for the last word of a command line; a blank at its end asks for the next one."""
    given = words.split(" ")
    monkeypatch.setenv("_DRAGOMAN_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(given) - 1))
    return CliRunner().invoke(app, [], prog_name="dragoman").stdout.split()


def test_rules_are_offered_by_kind_and_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered(monkeypatch, f"dragoman --no-plugins rules show -r {BORDERS} transfer/") == ["transfer/delivery", "transfer/sent"]
    assert offered(monkeypatch, f"dragoman --no-plugins rules show -r {BORDERS} deliv") == ["delivery"]


def test_rules_of_the_plugins_in_use_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "visit/arrived" in offered(monkeypatch, "dragoman rules show visit/arriv")
    assert offered(monkeypatch, "dragoman --plugins=other rules show visit/arriv") == []


def test_kinds_are_offered_behind_each_comma(monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered(monkeypatch, f"dragoman --no-plugins rules list -r {BORDERS} --events tru") == ["truce"]
    assert offered(monkeypatch, f"dragoman --no-plugins rules list -r {BORDERS} --events truce,tr") == ["truce,transfer", "truce,trip"]


def test_explain_offers_kinds_and_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered(monkeypatch, f"dragoman --no-plugins explain -r {BORDERS} tri") == ["trip", "trip/trip", "trip/visited"]


def test_codes_and_formats_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered(monkeypatch, "dragoman codes E12") == [code for code in CODES if code.startswith("E12")]
    assert offered(monkeypatch, "dragoman check --format s") == ["short", "sarif"]


def test_completion_reads_no_rule_and_imports_no_spacy() -> None:
    code = (
        "import sys; from dragoman_cli.app import app\n"
        "try: app([], prog_name='dragoman')\n"
        "except SystemExit: pass\n"
        "print('spacy' in sys.modules)"
    )
    environment = {
        "_DRAGOMAN_COMPLETE": "complete_bash",
        "COMP_WORDS": f"dragoman --no-plugins rules show -r {BORDERS} trip/",
        "COMP_CWORD": "6",
    }
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment).stdout

    assert shown.split() == ["trip/trip", "trip/visited", "False"]
