"""Strikes: attacks in YAML, tied to the casualties that the same sentence tells of."""

from __future__ import annotations

from pathlib import Path

from dragoman.hookspecs import Enrichment, hookimpl
from dragoman_strikes.casualties import link_casualties


@hookimpl
def dragoman_packs() -> list[Path]:
    """Return the folder that holds the pack."""
    return [Path(__file__).parent]


@hookimpl
def dragoman_enrichments() -> list[Enrichment]:
    """Return what ties attacks and casualties of one sentence to each other."""
    return [Enrichment("casualties", "attacks and casualties of the same sentence", link_casualties)]
