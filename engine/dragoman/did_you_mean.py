"""Find the word that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable

MOST_LISTED = 15


def distance(left: str, right: str) -> int:
    """Return the optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, have in enumerate(left, start=1):
        current = [row]
        for column, want in enumerate(right, start=1):
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (have != want))
            if row > 1 and column > 1 and have == right[column - 2] and left[row - 2] == want:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, above = above, current
    return above[-1]


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate closest to *word*, or None where none is close enough to be meant."""
    limit = max(1, len(word) // 3)
    near = [candidate for candidate in candidates if abs(len(candidate) - len(word)) <= limit]
    ranked = sorted((distance(word.lower(), candidate.lower()), candidate) for candidate in near)
    return ranked[0][1] if ranked and ranked[0][0] <= limit else None


def remedy(word: str, candidates: Iterable[str]) -> str:
    """Return ``did you mean 'x'?``, or what could stand there instead of *word*."""
    known = sorted(set(candidates))
    meant = nearest(word, known)
    if meant is not None:
        return f"did you mean '{meant}'?"
    if not known:
        return "none is defined"
    listed = ", ".join(known[:MOST_LISTED])
    return f"use one of: {listed}" + (", ..." if len(known) > MOST_LISTED else "")
