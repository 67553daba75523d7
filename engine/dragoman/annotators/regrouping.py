"""Regrouping: word classes mended once all are known, so that noun groups end, or go on, where they should."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman import english
from dragoman.english import Tag

_OPENERS = frozenset({Tag.DETERMINER, Tag.POSSESSIVE, Tag.NUMBER, Tag.CASE, Tag.ADJECTIVE, Tag.HYPHEN})
_QUALIFIERS = frozenset({Tag.NOUN, Tag.ADJECTIVE, Tag.NUMBER, Tag.VERB})
_QUALIFIED = frozenset({Tag.NOUN, Tag.ADJECTIVE, Tag.HYPHEN, Tag.CONJUNCTION, Tag.COMMA, Tag.NAME})
_INNER = frozenset({Tag.PREPOSITION, Tag.TO, Tag.DETERMINER, Tag.CONJUNCTION})


def regroup(texts: Sequence[str], lowers: Sequence[str], tags: list[Tag]) -> None:
    """Mend the classes of a sentence's tokens in place."""
    _set_distances_apart(lowers, tags)
    _join_acronyms(texts, tags)
    if not english.QUALITIES.isdisjoint(lowers):  # most sentences have none, and every one with a trigger comes here
        _join_qualities(texts, lowers, tags)
    for i in range(1, len(tags) if "dead" in lowers else 0):
        if lowers[i] == "dead" and lowers[i - 1] == "shot":  # "shot dead prosecutor <name>"
            tags[i] = Tag.ADVERB
    if Tag.HYPHEN in tags:
        _join_compounds(tags)
    for i in range(1, len(tags)):
        if tags[i] is Tag.NUMBER and lowers[i - 1] in english.ORDINALS and tags[i - 1] is Tag.NOUN:
            tags[i - 1] = Tag.ADJECTIVE  # "the first two of eight jets"


def _join_compounds(tags: list[Tag]) -> None:
    """Keep an adjective of several words inside its noun group ("state-of-the-art weapons", "tit-for-tat attacks")."""
    i = 1
    while i < len(tags) - 2:
        end = i
        while end < len(tags) - 1 and tags[end] is Tag.HYPHEN:
            end += 2
        inner = tags[i + 1 : end - 1 : 2]
        if len(inner) > 1 and tags[i - 1] is Tag.NOUN and not _INNER.isdisjoint(inner) and tags[end : end + 1] == [Tag.NOUN]:
            tags[i - 1 : end] = [Tag.ADJECTIVE] * (end - i + 1)
        i = end + 1


def _set_distances_apart(lowers: Sequence[str], tags: list[Tag]) -> None:
    """Take a distance behind a noun out of its group ("the airport 30 miles outside <name>")."""
    for i in range(2, len(tags) - 1):
        if lowers[i] in english.DISTANCES and tags[i - 1] is Tag.NUMBER and tags[i - 2] in (Tag.NOUN, Tag.NAME, Tag.COMMA):
            tags[i - 1 : i + 1] = [Tag.ADVERB, Tag.ADVERB]


def _join_acronyms(texts: Sequence[str], tags: list[Tag]) -> None:
    """Keep the letters that stand for a name inside its noun group ("Rapid Support Forces (RSF) fighters")."""
    for i in range(1, len(tags) - 3):
        around = tags[i] is Tag.OPEN and tags[i + 2] is Tag.CLOSE and texts[i + 1].isupper()
        if around and tags[i - 1] in (Tag.NOUN, Tag.NAME) and tags[i + 3] is Tag.NOUN:
            tags[i] = tags[i + 2] = Tag.ADJECTIVE


def _join_qualities(texts: Sequence[str], lowers: Sequence[str], tags: list[Tag]) -> None:
    """Keep the comma between two adjectives inside their noun group ("a brief, unannounced stay")."""
    for i in range(2, len(tags) - 2):
        if tags[i] is not Tag.COMMA or lowers[i - 1] not in english.QUALITIES or not texts[i + 1][:1].islower():
            continue
        before = next(
            (tags[j] for j in range(i - 2, -1, -1) if tags[j] is not Tag.ADVERB and lowers[j] not in english.QUALITIES), Tag.BARRIER
        )
        if before in _OPENERS and tags[i + 1] in _QUALIFIERS and tags[i + 2] in _QUALIFIED:
            tags[i] = Tag.ADJECTIVE
            if tags[i + 1] is Tag.VERB:  # "a brutal, coordinated attack"
                tags[i + 1] = Tag.ADJECTIVE
