"""Prospects: which rules can match in a sentence at all, told from its words and names before anything in it is annotated.

A trigger is a common word more often than not. What a rule needs besides it (the words of a phrase, a noun of the rule, something that
a required slot could hold) is mostly missing, and then neither clauses nor frames nor slots have to be worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from dragoman.analysing import Analysis
from dragoman.annotators.money import MONEY_WORDS
from dragoman.annotators.quantities import COUNT_WORDS
from dragoman.annotators.tokens import tokens_of
from dragoman.compiler import Compiled, CompiledRule
from dragoman.linking import FIRST_PLURAL, HORIZON, REFERRING
from dragoman.needs import Signs
from dragoman.phrase_words import missing_word
from dragoman.readings import INDEFINITE
from dragoman.spans import TypedSpan
from dragoman.triggers import Occurrence

_LENT = frozenset({"actor", "force", "institution", "people", "person"})
_DIGIT = re.compile(r"\d")
_COUNTS = COUNT_WORDS | INDEFINITE


@dataclass(frozen=True, slots=True)
class _Offer:
    """What a sentence offers: its words from token *base* on, and the signs of what stands in it or may be referred to."""

    base: int
    lowers: list[str]
    words: frozenset[str]
    signs: Signs


def promising(analysis: Analysis, number: int, occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Return the triggers of a sentence, each with those of its rules alone that may match; none is left out that would."""
    offer = _offer(analysis, number)
    return tuple(kept for occurrence in occurrences if (kept := _kept(offer, occurrence, analysis.compiled)) is not None)


def _kept(offer: _Offer, occurrence: Occurrence, compiled: Compiled) -> Occurrence | None:
    """Return a trigger with the rules that may match, or None where none of them does."""
    held = occurrence.form.rules
    rules = tuple(i for i in held if i in compiled.experts.rules or _may_match(offer, occurrence, compiled.rules[i]))
    if len(rules) == len(held):
        return occurrence
    return replace(occurrence, form=replace(occurrence.form, rules=rules)) if rules else None


def _may_match(offer: _Offer, occurrence: Occurrence, rule: CompiledRule) -> bool:
    """Say whether what a rule's required slots need is there, and one of its phrases starts from such a trigger and finds its words."""
    if any(wanted.isdisjoint(offer.signs) for wanted in rule.needs.slots):
        return False
    verbal = occurrence.form.part != "noun"
    with_noun = not rule.needs.nouns.isdisjoint(offer.words)
    return any(
        phrase.verbal == verbal and (with_noun or not phrase.noun_roles) and not missing_word(offer.lowers, offer.base, occurrence, phrase)
        for phrase in rule.phrases
    )


def _offer(analysis: Analysis, number: int) -> _Offer:
    tokens = tokens_of(analysis.doc)
    start, end = analysis.bounds(number)
    lowers = tokens.words[start:end]
    words = frozenset(lowers)
    signs = _signs_in(analysis, number)
    if not words.isdisjoint(REFERRING) or "reference" in signs:
        signs |= _lent_signs(analysis, number)
    if not words.isdisjoint(FIRST_PLURAL):
        signs.add("actor")
    digit = _DIGIT.search(tokens.between(start, end)) is not None
    if digit or not words.isdisjoint(_COUNTS):
        signs.add("quantity")
    if digit or not words.isdisjoint(MONEY_WORDS):
        signs.add("money")
    return _Offer(start, lowers, words, frozenset(signs))


def _lent_signs(analysis: Analysis, number: int) -> set[str]:
    """Return the signs of what a pronoun in a sentence may stand for."""
    near = (sign for before in range(max(0, number - HORIZON), number) for sign in _signs_in(analysis, before))
    return {sign for sign in near if sign.partition(":")[0] in _LENT}


def _signs_in(analysis: Analysis, number: int) -> set[str]:
    signs: set[str] = set()
    for span in analysis.names_in(number):
        signs |= _signs_of(span.type, span.flags)
    for span in analysis.persons_in(number):
        signs |= _signs_of_person(span)
    return signs


@cache
def _signs_of(kind: str, flags: frozenset[str]) -> Signs:
    return frozenset({kind, *(f"{kind}:{flag.removeprefix('class:')}" for flag in flags)})


def _signs_of_person(span: TypedSpan) -> Signs:
    return _signs_of(span.type, frozenset(flag for flag in span.flags if not flag.startswith("title:")))
