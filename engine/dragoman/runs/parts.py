"""Parts: the output of a run that many machines share, a file for each input file, and a note of what stands in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from dragoman.readers import Options, Reading, read_inputs
from dragoman.readers.inputs import read_stream
from dragoman.readers.listing import files_of
from dragoman.runs.batch import Extracts, Limits, Outcome, extract_all
from dragoman.runs.places import Folder, addresses, is_address, open_address
from dragoman.writers import open_file

FORMATS = ("jsonl", "parquet", "csv", "tsv")
_NOTES = "done"


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the parts go, a path or an address; their *format*, the names of all *slots*, and what a row is (*level*)."""

    folder: str
    format: str = "jsonl"
    slots: tuple[str, ...] = ()
    level: str = "mention"


@dataclass(slots=True)
class Counts:
    """What stands in one part, or in several."""

    articles: int = 0
    mentions: int = 0
    unsound: int = 0
    events: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one more article."""
        self.articles += 1
        self.mentions += len(outcome.record["mentions"])
        self.unsound += not outcome.sound
        self.events.update(event["kind"] for event in outcome.record["events"])
        self.problems.update(problem["code"] for problem in outcome.record["problems"])

    def include(self, other: Mapping[str, Any]) -> None:
        """Count what a note tells of one part."""
        self.articles += other["articles"]
        self.mentions += other["mentions"]
        self.unsound += other["unsound"]
        self.events.update(other["events"])
        self.problems.update(other["problems"])

    def told(self) -> dict[str, object]:
        """Return the counts for a manifest."""
        return {"articles": self.articles, "mentions": self.mentions, "events": dict(sorted(self.events.items())), "unsound": self.unsound}

    def note(self) -> str:
        """Return all as a line of JSON."""
        return json.dumps({**self.told(), "problems": dict(sorted(self.problems.items()))})


def files_named(name: str, exclude: tuple[str, ...] = ()) -> list[str]:
    """Return the files that an input stands for, as absolute paths or addresses."""
    return addresses(name) if is_address(name) else [str(path.absolute()) for path in files_of(name, exclude)]


def write_part(extractor: Extracts, file: str, place: int, parts: Parts, options: Options, limits: Limits) -> str:
    """Write the records of *file* to its part and return the note of it; a part that has its note already is not made again."""
    folder = Folder(parts.folder)
    note = folder.read(f"{_NOTES}/part-{place:06}.json")
    if note is not None:
        return note.decode()
    counts = Counts()
    with folder.filling(f"part-{place:06}.{parts.format}") as path, open_file(path, parts.slots, parts.level) as writer:
        for outcome in extract_all(extractor, _readings(file, options), limits):
            writer.write(outcome.record)
            counts.add(outcome)
    folder.write(f"{_NOTES}/part-{place:06}.json", counts.note())
    return counts.note()


def _readings(file: str, options: Options) -> Iterator[Reading]:
    return read_stream(partial(open_address, file), file, options) if is_address(file) else read_inputs([file], options)
