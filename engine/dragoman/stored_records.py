"""Records as JSON and back: only classes that are listed here are ever made, so a planted file runs no code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, overload

from dragoman import language as lang
from dragoman.annotators.gazetteer import Gazetteer
from dragoman.annotators.words import VerbForm
from dragoman.compiler import CompiledRule
from dragoman.cue_table import CueTable, Governor, PhraseCue
from dragoman.inflection import Form
from dragoman.likeness import Lore
from dragoman.needs import Needs
from dragoman.phrase_compiler import Binding, CompiledPhrase, Literal
from dragoman.phrase_table import PhraseTable
from dragoman.records import Entity, Status
from dragoman.scene_table import CompiledScene
from dragoman.triggers import TriggerTable
from dragoman.unless import CompiledUnless

Json = Any
_RECORDS: tuple[type, ...] = (
    lang.Pack, lang.Place, lang.EventType, lang.Slot, lang.Scene, lang.Unless, lang.Rule, lang.Trigger, lang.Phrase,
    lang.Example, lang.Mark,
    lang.SlotRef, lang.VerbRef, lang.NounRef, lang.Words, lang.Maybe, lang.Gap, lang.Adjacent,
    lang.Lexicon, lang.CueSheet, lang.CueEntry, lang.LayoutSheet,
    CompiledRule, Needs, CompiledPhrase, Binding, Literal, CompiledScene, CompiledUnless, VerbForm, Entity, Gazetteer, TriggerTable,
    PhraseTable,
    CueTable, Governor, PhraseCue, Lore,
)  # fmt: skip
_ENUMS: tuple[type[Enum], ...] = (Status, lang.Priority, Form)
_MEMBERS: tuple[dict[Any, Enum], ...] = (
    {s.value: s for s in Status},
    {p.value: p for p in lang.Priority},
    dict(enumerate(map(Form, range(32)))),
)
_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind) if field.init) for kind in _RECORDS if is_dataclass(kind)
}
_FIELDS[lang.Place] = lang.Place._fields
_NUMBERS = {kind: number for number, kind in enumerate(_RECORDS)}
_PLAIN = (str, int, float, bool, type(None))


class Writer:
    """Turns records into JSON values; a record that was written before becomes a reference to it."""

    def __init__(self) -> None:
        self.lexicons: list[str] = []
        self._written: dict[int, int] = {}
        self._held: list[object] = []

    def write(self, value: object) -> Json:
        """Return *value* as what JSON can hold; raise a TypeError where it is none of the known records."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind in _NUMBERS:
            return self._record(value)
        if isinstance(value, Enum):
            return ["e", _ENUMS.index(kind), value.value]
        if isinstance(value, tuple):
            return ["t", *map(self.write, value)]
        if isinstance(value, frozenset):
            return ["f", *sorted(map(self.write, value), key=json.dumps)]
        if isinstance(value, Mapping):
            return self._mapping(value)
        if isinstance(value, date):
            return ["y", value.isoformat()]
        if isinstance(value, list):
            return ["l", value]
        raise TypeError(f"no record: {kind.__name__}")

    def _record(self, value: Any) -> Json:
        known = self._written.get(id(value))
        if known is not None:
            return ["r", known]
        written = [_NUMBERS[type(value)], *(self._field(value, name) for name in _FIELDS[type(value)])]
        self._written[id(value)] = len(self._written)
        self._held.append(value)  # while it lives, no other record can have its id
        return written

    def _field(self, value: Any, name: str) -> Json:
        if isinstance(value, lang.Lexicon) and name == "entries":
            self.lexicons.append(json.dumps([_row(entry) for entry in value.entries], separators=(",", ":")))
            return len(self.lexicons) - 1
        return self.write(getattr(value, name))

    def _mapping(self, value: Mapping[Any, Any]) -> Json:
        keys, values = list(value), list(value.values())
        if not all(type(key) in _PLAIN for key in keys):
            return ["d", *(self.write(part) for pair in value.items() for part in pair)]
        if type(values[0] if values else "") is int and values == list(range(values[0], values[0] + len(values))):
            return ["n", keys, values[0]]
        if all(type(part) in _PLAIN for part in values):
            return ["m", keys, values]
        kinds = {id(part): part for part in values}  # of ten thousand verb forms there are twenty kinds
        numbers = {known: number for number, known in enumerate(kinds)}
        return ["v", keys, [self.write(part) for part in kinds.values()], [numbers[id(part)] for part in values]]


class Reader:
    """Turns what a Writer wrote back into records; *lexicons* are read when somebody looks into them."""

    def __init__(self, lexicons: Sequence[bytes]) -> None:
        self._lexicons = lexicons
        self._read: list[Any] = []
        self._kinds: Mapping[str, Callable[[list[Json]], Any]] = {
            "t": lambda value: tuple(self._parts(value)),
            "f": lambda value: frozenset(self._parts(value)),
            "d": lambda value: dict(zip(*[iter(self._parts(value))] * 2, strict=True)),
            "m": lambda value: dict(zip(value[1], value[2], strict=True)),
            "n": lambda value: dict(zip(value[1], range(value[2], value[2] + len(value[1])), strict=True)),
            "v": lambda value: dict(zip(value[1], map(self._parts([None, *value[2]]).__getitem__, value[3]), strict=True)),
            "r": lambda value: self._read[value[1]],
            "e": lambda value: _MEMBERS[value[1]][value[2]],
            "y": lambda value: date.fromisoformat(value[1]),
            "l": lambda value: value[1],
        }

    def read(self, value: Json) -> Any:
        """Return the value that was written as *value*."""
        if type(value) is not list:
            return value
        kind = value[0]
        return self._record(_RECORDS[kind], value) if type(kind) is int else self._kinds[kind](value)

    def _parts(self, value: list[Json]) -> list[Any]:
        parts = [self.read(part) if type(part) is list else part for part in value]
        del parts[0]
        return parts

    def _record(self, kind: type, value: list[Json]) -> Any:
        parts = self._parts(value)
        if kind is lang.Lexicon:
            number, place = parts[_ENTRIES], parts[_PLACE]
            parts[_ENTRIES] = StoredEntries(place.path, self._lexicons[number])
        record = kind(*parts)
        self._read.append(record)
        return record


_ENTRIES, _PLACE = (_FIELDS[lang.Lexicon].index(name) for name in ("entries", "place"))


class StoredEntries(Sequence[lang.Entry]):
    """The entries of a lexicon in the file at *path*, each of which is made when somebody asks for it."""

    def __init__(self, path: str, written: bytes) -> None:
        self._path = path
        self._written = written
        self._rows: list[list[Any]] | None = None
        self._made: dict[int, lang.Entry] = {}

    def _all(self) -> list[list[Any]]:
        if self._rows is None:
            self._rows, self._written = json.loads(self._written), b""
        return self._rows

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> lang.Entry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[lang.Entry, ...]: ...
    def __getitem__(self, index: int | slice) -> lang.Entry | tuple[lang.Entry, ...]:
        """Return an entry, or some."""
        if isinstance(index, slice):
            return tuple(map(self._entry, range(*index.indices(len(self)))))
        return self._entry(range(len(self))[index])

    def __iter__(self) -> Iterator[lang.Entry]:
        """Yield the entries."""
        return map(self._entry, range(len(self)))

    def __eq__(self, other: object) -> bool:
        """Say whether the entries are those of *other*."""
        return self is other or (isinstance(other, StoredEntries | tuple) and tuple(self) == tuple(other))

    __hash__ = None  # type: ignore[assignment]  # as entries themselves cannot be hashed

    def _entry(self, index: int) -> lang.Entry:
        entry = self._made.get(index)
        if entry is None:
            id_, name, line, column, forms, code, category, country, marks, attributes = self._all()[index]
            entry = self._made[index] = lang.Entry(
                id_, name, lang.Place(self._path, line, column), {kind: tuple(words) for kind, words in forms.items()},
                code, category, country, frozenset(marks), attributes,
            )  # fmt: skip
        return entry


def _row(entry: lang.Entry) -> list[Json]:
    return [
        entry.id, entry.name, entry.place.line, entry.place.column, dict(entry.forms),
        entry.code, entry.category, entry.country, sorted(entry.marks), entry.attributes,
    ]  # fmt: skip
