"""Plain text, Markdown and web pages: one article a file."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from dragoman.article import Article
from dragoman.errors import MissingExtraError
from dragoman.readers.dates import as_date
from dragoman.readers.decoding import decode
from dragoman.readers.reading import Options, Reading, unreadable
from dragoman.readers.rows import finish


def read_text(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
    """Yield the one article of a text or Markdown file."""
    decoded = decode(file.read())
    if decoded.text is None:
        yield Reading(Article(text="", id=stem, path=path), decoded.problems, readable=False)
    else:
        yield finish(Article(text=decoded.text, id=stem, path=path), options, decoded.problems)


def read_web_page(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
    """Yield the article of a web page without menus, advertisements and comments, with the page's title, date, site and address."""
    found = _find_article(file.read())
    if found is None or not found["text"]:
        yield unreadable("empty", "no article was found in this web page", id=stem, path=path)
        return
    article = Article(text=_mend(found["text"]), id=stem, path=path, title=_text(found["title"]))
    article = replace(article, outlet=_text(found["sitename"]), url=_text(found["url"]))
    yield finish(replace(article, date=as_date(found["date"]) if found["date"] else None), options)


def _find_article(page: bytes) -> dict[str, Any] | None:
    try:
        trafilatura = importlib.import_module("trafilatura")
    except ImportError:
        raise MissingExtraError("html", "to read web pages") from None
    # Only a date that the page states as its own; a guess from its text is find_article_date's work.
    dates = {"original_date": True, "extensive_search": False}
    found = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True, date_extraction_params=dates
    )
    return None if found is None else {name: getattr(found, name, None) for name in ("text", "title", "date", "sitename", "url")}


def _text(value: object) -> str | None:
    return _mend(value).strip() or None if isinstance(value, str) else None


def _mend(text: str) -> str:
    """Return *text* with characters that were decoded wrongly put right; its quotation marks stay as they are."""
    mended: str = importlib.import_module("ftfy").fix_text(text, uncurl_quotes=False)
    return mended
