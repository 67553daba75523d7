"""The options that say what is read and how, and what a row is; every command that reads articles in bulk takes them from here."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from dragoman.readers import Fields, Options, read_names
from dragoman.readers.dates import parse_date
from dragoman.runs.journal import files_of_run
from dragoman.runs.manifest import manifest_path
from dragoman.writers import LEVELS

_STDIN = "-"

FilesFrom = Annotated[
    str | None, typer.Option("--files-from", metavar="FILE", help="Read the inputs' names from FILE, one a line; - is standard input.")
]
Null = Annotated[bool, typer.Option("--null", "-0", help="Names in --files-from end with NUL (find -print0).")]
Exclude = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="PATTERN", help="Leave this out of folders, as in a .gitignore. Repeatable.")
]
Date = Annotated[str | None, typer.Option("--date", metavar="DATE", help="The date of articles that tell none, as YYYY-MM-DD.")]
StdinName = Annotated[str | None, typer.Option(metavar="NAME", help="The name of standard input; its suffix is its format.")]
TextField = Annotated[str, typer.Option(metavar="NAME", help="The JSON or CSV field that holds the text.")]
IdField = Annotated[str, typer.Option(metavar="NAME", help="The field that holds the article's id.")]
TitleField = Annotated[str, typer.Option(metavar="NAME", help="The field that holds the title.")]
DateField = Annotated[str, typer.Option(metavar="NAME", help="The field that holds the date.")]
UrlField = Annotated[str, typer.Option(metavar="NAME", help="The field that holds the address.")]
OutletField = Annotated[str, typer.Option(metavar="NAME", help="The field that holds the outlet.")]
Level = Annotated[str, typer.Option(metavar="|".join(LEVELS), help="What a row of CSV, TSV and Parquet is.")]
Timeout = Annotated[float, typer.Option(min=0.0, metavar="SECONDS", help="The most time for one article; 0 is no limit.")]
MaxChars = Annotated[int, typer.Option(min=1, metavar="N", help="The longest article that is tried, in characters.")]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Search texts that are not English, too.")]


def input_options(
    *,
    fields: Fields,
    date: str | None,
    stdin_name: str | None,
    exclude: Sequence[str] | None,
    any_language: bool = False,
    outputs: Sequence[Path] = (),
) -> Options:
    """Return how inputs are read."""
    # A run into a folder that it reads must not take what an earlier one wrote there for articles.
    apart = tuple(path for output in outputs for path in (*files_of_run(output), manifest_path(output)))
    return Options(fields, day_of(date), stdin_name, tuple(exclude or ()), any_language, apart)


def day_of(text: str | None) -> date | None:
    """Return the day that --date gives, if it is given; what is none is a wrong usage."""
    day = parse_date(text) if text else None
    if text and day is None:
        raise typer.BadParameter(f"'{text}' is no date; write YYYY-MM-DD", param_hint="--date")
    return day


def checked_level(level: str) -> str:
    """Return *level*, or raise that there is none of this name."""
    if level not in LEVELS:
        raise typer.BadParameter(f"'{level}' is no level; use {' or '.join(LEVELS)}", param_hint="--level")
    return level


def named_inputs(
    inputs: Sequence[str] | None, files_from: str | None, *, null: bool = False, outputs: Sequence[Path] = ()
) -> Iterator[str]:
    """Return the names of the inputs: those given, then those that *files_from* lists, read as they are needed; none is an output."""
    if not inputs and files_from is None:
        raise typer.BadParameter("name an input, or a file that lists inputs with --files-from", param_hint="INPUT")
    if files_from == _STDIN and _STDIN in (inputs or ()):
        raise typer.BadParameter("standard input cannot be both an article and the list of inputs", param_hint="--files-from")
    if files_from not in (None, _STDIN) and not Path(files_from or "").is_file():
        raise typer.BadParameter(f"{files_from} does not exist", param_hint="--files-from")
    written = {output.resolve() for output in outputs}
    for name in inputs or ():
        _refuse_output(name, written)
    return chain(inputs or (), (_refuse_output(name, written) for name in _listed(files_from, null=null)))


def _refuse_output(name: str, outputs: Collection[Path]) -> str:
    """Return *name*, or raise that the run would write over its own input."""
    if Path(name).resolve() in outputs:
        raise typer.BadParameter(f"{name} is an input as well: write into another file", param_hint="-o")
    return name


def _listed(files_from: str | None, *, null: bool) -> Iterator[str]:
    if files_from == _STDIN:
        yield from read_names(sys.stdin.buffer, nul=null)
    elif files_from is not None:
        with Path(files_from).open("rb") as file:
            yield from read_names(file, nul=null)
