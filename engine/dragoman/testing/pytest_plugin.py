"""The pytest plugin: examples in rules as tests, and the fixture ``article_snapshot``.

Every pytest run where dragoman is installed loads this module, so it imports neither spaCy nor syrupy.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.packs.pack_files import KINDS, PACK_FILE

if TYPE_CHECKING:
    from dragoman.extractor import Extractor
    from dragoman.language import Example, Rule

_PLUGINS_OPTION = "dragoman_plugins"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the plugins that a pack's examples need besides its own."""
    parser.addini(
        _PLUGINS_OPTION, "Plugins whose packs the examples in rules need besides their own (core).", type="args", default=["core"]
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> RuleFile | None:
    """Collect the rule files of packs."""
    pack = file_path.parent.parent
    is_rule = file_path.suffix == ".yaml" and file_path.parent.name not in KINDS and (pack / PACK_FILE).is_file()
    return RuleFile.from_parent(parent, path=file_path) if is_rule else None


@pytest.fixture
def article_snapshot(request: pytest.FixtureRequest) -> object:
    """Return the snapshot of the article that the test's parameter names, in snapshots/ of the project."""
    if not request.config.pluginmanager.has_plugin("syrupy"):
        pytest.fail("article_snapshot needs syrupy: python -m pip install syrupy", pytrace=False)
    from dragoman.testing.snapshots import article_snapshots

    snapshot = request.getfixturevalue("snapshot")
    name = getattr(request.node, "originalname", None) or request.node.name
    return snapshot.use_extension(article_snapshots(request.path, name))


class RuleFile(pytest.File):
    """One rule file; its examples are numbered from 1."""

    def collect(self) -> Iterator[RuleExample]:
        """Yield the examples of the rule."""
        bench = _bench(self.config, self.path.parent.parent)
        path = self.path.resolve()
        for rule in (rule for pack in bench.packs for rule in pack.rules if Path(rule.place.path).resolve() == path):
            for number, example in enumerate(rule.examples, 1):
                yield RuleExample.from_parent(self, name=f"example {number}", rule=rule, example=example, bench=bench)


class RuleExample(pytest.Item):
    """One example, run as ``dragoman test`` runs it."""

    def __init__(self, *, name: str, parent: RuleFile, rule: Rule, example: Example, bench: Extractor) -> None:
        super().__init__(name, parent)
        self.rule, self.example, self.bench = rule, example, bench
        if example.todo:
            self.add_marker(pytest.mark.xfail(reason="todo: true", strict=True))

    def runtest(self) -> None:
        """Fail with every fault of the example."""
        from dragoman.workbench.examples import check_example

        faults = check_example(self.bench, self.rule, self.example)
        if faults:
            pytest.fail("\n".join((self.example.text, *faults)), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the file, the line (from 0) and the name."""
        return self.path, self.example.place.line - 1, f"{self.rule.pack}:{self.rule.name} {self.name}"


_BENCHES = pytest.StashKey[dict[Path, "Extractor"]]()


def _bench(config: pytest.Config, pack: Path) -> Extractor:
    """Return the extractor for the rules of one pack, made once a run: the pack's own plugin, and those that it needs."""
    benches = config.stash.setdefault(_BENCHES, {})
    if pack not in benches:
        benches[pack] = _build(config.getini(_PLUGINS_OPTION), pack)
    return benches[pack]


def _build(needed: list[str], pack: Path) -> Extractor:
    from dragoman.extractor import Extractor
    from dragoman.packs.reading import read_packs
    from dragoman.plugins import Plugin, pack_folders, survey_plugins

    installed = [plugin for plugin in survey_plugins() if isinstance(plugin, Plugin)]
    used = [plugin for plugin in installed if plugin.name in needed or _gives(plugin.folders, pack)]
    folders = [folder for folder in pack_folders(used) if folder.resolve() != pack.resolve()]
    return Extractor(read_packs([*folders, pack]), plugins=used)


def _gives(folders: tuple[Path, ...], pack: Path) -> bool:
    return any(folder.resolve() == pack.resolve() for folder in folders)
