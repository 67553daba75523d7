"""``dragoman test``: the examples in rules, run."""

from __future__ import annotations

import shlex
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from dragoman.examples import ExampleResult, Outcome, run_examples
from dragoman_cli.exits import Exit
from dragoman_cli.packs import Model, WordClasses, chosen_packs, full_name, lies_in, load_extractor
from dragoman_cli.terminal import Settings, amount, data_out, shown, tell


def try_examples(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Packs, folders in them or rule files; without any, all rules.")] = None,
    keep: Annotated[str, typer.Option("-k", help="Only rules whose full name contains this.")] = "",
    model: Model = None,
    pos: WordClasses = False,
) -> None:
    """Run the examples in rules."""
    settings: Settings = ctx.obj
    packs = chosen_packs(settings, paths or [])
    rules = [rule for pack in packs for rule in pack.rules if lies_in(rule.place.path, paths or [])]
    results = list(run_examples(load_extractor(packs, model, pos=pos), rules, keep))
    if not results:
        tell("error: there is no example to run")
        raise typer.Exit(Exit.CANNOT_START)
    for result in results:
        if result.outcome in (Outcome.FAILED, Outcome.STALE):
            data_out().write(_report(result))
    outcomes = Counter(result.outcome for result in results)
    if not settings.quiet:
        counts = ", ".join(f"{outcomes[outcome]:,} {outcome}" for outcome in Outcome if outcomes[outcome])
        tell(f"{counts}; {amount(len({full_name(result.rule) for result in results}), 'rule')}")
    raise typer.Exit(Exit.NOT_RIGHT if outcomes[Outcome.FAILED] or outcomes[Outcome.STALE] else Exit.DONE)


def _report(result: ExampleResult) -> str:
    place = result.example.place
    lines = [
        f"{result.outcome.upper()} {full_name(result.rule)} example {result.position} ({shown(place.path)}:{place.line}:{place.column})",
        f"   {'match ' if result.example.matches else 'reject'}    {result.example.text}",
        *(f"   fault     {fault}" for fault in result.faults),
    ]
    if result.outcome is Outcome.STALE:
        lines.append("   remove    todo: true")
    else:
        lines.append(f"   try       dragoman explain {full_name(result.rule)} --text {shlex.quote(result.example.text)}")
    return "\n".join(lines) + "\n\n"
