"""What the documents say is so: their examples run, their links lead somewhere, and nothing public is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.packs.located_yaml import parse_yaml
from dragoman.packs.reading import read_pack
from dragoman.readers.formats import READERS
from dragoman.workbench.reworking import rework
from dragoman.writers import FORMATS
from dragoman_cli.app import app
from dragoman_cli.commands import load_command

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "plugins").glob("*/README.md")),
]
CLI_PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_yaml_in_a_document_can_be_read(path: Path) -> None:
    faults = [fault for block in blocks(path, "yaml") for fault in parse_yaml(block, name_of(path))[1]]

    assert faults == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))

    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.fixture(scope="module")
def with_readme_rule(tmp_path_factory: pytest.TempPathFactory, core_extractor: Extractor) -> Extractor:
    """Return an extractor with the core pack and the rule of the README."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "pack.yaml").write_text("pack: readme\nversion: '1'\n", encoding="utf-8")
    (folder / "weapon_transfer").mkdir()
    (folder / "weapon_transfer" / "airlift.yaml").write_text(blocks(ROOT / "README.md", "yaml")[0], encoding="utf-8")
    return rework(core_extractor, [*core_extractor.packs, read_pack(folder, core_extractor.packs)])


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Howitzers were airlifted to Kyiv by Norway.", "asserted"),
        ("The howitzers Norway has airlifted to Kyiv are old.", "asserted"),
        ("Norway, which plans to airlift howitzers to Kyiv, is small.", "planned"),
    ],
)
def test_rule_of_the_readme_finds_what_the_readme_says(with_readme_rule: Extractor, text: str, status: str) -> None:
    [mention] = with_readme_rule.extract(Article(text=text)).mentions

    assert (mention.rule, mention.status) == ("weapon_transfer/airlift", status)
    assert sorted(mention.slots) == ["items", "recipient", "supplier"]


def test_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    [code] = blocks(ROOT / "README.md", "python")

    exec(compile(code, "README.md", "exec"), {})

    assert "asserted" in capsys.readouterr().out


def test_python_of_the_explain_page_runs() -> None:
    [code] = blocks(ROOT / "docs" / "explain.md", "python")
    names: dict[str, object] = {}

    exec(compile(code, "explain.md", "exec"), names)

    assert "told" in names


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_commands_in_the_text_of_a_document_have_the_options_they_name(path: Path) -> None:
    assert [fault for command in commands_in_text(path) for fault in unknown_words(command)] == []


def commands_in_text(path: Path) -> list[str]:
    """Return what stands in backquotes and begins with dragoman and a small word or an option."""
    text = re.sub(r"^ *```.*?^ *```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [" ".join(words.split()) for words in re.findall(r"`(dragoman -?[a-z-][^`]*)`", text)]


def unknown_words(command: str) -> list[str]:
    """Return the command that dragoman does not have, or the options that it does not know."""
    root = get_command(app)
    known, words = options_of(root), command.split(" | ")[0].split()[1:]
    name = next((word for word in words if word in getattr(root, "commands", {})), None)
    if name is None and not words[0].startswith("-"):
        return [f"{command}: no such command"]
    own = load_command(name) if name is not None else None
    inner = next((getattr(own, "commands", {})[word] for word in words if word in getattr(own, "commands", {})), None)
    known |= options_of(own) | options_of(inner) | {"-h", "--help", "--install-completion"}
    written = (re.split(r"[=.,;]", word.strip("[]()"))[0] for word in words if re.match(r"\[?-", word))
    return [f"{command}: no option {word}" for word in written if len(word) > 1 and word not in known]


def options_of(command: object) -> set[str]:
    return {name for param in getattr(command, "params", ()) for name in (*param.opts, *param.secondary_opts)}


def test_command_that_does_not_exist_is_found_in_a_text() -> None:
    assert unknown_words("dragoman extrakt a.txt") == ["dragoman extrakt a.txt: no such command"]
    assert unknown_words("dragoman check --fixx pack/") == ["dragoman check --fixx pack/: no option --fixx"]
    assert unknown_words("dragoman schema rules --installed") == []


def test_python_of_the_contributing_page_is_a_hook() -> None:
    [code] = blocks(ROOT / "CONTRIBUTING.md", "python")
    names: dict[str, object] = {"__file__": __file__}

    exec(compile(code, "CONTRIBUTING.md", "exec"), names)

    assert "dragoman_packs" in names


def test_each_command_has_a_section() -> None:
    commands = sorted(getattr(get_command(app), "commands", {}))

    assert len(commands) >= 9
    assert [name for name in commands if f"## `dragoman {name}" not in CLI_PAGE] == []


def test_each_format_is_documented() -> None:
    assert [name for name in FORMATS if f"| `{name}` |" not in CLI_PAGE] == []
    assert [suffix for suffix in READERS if f"`{suffix}`" not in CLI_PAGE] == []
