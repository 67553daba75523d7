"""``dragoman watch``: rules over the articles that arrive in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.readers import Fields
from dragoman.runs.batch import Limits
from dragoman.runs.isolation import MOST_CHARACTERS
from dragoman.runs.watching import Ledger, Watch, follow
from dragoman_cli.exits import Exit
from dragoman_cli.input_options import AnyLanguage, Date, Exclude, MaxChars, Timeout, input_options
from dragoman_cli.packs import Kinds, Model, Rules, WordClasses, chosen_packs, load_extractor
from dragoman_cli.tally import Tally
from dragoman_cli.terminal import Settings, tell


def watch(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", exists=True, file_okay=False, help="Where articles arrive.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The .jsonl file that their records are added to.")],
    rules: Rules = None,
    events: Kinds = None,
    exclude: Exclude = None,
    date_: Date = None,
    any_language: AnyLanguage = False,
    model: Model = None,
    pos: WordClasses = False,
    timeout: Timeout = 60.0,
    max_chars: MaxChars = MOST_CHARACTERS,
) -> None:
    """Find the events in articles as they arrive in a folder, each exactly once, until it is interrupted."""
    settings: Settings = ctx.obj
    if output.suffix.lower() != ".jsonl" or not output.parent.is_dir():
        raise typer.BadParameter(f"{output}: the output must be a .jsonl file in a folder that exists", param_hint="-o")
    options = input_options(fields=Fields(), date=date_, stdin_name=None, exclude=exclude, any_language=any_language)
    extractor = load_extractor(settings, chosen_packs(settings, rules or [], events, to_run=True), model, pos=pos, one_thread=True)
    tally = Tally()
    with Ledger(output) as ledger:
        try:
            if not settings.quiet:
                tell(f"watching {folder.as_posix()}; Ctrl-C ends it")
            seen = Watch(folder, output, options.exclude)
            for outcome in follow(seen, ledger, extractor, options, Limits(max_chars, timeout or None)):
                if outcome is not None:
                    tally.add(outcome)
        except KeyboardInterrupt:
            if not settings.quiet:
                tell(tally.summary([output.as_posix()]))
            raise typer.Exit(Exit.INTERRUPTED) from None
