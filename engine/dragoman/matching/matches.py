"""Matches: what a rule read at a trigger, and, where somebody asks, everything that was tried on the way there."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.annotators.sentence import Sentence
from dragoman.compiling.compiler import CompiledRule
from dragoman.compiling.phrase_compiler import CompiledPhrase
from dragoman.compiling.triggers import Occurrence
from dragoman.matching.frames import Frame
from dragoman.matching.readings import Found

# How a failure begins where the trigger is no verb or noun in its sentence.
NOT_READ = "the trigger is no"
NO_NOUN = "none of the rule's nouns where the phrase has NOUN"
Filled = dict[str, tuple[Found, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """One rule's reading of one trigger: which phrase, which voice, which spans in which slots."""

    rule: CompiledRule
    phrase: CompiledPhrase
    occurrence: Occurrence
    frame: Frame
    slots: Filled
    literals: frozenset[int] = frozenset()

    @property
    def anchor(self) -> int:
        """Return the token that the match is about: the NOUN of its phrase, else its trigger."""
        of_noun = self.frame.roles.get("of noun")
        return of_noun[0][0].head if of_noun else self.occurrence.start

    @property
    def rank(self) -> tuple[int, int, int, int, bool, int, str]:
        """Return the sort key by which one match of a trigger is kept.

        Priority, slots that the phrase fills, filled slots, cost, no object that the phrase has no place for, its order, rule id.
        """
        phrases = self.rule.phrases
        phrase = phrases.index(self.phrase) if self.phrase in phrases else len(phrases)  # an expert pattern is none of them
        phrased = sum(self.rule.slots[name].where == "phrase" for name in self.slots)
        # "accused the rebels of deploying boys" tells of boys
        spare = bool(self.frame.roles.get("object")) and self.frame.voice == "participle" and not self.phrase.takes_object
        return (-self.rule.rule.priority, -phrased, -len(self.slots), self.frame.cost, spare, phrase, self.rule.key)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One phrase tried in one voice: what it found, and why it failed, for ``explain``; *phrase* is None where it came to none."""

    rule: CompiledRule
    phrase: CompiledPhrase | None
    occurrence: Occurrence
    frame: Frame | None = None
    slots: Filled = field(default_factory=dict)
    failure: str = ""
    lost_to: str = ""

    @property
    def voice(self) -> str:
        """Return the voice that the trigger was read in."""
        return self.frame.voice if self.frame is not None else ""


@dataclass(slots=True)
class Trace:
    """What was tried, in order, and what was kept; matching writes it only where somebody asks."""

    attempts: list[Attempt] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    kept: list[Match] = field(default_factory=list)

    def lost(self, match: Match, reason: str, winner: Match) -> None:
        """Note that a match gave way to another."""
        self.attempts.append(Attempt(match.rule, match.phrase, match.occurrence, match.frame, match.slots, reason, winner.rule.key))
