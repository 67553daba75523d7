"""PLOVER and CAMEO for dragoman: a table of coded event rows, a reader of PETRARCH's files, and checks of codes."""

from __future__ import annotations

from dragoman.hookspecs import Check, ReaderFormat, WriterFormat, hookimpl
from dragoman_plover.checks import unmapped_events, unpublished_codes
from dragoman_plover.petrarch import read_petrarch
from dragoman_plover.table import PloverWriter


@hookimpl
def dragoman_writers() -> list[WriterFormat]:
    """Return the table of coded event rows."""
    return [WriterFormat("plover", "event rows in CAMEO and PLOVER codes", ".plover.csv", lambda file, _: PloverWriter(file))]


@hookimpl
def dragoman_readers() -> list[ReaderFormat]:
    """Return the reader of PETRARCH's XML files."""
    return [ReaderFormat("petrarch", "PETRARCH's XML of sentences or stories", (".petrarch.xml", ".xml"), read_petrarch)]


@hookimpl
def dragoman_checks() -> list[Check]:
    """Return the checks of event types and codes."""
    return [
        Check("PLO001", "event types that the PLOVER table leaves out", unmapped_events),
        Check("PLO002", "CAMEO codes that are in no published list", unpublished_codes),
    ]
