"""A sentence's chunks in a row, with the steps that every search in a clause takes."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.annotators.groups import Chunk, Kind, NounGroup, VerbGroup

SKIPPED = frozenset({Kind.ADVERB, Kind.QUOTE, Kind.DATE})
# An insert between commas, dashes or brackets is crossed when it is no longer than this.
INSERT_LIMIT = 14


class ChunkRow:
    """The chunks of one sentence; asking beyond its ends is asking a barrier."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self.chunks = tuple(chunks)
        self.count = len(self.chunks)
        self._by_token = {token: k for k, chunk in enumerate(self.chunks) for token in range(chunk.start, chunk.end)}

    def kind(self, k: int) -> Kind:
        """Return what chunk *k* is."""
        return self.chunks[k].kind if 0 <= k < self.count else Kind.BARRIER

    def word(self, k: int) -> str:
        """Return the word that chunk *k* goes by."""
        return self.chunks[k].word if 0 <= k < self.count else ""

    def noun(self, k: int) -> NounGroup | None:
        """Return the noun group at *k*, if there is one."""
        return self.chunks[k].noun if 0 <= k < self.count else None

    def verb(self, k: int) -> VerbGroup | None:
        """Return the verb group at *k*, if there is one."""
        return self.chunks[k].verb if 0 <= k < self.count else None

    def at(self, token: int) -> int | None:
        """Return the index of the chunk that holds a token."""
        return self._by_token.get(token)

    def back(self, k: int) -> int:
        """Return the chunk before *k* that is no adverb, date or quotation mark."""
        k -= 1
        while k >= 0 and self.chunks[k].kind in SKIPPED:
            k -= 1
        return k

    def forth(self, k: int) -> int:
        """Return the chunk after *k* that is no adverb, date or quotation mark."""
        k += 1
        while k < self.count and self.chunks[k].kind in SKIPPED:
            k += 1
        return k
