"""Watching rule packs: what changed in their files since the last look."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

PAUSE = 0.2


def _pause() -> None:
    time.sleep(PAUSE)


def changed_files(folders: Sequence[Path], pause: Callable[[], None] = _pause) -> Iterator[frozenset[Path]]:
    """Yield the files of *folders* that were saved, added or removed, each time some were, forever."""
    before = _stamps(folders)
    while True:
        pause()
        now = _stamps(folders)
        changed = frozenset(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
        before = now
        if changed:
            yield changed


def _stamps(folders: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """Return when each file was last written, and its size; one that goes away meanwhile is left out."""
    stamps: dict[Path, tuple[int, int]] = {}
    for path in (path for folder in folders for path in folder.rglob("*.yaml")):
        try:
            stat = path.stat()
        except OSError:
            continue
        stamps[path.resolve()] = (stat.st_mtime_ns, stat.st_size)
    return stamps
