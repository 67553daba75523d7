"""How far a run is: a line that is wiped at the end on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.readers.listing import files_of
from dragoman_cli.tally import Tally
from dragoman_cli.terminal import tell

_TERMINAL_EVERY = 0.2
_PLAIN_EVERY = 30.0
_WIPE = "\r\x1b[K"
_BAR = 20
_SINGLE = (".htm", ".html", ".md", ".txt")
_LINES = (".jsonl", ".ndjson")
_MOST_BYTES = 500_000_000


class Progress:
    """Shows a run's progress on stderr unless it is *quiet*; *expected* gives the number of articles, for a terminal alone."""

    def __init__(self, *, quiet: bool, expected: Callable[[], int | None] = lambda: None) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"
        self._total = expected() if self._live and not quiet else None
        self._start = self._last = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        """Start the clock."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        """Wipe the line."""
        if self._shown:
            sys.stderr.write(_WIPE)

    def show(self, tally: Tally) -> None:
        """Show *tally* if the last showing is long enough ago."""
        now = time.monotonic()
        if self._quiet or now - self._last < (_TERMINAL_EVERY if self._live else _PLAIN_EVERY):
            return
        self._last = now
        line = progress_line(tally, self._total, now - self._start)
        if not self._live:
            tell(line)
            return
        sys.stderr.write(f"{_WIPE}{line}")
        sys.stderr.flush()
        self._shown = True


def progress_line(tally: Tally, total: int | None, seconds: float) -> str:
    """Return what is done, how fast, what failed, and where the *total* is known a bar and the time that is left."""
    rate = (tally.articles - tally.replayed) / seconds if seconds else 0.0
    pace = f"{rate:,.0f}/s, {tally.unsound:,} with problems"
    if not total or tally.articles > total:
        return f"[{tally.articles:,}] {pace}"
    filled = _BAR * tally.articles // total
    left = f", {_clock((total - tally.articles) / rate)} left" if rate else ""
    return f"[{'#' * filled}{'-' * (_BAR - filled)}] {tally.articles:,}/{total:,} {pace}{left}"


def expected_articles(inputs: Iterable[str], exclude: tuple[str, ...]) -> int | None:
    """Return how many articles *inputs* hold where a quick look tells; None for tables, archives, very long lists and standard input."""
    total = 0
    for name in inputs:
        for path in files_of(name, exclude):
            suffix = path.suffix.lower()
            if suffix in _SINGLE:
                total += 1
            elif suffix in _LINES and path.is_file() and path.stat().st_size < _MOST_BYTES:
                total += _lines(path)
            else:
                return None
    return total


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
