"""Strikes: attacks in YAML, tied to the casualties that the same sentence tells of, and armed groups that no lexicon lists."""

from __future__ import annotations

from pathlib import Path

from dragoman.hookspecs import Enrichment, Pipeline, hookimpl
from dragoman_strikes.armed_groups import armed_groups
from dragoman_strikes.casualties import link_casualties


@hookimpl
def dragoman_packs() -> list[Path]:
    """Return the folder that holds the pack."""
    return [Path(__file__).parent]


@hookimpl
def dragoman_enrichments() -> list[Enrichment]:
    """Return what ties attacks and casualties of one sentence to each other."""
    return [Enrichment("casualties", "attacks and casualties of the same sentence", link_casualties)]


@hookimpl
def dragoman_create_nlp() -> list[Pipeline]:
    """Return the pipeline that knows armed groups by their names."""
    return [Pipeline("armed-groups", "armed groups by the shape of their names", armed_groups)]
