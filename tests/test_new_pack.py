"""`dragoman new-pack`: what it writes is sound, passes its own tests and is whole in its wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dragoman_rules
from dragoman.testing import extractor, orphans, printed
from dragoman.workbench.examples import run_examples
from dragoman_cli.app import app


@pytest.fixture(scope="module", params=[False, True], ids=["yaml", "code"])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a new package, with a hook in Python or without."""
    folder = tmp_path_factory.mktemp("new")
    name = "grain-fairs" if request.param else "arms-fairs"
    result = CliRunner().invoke(app, ["new-pack", name, "--dir", str(folder), *(["--code"] if request.param else [])])
    assert result.exit_code == 0, result.output
    return folder / f"dragoman-{name}"


def source(package: Path) -> Path:
    return package / "src" / package.name.replace("-", "_")


def test_new_package_has_an_entry_point_and_the_files_named(package: Path) -> None:
    project = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["entry-points"]["dragoman"] == {package.name.removeprefix("dragoman-"): source(package).name}
    assert [path.suffix for path in package.rglob("*.txt")] == [".txt"]
    assert "$" not in "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))


def test_new_pack_has_no_fault(package: Path) -> None:
    result = CliRunner().invoke(app, ["--plugins", "core", "check", str(source(package)), "--fail-on", "warning", "--format", "short"])

    assert (result.stdout, result.exit_code) == ("", 0)


def test_new_pack_passes_its_examples_and_its_snapshot(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(package / "src"))
    monkeypatch.chdir(package)
    both = extractor(packs=[dragoman_rules, import_module(source(package).name)])

    assert [result.faults for result in run_examples(both, both.packs[-1].rules)] == [()] * 5
    assert printed(both, Path("corpus/harbour.txt")) == Path("snapshots/harbour.json").read_text(encoding="utf-8")
    assert orphans(package / "corpus", package / "snapshots") == []


@pytest.fixture(scope="module")
def wheel(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made), cwd=package)
    return next(made.glob("*.whl"))


def test_wheel_of_a_new_pack_holds_its_yaml(package: Path, wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".yaml")}
    assert held == {path.relative_to(package / "src").as_posix() for path in source(package).rglob("*.yaml")}


def test_new_pack_is_installed_listed_and_tested_from_its_wheel(package: Path, wheel: Path, tmp_path: Path) -> None:
    name = package.name.removeprefix("dragoman-")
    python = environment(tmp_path / "env")
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", str(wheel))

    plugins = [line.split() for line in run(python, "-m", "dragoman_cli", "plugins", "--check").splitlines()]
    assert [name, package.name, "0.1.0", "ok"] in [line[:4] for line in plugins]
    [folder] = run(python, "-c", f"import {source(package).name} as own; print(*own.__path__)").splitlines()
    run(python, "-m", "dragoman_cli", "--plugins", f"core,{name}", "test", folder)
    assert "passed" in run(python, "-m", "pytest", "-p", "no:cacheprovider", cwd=package)


def environment(folder: Path) -> str:
    """Return the Python of an environment that sees all that this one has, so that nothing need be downloaded."""
    venv.create(folder, with_pip=False)
    python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    [own] = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").splitlines()
    below = [path for path in sys.path if Path(path).name == "site-packages"]
    Path(own, "below.pth").write_text("".join(f"import site; site.addsitedir({path!r})\n" for path in below), encoding="utf-8")
    return python


def run(*command: str, cwd: Path | None = None) -> str:
    """Return what a command prints; the plugins that the tests of the core leave out count here."""
    settings = {name: value for name, value in os.environ.items() if name != "DRAGOMAN_PLUGINS"}
    done = subprocess.run(command, cwd=cwd, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def test_name_that_is_taken_or_is_none_is_refused(package: Path) -> None:
    taken = CliRunner().invoke(app, ["new-pack", package.name.removeprefix("dragoman-"), "--dir", str(package.parent)])
    odd = CliRunner().invoke(app, ["new-pack", "Arms Fairs", "--dir", str(package.parent)])

    assert (taken.exit_code, odd.exit_code) == (2, 2)
    assert "exists already" in taken.output
    assert "no plugin name" in odd.output


def test_orphans_are_named(tmp_path: Path) -> None:
    for name in ("articles/a.txt", "articles/b.txt", "snapshots/b.json", "snapshots/c.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    assert orphans(tmp_path / "articles", tmp_path / "snapshots") == ["a.txt", "c.json"]
