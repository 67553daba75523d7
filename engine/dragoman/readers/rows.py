"""From one JSON object or CSV row to an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from dragoman.article import Article
from dragoman.article_date import find_article_date
from dragoman.readers.dates import as_date
from dragoman.readers.decoding import check_text
from dragoman.readers.language_gate import is_english
from dragoman.readers.reading import Options, Reading, unreadable
from dragoman.records import Problem

# The gold files of this project and others call the id so.
OWN_ID = "article"
_MOST_NAMES = 8
EMPTY = Problem("empty", "there is no text in this input")
_NOT_ENGLISH = Problem("language", "this is not English, and was not searched for events; --any-language searches it all the same")


def read_row(row: Mapping[str, object], *, fallback_id: str, path: str | None, options: Options) -> Reading:
    """Return the article of one row; without an id of its own it is called *fallback_id*."""
    fields = options.fields
    id_ = _string(row.get(fields.id)) or _string(row.get(OWN_ID)) or fallback_id
    text = row.get(fields.text)
    if not isinstance(text, str):
        return unreadable("no-text", _without_text(row, fields.text), id=id_, path=path)
    article = Article(
        text=text,
        id=id_,
        title=_string(row.get(fields.title)),
        outlet=_string(row.get(fields.outlet)),
        url=_string(row.get(fields.url)),
        path=path,
    )
    stated = row.get(fields.date)
    if stated in (None, ""):
        return finish(article, options)
    day = as_date(stated)
    unread = () if day else (Problem("bad-date", f"the date {stated!r} was not understood; write it as YYYY-MM-DD"),)
    return finish(replace(article, date=day), options, unread)


def finish(article: Article, options: Options, problems: tuple[Problem, ...] = ()) -> Reading:
    """Return *article* with its text checked and its date settled: metadata first, then the text's own date line, then the default."""
    checked = check_text(article.text)
    if checked.text is None or not checked.text.strip():
        fault = checked.problems or (EMPTY,)
        return Reading(replace(article, text=""), problems + fault, readable=False)
    day: date | None = article.date or find_article_date(checked.text) or options.date
    title = check_text(article.title).text if article.title else None
    whole = replace(article, text=checked.text, title=title, date=day)
    if options.any_language or is_english(checked.text):
        return Reading(whole, problems + checked.problems)
    return Reading(whole, (*problems, *checked.problems, _NOT_ENGLISH), readable=False)


def _without_text(row: Mapping[str, object], name: str) -> str:
    if name in row:
        return f"there is no text in the field {name!r}"
    others = ", ".join(islice(filter(None, row), _MOST_NAMES))
    return f"there is no field {name!r}, but {others or 'none at all'}; name the one that holds the text with --text-field"


def _string(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
