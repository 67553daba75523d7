"""How far a run is: a line that is wiped at the end on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType
from typing import Self

from dragoman_cli.tally import Tally
from dragoman_cli.terminal import tell

_TERMINAL_EVERY = 0.2
_PLAIN_EVERY = 30.0
_WIPE = "\r\x1b[K"


class Progress:
    """Shows a run's progress on stderr unless it is *quiet*."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"
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
        line = f"[{tally.articles:,}] {tally.articles / (now - self._start):,.0f}/s, {tally.unsound:,} with problems"
        if not self._live:
            tell(line)
            return
        sys.stderr.write(f"{_WIPE}{line}")
        sys.stderr.flush()
        self._shown = True
