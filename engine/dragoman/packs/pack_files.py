"""Find and read the files of a rule pack."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath
from typing import Protocol

from dragoman.packs.findings import FILE_START, Findings, Source, Stretch
from dragoman.packs.located_yaml import Node, parse_yaml
from dragoman.packs.plain_entries import PlainEntry, split_entries
from dragoman.packs.plain_examples import PlainExamples, SplitRule, split_examples
from dragoman.packs.thin_lexicons import thin_lexicon

Folder = Path | Traversable


class Digest(Protocol):
    """What takes in bytes and gives a digest of all of them."""

    def update(self, data: bytes, /) -> None:
        """Take in *data*."""


KINDS = {"cues": "cues", "events": "event", "layout": "layout", "lexicons": "lexicon"}
PACK_FILE = "pack.yaml"
MOST_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: its path in the pack, its kind, its nodes (None where it is no YAML) and its faults.

    The *plain* entries of a lexicon are not among its nodes, nor but for the first are the plain *examples* of a rule.
    """

    relative: str
    kind: str
    node: Node | None
    findings: Findings
    plain: tuple[PlainEntry, ...] = ()
    examples: PlainExamples | None = None

    @property
    def stem(self) -> str:
        """Return the file's name without its ending."""
        return PurePath(self.relative).stem

    @property
    def folder(self) -> str:
        """Return the name of the folder that the file lies in."""
        return PurePath(self.relative).parent.name


@dataclass(frozen=True, slots=True)
class PackFolder:
    """All files of one pack, sorted by path, and a digest of what they say."""

    path: str
    files: tuple[PackFile, ...]
    digest: str

    def of_kind(self, kind: str) -> tuple[PackFile, ...]:
        """Return the files of one kind."""
        return tuple(file for file in self.files if file.kind == kind)


def read_folder(folder: Folder, near: Collection[str] | None = None) -> PackFolder:
    """Return the YAML files of *folder*; a file that lies where nothing is read has that as its fault.

    With *near*, only the rules of these event types are read, and of lexicons no more than rules may refer to: to check one rule
    takes a tenth of the time that way.
    """
    path = folder.as_posix() if isinstance(folder, PurePath) else str(folder.name)
    digest = sha256()
    files = []
    for relative, content in _contents(folder, digest):
        if near is None or _kind(relative) != "rule" or PurePath(relative).parent.name in near:
            files.append(_read_file(f"{path}/{relative}", relative, content, thin=near is not None))
    return PackFolder(path, tuple(files), digest.hexdigest())


def texts_of(folder: Folder, wanted: Callable[[str], bool] = lambda _: True) -> dict[str, str]:
    """Return the text of the YAML files of *folder* that are *wanted*, by the path that their faults are reported by."""
    path = folder.as_posix() if isinstance(folder, PurePath) else str(folder.name)
    found = ((f"{path}/{relative}", file) for relative, file in _walk(folder, ""))
    return {place: file.read_bytes().decode("utf-8-sig", "replace") for place, file in found if wanted(place)}


def folder_digest(folder: Folder) -> str:
    """Return the digest that ``read_folder`` gives the files of *folder*, none of which is parsed."""
    digest = sha256()
    for _ in _contents(folder, digest):
        pass
    return digest.hexdigest()


def _contents(folder: Folder, digest: Digest) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each file, and add them to *digest*."""
    for relative, file in sorted(_walk(folder, ""), key=lambda pair: pair[0]):
        content = file.read_bytes()
        digest.update(f"{relative}\0{len(content)}\0".encode())
        digest.update(content)
        yield relative, content


def read_pack_file(folder: Folder) -> PackFile | None:
    """Return the pack.yaml of *folder* alone, or None where there is none."""
    file = folder / PACK_FILE
    return _read_file(f"{folder}/{PACK_FILE}", PACK_FILE, file.read_bytes()) if file.is_file() else None


def _walk(folder: Folder, prefix: str) -> Iterator[tuple[str, Folder]]:
    for item in _listed(folder):
        relative = f"{prefix}{item.name}"
        if item.name.startswith((".", "__")):
            continue
        if item.is_dir():
            yield from _walk(item, f"{relative}/")
        elif item.name.endswith((".yaml", ".yml")):
            yield relative, item


def _listed(folder: Folder) -> Iterable[Folder]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _read_file(path: str, relative: str, content: bytes, *, thin: bool = False) -> PackFile:
    kind = _kind(relative)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return PackFile(relative, kind, None, _undecoded(path, content, error))
    findings = Findings(Source(path, text))
    if not kind:
        findings.error("E108", FILE_START, "no file is read from here", _where(relative))
        return PackFile(relative, kind, None, findings)
    if len(content) > MOST_BYTES:
        findings.error("E011", FILE_START, f"the file is larger than {MOST_BYTES // 1_000_000} MB", "split it in two")
        return PackFile(relative, kind, None, findings)
    if thin and kind == "lexicon":
        text = thin_lexicon(text)
    else:
        split = _split(relative, kind, findings)
        if split is not None:
            return split
    node, faults = parse_yaml(text, path)
    findings.found.extend(faults)
    return PackFile(relative, kind, node, findings)


def _split(relative: str, kind: str, findings: Findings) -> PackFile | None:
    """Return a file of which the plainest part is not parsed; None where it has none, or any fault."""
    text = findings.source.text
    split = split_entries(text) if kind == "lexicon" else split_examples(text) if kind == "rule" else None
    if split is None:
        return None
    node, faults = parse_yaml(split.rest, findings.source.path)
    if node is None or faults:
        return None
    if isinstance(split, SplitRule):
        return PackFile(relative, kind, node, findings, examples=split.examples) if split.fits(node) else None
    return PackFile(relative, kind, node, findings, split.plain)


def _undecoded(path: str, content: bytes, error: UnicodeDecodeError) -> Findings:
    """Return the fault of a file that is no UTF-8."""
    findings = Findings(Source(path, ""))
    before = content[: error.start].decode("utf-8-sig").split("\n")
    message = f"byte 0x{content[error.start]:02X} is not UTF-8"
    findings.error("E010", Stretch(len(before), len(before[-1]) + 1), message, "save the file as UTF-8")
    return findings


def _kind(relative: str) -> str:
    parts = PurePath(relative).parts
    if relative == PACK_FILE:
        return "pack"
    if len(parts) != 2 or not relative.endswith(".yaml"):
        return ""
    return KINDS.get(parts[0], "rule")


def _where(relative: str) -> str:
    if relative.endswith(".yml"):
        return f"call it '{PurePath(relative).stem}.yaml'"
    return "put a rule into the folder of its event type, other files into events/, lexicons/, cues/ or layout/"
