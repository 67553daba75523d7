"""Regrouping: word classes mended once all are known, so that noun groups end, or go on, where they should."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman import english
from dragoman.english import Tag


def set_distances_apart(lowers: Sequence[str], tags: list[Tag]) -> None:
    """Take a distance behind a noun out of its group ("the airport 30 miles outside <name>")."""
    for i in range(2, len(tags) - 1):
        if lowers[i] in english.DISTANCES and tags[i - 1] is Tag.NUMBER and tags[i - 2] in (Tag.NOUN, Tag.NAME, Tag.COMMA):
            tags[i - 1 : i + 1] = [Tag.ADVERB, Tag.ADVERB]


def join_acronyms(texts: Sequence[str], tags: list[Tag]) -> None:
    """Keep the letters that stand for a name inside its noun group ("Rapid Support Forces (RSF) fighters")."""
    for i in range(1, len(tags) - 3):
        around = tags[i] is Tag.OPEN and tags[i + 2] is Tag.CLOSE and texts[i + 1].isupper()
        if around and tags[i - 1] in (Tag.NOUN, Tag.NAME) and tags[i + 3] is Tag.NOUN:
            tags[i] = tags[i + 2] = Tag.ADJECTIVE
