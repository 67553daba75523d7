"""Rows on starting: from the command to its first answer, with spaCy's own import apart, and reading and compiling the built-in packs."""

from __future__ import annotations

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
    python = _least(sys.executable, "-c", "pass")
    spacy = _least(sys.executable, "-c", "import spacy") - python
    rule = next((Path(dragoman_rules.__file__).parent / "visit").glob("*.yaml"))
    yield Row("start_python", "start-up: Python alone", python, "s")
    yield Row("start_spacy", "start-up: spaCy's own import", spacy, "s")
    with tempfile.TemporaryDirectory() as folder:
        article, cache = Path(folder) / "article.txt", str(Path(folder) / "cache")
        article.write_text(_SENTENCE, encoding="utf-8")
        yield Row("start_help", "start-up: `dragoman --help`", _dragoman("--help"), "s", 0.25)
        yield Row("start_check", "start-up: `dragoman check` one file", _dragoman("check", str(rule)), "s", 0.4)
        extract = ("extract", str(article), "-f", "jsonl")
        yield _extract(
            "start_extract", "start-up: first event of `dragoman extract`", _dragoman("--cache-dir", cache, *extract), spacy, 1.8
        )
        yield _extract("start_extract_cold", "the same without a cache of rules", _dragoman("--no-cache", *extract), spacy, None)
        yield Row("compile_cold", "compile of built-in packs, cold", _compile(None), "s", 0.5)
        yield Row("compile_cached", "compile of built-in packs, from the cache", _compile(cache), "s", 0.1)


def _extract(key: str, figure: str, seconds: float, spacy: float, limit: float | None) -> Row:
    return Row(key, figure, seconds, "s", limit, note=f"{seconds - spacy:.2f} s of it dragoman's own")


def _dragoman(*arguments: str) -> float:
    return _least(sys.executable, "-m", "dragoman_cli", "--plugins", "core", *arguments)


def _compile(cache: str | None) -> float:
    """Return the least of some times; the first with a cache fills it."""
    return min(float(ask("compiling.py", {"cache": cache})["seconds"]) for _ in range(ROUNDS))


def _least(*command: str) -> float:
    return min(run(*command).seconds for _ in range(ROUNDS))
