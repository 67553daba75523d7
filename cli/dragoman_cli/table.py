"""A table of events for the terminal."""

from __future__ import annotations

from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.writers.record import EventRecord, MentionRecord, Record
from dragoman.writers.wording import join_fillers, join_sources

_STYLES = {"asserted": "green", "planned": "cyan", "possible": "yellow", "requested": "magenta", "denied": "red"}
_NARROWEST = 120


class TableWriter:
    """Writes a table of events for each article: kind, status, slots, who says so, and the words."""

    def __init__(self, file: TextIO) -> None:
        self._console = Console(file=file, highlight=False)
        # A pipe has no width of its own; eighty columns would break every quotation to pieces.
        if not self._console.is_terminal:
            self._console.width = max(self._console.width, _NARROWEST)

    def write(self, record: Record) -> None:
        """Write one article's table."""
        article = record["article"]
        heading = " · ".join(filter(None, [article["path"] or article["id"], article["date"], article["outlet"]]))
        self._console.print(Text(heading, style="bold"))
        if record["events"]:
            self._console.print(_table(record))
        for problem in record["problems"]:
            self._console.print(Text(f"  {problem['code']}: {problem['message']}", style="red"))

    def finish(self) -> None:
        """Write what stands after the last record: nothing."""


def _table(record: Record) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=True)
    table.add_column("event", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("what", ratio=5)
    table.add_column("said by", ratio=2)
    table.add_column("words", ratio=5)
    mentions = {mention["id"]: mention for mention in record["mentions"]}
    for event in record["events"]:
        table.add_row(*_row(event, [mentions[id_] for id_ in event["mentions"]]))
    return table


def _row(event: EventRecord, mentions: list[MentionRecord]) -> tuple[Text, ...]:
    slots = "\n".join(f"{name}: {join_fillers(fillers)}" for name, fillers in event["slots"].items())
    more = f" (+{len(mentions) - 1} more)" if len(mentions) > 1 else ""
    quote = " ".join(mentions[0]["evidence"]["text"].split())
    # Article text goes in as Text: the brackets of "[that]" are no markup.
    return (
        Text(event["kind"], style="bold"),
        Text(event["status"], style=_STYLES.get(event["status"], "")),
        Text(slots),
        Text(join_sources(mentions, "\n")),
        Text(f"“{quote}”{more}", style="dim"),
    )
