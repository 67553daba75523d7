"""Which files of a folder are left out: patterns as in a ``.gitignore``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

EXCLUDE_FILE = ".dragomanignore"
_WILDCARDS = re.compile(r"(?P<any>\*\*/|/\*\*$)|(?P<run>\*+)|(?P<one>\?)|(?P<set>\[[^\]/]+\])|(?P<literal>\\?.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One pattern, anchored to the folder it was written for; one that starts with ``!`` takes files back in."""

    pattern: re.Pattern[str]
    folder: str
    only_folders: bool
    takes_back: bool

    def matches(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether *path*, with slashes and below the pattern's folder, is what the pattern means."""
        if self.only_folders and not is_folder:
            return False
        return self.pattern.fullmatch(path[len(self.folder) :]) is not None


def read_exclusions(lines: Iterable[str], folder: str) -> tuple[Exclusion, ...]:
    """Return the exclusions written in *lines*, one a line; blank lines and those that start with ``#`` say nothing."""
    # Paths below the working folder do not name it.
    start = "" if folder == "." else f"{folder.rstrip('/')}/"
    wanted = (line.strip() for line in lines)
    return tuple(_exclusion(line, start) for line in wanted if line.strip("!/") and not line.startswith("#"))


def is_excluded(path: str, exclusions: Iterable[Exclusion], *, is_folder: bool) -> bool:
    """Tell whether *path* is left out: the last pattern that matches decides."""
    excluded = False
    for exclusion in exclusions:
        if exclusion.matches(path, is_folder=is_folder):
            excluded = not exclusion.takes_back
    return excluded


def _exclusion(line: str, folder: str) -> Exclusion:
    takes_back = line.startswith("!")
    written = line.removeprefix("!")
    only_folders = written.endswith("/")
    path = written.rstrip("/")
    # A pattern with a slash inside says where, one without holds at every depth.
    depth = "" if "/" in path else "(?:.*/)?"
    pattern = "".join(_piece(found) for found in _WILDCARDS.finditer(path.removeprefix("/")))
    return Exclusion(re.compile(depth + pattern, re.DOTALL), folder, only_folders, takes_back)


def _piece(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "any":
            return "(?:.*/)?" if found[0] == "**/" else "/.*"
        case "run":
            return "[^/]*"
        case "one":
            return "[^/]"
        case "set":
            return _character_set(found[0])
        case _:
            return re.escape(found[0][-1])


def _character_set(written: str) -> str:
    inner = written[1:-1]
    negated = "^" if inner[0] in "!^" and len(inner) > 1 else ""
    members = inner[len(negated) :].replace("\\", "\\\\").replace("[", "\\[").replace("^", "\\^")
    try:
        return re.compile(f"(?!/)[{negated}{members}]").pattern
    except re.error:
        return re.escape(written)
