"""Rows on starting: from the command to its first answer, with spaCy's own import apart, and reading and compiling the built-in packs."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dragoman_rules
from measuring import Row, ask, run

ROUNDS = 5
_SENTENCE = "Kenya sent 400 soldiers to Haiti on Monday, the defence ministry said."


def starting_rows() -> Iterator[Row]:
    """Yield the rows; each time is the least processor time of some runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = _Start(folder / "bytecode")
        python = start.least("-c", "pass")
        spacy = start.least("-c", "import spacy") - python
        yield Row("start_python", "start-up: Python alone", python, "s")
        yield Row("start_spacy", "start-up: spaCy's own import", spacy, "s")
        yield Row("start_help", "start-up: `dragoman --help`", start.dragoman("--help"), "s", 0.25)
        yield from _check_rows(start, folder)
        yield from _extract_rows(start, folder, spacy)
        yield Row("compile_cold", "compile of built-in packs, cold", _compile(None), "s", 0.5)
        yield Row("compile_cached", "compile of built-in packs, from the cache", _compile(str(folder / "cache")), "s", 0.1)


def _check_rows(start: _Start, folder: Path) -> Iterator[Row]:
    check = ("check", str(min((Path(dragoman_rules.__file__).parent / "visit").glob("*.yaml"))))
    kept = start.dragoman("--cache-dir", str(folder / "cache"), *check)
    first = min(start.dragoman("--cache-dir", str(folder / f"cache{number}"), *check, rounds=1) for number in range(ROUNDS))
    yield Row("start_check", "start-up: `dragoman check` one file", kept, "s", 0.4)
    yield Row("start_check_first", "the same the first time after a change", first, "s")


def _extract_rows(start: _Start, folder: Path, spacy: float) -> Iterator[Row]:
    article = folder / "article.txt"
    article.write_text(_SENTENCE, encoding="utf-8")
    extract = ("extract", str(article), "-f", "jsonl")
    cached, cold = start.dragoman("--cache-dir", str(folder / "cache"), *extract), start.dragoman("--no-cache", *extract)
    yield _extract("start_extract", "start-up: first event of `dragoman extract`", cached, spacy, 1.8)
    yield _extract("start_extract_cold", "the same without a cache of rules", cold, spacy, None)


def _extract(key: str, figure: str, seconds: float, spacy: float, limit: float | None) -> Row:
    return Row(key, figure, seconds, "s", limit, note=f"{seconds - spacy:.2f} s of it dragoman's own")


class _Start:
    """Starts Python as it is where it is installed: with bytecode, which the first run of each command leaves in a folder."""

    def __init__(self, bytecode: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self._environment = kept | {"PYTHONPYCACHEPREFIX": str(bytecode)}

    def dragoman(self, *arguments: str, rounds: int = ROUNDS) -> float:
        return self.least("-m", "dragoman_cli", "--plugins", "core", *arguments, rounds=rounds)

    def least(self, *arguments: str, rounds: int = ROUNDS) -> float:
        return min(run(sys.executable, *arguments, environment=self._environment).seconds for _ in range(rounds))


def _compile(cache: str | None) -> float:
    """Return the least of some times; the first with a cache fills it."""
    return min(float(ask("compiling.py", {"cache": cache})["seconds"]) for _ in range(ROUNDS))
