"""Words for people: always on stderr, so that stdout holds data only."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from dragoman.cache.rule_cache import RuleCache


@dataclass(frozen=True, slots=True)
class Settings:
    """The options that stand before the command."""

    quiet: bool = False
    plugins: tuple[str, ...] | None = None
    allow_broken: bool = False
    config: Path | None = None
    cache: RuleCache | None = None


def tell(message: str) -> None:
    """Write one message for people."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def data_out() -> TextIO:
    """Return stdout for data: UTF-8 and plain newlines, whatever the platform and locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout


def amount(number: int, noun: str) -> str:
    """Return ``1 article``, ``2 articles``, ``1,200 articles``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shown(path: str) -> str:
    """Return *path* as people read it: from where they stand, where it lies below, and with ``/``."""
    here = Path.cwd()
    return (Path(path).relative_to(here) if Path(path).is_relative_to(here) else Path(path)).as_posix()
