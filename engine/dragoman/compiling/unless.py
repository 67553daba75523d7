"""The words with which a sentence tells of something else, compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from dragoman.inflection import word_forms
from dragoman.language import Unless


@dataclass(frozen=True, slots=True)
class CompiledUnless:
    """The forms of words with which a sentence tells of something else, by first word."""

    words: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    but: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def stands(self, lowers: Sequence[str]) -> str:
        """Return the words that rule a sentence out, or an empty text."""
        if not self.words:
            return ""
        found = _first_of(self.words, lowers)
        return "" if found and _first_of(self.but, lowers) else found


def _first_of(table: Mapping[str, tuple[tuple[str, ...], ...]], lowers: Sequence[str]) -> str:
    for i, lower in enumerate(lowers):
        for words in table.get(lower, ()):
            if tuple(lowers[i : i + len(words)]) == words:
                return " ".join(words)
    return ""


@cache  # every rule of an event type asks for that type's words again
def compile_unless(unless: Unless) -> CompiledUnless:
    """Return the words of an `unless` key as tables."""
    return CompiledUnless(_forms_by_first(unless.words), _forms_by_first(unless.but))


def _forms_by_first(words: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, set[tuple[str, ...]]] = {}
    for word in words:
        for parts in _forms(word):
            table.setdefault(parts[0], set()).add(parts)
    return {first: tuple(sorted(forms)) if len(forms) > 1 else tuple(forms) for first, forms in table.items()}


@cache  # many rules give the same words
def _forms(word: str) -> frozenset[tuple[str, ...]]:
    return frozenset([tuple(form.lower().replace("-", " - ").split()) for form in word_forms(word)])
