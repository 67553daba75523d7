"""Readers: bytes in, articles out; whatever cannot be read becomes a problem, never an exception."""

from __future__ import annotations

from dragoman.readers.inputs import read_inputs
from dragoman.readers.reading import Fields, Options, Reading

__all__ = ["Fields", "Options", "Reading", "read_inputs"]
