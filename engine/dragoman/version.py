"""The engine's version, and what a pack may ask of it."""

from __future__ import annotations

import re

VERSION = "0.1.0"
LANGUAGE = 1
CLAUSE = re.compile(r"\s*(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)\s*\Z")


def satisfies(version: str, requires: str) -> bool | None:
    """Tell whether *version* meets a requirement such as ``dragoman>=0.1,<2``; None where that cannot be read."""
    clauses = [CLAUSE.match(clause) for clause in requires.strip().removeprefix("dragoman").split(",")]
    if not all(clauses):
        return None
    return all(_meets(_numbers(version), clause.group(1), _numbers(clause.group(2))) for clause in clauses if clause is not None)


def _numbers(version: str) -> tuple[int, ...]:
    """Return the release numbers of *version*; trailing zeros do not matter."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(part) for part in found.group().split(".")] if found else [0]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _meets(have: tuple[int, ...], operator: str, want: tuple[int, ...]) -> bool:
    order = (have > want) - (have < want)
    return order in {">=": (0, 1), "<=": (-1, 0), "==": (0,), "!=": (-1, 1), ">": (1,), "<": (-1,)}[operator]
