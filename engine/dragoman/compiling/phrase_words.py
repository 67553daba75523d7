"""Phrase words: whether the literal words of a phrase stand around its trigger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.compiling.phrase_compiler import CompiledPhrase, Literal
from dragoman.compiling.triggers import Occurrence


def missing_word(lowers: Sequence[str], base: int, occurrence: Occurrence, phrase: CompiledPhrase) -> str:
    """Return which literal words of a phrase are wanting in a sentence whose words, from token *base* on, are *lowers*."""
    if not phrase.after and not phrase.before:
        return ""
    for side, literal, found in _literals(lowers, base, occurrence, phrase):
        if found is None:
            return f"no '{_one_of(literal.alternatives)}' {side} the trigger"
    return ""


def literal_tokens(lowers: Sequence[str], base: int, occurrence: Occurrence, phrase: CompiledPhrase) -> frozenset[int]:
    """Return the tokens that a phrase's literal words take up, so that none of them triggers a second match."""
    found = [tokens for _, _, tokens in _literals(lowers, base, occurrence, phrase)]
    return frozenset(token for tokens in found if tokens is not None for token in tokens)


def _literals(
    lowers: Sequence[str], base: int, occurrence: Occurrence, phrase: CompiledPhrase
) -> Iterator[tuple[str, Literal, range | None]]:
    """Yield each literal of a phrase with the side it stands on and the tokens it takes up, if it stands within its reach."""
    for literal in phrase.after:
        window = range(occurrence.end, min(base + len(lowers), occurrence.end + literal.reach))
        yield "after", literal, _stands(lowers, base, literal.alternatives, window)
    for literal in phrase.before:
        window = range(max(base, occurrence.start - literal.reach), occurrence.start)
        yield "before", literal, _stands(lowers, base, literal.alternatives, window)


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
