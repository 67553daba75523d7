"""Linking: what pronouns, "the two sides" and "the group" stand for, from the sentences before; always marked inferred.

The method is that of FASTUS and TABARI: recency within a short horizon and agreement in kind, no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from itertools import chain, groupby

from spacy.tokens import Doc

from dragoman.analysis.analysing import Analysis
from dragoman.analysis.main_state import is_national, main_state
from dragoman.annotators.coordination import Groups, examples
from dragoman.annotators.groups import Kind, NounGroup
from dragoman.annotators.quotations import Quotation
from dragoman.annotators.sentence import Sentence
from dragoman.annotators.tokens import Tokens, tokens_of
from dragoman.compiling.cue_table import CueTable
from dragoman.english import AUXILIARIES, MODALS
from dragoman.matching.readings import Found
from dragoman.mentions.sourcing import Speaker, speakers_in
from dragoman.records import Entity
from dragoman.spans import TypedSpan

_PERSON = frozenset({"he", "she", "him", "her", "his", "i", "my"})
FIRST_PLURAL = frozenset({"we", "us", "our"})
_THIRD_PLURAL = frozenset({"they", "them", "their"})
_DEFINITE = frozenset({"the", "both", "these", "those", "this", "that"})
_HIS = frozenset({"his", "her"})
HORIZON = 3
# Tokens between a speaker and the pronoun that takes it up: few, some more if they only tell when, more behind "that".
_COMPLEMENT, _DATED_COMPLEMENT, _REPORT = 3, 9, 12
# A delegation is one noun and several people.
_SEVERAL = frozenset({"plural", "class:delegation"})
_GROUP_TYPES = frozenset({"force", "people", "person", "actor", "institution", "title"})


def types_lent(words: frozenset[str], references: bool) -> frozenset[str]:
    """Return the types of spans in earlier sentences that pronouns among *words*, and *references* ("the group"), may stand for.

    "It" stands for a speaker of its own sentence alone, and "we" for one that may be anywhere.
    """
    types = frozenset[str]()
    if not words.isdisjoint(_PERSON):
        types |= {"person"}
    if not words.isdisjoint(_THIRD_PLURAL):
        types |= _GROUP_TYPES
    return types | {"actor"} if references else types


class Memory:
    """Who was named and who spoke in the sentences of an article that may hold an antecedent; *title* gives what its title names.

    A sentence is annotated when something is asked that only its clauses tell: most hold no antecedent that anybody wants.
    """

    def __init__(self, analysis: Analysis, cues: CueTable, title: Callable[[], Sequence[TypedSpan]] = tuple) -> None:
        self._analysis = analysis
        self._cues = cues
        self._title = title
        self._author: tuple[TypedSpan, ...] | None = None
        self._state: tuple[TypedSpan, ...] | None = None
        self._reached: list[int] = []
        self._indexed = 0
        self._index: dict[str, list[int]] = {}
        self._speakers: dict[int, tuple[Speaker, ...]] = {}
        self._subjects: dict[int, tuple[TypedSpan, ...]] = {}
        self._objects: dict[int, tuple[tuple[TypedSpan, ...], ...]] = {}

    def reach(self, number: int) -> None:
        """Let the sentences up to *number* that are near enough to it hold antecedents for it and for all that come later."""
        following = self._reached[-1] + 1 if self._reached else 0
        self._reached.extend(range(max(following, number - HORIZON), number + 1))

    def _naming(self, entries: Iterable[str]) -> Iterator[int]:
        """Yield the sentences reached so far that name one of *entries*, newest first, without looking through the others."""
        for number in self._reached[self._indexed :]:
            for entry in {span.entry for span in self._analysis.names_in(number)}:
                self._index.setdefault(entry, []).append(number)
        self._indexed = len(self._reached)
        told = merge(*(reversed(self._index.get(entry, [])) for entry in entries), reverse=True)
        return (number for number, _ in groupby(told))

    def _near(self, number: int) -> range:
        """Return the sentence and those within the horizon before it, the nearest first."""
        return range(number, max(-1, number - HORIZON - 1), -1)

    def _speakers_in(self, number: int) -> tuple[Speaker, ...]:
        """Return who is known to speak in a sentence, in the order of the text."""
        if number not in self._speakers:
            found = speakers_in(self._analysis.sentence(number), self._cues)
            self._speakers[number] = tuple(speaker for speaker in found if speaker.found is not None)
        return self._speakers[number]

    def _writer(self) -> tuple[TypedSpan, ...]:
        """Return the actor behind "we"."""
        if self._author is None:
            analysis = self._analysis
            self._author = author_of(analysis.doc, analysis.names, analysis.quotations, self._title())
        return self._author

    def _spoke(self, numbers: Iterable[int]) -> Iterator[Found]:
        """Yield who spoke in sentences, newest first."""
        for number in numbers:
            yield from (speaker.found for speaker in reversed(self._speakers_in(number)) if speaker.found is not None)

    def _subject_of(self, number: int) -> tuple[TypedSpan, ...]:
        if number not in self._subjects:
            named = chain(self._analysis.names_in(number), self._analysis.persons_in(number))
            held = any(span.type in _GROUP_TYPES for span in named)
            self._subjects[number] = _plural_subject(self._analysis.sentence(number)) if held else ()
        return self._subjects[number]

    def _objects_of(self, number: int) -> tuple[tuple[TypedSpan, ...], ...]:
        if number not in self._objects:
            held = any(map(_is_plural_people, self._analysis.names_in(number)))
            self._objects[number] = tuple(_plural_objects(self._analysis.sentence(number))) if held else ()
        return self._objects[number]

    def _actors(self, numbers: Iterable[int]) -> Iterator[TypedSpan]:
        """Yield the actors named in sentences, newest first."""
        for number in numbers:
            yield from (span for span in reversed(self._analysis.names_in(number)) if span.type == "actor")

    def speaker(self, number: int, before: int) -> Found | None:
        """Return who spoke last before a token."""
        near = (found for found in self._spoke(self._near(number)) if found.end <= before)
        return next((replace(found, inferred=True) for found in near), None)

    def whose(self, institution: Found) -> Found | None:
        """Return the actor whose institution was named before with its owner ("Seoul's Joint Chiefs" ... "the Joint Chiefs")."""
        wanted = _institutions(institution)
        for found in self._spoke(self._naming(wanted)):
            if found.type == "actor" and wanted & _institutions(found):
                return replace(found, start=institution.start, end=institution.end, group=institution.group, inferred=True)
        return self._at_home(institution) if wanted else None

    def _at_home(self, institution: Found) -> Found | None:
        """Return the state that an article is about, as whose "the government" speaks."""
        if self._state is None:
            self._state = main_state(self._analysis.names)
        if not self._state or not is_national(institution):
            return None
        state = self._state[0]
        return replace(institution, type="actor", value=state.value, flags=state.flags, inferred=True)

    def person(self, number: int, before: int) -> TypedSpan | None:
        """Return the person last named before a token, in this sentence or the few before it; there the subject comes first."""
        persons = (person for at in self._near(number) for person in self._persons_of(at, own=at == number))
        return next((named_in_full(person) for person in persons if person.end <= before), None)

    def _persons_of(self, number: int, own: bool) -> Sequence[TypedSpan]:
        """Return the persons of a sentence, likeliest first to be taken up by "he": the last, but the subject of an earlier sentence."""
        persons = self._analysis.persons_in(number)
        if own or len({person.end for person in persons}) < 2:
            return persons[::-1]
        leading = {group.end for group in _first_subject(self._analysis.sentence(number))}
        return sorted(persons, key=lambda person: (person.end not in leading, -person.end))

    def referents(self, number: int, sentence: Sentence, quotations: Sequence[Quotation]) -> Mapping[int, tuple[TypedSpan, ...]]:
        """Return what the pronouns and definite nouns of a sentence stand for, by their last token."""
        found: dict[int, tuple[TypedSpan, ...]] = {}
        for k, chunk in enumerate(sentence.clauses.chunks):
            if chunk.noun is None:
                continue
            word = chunk.noun.pronoun or sentence.lower(chunk.noun.start)
            token = chunk.noun.head if chunk.noun.pronoun else chunk.noun.start
            home = self._home(number, chunk.noun) if word in _HIS else ()
            named = _named_members(sentence, k, chunk.noun)
            spans = named or home or self._pronoun(number, word, token, quotations) or self._definite(number, sentence, chunk.noun)
            if spans:
                found[chunk.noun.head if named or home or word in _DEFINITE else token] = spans
        return found

    def _pronoun(self, number: int, word: str, token: int, quotations: Sequence[Quotation]) -> tuple[TypedSpan, ...]:
        quoted = any(quotation.start <= token < quotation.end for quotation in quotations)
        if word in _PERSON and not (quoted and word in ("i", "my")):
            person = self.person(number, token)
            return self._office_of(number, word, token) or ((person,) if person is not None else ())
        if word in FIRST_PLURAL:
            return self._country_of_speaker(number, token) if quoted else self._writer()
        if word in ("it", "they"):
            said = self._said_by(number, token)
            if said:
                return self._all_who_said(number, said) if word == "they" else said
        if word == "them":
            return self._object_before(number, token)
        if word in _THIRD_PLURAL:
            subjects = (spans for at in self._near(number) if (spans := self._subject_of(at)))
            return next((spans for spans in subjects if spans[-1].end <= token), ())
        return ()

    def _object_before(self, number: int, token: int) -> tuple[TypedSpan, ...]:
        """Return the people last named as an object: "abducted 11 soldiers and later beheaded them"."""
        objects = (spans for at in self._near(number) for spans in reversed(self._objects_of(at)))
        return next((spans for spans in objects if spans[-1].end <= token), ())

    def _said_by(self, number: int, token: int) -> tuple[TypedSpan, ...]:
        """Return the speaker right before "it" or "they": "the army said it had killed"."""
        for speaker in reversed(self._speakers_in(number)):
            said = speaker.found
            reach = token - speaker.start
            that = self._analysis.doc[token - 1].lower_ == "that"  # "said in a statement to reporters that it had"
            near = 0 < reach <= (_REPORT if that else _DATED_COMPLEMENT)
            if said is not None and near and (reach <= _COMPLEMENT or that or self._only_dated(number, said, token)):
                return (TypedSpan(said.start, said.end, said.type, said.value, said.flags),)
        return ()

    def _only_dated(self, number: int, said: Found, token: int) -> bool:
        """Say whether nothing but a verb, a date and "that" stands between a speaker and a token ("said on Thursday that it")."""
        end = max(said.end, said.group.end if said.group is not None else 0)
        between = [chunk for chunk in self._analysis.sentence(number).clauses.chunks if end <= chunk.start < token]
        return all(chunk.kind in (Kind.VERB_GROUP, Kind.DATE, Kind.ADVERB) or chunk.word == "that" for chunk in between)

    def _office_of(self, number: int, word: str, token: int) -> tuple[TypedSpan, ...]:
        """Return the office that speaks right before "he" or "she": "the minister said he would"."""
        clauses = self._analysis.sentence(number).clauses if word in ("he", "she") else None
        verb = clauses.verb(clauses.forth(clauses.at(token) or 0)) if clauses is not None else None
        if verb is None or verb.passive or (verb.modal is None and not verb.auxiliaries):  # "a doctor said he was killed", "he died"
            return ()
        near = (s.group.heads for s in reversed(self._speakers_in(number)) if 0 < token - s.start <= _COMPLEMENT)
        heads = next(near, ())
        named = any(span.type == "person" or "plural" in span.flags for span in heads)
        return () if named else tuple(span for span in heads if span.type == "title")[:1]

    def _all_who_said(self, number: int, said: tuple[TypedSpan, ...]) -> tuple[TypedSpan, ...]:
        """Return the whole subject that a speaker is one of ("<name> and <name> said they")."""
        subject = tuple(span for span in self._subject_of(number) if span.type == said[0].type)
        return subject if any(span.start == said[0].start for span in subject) else said

    def _home(self, number: int, group: NounGroup) -> tuple[TypedSpan, ...]:
        """Return whom "his country" stands for in what somebody says."""
        if group.end - group.start != 2 or not any(span.type == "reference" and "class:country" in span.flags for span in group.heads):
            return ()
        speaker = self.speaker(number, group.start)
        if speaker is not None and speaker.type == "actor" and isinstance(speaker.value, Entity) and speaker.value.code:
            return (TypedSpan(speaker.start, speaker.end, "actor", speaker.value, speaker.flags),)
        return self._country_of_speaker(number, group.start)

    def _country_of_speaker(self, number: int, token: int) -> tuple[TypedSpan, ...]:
        speaker = self.speaker(number, token)
        countries = {f.removeprefix("country:") for f in speaker.flags if f.startswith("country:")} if speaker is not None else set()
        return next(((span,) for span in self._actors(self._naming(countries)) if span.entry in countries), ())

    def _definite(self, number: int, sentence: Sentence, group: NounGroup) -> tuple[TypedSpan, ...]:
        kinds = {flag for span in group.heads if span.type == "reference" for flag in span.flags if flag.startswith("class:")}
        if not kinds or sentence.lower(group.start) not in _DEFINITE or group.owners:
            return ()
        plural = sentence.lower(group.head).endswith("s")
        if "class:pair" in kinds and plural:
            return self._pair(number, group.start)
        near = (span for span in self._actors(self._near(number)) if span.end <= group.start)
        if "class:group" in kinds and not plural:
            return next(((s,) for s in near if "class:group" in s.flags), ())
        return next(((s,) for s in near if _is_state(s)), ()) if "class:country" in kinds and not plural else ()

    def _pair(self, number: int, before: int) -> tuple[TypedSpan, ...]:
        """Return the two actors last named together in one sentence."""
        for at in self._near(number):
            named: dict[object, TypedSpan] = {}
            for span in self._analysis.names_in(at):
                if span.type == "actor" and span.end <= before and _is_party(span):
                    named.setdefault(span.value, span)
            if len(named) == 2:
                return tuple(named.values())
        return ()


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
    groups = _first_subject(sentence)
    spans = tuple(span for group in groups for span in (*group.heads, *group.owners) if span.type in _GROUP_TYPES)
    several = len(groups) > 1 or any(span.flags & _SEVERAL for span in spans)
    return tuple(map(named_in_full, spans)) if several else ()


def _named_members(sentence: Sentence, k: int, group: NounGroup) -> tuple[TypedSpan, ...]:
    """Return the actors that "countries such as A and B" names."""
    if not any(span.type == "reference" for span in group.heads):
        return ()
    return tuple(span for item in examples(sentence.clauses, k) for span in item.heads if span.type == "actor")


def _first_subject(sentence: Sentence) -> Groups:
    """Return the subject of the sentence's first verb."""
    clauses = sentence.clauses
    first = next((k for k, chunk in enumerate(clauses.chunks) if chunk.kind is Kind.VERB_GROUP), None)
    return next(iter(clauses.subjects(first)), ()) if first is not None else ()


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
            people = [span for span in chunk.noun.heads if _is_plural_people(span)]
            if people:
                yield (*people[:1], *chunk.noun.owners)


def _is_plural_people(span: TypedSpan) -> bool:
    return span.type in ("force", "people") and "plural" in span.flags


def _speaks_as_we(tokens: Tokens, quotations: Sequence[Quotation]) -> bool:
    """Say whether the text says "we" outside its quotations."""
    words = re.finditer(r"\b(?:[Ww]e|[Oo]ur|us)\b", tokens.text)
    quoted = [(tokens.offsets[q.start], tokens.offsets[q.end - 1]) for q in quotations]
    return any(not any(start <= word.start() <= end for start, end in quoted) for word in words)


def _acts(doc: Doc, span: TypedSpan) -> bool:
    return span.end < len(doc) and doc[span.end].lower_ in AUXILIARIES | MODALS
