"""Files and folders by name: on this machine's disks, or by address in an object store (``s3://bucket/folder``), which needs pyarrow."""

from __future__ import annotations

import glob
import importlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, cast

from dragoman.errors import MissingExtraError
from dragoman.readers.formats import holds_articles

# What is fetched from an object store at once.
_BLOCK = 1 << 20


def is_address(name: str) -> bool:
    """Tell whether *name* is an address and no path."""
    return "://" in name


def addresses(name: str) -> list[str]:
    """Return the addresses of the files that an address stands for: itself, those of a folder that readers know, or what a glob matches."""
    base = _without_magic(name)
    store, path = _store(base)
    fs = importlib.import_module("pyarrow.fs")
    if base == name and store.get_file_info(path).type != fs.FileType.Directory:
        return [name]
    found = store.get_file_info(fs.FileSelector(path, recursive=True))
    files = sorted(f"{base.rstrip('/')}{info.path[len(path.rstrip('/')) :]}" for info in found if info.type == fs.FileType.File)
    return [file for file in files if (_matches(file, name) if base != name else holds_articles(file))]


def open_address(address: str) -> BinaryIO:
    """Open the file at *address* for reading."""
    store, path = _store(address)
    # Arrow's own file lacks read1, which lines are cut from.
    return io.BufferedReader(store.open_input_file(path), _BLOCK)


class Folder:
    """A folder to write into; a file in it is there as a whole or not at all."""

    def __init__(self, name: str) -> None:
        self.name = name.rstrip("/") or name
        self._remote = _store(self.name) if is_address(name) else None

    def is_empty(self) -> bool:
        """Tell whether nothing is in the folder, or no such folder is there."""
        if self._remote is None:
            return not Path(self.name).is_dir() or not any(Path(self.name).iterdir())
        store, path = self._remote
        selector = importlib.import_module("pyarrow.fs").FileSelector(path, allow_not_found=True)
        return not store.get_file_info(selector)

    def read(self, name: str) -> bytes | None:
        """Return what the file *name* holds, or None where there is none."""
        try:
            if self._remote is None:
                return (Path(self.name) / name).read_bytes()
            store, path = self._remote
            with store.open_input_stream(f"{path}/{name}") as file:
                return cast(bytes, file.read())
        except FileNotFoundError:
            return None

    def write(self, name: str, content: str) -> None:
        """Write the file *name*."""
        with self.filling(name) as path:
            part = path.with_name(f"{path.name}.new")
            part.write_text(content, encoding="utf-8", newline="\n")
            part.replace(path)

    @contextmanager
    def filling(self, name: str) -> Iterator[Path]:
        """Give the path to put the file *name* at; to an object store it is sent afterwards."""
        if self._remote is None:
            path = Path(self.name) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            yield path
            return
        with TemporaryDirectory() as made:
            path = Path(made) / Path(name).name
            yield path
            self._send(path, name)

    def _send(self, file: Path, name: str) -> None:
        store, path = cast(tuple[Any, str], self._remote)
        store.create_dir(f"{path}/{name}".rpartition("/")[0])
        fs = importlib.import_module("pyarrow.fs")
        fs.copy_files(str(file), f"{path}/{name}", source_filesystem=fs.LocalFileSystem(), destination_filesystem=store)


def _store(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and its path there."""
    try:
        fs = importlib.import_module("pyarrow.fs")
    except ImportError:
        raise MissingExtraError("parquet", f"to reach {address}") from None
    store, path = fs.FileSystem.from_uri(address)
    return store, path


def _without_magic(address: str) -> str:
    """Return an address up to the first folder whose name is a pattern."""
    scheme, _, rest = address.partition("://")
    parts = rest.split("/")
    first = next((place for place, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    return f"{scheme}://{'/'.join(parts[:first])}"


def _matches(address: str, pattern: str) -> bool:
    """Tell whether an address fits a pattern, in which ``*`` stays within a folder and ``**`` does not."""
    if "**" in pattern:
        return fnmatchcase(address, pattern.replace("**/", "*"))
    parts, wanted = address.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))
