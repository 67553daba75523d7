"""Snapshots of articles: one file each, in the engine's own text, so that a snapshot can be compared with what the command line prints."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from syrupy.data import Snapshot, SnapshotCollection
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex


class ArticleSnapshot(SingleFileSnapshotExtension):
    """One text in the project's snapshots/ for each parameter of a test."""

    _write_mode = WriteMode.TEXT
    file_extension = "json"
    test_name = ""
    folder = Path()
    module = ""

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:  # noqa: ARG003 - syrupy's signature
        """Return the folder of the snapshots."""
        return str(cls.folder)

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: SnapshotIndex = 0) -> str:  # noqa: ARG003 - syrupy's signature
        """Return the name of the test with its parameter."""
        return test_location.snapshot_name

    @classmethod
    def get_file_basename(cls, *, test_location: PyTestLocation, index: SnapshotIndex) -> str:  # noqa: ARG003 - syrupy's signature
        """Return the parameter of the test."""
        return test_location.nodeid.partition("[")[2].removesuffix("]")

    @classmethod
    def matches_test_location(cls, *, test_location: PyTestLocation, snapshot_location: str) -> bool:
        """Say whether a snapshot may belong to a test."""
        return test_location.basename == cls.module and Path(snapshot_location).parent == cls.folder

    def read_snapshot_collection(self, *, snapshot_location: str) -> SnapshotCollection:
        """Return the one snapshot in a file, so that one without a test is told."""
        collection = SnapshotCollection(location=snapshot_location)
        collection.add(Snapshot(name=f"{self.test_name}[{Path(snapshot_location).name.removesuffix(f'.{self.file_extension}')}]"))
        return collection


@cache
def article_snapshots(test_file: Path, test_name: str, suffix: str = "json") -> type[ArticleSnapshot]:
    """Return the snapshots of one test: files with *suffix* in snapshots/ beside the nearest pyproject.toml above its file."""
    project = next((folder for folder in test_file.parents if (folder / "pyproject.toml").is_file()), test_file.parent)
    names = {"test_name": test_name, "folder": project / "snapshots", "module": test_file.stem, "file_extension": suffix}
    return type("ArticleSnapshotOfTest", (ArticleSnapshot,), names)
