"""Prospects: which rules can match in a sentence at all, told from its words and names before anything in it is annotated.

A trigger is a common word more often than not. What a rule needs besides it (the words of a phrase, a noun of the rule, something that
a required slot could hold) is mostly missing, and then neither clauses nor frames nor slots have to be worked out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from dragoman.analysis.analysing import Analysis
from dragoman.analysis.offers import Offer, Offers
from dragoman.annotators.bounds import BOUND_WORDS
from dragoman.annotators.closed_classes import first_tag
from dragoman.annotators.tokens import tokens_of
from dragoman.compiling.compiler import Compiled
from dragoman.compiling.phrase_compiler import CompiledPhrase
from dragoman.compiling.phrase_words import missing_word
from dragoman.compiling.signs import SignBits
from dragoman.compiling.triggers import Occurrence
from dragoman.english import AUXILIARIES, BEFORE_NAMES, Tag
from dragoman.inflection import Form

# What stands between an auxiliary and its verb, whatever else stands around.
_BETWEEN = frozenset({"not", "n't", "never", "been", "being", "also", "already", "now", "still"})
# These may belong to a figure, a date or a name instead: "has estimated 300".
_NOT_CLEAR = BOUND_WORDS | BEFORE_NAMES | {"beginning", "closing", "coming", "commencing", "ending", "following", "opening", "starting"}
_AFTER_AUXILIARY = Form.PARTICIPLE | Form.ING
# No verb stands right behind these, "this" and "her" aside.
_BEFORE_NOUNS = frozenset({"a", "an", "every", "its", "my", "our", "the", "their", "your"})


class _Wanted(NamedTuple):
    """What a rule needs, in bits: one of each of *slots*; of each phrase its demands, as words and bits of which one must be there."""

    slots: tuple[int, ...]
    nouns: frozenset[str]
    phrases: tuple[tuple[CompiledPhrase, tuple[tuple[frozenset[str], int], ...]], ...]


class Prospects:
    """Tells which rules can match where."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._bits = SignBits()
        self._wanted: dict[int, _Wanted] = {}

    def outlook(self, analysis: Analysis) -> Outlook:
        """Return the prospects of an article."""
        return Outlook(analysis, Offers(analysis, self._bits), self)

    def kept(self, offer: Offer, occurrence: Occurrence) -> Occurrence | None:
        """Return a trigger with the rules that may match, or None where none of them does."""
        form, experts = occurrence.form, self._compiled.experts.rules
        # A verb fills no slot of its own clause, though its word may be a name elsewhere ("ship", "head").
        signs = offer.without(occurrence.start) if form.part == "verb" else offer.signs
        kept = [index for index in form.rules if self._may_match(index, offer, signs, occurrence) or index in experts]
        if len(kept) == len(form.rules):
            return occurrence
        return replace(occurrence, form=replace(form, rules=tuple(kept))) if kept else None

    def _may_match(self, index: int, offer: Offer, signs: int, occurrence: Occurrence) -> bool:
        """Say whether a rule's slots could be filled, and one of its phrases starts from such a trigger and finds all that it needs."""
        wanted = self._wanted.get(index) or self._read(index)
        for slot in wanted.slots:
            if not slot & signs:
                return False
        verbal, words = occurrence.form.part != "noun", offer.words
        nouns = not wanted.nouns.isdisjoint(words)
        for phrase, demands in wanted.phrases:
            starts = phrase.verbal == verbal and (nouns or not phrase.noun_roles)
            if starts and _met(demands, words, signs) and not missing_word(offer.lowers, offer.base, occurrence, phrase):
                return True
        return False

    def _read(self, index: int) -> _Wanted:
        rule, mask = self._compiled.rules[index], self._bits.mask
        demands = [tuple((demand.words, mask(demand.signs)) for demand in phrase) for phrase in rule.needs.demands]
        found = _Wanted(tuple(map(mask, rule.needs.slots)), rule.needs.nouns, tuple(zip(rule.phrases, demands, strict=True)))
        self._wanted[index] = found
        return found


def _met(demands: Iterable[tuple[frozenset[str], int]], words: frozenset[str], signs: int) -> bool:
    return not any(not mask & signs and wanted.isdisjoint(words) for wanted, mask in demands)


class Outlook:
    """The prospects of one article's sentences."""

    def __init__(self, analysis: Analysis, offers: Offers, prospects: Prospects) -> None:
        self._analysis = analysis
        self._tokens = tokens_of(analysis.doc)
        self._held = frozenset(token for span in analysis.names for token in range(span.start, span.end))
        self._offers = offers
        self._prospects = prospects

    def promising(self, number: int, occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
        """Return the triggers of a sentence, each with those of its rules alone that may match; none is left out that would."""
        first, _ = self._analysis.bounds(number)
        likely = [o for o in occurrences if o.form.part != "verb" or not (self._is_auxiliary(o) or self._is_noun(o, first))]
        if not likely:
            return ()
        offer, kept = self._offers.of(number), self._prospects.kept
        return tuple([promising for occurrence in likely if (promising := kept(offer, occurrence)) is not None])

    def _is_noun(self, occurrence: Occurrence, first: int) -> bool:
        """Say whether a trigger ("order", "head") stands right behind an article or an owner, where no verb does."""
        at = occurrence.start
        return at > first and occurrence.end - at == 1 and self._tokens.words[at - 1] in _BEFORE_NOUNS

    def _is_auxiliary(self, occurrence: Occurrence) -> bool:
        """Say whether a trigger ("have", "be") cannot but belong to the verb behind it, so that it is no verb of its own."""
        lowers, texts, after = self._tokens.words, self._tokens.texts, occurrence.end
        if after - occurrence.start > 1 or lowers[after - 1] not in AUXILIARIES:
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
