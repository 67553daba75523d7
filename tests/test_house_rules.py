"""The conventions that a machine can hold us to."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for root in ("engine", "cli", "rules") for path in (ROOT / root).rglob("*.py"))
ENGINE = [path for path in SOURCES if path.is_relative_to(ROOT / "engine")]
RULES = ROOT / "rules" / "dragoman_rules"
KINDS = sorted(path.stem for path in (RULES / "events").glob("*.yaml"))

LONGEST_FUNCTION = 25
LONGEST_MODULE = 350
VAGUE = {"utils", "helpers", "manager", "data", "process", "misc", "common"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def in_repository(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def body_length(function: Function) -> int:
    """Return the lines after signature and docstring: the options of a command stand in its signature, one a line."""
    statements = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - statements[0].lineno + 1 if statements else 0


def test_functions_are_short() -> None:
    long = [
        f"{in_repository(path)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in functions(path)
        if body_length(node) > LONGEST_FUNCTION
    ]

    assert long == []


def test_modules_are_short() -> None:
    lengths = {in_repository(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}

    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_modules_are_named_for_what_they_hold() -> None:
    assert [in_repository(path) for path in SOURCES if path.stem in VAGUE] == []


def names_given(path: Path) -> Iterator[str]:
    """Yield the names that a module gives at its top level, as often as it does."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_no_module_gives_a_name_twice() -> None:
    assert {in_repository(path): [name for name, n in Counter(names_given(path)).items() if n > 1] for path in SOURCES} == {
        in_repository(path): [] for path in SOURCES
    }


def test_private_names_of_modules_are_used() -> None:
    given = ((path, name) for path in SOURCES for name in names_given(path) if name.startswith("_") and not name.startswith("__"))

    assert [f"{in_repository(path)}: {name}" for path, name in given if path.read_text(encoding="utf-8").count(name) < 2] == []


def test_guide_for_contributors_names_every_package_of_the_engine() -> None:
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = [name for row in rows for name in re.findall(r"`(\w+)/`", row)]

    assert sorted(told) == sorted(path.parent.name for path in (ROOT / "engine" / "dragoman").glob("*/__init__.py"))


def test_test_modules_have_names_of_their_own() -> None:
    names = Counter(path.name for folder in ("tests", "plugins") for path in (ROOT / folder).rglob("test_*.py"))

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_engine_names_no_kind_of_event(kind: str) -> None:
    naming = re.compile(rf"(?<![a-z]){kind.replace('_', '[_ ]')}(?![a-z])", re.IGNORECASE)

    assert [in_repository(path) for path in ENGINE if naming.search(path.read_text(encoding="utf-8"))] == []


def test_engine_names_no_country() -> None:
    names = re.findall(r"^  [A-Z]{3}: \{name: ([^,}]+)", (RULES / "lexicons" / "countries.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    naming = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")

    assert len(names) > 150
    assert [in_repository(path) for path in ENGINE if naming.search(path.read_text(encoding="utf-8"))] == []


def test_public_names_are_sorted_and_exist() -> None:
    packages = [path for path in SOURCES if path.name == "__init__.py" and "__all__" in path.read_text(encoding="utf-8")]
    modules = [importlib.import_module(".".join(path.parent.relative_to(ROOT).parts[1:])) for path in packages]

    assert [module.__name__ for module in modules if module.__all__ != sorted(module.__all__)] == []
    assert [f"{module.__name__}.{name}" for module in modules for name in module.__all__ if not hasattr(module, name)] == []


def test_libraries_neither_print_nor_exit() -> None:
    silent = [path for path in SOURCES if not path.is_relative_to(ROOT / "cli")]
    calls = [
        (path, node) for path in silent for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]

    assert [in_repository(path) for path, call in calls if ast.unparse(call.func) in {"print", "sys.exit", "exit", "quit"}] == []


def test_nothing_names_the_machine_it_was_written_on() -> None:
    places = re.compile("|".join(["/wo" + "rk/", "\\.\\./sha" + "red", "\\.libr" + "ary", "/ro" + "ot/", "/opt/whe" + "els"]))
    suffixes = {".py", ".md", ".yaml", ".toml", ".json", ".txt", ""}
    folders = [ROOT / name for name in ("engine", "cli", "rules", "tests", "docs", "benchmarks", "corpus", "plugins", ".ci")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix in suffixes]
    # In a git worktree `.git` is a file that names the checkout it belongs to.
    files += [path for path in ROOT.iterdir() if path.is_file() and path.suffix in suffixes and path.name != ".git"]

    assert [in_repository(path) for path in files if places.search(path.read_text(encoding="utf-8", errors="replace"))] == []
