"""Files of a cache folder, each of which counts only under the digest of all that its content was made of, and may be deleted at any time.

That is each pack's files, the engine's own code, and the versions of Python and of the libraries that parse, find, cut and inflect words.
A file holds data and no code, and is read only where nobody else can write.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from dragoman.version import VERSION

_MOST_FILES = 16
_LIBRARIES = ("ahocorasick_rs", "lemminflect", "pyyaml", "spacy")


def key_of(packs: Iterable[tuple[str, str]]) -> str:
    """Return the digest of all that goes into what comes of packs; *packs* are their folders with the digests of these."""
    made_by = [VERSION, sys.version, sys.byteorder, _engine_digest(), *(version(name) for name in _LIBRARIES)]
    return sha256(json.dumps([made_by, list(packs)]).encode()).hexdigest()


def read_kept(folder: Path, key: str, ending: str) -> bytes | None:
    """Return what is kept under *key*; None where nothing is, or not soundly, or where others may have written."""
    try:
        if not _is_private(folder):
            return None
        content = (folder / f"{key}{ending}").read_bytes()
    except OSError:
        return None
    header, _, rest = content.partition(b"\n")
    return rest if header == _header(f"{key}{ending}", rest) else None


def keep(folder: Path, key: str, ending: str, content: bytes) -> None:
    """Keep *content* under *key*, and of the files with the same *ending* the newest; a folder that cannot be written to is left alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_private(folder):
            name = f"{key}{ending}"
            _replace(folder / name, _header(name, content) + b"\n" + content)
            _keep_newest(folder, ending)
    except OSError:
        return


@cache
def _engine_digest() -> str:
    """Return the digest of the engine's code: whoever changes it does not always change its version."""
    digest = sha256()
    for file in engine_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()


def engine_files() -> list[Path]:
    """Return the files of the engine's code."""
    return sorted(Path(__file__).parents[1].rglob("*.py"))


def _header(name: str, rest: bytes) -> bytes:
    return json.dumps({"dragoman": VERSION, "key": name, "sha256": sha256(rest).hexdigest()}).encode()


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


def _keep_newest(folder: Path, ending: str) -> None:
    files = sorted(folder.glob(f"*{ending}"), key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)
    for file in files[_MOST_FILES:]:
        file.unlink(missing_ok=True)
