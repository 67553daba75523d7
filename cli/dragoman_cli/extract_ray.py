"""``dragoman extract --ray``: the files of a run on a cluster, a part of the output for each."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typer

from dragoman.errors import DragomanError, ResumeError
from dragoman.language import Pack
from dragoman.readers import Options
from dragoman.runs.journal import Description, compare_with, described
from dragoman.runs.manifest import manifest_text
from dragoman.runs.parts import FORMATS, Counts, Parts, files_named
from dragoman.runs.places import Folder, is_address
from dragoman_cli.exits import Exit
from dragoman_cli.extract_run import Plan
from dragoman_cli.terminal import amount, tell

LOCAL = "local"
_STATE = "run.state.json"
_MANIFEST = "run.json"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a run goes, and what its actors need: the packs, the names of the plugins in use, and who adds evidence."""

    address: str
    packs: Sequence[Pack]
    plugins: Sequence[str]
    model: str | None
    pos: bool


def run_on_ray(plan: Plan, cluster: Cluster, parts: Parts, names: Iterable[str], options: Options) -> Exit:
    """Write a part for each file that *names* stand for, and return how it went."""
    started = datetime.now(UTC)
    files = [file for name in names for file in files_named(name, options.exclude)]
    folder = Folder(parts.folder)
    _begin(folder, {**plan.description, "input": files, "output": f"{parts.format}, {parts.level}"}, resume=plan.resume)
    _connect(cluster.address, plan.jobs)
    _silence(plan)
    from dragoman.runs.ray import Actors, extract_files  # only now is Ray known to be there

    total = Counts()
    actors = Actors(cluster.packs, cluster.plugins, options, plan.limits, plan.jobs, cluster.model, cluster.pos)
    for note in extract_files(files, parts, actors):
        total.include(note)
    folder.write(_MANIFEST, manifest_text(folder.name, plan.description, total.told(), total.problems, started, datetime.now(UTC)))
    if not plan.quiet:
        counts = f"{amount(len(files), 'file')}, {amount(total.articles, 'article')}, {amount(total.mentions, 'mention')}"
        tell(f"{Path(folder.name).name}: {counts}, {total.unsound:,} with problems")
    return Exit.SOME_FAILED if total.unsound else Exit.DONE


def output_parts(outputs: Sequence[str], asked: str | None, plan: Plan) -> Parts:
    """Return the parts that a run on a cluster writes, into the one folder among *outputs*."""
    if plan.profile is not None:
        raise typer.BadParameter("a run on a cluster takes no time: profile a part of it without --ray", param_hint="--ray")
    if len(outputs) != 1 or outputs == ["-"]:
        raise typer.BadParameter("a run on a cluster writes into one folder: name it with -o", param_hint="--ray")
    if asked is not None and asked not in FORMATS:
        raise typer.BadParameter(f"a run on a cluster writes parts as {', '.join(FORMATS)}", param_hint="-f")
    [name] = outputs
    # An actor works in a directory of its own.
    return Parts(name if is_address(name) else str(Path(name).absolute()), asked or FORMATS[0], tuple(plan.slots), plan.level)


def _begin(folder: Folder, description: Description, *, resume: bool) -> None:
    """See to it that *folder* is empty, or holds parts of this very run."""
    if folder.is_empty():
        folder.write(_STATE, described(description))
    elif resume:
        compare_with(folder.read(_STATE) or b"", description, folder.name)
    else:
        raise ResumeError(f"{folder.name} is not empty: go on with --resume, or name another folder")


def _silence(plan: Plan) -> None:
    """Keep Ray from telling of its progress where nobody sees it, and from telling anything where that is asked for."""
    from ray.data import DataContext

    DataContext.get_current().enable_progress_bars = plan.progress and not plan.quiet and sys.stderr.isatty()
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR if plan.quiet else logging.WARNING)


def _connect(address: str, actors: int) -> None:
    try:
        import ray
    except ImportError:
        raise DragomanError("clusters need Ray: pip install 'dragoman[ray]'") from None
    if ray.is_initialized():
        return
    try:
        if address == LOCAL:
            ray.init(num_cpus=actors, include_dashboard=False, log_to_driver=False)
        else:
            ray.init(address=address, log_to_driver=False)
    except (ConnectionError, OSError, ValueError) as fault:
        raise DragomanError(f"there is no Ray cluster at '{address}': {fault}") from fault
