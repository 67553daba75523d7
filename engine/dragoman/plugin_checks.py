"""The checks of plugins, run on packs; one that fails is itself a finding, under the plugin's name."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.errors import Diagnostic
from dragoman.hookspecs import Check, CheckContext
from dragoman.language import Pack
from dragoman.packs.reading import in_order
from dragoman.plugins import Plugin
from dragoman.version import VERSION


def check_by_plugins(plugins: Sequence[Plugin], packs: Sequence[Pack]) -> tuple[Diagnostic, ...]:
    """Return what the checks of *plugins* find in *packs*."""
    return in_order(fault for plugin in plugins for check in plugin.gives.checks for fault in _found(plugin, check, packs))


def _found(plugin: Plugin, check: Check, packs: Sequence[Pack]) -> tuple[Diagnostic, ...]:
    try:
        return tuple(check.find(packs, CheckContext(VERSION)))
    except Exception as fault:  # noqa: BLE001 - whatever a plugin raises is told with the plugin's name
        message = f"check of plugin '{plugin.name}' ({plugin.origin}) failed: {type(fault).__name__}: {fault}"
        path = packs[0].place.path if packs else plugin.name
        return (Diagnostic(path, 1, 1, check.code, message, help="tell its authors, or leave it out with --plugins"),)
