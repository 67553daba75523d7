"""What the shell offers while a command is typed: rules and kinds by the names of their files, so that nothing is read or compiled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from dragoman.errors import DragomanError
from dragoman.packs.pack_files import KINDS, PACK_FILE
from dragoman.plugins import load_plugins, pack_folders


def complete_rules(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the rules whose ``event/rule`` or ``rule`` begins as typed."""
    files = [file for folder in _folders(ctx) for file in _rule_files(folder)]
    names = {f"{file.parent.name}/{file.stem}" for file in files}
    return _beginning(names, incomplete) or _beginning({file.stem for file in files}, incomplete)


def complete_kinds(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the kinds of event that begin as typed behind the last comma, with what stands before it."""
    before, comma, last = incomplete.rpartition(",")
    kinds = {file.stem for folder in _folders(ctx) for file in (folder / "events").glob("*.yaml")}
    return [f"{before}{comma}{kind}" for kind in _beginning(kinds - set(before.split(",")), last)]


def complete_rules_and_kinds(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the kinds of event, then the rules, that begin as typed."""
    return [*complete_kinds(ctx, incomplete), *complete_rules(ctx, incomplete)]


def _beginning(names: set[str], typed: str) -> list[str]:
    return sorted(name for name in names if name.startswith(typed))


def _folders(ctx: typer.Context) -> list[Path]:
    """Return the packs of the plugins in use and those that the command line adds so far; a broken plugin offers nothing."""
    options = ctx.find_root().params
    names = "" if options.get("no_plugins") else options.get("plugins")
    only = None if names is None else [name.strip() for name in str(names).split(",") if name.strip()]
    try:
        own = pack_folders(load_plugins(only=only))
    except DragomanError:
        own = ()
    return [*own, *map(Path, ctx.params.get("rules") or ())]


def _rule_files(folder: Path) -> Iterator[Path]:
    for file in folder.glob("*/*.yaml"):
        if file.parent.name not in KINDS and file.name != PACK_FILE:
            yield file
