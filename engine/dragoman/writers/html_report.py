"""A plain report: one page without scripts, with every article, its events and the words they stand on."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TextIO

from dragoman.writers.record import EventRecord, MentionRecord, Record
from dragoman.writers.wording import join_fillers, join_sources

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>dragoman report</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ccc; }
h2 { margin-bottom: 0; } h2 + p { margin-top: 0; color: #555; }
blockquote { margin: .2rem 0; color: #444; } .problem { color: #a00; }
</style>
</head>
<body>
<h1>What the articles say</h1>
"""


class HtmlWriter:
    """Writes a section for each article with events or problems, and what there was in all at the end."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._articles = 0
        self._kinds: Counter[tuple[str, str]] = Counter()
        file.write(_HEAD)

    def write(self, record: Record) -> None:
        """Write the section of one record, if it has anything to tell."""
        self._articles += 1
        self._kinds.update((event["kind"], event["status"]) for event in record["events"])
        if record["events"] or record["problems"]:
            self._file.write("\n".join(_section(record)) + "\n")

    def finish(self) -> None:
        """Write the totals and the page's end."""
        rows = [
            f"<tr><td>{escape(kind)}</td><td>{escape(status)}</td><td>{n:,}</td></tr>" for (kind, status), n in sorted(self._kinds.items())
        ]
        table = ["<table>", "<tr><th>kind</th><th>status</th><th>events</th></tr>", *rows, "</table>"] if rows else []
        lines = ["<h2>In all</h2>", f"<p>{self._kinds.total():,} events in {self._articles:,} articles</p>", *table, "</body>", "</html>"]
        self._file.write("\n".join(lines) + "\n")


def _section(record: Record) -> list[str]:
    article = record["article"]
    name = escape(article["title"] or article["path"] or article["id"])
    url = article["url"] or ""
    # Another scheme could run a script in whoever opens the report.
    title = f'<a href="{escape(url)}">{name}</a>' if url.startswith(("http://", "https://")) else name
    told = " · ".join(escape(part) for part in (article["date"], article["outlet"], article["id"]) if part)
    mentions = {mention["id"]: mention for mention in record["mentions"]}
    rows = [_event(event, [mentions[id_] for id_ in event["mentions"]]) for event in record["events"]]
    table = ["<table>", "<tr><th>event</th><th>who, what, whom</th><th>according to</th></tr>", *rows, "</table>"] if rows else []
    problems = [f'<p class="problem">{escape(problem["code"])}: {escape(problem["message"])}</p>' for problem in record["problems"]]
    return ["<section>", f"<h2>{title}</h2>", f"<p>{told}</p>", *table, *problems, "</section>"]


def _event(event: EventRecord, mentions: list[MentionRecord]) -> str:
    slots = "".join(f"<div><b>{escape(name)}</b> {escape(join_fillers(fillers))}</div>" for name, fillers in event["slots"].items())
    quotes = "".join(f"<blockquote>{escape(' '.join(mention['evidence']['text'].split()))}</blockquote>" for mention in mentions)
    kind = f"{escape(event['kind'])}<br>{escape(event['status'])}"
    return f"<tr><td>{kind}</td><td>{slots}{quotes}</td><td>{escape(join_sources(mentions))}</td></tr>"
