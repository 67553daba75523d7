"""What the documents say is so: their examples run, their links lead somewhere, and nothing public is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from dragoman.article import Article
from dragoman.examples import Outcome, run_examples
from dragoman.extractor import Extractor
from dragoman.located_yaml import parse_yaml
from dragoman.packs import read_packs
from dragoman.plugins import load_plugins, pack_folders
from dragoman.readers.formats import READERS
from dragoman.writers import FORMATS
from dragoman_cli.app import app

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
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
def with_readme_rule(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    """Return an extractor with the core pack and the rule of the README."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "pack.yaml").write_text("pack: readme\nversion: '1'\n", encoding="utf-8")
    (folder / "weapon_transfer").mkdir()
    (folder / "weapon_transfer" / "airlift.yaml").write_text(blocks(ROOT / "README.md", "yaml")[0], encoding="utf-8")
    return Extractor(read_packs([*pack_folders(load_plugins(only=["core"])), folder]))


def test_rule_of_the_readme_passes_its_own_examples(with_readme_rule: Extractor) -> None:
    results = list(run_examples(with_readme_rule, with_readme_rule.packs[-1].rules))

    assert [(result.outcome, result.faults) for result in results] == [(Outcome.PASSED, ())] * 4


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
