"""``dragoman check``: every fault of rule files, at its place, and the mending of what can be mended safely."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cache.verdicts import Verdicts
from dragoman.checking.allowing import Settled, settle
from dragoman.checking.lints import judged, lint_packs
from dragoman.checking.mending import mended
from dragoman.errors import Diagnostic, RuleError
from dragoman.packs.pack_files import Folder, texts_of
from dragoman.packs.reading import in_order, read_packs_checked
from dragoman.plugin_checks import check_by_plugins
from dragoman.plugins import with_packages
from dragoman_cli.diagnostics import FORMATS, render
from dragoman_cli.exits import Exit
from dragoman_cli.packs import compiler_of, folders_of, lies_in, read_to_run, used_plugins, without_broken
from dragoman_cli.terminal import Settings, amount, data_out, shown, tell

_MOST_ROUNDS = 5


def check(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Packs, folders in them or rule files; without any, the plugins' packs.")
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", help=f"How faults are shown: {', '.join(FORMATS)}.", autocompletion=lambda: list(FORMATS)
        ),
    ] = "full",
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="error|warning", help="The least fault that makes the exit code 1.", autocompletion=lambda: ["error", "warning"]
        ),
    ] = "error",
    fix: Annotated[bool, typer.Option("--fix", help="Mend in the files what can be mended in one safe way.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")] = False,
    no_compile: Annotated[
        bool, typer.Option("--no-compile", help="Run no examples and compile nothing: quick, for editors and before a commit.")
    ] = False,
) -> None:
    """Check rule files; where they are sound, run their examples for what no phrase and no trigger is used by."""
    if format_ not in FORMATS:
        raise typer.BadParameter(f"'{format_}' is no format; use {', '.join(FORMATS)}", param_hint="--format")
    if fail_on not in ("error", "warning"):
        raise typer.BadParameter(f"'{fail_on}' is neither error nor warning", param_hint="--fail-on")
    if (fix or diff) and not paths:
        raise typer.BadParameter("name the packs, folders or files that may be changed", param_hint="--fix" if fix else "--diff")
    settings: Settings = ctx.obj if ctx.obj.allow_broken else without_broken(ctx.obj)
    if diff:
        changes = "".join(map(_difference, _mendings(_faults(settings, paths).faults)))
        data_out().write(changes)
        raise typer.Exit(Exit.NOT_RIGHT if changes else Exit.DONE)
    fixed = _fix(settings, paths) if fix else 0
    settled = _faults(settings, paths, run=not no_compile)
    _report(settings, settled, paths, format_, fixed)
    failed = any(fault.severity == "error" or fail_on == "warning" for fault in settled.faults)
    raise typer.Exit(Exit.NOT_RIGHT if failed else Exit.DONE)


def _report(settings: Settings, settled: Settled, paths: list[Path] | None, format_: str, fixed: int) -> None:
    diagnostics = settled.faults
    data_out().write(render(diagnostics, format_))
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    if not settings.quiet:
        checked = ", ".join(path.as_posix() for path in paths or []) or "the plugins' packs"
        fixable = sum(number for _, _, _, number in _mendings(diagnostics)) if paths else 0
        counts = ((settled.allowed, "allowed in place"), (fixed, "fixed"), (fixable, "fixable with --fix"))
        more = "".join(f", {number} {what}" for number, what in counts if number)
        tell(f"checked {checked}: {amount(errors, 'error')}, {amount(len(diagnostics) - errors, 'warning')}{more}")


def _faults(settings: Settings, paths: Sequence[Path] | None, *, run: bool = False) -> Settled:
    """Return the faults of the files in *paths*; with *run*, and where all packs are sound, those too that take the whole engine."""
    plugins = used_plugins(settings)
    folders = folders_of(plugins, paths or [])
    checks = [check.code for plugin in plugins for check in plugin.gives.checks]
    near = None if run and checks else _near(paths or [])  # plugins look at whole packs; without running, single files do without them
    packs, faults = read_packs_checked(folders, near=near)
    faults = (*with_packages(faults, plugins), *lint_packs(packs), *(check_by_plugins(plugins, packs) if near is None else ()))
    texts = {path: text for folder in folders for path, text in texts_of(folder, lambda path: lies_in(path, paths or [])).items()}
    if run and not any(fault.severity == "error" for fault in faults):
        faults = (*faults, *_running_faults(settings, folders, texts))
    told = [fault for fault in in_order(faults) if lies_in(fault.path, paths or [])]
    settled = settle(told, texts, judged(faults, run=run, more=checks if near is None else ()))
    return Settled(in_order(settled.faults), settled.allowed)


def _near(paths: Sequence[Path]) -> frozenset[str] | None:
    """Return the event types that the files in *paths* have to do with; None where they are lexicons or whole folders."""
    places = [path.absolute() for path in paths]
    if not places or not all(place.is_file() and place.parent.name != "lexicons" for place in places):
        return None
    return frozenset(name for place in places for name in (place.parent.name, place.stem))


def _running_faults(settings: Settings, folders: Sequence[Folder], files: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield the faults of *files* that only running tells, and run only those of which the cache does not know."""
    kept = settings.cache.verdicts(folders) if settings.cache is not None else {}
    wanted = frozenset(files)
    verdicts = {**_verdicts(settings, folders, wanted - kept.keys()), **kept}
    return (fault for file in wanted for fault in verdicts[file])


def _verdicts(settings: Settings, folders: Sequence[Folder], files: Collection[str]) -> Verdicts:
    """Return what only running tells of *files*, and keep it; where a file that was not asked for is not sound, its pack is left out."""
    if not files:
        return {}
    try:
        packs = read_to_run(settings, folders)
    except RuleError:
        packs = read_packs_checked(folders)[0]
    rules = [rule for pack in packs for rule in pack.rules if rule.place.path in files]
    lexicons = [lexicon for pack in packs for lexicon in pack.lexicons if lexicon.place.path in files]
    found: tuple[Diagnostic, ...] = ()
    if rules or lexicons:
        from dragoman.workbench.running_lints import lint_by_running  # spaCy takes most of a second, and only sound rules need it

        found = lint_by_running(packs, rules, lexicons, compiler_of(settings, store=False))
    verdicts = {file: tuple(fault for fault in found if fault.path == file) for file in files}
    if settings.cache is not None:
        settings.cache.keep_verdicts(packs, verdicts)
    return verdicts


def _fix(settings: Settings, paths: Sequence[Path] | None) -> int:
    """Mend the files, and return how many faults that took; what one mends may bring the next to light."""
    fixed = 0
    for _ in range(_MOST_ROUNDS):
        mendings = list(_mendings(_faults(settings, paths).faults))
        for path, _, after, number in mendings:
            with path.open("w", encoding="utf-8", newline="") as file:
                file.write(after)
            fixed += number
        if not mendings:
            break
    return fixed


def _mendings(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Path, str, str, int]]:
    """Yield each file that can be mended with its text before and after, and the number of edits."""
    for path, faults in groupby(diagnostics, key=lambda fault: fault.path):
        file = Path(path)
        if file.is_file() and (before := _text(file)) is not None:
            after, number = mended(before, faults)
            if number and after != before:
                yield file, before, after, number


def _text(file: Path) -> str | None:
    """Return the text with its line ends as they are; None where it is no UTF-8, or starts with a mark that would be lost."""
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if text.startswith("\ufeff") else text


def _difference(mending: tuple[Path, str, str, int]) -> str:
    path, before, after, _ = mending
    name = shown(str(path))
    return "".join(difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), name, name))
