"""The gazetteer: every lexicon of every pack in two tables of phrases, one that minds capitals and one that does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.annotators.form_tables import FormTable, GrowingTable
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


def _surface_forms(lexicon: Lexicon, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each form of an entry with the kind of form it is."""
    yield entry.name, "name"
    for kind, forms in entry.forms.items():
        for form in forms:
            yield form, kind
    if lexicon.type not in _NAME_TYPES:
        for form in (entry.name, *entry.forms.get("aliases", ())):
            for plural in _plurals(entry, form):
                yield plural, "plural"


def _plurals(entry: Entry, form: str) -> tuple[str, ...]:
    """Return the plurals of a name of an entry, but for those that the entry gives itself."""
    if not _is_small(form.rpartition(" ")[2]):
        return (f"{form}s",)
    return plural_forms(form) if "plural" not in entry.forms else ()


def _is_small(word: str) -> bool:
    """Say whether a word has no capitals and no digits."""
    return (word.islower() and word.isalpha()) or not any(letter.isupper() or letter.isdigit() for letter in word)


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
        return Gazetteer((*self.lexicons, *lexicons), (*self.tables, _growing(nlp, lexicons, len(self.lexicons))))

    def whole(self) -> Gazetteer:
        """Return the same with all spellings made, for a file."""
        return Gazetteer(self.lexicons, tuple(chain.from_iterable(table.whole() for table in self.tables)))

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


def _growing(nlp: Language, lexicons: Sequence[Lexicon], first: int) -> GrowingTable:
    """Return the table of all forms; *first* is the number of the first lexicon."""

    def spell(word: str, place: int) -> Iterator[tuple[str, bool, int]]:
        number, at = divmod(place, _MOST_ENTRIES)
        lexicon = lexicons[number - first]
        for form, kind in _surface_forms(lexicon, lexicon.entries[at]):
            if _first_word(form) == word:
                lower = form.islower() or not any(map(str.isupper, form))
                for spelling in _spellings(form, lexicon.type in _NAME_TYPES):
                    yield spelling, lower, place * _MOST_KINDS + _KINDS[kind]

    entries: defaultdict[str, list[int]] = defaultdict(list)
    for number, lexicon in enumerate(lexicons, first):
        if lexicon.type not in _UNTYPED:
            for place, entry in enumerate(lexicon.entries, number * _MOST_ENTRIES):
                for word in _first_words(lexicon, entry):
                    entries[word].append(place)
    return GrowingTable(nlp, entries, spell)


def _first_word(form: str) -> str:
    return form.partition(" ")[0] or form


def _first_words(lexicon: Lexicon, entry: Entry) -> Iterable[str]:
    """Return what the forms of an entry begin with; the plural of several words begins as they do."""
    forms = [entry.name]
    for others in entry.forms.values():
        forms += others
    if lexicon.type not in _NAME_TYPES:
        for form in (entry.name, *entry.forms.get("aliases", ())):
            if " " not in form:
                forms += _plurals(entry, form)
    return dict.fromkeys([_first_word(form) for form in forms]) if len(forms) > 1 else (_first_word(entry.name),)


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
