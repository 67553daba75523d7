"""A stretch of a Doc as lower-case words, the form in which the number and date grammars read it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

DASHES = frozenset("-–—‑−")


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens of a Doc from *start* on, counted from 0; *words* are lower-case with straight apostrophes."""

    doc: Doc
    start: int
    words: tuple[str, ...]

    def at(self, i: int) -> str:
        """Return word *i*, or an empty string outside the line."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def text(self, i: int) -> str:
        """Return word *i* as the article spells it, or an empty string outside the line."""
        return self.doc[self.start + i].text if 0 <= i < len(self.words) else ""

    def glued(self, i: int) -> bool:
        """Tell whether no space follows word *i*."""
        return 0 <= i < len(self.words) - 1 and not self.doc[self.start + i].whitespace_

    def has(self, words: frozenset[str]) -> bool:
        """Tell whether the line holds a digit at the start of a word or one of *words*."""
        return not words.isdisjoint(self.words) or any(word[:1].isdecimal() for word in self.words)

    def capital(self, i: int) -> bool:
        """Tell whether word *i* starts with a capital letter."""
        return self.text(i)[:1].isupper()

    def reads(self, i: int, *words: str) -> bool:
        """Tell whether *words* stand at position *i*."""
        return i >= 0 and self.words[i : i + len(words)] == words


def line_of(doc: Doc, start: int, end: int) -> Line:
    """Return tokens ``start:end`` of *doc* as a line."""
    return Line(doc, start, tuple([word.replace("’", "'") if "’" in word else word for word in [t.lower_ for t in doc[start:end]]]))


def word_set(text: str) -> frozenset[str]:
    """Return the words of *text* as a set, so that a list of words can be written as a line."""
    return frozenset(text.split())
