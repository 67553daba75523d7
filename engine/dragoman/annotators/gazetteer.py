"""The gazetteer: every lexicon of every pack in two tables of phrases, one that minds capitals and one that does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import chain, count

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.cutting import Cutter
from dragoman.inflection import plural_forms
from dragoman.language import Entry, Lexicon
from dragoman.phrase_table import PhraseTable
from dragoman.records import Entity, Term, Value, Weapon
from dragoman.spans import TypedSpan

_NAME_TYPES = frozenset({"actor", "place", "person"})
_UNTYPED = frozenset({"verb"})
_PLACE_FORMS = frozenset({"name", "aliases", "local"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one surface form means: its type, value and flags."""

    type: str
    value: Value
    flags: frozenset[str]
    entry: str


def _value(lexicon: Lexicon, entry: Entry) -> Value:
    if lexicon.type in _NAME_TYPES:
        return Entity(entry.name, entry.code)
    if lexicon.type == "materiel":
        return Weapon(entry.name, entry.category)
    return Term(entry.name)


def _surface_forms(lexicon: Lexicon, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each form of an entry with the kind of form it is."""
    yield entry.name, "name"
    for kind, forms in entry.forms.items():
        for form in forms:
            yield form, kind
    if lexicon.type in _NAME_TYPES:
        return
    for form in (entry.name, *entry.forms.get("aliases", ())):
        last = form.rpartition(" ")[2]
        if any(map(str.isupper, last)) or any(map(str.isdigit, last)):
            yield f"{form}s", "plural"
        elif "plural" not in entry.forms:
            yield from ((plural, "plural") for plural in plural_forms(form))


def _readings(lexicon: Lexicon, entry: Entry, kind: str) -> Iterator[Reading]:
    flags = {kind, f"lexicon:{lexicon.name}", *entry.marks}
    if entry.category:
        flags.add(f"class:{entry.category}")
    if entry.country:
        flags.add(f"country:{entry.country}")
    value = _value(lexicon, entry)
    yield Reading(lexicon.type, value, frozenset(flags), entry.id)
    if lexicon.type == "actor" and entry.code and kind in _PLACE_FORMS:
        yield Reading("place", value, frozenset(flags), entry.id)


def _spellings(form: str, names: bool) -> Iterator[str]:
    yield form
    if "'" in form:
        yield form.replace("'", "’")
    if form.startswith("the "):
        yield f"The {form[4:]}"
    if names and len(form) > 4 and not form.isupper():
        yield form.upper()


# A form of an entry: the numbers of the lexicon and of the entry in it, and what kind of form it is.
_Form = tuple[int, int, str]
_Forms = dict[tuple[int, ...], tuple[_Form, ...]]


class Gazetteer:
    """Finds the names and nouns of the lexicons in a Doc."""

    def __init__(self, nlp: Language, lexicons: Sequence[Lexicon]) -> None:
        self._lexicons: tuple[Lexicon, ...] = ()
        self._forms: tuple[tuple[_Form, ...], ...] = ()
        self._tables: tuple[PhraseTable[int], ...] = ()
        self._known: dict[int, tuple[Reading, ...]] = {}
        self._add(nlp, lexicons)

    def with_lexicons(self, nlp: Language, lexicons: Sequence[Lexicon]) -> Gazetteer:
        """Return a gazetteer that finds the names of *lexicons* as well; the tables of the others are not made anew."""
        both = copy(self)
        both._known = {}
        both._add(nlp, lexicons)
        return both

    def _add(self, nlp: Language, lexicons: Sequence[Lexicon]) -> None:
        exact, lower = _collect(nlp, lexicons, len(self._lexicons))
        numbers = count(len(self._forms))
        added = [
            PhraseTable(attribute, [(form, next(numbers)) for form in forms]) for attribute, forms in (("ORTH", exact), ("LOWER", lower))
        ]
        self._tables = (*self._tables, *added)
        self._forms = (*self._forms, *exact.values(), *lower.values())
        self._lexicons = (*self._lexicons, *lexicons)

    def _read(self, number: int) -> tuple[Reading, ...]:
        """Return what the forms of a number mean, which is worked out when a text first holds them."""
        found = self._known.get(number)
        if found is None:
            entries = ((self._lexicons[lexicon], entry, kind) for lexicon, entry, kind in self._forms[number])
            readings = (_readings(lexicon, lexicon.entries[entry], kind) for lexicon, entry, kind in entries)
            found = self._known[number] = tuple(dict.fromkeys(chain.from_iterable(readings)))
        return found

    def find(self, doc: Doc) -> list[TypedSpan]:
        """Return every lexicon span of the document, longest first where they overlap, sorted by place."""
        hits = [hit for table in self._tables for hit in table.find(doc)]
        full = _longest(hit for hit in hits if not self._is_local(hit[2]))
        taken = {token for start, end, _ in full for token in range(start, end)}
        local = _longest(hit for hit in hits if self._is_local(hit[2]) and not taken.intersection(range(hit[0], hit[1])))
        spans = [
            TypedSpan(start, end, reading.type, reading.value, reading.flags, reading.entry)
            for start, end, number in (*full, *local)
            for reading in self._read(number)
        ]
        return sorted(_without_orphan_locals(spans), key=lambda span: (span.start, -span.end, span.type, span.entry))

    def _is_local(self, number: int) -> bool:
        """Say whether a form counts only beside a full name: "the South" never breaks up "the South Korean government"."""
        return all("local" in reading.flags for reading in self._read(number))


def _collect(nlp: Language, lexicons: Sequence[Lexicon], first: int) -> tuple[_Forms, _Forms]:
    """Return the forms whose capitals count, and those of small letters, by their tokens; *first* is the number of the first lexicon."""
    exact: dict[str, dict[_Form, None]] = {}
    lower: dict[str, dict[_Form, None]] = {}
    for number, lexicon in enumerate(lexicons, first):
        if lexicon.type in _UNTYPED:
            continue
        names = lexicon.type in _NAME_TYPES
        for place, entry in enumerate(lexicon.entries):
            for form, kind in _surface_forms(lexicon, entry):
                table = exact if any(map(str.isupper, form)) else lower
                for spelling in _spellings(form, names):
                    table.setdefault(spelling, {})[number, place, kind] = None
    return _by_tokens(Cutter(nlp), exact), _by_tokens(Cutter(nlp, lower=True), lower)


def _by_tokens(cutter: Cutter, table: dict[str, dict[_Form, None]]) -> _Forms:
    found: _Forms = {}
    for text in sorted(table):
        tokens = cutter.hashes(text)
        found[tokens] = (*found.get(tokens, ()), *table[text])
    return found


def _longest(hits: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Keep the longest match at each place, and all that share its extent."""
    kept: list[tuple[int, int, int]] = []
    for start, end, key in sorted(set(hits), key=lambda hit: (hit[0], -hit[1], hit[2])):
        if kept and start < kept[-1][1] and (start, end) != kept[-1][:2]:
            if end - start <= kept[-1][1] - kept[-1][0]:
                continue
            kept = [hit for hit in kept if hit[1] <= start]
        kept.append((start, end, key))
    return kept


def _without_orphan_locals(spans: Sequence[TypedSpan]) -> list[TypedSpan]:
    """Drop "the South" where its country is not named by any other form in the article."""
    named = {span.entry for span in spans if "local" not in span.flags}
    return [span for span in spans if "local" not in span.flags or span.entry in named]
