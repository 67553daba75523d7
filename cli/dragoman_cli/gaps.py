"""``dragoman gaps``: what rules and lexicons miss in articles."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.article import Article
from dragoman.readers import Options, Reading, read_inputs
from dragoman_cli.exits import Exit
from dragoman_cli.packs import Kinds, Rules, chosen_packs, load_extractor
from dragoman_cli.terminal import Settings, amount, data_out, tell

if TYPE_CHECKING:
    from dragoman.workbench.gaps import Gaps, NameGap, Sighting, SlotGap, VerbGap

_WIDTH = 130


def gaps(
    ctx: typer.Context,
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders, globs, archives; - is standard input.")],
    rules: Rules = None,
    events: Kinds = None,
    top: Annotated[int, typer.Option("--top", min=1, metavar="N", help="How many of each sort the text shows.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """List what rules and lexicons miss: unknown verbs between actors, empty slots, unlisted names; most frequent first."""
    settings: Settings = ctx.obj
    extractor = load_extractor(settings, chosen_packs(settings, rules or [], events, to_run=True))
    from dragoman.workbench.gaps import find_gaps  # spaCy again: only where text is run

    readings = list(read_inputs(inputs, Options()))
    found = find_gaps(extractor, _readable(readings))
    data_out().write(f"{json.dumps(asdict(found), ensure_ascii=False, indent=2)}\n" if as_json else _text(found, top))
    if not settings.quiet:
        tell(f"{amount(found.articles, 'article')}, {amount(found.sentences, 'sentence')}")
    raise typer.Exit(Exit.DONE if all(reading.readable for reading in readings) else Exit.SOME_FAILED)


def _readable(readings: Iterable[Reading]) -> Iterator[Article]:
    for reading in readings:
        if reading.readable:
            yield reading.article
        else:
            tell(f"{reading.article.path or reading.article.id}: {reading.problems[0].message}")


def _text(found: Gaps, top: int) -> str:
    parts = [
        *_part("Verbs that no rule knows, between an actor and another actor, a force, people, a person or materiel", found.verbs, top),
        *(line for gap in found.verbs[:top] for line in _verb(gap)),
        *_part("Triggers whose required slot stayed empty", found.slots, top),
        *(line for gap in found.slots[:top] for line in _slot(gap)),
        *_part("Names in a slot's place that no lexicon knows", found.names, top),
        *(line for gap in found.names[:top] for line in _name(gap)),
    ]
    return "\n".join(parts).lstrip("\n") + "\n"


def _part(heading: str, found: tuple[object, ...], top: int) -> Iterator[str]:
    more = f", the first {top}" if len(found) > top else ""
    yield f"\n{heading}: {len(found):,}{more}"


def _verb(gap: VerbGap) -> Iterator[str]:
    unread = "" if gap.read else "  (in no verb lexicon either)"
    yield f"{gap.count:>5}  {gap.lemma}  {', '.join(gap.around)}{unread}"
    yield _example(gap.example)


def _slot(gap: SlotGap) -> Iterator[str]:
    yield f"{gap.count:>5}  {gap.rule}  {gap.lemma}: no {' or '.join(gap.slots)}"
    if gap.nearest:
        yield f"       nearest is '{gap.nearest}': {gap.reason}"
    yield _example(gap.example)


def _name(gap: NameGap) -> Iterator[str]:
    yield f"{gap.count:>5}  {gap.name}  {', '.join(gap.slots)}  ({'taken as it stands' if gap.filled else 'not taken'})"
    yield _example(gap.example)


def _example(example: Sighting) -> str:
    return f"       {example.article}: “{textwrap.shorten(example.sentence, _WIDTH, placeholder='…')}”"
