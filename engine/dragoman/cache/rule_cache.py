"""A cache of read and compiled packs, and of what was found by running their examples: a folder of kept files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cache.kept_files import keep, key_of, read_kept
from dragoman.cache.verdicts import Verdicts, read_verdicts, written_verdicts
from dragoman.language import Pack
from dragoman.packs.pack_files import PACK_FILE, Folder, folder_digest
from dragoman.packs.reading import read_packs

if TYPE_CHECKING:
    from spacy.language import Language

    from dragoman.compiling.tables import Tables

_RULES, _VERDICTS = ".json", ".verdicts"  # endings of files


class RuleCache:
    """Reads and compiles packs, and keeps what came of it in *folder* for the next process that wants the same."""

    def __init__(self, folder: Path) -> None:
        """Take the *folder* to keep files in, which is made when the first one is written."""
        self._folder = folder
        self._packs: tuple[Pack, ...] = ()
        self._stored: _Stored | None = None

    def read_packs(self, folders: Iterable[Folder]) -> tuple[Pack, ...]:
        """Return the packs in *folders* as ``dragoman.packs.reading.read_packs`` does; raise a RuleError with all faults."""
        chosen = tuple(folders)
        self._stored = self._load(_key_of_folders(chosen))
        self._packs = self._stored.packs() if self._stored is not None else read_packs(chosen)
        return self._packs

    def tables(self, nlp: Language, packs: Sequence[Pack], *, store: bool = True) -> Tables:
        """Return what *packs* are compiled to; those that were changed since they were read are compiled anew, and not kept.

        Without *store* nothing is kept: that takes as long as compiling, and rules that are being written change before they are used.
        """
        from dragoman.compiling.tables import compile_tables

        same = len(packs) == len(self._packs) and all(one is other for one, other in zip(packs, self._packs, strict=True))
        if self._stored is not None and same:
            return self._stored.tables(nlp, self._packs)
        tables = compile_tables(nlp, packs)
        if same and store:
            self._store(tables)
        return tables

    def verdicts(self, folders: Iterable[Folder]) -> Verdicts:
        """Return what running lints have said of files of the packs in *folders*, as far as it is kept."""
        return self._verdicts(_key_of_folders(folders))

    def keep_verdicts(self, packs: Iterable[Pack], verdicts: Verdicts) -> None:
        """Keep what running lints have said of files of *packs* beside what is kept of others."""
        key = _key_of_packs(packs)
        keep(self._folder, key, _VERDICTS, written_verdicts({**self._verdicts(key), **verdicts}))

    def _verdicts(self, key: str) -> Verdicts:
        content = read_kept(self._folder, key, _VERDICTS)
        return read_verdicts(content) if content is not None else {}

    def _load(self, key: str) -> _Stored | None:
        """Return what is stored under *key*, or None."""
        content = read_kept(self._folder, key, _RULES)
        return _Stored(list(_lines(content))) if content is not None else None

    def _store(self, tables: Tables) -> None:
        """Write what the packs came to."""
        from dragoman.cache.stored_tables import written_lines

        keep(self._folder, _key_of_packs(self._packs), _RULES, b"\n".join(written_lines(self._packs, tables)))


class _Stored:
    """The lines of a file, as far as they are needed."""

    def __init__(self, lines: Sequence[memoryview]) -> None:
        from dragoman.cache.stored_records import Reader

        self._written_packs, self._written_tables, *apart = lines
        self._reader = Reader(apart)

    def packs(self) -> tuple[Pack, ...]:
        """Return the packs."""
        packs: tuple[Pack, ...] = self._reader.read(json.loads(bytes(self._written_packs)))
        return packs

    def tables(self, nlp: Language, packs: Sequence[Pack]) -> Tables:
        """Return what *packs*, which are those of the file, were compiled to for the tokens of *nlp*."""
        from dragoman.cache.stored_tables import read_tables

        return read_tables(nlp, self._reader, packs, json.loads(bytes(self._written_tables)))


def _key_of_folders(folders: Iterable[Folder]) -> str:
    return key_of((_path(folder), folder_digest(folder)) for folder in folders)


def _key_of_packs(packs: Iterable[Pack]) -> str:
    return key_of((_path_of(pack), pack.digest) for pack in packs)


def _path(folder: Folder) -> str:
    return folder.as_posix() if isinstance(folder, Path) else folder.name


def _path_of(pack: Pack) -> str:
    return pack.place.path.removesuffix(f"/{PACK_FILE}")


def _lines(content: bytes) -> Iterator[memoryview]:
    """Yield the lines of a file, none of which is copied before it is read."""
    start, whole = 0, memoryview(content)
    while (end := content.find(b"\n", start)) >= 0:
        yield whole[start:end]
        start = end + 1
    yield whole[start:]
