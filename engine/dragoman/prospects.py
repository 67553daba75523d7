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
from dragoman.annotators.bounds import BOUND_WORDS
from dragoman.annotators.money import MONEY_WORDS
from dragoman.annotators.quantities import COUNT_WORDS
from dragoman.annotators.tokens import tokens_of
from dragoman.annotators.words import first_tag
from dragoman.compiler import Compiled, CompiledRule
from dragoman.english import AUXILIARIES, BEFORE_NAMES, Tag
from dragoman.inflection import Form
from dragoman.linking import FIRST_PLURAL, HORIZON, REFERRING
from dragoman.needs import WEAK, Signs
from dragoman.phrase_words import missing_word
from dragoman.readings import INDEFINITE, WEAK_FLAGS
from dragoman.spans import TypedSpan
from dragoman.triggers import Occurrence

_LENT = frozenset({"actor", "force", "institution", "people", "person"})
_DIGIT = re.compile(r"\d")
_COUNTS = COUNT_WORDS | INDEFINITE
# An owner makes "units" a force.
_OWNED = f"{WEAK}force"
# What stands between an auxiliary and its verb, whatever else stands around.
_BETWEEN = frozenset({"not", "n't", "never", "been", "being", "also", "already", "now", "still"})
# These may belong to a figure, a date or a name instead: "has estimated 300".
_NOT_CLEAR = BOUND_WORDS | BEFORE_NAMES | {"beginning", "closing", "coming", "commencing", "ending", "following", "opening", "starting"}
_AFTER_AUXILIARY = Form.PARTICIPLE | Form.ING
_REFERENCES = ("reference", f"{WEAK}reference")


@dataclass(frozen=True, slots=True)
class _Offer:
    """What a sentence offers: its words from token *base* on, and the signs of what stands in it or may be referred to."""

    base: int
    lowers: list[str]
    words: frozenset[str]
    signs: Signs


class Outlook:
    """The prospects of one article's sentences."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._tokens = tokens_of(analysis.doc)
        self._held = frozenset(token for span in analysis.names for token in range(span.start, span.end))
        self._spans: dict[int, set[tuple[str, Signs]]] = {}

    def promising(self, number: int, occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
        """Return the triggers of a sentence, each with those of its rules alone that may match; none is left out that would."""
        offer = self._offer(number)
        compiled = self._analysis.compiled
        main = [occurrence for occurrence in occurrences if not self._is_auxiliary(occurrence)]
        return tuple([kept for occurrence in main if (kept := _kept(offer, occurrence, compiled)) is not None])

    def _is_auxiliary(self, occurrence: Occurrence) -> bool:
        """Say whether a trigger ("have", "be") cannot but belong to the verb behind it, so that it is no verb of its own."""
        lowers, texts, after = self._tokens.words, self._tokens.texts, occurrence.end
        if occurrence.form.part != "verb" or after - occurrence.start > 1 or lowers[after - 1] not in AUXILIARIES:
            return False
        while after < len(lowers) and lowers[after] in _BETWEEN:
            after += 1
        if after + 1 >= len(lowers) or lowers[after + 1] == "-" or not self._held.isdisjoint(range(occurrence.start, after + 1)):
            return False
        if first_tag(texts[occurrence.start], lowers[occurrence.start]) is not Tag.AUXILIARY or lowers[after] in _NOT_CLEAR:
            return False
        verb = self._analysis.compiled.verbs.get(lowers[after])
        clear = verb is not None and not verb.noun and bool(verb.form & _AFTER_AUXILIARY)
        return clear and texts[after].islower() and first_tag(texts[after], lowers[after]) is None

    def _offer(self, number: int) -> _Offer:
        start, end = self._analysis.bounds(number)
        lowers = self._tokens.words[start:end]
        words = frozenset(lowers)
        signs = self._signs_in(number)
        if not (words.isdisjoint(REFERRING) and signs.isdisjoint(_REFERENCES)):
            signs |= self._lent_signs(number)
        if not words.isdisjoint(FIRST_PLURAL):
            signs.add("actor")
        digit = _DIGIT.search(self._tokens.between(start, end)) is not None
        if digit or not words.isdisjoint(_COUNTS):
            signs.add("quantity")
        if digit or not words.isdisjoint(MONEY_WORDS):
            signs.add("money")
        return _Offer(start, lowers, words, frozenset(_strengthened(signs)))

    def _lent_signs(self, number: int) -> set[str]:
        """Return the signs of what a pronoun in a sentence may stand for."""
        before = (self._spans_in(at) for at in range(max(0, number - HORIZON), number))
        return set().union(*[signs for spans in before for kind, signs in spans if kind in _LENT])

    def _signs_in(self, number: int) -> set[str]:
        return set().union(*[signs for _, signs in self._spans_in(number)])

    def _spans_in(self, number: int) -> set[tuple[str, Signs]]:
        """Return the types of the spans in a sentence, with their signs."""
        found = self._spans.get(number)
        if found is None:
            names = {(span.type, _signs_of(span.type, span.flags)) for span in self._analysis.names_in(number)}
            found = names.union([(span.type, _signs_of_person(span)) for span in self._analysis.persons_in(number)])
            self._spans[number] = found
        return found


def _strengthened(signs: set[str]) -> set[str]:
    """Return the signs with what words that are too general to stand alone can be read as beside a count or an owner."""
    weak = [sign for sign in signs if sign.startswith(WEAK)]
    if not weak or signs.isdisjoint(("quantity", "money", "actor")):
        return signs
    counted = "quantity" in signs or "money" in signs
    return signs.union([sign.removeprefix(WEAK) for sign in weak if counted or sign.startswith(_OWNED)])


def _kept(offer: _Offer, occurrence: Occurrence, compiled: Compiled) -> Occurrence | None:
    """Return a trigger with the rules that may match, or None where none of them does."""
    form, rules, experts, signs = occurrence.form, compiled.rules, compiled.experts.rules, offer.signs
    kept: list[int] = []
    for index in form.rules:
        for wanted in rules[index].needs.slots:
            if wanted.isdisjoint(signs):
                break
        else:
            if _has_phrase(offer, occurrence, rules[index]):
                kept.append(index)
                continue
        if index in experts:
            kept.append(index)
    if len(kept) == len(form.rules):
        return occurrence
    return replace(occurrence, form=replace(form, rules=tuple(kept))) if kept else None


def _has_phrase(offer: _Offer, occurrence: Occurrence, rule: CompiledRule) -> bool:
    """Say whether one of a rule's phrases starts from such a trigger and finds its words, and its NOUN, in the sentence."""
    verbal, nouns = occurrence.form.part != "noun", rule.needs.nouns
    for phrase in rule.phrases:
        starts = phrase.verbal == verbal and not (phrase.noun_roles and nouns.isdisjoint(offer.words))
        if starts and not missing_word(offer.lowers, offer.base, occurrence, phrase):
            return True
    return False


@cache
def _signs_of(kind: str, flags: frozenset[str]) -> Signs:
    found = (kind, *(f"{kind}:{flag.removeprefix('class:')}" for flag in flags))
    return frozenset(f"{WEAK}{sign}" for sign in found) if flags & WEAK_FLAGS else frozenset(found)


def _signs_of_person(span: TypedSpan) -> Signs:
    return _signs_of(span.type, frozenset([flag for flag in span.flags if not flag.startswith("title:")]))
