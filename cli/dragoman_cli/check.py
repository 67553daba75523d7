"""``dragoman check``: every fault of rule files, at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.checking import check_packs
from dragoman_cli.diagnostics import FORMATS, render
from dragoman_cli.exits import Exit
from dragoman_cli.packs import chosen_folders, lies_in
from dragoman_cli.terminal import Settings, amount, data_out, tell


def check(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Packs, folders in them or rule files; without any, the plugins' packs.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", help=f"How faults are shown: {', '.join(FORMATS)}.")] = "full",
    fail_on: Annotated[str, typer.Option(help="The least fault that makes the exit code 1: error or warning.")] = "error",
) -> None:
    """Check rule files without running them."""
    if format_ not in FORMATS:
        raise typer.BadParameter(f"'{format_}' is no format; use {', '.join(FORMATS)}", param_hint="--format")
    if fail_on not in ("error", "warning"):
        raise typer.BadParameter(f"'{fail_on}' is neither error nor warning", param_hint="--fail-on")
    settings: Settings = ctx.obj
    folders = chosen_folders(settings, paths or [])
    diagnostics = [found for found in check_packs(folders) if lies_in(found.path, paths or [])]
    data_out().write(render(diagnostics, format_))
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    if not settings.quiet:
        checked = ", ".join(path.as_posix() for path in paths or []) or amount(len(folders), "pack")
        tell(f"checked {checked}: {amount(errors, 'error')}, {amount(len(diagnostics) - errors, 'warning')}")
    failed = errors or (fail_on == "warning" and diagnostics)
    raise typer.Exit(Exit.NOT_RIGHT if failed else Exit.DONE)
