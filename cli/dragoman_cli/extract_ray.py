"""``dragoman extract --ray``: the files of a run on a cluster, a part of the output for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from dragoman.errors import DragomanError, ResumeError
from dragoman.journal import Description, compare, remember
from dragoman.language import Pack
from dragoman.readers import Options
from dragoman.readers.listing import files_of
from dragoman_cli.exits import Exit
from dragoman_cli.extract_run import Plan
from dragoman_cli.terminal import amount, tell

LOCAL = "local"
_STATE = "run.state.json"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a run goes, and what its actors need: the packs, and the names of the plugins in use (None is all)."""

    address: str
    packs: Sequence[Pack]
    plugins: Sequence[str] | None


def run_on_ray(plan: Plan, cluster: Cluster, names: Iterable[str], options: Options) -> Exit:
    """Write a part for each file that *names* stand for into the folder of *plan*, and return how it went."""
    [folder] = plan.outputs
    files = [str(path.absolute()) for name in names for path in files_of(name, options.exclude)]
    _begin(folder, {**plan.description, "input": files}, resume=plan.resume)
    _connect(cluster.address, plan.jobs)
    from dragoman.ray import Actors, extract_files  # only now is Ray known to be there

    total = Counter[str]()
    actors = Actors(cluster.packs, cluster.plugins, options, plan.limits, plan.jobs)
    for part in extract_files(files, folder, actors):
        total.update({name: int(part[name]) for name in ("articles", "mentions", "problems")})
    if not plan.quiet:
        counts = f"{amount(len(files), 'file')}, {amount(total['articles'], 'article')}, {amount(total['mentions'], 'mention')}"
        tell(f"{folder.as_posix()}: {counts}, {total['problems']:,} with problems")
    return Exit.SOME_FAILED if total["problems"] else Exit.DONE


def output_folder(outputs: Sequence[str], *, evidence: bool, profile: bool) -> list[Path]:
    """Return the one folder that a run on a cluster writes into."""
    if evidence:
        raise typer.BadParameter("a run on a cluster takes neither --model nor --pos yet", param_hint="--ray")
    if profile:
        raise typer.BadParameter("a run on a cluster takes no time: profile a part of it without --ray", param_hint="--ray")
    if len(outputs) != 1 or outputs == ["-"]:
        raise typer.BadParameter("a run on a cluster writes into one folder: name it with -o", param_hint="--ray")
    return [Path(outputs[0])]


def _begin(folder: Path, description: Description, *, resume: bool) -> None:
    """Make *folder*, or see to it that it holds parts of this very run."""
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        remember(folder / _STATE, description)
    elif resume:
        compare(folder / _STATE, description, folder)
    else:
        raise ResumeError(f"{folder.as_posix()} is not empty: go on with --resume, or name another folder")


def _connect(address: str, actors: int) -> None:
    try:
        import ray
    except ImportError:
        raise DragomanError("clusters need Ray: pip install 'dragoman[ray]'") from None
    if ray.is_initialized():
        return
    if address == LOCAL:
        ray.init(num_cpus=actors, include_dashboard=False, log_to_driver=False)
    else:
        ray.init(address=address, log_to_driver=False)
