"""A stopwatch: where the time of an article goes, by stage and by rule, after a clock that the caller brings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

Clock = Callable[[], float]


def _nothing() -> defaultdict[str, float]:
    return defaultdict(float)


class Stage(StrEnum):
    """What becomes of an article, in this order."""

    READ = "read"
    TOKENISE = "tokenise"
    ANNOTATE = "annotate"
    MATCH = "match"
    ASSESS = "assess"
    MERGE = "merge"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds of each stage; of each rule its seconds, which are a part of matching, its attempts and its matches."""

    stages: defaultdict[str, float] = field(default_factory=_nothing)
    rules: defaultdict[str, float] = field(default_factory=_nothing)
    attempts: Counter[str] = field(default_factory=Counter)
    matches: Counter[str] = field(default_factory=Counter)

    def add(self, other: Times) -> None:
        """Add what another article, or another process, took."""
        for stage, seconds in other.stages.items():
            self.stages[stage] += seconds
        for rule, seconds in other.rules.items():
            self.rules[rule] += seconds
        self.attempts.update(other.attempts)
        self.matches.update(other.matches)


class Stopwatch:
    """Counts the time since it was last asked to what has just been done; whoever times nothing hands on None instead of one."""

    __slots__ = ("_clock", "_since", "times")

    def __init__(self, clock: Clock) -> None:
        self.times = Times()
        self._clock = clock
        self._since = clock()

    def start(self) -> None:
        """Count the time so far to nothing."""
        self._since = self._clock()

    def lap(self, stage: Stage) -> None:
        """Count the time since the last call to *stage*."""
        now = self._clock()
        self.times.stages[stage] += now - self._since
        self._since = now

    def tried(self, rule: str, *, matched: bool) -> None:
        """Count the time since the last call to an attempt of *rule* on a trigger."""
        now = self._clock()
        passed, times = now - self._since, self.times
        times.stages[Stage.MATCH] += passed
        times.rules[rule] += passed
        times.attempts[rule] += 1
        times.matches[rule] += matched
        # What this bookkeeping itself takes is nobody's.
        self._since = self._clock()
