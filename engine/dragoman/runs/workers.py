"""Worker processes: chunks of readings go in, finished JSON lines come out, in the order of the inputs.

A worker is a fork of this process, so it has the extractor already. No spaCy object ever crosses a process: a record is a line of JSON.
A worker that dies is replaced and its articles are tried once more, one at a time; the one that kills its worker again is recorded.
"""

from __future__ import annotations

import json
import multiprocessing
import signal
import time
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess

from dragoman.errors import DragomanError
from dragoman.readers import Reading
from dragoman.records import Problem
from dragoman.runs.isolation import Extracts, Limits, Outcome, extract_one, failed_outcome, out_of_time
from dragoman.stopwatch import Clock
from dragoman.writers.json_text import dump_line

CHUNK = 64
_MOST_CHARACTERS = 8_000_000
# How many chunks each worker may be ahead of the one that is written next: a slow article must not fill the memory.
_AHEAD = 4
_GRACE = 5.0
_DIED = Problem("worker-died", "the process that worked on this article died twice (out of memory, or a crash in a library)")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Readings that one worker takes at once; *start* is the place of the first in the run."""

    start: int
    readings: tuple[Reading, ...]
    retried: bool = False

    def singly(self) -> list[Chunk]:
        """Return a chunk for each reading, to be tried for the second time."""
        return [Chunk(self.start + place, (reading,), retried=True) for place, reading in enumerate(self.readings)]


@dataclass(slots=True)
class Worker:
    """A process, the parent's end of its pipe, and the chunk it works on until when."""

    process: ForkProcess
    pipe: Connection
    chunk: Chunk | None = None
    deadline: float = float("inf")


def extract_in_workers(
    extractor: Extracts, readings: Iterable[Reading], limits: Limits, jobs: int, clock: Clock | None = None
) -> Generator[Outcome, None, None]:
    """Yield the outcome of every reading in their order, worked out by *jobs* forks of this process and timed by *clock*."""
    if "fork" not in multiprocessing.get_all_start_methods():
        raise DragomanError("this system cannot fork processes: leave -j out, and run dragoman several times on parts of the inputs")
    crew = Crew(extractor, limits, jobs, clock)
    try:
        yield from crew.run(_chunks(readings))
    finally:
        crew.dismiss()


class Crew:
    """The workers of one run."""

    def __init__(self, extractor: Extracts, limits: Limits, jobs: int, clock: Clock | None = None) -> None:
        self._extractor = extractor
        self._limits = limits
        self._clock = clock
        self._workers: list[Worker] = []
        self._again: deque[Chunk] = deque()
        self._done: dict[int, list[Outcome]] = {}
        for _ in range(jobs):
            self._hire()

    def run(self, chunks: Iterator[Chunk]) -> Generator[Outcome, None, None]:
        """Yield the outcomes of *chunks* in their order."""
        place = 0
        last = next(chunks, None)
        while last is not None or self._again or self._done or any(worker.chunk for worker in self._workers):
            for worker in [worker for worker in self._workers if worker.chunk is None]:
                if self._again:
                    self._give(worker, self._again.popleft())
                elif last is not None and last.start - place < CHUNK * _AHEAD * len(self._workers):
                    self._give(worker, last)
                    last = next(chunks, None)
            self._collect()
            while place in self._done:
                outcomes = self._done.pop(place)
                yield from outcomes
                place += len(outcomes)

    def dismiss(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
            worker.process.join()
        self._workers.clear()

    def _hire(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork")
        # The others' ends must be closed in the fork, or it would keep a worker waiting whose parent is gone.
        inherited = [*(worker.pipe for worker in self._workers), ours]
        process = context.Process(target=_work, args=(self._extractor, self._limits, self._clock, theirs, inherited), daemon=True)
        with warnings.catch_warnings():
            # Python 3.12 warns of forks where any library has threads; ours hold no lock that a worker needs.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        theirs.close()
        self._workers.append(Worker(process, ours))

    def _give(self, worker: Worker, chunk: Chunk) -> None:
        worker.chunk = chunk
        if self._limits.timeout is not None:
            worker.deadline = time.monotonic() + _GRACE + self._limits.timeout * len(chunk.readings)
        try:
            worker.pipe.send(chunk.readings)
        except OSError:
            self._replace(worker, _DIED)

    def _collect(self) -> None:
        """Take what is finished; wait for it where nothing is."""
        busy = {worker.pipe: worker for worker in self._workers if worker.chunk is not None}
        ready = wait(list(busy), timeout=None if self._limits.timeout is None else 1.0)
        for pipe in ready:
            self._take(busy[pipe])  # type: ignore[index]
        for worker in busy.values():
            # The alarm inside the worker comes first; this one is for code that no signal reaches.
            if worker.chunk is not None and worker.deadline < time.monotonic():
                self._replace(worker, out_of_time(self._limits))

    def _take(self, worker: Worker) -> None:
        chunk = worker.chunk
        try:
            lines = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, _DIED)
            return
        if chunk is not None:
            self._done[chunk.start] = [Outcome(json.loads(line), sound, times=times) for line, sound, times in lines]
        worker.chunk = None

    def _replace(self, worker: Worker, problem: Problem) -> None:
        """Hire another worker for one that is dead or lost; its articles are tried again, or have *problem* the second time."""
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        chunk = worker.chunk
        if chunk is not None and chunk.retried:
            self._done[chunk.start] = [failed_outcome(reading, problem) for reading in chunk.readings]
        elif chunk is not None:
            self._again.extend(chunk.singly())
        self._hire()


def _work(extractor: Extracts, limits: Limits, clock: Clock | None, pipe: Connection, inherited: Sequence[Connection]) -> None:
    """Work off what comes through *pipe* until it ends."""
    # Ctrl-C reaches every process of the terminal; the parent alone decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    try:
        while True:
            outcomes = [extract_one(extractor, reading, limits, clock) for reading in pipe.recv()]
            pipe.send([(dump_line(outcome.record), outcome.sound, outcome.times) for outcome in outcomes])
    except (EOFError, OSError):
        return


def _chunks(readings: Iterable[Reading]) -> Iterator[Chunk]:
    """Yield *readings* by CHUNK, or fewer where they are very long."""
    start, held, characters = 0, list[Reading](), 0
    for reading in readings:
        held.append(reading)
        characters += len(reading.article.text)
        if len(held) == CHUNK or characters > _MOST_CHARACTERS:
            yield Chunk(start, tuple(held))
            start, held, characters = start + len(held), [], 0
    if held:
        yield Chunk(start, tuple(held))
