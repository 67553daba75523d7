"""The rule packs that a command works with."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.consumer import Consumer, apply_consumer, find_consumer, read_consumer
from dragoman.did_you_mean import remedy
from dragoman.errors import RuleError
from dragoman.language import Pack, Rule
from dragoman.packs.pack_files import PACK_FILE, Folder
from dragoman.packs.reading import read_packs
from dragoman.plugins import BrokenPlugin, Plugin, load_plugins, pack_folders, survey_plugins, with_packages
from dragoman.switches import read_switches
from dragoman_cli.completion import complete_kinds
from dragoman_cli.terminal import Settings, tell

if TYPE_CHECKING:
    from spacy.language import Language

    from dragoman.compiling.tables import Tables
    from dragoman.extractor import Extractor

_COLLECTION = (50_000, 10, 10)


def chosen_folders(settings: Settings, added: Sequence[Path]) -> tuple[Path, ...]:
    """Return the pack folders of the plugins in use, then those of the packs that the *added* paths lie in, each folder once."""
    return folders_of(used_plugins(settings), added)


def folders_of(plugins: Sequence[Plugin], added: Sequence[Path]) -> tuple[Path, ...]:
    """Return the pack folders of *plugins*, then those of the packs that the *added* paths lie in, each folder once."""
    own = tuple(dict.fromkeys(map(pack_of, added)))
    taken = {folder.resolve() for folder in own}
    return (*(folder for folder in pack_folders(plugins) if folder.resolve() not in taken), *own)


def used_plugins(settings: Settings) -> tuple[Plugin, ...]:
    """Return the plugins in use."""
    return load_plugins(only=settings.plugins, allow_broken=settings.allow_broken)


def without_broken(settings: Settings) -> Settings:
    """Return *settings* that leave broken plugins out, each of which is told."""
    for plugin in survey_plugins(only=settings.plugins):
        if isinstance(plugin, BrokenPlugin):
            tell(f"warning: {plugin}")
    return replace(settings, allow_broken=True)


def consumer_of(settings: Settings) -> Consumer:
    """Return the changes that the configuration in use makes to packs."""
    return read_consumer(settings.config) if settings.config is not None else find_consumer(Path.cwd())


def pack_of(path: Path) -> Path:
    """Return the folder of the pack that *path* is or lies in."""
    if not path.exists():
        raise typer.BadParameter(f"{path} does not exist")
    folder = next((folder for folder in (path, *path.absolute().parents) if (folder / PACK_FILE).is_file()), None)
    if folder is None:
        raise typer.BadParameter(f"{path} is no rule pack and lies in none: there is no {PACK_FILE}")
    return folder


def lies_in(place: str, paths: Sequence[Path]) -> bool:
    """Tell whether the file called *place* is one of *paths* or lies in one; everything does where there are none."""
    return not paths or any(_real(Path(place)).is_relative_to(_resolved(path.absolute())) for path in paths)


def _real(file: Path) -> Path:
    """Return a file's own path; its folder, which holds hundreds of others, is followed once."""
    return file.resolve() if file.is_symlink() else _resolved(file.absolute().parent) / file.name


@cache
def _resolved(path: Path) -> Path:
    return path.resolve()


def chosen_packs(settings: Settings, added: Sequence[Path], events: str | None = None, *, to_run: bool = False) -> tuple[Pack, ...]:
    """Return the packs in use, with the rules of the kinds named in *events* alone where it names any.

    Say *to_run* where an extractor is made of them: they then come from the cache, which takes spaCy to read.
    """
    from dragoman.plugin_formats import use_formats  # readers and writers, which the checker does without

    use_formats(load_plugins(only=settings.plugins, allow_broken=True))
    packs = apply_consumer(read_all(settings, added, to_run=to_run), consumer_of(settings))
    if events is None:
        return packs
    kinds = {event.name for pack in packs for event in pack.events}
    wanted = {name.strip() for name in events.split(",")}
    for name in sorted(wanted - kinds):
        raise typer.BadParameter(f"no pack defines the event '{name}'; {remedy(name, kinds)}", param_hint="--events")
    return tuple(replace(pack, rules=tuple(rule for rule in pack.rules if rule.event in wanted)) for pack in packs)


def read_all(settings: Settings, added: Sequence[Path], *, to_run: bool = False) -> tuple[Pack, ...]:
    """Return the packs in use as their authors wrote them."""
    folders = chosen_folders(settings, added)
    try:
        return read_to_run(settings, folders) if to_run else read_packs(folders)
    except RuleError as fault:
        raise RuleError(with_packages(fault.diagnostics, load_plugins(only=settings.plugins, allow_broken=True))) from fault


def read_to_run(settings: Settings, folders: Sequence[Folder]) -> tuple[Pack, ...]:
    """Return the packs in *folders* as their authors wrote them, from the cache where there is one."""
    return settings.cache.read_packs(folders) if settings.cache is not None else read_packs(folders)


def compiler_of(settings: Settings, *, store: bool = True) -> Callable[[Language, Sequence[Pack]], Tables]:
    """Return what compiles packs, or takes from the cache what they came to; without *store* it puts nothing there."""
    from dragoman.compiling.tables import compile_tables

    return partial(settings.cache.tables, store=store) if settings.cache is not None else compile_tables


def find_rules(packs: Sequence[Pack], name: str) -> tuple[Rule, ...]:
    """Return the rules that go by *name*: ``pack:event/rule``, ``event/rule`` or ``rule``; there is at least one."""
    rules = [rule for pack in packs for rule in pack.rules]
    found = tuple(rule for rule in rules if name in (full_name(rule), rule.name, rule.id))
    if not found:
        known = {rule.name for rule in rules} if "/" in name else {rule.id for rule in rules}
        raise typer.BadParameter(f"no pack has the rule '{name}'; {remedy(name, known)}")
    return found


def full_name(rule: Rule) -> str:
    """Return ``pack:event/rule``."""
    return f"{rule.pack}:{rule.name}"


def slot_names(packs: Sequence[Pack]) -> tuple[str, ...]:
    """Return the names of all slots of all events, each once, in the order in which packs declare them."""
    return tuple(dict.fromkeys(name for pack in packs for event in pack.events for name in event.slots))


Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME|PATH",
        help="A trained spaCy pipeline, or a plugin's, whose tags, names and parse are evidence for the rules.",
    ),
]
WordClasses = Annotated[bool, typer.Option("--pos", help="Tag ambiguous words with HanTa (pip install 'dragoman[pos]').")]


Rules = Annotated[
    list[Path] | None, typer.Option("--rules", "-r", metavar="FOLDER", help="A rule pack's folder, besides the plugins. Repeatable.")
]
Kinds = Annotated[
    str | None, typer.Option(metavar="KIND,...", help="Only these kinds of event, separated by commas.", autocompletion=complete_kinds)
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="NAME", help="Leave out a voice or a step of the engine, to measure what it brings. Repeatable."),
]


def left_out(without: Sequence[str] | None, *, ray: str | None = None) -> dict[str, object]:
    """Return the switches that --without names, as a run describes them; there is nothing to describe where it names none."""
    switches = read_switches(without or ())
    if switches and ray is not None:
        raise typer.BadParameter("a cluster runs the whole engine: leave out --ray", param_hint="--without")
    return {"--without": ", ".join(sorted(switches))} if switches else {}


def load_extractor(
    settings: Settings,
    packs: Sequence[Pack],
    model: str | None = None,
    *,
    pos: bool = False,
    without: Sequence[str] | None = None,
    one_thread: bool = False,
) -> Extractor:
    """Return an extractor for *packs* and the plugins in use, with the evidence of the pipeline *model* or of a tagger where asked for.

    Say *one_thread* where it is to read many articles, and where no two threads use it.
    """
    if model is not None and pos:
        raise typer.BadParameter("a model tags words itself: give --model or --pos, not both", param_hint="--pos")
    # spaCy takes most of a second to import, and only commands that run text need it.
    from dragoman.extractor import Extractor
    from dragoman.tagging import hanta_tagger, load_pipeline

    plugins = load_plugins(only=settings.plugins, allow_broken=settings.allow_broken)
    pipeline, tagger = load_pipeline(model, plugins) if model is not None else None, hanta_tagger() if pos else None
    tables = compiler_of(settings)
    extractor = Extractor(packs, pipeline, tagger, plugins, without=without or (), one_thread=one_thread, tables=tables)
    gc.freeze()  # what stays to the end need not be looked through for garbage, and is shared with the workers
    gc.set_threshold(*_COLLECTION)
    return extractor
