"""Weapons tests and military drills: everything but this hook is YAML."""

from __future__ import annotations

from pathlib import Path

from dragoman.hookspecs import hookimpl


@hookimpl
def dragoman_packs() -> list[Path]:
    """Return the folder that holds the pack."""
    return [Path(__file__).parent]
