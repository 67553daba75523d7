"""Databases: one file that SQL reads, with a table for each part of a record."""

from __future__ import annotations

import importlib
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.errors import MissingExtraError
from dragoman.writers.arrow_types import arrow_schema
from dragoman.writers.record import Record
from dragoman.writers.tables import TABLES, Row, RowMaker, create_statements, index_statements

_BATCH = 20_000
# Without a limit DuckDB keeps in memory what it has written, up to most of what the machine has.
_DUCKDB = {"memory_limit": "256MB", "threads": 1}


class _Batches:
    """Rows by table that wait to be written together."""

    def __init__(self) -> None:
        self._maker = RowMaker()
        self.rows: defaultdict[str, list[Row]] = defaultdict(list)
        self._size = 0

    def add(self, record: Record) -> bool:
        """Take the rows of *record*; tell whether it is time to write."""
        for table, row in self._maker.rows(record):
            self.rows[table].append(row)
            self._size += 1
        return self._size >= _BATCH

    def clear(self) -> None:
        """Forget what was written."""
        self.rows.clear()
        self._size = 0


class SqliteWriter:
    """Writes the tables of an SQLite database."""

    def __init__(self, path: Path, slots: Sequence[str]) -> None:
        path.unlink(missing_ok=True)
        self._batches = _Batches()
        self._database = sqlite3.connect(path, isolation_level=None)
        # A file that takes its name only when it is whole needs no journal.
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")
        for statement in create_statements(slots, ordered=False):
            self._database.execute(statement)

    def write(self, record: Record) -> None:
        """Write the rows of one record, with those of its neighbours."""
        if self._batches.add(record):
            self._flush()

    def finish(self) -> None:
        """Write what is left, and the indexes."""
        self._flush()
        for statement in index_statements():
            self._database.execute(statement)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _flush(self) -> None:
        self._database.execute("BEGIN")
        for table, columns in TABLES.items():
            marks = ", ".join(f":{name}" for name in columns)
            self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", self._batches.rows[table])
        self._database.execute("COMMIT")
        self._batches.clear()


class DuckdbWriter:
    """Writes the tables of a DuckDB database."""

    def __init__(self, path: Path, slots: Sequence[str]) -> None:
        try:
            duckdb = importlib.import_module("duckdb")
        except ImportError:
            raise MissingExtraError("duckdb", "to write .duckdb files") from None
        self._schemas = {table: arrow_schema(columns) for table, columns in TABLES.items()}
        for stale in (path, path.with_name(f"{path.name}.wal")):
            stale.unlink(missing_ok=True)
        self._batches = _Batches()
        self._database: Any = duckdb.connect(str(path), config=_DUCKDB)
        for statement in create_statements(slots, ordered=True):
            self._database.execute(statement)

    def write(self, record: Record) -> None:
        """Write the rows of one record, with those of its neighbours."""
        if self._batches.add(record):
            self._flush()

    def finish(self) -> None:
        """Write what is left."""
        self._flush()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _flush(self) -> None:
        arrow = importlib.import_module("pyarrow")
        for table, schema in self._schemas.items():
            if rows := self._batches.rows[table]:
                self._database.register("incoming", arrow.Table.from_pylist(rows, schema=schema))
                self._database.execute(f"INSERT INTO {table} SELECT * FROM incoming")
                self._database.unregister("incoming")
        self._batches.clear()
