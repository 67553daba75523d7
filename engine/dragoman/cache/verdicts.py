"""What running lints have said of each rule file, by its path, as bytes that are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dragoman.errors import Diagnostic, Label

Verdicts = Mapping[str, tuple[Diagnostic, ...]]


def written_verdicts(verdicts: Verdicts) -> bytes:
    """Return *verdicts* as JSON."""
    return json.dumps({path: [asdict(fault) for fault in faults] for path, faults in sorted(verdicts.items())}).encode()


def read_verdicts(content: bytes) -> Verdicts:
    """Return the verdicts that were written as *content*."""
    return {path: tuple(map(_fault, faults)) for path, faults in json.loads(content).items()}


def _fault(values: dict[str, Any]) -> Diagnostic:
    label = values.pop("label")
    return Diagnostic(**values, label=Label(**label) if label is not None else None)
