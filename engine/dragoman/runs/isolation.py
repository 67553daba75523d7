"""One article on its own: whatever happens while it is worked through stands in its record and costs no other article."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Protocol

from dragoman.article import Article
from dragoman.readers import Reading
from dragoman.records import Extraction, Problem
from dragoman.stopwatch import Clock, Stage, Stopwatch, Times
from dragoman.writers import Record, to_record

MOST_CHARACTERS = 1_000_000
# A swallowed alarm (Python ignores exceptions in finalizers) rings again after this many seconds.
_RING_AGAIN = 0.5
_FAILURES = frozenset({"failed", "plugin-failed", "timeout", "too-long", "worker-died"})


class Extracts(Protocol):
    """Whatever finds events in an article."""

    def extract(self, article: Article, *, watch: Stopwatch | None = None) -> Extraction:
        """Return all that is found in *article*; *watch* counts how long it took."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The longest article that is tried, in characters, and the seconds it may take; None is no limit."""

    max_chars: int = MOST_CHARACTERS
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The record of one input; *sound* where it was read and worked through without a fault, *replayed* where an earlier run did it.

    *times* says how long it took, where a clock was given.
    """

    record: Record
    sound: bool
    replayed: bool = False
    times: Times | None = None


class _OutOfTimeError(BaseException):
    """Raised by the alarm; no ``except Exception`` of a plugin can hold it back."""


def extract_one(extractor: Extracts, reading: Reading, limits: Limits, clock: Clock | None = None) -> Outcome:
    """Return the outcome of one reading, timed by *clock*; one that cannot be worked through holds the reason."""
    watch = Stopwatch(clock) if clock is not None else None
    extraction = _extract(extractor, reading, limits, watch)
    problems = reading.problems + extraction.problems
    record = to_record(reading.article, Extraction(extraction.mentions, extraction.events, problems))
    if watch is None:
        return Outcome(record, is_sound(reading, record))
    watch.lap(Stage.WRITE)
    return Outcome(record, is_sound(reading, record), times=watch.times)


def failed_outcome(reading: Reading, problem: Problem) -> Outcome:
    """Return the outcome of a reading that could not be worked through because of *problem*."""
    return Outcome(to_record(reading.article, Extraction(problems=(*reading.problems, problem))), sound=False)


def is_sound(reading: Reading, record: Record) -> bool:
    """Tell whether *record* is all that could be had of *reading*."""
    return not reading.problems and is_whole(record)


def is_whole(record: Record) -> bool:
    """Tell whether nothing failed while *record* was made or written."""
    return not any(problem["code"] in _FAILURES for problem in record["problems"])


def out_of_time(limits: Limits) -> Problem:
    """Return the problem of an article that took too long."""
    return Problem("timeout", f"not done within the {limits.timeout:g} seconds that --timeout allows")


def _extract(extractor: Extracts, reading: Reading, limits: Limits, watch: Stopwatch | None) -> Extraction:
    if not reading.readable:
        return Extraction()
    length = max(len(reading.article.text), len(reading.article.title or ""))
    if length > limits.max_chars:
        message = f"{length:,} characters are more than the {limits.max_chars:,} that --max-chars allows; is this one article?"
        return Extraction(problems=(Problem("too-long", message),))
    return _guarded(lambda: extractor.extract(reading.article, watch=watch), limits)


def _guarded(work: Callable[[], Extraction], limits: Limits) -> Extraction:
    try:
        with _alarm(limits.timeout):
            return work()
    except _OutOfTimeError:
        return Extraction(problems=(out_of_time(limits),))
    except (Exception, SystemExit) as fault:  # noqa: BLE001 - one article's fault must not cost the others; it stands in the record
        reason = f"{type(fault).__name__}: {fault}; this is a fault of dragoman or of a plugin, please report it"
        return Extraction(problems=(Problem("failed", reason),))


@contextmanager
def _alarm(seconds: float | None) -> Iterator[None]:
    """Raise _OutOfTimeError after *seconds*, where the system and the thread can hear alarms."""
    if seconds is None or not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _RING_AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise _OutOfTimeError
