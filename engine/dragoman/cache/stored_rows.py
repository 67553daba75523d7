"""Long lists as lines of a file: read row by row when somebody asks for a row, and whole numbers as bytes."""

from __future__ import annotations

import json
from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, overload

Json = Any
Item = TypeVar("Item")
_BETWEEN = b"\t"


def compact(value: Json) -> bytes:
    """Return a value as JSON on one line without blanks."""
    return json.dumps(value, separators=(",", ":")).encode()


def written_rows(rows: Iterable[Json]) -> bytes:
    """Return *rows* as a line, which StoredRows reads."""
    return _BETWEEN.join(map(compact, rows))


def packed(numbers: list[Any]) -> Json:
    """Return a list of whole numbers as the text of its bytes, which is read in a tenth of the time; any other list as it is."""
    if numbers and all(type(number) is int for number in numbers):
        kind = "q" if min(numbers) < 0 else "Q"
        try:
            return {kind: b2a_base64(array(kind, numbers).tobytes(), newline=False).decode()}
        except OverflowError:
            return numbers
    return numbers


def unpacked(value: Json) -> list[Any]:
    """Return the list that was written as *value*."""
    if type(value) is list:
        return value
    [(kind, text)] = value.items()
    numbers = array(kind)
    numbers.frombytes(a2b_base64(text))
    return numbers.tolist()


class StoredRows(Sequence[Item]):
    """The rows of a line, each of which is read by *read* when somebody asks for it."""

    def __init__(self, written: memoryview | bytes, read: Callable[[Json], Item]) -> None:
        self._written = written
        self._rows: list[bytes] | None = None
        self._read = read
        self._known: dict[int, Item] = {}

    def _all(self) -> list[bytes]:
        if self._rows is None:
            self._rows, self._written = bytes(self._written).split(_BETWEEN) if self._written else [], b""
        return self._rows

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        """Return what a row holds, or some do."""
        if isinstance(index, slice):
            return tuple(map(self._item, range(*index.indices(len(self)))))
        return self._item(range(len(self))[index])

    def __iter__(self) -> Iterator[Item]:
        """Yield what the rows hold."""
        return map(self._item, range(len(self)))

    def __eq__(self, other: object) -> bool:
        """Say whether the rows hold what is in *other*."""
        return self is other or (isinstance(other, StoredRows | list | tuple) and list(self) == list(other))

    __hash__ = None  # type: ignore[assignment]  # as lists and lexicon entries cannot be hashed

    def _item(self, index: int) -> Item:
        if index not in self._known:
            self._known[index] = self._read(json.loads(self._all()[index]))
        return self._known[index]
