"""Plugins: installed packages that add to dragoman. The only module that calls hooks."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import pluggy

from dragoman.errors import Diagnostic, PluginError
from dragoman.hookspecs import (
    PROJECT,
    Annotator,
    BuildContext,
    Check,
    Contributions,
    Enrichment,
    Hooks,
    Pipeline,
    ReaderFormat,
    SlotType,
    WriterFormat,
)
from dragoman.packs.reading import misfit
from dragoman.version import VERSION

GROUP = "dragoman"
NOTHING = Contributions()
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Plugin:
    """One plugin that works, with all that it gives."""

    name: str
    package: str
    version: str
    gives: Contributions = NOTHING

    @property
    def folders(self) -> tuple[Path, ...]:
        """Return the folders of its rule packs."""
        return self.gives.packs

    @property
    def origin(self) -> str:
        """Return the package that brings it, with its version."""
        return f"{self.package} {self.version}".strip()


@dataclass(frozen=True, slots=True)
class BrokenPlugin:
    """A plugin that cannot be used: *state* is broken, incompatible or shadowed, *details* a traceback where there is one."""

    name: str
    package: str
    version: str
    reason: str
    state: str = "broken"
    details: str = ""

    def __str__(self) -> str:
        """Return one sentence with the plugin's name, package, version, the reason and a remedy."""
        origin = f"{self.package} {self.version}".strip()
        return f"plugin '{self.name}' ({origin}) could not be loaded: {self.reason}; uninstall it or leave it out with --plugins"


@dataclass(frozen=True, slots=True)
class OffPlugin:
    """A plugin that is installed and not asked for; nothing of it was run."""

    name: str
    package: str
    version: str


def load_plugins(*, only: Collection[str] | None = None, allow_broken: bool = False) -> tuple[Plugin, ...]:
    """Load every installed plugin, or those named in *only*, sorted by name; raise PluginError for a broken one unless allowed."""
    found = survey_plugins(only=only)
    broken = [plugin for plugin in found if isinstance(plugin, BrokenPlugin)]
    missing = sorted(set(only or ()) - {plugin.name for plugin in found})
    # A missing pack would silently change every result, so a broken plugin stops the run.
    if broken and not allow_broken:
        raise PluginError("\n".join(map(str, broken)))
    if missing:
        raise PluginError(f"no plugin named {', '.join(map(repr, missing))} is installed; `dragoman plugins` lists those that are")
    return tuple(plugin for plugin in found if isinstance(plugin, Plugin))


def survey_plugins(*, only: Collection[str] | None = None) -> tuple[Plugin | BrokenPlugin, ...]:
    """Return every installed plugin, or those named in *only*, sorted by name, with the reason where one is broken."""
    wanted = [entry for entry in _entries() if only is None or entry.name in only]
    names = Counter(entry.name for entry in wanted)
    loaded = [_shadowed(entry, wanted) if names[entry.name] > 1 else _load(entry) for entry in wanted]
    return _without_clashes(loaded)


def plugins_off(*, only: Collection[str] | None = None) -> tuple[OffPlugin, ...]:
    """Return the installed plugins that *only* leaves out."""
    return tuple(OffPlugin(e.name, _package(e), _version(e)) for e in _entries() if only is not None and e.name not in only)


def module_plugin(module: ModuleType, name: str) -> Plugin:
    """Return the plugin that an imported *module* is, though it may not be installed; raise PluginError where it is broken."""
    try:
        return Plugin(name, module.__name__, "", _contributions(module, name))
    except Exception as fault:
        raise PluginError(f"plugin '{name}' ({module.__name__}) could not be loaded: {type(fault).__name__}: {fault}") from fault


def pack_folders(plugins: Iterable[Plugin]) -> tuple[Path, ...]:
    """Return the folders of all packs that *plugins* give, in the plugins' order."""
    return tuple(folder for plugin in plugins for folder in plugin.folders)


def with_packages(faults: Iterable[Diagnostic], plugins: Sequence[Plugin]) -> tuple[Diagnostic, ...]:
    """Return *faults* where a clash of two packs also names the packages that bring them."""
    return tuple(replace(fault, help=_both(fault, plugins)) if fault.code == "E110" else fault for fault in faults)


def _both(fault: Diagnostic, plugins: Sequence[Plugin]) -> str:
    paths = (fault.label.path if fault.label else "", fault.path)
    owners = [next((p.origin for p in plugins if any(Path(path).is_relative_to(f) for f in p.folders)), "") for path in paths]
    return f"{fault.help}; the first comes from {owners[0]}, the second from {owners[1]}" if all(owners) else fault.help


def _entries() -> list[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, _package(entry)))


def _load(entry: EntryPoint) -> Plugin | BrokenPlugin:
    package, version = _package(entry), _version(entry)
    try:
        gives = _contributions(entry.load(), entry.name)
    except pluggy.PluginValidationError as fault:
        return BrokenPlugin(entry.name, package, version, f"{fault}; is it made for another dragoman?", "incompatible")
    except Exception as fault:  # noqa: BLE001 - whatever a plugin raises is told with the plugin's name
        return BrokenPlugin(entry.name, package, version, f"{type(fault).__name__}: {fault}", details=traceback.format_exc())
    unfit = next(filter(None, map(misfit, gives.packs)), "")
    if unfit:
        return BrokenPlugin(entry.name, package, version, unfit, "incompatible")
    return Plugin(entry.name, package, version, gives)


def _contributions(module: object, name: str) -> Contributions:
    # A manager for each plugin: a fault, and a folder, then belongs to that plugin and no other.
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    manager.register(module, name)
    manager.check_pending()
    ctx = BuildContext(engine_version=VERSION)
    hook = manager.hook
    return Contributions(
        packs=_given(hook.dragoman_packs(ctx=ctx), Path, "packs"),
        slot_types=_given(hook.dragoman_slot_types(ctx=ctx), SlotType, "slot_types"),
        annotators=_given(hook.dragoman_annotators(ctx=ctx), Annotator, "annotators"),
        create_nlp=_given(hook.dragoman_create_nlp(ctx=ctx), Pipeline, "create_nlp"),
        enrichments=_given(hook.dragoman_enrichments(ctx=ctx), Enrichment, "enrichments"),
        readers=_given(hook.dragoman_readers(ctx=ctx), ReaderFormat, "readers"),
        writers=_given(hook.dragoman_writers(ctx=ctx), WriterFormat, "writers"),
        checks=_given(hook.dragoman_checks(ctx=ctx), Check, "checks"),
    )


def _given(lists: Iterable[Iterable[object]], kind: type[Item], what: str) -> tuple[Item, ...]:
    items = [item for items in lists for item in items]
    for item in items:
        if not isinstance(item, kind):
            raise TypeError(f"dragoman_{what} must return {kind.__name__} objects, and returned {item!r}")
    return tuple(item for item in items if isinstance(item, kind))


def _without_clashes(found: Sequence[Plugin | BrokenPlugin]) -> tuple[Plugin | BrokenPlugin, ...]:
    """Return *found*, where whoever brings a name that another has brought before is broken."""
    seen: dict[tuple[str, str], Plugin] = {}
    settled: list[Plugin | BrokenPlugin] = []
    for plugin in found:
        names = list(_names(plugin)) if isinstance(plugin, Plugin) else []
        taken = next((name for name in names if name in seen), None)
        if isinstance(plugin, BrokenPlugin) or taken is None:
            settled.append(plugin)
            seen.update((name, plugin) for name in names if isinstance(plugin, Plugin))
            continue
        first = seen[taken]
        reason = f"the {taken[0]} '{taken[1]}' is already brought by plugin '{first.name}' ({first.origin})"
        settled.append(BrokenPlugin(plugin.name, plugin.package, plugin.version, reason, "shadowed"))
    return tuple(settled)


def _names(plugin: Plugin) -> Iterator[tuple[str, str]]:
    gives = plugin.gives
    yield from (("slot type", one.name) for one in gives.slot_types)
    yield from (("pipeline", one.name) for one in gives.create_nlp)
    yield from (("input suffix", suffix) for one in gives.readers for suffix in one.suffixes)
    yield from (("output format", one.name) for one in gives.writers)
    yield from (("output suffix", one.suffix) for one in gives.writers)
    yield from (("check", one.code) for one in gives.checks)


def _shadowed(entry: EntryPoint, entries: Iterable[EntryPoint]) -> BrokenPlugin:
    packages = ", ".join(_package(other) for other in entries if other.name == entry.name)
    reason = f"several packages bring a plugin of this name: {packages}"
    return BrokenPlugin(entry.name, _package(entry), _version(entry), reason, "shadowed")


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else ""


def _version(entry: EntryPoint) -> str:
    return entry.dist.version if entry.dist else ""
