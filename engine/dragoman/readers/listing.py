"""From the inputs that a caller names to files: folders, globs and lists of names, one after the other and in a settled order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.readers.excluding import EXCLUDE_FILE, Exclusion, is_excluded, read_exclusions
from dragoman.readers.formats import holds_articles


def files_of(name: str, exclude: tuple[str, ...] = ()) -> Iterator[Path]:
    """Yield the files that an input names: itself, those of a folder, or what a glob matches."""
    if Path(name).is_dir():
        yield from article_files(Path(name), exclude)
    elif Path(name).exists() or not glob.has_magic(name):
        yield Path(name)
    else:
        for match in map(Path, sorted(glob.glob(name, recursive=True))):  # noqa: PTH207 - an absolute pattern, too
            yield from article_files(match, exclude) if match.is_dir() else [match]


def article_files(folder: Path, exclude: tuple[str, ...] = ()) -> Iterator[Path]:
    """Yield the files below *folder* that readers know, sorted by path, without hidden ones and what is excluded."""
    yield from _walk(folder, read_exclusions(exclude, folder.as_posix()))


def read_names(file: BinaryIO, *, nul: bool = False) -> Iterator[str]:
    """Yield the names in *file*, one a line, or ended by NUL as ``find -print0`` writes them."""
    rest = b""
    while block := file.read1(65_536) if hasattr(file, "read1") else file.read(65_536):
        *names, rest = (rest + block).split(b"\0" if nul else b"\n")
        yield from filter(None, (_name(name, nul=nul) for name in names))
    yield from filter(None, [_name(rest, nul=nul)])


def _name(raw: bytes, *, nul: bool) -> str:
    return os.fsdecode(raw if nul else raw.removesuffix(b"\r"))


def _walk(folder: Path, exclusions: tuple[Exclusion, ...]) -> Iterator[Path]:
    known = exclusions + _own_exclusions(folder)
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries if not entry.name.startswith("."))
    # One folder's names at a time: an archive of millions of files is never listed as a whole.
    for name, is_folder in found:
        path = folder / name
        if is_excluded(path.as_posix(), known, is_folder=is_folder):
            continue
        if is_folder:
            yield from _walk(path, known)
        elif holds_articles(name) and path.is_file():
            yield path


def _own_exclusions(folder: Path) -> tuple[Exclusion, ...]:
    file = folder / EXCLUDE_FILE
    if not file.is_file():
        return ()
    return read_exclusions(file.read_text(encoding="utf-8", errors="replace").splitlines(), folder.as_posix())
