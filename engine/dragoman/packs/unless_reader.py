"""Read the words with which a sentence tells of something else."""

from __future__ import annotations

from dragoman.language import Unless
from dragoman.packs.findings import Findings
from dragoman.packs.sections import Section, read_section


def read_unless(section: Section, findings: Findings) -> Unless:
    """Return the words with which a sentence tells of something else."""
    inner = read_section(section.values["unless"], "unless", findings) if section.has("unless") else None
    return Unless(inner.texts("words"), inner.texts("but")) if inner is not None else Unless()
