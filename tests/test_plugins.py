"""Plugins: found by their entry points, loaded one by one, and named when they are broken."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import PluginError
from dragoman.plugins import BrokenPlugin, load_plugins, pack_folders, survey_plugins

GOOD = """\
from pathlib import Path
from dragoman.hookspecs import hookimpl

@hookimpl
def dragoman_packs(ctx):
    return [Path("packs") / ctx.engine_version]
"""
UNKNOWN_HOOK = """\
from dragoman.hookspecs import hookimpl

@hookimpl
def dragoman_teleport():
    return []
"""


def install(folder: Path, name: str, code: str, package: str | None = None) -> None:
    """Lay out an installed distribution with one plugin."""
    package = package or f"dragoman-{name}"
    (folder / f"plugin_{name}.py").write_text(code, encoding="utf-8")
    metadata = folder / f"{package.replace('-', '_')}-1.2.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.2\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(f"[dragoman]\n{name} = plugin_{name}\n", encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_plugins_are_sorted_by_name_and_give_their_folders(site: Path) -> None:
    install(site, "zebra", GOOD)
    install(site, "antelope", GOOD)

    plugins = load_plugins(only=["zebra", "antelope"])

    assert [(plugin.name, plugin.package, plugin.version) for plugin in plugins] == [
        ("antelope", "dragoman-antelope", "1.2"),
        ("zebra", "dragoman-zebra", "1.2"),
    ]
    assert [folder.parent.name for folder in pack_folders(plugins)] == ["packs", "packs"]


def test_broken_plugin_is_named_with_its_package_version_and_reason(site: Path) -> None:
    install(site, "broken", "import not_there\n")

    with pytest.raises(PluginError, match=r"plugin 'broken' \(dragoman-broken 1\.2\) could not be loaded: .*not_there.*; uninstall it"):
        load_plugins()


def test_plugin_with_a_hook_of_another_engine_is_broken(site: Path) -> None:
    install(site, "future", UNKNOWN_HOOK)

    with pytest.raises(PluginError, match="unknown hook 'dragoman_teleport'"):
        load_plugins(only=["future"])


def test_broken_plugin_does_no_harm_when_it_is_not_asked_for(site: Path) -> None:
    install(site, "broken", "import not_there\n")

    assert [plugin.name for plugin in load_plugins(only=["core"])] == ["core"]


def test_two_plugins_of_one_name_are_both_named(site: Path) -> None:
    install(site, "twin", GOOD)
    install(site, "twin", GOOD, package="other-twin")

    reasons = [plugin.reason for plugin in survey_plugins(only=["twin"]) if isinstance(plugin, BrokenPlugin)]

    assert reasons == ["several packages bring a plugin of this name: dragoman-twin, other-twin"] * 2


def test_plugin_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(PluginError, match="no plugin named 'nix' is installed"):
        load_plugins(only=["core", "nix"])
