"""The writer: the rows as a comma-separated table."""

from __future__ import annotations

import csv
from typing import TextIO

from dragoman.writers.record import Record
from dragoman_plover.rows import COLUMNS, rows_of


class PloverWriter:
    """Writes one row for each pair of actors of each coded event."""

    def __init__(self, file: TextIO) -> None:
        self._table = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        self._table.writeheader()

    def write(self, record: Record) -> None:
        """Write the rows of one record."""
        self._table.writerows(rows_of(record))

    def finish(self) -> None:
        """Write what stands after the last record: nothing."""
