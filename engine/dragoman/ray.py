"""The same extraction on a cluster: one extractor in each actor, built once from packs that travel with the run.

Needs the extra ``dragoman[ray]``. Ray Data starts actors that die again, and gives their blocks out again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.batch import extract_all
from dragoman.errors import DragomanError
from dragoman.extractor import Extractor
from dragoman.isolation import Limits, extract_one
from dragoman.language import Pack
from dragoman.packs import read_packs
from dragoman.plugins import load_plugins, pack_folders
from dragoman.readers import Options, Reading, read_inputs
from dragoman.readers.rows import read_row
from dragoman.writers.json_text import dump_line

try:
    from ray import data as ray_data
except ImportError as missing:
    raise DragomanError(f"clusters need Ray ({missing}): pip install 'dragoman[ray]'") from None

Batch = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Actors:
    """What each of *number* actors works with; *plugins* are names, None is all that are installed on its node."""

    packs: Sequence[Pack]
    plugins: Sequence[str] | None = None
    options: Options = field(default_factory=Options)
    limits: Limits = field(default_factory=lambda: Limits(timeout=60.0))
    number: int = 2

    def extractor(self) -> Extractor:
        """Return an extractor for this process."""
        return Extractor(self.packs, plugins=load_plugins(only=self.plugins))


def extract(dataset: Any, actors: Actors | None = None, *, batch_size: int = 64) -> Any:
    """Return a dataset with the columns ``id``, ``record`` (a line of JSON) and ``sound`` for one with the columns of an article.

    The columns are ``text`` and, where there are any, ``id``, ``title``, ``date``, ``outlet``, ``url``; the options of *actors* may name
    others. Without *actors* the packs are those of the plugins installed where this is called.
    """
    given = {"actors": actors or Actors(read_packs(pack_folders(load_plugins())))}
    return dataset.map_batches(
        RowExtractor, fn_constructor_kwargs=given, batch_size=batch_size, batch_format="numpy", compute=_pool(given["actors"])
    )


def extract_files(files: Sequence[str], folder: Path, actors: Actors) -> Iterator[Mapping[str, Any]]:
    """Write the records of each of *files* to a part of its own in *folder*, and yield the counts of each part that is whole.

    Files and folder must lie where every node of the cluster sees them. A part that is there already is not made again.
    """
    items = [{"file": name, "part": str(folder.absolute() / f"part-{place:06}.jsonl")} for place, name in enumerate(files)]
    if not items:
        return
    parts = ray_data.from_items(items, override_num_blocks=len(items)).map_batches(
        FileExtractor, fn_constructor_kwargs={"actors": actors}, batch_size=1, batch_format="numpy", compute=_pool(actors)
    )
    yield from parts.iter_rows()


class RowExtractor:
    """Turns batches of articles into batches of records."""

    def __init__(self, actors: Actors) -> None:
        self._extractor = actors.extractor()
        self._options = actors.options
        self._limits = actors.limits

    def __call__(self, batch: Batch) -> dict[str, list[Any]]:
        """Return the records of a batch."""
        outcomes = [extract_one(self._extractor, reading, self._limits) for reading in self._readings(batch)]
        return {
            "id": [outcome.record["article"]["id"] for outcome in outcomes],
            "record": [dump_line(outcome.record) for outcome in outcomes],
            "sound": [outcome.sound for outcome in outcomes],
        }

    def _readings(self, batch: Batch) -> Iterator[Reading]:
        names = list(batch)
        for values in zip(*batch.values(), strict=True):
            row = {name: value for name, value in zip(names, values, strict=True) if value is not None}
            yield read_row(row, fallback_id="", path=None, options=self._options)


class FileExtractor:
    """Turns files of articles into files of records."""

    def __init__(self, actors: Actors) -> None:
        self._extractor = actors.extractor()
        self._options = actors.options
        self._limits = actors.limits

    def __call__(self, batch: Batch) -> dict[str, list[Any]]:
        """Write the parts of a batch of files and return their counts."""
        counts = [self._write(str(file), Path(part)) for file, part in zip(batch["file"], batch["part"], strict=True)]
        return {name: [count[name] for count in counts] for name in counts[0]}

    def _write(self, file: str, part: Path) -> dict[str, Any]:
        if not part.exists():
            unfinished = part.with_name(f"{part.name}.part")
            with unfinished.open("w", encoding="utf-8", newline="\n") as lines:
                for outcome in extract_all(self._extractor, read_inputs([file], self._options), self._limits):
                    lines.write(f"{dump_line(outcome.record)}\n")
            unfinished.replace(part)
        return _counts(part)


def _pool(actors: Actors) -> Any:
    return ray_data.ActorPoolStrategy(size=actors.number)


def _counts(part: Path) -> dict[str, Any]:
    counts: dict[str, Any] = {"part": str(part), "articles": 0, "mentions": 0, "problems": 0}
    with part.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            counts["articles"] += 1
            counts["mentions"] += len(record["mentions"])
            counts["problems"] += bool(record["problems"])
    return counts
