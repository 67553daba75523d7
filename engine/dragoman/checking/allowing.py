"""Warnings that a rule file allows in place: ``# allow: W214`` behind what is warned of, or in a line of its own above it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.checking.fault_codes import CODES
from dragoman.did_you_mean import nearest
from dragoman.errors import Diagnostic
from dragoman.packs.findings import LINE_BREAK

# A comment, not a text with the same words: an even number of quotation marks stands before it.
_COMMENT = re.compile(r"""(?:^|(?<=\s))#[ \t]*allow:[ \t]*""")
_CODES = re.compile(r"[A-Z]+\d+(?:[ \t]*,[ \t]*[A-Z]+\d+)*")
_CODE = re.compile(r"[A-Z]+\d+")
_OUR_CODE = re.compile(r"[EW]\d{3}\Z")
UNUSED = "W222"


@dataclass(frozen=True, slots=True)
class Allowance:
    """One code that a comment allows: where it is written, and the line that it is about."""

    path: str
    line: int
    column: int
    code: str
    about: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What is left to tell, and how many warnings are allowed in place."""

    faults: tuple[Diagnostic, ...]
    allowed: int


def settle(faults: Iterable[Diagnostic], texts: Mapping[str, str], judged: Collection[str]) -> Settled:
    """Return the faults that no comment in *texts*, by their paths, allows, with one for each comment that allows nothing.

    *judged* are the codes of the lints that have run: of the others nobody knows whether they are allowed in vain.
    """
    told = list(faults)
    allowances = [allowance for path, text in texts.items() for allowance in allowances_in(text, path)]
    places = {(allowance.path, allowance.about, allowance.code) for allowance in allowances}
    kept = [fault for fault in told if fault.severity == "error" or (fault.path, fault.line, fault.code) not in places]
    warned = {(fault.path, fault.line, fault.code) for fault in told if fault.severity != "error"}
    unused = (a for a in allowances if (a.path, a.about, a.code) not in warned)
    return Settled((*kept, *(fault for a in unused for fault in _idle(a, judged))), len(told) - len(kept))


def allowances_in(text: str, path: str) -> Iterator[Allowance]:
    """Yield every code that the comments of a file allow."""
    lines = LINE_BREAK.split(text)
    for number, line in enumerate(lines, 1):
        comment = next((found for found in _COMMENT.finditer(line) if line[: found.start()].count('"') % 2 == 0), None)
        listed = _CODES.match(line, comment.end()) if comment is not None else None
        if comment is not None and listed is not None:
            about = number if line[: comment.start()].strip() else _next(lines, number)
            for code in _CODE.finditer(line, listed.start(), listed.end()):
                yield Allowance(path, number, code.start() + 1, code.group(), about)


def _next(lines: list[str], number: int) -> int:
    """Return the next line that is more than a comment."""
    rest = (n for n in range(number, len(lines)) if lines[n].strip() and not lines[n].lstrip().startswith("#"))
    return next(rest, number - 1) + 1


def _idle(allowance: Allowance, judged: Collection[str]) -> Iterator[Diagnostic]:
    code = allowance.code
    if _OUR_CODE.match(code) and code not in CODES:
        meant = nearest(code, CODES)
        yield _warning(allowance, f"there is no code '{code}'", f"did you mean '{meant}'?" if meant else "see 'dragoman codes'")
    elif code.startswith("E") and code in CODES:
        yield _warning(allowance, f"'{code}' is an error, and only warnings can be allowed", "mend the error, and delete the code")
    elif code in judged:
        yield _warning(allowance, f"'{code}' is allowed here, and nothing has it", "delete the code")


def _warning(allowance: Allowance, message: str, remedy: str) -> Diagnostic:
    length = len(allowance.code)
    return Diagnostic(allowance.path, allowance.line, allowance.column, UNUSED, message, length, "warning", remedy)
