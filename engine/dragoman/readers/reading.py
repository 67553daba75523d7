"""What a reader yields, and what a caller may ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dragoman.article import Article
from dragoman.records import Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """One input as an article, and the problems met; where it is not *readable*, the article has no text."""

    article: Article
    problems: tuple[Problem, ...] = ()
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Fields:
    """The names under which JSON and CSV inputs hold an article's parts."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    date: str = "date"
    outlet: str = "outlet"
    url: str = "url"


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read: field names, the date of articles that tell none, and the name that stdin goes by."""

    fields: Fields = field(default_factory=Fields)
    date: date | None = None
    stdin_name: str | None = None


def unreadable(code: str, message: str, *, id: str, path: str | None) -> Reading:  # noqa: A002 - the article's own field name
    """Return the reading of an input that gives no text."""
    return Reading(Article(text="", id=id, path=path), (Problem(code, message),), readable=False)
