"""Headings: lines in capitals or title case, in which a capital makes no name."""

from __future__ import annotations

from collections.abc import Sequence


def is_heading(line: Sequence[str], least: int = 4) -> bool:
    """Say whether a line of tokens is written in capitals or title case, by *least* words of four letters or more."""
    if "." in line[-2:]:
        return False
    long = [word for word in line if len(word) > 3 and word.isalpha()]
    return len(long) >= least and sum([word[0].islower() for word in long]) * 6 <= len(long)
