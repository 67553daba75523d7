"""Diplomacy: treaties, talks and sanctions in YAML, and treaties as a slot type of their own."""

from __future__ import annotations

from pathlib import Path

from dragoman.hookspecs import Annotator, SlotType, hookimpl
from dragoman_diplomacy.treaties import find_treaties, normalise_treaty


@hookimpl
def dragoman_packs() -> list[Path]:
    """Return the folder that holds the pack."""
    return [Path(__file__).parent]


@hookimpl
def dragoman_slot_types() -> list[SlotType]:
    """Return the slot type of treaties."""
    return [SlotType("treaty", "a treaty, pact or agreement, by its name or by its kind and year", normalise_treaty)]


@hookimpl
def dragoman_annotators() -> list[Annotator]:
    """Return what finds treaties that no lexicon lists."""
    return [Annotator("treaty_names", "treaties by the shape of their names", find_treaties)]
