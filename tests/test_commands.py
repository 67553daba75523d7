"""The commands: listed without being imported, and each what its own code says."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from dragoman_cli.app import app
from dragoman_cli.commands import COMMANDS, load_command


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_listed_in_the_words_of_its_own_help(name: str) -> None:
    command = load_command(name)

    assert (name, COMMANDS[name].help) == (command.name, command.help)


@pytest.mark.parametrize("name", COMMANDS)
def test_command_tells_its_exit_codes(name: str) -> None:
    result = CliRunner().invoke(app, [name, "-h"])

    assert (0, True) == (result.exit_code, "Exit codes: 0 done" in result.stdout)


def test_help_lists_every_command_and_imports_none() -> None:
    program = (
        "import sys; from dragoman_cli.app import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: print(sorted(name for name in sys.modules if name.startswith(('dragoman.', 'spacy', 'yaml', 'pluggy'))))"
    )
    *listed, imported = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.splitlines()

    assert [name for name in COMMANDS if not any(line.strip().startswith(f"{name} ") for line in listed)] == []
    assert imported == "[]"


def test_misspelt_command_is_told_its_likely_name() -> None:
    result = CliRunner().invoke(app, ["chek"])

    assert (2, True) == (result.exit_code, "Did you mean 'check'" in result.stderr)
