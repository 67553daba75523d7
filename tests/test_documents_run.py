"""Every YAML block and every command of every page runs: files are written, commands run, and what these print is what the pages show.

A comment above a block says what it is: ``<!-- file: NAME -->``, ``<!-- add to: NAME -->``, ``<!-- change in: NAME -->``, or
``<!-- keys of: NAME -->`` for keys of a file of the core pack (``core/...``), which is then checked, and its examples run. The commands
of a console block run as they stand, and each line shown below one must be part of what it prints, in this order. What cannot run here
says why: ``<!-- not run: WHY -->``; these blocks are listed below, so that none is added unseen.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.consumer import apply_consumer, read_consumer
from dragoman.extractor import Extractor
from dragoman.packs.reading import read_pack_checked, read_packs
from dragoman.workbench.examples import Outcome, run_examples
from dragoman.workbench.reworking import rework
from dragoman_cli.app import app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
# A page in which every YAML block is a file of a pack that its commands check and test.
WHOLE = ("tutorial.md", "cookbook.md", "language.md")
# The lexicons that the pages need: with all of them every command would read for seconds.
LEXICONS = ("countries", "institutions", "locations", "references", "units", "verbs")
# Of these the first entries do: the core pack's events want their types.
TRIMMED = ("bodies", "causes", "forces", "titles")
RULES = ("weapon_transfer/supply", "visit/arrived", "casualties/killed")
PAGES = sorted(path.relative_to(ROOT).as_posix() for glob in ("*.md", "docs/*.md", "plugins/*/README.md") for path in ROOT.glob(glob))
# The blocks that say themselves that they are not run, by the reasons they give.
NOT_RUN = {
    "README.md": ["the tests are run by it", "it installs"],
    "CONTRIBUTING.md": ["it writes the snapshots anew", "the tests are run by it"],
    "docs/batch.md": ["it runs until it is stopped", "it needs a cluster", "it needs a cluster"],
    "docs/performance.md": ["it measures for minutes"],
    "docs/plugins.md": ["it installs"],
    "docs/quality.md": ["it measures for minutes"],
} | {f"plugins/dragoman-{name}/README.md": ["it installs"] for name in ("diplomacy", "plover", "strikes", "weapons-tests")}
PLUGINS = {path.name: path.name.replace("-", "_") for path in sorted((ROOT / "plugins").iterdir()) if (path / "pyproject.toml").is_file()}
_BLOCK = re.compile(
    r"(?:^ *<!-- (?P<key>[a-z ]+)(?:: (?P<value>[^\n]*?))? -->\n)?^ *```(?P<language>\w*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a document with the mark in the comment above it, such as ``file: news.txt``."""

    language: str
    text: str
    key: str
    value: str


def blocks_of(document: Path) -> Iterator[Block]:
    """Yield the blocks of a document in their order."""
    for found in _BLOCK.finditer(document.read_text(encoding="utf-8")):
        yield Block(found["language"], found["text"], found["key"] or "", (found["value"] or "").strip())


def apply(block: Block, folder: Path, plugins: str = "core") -> list[str]:
    """Do what a block says in *folder*; return what does not go as it shows."""
    if block.key == "file":
        _write(folder / block.value, block.text)
    if block.key == "not run" or (block.key == "file" and block.language != "toml"):
        return []
    if block.key == "add to":
        path = folder / block.value
        path.write_text(path.read_text(encoding="utf-8") + block.text, encoding="utf-8")
    elif block.key == "change in":
        return _change(folder / block.value, block.text)
    elif block.language == "console":
        return [fault for command, shown in commands_of(block.text) for fault in run(command, shown, plugins)]
    elif block.language == "sh":
        lines = block.text.replace("\\\n", " ").split("\n")
        return [fault for line in lines if line.strip() and not line.strip().startswith("#") for fault in run(line.strip(), [], plugins)]
    elif block.language == "toml":
        apply_consumer(read_packs([ROOT / "rules" / "dragoman_rules"]), read_consumer(folder / block.value))
    elif block.language == "json":
        _all_json(block.text)
    return []


def _all_json(text: str) -> None:
    """Read the JSON values that stand one after the other; raise a ValueError where that is not what stands there."""
    while text.strip():
        _, end = json.JSONDecoder().raw_decode(text.lstrip())
        text = text.lstrip()[end:]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _change(path: Path, diff: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    old = "".join(f"{line[2:]}\n" for line in diff.split("\n") if line.startswith("- "))
    new = "".join(f"{line[2:]}\n" for line in diff.split("\n") if line.startswith("+ "))
    if text.count(old) != 1:
        return [f"{path.name} does not hold once: {old}"]
    path.write_text(text.replace(old, new), encoding="utf-8")
    return []


def commands_of(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the commands of a console block, each with the lines shown below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip().split("\n")
        yield command, [line for line in shown if line.strip()]


def run(command: str, shown: list[str], plugins: str = "core") -> list[str]:
    """Run a command line here; return what of the lines *shown* it does not print, in their order, or that it cannot be run."""
    given, _, piped = command.partition("|") if re.match(r"(cat|echo) ", command) else ("", "", command)
    words = shlex.split(piped, comments=True)
    kept = words[words.index(">") + 1] if ">" in words else ""
    words = words[: words.index(">")] if kept else words
    if not words or words[0] != "dragoman":
        return [f"only dragoman is run here; mark the block 'not run': {command}"]
    written = shlex.split(given)[1:]
    text = Path(written[0]).read_text(encoding="utf-8") if given.startswith("cat") else " ".join(written)
    result = CliRunner().invoke(app, ["--plugins", plugins, *words[1:]], input=text or None)
    if result.exit_code not in (0, 1, 3) or (result.exception is not None and not isinstance(result.exception, SystemExit)):
        return [f"{command}: exit code {result.exit_code}: {result.output} {result.exception}"]
    if kept:
        _write(Path(kept), result.stdout)
    return [f"{command}: does not print '{line}' but:\n{result.output}" for line in missing(result.output, shown)]


def missing(output: str, shown: list[str]) -> Iterator[str]:
    """Yield the shown lines whose words do not come in the output, one line after the other."""
    lines = iter([" ".join(line.split()) for line in output.split("\n")])
    for wanted in shown:
        if not any(" ".join(wanted.split()) in line for line in lines):
            yield wanted
            return


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an installed plugin that brings the core pack's cues and some of its lexicons, and no rule."""
    folder = tmp_path_factory.mktemp("atlas")
    core = ROOT / "rules" / "dragoman_rules"
    for name in ("cues", "events"):
        shutil.copytree(core / name, folder / "pack" / name)
    for name in RULES:
        (folder / "pack" / name).parent.mkdir(exist_ok=True)
        shutil.copy(core / f"{name}.yaml", (folder / "pack" / name).parent)
    (folder / "pack" / "lexicons").mkdir()
    for name in LEXICONS:
        shutil.copy(core / "lexicons" / f"{name}.yaml", folder / "pack" / "lexicons")
    for name in TRIMMED:
        lines = (core / "lexicons" / f"{name}.yaml").read_text(encoding="utf-8").split("\n")
        _write(folder / "pack" / "lexicons" / f"{name}.yaml", "\n".join(lines[:60]) + "\n")
    shutil.copy(core / "pack.yaml", folder / "pack")
    hook = "from pathlib import Path\nfrom dragoman.hookspecs import hookimpl\n\n"
    hook += "@hookimpl\ndef dragoman_packs():\n    return [Path(__file__).parent / 'pack']\n"
    (folder / "plugin_atlas.py").write_text(hook, encoding="utf-8")
    _install(folder, "atlas", "plugin_atlas")
    for name, package in PLUGINS.items():
        _install(folder, name.removeprefix("dragoman-"), package)
    return folder


def _install(folder: Path, name: str, package: str) -> None:
    metadata = folder / f"dragoman_{name.replace('-', '_')}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: dragoman-{name}\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(f"[dragoman]\n{name} = {package}\n", encoding="utf-8")


@pytest.mark.parametrize("page", WHOLE)
def test_page_runs_from_an_empty_folder(page: str, atlas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(atlas))
    monkeypatch.chdir(tmp_path)

    faults = [fault for block in blocks_of(DOCS / page) for fault in apply(block, tmp_path, plugins="atlas")]

    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("page", PAGES)
def test_every_yaml_block_is_a_file_or_says_whose_keys_it_has(page: str) -> None:
    unmarked = [block.text for block in blocks_of(ROOT / page) if block.language in ("yaml", "toml") and not block.key]

    assert unmarked == []


@pytest.mark.parametrize("page", PAGES)
def test_what_is_not_run_says_why_and_is_counted(page: str) -> None:
    blocks = list(blocks_of(ROOT / page))

    assert [block.value for block in blocks if block.key == "not run"] == NOT_RUN.get(page, [])
    assert [block.language for block in blocks if block.language in ("bash", "shell", "yml")] == []


@pytest.mark.parametrize("page", sorted(set(PAGES) - {f"docs/{name}" for name in WHOLE}))
def test_commands_of_a_page_run(page: str, atlas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = Path(page).parent.name
    monkeypatch.syspath_prepend(str(atlas))
    if plugin in PLUGINS:
        monkeypatch.syspath_prepend(str(ROOT / "plugins" / plugin / "src"))
    monkeypatch.chdir(tmp_path)
    for name in ("news/one.txt", "archive/two.txt", "article.txt"):
        _write(tmp_path / name, "Norway supplied Ukraine with howitzers.")
    for name in ("more/two.jsonl", "feed.jsonl"):
        _write(tmp_path / name, '{"text": "Gunmen killed four soldiers."}\n')
    shutil.copy(next((ROOT / "plugins" / "dragoman-plover" / "corpus").glob("*.xml")), tmp_path / "sentences.xml")
    plugins = f"atlas,{plugin.removeprefix('dragoman-')}" if plugin in PLUGINS else "atlas"

    faults = [fault for block in blocks_of(ROOT / page) for fault in apply(block, tmp_path, plugins)]

    assert faults == [], "\n".join(faults)


def keys_of_core() -> list[Block]:
    return [block for page in PAGES for block in blocks_of(ROOT / page) if block.key == "keys of"]


def with_keys(text: str, keys: str) -> str:
    """Return a file with the top-level keys of a block in the place of its own, or before its examples; further examples are added."""
    keys, _, more = keys.partition("examples:\n")
    for found in re.finditer(r"^(\w+):.*?(?=^\w|\Z)", keys, re.MULTILINE | re.DOTALL):
        text = re.sub(rf"^{found[1]}:.*?(?=^\w|\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
        head, examples, rest = text.partition("examples:\n")
        text = f"{head}{found[0].rstrip()}\n{examples}{rest}"
    return text if not more else f"{text if 'examples:' in text else f'{text}examples:' + chr(10)}{more}"


def whole_file(name: str) -> str:
    """Return a file of the core pack, or the whole one that a page shows under this name."""
    own = ROOT / "rules" / "dragoman_rules" / name
    shown = (block.text for block in keys_of_core() if block.value == f"core/{name}" and block.text.startswith("id:"))
    return own.read_text(encoding="utf-8") if own.is_file() else next(shown)


@pytest.mark.parametrize("block", keys_of_core(), ids=lambda block: f"{block.value} {block.text.split(':')[0]}")
def test_keys_of_a_file_of_the_core_pack_are_sound(block: Block, core_extractor: Extractor, tmp_path: Path) -> None:
    name = block.value.removeprefix("core/")
    _write(tmp_path / name, whole_file(name) if block.text.startswith("id:") else with_keys(whole_file(name), block.text))
    _write(tmp_path / "pack.yaml", 'pack: one\nversion: "1"\n')
    [core] = core_extractor.packs
    beside = replace(core, events=tuple(event for event in core.events if f"events/{event.name}.yaml" != name))

    pack, faults = read_pack_checked(tmp_path, [beside])

    assert [str(fault) for fault in faults if fault.severity == "error"] == []
    assert pack is not None
    rules = [replace(rule, pack="core") for rule in pack.rules if "examples:" in block.text]
    others = tuple(rule for rule in core.rules if rule.name not in {changed.name for changed in rules})
    extractor = rework(core_extractor, [replace(core, rules=(*others, *rules))])
    assert [result.faults for result in run_examples(extractor, rules) if result.outcome is Outcome.FAILED] == []


def test_line_that_is_not_printed_is_a_fault() -> None:
    assert list(missing("one\ntwo\n", ["two", "one"])) == ["one"]
    assert list(missing("one\n  two  words\n", ["one", "two words"])) == []


def test_command_that_is_no_dragoman_has_to_be_marked() -> None:
    [fault] = run("rm -rf everything", [])

    assert "mark the block 'not run'" in fault
