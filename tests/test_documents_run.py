"""The tutorial and the cookbook run: their files are written, their commands run, and what these print is what the pages show.

A comment above a block says what it is: ``<!-- file: NAME -->``, ``<!-- add to: NAME -->`` or ``<!-- change in: NAME -->``; the commands
of a console block run as they stand, and each line shown below one must be part of what it prints, in this order.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

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
# Pages whose commands are run on the inputs that they name.
PAGES = ("README.md", "docs/explain.md")
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
    elif block.key == "add to":
        path = folder / block.value
        path.write_text(path.read_text(encoding="utf-8") + block.text, encoding="utf-8")
    elif block.key == "change in":
        return _change(folder / block.value, block.text)
    elif block.language == "console":
        return [fault for command, shown in commands_of(block.text) for fault in run(command, shown, plugins)]
    elif block.language == "sh" and block.key != "not run":
        lines = block.text.replace("\\\n", " ").split("\n")
        return [fault for line in lines if line.strip() and not line.strip().startswith("#") for fault in run(line.strip(), [], plugins)]
    return []


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
    if not words or words[0] != "dragoman":
        return [f"only dragoman is run here; mark the block 'not run': {command}"]
    written = shlex.split(given)[1:]
    text = Path(written[0]).read_text(encoding="utf-8") if given.startswith("cat") else " ".join(written)
    result = CliRunner().invoke(app, ["--plugins", plugins, *words[1:]], input=text or None)
    if result.exit_code not in (0, 1, 3) or (result.exception is not None and not isinstance(result.exception, SystemExit)):
        return [f"{command}: exit code {result.exit_code}: {result.output} {result.exception}"]
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
    metadata = folder / "dragoman_atlas-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: dragoman-atlas\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text("[dragoman]\natlas = plugin_atlas\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("page", WHOLE)
def test_page_runs_from_an_empty_folder(page: str, atlas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(atlas))
    monkeypatch.chdir(tmp_path)

    faults = [fault for block in blocks_of(DOCS / page) for fault in apply(block, tmp_path, plugins="atlas")]

    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("page", WHOLE)
def test_every_yaml_block_of_a_page_is_part_of_its_pack(page: str) -> None:
    marked = [(block.text, block.key) for block in blocks_of(DOCS / page) if block.language == "yaml"]

    assert marked
    assert [text for text, key in marked if key not in ("file", "add to")] == []


@pytest.mark.parametrize("page", PAGES)
def test_commands_of_a_page_run(page: str, atlas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(atlas))
    monkeypatch.chdir(tmp_path)
    for name in ("news/one.txt", "article.txt"):
        _write(tmp_path / name, "Norway supplied Ukraine with howitzers.")
    for name in ("more/two.jsonl", "feed.jsonl"):
        _write(tmp_path / name, '{"text": "Gunmen killed four soldiers."}\n')
    blocks = [block for block in blocks_of(ROOT / page) if block.language == "sh"]

    faults = [fault for block in blocks for fault in apply(block, tmp_path, plugins="atlas")]

    assert blocks
    assert faults == [], "\n".join(faults)


def test_line_that_is_not_printed_is_a_fault() -> None:
    assert list(missing("one\ntwo\n", ["two", "one"])) == ["one"]
    assert list(missing("one\n  two  words\n", ["one", "two words"])) == []


def test_command_that_is_no_dragoman_has_to_be_marked() -> None:
    [fault] = run("rm -rf everything", [])

    assert "mark the block 'not run'" in fault
