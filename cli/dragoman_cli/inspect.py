"""``dragoman schema``, ``plugins``, ``codes``, ``tokens`` and ``info``: what is there, for people and bug reports."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from dragoman.did_you_mean import remedy
from dragoman.fault_codes import CODES
from dragoman.plugins import BrokenPlugin, Plugin, survey_plugins
from dragoman.readers import read_inputs
from dragoman.writers import record_schema
from dragoman_cli.exits import Exit
from dragoman_cli.terminal import Settings, data_out, tell

_SCHEMAS = ("record",)
_PACKAGES = ("dragoman", "spacy", "pluggy", "pyyaml", "lemminflect", "typer")


def schema(what: Annotated[str, typer.Argument(help="record: the JSON Schema of every line that extract writes.")] = "record") -> None:
    """Print a JSON Schema."""
    if what not in _SCHEMAS:
        raise typer.BadParameter(f"there is no schema of '{what}'; use {', '.join(_SCHEMAS)}")
    data_out().write(record_schema())


def plugins(ctx: typer.Context, check: Annotated[bool, typer.Option("--check", help="Exit with 1 if one is broken.")] = False) -> None:
    """List the installed plugins and their state."""
    settings: Settings = ctx.obj
    found = survey_plugins(only=settings.plugins)
    rows = [("NAME", "PACKAGE", "STATUS", "PROVIDES / REASON"), *map(_plugin_row, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        line = "  ".join([*(cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True)), row[3]])
        data_out().write(line.rstrip() + "\n")
    if check and any(isinstance(plugin, BrokenPlugin) for plugin in found):
        raise typer.Exit(Exit.NOT_RIGHT)


def codes(code: Annotated[str | None, typer.Argument(help="A fault's code; without one, all are listed.")] = None) -> None:
    """Say what the code of a fault means."""
    if code is not None and code.upper() not in CODES:
        raise typer.BadParameter(f"there is no code '{code}'; {remedy(code.upper(), CODES)}")
    for known in [code.upper()] if code else CODES:
        data_out().write(f"{known}  {CODES[known]}\n")


def tokens(
    name: Annotated[str | None, typer.Argument(metavar="[INPUT]", help="A file, or - for standard input.")] = None,
    text: Annotated[str | None, typer.Option(help="A text in place of an input.")] = None,
) -> None:
    """Print the tokens of a text with their offsets: what rules see as words."""
    # spaCy takes most of a second to import, and only commands that run text need it.
    import spacy

    out = data_out()
    for token in spacy.blank("en")(given_text(name, text)):
        out.write(f"{token.i}\t{token.idx}\t{token.idx + len(token)}\t{token.text!r}\n")


def info() -> None:
    """Print versions and places for a bug report."""
    out = data_out()
    out.write(f"python {sys.version.split()[0]} on {platform.platform()}\n")
    for package in _PACKAGES:
        out.write(f"{package} {version(package)}\n")
    for plugin in survey_plugins():
        out.write(f"plugin {'  '.join(_plugin_row(plugin))}\n")


def given_text(name: str | None, text: str | None) -> str:
    """Return *text*, or that of the first article of the input called *name*."""
    if (name is None) == (text is None):
        raise typer.BadParameter("give an input or --text, and not both")
    if text is not None:
        return text
    reading = next(iter(read_inputs([name or "-"])), None)
    if reading is None or not reading.readable:
        tell(f"error: {reading.problems[0].message if reading else f'{name}: there is no article in it'}")
        raise typer.Exit(Exit.CANNOT_START)
    return reading.article.text


def _plugin_row(plugin: Plugin | BrokenPlugin) -> tuple[str, str, str, str]:
    package = f"{plugin.package} {plugin.version}"
    if isinstance(plugin, BrokenPlugin):
        return plugin.name, package, "broken", plugin.reason
    return plugin.name, package, "ok", ", ".join(Path(folder).name for folder in plugin.folders)
