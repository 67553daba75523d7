"""The reader: PETRARCH's XML files of sentences or stories as articles."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO

from dragoman.article import Article
from dragoman.errors import ReadError
from dragoman.hookspecs import ReadContext


def read_petrarch(file: BinaryIO, ctx: ReadContext) -> Iterator[Article]:
    """Yield an article for each ``<Sentence>`` with a ``<Text>``; parses are left alone."""
    try:
        root = ET.fromstring(file.read())
    except ET.ParseError as fault:
        raise ReadError(f"{ctx.path or ctx.stem} is no XML that can be read: {fault}") from fault
    for number, sentence in enumerate(root.iter("Sentence"), 1):
        text = " ".join((sentence.findtext("Text") or "").split())
        if text:
            id_ = sentence.get("id") or f"{ctx.stem}_{number}"
            yield Article(text=text, id=id_, date=_day(sentence.get("date")), outlet=sentence.get("source"), path=ctx.path)


def _day(written: str | None) -> date | None:
    """Return the day that ``YYYYMMDD`` means, or None."""
    try:
        return datetime.strptime(written or "", "%Y%m%d").date()
    except ValueError:
        return None
