"""The distributions, built and looked into."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    # Without isolation nothing is downloaded: hatchling is a development dependency.
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(ROOT)], check=True, capture_output=True, text=True
    )
    return target


def names_in_wheel(built: Path) -> list[str]:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        return wheel.namelist()


def test_wheel_holds_three_packages_and_nothing_else(built: Path) -> None:
    top = {name.partition("/")[0] for name in names_in_wheel(built)}

    assert {"dragoman", "dragoman_cli", "dragoman_rules"} == {name for name in top if not name.endswith(".dist-info")}


def test_wheel_holds_every_file_of_the_packages(built: Path) -> None:
    roots = [ROOT / "engine", ROOT / "cli", ROOT / "rules"]
    wanted = {path.relative_to(root).as_posix() for root in roots for path in root.rglob("*") if path.is_file()}

    assert {name for name in wanted if "__pycache__" not in name} <= set(names_in_wheel(built))


def test_wheel_declares_the_command_and_the_core_pack(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        declared = next(wheel.read(name).decode() for name in wheel.namelist() if name.endswith("entry_points.txt"))

    assert "dragoman = dragoman_cli:main" in declared
    assert "core = dragoman_rules" in declared


def test_source_distribution_holds_no_tests_and_no_corpus(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        folders = {name.split("/")[1] for name in archive.getnames() if name.count("/") > 1}

    assert {"cli", "engine", "rules"} == folders
