"""The row on hostile sentences: what twice the length costs."""

from __future__ import annotations

from collections.abc import Iterator

from measuring import Row, ask

LENGTHS = (20_000, 40_000)


def hostile_rows() -> Iterator[Row]:
    """Yield the row; a length that takes time in squares would be four times as dear at twice the length."""
    (tokens, short), (_, long) = ((int(n), seconds) for n, seconds in ask("hostile.py", {"tokens": LENGTHS})["seconds"].items())
    yield Row("hostile", "a hostile sentence: twice the length costs", long / short, limit=2.3, note=f"{tokens:,} tokens: {short:.1f} s")
