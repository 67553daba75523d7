"""What packs are compiled to as lines of JSON, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from spacy.language import Language

from dragoman.cache.stored_records import Reader, Writer
from dragoman.cache.stored_rows import Json, compact
from dragoman.compiling.compiler import Compiled
from dragoman.compiling.expert_table import ExpertTable
from dragoman.compiling.tables import Tables, page_words
from dragoman.language import Pack

# Expert patterns hold spaCy's own objects, and are made anew.
_PARTS = (
    "rules", "events", "triggers", "gazetteer", "verbs", "light_verbs", "containers", "states", "particles", "cues",
)  # fmt: skip


def written_lines(packs: Sequence[Pack], tables: Tables) -> list[bytes]:
    """Return the lines that a Reader turns back into *packs*, and ``read_tables`` into *tables*."""
    writer = Writer()
    read = writer.write(tuple(packs))
    whole = replace(tables.compiled, gazetteer=tables.compiled.gazetteer.whole())
    compiled = writer.write(tuple(getattr(whole, part) for part in _PARTS))
    others = [writer.write(value) for value in (tables.cues, tables.lore)]
    lines = [compact(read), compact([compiled, *others])]
    return [*lines, *writer.apart]


def read_tables(nlp: Language, reader: Reader, packs: Sequence[Pack], written: Json) -> Tables:
    """Return the tables that a line holds, which goes on where that of *packs* ended."""
    parts: dict[str, Any] = dict(zip(_PARTS, reader.read(written[0]), strict=True))
    cues, lore = map(reader.read, written[1:])
    experts = ExpertTable(nlp.vocab, ((rule.index, rule.rule) for rule in parts["rules"]))
    return Tables(Compiled(**parts, experts=experts), cues, lore, page_words(packs))
