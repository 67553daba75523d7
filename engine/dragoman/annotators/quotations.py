"""Quotations: the stretches of a Doc that stand in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.annotators.sentences import paragraph_offsets
from dragoman.annotators.tokens import tokens_of

# Longer ones are said by somebody; shorter ones often only mark a word.
_SCARE_TOKENS = 4
# Runs of straight marks are one mark: spreadsheets double them.
_MARK = re.compile(r"\"{1,4}|``|''|[“”„‟«»‹›＂]|[‘’‚']")
_SINGLE = "‘’‚'"
_OPENERS = "“„‟«‹"
_NOT_QUOTED = re.compile(r"(?:em|til|till|cause|tis|twas|round|n|bout|s|t|re|ve|ll|d|m)\b|\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens ``start:end`` of a Doc that are quoted, marks included; *scare* is set where the marks hold four tokens or fewer."""

    start: int
    end: int
    scare: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Quoted characters of one paragraph."""

    start: int
    end: int


def find_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """Return the outermost quotations of *doc*, sorted, never overlapping; an unclosed one ends with its paragraph."""
    tokens = tokens_of(doc)
    text, offsets = tokens.text, tokens.offsets
    stretches: list[_Stretch] = []
    starts = (0, *paragraph_offsets(text))
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        stretches += _quoted(text, start, end)
    quotations: list[Quotation] = []
    for stretch in stretches:
        first = max(0, bisect_right(offsets, stretch.start) - 1)
        # A token can hold the end of one quotation and the start of the next.
        first = max(first, quotations[-1].end if quotations else 0)
        last = bisect_right(offsets, stretch.end - 1)
        if first < last:
            quotations.append(Quotation(first, last, _is_short(doc, first, last)))
    return tuple(quotations)


def _is_short(doc: Doc, start: int, end: int) -> bool:
    inner = doc[start : min(end, start + 40)]
    return sum(1 for token in inner if not (token.is_space or token.is_punct or _MARK.fullmatch(token.text))) <= _SCARE_TOKENS


def _quoted(text: str, start: int, end: int) -> list[_Stretch]:
    """Return the quoted stretches of one paragraph; double marks win over single ones inside them."""
    marks = list(_MARK.finditer(text, start, end))
    if not marks:
        return []
    doubles = list(_in_double_marks(text, start, end, marks))
    singles = list(_in_single_marks(text, start, end, marks))
    kept: list[_Stretch] = []
    for stretch in sorted([*doubles, *singles], key=lambda found: (found.start, -found.end)):
        if not kept or stretch.start >= kept[-1].end:
            kept.append(stretch)
        elif stretch.end > kept[-1].end:
            # Crossing stretches: the single mark that opened the first was an apostrophe.
            kept[-1] = stretch
    return kept


def _in_double_marks(text: str, start: int, end: int, marks: Sequence[re.Match[str]]) -> Iterator[_Stretch]:
    opened, depth = -1, 0
    for match in marks:
        mark = match.group()
        if mark in _SINGLE:
            continue
        if opened < 0:
            if _opens(text, match, start, end):
                opened, depth = match.start(), 1
        elif _nests(mark, text[opened]):
            depth += 1
        elif _looks_open(text, match, start, end) and not _looks_closed(text, match, start):
            # The closing mark was forgotten: the old quotation ends where the new one begins.
            yield _Stretch(opened, match.start())
            opened, depth = match.start(), 1
        else:
            depth -= 1
            if depth == 0:
                yield _Stretch(opened, match.end())
                opened = -1
    if opened >= 0:
        yield _Stretch(opened, opened + len(text[opened:end].rstrip()))


def _nests(mark: str, opener: str) -> bool:
    return mark == "“" == opener or mark == "«" == opener or mark == "‹" == opener


def _opens(text: str, match: re.Match[str], start: int, end: int) -> bool:
    mark = match.group()
    if mark in _OPENERS or mark == "``":
        return True
    return _looks_open(text, match, start, end) and (mark != "''" or match.start() == start or text[match.start() - 1].isspace())


def _looks_open(text: str, match: re.Match[str], start: int, end: int) -> bool:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    return not after.isspace() and after not in ",.;:!?)" and (before.isspace() or before in "([{—–-/'‘…:,;" or match.group() in _OPENERS)


def _looks_closed(text: str, match: re.Match[str], start: int) -> bool:
    before = text[match.start() - 1] if match.start() > start else " "
    return not before.isspace() and before not in "([{—–-/"


def _in_single_marks(text: str, start: int, end: int, marks: Sequence[re.Match[str]]) -> Iterator[_Stretch]:
    """Yield what stands in single marks; one that is never closed was an apostrophe."""
    opened = -1
    for match in marks:
        mark = match.group()
        if mark not in _SINGLE:
            continue
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if mark != "’" and (before.isspace() or before in '(["“—–') and after.isalpha() and not _NOT_QUOTED.match(text, match.end()):
            opened = match.start()
        elif opened >= 0 and mark in "’'" and _closes_single(opened, match.start(), before, after):
            yield _Stretch(opened, match.end())
            opened = -1


def _closes_single(opened: int, position: int, before: str, after: str) -> bool:
    if after.isalnum() or before.isspace():
        return False
    # "the soldiers' morale": a plural's apostrophe, unless the stretch is a short name.
    return before != "s" or not after.isspace() or position - opened < 40
