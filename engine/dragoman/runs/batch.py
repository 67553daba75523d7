"""Many articles, one after the other or in worker processes: each gives a record, in the order of the inputs, whatever happens to it."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from dragoman.readers import Reading
from dragoman.runs.isolation import Extracts, Limits, Outcome, extract_one
from dragoman.runs.workers import extract_in_workers
from dragoman.stopwatch import Clock

__all__ = ["Extracts", "Limits", "Outcome", "extract_all"]


def extract_all(
    extractor: Extracts,
    readings: Iterable[Reading],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    jobs: int = 1,
    clock: Clock | None = None,
) -> Generator[Outcome, None, None]:
    """Yield the outcome of every reading in their order, worked out by *jobs* processes and timed by *clock*."""
    if jobs > 1:
        yield from extract_in_workers(extractor, readings, limits, jobs, clock)
        return
    for reading in readings:
        yield extract_one(extractor, reading, limits, clock)
