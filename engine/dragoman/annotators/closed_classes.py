"""Closed classes: the words and marks whose class is known whatever stands around them."""

from __future__ import annotations

from dragoman import english
from dragoman.english import Tag

_PUNCTUATION = {
    ",": Tag.COMMA, ";": Tag.BARRIER, ":": Tag.BARRIER, "—": Tag.BARRIER, "–": Tag.BARRIER, "--": Tag.BARRIER, "…": Tag.BARRIER,
    "...": Tag.BARRIER, ".": Tag.BARRIER, "?": Tag.BARRIER, "!": Tag.BARRIER, "(": Tag.OPEN, "[": Tag.OPEN, ")": Tag.CLOSE,
    "]": Tag.CLOSE, "-": Tag.HYPHEN, "/": Tag.HYPHEN, "•": Tag.BARRIER, "*": Tag.BARRIER, "|": Tag.BARRIER,
} | dict.fromkeys(("\"", "“", "”", "''", "``", "«", "»", "„", "‘", "'"), Tag.QUOTE)  # fmt: skip


def _closed_classes() -> dict[str, Tag]:
    classes: dict[str, Tag] = dict(_PUNCTUATION)
    ordered = (
        (english.ADVERBS, Tag.ADVERB), (english.HARD_SUBORDINATORS, Tag.SUBORDINATOR), (english.PREPOSITIONS, Tag.PREPOSITION),
        (english.DETERMINERS, Tag.DETERMINER), (english.PRONOUNS, Tag.PRONOUN), (english.RELATIVES, Tag.RELATIVE),
        (english.POSSESSIVES, Tag.POSSESSIVE), (english.CONJUNCTIONS, Tag.CONJUNCTION), (english.AUXILIARIES, Tag.AUXILIARY),
        (english.MODALS, Tag.MODAL), (english.NEGATIONS, Tag.NEGATION),
    )  # fmt: skip
    for words, tag in ordered:
        classes.update(dict.fromkeys(words, tag))
    return classes | {"to": Tag.TO, "’s": Tag.CASE, "'s": Tag.CASE, "’": Tag.CASE}


CLOSED = _closed_classes()
_NEVER_CAPITALS = frozenset({Tag.PRONOUN, Tag.MODAL, Tag.RELATIVE, Tag.AUXILIARY})


def first_tag(text: str, lower: str) -> Tag | None:
    """Return the class that a token has whatever stands around it, if it has one."""
    tag = CLOSED.get(lower)
    if tag is not None:
        # "US" the country and "May" the month are no pronoun and no modal; "WHO" and "IT" neither.
        return None if tag in _NEVER_CAPITALS and len(text) > 1 and text.isupper() else tag
    if text.isspace():
        return Tag.SPACE
    if lower[0].isdigit():
        return Tag.NUMBER
    if lower.endswith("ly") and len(lower) > 4 and lower not in english.NOT_ADVERBS and not text[0].isupper():
        return Tag.ADVERB
    return None
