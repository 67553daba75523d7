"""The pytest plugin: examples in rules as tests of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BORDERS = Path(__file__).parent / "packs" / "borders"
EXAMPLES = """
  - match: "[perpetrator: Zork] killed 12 soldiers."
  - match: "Nobody was there."
    todo: true
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what pytest prints for a rule with three sound examples, one that fails and one that is known to."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(BORDERS, folder / "borders")
    rule = folder / "borders" / "harm" / "killed.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").rstrip() + EXAMPLES, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\ndragoman_plugins =\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "borders/harm/killed.yaml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_examples_go_by_file_and_number(report: str) -> None:
    assert [f"PASSED borders/harm/killed.yaml::example {number}" in report for number in (1, 2, 3)] == [True] * 3


def test_example_that_fails_tells_its_sentence_and_fault_without_a_traceback(report: str) -> None:
    assert "FAILED borders/harm/killed.yaml::example 4" in report
    assert "perpetrator: expected 'Zork', got nothing" in report
    assert "check_example" not in report


def test_known_failure_is_an_expected_one(report: str) -> None:
    assert "XFAIL borders/harm/killed.yaml::example 5 - todo: true" in report
