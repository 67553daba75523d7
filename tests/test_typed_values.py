"""Options and arguments taken as they are typed: a command gets what Typer would have given it, and Typer tells what is wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.core import TyperCommand
from typer.testing import CliRunner

from dragoman_cli.typed_values import take_as_typed


class Taken(TyperCommand):
    def get_params(self, ctx: Any) -> Any:
        return take_as_typed(super().get_params(ctx))


def shout(value: str | None) -> str | None:
    return value.upper() if value is not None else None


def show(
    inputs: Annotated[list[Path] | None, typer.Argument()] = None,
    words: Annotated[list[str] | None, typer.Option("--word")] = None,
    many: Annotated[list[str], typer.Option()] = [],  # noqa: B006 - Typer copies it
    name: Annotated[str | None, typer.Option(callback=shout)] = None,
    form: Annotated[str, typer.Option(envvar="TYPED_FORM")] = "full",
    old: Annotated[Path | None, typer.Option(exists=True)] = None,
    file: Annotated[Path | None, typer.Option(dir_okay=False)] = None,
    folder: Annotated[Path | None, typer.Option(file_okay=False)] = None,
    real: Annotated[Path | None, typer.Option(resolve_path=True)] = None,
    length: Annotated[int, typer.Option(parser=len)] = 0,
    count: Annotated[int, typer.Option(min=1)] = 1,
    loud: Annotated[bool, typer.Option()] = False,
    maybe: Annotated[bool | None, typer.Option()] = None,
) -> None:
    typer.echo(repr((inputs, words, many, name, form, old, file, folder, real, length, count, loud, maybe)))


def need(path: Annotated[Path, typer.Argument(exists=True)], texts: Annotated[list[str], typer.Argument()]) -> None:
    typer.echo(repr((path, texts)))


def outcome(command: Callable[..., None], cls: type[TyperCommand], arguments: str) -> tuple[int, str, str]:
    app = typer.Typer(rich_markup_mode=None)
    app.command(cls=cls)(command)
    result = CliRunner().invoke(app, arguments.split(), env={"TYPED_FORM": "short" if "--loud" in arguments else ""})
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "a b/../c --word x --word y --many z --name n --form json",
        "--loud",
        "--loud --form plain",
        "--maybe",
        "--no-maybe",
        "--old here --file here/text --folder here --real here/../here",
        "--old nowhere",
        "--file nowhere --folder nowhere",
        "--file here",
        "--folder here/text",
        "--length four",
        "--count 3",
        "--count 0",
        "--count x",
        "--name",
        "--help",
    ],
)
def test_command_gets_what_typer_would_have_given_it(arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "text").touch()

    assert outcome(show, TyperCommand, arguments) == outcome(show, Taken, arguments)


@pytest.mark.parametrize("arguments", ["", ".", "nowhere", ". a", ". a b", "nowhere a"])
def test_what_is_missing_is_told_by_typer(arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert outcome(need, TyperCommand, arguments) == outcome(need, Taken, arguments)


def test_no_command_line_of_texts_and_paths_takes_pydantic() -> None:
    program = (
        "import sys; from dragoman_cli.app import app\n"
        "try: app(['--cache-dir', 'kept', '--plugins', 'core', 'check', '--no-compile', '--format', 'nix', 'here', 'there'])\n"
        "except SystemExit as end: print(end.code, 'pydantic' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "2 False\n"
