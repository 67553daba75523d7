"""What a pack's own tests need; the pytest plugin beside it collects the examples in rules and brings ``article_snapshot``."""

from __future__ import annotations

from dragoman.testing.articles import extractor, orphans, printed

__all__ = ["extractor", "orphans", "printed"]
