"""The gazetteer: every lexicon of every pack in two tables of phrases, one that minds capitals and one that does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.cutting import Cutter
from dragoman.grammar_table import FORM_KEYS
from dragoman.inflection import plural_forms
from dragoman.language import Entry, Lexicon
from dragoman.phrase_table import PhraseTable, phrase_table
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


def _spellings(form: str, names: bool) -> list[str]:
    found = [form]
    if "'" in form:
        found.append(form.replace("'", "’"))
    if form.startswith("the "):
        found.append(f"The {form[4:]}")
    if names and len(form) > 4 and not form.isupper():
        found.append(form.upper())
    return found


# Forms of entries by the hashes of their tokens; each is one number, so that forty thousand take no time to keep and to load.
_Forms = dict[tuple[int, ...], list[int]]
_KIND_NAMES = ("name", *(key.name for key in FORM_KEYS))
_KINDS = {kind: number for number, kind in enumerate(_KIND_NAMES)}
_MOST_KINDS = 16
_MOST_ENTRIES = 1 << 24


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Finds the names and nouns of the lexicons in a Doc; *forms* holds the forms that share their words, by their number."""

    lexicons: tuple[Lexicon, ...] = ()
    forms: Sequence[list[int]] = ()
    tables: tuple[PhraseTable, ...] = ()
    _known: dict[int, tuple[Reading, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def with_lexicons(self, nlp: Language, lexicons: Sequence[Lexicon]) -> Gazetteer:
        """Return a gazetteer that finds the names of *lexicons* as well; the tables of the others are not made anew."""
        exact, lower = _collect(nlp, lexicons, len(self.lexicons))
        forms = [*self.forms, *exact.values(), *lower.values()]
        added = (phrase_table("ORTH", exact, len(self.forms)), phrase_table("LOWER", lower, len(self.forms) + len(exact)))
        return Gazetteer((*self.lexicons, *lexicons), forms, (*self.tables, *added))

    def _read(self, number: int) -> tuple[Reading, ...]:
        """Return what the forms of a number mean, which is worked out when a text first holds them."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = tuple(dict.fromkeys(chain.from_iterable(map(self._meanings, self.forms[number]))))
        return found

    def _meanings(self, form: int) -> Iterator[Reading]:
        rest, kind = divmod(form, _MOST_KINDS)
        number, entry = divmod(rest, _MOST_ENTRIES)
        lexicon = self.lexicons[number]
        return _readings(lexicon, lexicon.entries[entry], _KIND_NAMES[kind])

    def find(self, doc: Doc) -> list[TypedSpan]:
        """Return every lexicon span of the document, longest first where they overlap, sorted by place."""
        hits = [hit for table in self.tables for hit in table.find(doc)]
        beside = {number for number in {hit[2] for hit in hits} if self._is_local(number)}
        full = _longest(hit for hit in hits if hit[2] not in beside)
        taken = {token for start, end, _ in full for token in range(start, end)}
        local = _longest(hit for hit in hits if hit[2] in beside and not taken.intersection(range(hit[0], hit[1])))
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
    exact: dict[str, list[int]] = {}
    lower: dict[str, list[int]] = {}
    for number, lexicon in enumerate(lexicons, first):
        if lexicon.type in _UNTYPED:
            continue
        names = lexicon.type in _NAME_TYPES
        for place, entry in enumerate(lexicon.entries, number * _MOST_ENTRIES):
            for form, kind in _surface_forms(lexicon, entry):
                table = lower if form.islower() or not any(map(str.isupper, form)) else exact
                for spelling in _spellings(form, names):
                    table.setdefault(spelling, []).append(place * _MOST_KINDS + _KINDS[kind])
    return _by_tokens(Cutter(nlp), exact), _by_tokens(Cutter(nlp, lower=True), lower)


def _by_tokens(cutter: Cutter, table: dict[str, list[int]]) -> _Forms:
    found: _Forms = {}
    for text in sorted(table):
        found.setdefault(cutter.hashes(text), []).extend(dict.fromkeys(table[text]))
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
