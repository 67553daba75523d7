"""Signs: what tells of a word or name which slots it could fill, so that rules can be held against a sentence before it is annotated.

A span's signs are its type, that type with each class ("force", "force:personnel"), and the type with a figure near it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.spans import WEAK_FLAGS, TypedSpan

Signs = frozenset[str]
# How the sign of a word begins that is too general to stand alone in most slots.
WEAK = "weak "
# How the sign of a word begins that has a figure near it.
COUNTED = "counted "


class Marks(NamedTuple):
    """The signs of a span by itself, where its noun group makes more of it, and what a figure near it adds."""

    plain: int
    strong: int
    counted: int


class SignBits:
    """Signs as bits of an int, so that whether a sentence has one of many is a single step."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._known: dict[tuple[str, frozenset[str]], Marks] = {}

    def mask(self, signs: Iterable[str]) -> int:
        """Return the bits of *signs*; a sign that was never asked for gets a bit of its own."""
        found = 0
        for sign in signs:
            found |= self._bits.setdefault(sign, 1 << len(self._bits))
        return found

    def marks(self, span: TypedSpan) -> Marks:
        """Return the bits of a span's signs."""
        key = span.type, span.flags
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._marks(*key)
        return known

    def _marks(self, kind: str, flags: frozenset[str]) -> Marks:
        signs = (kind, *(f"{kind}:{flag.removeprefix('class:')}" for flag in flags if not flag.startswith("title:")))
        strong = self.mask(signs)
        plain = self.mask(f"{WEAK}{sign}" for sign in signs) if flags & WEAK_FLAGS else strong
        return Marks(plain, plain | strong, self.mask([f"{COUNTED}{kind}"]))
