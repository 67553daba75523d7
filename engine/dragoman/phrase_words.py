"""Phrase words: whether the literal words of a phrase stand around its trigger."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.phrase_compiler import CompiledPhrase
from dragoman.triggers import Occurrence

_GAP = 9


def missing_word(lowers: Sequence[str], base: int, occurrence: Occurrence, phrase: CompiledPhrase) -> str:
    """Return which literal words of a phrase are wanting in a sentence whose words, from token *base* on, are *lowers*."""
    if not phrase.after and not phrase.before:
        return ""
    behind, ahead = _windows(lowers, base, occurrence, phrase)
    for alternatives in phrase.after:
        if _stands(lowers, base, alternatives, behind) is None:
            return f"no '{_one_of(alternatives)}' after the trigger"
    for alternatives in phrase.before:
        if _stands(lowers, base, alternatives, ahead) is None:
            return f"no '{_one_of(alternatives)}' before the trigger"
    return ""


def literal_tokens(lowers: Sequence[str], base: int, occurrence: Occurrence, phrase: CompiledPhrase) -> frozenset[int]:
    """Return the tokens that a phrase's literal words take up, so that none of them triggers a second match."""
    behind, ahead = _windows(lowers, base, occurrence, phrase)
    found = [_stands(lowers, base, words, behind) for words in phrase.after]
    found += [_stands(lowers, base, words, ahead) for words in phrase.before]
    return frozenset(token for tokens in found if tokens is not None for token in tokens)


def _windows(lowers: Sequence[str], base: int, occurrence: Occurrence, phrase: CompiledPhrase) -> tuple[range, range]:
    """Return the tokens behind a trigger and those ahead of it that a phrase's words may stand in."""
    limit = phrase.phrase.gap or _GAP
    behind = range(occurrence.end, min(base + len(lowers), occurrence.end + limit))
    return behind, range(max(base, occurrence.start - limit), occurrence.start)


def _stands(lowers: Sequence[str], base: int, alternatives: Sequence[tuple[str, ...]], window: range) -> range | None:
    """Return the tokens of the first of the alternatives that stands in the window."""
    near = tuple(lowers[window.start - base : window.stop - base])
    for i in range(len(near)):
        for words in alternatives:
            if near[i] == words[0] and near[i : i + len(words)] == words:
                return range(window.start + i, window.start + i + len(words))
    return None


def _one_of(alternatives: Sequence[tuple[str, ...]]) -> str:
    return " or ".join(" ".join(words) for words in alternatives)
