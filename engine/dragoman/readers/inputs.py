"""From the inputs that a caller names to readings: files, folders, globs and standard input, in a settled order."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.readers.formats import READERS, read_text
from dragoman.readers.reading import Options, Reading, unreadable

STDIN = "-"


def read_inputs(inputs: Iterable[str], options: Options = Options(), stdin: BinaryIO | None = None) -> Iterator[Reading]:  # noqa: B008 - frozen
    """Yield every article of *inputs* in their order, those of a folder sorted by path; ``-`` is standard input."""
    for name in inputs:
        if name == STDIN:
            yield from _read_stdin(stdin or sys.stdin.buffer, options)
        else:
            yield from _read_named(name, options)


def _read_stdin(file: BinaryIO, options: Options) -> Iterator[Reading]:
    name = Path(options.stdin_name or "stdin")
    yield from READERS.get(name.suffix.lower(), read_text)(file, name.stem, options.stdin_name, options)


def _read_named(name: str, options: Options) -> Iterator[Reading]:
    paths = _expand(name)
    if not paths:
        yield _nothing(name)
    for path in paths:
        yield from _read_file(path, options)


def _expand(name: str) -> list[Path]:
    if Path(name).is_dir():
        return _articles_under(Path(name))
    if Path(name).exists() or not glob.has_magic(name):
        return [Path(name)]
    matches = [Path(match) for match in sorted(glob.glob(name, recursive=True))]  # noqa: PTH207 - an absolute pattern, too
    return [path for match in matches for path in (_articles_under(match) if match.is_dir() else [match])]


def _articles_under(folder: Path) -> list[Path]:
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in files if _is_article(name)]
    return sorted(found, key=lambda path: path.parts)


def _is_article(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in READERS


def _read_file(path: Path, options: Options) -> Iterator[Reading]:
    reader = READERS.get(path.suffix.lower(), read_text)
    try:
        with path.open("rb") as file:
            yield from reader(file, path.stem, path.as_posix(), options)
    except OSError as fault:
        code = "missing" if isinstance(fault, FileNotFoundError) else "unreadable"
        yield unreadable(code, f"{path.as_posix()}: {fault.strerror or fault}", id=path.stem, path=path.as_posix())


def _nothing(name: str) -> Reading:
    path = Path(name)
    what = "the folder holds no article" if path.is_dir() else "no file matches this pattern"
    return unreadable("missing", f"{path.as_posix()}: {what} ({', '.join(sorted(READERS))})", id=path.stem, path=path.as_posix())
