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
        # Every search asks again and again what stands where, so each answer is looked up and not worked out.
        self._kinds = [chunk.kind for chunk in self.chunks]
        self._forth = _next_of_weight(self._kinds)
        self._back = [self.count - 1 - k for k in reversed(_next_of_weight(self._kinds[::-1]))]

    def kind(self, k: int) -> Kind:
        """Return what chunk *k* is."""
        return self._kinds[k] if 0 <= k < self.count else Kind.BARRIER

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
        return self._back[k] if 0 <= k < self.count else self._beyond_back(k)

    def forth(self, k: int) -> int:
        """Return the chunk after *k* that is no adverb, date or quotation mark."""
        return self._forth[k] if 0 <= k < self.count else self._beyond_forth(k)

    def _beyond_back(self, k: int) -> int:
        """Step back from beyond the ends."""
        k -= 1
        while k >= 0 and self._kinds[k] in SKIPPED:
            k -= 1
        return k

    def _beyond_forth(self, k: int) -> int:
        """Step forth from beyond the ends."""
        k += 1
        while k < self.count and self._kinds[k] in SKIPPED:
            k += 1
        return k


def _next_of_weight(kinds: Sequence[Kind]) -> list[int]:
    """Return for each chunk the next one that is no adverb, date or quotation mark."""
    following = [len(kinds)] * len(kinds)
    for k in range(len(kinds) - 2, -1, -1):
        following[k] = following[k + 1] if kinds[k + 1] in SKIPPED else k + 1
    return following
