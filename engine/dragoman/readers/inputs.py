"""From the inputs that a caller names to readings: files, folders, globs, archives and standard input, in a settled order."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from dragoman.errors import MissingExtraError
from dragoman.readers.formats import READERS, holds_articles, reader_of
from dragoman.readers.listing import files_of
from dragoman.readers.reading import Options, Reading, unreadable
from dragoman.readers.unpacking import ARCHIVE, inner_name, members, seekable, unpacked

STDIN = "-"


def read_inputs(inputs: Iterable[str], options: Options = Options(), stdin: BinaryIO | None = None) -> Iterator[Reading]:  # noqa: B008 - frozen
    """Yield every article of *inputs* in their order, those of a folder sorted by path; ``-`` is standard input."""
    for name in inputs:
        if name == STDIN:
            shown = options.stdin_name
            yield from _guarded(_read_file(stdin or sys.stdin.buffer, shown or "stdin", shown, options), shown or "stdin", shown)
        else:
            yield from _read_named(name, options)


def read_stream(opened: Callable[[], BinaryIO], name: str, options: Options) -> Iterator[Reading]:
    """Yield every article of the one file called *name* that *opened* opens."""
    yield from _guarded(_read_opened(opened, name, options), name, name)


def _read_opened(opened: Callable[[], BinaryIO], name: str, options: Options) -> Iterator[Reading]:
    with opened() as file:
        yield from _read_file(file, name, name, options)


def _read_named(name: str, options: Options) -> Iterator[Reading]:
    found = False
    for path in files_of(name, options.exclude):
        found = True
        if any(path.name == other.name and path.resolve() == other.resolve() for other in options.apart):
            continue
        yield from _guarded(_read_path(path, options), path.as_posix(), path.as_posix())
    if not found:
        yield _nothing(name)


def _read_path(path: Path, options: Options) -> Iterator[Reading]:
    with path.open("rb") as file:
        yield from _read_file(file, path.as_posix(), path.as_posix(), options)


def _read_file(file: BinaryIO, name: str, path: str | None, options: Options) -> Iterator[Reading]:
    if PurePath(name).suffix.lower() == ARCHIVE:
        yield from _read_archive(file, name, options)
    else:
        yield from reader_of(name)(unpacked(file, name), inner_name(name).stem, path, options)


def _read_archive(file: BinaryIO, name: str, options: Options) -> Iterator[Reading]:
    with seekable(file) as whole, zipfile.ZipFile(whole) as archive:
        wanted = [member for member in members(archive) if holds_articles(member.filename)]
        for member in wanted:
            path = f"{name}/{member.filename}"
            yield from _guarded(_read_member(archive, member, path, options), path, path)
    if not wanted:
        yield _nothing(name)


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, options: Options) -> Iterator[Reading]:
    with archive.open(member) as file:
        yield from _read_file(file, path, path, options)  # type: ignore[arg-type]


def _guarded(readings: Iterator[Reading], name: str, path: str | None) -> Iterator[Reading]:
    """Yield *readings*; whatever breaks them off becomes the last one, so that the other inputs are read."""
    try:
        yield from readings
    except MissingExtraError as fault:
        yield unreadable("missing-extra", str(fault), id=inner_name(name).stem, path=path)
    except OSError as fault:
        code = "missing" if isinstance(fault, FileNotFoundError) else "unreadable"
        yield unreadable(code, fault.strerror or str(fault), id=inner_name(name).stem, path=path)
    except Exception as fault:  # noqa: BLE001 - damaged archives and tables fail in as many ways as there are libraries
        yield unreadable("unreadable", f"{type(fault).__name__}: {fault}", id=inner_name(name).stem, path=path)


def _nothing(name: str) -> Reading:
    path = Path(name)
    what = (
        "the folder holds no article"
        if path.is_dir()
        else "the archive holds no article"
        if path.is_file()
        else "no file matches this pattern"
    )
    return unreadable("missing", f"{what} ({', '.join(sorted(READERS))})", id=path.stem, path=path.as_posix())
