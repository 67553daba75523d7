"""The formats of plugins: their readers and writers beside the engine's own, each fault under the plugin's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, TextIO

from dragoman.errors import PluginError, ReadError, WriteError
from dragoman.hookspecs import ReadContext, ReaderFormat, WriteContext, WriterFormat
from dragoman.plugins import Plugin
from dragoman.readers.formats import READERS, Reader, set_added_readers
from dragoman.readers.reading import Options, Reading
from dragoman.readers.rows import finish
from dragoman.writers.outputs import FILE_FORMATS, SUFFIXES, AddedFormat, Writer, set_added_formats
from dragoman.writers.record import Record


def use_formats(plugins: Iterable[Plugin]) -> None:
    """Read and write the formats of *plugins* as well, and of no others, until this is called again."""
    used = tuple(plugins)
    readers = {suffix: _reader(plugin, one) for plugin in used for one in plugin.gives.readers for suffix in one.suffixes}
    formats = {one.name: AddedFormat(one.suffix, _opener(plugin, one)) for plugin in used for one in plugin.gives.writers}
    taken = [*(readers.keys() & READERS.keys()), *(formats.keys() & set(FILE_FORMATS))]
    taken += [one.suffix for one in formats.values() if one.suffix in SUFFIXES]
    if taken:
        raise PluginError(f"a plugin brings the format {', '.join(sorted(taken))}, which is dragoman's own; leave it out with --plugins")
    set_added_readers(readers)
    set_added_formats(formats)


def _reader(plugin: Plugin, one: ReaderFormat) -> Reader:
    def read(file: BinaryIO, stem: str, path: str | None, options: Options) -> Iterator[Reading]:
        try:
            for article in one.read(file, ReadContext(stem, path)):
                yield finish(article, options)
        except Exception as fault:
            raise ReadError(f"reader '{one.name}' of plugin '{plugin.name}' ({plugin.origin}): {fault}") from fault

    return read


class _GuardedWriter:
    """A plugin's writer; what it cannot write becomes a problem of the article."""

    def __init__(self, plugin: Plugin, name: str, writer: Writer) -> None:
        self._what = f"writer '{name}' of plugin '{plugin.name}' ({plugin.origin})"
        self._writer = writer

    def write(self, record: Record) -> None:
        """Write one record, or note in it why that failed."""
        try:
            self._writer.write(record)
        except OSError:
            raise
        except Exception as fault:  # noqa: BLE001 - one article's fault must not cost the others; it stands in the record
            record["problems"].append({"code": "plugin-failed", "message": f"{self._what} failed: {type(fault).__name__}: {fault}"})

    def finish(self) -> None:
        """Write what stands after the last record."""
        try:
            self._writer.finish()
        except OSError:
            raise
        except Exception as fault:
            raise WriteError(f"{self._what} failed: {type(fault).__name__}: {fault}") from fault


class _Opener:
    """Opens a plugin's writer."""

    def __init__(self, plugin: Plugin, one: WriterFormat) -> None:
        self._plugin = plugin
        self._one = one

    def __call__(self, file: TextIO, slots: tuple[str, ...]) -> Writer:
        """Return a writer into *file*."""
        try:
            return _GuardedWriter(self._plugin, self._one.name, self._one.open(file, WriteContext(slots)))
        except Exception as fault:
            name = f"writer '{self._one.name}' of plugin '{self._plugin.name}' ({self._plugin.origin})"
            raise WriteError(f"{name} cannot be opened: {type(fault).__name__}: {fault}") from fault


def _opener(plugin: Plugin, one: WriterFormat) -> _Opener:
    return _Opener(plugin, one)
