"""``dragoman extract``: rules over articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dragoman.batch import Outcome, extract_all
from dragoman.readers import Fields, Options, read_inputs
from dragoman.readers.dates import parse_date
from dragoman.writers import FORMATS, format_of, open_file, open_writer
from dragoman.writers.outputs import Writer
from dragoman_cli.exits import Exit
from dragoman_cli.packs import Model, WordClasses, chosen_packs, load_extractor, slot_names
from dragoman_cli.progress import Progress
from dragoman_cli.table import TableWriter
from dragoman_cli.tally import Tally
from dragoman_cli.terminal import Settings, data_out, tell

_TABLE = "table"
_STDOUT = "-"


def extract(
    ctx: typer.Context,
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs; - is standard input. txt, md, json, jsonl, csv.")
    ],
    output: Annotated[
        list[str] | None, typer.Option("--output", "-o", help="A file; its suffix is its format. Repeatable; - is stdout.")
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", "-f", help=f"The format of stdout: {', '.join(FORMATS)}, {_TABLE} (text if no -o is given).")
    ] = None,
    rules: Annotated[
        list[Path] | None, typer.Option("--rules", "-r", help="A rule pack's folder, besides the plugins. Repeatable.")
    ] = None,
    events: Annotated[str | None, typer.Option(help="Only events of these kinds, separated by commas.")] = None,
    date_: Annotated[str | None, typer.Option("--date", help="The date of articles that tell none, as YYYY-MM-DD.")] = None,
    model: Model = None,
    pos: WordClasses = False,
    stdin_name: Annotated[str | None, typer.Option(help="The name of standard input; its suffix is its format.")] = None,
    text_field: Annotated[str, typer.Option(help="The JSON or CSV field that holds the text.")] = "text",
    id_field: Annotated[str, typer.Option(help="The field that holds the article's id.")] = "id",
    title_field: Annotated[str, typer.Option(help="The field that holds the title.")] = "title",
    date_field: Annotated[str, typer.Option(help="The field that holds the date.")] = "date",
    exit_empty: Annotated[bool, typer.Option("--exit-empty", help="Exit with 1 if no event was found at all.")] = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="No progress line.")] = False,
) -> None:
    """Find the events in articles."""
    settings: Settings = ctx.obj
    outputs = _files(output or [])
    shown = _stdout_format(output or [], format_)
    fields = Fields(text=text_field, id=id_field, title=title_field, date=date_field)
    options = Options(fields=fields, date=_day(date_), stdin_name=stdin_name)
    packs = chosen_packs(settings, rules or [], events)
    with ExitStack() as opened:
        writers = [opened.enter_context(open_file(path, slot_names(packs))) for path in outputs]
        shown_writer = _stdout_writer(shown, slot_names(packs))
        progress = opened.enter_context(Progress(quiet=settings.quiet or no_progress))
        outcomes = extract_all(load_extractor(packs, model, pos=pos), read_inputs(inputs, options))
        tally = _write(outcomes, [*writers, *shown_writer], progress)
        for writer in shown_writer:
            writer.finish()
    if not settings.quiet:
        tell(tally.summary([path.as_posix() for path in outputs]))
    raise typer.Exit(_exit_code(tally, exit_empty=exit_empty))


def _write(outcomes: Iterable[Outcome], writers: Sequence[Writer], progress: Progress) -> Tally:
    tally = Tally()
    for outcome in outcomes:
        for writer in writers:
            writer.write(outcome.record)
        tally.add(outcome)
        progress.show(tally)
    return tally


def _exit_code(tally: Tally, *, exit_empty: bool) -> Exit:
    if tally.unsound:
        return Exit.SOME_FAILED
    return Exit.NOT_RIGHT if exit_empty and not tally.events.total() else Exit.DONE


def _files(outputs: Sequence[str]) -> list[Path]:
    paths = [Path(name) for name in outputs if name != _STDOUT]
    for path in paths:
        if format_of(path) is None:
            raise typer.BadParameter(f"{path}: no format has this suffix; use .jsonl, .json, .csv or .txt", param_hint="-o")
        if not path.parent.is_dir():
            raise typer.BadParameter(f"{path}: the folder {path.parent} does not exist", param_hint="-o")
    return paths


def _stdout_format(outputs: Sequence[str], asked: str | None) -> str | None:
    if asked is not None and asked not in (*FORMATS, _TABLE):
        raise typer.BadParameter(f"'{asked}' is no format; use {', '.join((*FORMATS, _TABLE))}", param_hint="-f")
    return asked or ("text" if not outputs or _STDOUT in outputs else None)


def _stdout_writer(asked: str | None, slots: Sequence[str]) -> list[Writer]:
    if asked is None:
        return []
    return [TableWriter(data_out()) if asked == _TABLE else open_writer(asked, data_out(), slots)]


def _day(text: str | None) -> date | None:
    day = parse_date(text) if text else None
    if text and day is None:
        raise typer.BadParameter(f"'{text}' is no date; write YYYY-MM-DD", param_hint="--date")
    return day
