"""The compiler: rules, event types, lexicons and cues of all packs become tables that an article is matched against."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from spacy.language import Language

from dragoman.annotators.gazetteer import Gazetteer
from dragoman.annotators.verb_table import VerbForm
from dragoman.compiling.expert_table import ExpertTable
from dragoman.compiling.needs import NO_NEEDS, Needs, needs_of
from dragoman.compiling.phrase_compiler import CompiledPhrase, compile_phrase, tokens_of
from dragoman.compiling.scene_table import NO_SCENE, CompiledScene, compile_scene
from dragoman.compiling.triggers import TriggerTable, compile_triggers
from dragoman.compiling.unless import CompiledUnless, compile_unless
from dragoman.inflection import Form, plural_forms, verb_form_bits, verb_forms
from dragoman.language import CueEntry, EventType, Lexicon, Pack, Rule, Slot
from dragoman.records import Entity


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its event type's slots resolved and its phrases compiled."""

    rule: Rule
    event: EventType
    slots: Mapping[str, Slot]
    phrases: tuple[CompiledPhrase, ...]
    index: int
    nouns: frozenset[tuple[str, ...]] = frozenset()
    unless: tuple[CompiledUnless, ...] = ()
    needs: Needs = NO_NEEDS
    scene: CompiledScene = NO_SCENE

    @property
    def key(self) -> str:
        """Return ``pack:event/id``."""
        return f"{self.rule.pack}:{self.rule.name}"


def _resolved_slots(rule: Rule, event: EventType) -> dict[str, Slot]:
    slots = dict(event.slots)
    for name, narrowed in rule.slots.items():
        general = slots.get(name, Slot(name))
        slots[name] = replace(
            narrowed,
            types=narrowed.types or general.types,
            many=narrowed.many or general.many,
            weak=narrowed.weak or general.weak,
            sources=narrowed.sources or general.sources,
            where=narrowed.where if narrowed.where != "phrase" else general.where,
        )
    return slots


def compile_rules(packs: Sequence[Pack]) -> tuple[CompiledRule, ...]:
    """Return every rule of the packs, sorted by its full id, with its event type beside it."""
    events = {event.name: event for pack in packs for event in pack.events}
    rules = sorted((rule for pack in packs for rule in pack.rules), key=lambda rule: (rule.pack, rule.name))
    return tuple(_compiled(rule, events[rule.event], index) for index, rule in enumerate(rules))


def _compiled(rule: Rule, event: EventType, index: int) -> CompiledRule:
    slots, nouns = _resolved_slots(rule, event), _noun_forms(rule)
    phrases = tuple(map(compile_phrase, rule.phrases))
    return CompiledRule(
        rule,
        event,
        slots,
        phrases,
        index,
        nouns,
        (compile_unless(rule.unless), compile_unless(event.unless)),
        needs_of(rule.required, slots, nouns, phrases, (*event.scene.subject, *event.scene.object)),
        compile_scene(event.scene),
    )


def _noun_forms(rule: Rule) -> frozenset[tuple[str, ...]]:
    """Return the forms of a rule's nouns as the tokenizer cuts them."""
    return frozenset(chain.from_iterable(map(_forms_of_noun, rule.trigger.nouns)))


@cache  # many rules give the same nouns
def _forms_of_noun(noun: str) -> tuple[tuple[str, ...], ...]:
    return tuple([tokens_of(text.lower()) for text in (noun, *plural_forms(noun))])


def compile_verbs(packs: Sequence[Pack], rules: Sequence[CompiledRule]) -> dict[str, VerbForm]:
    """Return every verb form that the packs know, from their verb lexicons and their triggers."""
    table: dict[str, tuple[int, bool, bool, bool]] = {}
    ambiguous: set[str] = set()
    lemmas: dict[str, Mapping[str, str]] = {}
    for lexicon in _verb_lexicons(packs):
        for entry in lexicon.entries:
            lemmas[entry.id.split(" ")[0]] = _overrides(entry.attributes.get("forms"))
            if "noun" in entry.marks:
                ambiguous.add(entry.id)
    for rule in rules:
        for verb in rule.rule.trigger.verbs:
            for part in verb.replace("/", " or ").split(" or "):
                lemmas.setdefault(part.split(" and ")[0].split(" ")[0], {})
                lemmas.setdefault(part.split(" and ")[-1].split(" ")[0], {})
    listed, things = _listed_nouns(packs), _listed_nouns(packs, _THINGS)
    nouns = listed | {noun for rule in rules for noun in rule.rule.trigger.nouns}
    for lemma in sorted(lemmas):
        for text, form in verb_form_bits(lemma, lemmas[lemma]).items():
            known = table.get(text, (0, False, False, False))
            # "calling" is a verb though "call" is a noun; "bombing" is a noun of its own.
            noun = text in nouns or (lemma in ambiguous and not form & _ING)
            # "sending" is a noun in "the sending of troops" only; "bombing" makes compounds too.
            acts = bool(form & _ING) and text not in listed
            thing = bool(form & _FIRST) and lemma in things
            table[text] = (form | known[0], noun or thing or known[1], acts or known[2], thing)
    return {text: _verb_form(*kind) for text, kind in table.items()}


_ING = Form.ING.value
_FIRST = (Form.BASE | Form.S).value


@cache
def _verb_form(form: int, noun: bool, acts: bool, thing: bool) -> VerbForm:
    """Return the one record of a kind of form, of which there are few."""
    return VerbForm(Form(form), noun, acts, thing)


_THINGS = frozenset({"force", "materiel"})


def _listed_nouns(packs: Sequence[Pack], types: Collection[str] = ()) -> set[str]:
    """Return the nouns of one word that lexicons name, or those of some types."""
    lexicons = (lexicon for pack in packs for lexicon in pack.lexicons if lexicon.type != "verb" and (not types or lexicon.type in types))
    listed = (entry for lexicon in lexicons for entry in lexicon.entries)
    return {form for entry in listed for form in (entry.name, *entry.forms.get("aliases", ())) if form.islower()}


def _overrides(value: object) -> Mapping[str, str]:
    return {str(key): str(word) for key, word in value.items()} if isinstance(value, Mapping) else {}


def _particles(packs: Sequence[Pack], rules: Sequence[CompiledRule]) -> frozenset[tuple[str, str]]:
    """Return the pairs of verb form and particle that the verbs of several words make."""
    listed = {entry.id for lexicon in _verb_lexicons(packs) for entry in lexicon.entries}
    triggers = {verb for rule in rules for verb in rule.rule.trigger.verbs}
    pairs = (form.split(" ")[:2] for verb in listed | triggers if " " in verb for form in verb_forms(verb))
    return frozenset((first, second) for first, second in pairs)


def _states(packs: Sequence[Pack]) -> dict[str, Entity]:
    """Return the actors with a code, by that code."""
    actors = (lexicon for pack in packs for lexicon in pack.lexicons if lexicon.type == "actor")
    return {entry.code: Entity(entry.name, entry.code) for lexicon in actors for entry in lexicon.entries if entry.code}


def _verbs_of_class(packs: Sequence[Pack], category: str) -> frozenset[str]:
    """Return the forms of verbs of a class: ``light`` ones lend their subject to a noun, ``contain`` ones tell a whole's parts."""
    chosen = (entry.id.split(" ")[0] for lexicon in _verb_lexicons(packs) for entry in lexicon.entries if entry.category == category)
    return frozenset(form for verb in chosen for form in verb_forms(verb))


def _verb_lexicons(packs: Sequence[Pack]) -> Iterator[Lexicon]:
    return (lexicon for pack in packs for lexicon in pack.lexicons if lexicon.type == "verb")


@dataclass(frozen=True, slots=True)
class Compiled:
    """Everything that matching needs, made once; *without* are the switches of what is left out."""

    rules: tuple[CompiledRule, ...]
    events: Mapping[str, EventType]
    triggers: TriggerTable
    gazetteer: Gazetteer
    verbs: Mapping[str, VerbForm]
    light_verbs: frozenset[str]
    containers: frozenset[str]
    states: Mapping[str, Entity]
    particles: frozenset[tuple[str, str]]
    cues: tuple[CueEntry, ...]
    experts: ExpertTable
    without: frozenset[str] = frozenset()


def compile_packs(nlp: Language, packs: Sequence[Pack]) -> Compiled:
    """Return the packs compiled for the tokens of *nlp*."""
    rules = compile_rules(packs)
    return Compiled(
        rules=rules,
        events={event.name: event for pack in packs for event in pack.events},
        triggers=compile_triggers(nlp, ((rule.index, rule.rule) for rule in rules)),
        gazetteer=Gazetteer().with_lexicons(nlp, [lexicon for pack in packs for lexicon in pack.lexicons]),
        verbs=compile_verbs(packs, rules),
        light_verbs=_verbs_of_class(packs, "light"),
        containers=_verbs_of_class(packs, "contain"),
        states=_states(packs),
        particles=_particles(packs, rules),
        cues=tuple(entry for pack in packs for sheet in pack.cues for entry in sheet.entries),
        experts=ExpertTable(nlp.vocab, ((rule.index, rule.rule) for rule in rules)),
    )


def leave_out(compiled: Compiled, without: frozenset[str]) -> Compiled:
    """Return the same tables with the parts left out that these switches name."""
    return replace(compiled, rules=tuple(_switched(rule, without) for rule in compiled.rules), without=without)


def _switched(rule: CompiledRule, without: frozenset[str]) -> CompiledRule:
    """Return a rule without its guards or its unless words where these are switched off."""
    plain = replace(rule, rule=replace(rule.rule, guards={})) if "guards" in without else rule
    return replace(plain, unless=()) if "unless" in without else plain
