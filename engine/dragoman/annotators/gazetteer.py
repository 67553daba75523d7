"""The gazetteer: every lexicon of every pack in two PhraseMatchers, one that minds capitals and one that does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from dragoman.inflection import plural_forms
from dragoman.language import Entry, Lexicon
from dragoman.pipeline import tokenizer_of
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
        if any(c.isupper() or c.isdigit() for c in form.split(" ")[-1]):
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


class Gazetteer:
    """Finds the names and nouns of the lexicons in a Doc."""

    def __init__(self, nlp: Language, lexicons: Sequence[Lexicon]) -> None:
        self._strings = nlp.vocab.strings
        self._readings: dict[int, tuple[Reading, ...]] = {}
        self._exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._lower = PhraseMatcher(nlp.vocab, attr="LOWER")
        exact, lower = self._collect(lexicons)
        self._add(nlp, self._exact, exact, "=")
        self._add(nlp, self._lower, lower, "~")

    @staticmethod
    def _collect(lexicons: Sequence[Lexicon]) -> tuple[dict[str, list[Reading]], dict[str, list[Reading]]]:
        exact: dict[str, list[Reading]] = {}
        lower: dict[str, list[Reading]] = {}
        for lexicon in lexicons:
            if lexicon.type in _UNTYPED:
                continue
            names = lexicon.type in _NAME_TYPES
            for entry in lexicon.entries:
                for form, kind in _surface_forms(lexicon, entry):
                    table = exact if any(c.isupper() for c in form) else lower
                    for spelling in dict.fromkeys(_spellings(form, names)):
                        table.setdefault(spelling, []).extend(_readings(lexicon, entry, kind))
        return exact, lower

    def _add(self, nlp: Language, matcher: PhraseMatcher, table: dict[str, list[Reading]], prefix: str) -> None:
        forms = sorted(table)
        for form, doc in zip(forms, tokenizer_of(nlp).pipe(forms), strict=True):
            key = f"{prefix}{form}"
            matcher.add(key, [doc])
            self._readings[self._strings[key]] = tuple(dict.fromkeys(table[form]))

    def find(self, doc: Doc) -> list[TypedSpan]:
        """Return every lexicon span of the document, longest first where they overlap, sorted by place."""
        hits = [(start, end, key) for matcher in (self._exact, self._lower) for key, start, end in matcher(doc)]
        full = _longest(hit for hit in hits if not self._is_local(hit[2]))
        taken = {token for start, end, _ in full for token in range(start, end)}
        local = _longest(hit for hit in hits if self._is_local(hit[2]) and not taken.intersection(range(hit[0], hit[1])))
        spans = [
            TypedSpan(start, end, reading.type, reading.value, reading.flags, reading.entry)
            for start, end, key in (*full, *local)
            for reading in self._readings[key]
        ]
        return sorted(_without_orphan_locals(spans), key=lambda span: (span.start, -span.end, span.type, span.entry))

    def _is_local(self, key: int) -> bool:
        """Say whether a form counts only beside a full name: "the South" never breaks up "the South Korean government"."""
        return all("local" in reading.flags for reading in self._readings[key])


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
