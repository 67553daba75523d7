"""The run of ``dragoman extract``: journal, outputs, progress, and what becomes of a run that is cut short."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path

import typer

from dragoman.errors import WriteError
from dragoman.language import Pack
from dragoman.plugins import load_plugins
from dragoman.readers import Options, Reading
from dragoman.runs.batch import Extracts, Limits, Outcome, extract_all
from dragoman.runs.isolation import is_whole
from dragoman.runs.journal import Description, Journal, journal_output
from dragoman.version import VERSION
from dragoman.writers import open_file
from dragoman_cli.exits import Exit
from dragoman_cli.extract_outputs import stdout_writers
from dragoman_cli.profile import Profile
from dragoman_cli.progress import Progress
from dragoman_cli.tally import Tally
from dragoman_cli.terminal import Settings, amount, tell


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run writes and how far it goes; *description* is all that its records depend on."""

    outputs: list[Path]
    shown: str | None
    slots: Sequence[str]
    level: str
    description: Description
    resume: bool
    limits: Limits
    jobs: int
    most_failures: int | None
    quiet: bool
    progress: bool
    profile: Profile | None = None
    expected: Callable[[], int | None] = lambda: None


class _TooManyFailuresError(Exception):
    """Ends a run that --fail-fast or --max-failures stops."""


def describe_run(settings: Settings, packs: Sequence[Pack], reading: Options, limits: Limits, options: Mapping[str, object]) -> Description:
    """Return all that the records of a run depend on beside its inputs."""
    fields = {f"--{name}-field": value for name, value in asdict(reading.fields).items()}
    others = {f"--{name.replace('_', '-')}": value for name, value in asdict(reading).items() if name not in ("fields", "apart")}
    bounds = {"--timeout": limits.timeout, "--max-chars": limits.max_chars}
    return {
        "dragoman": VERSION,
        "pack": {pack.name: {"version": pack.version, "content": pack.digest} for pack in packs},
        "plugin": {plugin.name: plugin.version for plugin in load_plugins(only=settings.plugins, allow_broken=settings.allow_broken)},
        "option": {
            name: value if isinstance(value, int | float) else value and str(value)
            for name, value in {**fields, **others, **bounds, **options}.items()
        },
    }


def run(plan: Plan, extractor: Extracts, readings: Iterator[Reading]) -> Tally:
    """Write the records of *readings* wherever *plan* says and return what was counted."""
    tally = Tally()
    try:
        with ExitStack() as opened:
            _write_all(plan, extractor, readings, tally, opened)
    except KeyboardInterrupt:
        _tell_stop(plan, "interrupted", tally)
        raise typer.Exit(Exit.INTERRUPTED) from None
    except _TooManyFailuresError:
        _tell_stop(plan, f"stopped at {tally.first_fault}", tally)
        raise typer.Exit(Exit.SOME_FAILED) from None
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise WriteError(f"cannot write: {fault.strerror or fault}; {_kept(plan, tally)}") from fault
    return tally


def _write_all(plan: Plan, extractor: Extracts, readings: Iterator[Reading], tally: Tally, opened: ExitStack) -> None:
    journal = opened.enter_context(Journal(plan.outputs, plan.description, resume=plan.resume)) if plan.outputs else None
    others = [path for path in plan.outputs if path != journal_output(plan.outputs)]
    files = [opened.enter_context(open_file(path, plan.slots, plan.level)) for path in others]
    shown = stdout_writers(plan.shown, plan.slots, plan.level)
    progress = opened.enter_context(Progress(quiet=plan.quiet or not plan.progress, expected=plan.expected))
    done = journal.replay(readings) if journal is not None else iter(())
    for outcome in _outcomes(plan, extractor, readings, done, opened):
        if journal is not None and not outcome.replayed:
            journal.append(outcome.record)
        for writer in (*files, *shown):
            writer.write(outcome.record)
        outcome = replace(outcome, sound=outcome.sound and is_whole(outcome.record))
        tally.add(outcome)
        progress.show(tally)
        _stop_if_too_many(plan, outcome, tally)
    for writer in shown:
        writer.finish()


def _outcomes(
    plan: Plan, extractor: Extracts, readings: Iterator[Reading], done: Iterator[Outcome], opened: ExitStack
) -> Iterator[Outcome]:
    """Return what earlier runs have *done*, then what is new, timed where a profile is asked for."""
    profile = plan.profile
    timed = profile.reading(readings) if profile is not None else readings
    clock = profile.clock if profile is not None else None
    new = opened.enter_context(closing(extract_all(extractor, timed, plan.limits, plan.jobs, clock)))
    return profile.writing(chain(done, new)) if profile is not None else chain(done, new)


def _stop_if_too_many(plan: Plan, outcome: Outcome, tally: Tally) -> None:
    # What an earlier run has counted does not count again: else a run that was stopped could never go on.
    if plan.most_failures is not None and not outcome.sound and not outcome.replayed and tally.failures >= plan.most_failures:
        raise _TooManyFailuresError


def _tell_stop(plan: Plan, what: str, tally: Tally) -> None:
    tell(f"{what}; {_kept(plan, tally)}")


def _kept(plan: Plan, tally: Tally) -> str:
    if not plan.outputs:
        return f"{amount(tally.articles, 'article')} were done" if tally.articles != 1 else "1 article was done"
    return f"{amount(tally.articles, 'article')} done and kept: run the same command with --resume to go on"
