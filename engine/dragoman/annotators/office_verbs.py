"""Office verbs: "the minister visits Rome" and "the government plans to send" have a verb, though each word could be a noun.

An office has no plural noun behind it as "missile strikes" has: what follows it with an -s is what its holder does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.annotators.closed_classes import first_tag
from dragoman.annotators.tokens import Tokens
from dragoman.annotators.verb_table import VerbTable
from dragoman.english import NUMERALS, Tag
from dragoman.inflection import Form
from dragoman.spans import TypedSpan

_OFFICES = frozenset({"title"})
_HOLDERS = _OFFICES | {"institution"}
_OBJECTS = frozenset({Tag.DETERMINER, Tag.POSSESSIVE})
_BEHIND_OFFICE = _OBJECTS | {Tag.TO, Tag.PREPOSITION}


def office_verbs(tokens: Tokens, spans: Iterable[TypedSpan], end: int, verbs: VerbTable) -> Iterator[tuple[int, Form]]:
    """Yield the tokens before *end* that are verbs, for an office or a body of state stands before them, with their forms."""
    for span in spans:
        if span.type not in _HOLDERS or span.end + 1 >= end or "plural" in span.flags or not tokens.texts[span.end].islower():
            continue
        verb = verbs.get(tokens.lowers[span.end])
        either = verb is not None and verb.noun and verb.form & Form.S
        if verb is not None and either and _goes_on(tokens, span, end, verbs) and not _counted(tokens, span, verbs):
            yield span.end, verb.form


def _goes_on(tokens: Tokens, span: TypedSpan, end: int, verbs: VerbTable) -> bool:
    """Say whether behind the verb there is what a verb takes: an object, a name, "to" or the place where somebody goes."""
    text, lower = tokens.texts[span.end + 1], tokens.lowers[span.end + 1]
    following = first_tag(text, lower)
    if following is Tag.TO:
        base = verbs.get(tokens.lowers[span.end + 2]) if span.end + 2 < end else None
        return span.type in _OFFICES or (base is not None and bool(base.form & Form.BASE))
    if following is None:
        return text[:1].isupper()
    return lower != "of" and following in (_BEHIND_OFFICE if span.type in _OFFICES else _OBJECTS)


def _counted(tokens: Tokens, span: TypedSpan, verbs: VerbTable) -> bool:
    """Say whether what stands before shows that the word ends a plural group: "three previous official tours", "paid official tours"."""
    before = tokens.lowers[max(0, span.start - 3) : span.start]
    verb = verbs.get(before[-1]) if before else None
    held = verb is not None and not verb.noun and bool(verb.form & Form.PAST)
    return held or any(word in NUMERALS or word[:1].isdigit() for word in before[-2:])
