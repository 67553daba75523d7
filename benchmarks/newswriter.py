"""News made up from a seed: a general stratum with next to no events and a conflict stratum as dense as the news of a war.

The sentences of texts/ are our own. What they are to look like was counted on real articles: words, triggers and mentions a sentence, and
names that hardly ever come twice. ``density`` counts the same on what is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.workbench.unknown_verbs import analyse_all

TEXTS = Path(__file__).resolve().parent / "texts"
# Shares of sentences that tell an event, and that stand around events.
GENERAL = {"general": 0.99, "events": 0.01}
CONFLICT = {"events": 0.24, "background": 0.66, "general": 0.10}
_SENTENCES = (9, 19)
_FEW = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "11", "12", "14")
_NOUNS = ("product", "shop", "building", "victims", "supply", "arms")
_HOLE = re.compile(r"\{(\w+)\}")
_ONSETS = ("b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w", "z", "sh", "ch")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_ENDS = ("n", "r", "l", "s", "m", "k", "nd", "rt", "st", "ck", "th")


class Newswriter:
    """Makes articles up; the same seed gives the same articles."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._words = {name: words.split(", ") for name, _, words in (line.partition(": ") for line in _lines("words"))}
        self._sentences = {name: _lines(name) for name in ("general", "background", "events")}
        self._made: dict[str, Callable[[], str]] = {
            "town": self.town,
            "surname": self.surname,
            "person": self._person,
            "company": self._company,
            "few": self._few,
            "few2": self._dozens,
            "count": self._count,
            "money": self._money,
            "number": lambda: f"{self._random.randrange(2, 900) * 100:,}",
            "year": lambda: str(self._random.randrange(1970, 2024)),
            "percent": lambda: f"{self._random.uniform(0.2, 29):.1f}",
            "score": lambda: f"{self._random.randrange(2, 6)}-1",
        }

    def nouns(self) -> list[str]:
        """Return the common nouns of one word that the sentences are filled with."""
        return sorted({word for name in _NOUNS for word in self._words[name] if word.isalpha() and word.islower()})

    def articles(self, number: int, shares: dict[str, float]) -> list[Article]:
        """Return *number* articles with *shares* of the kinds of sentences."""
        return [self._article(place, shares) for place in range(number)]

    def town(self) -> str:
        """Return a name that sounds like a town's."""
        return self._name(1, 3) + self._random.choice(("", "", "", "burg", "ville", " Bay", "ov", "abad", "ton"))

    def surname(self) -> str:
        """Return a name that sounds like a family's."""
        return self._name(1, 2) + self._random.choice(("", "", "i", "son", "ova", "ez", "eh"))

    def _article(self, place: int, shares: dict[str, float]) -> Article:
        length = self._random.randint(*_SENTENCES)
        kinds = self._random.choices(list(shares), list(shares.values()), k=length)
        sentences = [self._sentence(self._random.choice(self._sentences[kind])) for kind in kinds]
        paragraphs = (" ".join(sentences[at : at + 2]) for at in range(0, length, 2))
        day = date(2024, 1, 1) + timedelta(days=self._random.randrange(300))
        return Article(text="\n\n".join(paragraphs), id=f"{place:05}", title=sentences[0].rstrip("."), date=day)

    def _sentence(self, written: str) -> str:
        text = _HOLE.sub(lambda hole: self._filled(hole[1]), written)
        return text[0].upper() + text[1:]

    def _filled(self, hole: str) -> str:
        return self._made[hole]() if hole in self._made else self._random.choice(self._words[hole])

    def _name(self, least: int, most: int) -> str:
        draw = self._random.choice
        return "".join(draw(_ONSETS) + draw(_VOWELS) for _ in range(self._random.randint(least, most))).capitalize() + draw(_ENDS)

    def _person(self) -> str:
        return f"{self._random.choice(self._words['first'])} {self.surname()}"

    def _company(self) -> str:
        return f"{self.surname()} {self._random.choice(('Group', 'Holdings', 'and Sons', 'Industries', 'Bank', 'Energy', 'Foods'))}"

    def _few(self) -> str:
        return self._random.choice(_FEW)

    def _dozens(self) -> str:
        return str(self._random.randrange(11, 80))

    def _count(self) -> str:
        return self._random.choice((self._few, self._dozens, lambda: f"{self._random.randrange(1, 90) * 100:,}"))()

    def _money(self) -> str:
        return f"{self._random.choice('$£€')}{self._random.uniform(1, 900):.1f} {self._random.choice(('million', 'billion'))}"


def density(extractor: Extractor, articles: Sequence[Article]) -> dict[str, float]:
    """Return what a sentence of *articles* holds on average, as the extractor reads them."""
    seen = [analyse_all(extractor, article) for article in articles]
    sentences = sum(len(analysis.starts) for analysis in seen)
    mentions = sum(len(extractor.extract(article).mentions) for article in articles)
    counts = {
        "words": sum(len(analysis.doc) for analysis in seen),
        "triggers": sum(len(analysis.occurrences) for analysis in seen),
        "rules called": sum(len(occurrence.form.rules) for analysis in seen for occurrence in analysis.occurrences),
        "mentions": mentions,
    }
    return {"sentences": sentences, **{name: round(count / sentences, 2) for name, count in counts.items()}}


def _lines(name: str) -> list[str]:
    lines = (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
