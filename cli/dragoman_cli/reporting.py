"""What becomes of errors: those that dragoman reports itself end a command with their message, bugs with a traceback's place."""

from __future__ import annotations

import functools
import tempfile
import traceback
from collections.abc import Callable
from typing import NoReturn, ParamSpec

import typer

from dragoman.errors import DragomanError, RuleError
from dragoman_cli.diagnostics import render
from dragoman_cli.exits import Exit
from dragoman_cli.terminal import amount, tell

Given = ParamSpec("Given")


def reported(command: Callable[Given, None]) -> Callable[Given, None]:
    """Return *command* so that an error of dragoman's own ends it with one message and exit code 2."""

    @functools.wraps(command)
    def run(*args: Given.args, **options: Given.kwargs) -> None:
        try:
            command(*args, **options)
        except DragomanError as fault:
            tell(described(fault))
            raise typer.Exit(Exit.CANNOT_START) from None

    return run


def report_bug(bug: Exception) -> NoReturn:
    """End the process with one message that names the file with the traceback of *bug*."""
    with tempfile.NamedTemporaryFile("w", prefix="dragoman-", suffix=".txt", delete=False, encoding="utf-8") as file:
        traceback.print_exception(bug, file=file)
    tell(f"bug: {type(bug).__name__}: {bug}; please report it with the traceback in {file.name}")
    raise SystemExit(Exit.BUG)


def described(fault: DragomanError) -> str:
    """Return an error of dragoman's own as people read it."""
    if not isinstance(fault, RuleError):
        return f"error: {fault}"
    errors = [diagnostic for diagnostic in fault.diagnostics if diagnostic.severity == "error"]
    return f"{render(errors, 'full')}error: the rules cannot be used: {amount(len(errors), 'error')}"
