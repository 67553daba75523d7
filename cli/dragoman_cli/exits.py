"""The exit codes, named in one place."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code of a command means."""

    DONE = 0
    NOT_RIGHT = 1
    CANNOT_START = 2
    SOME_FAILED = 3
    BUG = 4
    INTERRUPTED = 130


EPILOG = (
    "Exit codes: 0 done (to find no event is no error) · 1 the thing asked about is not right (check found errors, a test failed, "
    "the rule did not match) · 2 could not start (wrong usage, rule files that do not compile, a broken plugin) · "
    "3 extract finished, but some inputs could not be read or worked through (their records hold the problem) · "
    "4 a bug in dragoman or a plugin · 130 interrupted"
)
