"""A folder that articles arrive in: each is worked through soon after it is whole, and exactly once, whatever restarts lie between.

What is done stands in the output alone: a line there is what makes an article done, so nothing can tell of it otherwise.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.readers import Options, Reading, article_files, read_inputs
from dragoman.runs.batch import Extracts, Limits, Outcome, extract_all
from dragoman.runs.journal import open_locked, whole_record
from dragoman.writers import Record
from dragoman.writers.json_text import dump_line

_INTERVAL = 0.2
Stamp = tuple[int, int, int]


class Ledger:
    """A JSON Lines file that only grows, and what it holds already."""

    def __init__(self, path: Path) -> None:
        self._file = open_locked(path)
        self._done: set[bytes] = set()
        place = 0
        while (record := whole_record(self._file.readline())) is not None:
            self._done.add(_key(record["article"]["path"], record["article"]["id"], record["article"]["sha256"]))
            place = self._file.tell()
        # A torn last line: that article is done again.
        self._file.seek(place)
        self._file.truncate()

    def __enter__(self) -> Self:
        """Return the ledger."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self._file.close()

    def holds(self, reading: Reading) -> bool:
        """Tell whether the article of *reading* is done."""
        return _key(reading.article.path, reading.article.id, reading.article.sha256) in self._done

    def add(self, record: Record) -> None:
        """Add the record of an article; the disk has it on return."""
        self._file.write(f"{dump_line(record)}\n".encode())
        self._file.flush()
        os.fsync(self._file.fileno())
        self._done.add(_key(record["article"]["path"], record["article"]["id"], record["article"]["sha256"]))


@dataclass(slots=True)
class Watch:
    """The files of *folder* as they were last seen; *apart* is the output, which may lie in the folder."""

    folder: Path
    apart: Path
    exclude: tuple[str, ...] = ()
    _pending: dict[Path, Stamp] = field(default_factory=dict)
    _done: dict[Path, Stamp] = field(default_factory=dict)

    def arrived(self) -> list[Path]:
        """Return the new and changed files that have not changed since the last look: whoever writes them is done."""
        stamps = {path: stamp for path in article_files(self.folder, self.exclude) if (stamp := _stamp(path)) is not None}
        new = {path: stamp for path, stamp in stamps.items() if self._done.get(path) != stamp and path.resolve() != self.apart.resolve()}
        whole = [path for path, stamp in new.items() if self._pending.get(path) == stamp]
        self._done = {path: stamp for path, stamp in self._done.items() if path in stamps}
        self._done.update((path, new[path]) for path in whole)
        self._pending = {path: stamp for path, stamp in new.items() if path not in whole}
        return sorted(whole)


def follow(watch: Watch, ledger: Ledger, extractor: Extracts, options: Options, limits: Limits) -> Iterator[Outcome | None]:
    """Yield each outcome when it stands in *ledger*, and None after every look at the folder; it never ends by itself."""
    while True:
        begun = time.monotonic()
        for path in watch.arrived():
            readings = (reading for reading in read_inputs([str(path)], options) if not ledger.holds(reading))
            for outcome in extract_all(extractor, readings, limits):
                ledger.add(outcome.record)
                yield outcome
        yield None
        # A folder of very many files must not keep a processor busy with looking.
        time.sleep(max(_INTERVAL, time.monotonic() - begun))


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _key(path: str | None, id_: str, digest: str) -> bytes:
    return sha256(f"{path}\0{id_}\0{digest}".encode("utf-8", "surrogatepass")).digest()[:16]
