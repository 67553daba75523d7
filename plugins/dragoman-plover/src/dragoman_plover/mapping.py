"""The mapping: what the two YAML files say, as records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
STATUSES = ("planned", "possible", "requested", "denied")


@dataclass(frozen=True, slots=True)
class Code:
    """One CAMEO code, with the PLOVER type, mode and context that it becomes, and its quad class."""

    cameo: str
    plover: str
    mode: str
    context: str
    quad: str


@dataclass(frozen=True, slots=True)
class Kind:
    """How events of one kind become rows; *statuses* hold the codes of what is not asserted."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    code: str
    statuses: Mapping[str, str] = field(default_factory=dict)
    by_slot: str = ""
    by_value: Mapping[str, str] = field(default_factory=dict)
    dead: str = ""
    injured: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Return every code that a row of this kind may have."""
        return tuple(code for code in (self.code, *self.statuses.values(), *self.by_value.values()) if code)


@cache
def published_codes() -> Mapping[str, Code]:
    """Return the published CAMEO codes by code."""
    told = _load("codes.yaml")
    quads = {plover: quad for quad, types in told["quads"].items() for plover in types}
    return {cameo: Code(cameo, **becomes, quad=quads[becomes["plover"]]) for cameo, becomes in told["codes"].items()}


@cache
def kinds() -> Mapping[str, Kind]:
    """Return how each kind of event becomes rows."""
    return {name: _kind(told) for name, told in _load("mapping.yaml")["kinds"].items()}


@cache
def sectors() -> Mapping[str, str]:
    """Return the sector code of each word that shows one."""
    return {word: sector for sector, words in _load("mapping.yaml")["sectors"].items() for word in words}


def _kind(told: Mapping[str, Any]) -> Kind:
    by = told.get("by", {})
    return Kind(
        tuple(told["source"]),
        tuple(told["target"]),
        told["code"],
        {status: told[status] for status in STATUSES if status in told},
        by.get("slot", ""),
        by.get("codes", {}),
        told.get("dead", ""),
        told.get("injured", ""),
    )


def _load(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
