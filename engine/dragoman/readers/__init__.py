"""Readers: bytes in, articles out; whatever cannot be read becomes a problem, never an exception."""

from __future__ import annotations

from dragoman.readers.inputs import read_inputs
from dragoman.readers.listing import article_files, read_names
from dragoman.readers.reading import Fields, Options, Reading

__all__ = ["Fields", "Options", "Reading", "article_files", "read_inputs", "read_names"]
