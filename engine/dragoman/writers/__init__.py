"""Writers: records out, in the order of the articles."""

from __future__ import annotations

from dragoman.writers.outputs import FILE_FORMATS, FORMATS, LEVELS, format_of, open_file, open_writer
from dragoman.writers.record import Record, record_schema, to_record

__all__ = ["FILE_FORMATS", "FORMATS", "LEVELS", "Record", "format_of", "open_file", "open_writer", "record_schema", "to_record"]
