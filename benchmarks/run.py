"""Every figure that speed is judged by, in one run, its target beside it: ``python benchmarks/run.py``, or ``make bench``.

Prints a Markdown table of processor times and appends the run to ``benchmarks/history.jsonl``. Seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from extraction_rows import extraction_rows
from hostile_rows import hostile_rows
from measuring import HERE, Row
from peer_rows import peer_rows
from starting_rows import starting_rows

_PACKAGES = ("dragoman", "spacy", "ahocorasick_rs", "lemminflect")
_PARTS = ("extraction", "start", "hostile", "peers")


def main() -> None:
    options = _options()
    versions = {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}
    print("| figure | measured | target | met |\n| --- | --- | --- | --- |", flush=True)
    rows: list[Row] = []
    for row in _rows(options, versions):
        rows.append(row)
        print(line(row), flush=True)
    print(f"\nPython {', '.join(f'{name} {number}' for name, number in versions.items()).removeprefix('python ')}; {platform.machine()}")
    if options.history is not None:
        _remember(options.history, rows, versions, options)


def line(row: Row) -> str:
    """Return a row of the table."""
    target = "" if row.limit is None else f"{'≥' if row.least else '≤'} {shown(row.limit, row.unit)}"
    met = {True: "yes", False: "**no**", None: ""}[row.met]
    measured = "not measured" if row.value is None else shown(row.value, row.unit)
    note = f" ({row.note})" if row.note else ""
    return f"| {row.figure}{note} | {measured} | {target} | {met} |"


def shown(value: float, unit: str) -> str:
    """Return a figure with its unit, no more exact than it is."""
    if unit in ("/s", "MB"):
        return f"{value:,.0f}{' ' if unit == 'MB' else ''}{unit}"
    return f"{value:.0f} %" if unit == "%" else f"{value:.2g} {unit}" if value < 10 else f"{value:.0f} {unit}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--only", action="append", choices=_PARTS, help="these rows alone; repeatable; the run is not remembered")
    parser.add_argument("--seed", type=int, default=7, help="what the texts are made from")
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds of fresh text")
    parser.add_argument("--articles", type=int, default=40, help="how many articles a round has")
    parser.add_argument("--peers", type=Path, metavar="PYTHON", help="the Python of an environment with benchmarks/peers/requirements.txt")
    parser.add_argument("--history", type=Path, default=HERE / "history.jsonl", help="the file that the run is appended to")
    options = parser.parse_args()
    if options.only:
        options.history = None
    return options


def _rows(options: argparse.Namespace, versions: dict[str, str]) -> Iterator[Row]:
    chosen = options.only or _PARTS
    text = (options.seed, options.rounds, options.articles)
    if "extraction" in chosen:
        yield from extraction_rows(*text)
    if "peers" in chosen:
        yield from peer_rows(*text, options.peers, versions)
    if "start" in chosen:
        yield from starting_rows()
    if "hostile" in chosen:
        yield from hostile_rows()


def _remember(history: Path, rows: list[Row], versions: dict[str, str], options: argparse.Namespace) -> None:
    run = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "versions": versions,
        "machine": {"system": platform.system(), "machine": platform.machine()},
        "text": {"seed": options.seed, "rounds": options.rounds, "articles": options.articles},
        "ratios": {row.key: None if row.value is None else float(f"{row.value:.4g}") for row in rows},
        "units": {row.key: row.unit for row in rows},
        "missed": [row.key for row in rows if row.met is False],
    }
    with history.open("a", encoding="utf-8") as file:
        file.write(json.dumps(run, ensure_ascii=False) + "\n")


def _commit() -> str | None:
    """Return the commit that is measured, where this is a checkout."""
    found = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=HERE, capture_output=True, text=True, check=False)
    return found.stdout.strip() or None


if __name__ == "__main__":
    main()
