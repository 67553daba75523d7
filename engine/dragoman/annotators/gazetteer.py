"""The gazetteer: every lexicon of every pack in two tables of phrases, one that minds capitals and one that does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.annotators.cutting import Cutter
from dragoman.annotators.form_tables import Form, FormTable, GrowingTable, How
from dragoman.inflection import plural_forms
from dragoman.language import Entry, Lexicon
from dragoman.packs.grammar_table import FORM_KEYS
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


def _surface_forms(lexicon: Lexicon, entry: Entry) -> Iterator[tuple[str, str, How]]:
    """Yield each form of an entry with the kind of form it is and how it is spelled."""
    names = lexicon.type in _NAME_TYPES
    how = How.NAME if names else How.NOUN
    yield entry.name, "name", how
    for kind, forms in entry.forms.items():
        for form in forms:
            yield form, kind, how
    if names:
        return
    for form in (entry.name, *entry.forms.get("aliases", ())):
        last = form.rpartition(" ")[2]
        if any(map(str.isupper, last)) or any(map(str.isdigit, last)):
            yield f"{form}s", "plural", how
        elif "plural" not in entry.forms:
            # The plural of several words begins like the singular, so it need not be known before a text holds that word.
            yield from [(form, "plural", How.PLURAL)] if last != form else [(plural, "plural", how) for plural in plural_forms(form)]


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


# First and last token of a form that was found, its table, and its number there.
_Hit = tuple[int, int, tuple[int, int]]
# A form of an entry is one number, so that forty thousand take no time to keep and to load.
_KIND_NAMES = ("name", *(key.name for key in FORM_KEYS))
_KINDS = {kind: number for number, kind in enumerate(_KIND_NAMES)}
_MOST_KINDS = 16
_MOST_ENTRIES = 1 << 24


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Finds the names and nouns of the lexicons in a Doc."""

    lexicons: tuple[Lexicon, ...] = ()
    tables: tuple[FormTable | GrowingTable, ...] = ()
    _known: dict[tuple[int, int], tuple[Reading, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def with_lexicons(self, nlp: Language, lexicons: Sequence[Lexicon]) -> Gazetteer:
        """Return a gazetteer that finds the names of *lexicons* as well; the tables of the others are not made anew."""
        return Gazetteer((*self.lexicons, *lexicons), (*self.tables, *_growing(nlp, lexicons, len(self.lexicons))))

    def whole(self) -> Gazetteer:
        """Return the same with all spellings made, for a file."""
        return Gazetteer(self.lexicons, tuple(table.whole() for table in self.tables))

    def _read(self, key: tuple[int, int]) -> tuple[Reading, ...]:
        """Return what the forms of a number of a table mean, which is worked out when a text first holds them."""
        found = self._known.get(key)
        if found is None:
            table, number = key
            found = self._known[key] = tuple(dict.fromkeys(chain.from_iterable(map(self._meanings, self.tables[table].forms[number]))))
        return found

    def _meanings(self, form: int) -> Iterator[Reading]:
        rest, kind = divmod(form, _MOST_KINDS)
        number, entry = divmod(rest, _MOST_ENTRIES)
        lexicon = self.lexicons[number]
        return _readings(lexicon, lexicon.entries[entry], _KIND_NAMES[kind])

    def find(self, doc: Doc) -> list[TypedSpan]:
        """Return every lexicon span of the document, longest first where they overlap, sorted by place."""
        hits = [(start, end, (i, number)) for i, table in enumerate(self.tables) for start, end, number in table.find(doc)]
        beside = {key for key in {hit[2] for hit in hits} if self._is_local(key)}
        full = _longest(hit for hit in hits if hit[2] not in beside)
        taken = {token for start, end, _ in full for token in range(start, end)}
        local = _longest(hit for hit in hits if hit[2] in beside and not taken.intersection(range(hit[0], hit[1])))
        spans = [
            TypedSpan(start, end, reading.type, reading.value, reading.flags, reading.entry)
            for start, end, key in (*full, *local)
            for reading in self._read(key)
        ]
        return sorted(_without_orphan_locals(spans), key=lambda span: (span.start, -span.end, span.type, span.entry))

    def _is_local(self, key: tuple[int, int]) -> bool:
        """Say whether a form counts only beside a full name: "the South" never breaks up "the South Korean government"."""
        return all("local" in reading.flags for reading in self._read(key))


def _growing(nlp: Language, lexicons: Sequence[Lexicon], first: int) -> Iterator[GrowingTable]:
    """Yield the table of forms whose capitals count, and that of small letters; *first* is the number of the first lexicon."""
    exact: dict[str, list[Form]] = {}
    lower: dict[str, list[Form]] = {}
    for number, lexicon in enumerate(lexicons, first):
        for place, entry in enumerate(lexicon.entries if lexicon.type not in _UNTYPED else (), number * _MOST_ENTRIES):
            for form, kind, how in _surface_forms(lexicon, entry):
                table = lower if form.islower() or not any(map(str.isupper, form)) else exact
                table.setdefault(form.partition(" ")[0] or form, []).append((form, place * _MOST_KINDS + _KINDS[kind], how))
    yield GrowingTable("ORTH", exact, Cutter(nlp))
    yield GrowingTable("LOWER", lower, Cutter(nlp, lower=True))


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    """Keep the longest match at each place, and all that share its extent."""
    kept: list[_Hit] = []
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
