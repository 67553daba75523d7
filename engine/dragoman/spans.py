"""Typed spans: what the annotators find in a Doc, counted in tokens."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records import Value

# A word with one of these flags is too general to stand alone ("equipment", "units").
WEAK_FLAGS = frozenset({"weak", "needs_head"})


@dataclass(frozen=True, slots=True)
class TypedSpan:
    """Tokens ``start:end`` of a Doc read as a value of one slot type.

    *flags* carry what the value cannot: ``additional``, ``shared``, ``part``, ``relative``, ``unresolved``.
    *entry* is the id of the lexicon entry behind the span, if there is one.
    """

    start: int
    end: int
    type: str
    value: Value
    flags: frozenset[str] = frozenset()
    entry: str = ""
