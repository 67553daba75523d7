"""``dragoman extract``: rules over articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from dragoman.language import Pack
from dragoman.plugin_formats import use_formats
from dragoman.readers import Fields, Reading, read_inputs
from dragoman.runs.batch import Extracts, Limits
from dragoman.runs.isolation import MOST_CHARACTERS
from dragoman.runs.manifest import manifest_text, write_manifest
from dragoman.writers import FORMATS
from dragoman_cli.exits import Exit
from dragoman_cli.extract_outputs import TABLE, output_files, stdout_format
from dragoman_cli.extract_ray import Cluster, output_parts, run_on_ray
from dragoman_cli.extract_run import Plan, describe_run, run
from dragoman_cli.input_options import (
    AnyLanguage,
    Date,
    DateField,
    Exclude,
    FilesFrom,
    IdField,
    Level,
    MaxChars,
    Null,
    OutletField,
    StdinName,
    TextField,
    Timeout,
    TitleField,
    UrlField,
    checked_level,
    input_options,
    named_inputs,
)
from dragoman_cli.packs import Kinds, Model, Rules, Without, WordClasses, chosen_packs, left_out, load_extractor, slot_names, used_plugins
from dragoman_cli.profile import Profile
from dragoman_cli.progress import expected_articles
from dragoman_cli.terminal import Settings, tell


def extract(
    ctx: typer.Context,
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="INPUT", help="Files, folders, globs, archives; - is standard input.")
    ] = None,
    output: Annotated[
        list[str] | None, typer.Option("--output", "-o", metavar="FILE", help="A file; its suffix is its format. Repeatable; - is stdout.")
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help=f"The format of stdout: {', '.join(FORMATS)}, {TABLE} (text if no -o is given)."
        ),
    ] = None,
    rules: Rules = None,
    events: Kinds = None,
    files_from: FilesFrom = None,
    null: Null = False,
    exclude: Exclude = None,
    date_: Date = None,
    any_language: AnyLanguage = False,
    model: Model = None,
    pos: WordClasses = False,
    without: Without = None,
    stdin_name: StdinName = None,
    text_field: TextField = "text",
    id_field: IdField = "id",
    title_field: TitleField = "title",
    date_field: DateField = "date",
    url_field: UrlField = "url",
    outlet_field: OutletField = "outlet",
    level: Level = "mention",
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, metavar="N", help="How many processes work at once; the output is the same.")
    ] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run that was cut short.")] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first article with a problem.")] = False,
    max_failures: Annotated[
        int | None, typer.Option("--max-failures", min=1, metavar="N", help="Stop when N articles have had a problem.")
    ] = None,
    timeout: Timeout = 60.0,
    max_chars: MaxChars = MOST_CHARACTERS,
    ray: Annotated[
        str | None,
        typer.Option(
            metavar="[ADDRESS]",
            help="Work on a Ray cluster: local (if left out), auto or ray://HOST:10001; -o is a folder, -f its parts, -j the actors.",
        ),
    ] = None,
    exit_empty: Annotated[bool, typer.Option("--exit-empty", help="Exit with 1 if no event was found at all.")] = False,
    profile: Annotated[
        bool, typer.Option("--profile", help="Show the time by stage and by rule, and keep it in the manifest of -o for stats.")
    ] = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="No progress line.")] = False,
) -> None:
    """Find the events in articles."""
    settings: Settings = ctx.obj
    use_formats(used_plugins(settings))
    outputs = output_files(output or [], resume=resume) if ray is None else []
    fields = Fields(text=text_field, id=id_field, title=title_field, date=date_field, outlet=outlet_field, url=url_field)
    options = input_options(fields=fields, date=date_, stdin_name=stdin_name, exclude=exclude, any_language=any_language, outputs=outputs)
    names = named_inputs(inputs, files_from, null=null, outputs=outputs)
    packs = chosen_packs(settings, rules or [], events, to_run=True)
    if not any(pack.rules for pack in packs):
        raise typer.BadParameter("there is no rule to run: name a pack", param_hint="-r")
    limits = Limits(max_chars, timeout or None)
    chosen = {"--events": events, "--model": model, "--pos": pos, **left_out(without, ray=ray)}
    plan = Plan(
        outputs=outputs, shown=stdout_format(output or [], format_) if ray is None else None,
        slots=slot_names(packs), level=checked_level(level),
        description=describe_run(settings, packs, options, limits, chosen), resume=resume, limits=limits, jobs=jobs,
        most_failures=1 if fail_fast else max_failures, quiet=settings.quiet, progress=not no_progress,
        profile=Profile() if profile else None,
        expected=lambda: None if files_from else expected_articles(inputs or (), options.exclude),
    )  # fmt: skip
    if ray is not None:
        parts = output_parts(output or [], format_, plan)
        cluster = Cluster(ray, packs, [plugin.name for plugin in used_plugins(settings)], model, pos)
        raise typer.Exit(run_on_ray(plan, cluster, parts, names, options))
    raise typer.Exit(_run(plan, _extractor(ctx, packs), read_inputs(names, options), exit_empty=exit_empty))


def _extractor(ctx: typer.Context, packs: Sequence[Pack]) -> Extracts:
    chosen = ctx.params
    return load_extractor(ctx.obj, packs, chosen["model"], pos=chosen["pos"], without=chosen["without"], one_thread=True)


def _run(plan: Plan, extractor: Extracts, readings: Iterator[Reading], *, exit_empty: bool) -> Exit:
    started = datetime.now(UTC)
    tally = run(plan, extractor, readings)
    taken = plan.profile.to_json() if plan.profile is not None else None
    for path in plan.outputs:
        text = manifest_text(path.name, plan.description, tally.counts(), tally.problems, started, datetime.now(UTC), taken)
        write_manifest(path, text)
    if not plan.quiet:
        if plan.profile is not None:
            tell(f"{plan.profile.table()}\n")
        tell(tally.summary([path.as_posix() for path in plan.outputs]))
    if tally.unsound:
        return Exit.SOME_FAILED
    return Exit.NOT_RIGHT if exit_empty and not tally.events.total() else Exit.DONE
