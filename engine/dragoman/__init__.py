"""Reads news and reports who did what to whom, according to whom, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.article import Article
from dragoman.errors import DragomanError, PluginError, ReadError, RuleError
from dragoman.records import Event, Extraction, Filler, Mention, Source, Status
from dragoman.version import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from dragoman.extractor import Extractor

__all__ = [
    "Article",
    "DragomanError",
    "Event",
    "Extraction",
    "Extractor",
    "Filler",
    "Mention",
    "PluginError",
    "ReadError",
    "RuleError",
    "Source",
    "Status",
    "__version__",
]


def __getattr__(name: str) -> object:
    # The extractor brings spaCy, which takes a second to import; whoever only reads records or rules does not wait for it.
    if name == "Extractor":
        from dragoman.extractor import Extractor

        return Extractor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
