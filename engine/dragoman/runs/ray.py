"""The same extraction on a cluster: one extractor in each actor, built once from packs that travel with the run.

Needs the extra ``dragoman[ray]``. Ray Data starts actors that die again, and gives their blocks out again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.errors import DragomanError
from dragoman.extractor import Extractor
from dragoman.language import Pack
from dragoman.packs.reading import read_packs
from dragoman.plugin_formats import use_formats
from dragoman.plugins import load_plugins, pack_folders
from dragoman.readers import Options, Reading
from dragoman.readers.rows import read_row
from dragoman.runs.isolation import Limits, extract_one
from dragoman.runs.parts import Parts, write_part
from dragoman.tagging import hanta_tagger, load_pipeline
from dragoman.writers.json_text import dump_line

try:
    from ray import data as ray_data
except ImportError as missing:
    raise DragomanError(f"clusters need Ray ({missing}): pip install 'dragoman[ray]'") from None

Batch = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Actors:
    """What each of *number* actors works with; *plugins* are names, None is all that are installed on its node.

    *model* names a spaCy pipeline that is installed there, or a plugin's; with *pos* HanTa tags words.
    """

    packs: Sequence[Pack]
    plugins: Sequence[str] | None = None
    options: Options = field(default_factory=Options)
    limits: Limits = field(default_factory=lambda: Limits(timeout=60.0))
    number: int = 2
    model: str | None = None
    pos: bool = False

    def extractor(self) -> Extractor:
        """Return an extractor for this process, which from now on reads and writes the formats of the plugins."""
        plugins = load_plugins(only=self.plugins)
        use_formats(plugins)
        nlp = load_pipeline(self.model, plugins) if self.model is not None else None
        return Extractor(self.packs, nlp, hanta_tagger() if self.pos else None, plugins, one_thread=True)


def extract(dataset: Any, actors: Actors | None = None, *, batch_size: int = 64) -> Any:
    """Return a dataset with the columns ``id``, ``record`` (a line of JSON) and ``sound`` for one with the columns of an article.

    The columns are ``text`` and, where there are any, ``id``, ``title``, ``date``, ``outlet``, ``url``; the options of *actors* may name
    others. Without *actors* the packs are those of the plugins installed where this is called.
    """
    given = {"actors": actors or Actors(read_packs(pack_folders(load_plugins())))}
    return dataset.map_batches(
        RowExtractor, fn_constructor_kwargs=given, batch_size=batch_size, batch_format="numpy", compute=_pool(given["actors"])
    )


def extract_files(files: Sequence[str], parts: Parts, actors: Actors) -> Iterator[Mapping[str, Any]]:
    """Write the records of each of *files*, paths or addresses, to a part of its own, and yield the note of each part that is whole.

    Paths must lie where every node of the cluster sees them. A part that is there already is not made again.
    """
    items = [{"file": name, "place": place} for place, name in enumerate(files)]
    if not items:
        return
    given = {"actors": actors, "parts": parts}
    notes = ray_data.from_items(items, override_num_blocks=len(items)).map_batches(
        FileExtractor, fn_constructor_kwargs=given, batch_size=1, batch_format="numpy", compute=_pool(actors)
    )
    yield from (json.loads(row["note"]) for row in notes.iter_rows())


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

    def __init__(self, actors: Actors, parts: Parts) -> None:
        self._actors = actors
        self._parts = parts
        self._extractor = actors.extractor()

    def __call__(self, batch: Batch) -> dict[str, list[Any]]:
        """Write the parts of a batch of files and return the note of each."""
        return {"note": [self._write(str(file), int(place)) for file, place in zip(batch["file"], batch["place"], strict=True)]}

    def _write(self, file: str, place: int) -> str:
        return write_part(self._extractor, file, place, self._parts, self._actors.options, self._actors.limits)


def _pool(actors: Actors) -> Any:
    return ray_data.ActorPoolStrategy(size=actors.number)
