"""Hooks, their page, the plugins that use them and the tests: none knows a hook that the others do not."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.hookspecs import Contributions, Hooks

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
HOOKS = sorted(name for name in vars(Hooks) if name.startswith("dragoman_"))


def implemented(path: Path) -> set[str]:
    return set(re.findall(r"@hookimpl\n+def (dragoman_\w+)\(", path.read_text(encoding="utf-8")))


def test_each_hook_has_a_heading_with_its_arguments_and_no_heading_is_left_over() -> None:
    headings = re.findall(r"^### `(dragoman_\w+\(.*\))`$", PAGE, re.MULTILINE)

    assert sorted(headings) == [f"{name}(ctx)" for name in HOOKS]


def test_each_hook_names_what_it_returns() -> None:
    returned = [hook.removeprefix("dragoman_") for hook in HOOKS]

    assert sorted(Contributions.__dataclass_fields__) == returned


def test_each_hook_is_used_by_a_plugin() -> None:
    used = set().union(*(implemented(path) for path in (ROOT / "plugins").glob("*/src/*/__init__.py")))

    assert sorted(used) == HOOKS


def test_each_hook_has_a_test() -> None:
    tests = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_plugin*.py") if path.name != Path(__file__).name
    )

    assert [name for name in HOOKS if f"def {name}(" not in tests] == []


def test_each_hook_has_a_docstring() -> None:
    assert [name for name in HOOKS if not (getattr(Hooks, name).__doc__ or "").startswith("Return ")] == []


def test_python_of_the_page_runs() -> None:
    [code] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, object] = {}

    exec(compile(code, "plugins.md", "exec"), names)

    assert "both" in names
