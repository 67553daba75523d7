"""The journal of a run: a line of JSON for each article that is done, so that a run that was cut short can go on where it stopped.

The journal is the `.part` of the run's JSON Lines output, or a file of its own where there is none; other outputs are made from it anew.
Beside it lies a description of the run (rules, options), because lines made by other rules must not stand in one file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedRandom
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from dragoman.errors import ResumeError
from dragoman.readers import Reading
from dragoman.runs.isolation import Outcome, is_sound
from dragoman.writers import Record
from dragoman.writers.json_text import dump_line

try:
    import fcntl
except ImportError:  # Windows: two runs into one file are not told from one
    fcntl = None  # type: ignore[assignment]

Description = Mapping[str, object]


def leftovers(outputs: Iterable[Path]) -> list[Path]:
    """Return what a run that was cut short has left of *outputs*."""
    places = [(part_of(path), _own_journal(path)) for path in outputs]
    return [path for pair in places for path in pair if path.exists()]


def part_of(output: Path) -> Path:
    """Return the name that *output* goes by until it is whole."""
    return output.with_name(f"{output.name}.part")


def files_of_run(output: Path) -> tuple[Path, ...]:
    """Return the files that a run into *output* writes in its course and at its end, its manifest aside."""
    journals = (part_of(output), _own_journal(output))
    return (output, *journals, *map(_state_of, journals))


def journal_output(outputs: Iterable[Path]) -> Path | None:
    """Return the output that is the journal itself, if one of *outputs* is JSON Lines."""
    return next((path for path in outputs if path.suffix.lower() == ".jsonl"), None)


def _own_journal(output: Path) -> Path:
    return output.with_name(f"{output.name}.journal.part")


def _state_of(journal: Path) -> Path:
    return journal.with_name(f"{journal.name}.state")


class Journal:
    """The finished lines of a run into *outputs*; leaving it without an exception gives it the output's name."""

    def __init__(self, outputs: list[Path], description: Description, *, resume: bool) -> None:
        self._output = journal_output(outputs)
        self.path = part_of(self._output) if self._output is not None else _own_journal(outputs[0])
        self._state = _state_of(self.path)
        if not resume and (left := leftovers(outputs)):
            raise ResumeError(f"{left[0].as_posix()} is left of a run that was cut short: go on with --resume, or delete it to start anew")
        begun = resume and self.path.exists()
        if begun:
            compare(self._state, description, self.path)
        else:
            remember(self._state, description)
        self._file = open_locked(self.path)
        self.taken_over = 0

    def __enter__(self) -> Self:
        """Return the journal."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        """Give the output its name, or leave all as it is after an exception."""
        try:
            if kind is None:
                os.fsync(self._file.fileno())
        finally:
            self._file.close()
        if kind is None:
            self._finish()

    def append(self, record: Record) -> None:
        """Add the record of the next article; it is in the system's hands on return."""
        self._file.write(f"{dump_line(record)}\n".encode())
        self._file.flush()

    def replay(self, readings: Iterator[Reading]) -> Iterator[Outcome]:
        """Yield the outcomes of the *readings* that are done; all others are still to be had from *readings* afterwards."""
        while True:
            place = self._file.tell()
            record = whole_record(self._file.readline())
            if record is None:
                # A torn last line, or what a power cut has left of it: that article is done again.
                self._file.seek(place)
                self._file.truncate()
                return
            reading = next(readings, None)
            if reading is None or _name(record) != _reading_name(reading):
                raise ResumeError(self._other_input(record, reading))
            self.taken_over += 1
            yield Outcome(record, is_sound(reading, record), replayed=True)

    def _finish(self) -> None:
        if self._output is not None:
            self.path.replace(self._output)
        else:
            self.path.unlink()
        self._state.unlink(missing_ok=True)

    def _other_input(self, record: Record, reading: Reading | None) -> str:
        place = self.taken_over + 1
        now = f"it is {reading.article.path or reading.article.id} with another text" if reading else "there is none"
        was = record["article"]["path"] or record["article"]["id"]
        if reading and (reading.article.path, reading.article.id) != (record["article"]["path"], record["article"]["id"]):
            now = f"it is {reading.article.path or reading.article.id}"
        return f"the inputs have changed: article {place} was {was}, now {now}; delete {self.path.as_posix()} to start anew"


def remember(state: Path, description: Description) -> None:
    """Write *description* to *state*, whole or not at all."""
    new = state.with_name(f"{state.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(described(description))
        file.flush()
        os.fsync(file.fileno())
    new.replace(state)


def described(description: Description) -> str:
    """Return *description* as it is remembered."""
    return json.dumps(description, ensure_ascii=False, indent=1, sort_keys=True)


def compare(state: Path, description: Description, written: Path) -> None:
    """Raise ResumeError with every difference between this run and the one that has left *state* and *written*."""
    try:
        before = state.read_bytes()
    except OSError:
        before = b""
    compare_with(before, description, written.as_posix())


def compare_with(state: bytes, description: Description, written: str) -> None:
    """Raise ResumeError with every difference between this run and the one that *state* remembers, which has left *written*."""
    try:
        before = json.loads(state)
    except ValueError:
        raise ResumeError(f"what run has left {written} cannot be read: delete it to start anew") from None
    differences = _differences(before, json.loads(json.dumps(description)))
    if differences:
        what = "; ".join(differences)
        raise ResumeError(f"{written} was written by another run ({what}): run as before, or delete it to start anew")


def open_locked(path: Path) -> BufferedRandom:
    """Open *path* for reading and appending, and for nobody else as long as this process lives."""
    file = path.open("r+b" if path.exists() else "w+b")
    # A record lock, which forks do not inherit: a worker that outlives its parent must not keep the next run out.
    try:
        if fcntl is not None:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise ResumeError(f"{path.as_posix()} is being written by another run") from None
    return file


def whole_record(line: bytes) -> Record | None:
    """Return the record of a whole line, or None where it is torn or no record."""
    if not line.endswith(b"\n"):
        return None
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return cast(Record, record) if isinstance(record, dict) and isinstance(record.get("article"), dict) else None


def _name(record: Record) -> tuple[str | None, str, str]:
    return record["article"]["path"], record["article"]["id"], record["article"]["sha256"]


def _reading_name(reading: Reading) -> tuple[str | None, str, str]:
    return reading.article.path, reading.article.id, reading.article.sha256


def _differences(before: object, now: object, name: str = "") -> list[str]:
    """Return what differs, each as ``name was this, is that``."""
    if before == now:
        return []
    if isinstance(before, dict) and isinstance(now, dict):
        names = sorted(before.keys() | now.keys())
        parts = (_differences(before.get(part), now.get(part), f"{name} {part}".strip()) for part in names)
        return list(chain.from_iterable(parts))
    return [f"{name} was {_short(before)}, is {_short(now)}"]


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}..."
