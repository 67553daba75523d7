"""What a reader yields, and what a caller may ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from dragoman.article import Article
from dragoman.records import Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """One input as an article, and the problems met; where it is not *readable*, no events are looked for."""

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
    """How inputs are read.

    *fields* are the names of columns and keys, *date* is that of articles that tell none, *stdin_name* is what standard input goes by,
    *exclude* is left out of folders (patterns as in a ``.gitignore``), and the files *apart* are left out of all. With *any_language*
    nothing is refused for not being English.
    """

    fields: Fields = field(default_factory=Fields)
    date: date | None = None
    stdin_name: str | None = None
    exclude: tuple[str, ...] = ()
    any_language: bool = False
    apart: tuple[Path, ...] = ()


def unreadable(code: str, message: str, *, id: str, path: str | None) -> Reading:  # noqa: A002 - the article's own field name
    """Return the reading of an input that gives no text."""
    return Reading(Article(text="", id=id, path=path), (Problem(code, message),), readable=False)


def with_problems(reading: Reading, problems: tuple[Problem, ...]) -> Reading:
    """Return *reading* with *problems* before its own."""
    return replace(reading, problems=problems + reading.problems) if problems else reading
