"""Offers: what a sentence holds that rules may need, told from its words and names before anything in it is annotated."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.analysis.analysing import Analysis
from dragoman.analysis.linking import FIRST_PLURAL, HORIZON, types_lent
from dragoman.annotators.money import MONEY_WORDS
from dragoman.annotators.quantities import COUNT_WORDS
from dragoman.annotators.tokens import tokens_of
from dragoman.compiling.signs import Marks, SignBits
from dragoman.matching.readings import INDEFINITE

_DIGIT = re.compile(r"\d")
_COUNTS = COUNT_WORDS | INDEFINITE
_FIGURES = _COUNTS | MONEY_WORDS
# An owner makes "units" a force, and the name of a system before them makes "jets" weapons.
_OWNED, _NAMED = "force", "materiel"
# So many tokens at most lie between the first of a noun group that counts and its head.
_REACH = 12


class _Marked(NamedTuple):
    """A span with its signs."""

    start: int
    end: int
    type: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class Offer:
    """What a sentence offers: its words from token *base* on, and the signs of what stands in it or may be referred to.

    *spans* are the first token, the one after the last and the signs of each of its names and persons; *elsewhere* are all other signs.
    """

    base: int
    lowers: list[str]
    words: frozenset[str]
    signs: int
    spans: list[tuple[int, int, int]]
    elsewhere: int

    def without(self, token: int) -> int:
        """Return the signs without those of names that hold *token* alone."""
        signs = self.elsewhere
        for start, end, held in self.spans:
            if not start <= token < end:
                signs |= held
        return signs


class Offers:
    """The offers of one article's sentences."""

    def __init__(self, analysis: Analysis, bits: SignBits) -> None:
        self._analysis = analysis
        self._tokens = tokens_of(analysis.doc)
        self._bits = bits
        self._actor, self._quantity, self._money = (self._bits.mask([sign]) for sign in ("actor", "quantity", "money"))
        self._marked: dict[int, list[_Marked]] = {}

    def of(self, number: int) -> Offer:
        """Return what a sentence offers."""
        start, end = self._analysis.bounds(number)
        lowers = self._tokens.words[start:end]
        words = frozenset(lowers)
        digit = _DIGIT.search(self._tokens.between(start, end)) is not None
        counted = digit or not words.isdisjoint(_COUNTS)
        paid = digit or not words.isdisjoint(MONEY_WORDS)
        marked = self._spans(number)
        elsewhere = self._lent(number, words, marked, counted=counted)
        elsewhere |= (counted and self._quantity) | (paid and self._money) | (not words.isdisjoint(FIRST_PLURAL) and self._actor)
        spans = _strengthened(marked, _figures(lowers, start) if counted or paid else ())
        signs = elsewhere
        for _, _, held in spans:
            signs |= held
        return Offer(start, lowers, words, signs, spans, elsewhere)

    def _lent(self, number: int, words: frozenset[str], spans: Iterable[_Marked], *, counted: bool) -> int:
        """Return the signs of what a sentence may refer to; beside a figure ("three of them") all that a figure makes of it."""
        types = types_lent(words, any(span.type == "reference" for span in spans))
        signs = 0
        for at in range(max(0, number - HORIZON), number) if types else ():
            for span in self._spans(at):
                if span.type in types:
                    signs |= span.marks.strong | span.marks.counted if counted else span.marks.plain
        return signs

    def _spans(self, number: int) -> list[_Marked]:
        """Return the names and persons in a sentence with their signs."""
        found = self._marked.get(number)
        if found is None:
            spans, marks = (*self._analysis.names_in(number), *self._analysis.persons_in(number)), self._bits.marks
            found = self._marked[number] = [_Marked(span.start, span.end, span.type, marks(span)) for span in spans]
        return found


def _figures(lowers: Sequence[str], base: int) -> list[int]:
    return [i for i, lower in enumerate(lowers, base) if lower in _FIGURES or _DIGIT.search(lower)]


def _strengthened(spans: Sequence[_Marked], figures: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return the spans with what words that are too general to stand alone may be read as in their noun group, and what may be counted."""
    owners = [span.start for span in spans if span.type == "actor"]
    systems = [span.start for span in spans if span.type == _NAMED]
    found: list[tuple[int, int, int]] = []
    for start, end, kind, marks in spans:
        owned = kind == _OWNED and _stand_near(owners, start, end)
        named = kind == _NAMED and _stand_near(systems, start, start - 1)
        signs = marks.strong if owned or named or _stand_near(figures, start, end) else marks.plain
        # A unit's strength stands behind it: "a force of some 1,200".
        found.append((start, end, signs | marks.counted if _stand_near(figures, start, end + _REACH) else signs))
    return found


def _stand_near(tokens: Sequence[int], start: int, end: int) -> bool:
    """Say whether one of *tokens*, which are in order, may stand in the noun group that a span heads."""
    at = bisect_left(tokens, start - _REACH)
    return at < len(tokens) and tokens[at] <= end
