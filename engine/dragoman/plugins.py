"""Plugins: installed packages that give rule packs. The only module that calls hooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pluggy

from dragoman.errors import PluginError
from dragoman.hookspecs import PROJECT, BuildContext, Hooks
from dragoman.version import VERSION

GROUP = "dragoman"


@dataclass(frozen=True, slots=True)
class Plugin:
    """One installed plugin, with the folders of the rule packs that it gives."""

    name: str
    package: str
    version: str
    folders: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class BrokenPlugin:
    """A plugin that cannot be used, and why."""

    name: str
    package: str
    version: str
    reason: str

    def __str__(self) -> str:
        """Return one sentence with the plugin's name, package, version, the reason and a remedy."""
        origin = f"{self.package} {self.version}".strip()
        return f"plugin '{self.name}' ({origin}) could not be loaded: {self.reason}; uninstall it or leave it out with --plugins"


def load_plugins(*, only: Collection[str] | None = None) -> tuple[Plugin, ...]:
    """Load every installed plugin, or those named in *only*, sorted by name; raise PluginError for a broken one."""
    found = survey_plugins(only=only)
    broken = [plugin for plugin in found if isinstance(plugin, BrokenPlugin)]
    missing = sorted(set(only or ()) - {plugin.name for plugin in found})
    # A missing pack would silently change every result, so a broken plugin stops the run.
    if broken:
        raise PluginError("\n".join(map(str, broken)))
    if missing:
        raise PluginError(f"no plugin named {', '.join(map(repr, missing))} is installed; `dragoman plugins` lists those that are")
    return tuple(plugin for plugin in found if isinstance(plugin, Plugin))


def survey_plugins(*, only: Collection[str] | None = None) -> tuple[Plugin | BrokenPlugin, ...]:
    """Return every installed plugin, or those named in *only*, sorted by name, with the reason where one is broken."""
    wanted = sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, _package(entry)))
    if only is not None:
        wanted = [entry for entry in wanted if entry.name in only]
    names = Counter(entry.name for entry in wanted)
    return tuple(_shadowed(entry, wanted) if names[entry.name] > 1 else _load(entry) for entry in wanted)


def pack_folders(plugins: Iterable[Plugin]) -> tuple[Path, ...]:
    """Return the folders of all packs that *plugins* give, in the plugins' order."""
    return tuple(folder for plugin in plugins for folder in plugin.folders)


def _load(entry: EntryPoint) -> Plugin | BrokenPlugin:
    # A manager for each plugin: a fault, and a folder, then belongs to that plugin and no other.
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    try:
        manager.register(entry.load(), entry.name)
        manager.check_pending()
        given = manager.hook.dragoman_packs(ctx=BuildContext(engine_version=VERSION))
        folders = tuple(Path(folder) for folders in given for folder in folders)
    except Exception as reason:  # noqa: BLE001 - whatever a plugin raises is told with the plugin's name
        return BrokenPlugin(entry.name, _package(entry), _version(entry), f"{type(reason).__name__}: {reason}")
    return Plugin(entry.name, _package(entry), _version(entry), folders)


def _shadowed(entry: EntryPoint, entries: Iterable[EntryPoint]) -> BrokenPlugin:
    packages = ", ".join(_package(other) for other in entries if other.name == entry.name)
    return BrokenPlugin(entry.name, _package(entry), _version(entry), f"several packages bring a plugin of this name: {packages}")


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else ""


def _version(entry: EntryPoint) -> str:
    return entry.dist.version if entry.dist else ""
