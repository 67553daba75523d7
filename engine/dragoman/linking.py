"""Linking: what pronouns, "the two sides" and "the group" stand for, from the sentences before; always marked inferred.

The method is that of FASTUS and TABARI: recency within a short horizon and agreement in kind, no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from dragoman.annotators.groups import Kind, NounGroup
from dragoman.annotators.quotations import Quotation
from dragoman.annotators.sentence import Sentence
from dragoman.annotators.tokens import Tokens, tokens_of
from dragoman.english import AUXILIARIES, MODALS
from dragoman.readings import Found
from dragoman.records import Entity
from dragoman.sourcing import Speaker
from dragoman.spans import TypedSpan

_PERSON = frozenset({"he", "she", "him", "her", "his", "i", "my"})
_FIRST_PLURAL = frozenset({"we", "us", "our"})
_THIRD_PLURAL = frozenset({"they", "them", "their"})
_DEFINITE = frozenset({"the", "both", "these", "those", "this", "that"})
HORIZON = 3
# Tokens between a reporting verb and the pronoun that takes up its subject.
_COMPLEMENT = 3
_GROUP_TYPES = frozenset({"force", "people", "person", "actor", "institution"})


@dataclass(slots=True)
class Memory:
    """Who was named and who spoke in the sentences read so far, newest last; *author* is the actor behind "we"."""

    author: tuple[TypedSpan, ...] = ()
    persons: list[tuple[int, TypedSpan]] = field(default_factory=list)
    actors: list[tuple[int, TypedSpan]] = field(default_factory=list)
    subjects: list[tuple[int, tuple[TypedSpan, ...]]] = field(default_factory=list)
    objects: list[tuple[int, tuple[TypedSpan, ...]]] = field(default_factory=list)
    speakers: list[tuple[int, Found]] = field(default_factory=list)
    reports: list[tuple[int, Found, int]] = field(default_factory=list)
    sentences_read: int = 0

    def read(self, number: int, sentence: Sentence, speakers: Iterable[Speaker]) -> None:
        """Take note of who is named in a sentence, who is its subject and who speaks in it."""
        if number < self.sentences_read:
            return
        self.sentences_read = number + 1
        self.persons.extend((number, named_in_full(person)) for person in sentence.persons)
        self.actors.extend((number, span) for span in sentence.spans if span.type == "actor")
        for speaker in speakers:
            if speaker.found is not None:
                self.speakers.append((number, speaker.found))
                self.reports.append((number, speaker.found, speaker.start))
        self.objects.extend((number, spans) for spans in _plural_objects(sentence))
        subject = _plural_subject(sentence)
        if subject:
            self.subjects.append((number, subject))

    def speaker(self, number: int, before: int) -> Found | None:
        """Return who spoke last before a token."""
        near = (f for at, f in reversed(self.speakers) if f.end <= before and number - at <= HORIZON)
        return next((replace(found, inferred=True) for found in near), None)

    def whose(self, institution: Found) -> Found | None:
        """Return the actor whose institution was named before with its owner ("Seoul's Joint Chiefs" ... "the Joint Chiefs")."""
        wanted = _institutions(institution)
        for _, found in reversed(self.speakers):
            if found.type == "actor" and wanted & _institutions(found):
                return replace(found, start=institution.start, end=institution.end, group=institution.group, inferred=True)
        return None

    def person(self, number: int, before: int) -> TypedSpan | None:
        """Return the person last named before a token, in this sentence or the few before it."""
        return next((p for at, p in reversed(self.persons) if p.end <= before and number - at <= HORIZON), None)

    def referents(self, number: int, sentence: Sentence, quotations: Sequence[Quotation]) -> Mapping[int, tuple[TypedSpan, ...]]:
        """Return what the pronouns and definite nouns of a sentence stand for, by their last token."""
        found: dict[int, tuple[TypedSpan, ...]] = {}
        for chunk in sentence.clauses.chunks:
            if chunk.noun is None:
                continue
            word = chunk.noun.pronoun or sentence.lower(chunk.noun.start)
            token = chunk.noun.head if chunk.noun.pronoun else chunk.noun.start
            spans = self._pronoun(number, word, token, quotations) or self._definite(number, sentence, chunk.noun)
            if spans:
                found[chunk.noun.head if spans and word in _DEFINITE else token] = spans
        return found

    def _pronoun(self, number: int, word: str, token: int, quotations: Sequence[Quotation]) -> tuple[TypedSpan, ...]:
        quoted = any(quotation.start <= token < quotation.end for quotation in quotations)
        if word in _PERSON and not (quoted and word in ("i", "my")):
            person = self.person(number, token)
            return (person,) if person is not None else ()
        if word in _FIRST_PLURAL:
            return self._country_of_speaker(number, token) if quoted else self.author
        if word in ("it", "they"):
            said = self._said_by(number, token)
            if said:
                return said
        if word == "them":
            return self._object_before(number, token)
        if word in _THIRD_PLURAL:
            return next((s for at, s in reversed(self.subjects) if s[-1].end <= token and number - at <= HORIZON), ())
        return ()

    def _object_before(self, number: int, token: int) -> tuple[TypedSpan, ...]:
        """Return the people last named as an object: "abducted 11 soldiers and later beheaded them"."""
        return next((spans for at, spans in reversed(self.objects) if spans[-1].end <= token and number - at <= HORIZON), ())

    def _said_by(self, number: int, token: int) -> tuple[TypedSpan, ...]:
        """Return the speaker right before "it" or "they": "the army said it had killed"."""
        for at, speaker, verb in reversed(self.reports):
            if at == number and 0 < token - verb <= _COMPLEMENT:
                return (TypedSpan(speaker.start, speaker.end, speaker.type, speaker.value, speaker.flags),)
        return ()

    def _country_of_speaker(self, number: int, token: int) -> tuple[TypedSpan, ...]:
        speaker = self.speaker(number, token)
        countries = {f.removeprefix("country:") for f in speaker.flags if f.startswith("country:")} if speaker is not None else set()
        return next(((span,) for _, span in reversed(self.actors) if span.entry in countries), ())

    def _definite(self, number: int, sentence: Sentence, group: NounGroup) -> tuple[TypedSpan, ...]:
        kinds = {flag for span in group.heads if span.type == "reference" for flag in span.flags if flag.startswith("class:")}
        if not kinds or sentence.lower(group.start) not in _DEFINITE or group.owners:
            return ()
        plural = sentence.lower(group.head).endswith("s")
        if "class:pair" in kinds and plural:
            return self._pair(number, group.start)
        near = (s for at, s in reversed(self.actors) if s.end <= group.start and number - at <= HORIZON)
        if "class:group" in kinds and not plural:
            return next(((s,) for s in near if "class:group" in s.flags), ())
        return next(((s,) for s in near if _is_state(s)), ()) if "class:country" in kinds and not plural else ()

    def _pair(self, number: int, before: int) -> tuple[TypedSpan, ...]:
        """Return the two actors last named together in one sentence."""
        by_sentence: dict[int, dict[object, TypedSpan]] = {}
        for at, span in self.actors:
            if span.end <= before and number - at <= HORIZON and _is_party(span):
                by_sentence.setdefault(at, {}).setdefault(span.value, span)
        pairs = [tuple(spans.values()) for _, spans in sorted(by_sentence.items()) if len(spans) == 2]
        return pairs[-1] if pairs else ()


def _institutions(found: Found) -> set[str]:
    return {span.entry for span in found.group.heads if span.type == "institution"} if found.group is not None else set()


def _is_state(span: TypedSpan) -> bool:
    return isinstance(span.value, Entity) and span.value.code is not None


def _is_party(span: TypedSpan) -> bool:
    return _is_state(span) or "class:group" in span.flags


def named_in_full(person: TypedSpan) -> TypedSpan:
    """Return a bare surname under the full name that the article gave before ("Rudenko" after "Andrei Rudenko")."""
    full = person.entry if "surname" in person.flags and person.entry else ""
    return replace(person, value=Entity(full)) if full else person


def _plural_subject(sentence: Sentence) -> tuple[TypedSpan, ...]:
    """Return the spans of the sentence's first subject when it is several or plural."""
    clauses = sentence.clauses
    first = next((k for k, chunk in enumerate(clauses.chunks) if chunk.kind is Kind.VERB_GROUP), None)
    groups = next(iter(clauses.subjects(first)), ()) if first is not None else ()
    spans = tuple(span for group in groups for span in (*group.heads, *group.owners) if span.type in _GROUP_TYPES)
    several = len(groups) > 1 or any("plural" in span.flags for span in spans)
    return tuple(map(named_in_full, spans)) if several else ()


def author_of(
    doc: Doc, names: Sequence[TypedSpan], quotations: Sequence[Quotation], title: Sequence[TypedSpan] = ()
) -> tuple[TypedSpan, ...]:
    """Return the actor that "we" stands for in a statement: the state of the leader in its *title*, else the text's main subject."""
    if not _speaks_as_we(tokens_of(doc), quotations):
        return ()
    states = [span for span in names if span.type == "actor" and _is_state(span)]
    led = {flag.removeprefix("country:") for span in title if span.type == "person" for flag in span.flags if flag.startswith("country:")}
    acting = [span for span in states if span.entry in led] or [s for s in states if "demonym" not in s.flags and _acts(doc, s)]
    counted = Counter(span.entry for span in acting).most_common(1)
    return next(((span,) for span in acting if counted and span.entry == counted[0][0]), ())


def _plural_objects(sentence: Sentence) -> Iterator[tuple[TypedSpan, ...]]:
    """Yield the people that stand as plural objects right behind a verb."""
    clauses = sentence.clauses
    for k, chunk in enumerate(clauses.chunks):
        if chunk.noun is not None and clauses.verb(clauses.back(k)) is not None:
            people = [span for span in chunk.noun.heads if span.type in ("force", "people") and "plural" in span.flags]
            if people:
                yield (*people[:1], *chunk.noun.owners)


def _speaks_as_we(tokens: Tokens, quotations: Sequence[Quotation]) -> bool:
    """Say whether the text says "we" outside its quotations."""
    words = re.finditer(r"\b(?:[Ww]e|[Oo]ur|us)\b", tokens.text)
    quoted = [(tokens.offsets[q.start], tokens.offsets[q.end - 1]) for q in quotations]
    return any(not any(start <= word.start() <= end for start, end in quoted) for word in words)


def _acts(doc: Doc, span: TypedSpan) -> bool:
    return span.end < len(doc) and doc[span.end].lower_ in AUXILIARIES | MODALS
