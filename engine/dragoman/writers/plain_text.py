"""Plain text for a terminal: two lines a mention."""

from __future__ import annotations

from typing import TextIO

from dragoman.writers.record import MentionRecord, Record
from dragoman.writers.wording import join_fillers


class TextWriter:
    """Writes each article's name, then for each mention its place, kind, status, slots and sources, and the words it stands on."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, record: Record) -> None:
        """Write one article and its mentions."""
        article = record["article"]
        lines = [article["path"] or article["id"]]
        lines += [line for mention in record["mentions"] for line in _mention(mention)]
        lines += [f"  problem  {problem['code']}: {problem['message']}" for problem in record["problems"]]
        if len(lines) == 1:
            lines.append("  no event")
        self._file.write("\n".join(lines) + "\n\n")

    def finish(self) -> None:
        """Write what stands after the last record: nothing."""


def _mention(mention: MentionRecord) -> tuple[str, str]:
    slots = [f"{name} {join_fillers(fillers)}" for name, fillers in mention["slots"].items()]
    said = [f"said by {join_fillers(mention['sources'])}"] if mention["sources"] else []
    head = f"  {mention['trigger']['start']:>5}  {mention['kind']}  {mention['status']}  {' · '.join([*slots, *said])}"
    quote = " ".join(mention["evidence"]["text"].split())
    return head.rstrip(), f"         “{quote}”  {mention['pack']}:{mention['rule']}"
