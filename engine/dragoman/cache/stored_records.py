"""Records as JSON and back: only classes that are listed here are ever made, so a planted file runs no code."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from itertools import count
from operator import methodcaller
from typing import Any

from dragoman import language as lang
from dragoman.annotators.form_tables import FormTable
from dragoman.annotators.gazetteer import Gazetteer
from dragoman.annotators.phrase_table import PhraseTable
from dragoman.annotators.verb_table import VerbForm
from dragoman.cache.stored_rows import Json, StoredRows, packed, unpacked, written_rows
from dragoman.compiling.compiler import CompiledRule
from dragoman.compiling.cue_table import CueTable, Governor, PhraseCue
from dragoman.compiling.needs import Demand, Needs
from dragoman.compiling.phrase_compiler import Binding, CompiledPhrase, Literal
from dragoman.compiling.scene_table import CompiledScene
from dragoman.compiling.triggers import TriggerTable
from dragoman.compiling.unless import CompiledUnless
from dragoman.events.likeness import Lore
from dragoman.inflection import Form
from dragoman.records import Entity, Status

_RECORDS: tuple[type, ...] = (
    lang.Pack, lang.Place, lang.EventType, lang.Slot, lang.Scene, lang.Unless, lang.Rule, lang.Trigger, lang.Phrase,
    lang.Example, lang.Mark,
    lang.SlotRef, lang.VerbRef, lang.NounRef, lang.Words, lang.Maybe, lang.Gap, lang.Adjacent,
    lang.Lexicon, lang.CueSheet, lang.CueEntry, lang.LayoutSheet,
    CompiledRule, Needs, Demand, CompiledPhrase, Binding, Literal, CompiledScene, CompiledUnless, VerbForm, Entity, Gazetteer, TriggerTable,
    FormTable, PhraseTable,
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
_WORDS = methodcaller("split", " ")


# Long lists that are written apart, one line each, and read row by row: few entries, examples and triggers are ever asked for.
_APART: Mapping[type, str] = {lang.Lexicon: "entries", lang.Rule: "examples", TriggerTable: "rows", FormTable: "forms"}


class Writer:
    """Turns records into JSON values; a record that was written before becomes a reference to it. *apart* are the lines beside them."""

    def __init__(self) -> None:
        self.apart: list[bytes] = []
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
        if isinstance(value, tuple | frozenset):
            return self._collection(value)
        if isinstance(value, Mapping):
            return self._mapping(value)
        if isinstance(value, date):
            return ["y", value.isoformat()]
        if isinstance(value, list):
            return ["l", value]
        raise TypeError(f"no record: {kind.__name__}")

    def _collection(self, value: tuple[object, ...] | frozenset[Any]) -> Json:
        if _are_phrases(value):
            texts = map(" ".join, value)
            return ["p", "\n".join(texts)] if isinstance(value, tuple) else ["q", "\n".join(sorted(texts))]
        if isinstance(value, frozenset):
            return ["f", *sorted(map(self.write, value), key=json.dumps)]
        return ["s" if all(type(part) in _PLAIN for part in value) else "t", *map(self.write, value)]

    def _record(self, value: Any) -> Json:
        known = self._written.get(id(value))
        if known is not None:
            return ["r", known]
        kind = type(value)
        apart = _APART.get(kind)
        written = [_NUMBERS[kind], *(self._line(getattr(value, n)) if n == apart else self.write(getattr(value, n)) for n in _FIELDS[kind])]
        self._written[id(value)] = len(self._written)
        self._held.append(value)  # while it lives, no other record can have its id
        return written

    def _line(self, values: Sequence[object]) -> int:
        """Write a list apart, and return the number of its line."""
        self.apart.append(written_rows(map(_row, values)))
        return len(self.apart) - 1

    def _mapping(self, value: Mapping[Any, Any]) -> Json:
        keys, values = list(value), list(value.values())
        if not all(type(key) in _PLAIN for key in keys):
            return ["d", *(self.write(part) for pair in value.items() for part in pair)]
        if type(values[0] if values else "") is int and values == list(range(values[0], values[0] + len(values))):
            return ["n", packed(keys), values[0]]
        if all(type(part) in _PLAIN for part in values):
            return ["m", packed(keys), packed(values)]
        kinds = {id(part): part for part in values}  # of ten thousand verb forms there are twenty kinds
        numbers = {known: number for number, known in enumerate(kinds)}
        return ["v", keys, [self.write(part) for part in kinds.values()], [numbers[id(part)] for part in values]]


class Reader:
    """Turns what a Writer wrote back into records; the lines *apart* are read when somebody looks into them."""

    def __init__(self, apart: Sequence[memoryview] = ()) -> None:
        self._apart = apart
        self._read: list[Any] = []
        self._kinds: Mapping[str, Callable[[list[Json]], Any]] = {
            "p": lambda value: tuple(map(tuple, map(_WORDS, value[1].split("\n")))),
            "q": lambda value: frozenset(map(tuple, map(_WORDS, value[1].split("\n")))),
            "s": lambda value: tuple(value[1:]),
            "t": lambda value: tuple(self._parts(value)),
            "f": lambda value: frozenset(self._parts(value)),
            "d": lambda value: dict(zip(*[iter(self._parts(value))] * 2, strict=True)),
            "m": lambda value: dict(zip(unpacked(value[1]), unpacked(value[2]), strict=True)),
            "n": lambda value: dict(zip(unpacked(value[1]), count(value[2]), strict=False)),
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
        if kind in _APART:
            at = _FIELDS[kind].index(_APART[kind])
            parts[at] = StoredRows(self._apart[parts[at]], _reads(kind, parts))
        record = kind(*parts)
        self._read.append(record)
        return record


def _are_phrases(value: Collection[Any]) -> bool:
    """Say whether *value* holds tuples of words alone, of which whole lexicons are made: one text holds them all."""
    return bool(value) and all(
        type(part) is tuple and part and all(type(word) is str and " " not in word and "\n" not in word for word in part) for part in value
    )


def _row(value: object) -> Json:
    """Return an item of a list that is written apart; an entry lies in the file that its lexicon does."""
    if isinstance(value, lang.Entry):
        return [
            value.id, value.name, value.place.line, value.place.column, dict(value.forms),
            value.code, value.category, value.country, sorted(value.marks), dict(value.attributes),
        ]  # fmt: skip
    return value if isinstance(value, list) else Writer().write(value)


def _reads(kind: type, parts: Sequence[Any]) -> Callable[[Json], Any]:
    """Return what turns a row back into an item of the list that a record of *kind*, with these *parts*, has apart."""
    if kind is lang.Lexicon:
        path: str = parts[_FIELDS[kind].index("place")].path
        return lambda row: _entry(path, *row)
    return lambda row: row if kind is not lang.Rule else Reader().read(row)


def _entry(path: str, id_: str, name: str, line: int, column: int, forms: Mapping[str, list[str]], *rest: Any) -> lang.Entry:
    code, category, country, marks, attributes = rest
    words = {kind: tuple(forms[kind]) for kind in forms}
    return lang.Entry(id_, name, lang.Place(path, line, column), words, code, category, country, frozenset(marks), attributes)
