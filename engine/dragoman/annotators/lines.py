"""A stretch of a Doc as lower-case words, the form in which the number and date grammars read it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.annotators.headings import is_heading
from dragoman.annotators.tokens import Tokens, tokens_of

DASHES = frozenset("-–—‑−")


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens of a Doc from *start* on, counted from 0; *words* are lower-case with straight apostrophes."""

    tokens: Tokens
    start: int
    words: tuple[str, ...]

    def at(self, i: int) -> str:
        """Return word *i*, or an empty string outside the line."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def text(self, i: int) -> str:
        """Return word *i* as the article spells it, or an empty string outside the line."""
        return self.tokens.texts[self.start + i] if 0 <= i < len(self.words) else ""

    @property
    def heading(self) -> bool:
        """Say whether the line is written as headings are."""
        return is_heading(self.tokens.texts[self.start : self.start + len(self.words)])

    def glued(self, i: int) -> bool:
        """Tell whether no space follows word *i*."""
        return 0 <= i < len(self.words) - 1 and not self.tokens.spaced[self.start + i]

    def has(self, words: frozenset[str]) -> bool:
        """Tell whether the line holds a digit at the start of a word or one of *words*."""
        numerals = self.tokens.numerals
        first = bisect_left(numerals, self.start)
        return (first < len(numerals) and numerals[first] < self.start + len(self.words)) or not words.isdisjoint(self.words)

    def capital(self, i: int) -> bool:
        """Tell whether word *i* starts with a capital letter."""
        return self.text(i)[:1].isupper()

    def reads(self, i: int, *words: str) -> bool:
        """Tell whether *words* stand at position *i*."""
        return i >= 0 and self.words[i : i + len(words)] == words


def line_of(doc: Doc, start: int, end: int) -> Line:
    """Return tokens ``start:end`` of *doc* as a line."""
    tokens = tokens_of(doc)
    return Line(tokens, start, tuple(tokens.words[start:end]))


def word_set(text: str) -> frozenset[str]:
    """Return the words of *text* as a set, so that a list of words can be written as a line."""
    return frozenset(text.split())
