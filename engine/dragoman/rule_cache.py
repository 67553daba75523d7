"""A cache of read and compiled packs: a folder of JSON files, which may be deleted at any time.

A file counts only under the digest of all that it was made of: each pack's files, the engine's own code, and the versions of Python and
of the libraries that parse, cut and inflect words. It holds data and no code, and is read only where nobody else can write.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.language import Pack
from dragoman.pack_files import PACK_FILE, Folder, folder_digest
from dragoman.packs import read_packs
from dragoman.version import VERSION

if TYPE_CHECKING:
    from spacy.language import Language

    from dragoman.tables import Tables

_MOST_FILES = 16
_LIBRARIES = ("lemminflect", "pyyaml", "spacy")


class RuleCache:
    """Reads and compiles packs, and keeps what came of it in *folder* for the next process that wants the same."""

    def __init__(self, folder: Path) -> None:
        """Take the *folder* to keep files in, which is made when the first one is written."""
        self._folder = folder
        self._packs: tuple[Pack, ...] = ()
        self._stored: _Stored | None = None

    def read_packs(self, folders: Iterable[Folder]) -> tuple[Pack, ...]:
        """Return the packs in *folders* as ``dragoman.packs.read_packs`` does; raise a RuleError with all faults."""
        chosen = tuple(folders)
        self._stored = self._load(_key((_path(folder), folder_digest(folder)) for folder in chosen))
        self._packs = self._stored.packs() if self._stored is not None else read_packs(chosen)
        return self._packs

    def tables(self, nlp: Language, packs: Sequence[Pack]) -> Tables:
        """Return what *packs* are compiled to; those that were changed since they were read are compiled anew, and not kept."""
        from dragoman.tables import compile_tables

        same = len(packs) == len(self._packs) and all(one is other for one, other in zip(packs, self._packs, strict=True))
        if self._stored is not None and same:
            return self._stored.tables(nlp, self._packs)
        tables = compile_tables(nlp, packs)
        if same:
            self._store(tables)
        return tables

    def _load(self, key: str) -> _Stored | None:
        """Return what is stored under *key*; None where nothing is, or not soundly, or where others may have written."""
        try:
            if not _is_private(self._folder):
                return None
            content = (self._folder / f"{key}.json").read_bytes()
        except OSError:
            return None
        header, *lines = _lines(content)
        rest = memoryview(content)[len(header) + 1 :]
        return _Stored(lines) if bytes(header) == _header(key, rest) else None

    def _store(self, tables: Tables) -> None:
        """Write what the packs came to; a folder that cannot be written to is left alone."""
        from dragoman.stored_tables import written_lines

        key = _key((_path_of(pack), pack.digest) for pack in self._packs)
        rest = b"\n".join(written_lines(self._packs, tables))
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_private(self._folder):
                _replace(self._folder / f"{key}.json", _header(key, rest) + b"\n" + rest)
                _keep_newest(self._folder)
        except OSError:
            return


class _Stored:
    """The lines of a file, as far as they are needed."""

    def __init__(self, lines: Sequence[memoryview]) -> None:
        from dragoman.stored_records import Reader

        self._written_packs, self._written_tables, *apart = lines
        self._reader = Reader(apart)

    def packs(self) -> tuple[Pack, ...]:
        """Return the packs."""
        packs: tuple[Pack, ...] = self._reader.read(json.loads(bytes(self._written_packs)))
        return packs

    def tables(self, nlp: Language, packs: Sequence[Pack]) -> Tables:
        """Return what *packs*, which are those of the file, were compiled to for the tokens of *nlp*."""
        from dragoman.stored_tables import read_tables

        return read_tables(nlp, self._reader, packs, json.loads(bytes(self._written_tables)))


def _path(folder: Folder) -> str:
    return folder.as_posix() if isinstance(folder, Path) else folder.name


def _path_of(pack: Pack) -> str:
    return pack.place.path.removesuffix(f"/{PACK_FILE}")


def _key(packs: Iterable[tuple[str, str]]) -> str:
    """Return the digest of all that compiled packs come from; *packs* are their folders with the digests of these."""
    made_by = [VERSION, sys.version, sys.byteorder, _engine_digest(), *(version(name) for name in _LIBRARIES)]
    return sha256(json.dumps([made_by, list(packs)]).encode()).hexdigest()


@cache
def _engine_digest() -> str:
    """Return the digest of the engine's code: whoever changes it does not always change its version."""
    digest = sha256()
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _lines(content: bytes) -> Iterator[memoryview]:
    """Yield the lines of a file, none of which is copied before it is read."""
    start, whole = 0, memoryview(content)
    while (end := content.find(b"\n", start)) >= 0:
        yield whole[start:end]
        start = end + 1
    yield whole[start:]


def _header(key: str, rest: bytes | memoryview) -> bytes:
    return json.dumps({"dragoman": VERSION, "key": key, "sha256": sha256(rest).hexdigest()}).encode()


def _is_private(folder: Path) -> bool:
    """Say whether only the user can write to *folder*, where the system tells."""
    if not hasattr(os, "getuid"):
        return True
    state = folder.stat()
    return state.st_uid == os.getuid() and not state.st_mode & 0o022


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees a part of it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            file.write(content)
            file.close()
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def _keep_newest(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)
    for file in files[_MOST_FILES:]:
        file.unlink(missing_ok=True)
