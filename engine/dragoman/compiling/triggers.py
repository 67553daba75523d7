"""Triggers compiled: one scan finds which trigger words of which rules occur in a Doc."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.annotators.cutting import Cutter
from dragoman.annotators.phrase_table import PhraseTable, phrase_table
from dragoman.annotators.tokens import tokens_of
from dragoman.inflection import Form, plural_forms, verb_form_bits, verb_forms
from dragoman.language import Rule, Trigger


@dataclass(frozen=True, slots=True)
class TriggerForm:
    """One form of one trigger word: the rules that start from it, and whether it excludes them instead.

    Where it has a *particle*, that must stand behind the verb's object ("handed <tanks> over").
    """

    lemma: str
    part: str
    form: Form
    rules: tuple[int, ...]
    excluded: bool = False
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A trigger found in a Doc."""

    start: int
    end: int
    form: TriggerForm


@dataclass(frozen=True, slots=True)
class TriggerTable:
    """Finds which triggers of which rules occur in a Doc, in one scan.

    *rows* are the fields of the trigger forms that share their words; they become records when a text first holds them.
    """

    table: PhraseTable
    rows: Sequence[list[list[Any]]]
    _known: dict[int, tuple[TriggerForm, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def find(self, doc: Doc) -> list[Occurrence]:
        """Return every trigger of the document in text order, without those that a ``not:`` phrase or a longer trigger covers."""
        lowers = tokens_of(doc).lowers
        found = [
            Occurrence(start, end, form)
            for start, end, number in self.table.find(doc)
            for form in self._forms(number)
            if not form.particle or _particle_behind(lowers, end, form.particle)
        ]
        found.sort(key=lambda o: (o.start, -o.end, o.form.part, o.form.lemma))
        return list(_uncovered(found))

    def _forms(self, number: int) -> tuple[TriggerForm, ...]:
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = tuple(
                TriggerForm(lemma, part, Form(form), tuple(rules), excluded, particle)
                for lemma, part, form, rules, excluded, particle in self.rows[number]
            )
        return found


def compile_triggers(nlp: Language, rules: Iterable[tuple[int, Rule]]) -> TriggerTable:
    """Return the table of the triggers of *rules*, each of which has its number before it."""
    uses: dict[tuple[str, str, bool], list[int]] = {}
    for index, rule in rules:
        for use in dict.fromkeys(_trigger_words(rule.trigger)):
            uses.setdefault(use, []).append(index)
    table: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for use in sorted(uses):
        lemma, part, excluded = use
        for (text, particle), form in _forms(*use).items():
            table[text].append([lemma, part, form, uses[use], excluded, particle])
    cutter = Cutter(nlp, lower=True)
    rows: defaultdict[tuple[int, ...], list[list[Any]]] = defaultdict(list)
    for text in sorted(table):
        rows[cutter.hashes(text)] += table[text]
    return TriggerTable(phrase_table("LOWER", rows), list(rows.values()))


_PARTICLES = frozenset({"over", "off", "up", "down", "out", "away", "back"})
# How far behind its verb a particle stands, and what stands in no object before it.
_PARTICLE_REACH = 8
_NO_OBJECT = frozenset({",", ".", ";", ":", "to", "by", "that", "who", "which", "when", "after", "from", "with"})


def _particle_behind(lowers: Sequence[str], end: int, particle: str) -> bool:
    """Say whether a particle stands behind the object that begins at *end*."""
    behind = lowers[end : end + _PARTICLE_REACH]
    at = behind.index(particle) if particle in behind else 0
    return at > 0 and _NO_OBJECT.isdisjoint(behind[:at])


# No trigger or ``not:`` phrase is longer than this, in tokens.
_LONGEST = 12


def _uncovered(found: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """Drop, rule by rule, the triggers inside a longer trigger or ``not:`` phrase of the same rule."""
    covers: dict[int, list[Occurrence]] = {}
    for cover in found:
        if cover.form.excluded or cover.end - cover.start > 1:
            for token in range(cover.start, min(cover.end, cover.start + _LONGEST + 1)):
                covers.setdefault(token, []).append(cover)
    for occurrence in found:
        if not occurrence.form.excluded:
            near = covers.get(occurrence.start, ())
            lost = {rule for cover in near if _covers(cover, occurrence) for rule in cover.form.rules} if near else ()
            rules = tuple(rule for rule in occurrence.form.rules if rule not in lost) if lost else occurrence.form.rules
            if rules:
                yield occurrence if rules == occurrence.form.rules else replace(occurrence, form=replace(occurrence.form, rules=rules))


def _covers(cover: Occurrence, occurrence: Occurrence) -> bool:
    longer = cover.end - cover.start > occurrence.end - occurrence.start
    return occurrence.end <= cover.end and (longer or cover.form.excluded)


def _trigger_words(trigger: Trigger) -> Iterator[tuple[str, str, bool]]:
    """Yield the words of a trigger, each with its part of speech and whether it is excluded; a word may stand in it twice."""
    yield from ((verb, "verb", False) for verb in trigger.verbs)
    yield from ((noun, "noun", False) for noun in trigger.nouns)
    yield from ((words, "word", False) for words in trigger.words)
    yield from ((phrase, "word", True) for phrase in trigger.excluded)


def _forms(lemma: str, part: str, excluded: bool) -> dict[tuple[str, str], int]:
    """Return what the forms of a trigger word can be, by their text and the particle that stands behind the object."""
    if part == "verb":
        forms = coordinated_forms(lemma)
        found = {(text, ""): form.value for text, form in forms.items()}
        particle = lemma.rpartition(" ")[2]
        if particle in _PARTICLES and lemma.count(" ") == 1:
            found |= {(text.rpartition(" ")[0], particle): form.value for text, form in forms.items()}
        return found
    texts = [lemma]
    if excluded:
        texts += verb_form_bits(lemma)
    if excluded or part == "noun":
        texts += plural_forms(lemma)
    return dict.fromkeys([(text.lower(), "") for text in texts], 0)


def coordinated_forms(verb: str) -> Mapping[str, Form]:
    """Return the forms of a verb; "kill or wound" inflects both verbs alike."""
    for joint in (" or ", " and ", "/"):
        first, found, second = verb.partition(joint)
        if found:
            left, right = verb_forms(first), verb_forms(second)
            return {f"{a}{joint}{b}": fa & fb for a, fa in left.items() for b, fb in right.items() if fa & fb}
    return verb_forms(verb)
