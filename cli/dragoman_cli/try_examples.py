"""``dragoman test``: the examples in rules, run once or whenever a file is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import DragomanError
from dragoman.language import Pack, Rule
from dragoman.packs.reading import read_pack, read_rules_again
from dragoman.workbench.examples import ExampleResult, Outcome, article_of, run_examples
from dragoman_cli.example_reports import FORMATS, report
from dragoman_cli.exits import Exit
from dragoman_cli.packs import Model, WordClasses, chosen_folders, full_name, lies_in, load_extractor, read_to_run
from dragoman_cli.reporting import described
from dragoman_cli.terminal import Settings, amount, data_out, tell
from dragoman_cli.watching import changed_files

if TYPE_CHECKING:
    from dragoman.extractor import Extractor


def try_examples(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Packs, folders in them or rule files; without any, all rules.")
    ] = None,
    keep: Annotated[str, typer.Option("-k", metavar="NAME", help="Only rules whose full name contains this.")] = "",
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"How results are shown: {', '.join(FORMATS)}.")] = "text",
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and run again what changed whenever a file is saved.")] = False,
    model: Model = None,
    pos: WordClasses = False,
) -> None:
    """Run the examples in rules."""
    settings: Settings = ctx.obj
    if format_ not in FORMATS:
        raise typer.BadParameter(f"'{format_}' is no format; use {', '.join(FORMATS)}", param_hint="--format")
    folders = tuple(Path(str(folder)) for folder in chosen_folders(settings, paths or []))
    packs = read_to_run(settings, folders)
    bench = Bench(folders, packs, load_extractor(settings, packs, model, pos=pos))
    wanted = Wanted(tuple(paths or []), keep)
    results = bench.run(wanted.rules(packs))
    if not results and not watch:
        tell("error: there is no example to run")
        raise typer.Exit(Exit.CANNOT_START)
    _show(bench, results, format_, settings)
    if watch:
        for changed in changed_files(folders):
            again(bench, wanted, changed, format_, settings)
    raise typer.Exit(Exit.NOT_RIGHT if any(result.outcome in (Outcome.FAILED, Outcome.STALE) for result in results) else Exit.DONE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rules are tested: those in *paths* whose full name contains *keep*."""

    paths: tuple[Path, ...] = ()
    keep: str = ""

    def rules(self, packs: Sequence[Pack], changed: Collection[Path] = ()) -> list[Rule]:
        """Return the wanted rules, only those in the files *changed* where all of these are rules."""
        chosen = [rule for pack in packs for rule in pack.rules if lies_in(rule.place.path, self.paths) and self.keep in full_name(rule)]
        files = {Path(rule.place.path).resolve() for pack in packs for rule in pack.rules}
        return [rule for rule in chosen if not set(changed) <= files or not changed or Path(rule.place.path).resolve() in changed]


@dataclass(slots=True)
class Bench:
    """The packs as they were read last, and the extractor that runs their examples."""

    folders: tuple[Path, ...]
    packs: tuple[Pack, ...]
    extractor: Extractor

    def run(self, rules: Sequence[Rule]) -> list[ExampleResult]:
        """Return the results of the rules' examples."""
        return list(run_examples(self.extractor, rules))

    def reload(self, changed: Collection[Path]) -> None:
        """Read again the packs that hold a changed file; raise a RuleError where they have faults."""
        from dragoman.workbench.reworking import rework  # spaCy again: only where text is run

        self.packs = tuple(self._reread(changed))
        self.extractor = rework(self.extractor, self.packs)

    def _reread(self, changed: Collection[Path]) -> Iterator[Pack]:
        for folder, pack in zip(self.folders, self.packs, strict=True):
            touched = [path for path in changed if path.is_relative_to(folder.resolve())]
            beside = [other for other in self.packs if other is not pack]
            events = {path.parent.name for path in touched}
            if not touched:
                yield pack
            elif {path.parent.parent for path in touched} == {folder.resolve()} and events <= {rule.event for rule in pack.rules}:
                yield read_rules_again(folder, pack, events, beside)
            else:
                yield read_pack(folder, beside)

    def nearest(self, result: ExampleResult) -> str:
        """Return what came nearest to the event that an example misses."""
        from dragoman.workbench.explain import explain, nearest_tries
        from dragoman_cli.explain_text import nearest_miss

        story = explain(self.extractor, article_of(result.example), {full_name(result.rule)}).stories[-1]
        return nearest_miss(story, nearest_tries(story.tries))


def again(bench: Bench, wanted: Wanted, changed: Collection[Path], format_: str, settings: Settings) -> None:
    """Run the examples that a change of files concerns; faults of the files are shown, and the next change is waited for."""
    try:
        bench.reload(changed)
    except DragomanError as fault:
        tell(described(fault))
        return
    _show(bench, bench.run(wanted.rules(bench.packs, changed)), format_, settings)


def _show(bench: Bench, results: Sequence[ExampleResult], format_: str, settings: Settings) -> None:
    out = data_out()
    out.write(report(results, format_, bench.nearest))
    out.flush()
    if settings.quiet:
        return
    outcomes = Counter(result.outcome for result in results)
    counts = ", ".join(f"{outcomes[outcome]:,} {outcome}" for outcome in Outcome if outcomes[outcome])
    tell(f"{counts or 'no example'}; {amount(len({full_name(result.rule) for result in results}), 'rule')}")
