"""Gold files as the command line reads them: JSON lines, each an article with the events that it tells."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import typer

from dragoman.workbench.stats import GoldArticle, GoldEvent
from dragoman_cli.exits import Exit
from dragoman_cli.terminal import shown, tell


def json_objects(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield the objects of a file of JSON lines with their numbers."""
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as fault:
            stop(f"{shown(str(path))}:{number}: this is no line of JSON: {fault.msg}")
        if not isinstance(value, dict):
            stop(f"{shown(str(path))}:{number}: this is no JSON object")
        yield number, value


def gold_articles(path: Path) -> Iterator[tuple[str, GoldArticle]]:
    """Yield the articles of a gold file by id; their text stands in the line or in the file that it names, from the gold's folder."""
    for number, value in json_objects(path):
        name, events = value.get("article"), value.get("events")
        file = path.parent / str(value.get("file") or "")
        text = value.get("text") or (file.read_text(encoding="utf-8") if file.is_file() else None)
        if not name or not text or not isinstance(events, list):
            stop(f"{shown(str(path))}:{number}: a line of gold holds 'article', 'events', and 'text' or a 'file' that exists")
        yield str(name), GoldArticle(str(text), tuple(_event(event) for event in events if isinstance(event, dict)))


def _event(event: Mapping[str, object]) -> GoldEvent:
    return GoldEvent(
        str(event.get("quote")),
        str(event.get("kind")),
        bool(event.get("doubtful")),
        str(event.get("status") or "asserted"),
        _section(event.get("slots")),
        event.get("source"),
        _section(event.get("optional")),
    )


def _section(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def stop(message: str) -> NoReturn:
    """End the command: it cannot start, for the reason told."""
    tell(f"error: {message}")
    raise typer.Exit(Exit.CANNOT_START)
