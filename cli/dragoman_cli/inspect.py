"""``dragoman schema``, ``codes``, ``tokens`` and ``info``: what is there, for people and bug reports."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from dragoman.checking.fault_codes import CODES
from dragoman.checking.reference import code_text, codes_page, keys_page
from dragoman.checking.rule_schema import rule_schema
from dragoman.did_you_mean import remedy
from dragoman.readers import read_inputs
from dragoman.writers import record_schema
from dragoman_cli.exits import Exit
from dragoman_cli.packs import chosen_packs
from dragoman_cli.plugin_list import plugin_row, survey
from dragoman_cli.terminal import Settings, data_out, tell

_SCHEMAS = ("record", "rules")
_PACKAGES = ("dragoman", "spacy", "pluggy", "pyyaml", "lemminflect", "typer")


def schema(
    ctx: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="record|rules", help="What extract writes, or rule files for an editor.", autocompletion=lambda: list(_SCHEMAS)
        ),
    ] = "record",
    installed: Annotated[
        bool, typer.Option("--installed", help="Know the event types, slots and span types of the installed packs.")
    ] = False,
    rules: Annotated[
        list[Path] | None,
        typer.Option("--rules", "-r", metavar="FOLDER", help="With --installed, a rule pack's folder as well. Repeatable."),
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="With 'rules', the reference page of all keys.")] = False,
) -> None:
    """Print a JSON Schema: of the records, or of rule files."""
    if what not in _SCHEMAS:
        raise typer.BadParameter(f"there is no schema of '{what}'; use {', '.join(_SCHEMAS)}")
    if installed and what != "rules":
        raise typer.BadParameter("--installed goes with 'rules': records are the same for all packs", param_hint="--installed")
    if markdown and what == "rules":
        data_out().write(keys_page())
        return
    packs = chosen_packs(ctx.obj, rules or []) if installed else ()
    data_out().write(record_schema() if what == "record" else rule_schema(packs))


def codes(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="A fault's code; without one, all are listed.", autocompletion=lambda: list(CODES.items())),
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="The reference page of all codes.")] = False,
) -> None:
    """Say what the code of a fault means, with a mistake that has it and how it is right."""
    if code is not None and code.upper() not in CODES:
        raise typer.BadParameter(f"there is no code '{code}'; {remedy(code.upper(), CODES)}")
    if markdown:
        data_out().write(codes_page())
    elif code is not None:
        data_out().write(code_text(code.upper()))
    else:
        data_out().write("".join(f"{known}  {meaning}\n" for known, meaning in CODES.items()))


def tokens(
    name: Annotated[str | None, typer.Argument(metavar="INPUT", help="A file, or - for standard input.")] = None,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="A text in place of an input.")] = None,
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
    for plugin in survey(Settings()):
        out.write(f"plugin {'  '.join(plugin_row(plugin))}\n")


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
