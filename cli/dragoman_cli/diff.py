"""``dragoman diff``: what two runs, or two versions of a rule pack, find differently."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, cast

import typer

from dragoman.packs.located_yaml import Mapping as YamlMapping
from dragoman.packs.located_yaml import parse_yaml
from dragoman.packs.pack_files import PACK_FILE
from dragoman.packs.reading import read_packs
from dragoman.plugins import load_plugins, pack_folders
from dragoman.readers import read_inputs
from dragoman.runs.batch import extract_all
from dragoman.workbench.differing import CHANGED, GAINED, LOST, Change, Differences, Regrouped, differ
from dragoman.writers.record import Record
from dragoman_cli.exits import Exit
from dragoman_cli.packs import load_extractor, pack_of
from dragoman_cli.terminal import Settings, amount, data_out, shown, tell

_SIGNS = {GAINED: "+", LOST: "-", CHANGED: "~"}


def diff(
    ctx: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="OLD", help="What extract wrote (.jsonl or .json), or a rule pack's folder.", exists=True)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same, of the later run or rules.", exists=True)],
    inputs: Annotated[list[str] | None, typer.Argument(metavar="INPUT", help="With two rule packs: the articles to run them over.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """Tell which events are gained, lost and changed between two outputs, or two rule packs over the same articles."""
    settings: Settings = ctx.obj
    if old.is_dir() != new.is_dir():
        raise typer.BadParameter("give two outputs of extract, or two folders with rules")
    if old.is_dir() != bool(inputs):
        raise typer.BadParameter("two rule packs need an INPUT to run them over" if old.is_dir() else "two outputs need no INPUT")
    before, after = (_run(settings, path, inputs or []) if path.is_dir() else _output(path) for path in (old, new))
    found = differ(before, after)
    data_out().write(_json(found) if as_json else _text(found))
    if not settings.quiet:
        counts = {change: sum(c.change == change for c in found.changes) for change in _SIGNS}
        tell(f"{shown(str(old))} -> {shown(str(new))}: {', '.join(f'{number:,} {change}' for change, number in counts.items())}")
    raise typer.Exit(Exit.NOT_RIGHT if found else Exit.DONE)


# -- what is compared ----------------------------------------------------------------------------------------------------


def _output(path: Path) -> list[Record]:
    """Return the records of a file that extract wrote."""
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        values = json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for line in text.split("\n") if line.strip()]
    except json.JSONDecodeError as fault:
        raise typer.BadParameter(f"{path} is no output of extract: {fault.msg} in line {fault.lineno}") from None
    if not all(isinstance(value, dict) and isinstance(value.get("article"), dict) and "mentions" in value for value in values):
        raise typer.BadParameter(f"{path} is no output of extract; write one with `dragoman extract INPUT -o OUT.jsonl`")
    return cast(list[Record], values)


def _run(settings: Settings, folder: Path, inputs: Sequence[str]) -> list[Record]:
    """Return the records of the articles by the plugins' packs and that in *folder*, which stands in for a plugin's of its name."""
    own = pack_of(folder)
    others = pack_folders(load_plugins(only=settings.plugins))
    packs = read_packs([*(other for other, pack in zip(others, read_packs(others), strict=True) if pack.name != _name(own)), own])
    return [outcome.record for outcome in extract_all(load_extractor(settings, packs), read_inputs(inputs))]


def _name(folder: Path) -> str:
    """Return what a pack's file calls it, or an empty text."""
    path = folder / PACK_FILE
    node, _ = parse_yaml(path.read_text(encoding="utf-8", errors="replace"), str(path))
    named = node.pairs.get("pack") if isinstance(node, YamlMapping) else None
    return str(getattr(named[1], "text", "")) if named is not None else ""


# -- what is shown -------------------------------------------------------------------------------------------------------


def _json(found: Differences) -> str:
    rules = {rule: {change: counts[change] for change in _SIGNS} for rule, counts in found.by_rule().items()}
    return json.dumps({"rules": rules, **asdict(found)}, ensure_ascii=False, indent=2) + "\n"


def _text(found: Differences) -> str:
    blocks = [*_by_rule(found), *map(_change, found.changes), *map(_regrouped, found.regrouped)]
    notes = (
        (found.only_old, "in OLD only"),
        (found.only_new, "in NEW only"),
        (found.other_text, "with another text than before, and not compared"),
        (found.problems, "with other problems than before"),
    )
    blocks += [f"{amount(len(names), 'article')} {what}: {', '.join(names)}\n" for names, what in notes if names]
    return "\n".join(blocks)


def _regrouped(found: Regrouped) -> str:
    sides = (f"    {side}  {'; '.join(events) or 'nothing'}" for side, events in (("old", found.old), ("new", found.new)))
    return "\n".join([f"= {found.article}: mentions are merged into other events", *sides]) + "\n"


def _by_rule(found: Differences) -> Iterator[str]:
    counts = found.by_rule()
    if counts:
        width = max(map(len, (*counts, "rule")))
        rows = [_row(rule, [f"{number[change]:,}" for change in _SIGNS], width) for rule, number in counts.items()]
        yield "\n".join([_row("rule", list(_SIGNS), width), *rows]) + "\n"


def _row(rule: str, cells: Sequence[str], width: int) -> str:
    return f"{rule:<{width}}{''.join(f'{cell:>9}' for cell in cells)}"


def _change(change: Change) -> str:
    lines = [
        f"{_SIGNS[change.change]} {change.rule}  '{change.trigger['text']}' at {change.trigger['start']} of {change.article}",
        f"    {' '.join(change.evidence['text'].split())}",
        *(f"    {detail}" for detail in change.details),
    ]
    return "\n".join(lines) + "\n"
