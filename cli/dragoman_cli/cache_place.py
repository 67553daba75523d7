"""Where compiled rules are kept between two commands."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dragoman.cache.rule_cache import RuleCache


def rule_cache(folder: Path | None) -> RuleCache | None:
    """Return the cache in *folder*, or else in the user's folder for caches; None where there is no such folder."""
    if folder is None:
        try:
            folder = _user_caches() / "dragoman"
        except RuntimeError:  # nobody's process: it has no home
            return None
    return RuleCache(folder)


def _user_caches() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
