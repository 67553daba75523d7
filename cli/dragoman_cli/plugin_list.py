"""``dragoman plugins``: which plugins are installed, what each gives, and why one cannot be used."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dragoman.did_you_mean import remedy
from dragoman.plugins import BrokenPlugin, OffPlugin, Plugin, plugins_off, survey_plugins
from dragoman_cli.exits import Exit
from dragoman_cli.terminal import Settings, amount, data_out, tell

Found = Plugin | BrokenPlugin | OffPlugin
_OTHER_FOLDERS = frozenset({"cues", "events", "layout", "lexicons"})


def plugins(
    ctx: typer.Context,
    json_: Annotated[bool, typer.Option("--json", help="As a JSON list.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Exit with 1 if one is broken.")] = False,
    why: Annotated[str | None, typer.Option("--why", metavar="NAME", help="Say all that is known of one plugin.")] = None,
) -> None:
    """List the installed plugins and their state."""
    settings: Settings = ctx.obj
    found = survey(settings)
    if why is not None:
        _tell_why(found, why)
    elif json_:
        data_out().write(json.dumps([_as_json(plugin) for plugin in found], ensure_ascii=False, indent=2) + "\n")
    else:
        _list(found)
    broken = [plugin.name for plugin in found if isinstance(plugin, BrokenPlugin)]
    if broken and not settings.quiet and why is None:
        tell(f"{amount(len(broken), 'problem')}. Details: dragoman plugins --why {broken[0]}")
    if check and broken:
        raise typer.Exit(Exit.NOT_RIGHT)


def survey(settings: Settings) -> list[Found]:
    """Return every installed plugin by name, those that are switched off as well."""
    found: list[Found] = [*survey_plugins(only=settings.plugins), *plugins_off(only=settings.plugins)]
    return sorted(found, key=lambda plugin: (plugin.name, plugin.package))


def plugin_row(plugin: Found) -> tuple[str, str, str, str]:
    """Return a plugin's name, package, state, and what it gives or why it does not."""
    return plugin.name, f"{plugin.package} {plugin.version}", _state(plugin), _remark(plugin)


def _list(found: Sequence[Found]) -> None:
    rows = [("NAME", "PACKAGE", "STATUS", "PROVIDES / REASON"), *map(plugin_row, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        line = "  ".join([*(cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True)), row[3]])
        data_out().write(line.rstrip() + "\n")


def _state(plugin: Found) -> str:
    return "ok" if isinstance(plugin, Plugin) else plugin.state if isinstance(plugin, BrokenPlugin) else "off"


def _remark(plugin: Found) -> str:
    if isinstance(plugin, Plugin):
        return ", ".join(_provides(plugin)) or "nothing"
    return plugin.reason if isinstance(plugin, BrokenPlugin) else "not among those that --plugins or DRAGOMAN_PLUGINS names"


def _provides(plugin: Plugin) -> Iterator[str]:
    gives = plugin.gives
    files = [path.relative_to(folder) for folder in gives.packs for path in sorted(Path(folder).glob("*/*.yaml"))]
    events = sum(path.parts[0] == "events" for path in files)
    rules = sum(path.parts[0] not in _OTHER_FOLDERS for path in files)
    if gives.packs:
        yield f"{amount(rules, 'rule')}, {amount(events, 'event type')}"
    yield from (f"slot type {one.name}" for one in gives.slot_types)
    yield from (f"annotator {one.name}" for one in gives.annotators)
    yield from (f"pipeline {one.name}" for one in gives.create_nlp)
    yield from (f"enrichment {one.name}" for one in gives.enrichments)
    yield from (f"reader {one.name}" for one in gives.readers)
    yield from (f"writer {one.name}" for one in gives.writers)
    yield from (f"check {one.code}" for one in gives.checks)


def _as_json(plugin: Found) -> dict[str, object]:
    return {
        "name": plugin.name,
        "package": plugin.package,
        "version": plugin.version,
        "status": _state(plugin),
        "provides": list(_provides(plugin)) if isinstance(plugin, Plugin) else [],
        "packs": [folder.as_posix() for folder in plugin.folders] if isinstance(plugin, Plugin) else [],
        "reason": "" if isinstance(plugin, Plugin) else _remark(plugin),
    }


def _tell_why(found: Sequence[Found], name: str) -> None:
    named = [plugin for plugin in found if plugin.name == name]
    if not named:
        raise typer.BadParameter(f"no plugin '{name}' is installed; {remedy(name, [p.name for p in found])}", param_hint="--why")
    for plugin in named:
        data_out().write("\n".join(_story(plugin)) + "\n")


def _story(plugin: Found) -> Iterator[str]:
    yield f"{plugin.name}: {_state(plugin)}"
    yield f"  package   {plugin.package} {plugin.version}".rstrip()
    if isinstance(plugin, Plugin):
        yield from (f"  gives     {what}" for what in _provides(plugin))
        yield from (f"  pack      {folder.as_posix()}" for folder in plugin.folders)
        return
    yield f"  reason    {_remark(plugin)}"
    if isinstance(plugin, BrokenPlugin):
        yield f"  remedy    python -m pip uninstall {plugin.package}, or leave it out with --plugins"
        yield from (f"  {line}".rstrip() for line in plugin.details.splitlines())
