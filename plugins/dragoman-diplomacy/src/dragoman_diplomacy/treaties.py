"""Treaties: found by the shape of their names, and written alike however a text calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.hookspecs import ArticleContext, SlotContext
from dragoman.records import Entity, Value
from dragoman.spans import TypedSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOUNS = frozenset({"Treaty", "Pact", "Accord", "Accords", "Convention", "Protocol", "Protocols", "Agreement", "Agreements", "Memorandum"})
OPENERS = frozenset({"The", "A", "An", "This", "That", "Its", "Their", "His", "Her", "No", "In", "On", "Under", "Both"})
JOINTS = frozenset({"of", "on"})
MOST_WORDS = 6
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


def normalise_treaty(value: Value, ctx: SlotContext) -> Value:
    """Return a treaty by its name, or by its kind with its year where the text gives one ("defence treaty (2019)")."""
    name = getattr(value, "name", "") or ctx.text
    code = value.code if isinstance(value, Entity) else None
    year = YEAR.search(ctx.phrase)
    if year is not None and name[:1].islower():
        name = f"{name} ({year[1]})"
    return Entity(name, code)


def find_treaties(doc: Doc, _: ArticleContext) -> Iterator[TypedSpan]:
    """Yield the treaties that are named by a capitalised noun and the names around it ("the Juba Peace Agreement")."""
    for token in doc:
        if token.text in NOUNS:
            start, end = _first(doc, token.i), _last(doc, token.i)
            if (start, end) != (token.i, token.i + 1):
                yield TypedSpan(start, end, "treaty", Entity(doc[start:end].text), frozenset({"class:named"}))


def _first(doc: Doc, noun: int) -> int:
    """Return the first token of the names before the noun."""
    start = noun
    while start > 0 and noun - start < MOST_WORDS and _is_name(doc[start - 1].text):
        start -= 1
    while start < noun and doc[start].text == "-":
        start += 1
    return start


def _last(doc: Doc, noun: int) -> int:
    """Return the end of "of <Name>" behind the noun."""
    end = noun + 1
    if end + 1 < len(doc) and doc[end].text in JOINTS and _is_name(doc[end + 1].text):
        end += 2
        while end < len(doc) and end - noun < MOST_WORDS and _is_name(doc[end].text):
            end += 1
        while doc[end - 1].text == "-":
            end -= 1
    return end


def _is_name(word: str) -> bool:
    return word == "-" or (word[:1].isupper() and word not in OPENERS)
