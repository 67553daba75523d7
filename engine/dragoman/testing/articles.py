"""Articles in tests: an extractor that discovers nothing, what the command line prints, and snapshots without an article."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from dragoman.packs.reading import read_packs
from dragoman.plugins import module_plugin, pack_folders

if TYPE_CHECKING:
    from dragoman.extractor import Extractor


def extractor(packs: Sequence[ModuleType | Path]) -> Extractor:
    """Return an extractor with *packs* and nothing that happens to be installed beside them.

    A module is taken with all that its hooks give, under its name without ``dragoman_``; a path is the folder of a pack.
    """
    # spaCy takes most of a second to import, and pytest loads this module in every run.
    from dragoman.extractor import Extractor

    plugins = [module_plugin(pack, plugin_name(pack)) for pack in packs if isinstance(pack, ModuleType)]
    folders = [pack for pack in packs if isinstance(pack, Path)]
    return Extractor(read_packs([*pack_folders(plugins), *folders]), plugins=plugins)


def plugin_name(module: ModuleType) -> str:
    """Return what a plugin in *module* is called when it is not installed."""
    return module.__name__.removeprefix("dragoman_").replace("_", "-")


def printed(extractor: Extractor, path: Path) -> str:
    """Return what ``dragoman extract PATH -f json`` prints with the same packs, to the byte."""
    from dragoman.readers import read_inputs
    from dragoman.runs.batch import extract_all
    from dragoman.writers import open_writer

    file = io.StringIO()
    writer = open_writer("json", file, ())
    for outcome in extract_all(extractor, read_inputs([path.as_posix()])):
        writer.write(outcome.record)
    writer.finish()
    return file.getvalue()


def orphans(articles: Path, snapshots: Path) -> list[str]:
    """Return the articles without a snapshot and the snapshots without an article, by file name."""
    told = {path.stem: path.name for path in _visible(articles)}
    taken = {path.stem: path.name for path in _visible(snapshots)}
    return [told[stem] for stem in sorted(told.keys() - taken.keys())] + [taken[stem] for stem in sorted(taken.keys() - told.keys())]


def _visible(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
