"""Plugins: found by their entry points, loaded one by one, and named when they are broken."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.errors import PluginError
from dragoman.plugins import BrokenPlugin, load_plugins, pack_folders, survey_plugins
from dragoman_cli.app import app

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
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("plugin_")]:
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


# -- what the command line makes of it ---------------------------------------------------------------------------------

BROKEN = "import not_there\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def pack_at(folder: Path, name: str, header: str = "") -> str:
    """Lay out a pack with one event type and return the code of a plugin that gives it."""
    (folder / name / "events").mkdir(parents=True)
    (folder / name / "pack.yaml").write_text(f"pack: {header or name}\nversion: '1'\n", encoding="utf-8")
    event = "event: fair\ndescription: A fair is held.\nslots: {place: {type: place}}\n"
    (folder / name / "events" / "fair.yaml").write_text(event, encoding="utf-8")
    hook = f"@hookimpl\ndef dragoman_packs():\n    return [Path({str(folder / name)!r})]\n"
    return f"from pathlib import Path\nfrom dragoman.hookspecs import hookimpl\n\n{hook}"


def test_states_of_plugins_are_listed(site: Path) -> None:
    install(site, "alpaca", BROKEN)
    install(site, "bear", UNKNOWN_HOOK)
    install(site, "cat", pack_at(site, "cat", "cat\nlanguage: 99"))
    install(site, "dog", GOOD)
    install(site, "eel", pack_at(site, "eel"))

    shown = json.loads(run("--plugins", "alpaca,bear,cat,eel", "plugins", "--json").stdout)

    states = {plugin["name"]: (plugin["status"], plugin["package"], plugin["version"]) for plugin in shown}
    assert states["alpaca"] == ("broken", "dragoman-alpaca", "1.2")
    assert states["bear"] == ("incompatible", "dragoman-bear", "1.2")
    assert states["cat"] == ("incompatible", "dragoman-cat", "1.2")
    assert states["dog"] == ("off", "dragoman-dog", "1.2")
    assert states["eel"] == ("ok", "dragoman-eel", "1.2")
    assert {plugin["name"]: plugin["provides"] for plugin in shown if plugin["provides"]} == {"eel": ["0 rules, 1 event type"]}


def test_why_tells_the_traceback_and_check_fails(site: Path) -> None:
    install(site, "broken", BROKEN)

    why = run("--plugins", "broken", "plugins", "--why", "broken")

    assert "ModuleNotFoundError: No module named 'not_there'" in why.stdout
    assert "Traceback" in why.stdout
    assert [run("--plugins", "broken", "plugins", *check).exit_code for check in ([], ["--check"])] == [0, 1]


@pytest.mark.parametrize("command", [["extract", "x.txt"], ["test"]], ids=["extract", "test"])
def test_broken_plugin_stops_a_run_before_it_begins(site: Path, command: list[str]) -> None:
    install(site, "broken", BROKEN)

    result = run("--plugins", "broken", *command)

    assert result.exit_code == 2
    assert "plugin 'broken' (dragoman-broken 1.2)" in result.stderr
    assert "Traceback" not in result.stderr


def test_broken_plugins_are_left_out_and_told_where_they_are_allowed(site: Path, tmp_path: Path) -> None:
    install(site, "broken", BROKEN)
    install(site, "fairs", pack_at(site, "fairs"))

    result = run("--plugins", "broken,fairs", "--allow-broken-plugins", "rules", "list")

    assert result.exit_code == 0
    assert "warning: plugin 'broken'" in result.stderr


def test_check_works_though_a_plugin_is_broken(site: Path) -> None:
    install(site, "broken", BROKEN)
    install(site, "fairs", pack_at(site, "fairs"))

    result = run("--plugins", "broken,fairs", "check")

    assert result.exit_code == 0
    assert "warning: plugin 'broken'" in result.stderr


def test_clash_of_two_packs_names_both_packages(site: Path) -> None:
    install(site, "one", pack_at(site, "one", "fairs"))
    install(site, "two", pack_at(site, "two", "fairs"))

    result = run("--plugins", "one,two", "rules", "list")

    assert result.exit_code == 2
    assert "the first comes from dragoman-one 1.2, the second from dragoman-two 1.2" in result.stderr.replace("\n", " ")


def test_slot_type_that_another_plugin_brings_is_shadowed(site: Path) -> None:
    hook = "@hookimpl\ndef dragoman_slot_types():\n    return [SlotType('treaty', '', max)]\n"
    code = f"from dragoman.hookspecs import SlotType, hookimpl\n\n{hook}"
    install(site, "one", code)
    install(site, "two", code)

    [reason] = [plugin.reason for plugin in survey_plugins(only=["one", "two"]) if isinstance(plugin, BrokenPlugin)]

    assert reason == "the slot type 'treaty' is already brought by plugin 'one' (dragoman-one 1.2)"


def test_hook_that_returns_something_else_is_broken(site: Path) -> None:
    install(site, "odd", "from dragoman.hookspecs import hookimpl\n\n@hookimpl\ndef dragoman_checks():\n    return ['check']\n")

    with pytest.raises(PluginError, match="dragoman_checks must return Check objects, and returned 'check'"):
        load_plugins(only=["odd"])


def test_why_of_a_rule_tells_what_the_configuration_did(tmp_path: Path) -> None:
    config = tmp_path / "dragoman.toml"
    config.write_text(
        'disable = ["borders:harm/attack"]\n[rules."borders:harm/killed"]\npriority = "fallback"\nstatus = "experimental"\n',
        encoding="utf-8",
    )
    pack = str(Path(__file__).parent / "packs" / "borders")

    killed = run("--no-plugins", "--config", str(config), "rules", "why", "killed", "-r", pack).stdout
    attack = run("--no-plugins", "--config", str(config), "rules", "why", "attack", "-r", pack).stdout

    assert "priority  fallback, changed from normal in" in killed
    assert "status    experimental, changed from stable in" in killed
    assert "rival" not in killed
    assert "state     off: 'borders:harm/attack' in disable" in attack


def test_run_goes_on_where_a_plugin_fails_and_exits_with_3(site: Path, tmp_path: Path) -> None:
    one = "Enrichment('odd', '', lambda event, ctx: 1 / len(ctx.article.id[1:]) and None)"
    hook = f"@hookimpl\ndef dragoman_enrichments():\n    return [{one}]\n"
    install(site, "odd", f"from dragoman.hookspecs import Enrichment, hookimpl\n\n{hook}")
    for name in ("a", "bb"):
        (tmp_path / f"{name}.txt").write_text("Rebels killed 12 soldiers.", encoding="utf-8")
    pack = str(Path(__file__).parent / "packs" / "borders")

    result = run("--plugins", "odd", "extract", str(tmp_path / "a.txt"), str(tmp_path / "bb.txt"), "-f", "jsonl", "-r", pack)

    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (result.exit_code, len(first["events"]), second["problems"]) == (3, 1, [])
    assert [problem["message"] for problem in first["problems"]] == [
        "enrichment 'odd' of plugin 'odd' (dragoman-odd 1.2) failed: ZeroDivisionError: division by zero"
    ]
