"""The types of Arrow for the columns of tables."""

from __future__ import annotations

import importlib
from typing import Any

from dragoman.errors import MissingExtraError
from dragoman.writers.tables import Columns


def arrow() -> Any:
    """Return pyarrow, or raise what says how to get it."""
    try:
        return importlib.import_module("pyarrow")
    except ImportError:
        raise MissingExtraError("parquet", "to write this format") from None


def arrow_schema(columns: Columns) -> Any:
    """Return the Arrow schema of a table whose days are still written out."""
    return arrow().schema(arrow_fields(columns))


def arrow_fields(columns: Columns) -> list[tuple[str, Any]]:
    """Return the name and Arrow type of each of *columns*; a day is text that the database turns into a day."""
    pyarrow = arrow()
    types = {"BIGINT": pyarrow.int64(), "TEXT": pyarrow.string(), "DATE": pyarrow.string(), "DOUBLE": pyarrow.float64()}
    return [(name, types.get(kind.split()[0], pyarrow.bool_())) for name, kind in columns.items()]
