"""Compressed files and archives: the bytes inside, and the name they would have on their own."""

from __future__ import annotations

import gzip
import importlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import BinaryIO, cast

from dragoman.errors import MissingExtraError

COMPRESSED = (".gz", ".zst")
ARCHIVE = ".zip"


def inner_name(name: str) -> PurePath:
    """Return the name of what a file holds: ``feed.jsonl`` for ``feed.jsonl.gz``."""
    path = PurePath(name)
    return path.with_suffix("") if path.suffix.lower() in COMPRESSED else path


def unpacked(file: BinaryIO, name: str) -> BinaryIO:
    """Return the bytes of *file* as they were before its suffix was earned."""
    match PurePath(name).suffix.lower():
        case ".gz":
            return cast(BinaryIO, gzip.GzipFile(fileobj=file))
        case ".zst":
            return _open_zstandard(file)
        case _:
            return file


@contextmanager
def seekable(file: BinaryIO) -> Iterator[BinaryIO]:
    """Give *file* where it can jump, else all its bytes in memory: an archive's directory stands at its end."""
    # A compressed stream can jump, too, but does so by reading everything again.
    if file.seekable() and not isinstance(cast(object, file), gzip.GzipFile):
        yield file
    else:
        with io.BytesIO(file.read()) as copy:
            yield copy


def members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files in *archive* sorted by their paths, hidden ones and what packers add left out."""
    found = [member for member in archive.infolist() if not member.is_dir()]
    shown = [member for member in found if not any(part.startswith((".", "__MACOSX")) for part in PurePath(member.filename).parts)]
    return sorted(shown, key=lambda member: PurePath(member.filename).parts)


def _open_zstandard(file: BinaryIO) -> BinaryIO:
    """Return the decompressed stream by the standard library (from Python 3.14) or by the package."""
    try:
        return cast(BinaryIO, importlib.import_module("compression.zstd").open(file))
    except ImportError:
        pass
    try:
        zstandard = importlib.import_module("zstandard")
    except ImportError:
        raise MissingExtraError("zstd", "to read .zst files") from None
    return cast(BinaryIO, io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)))
