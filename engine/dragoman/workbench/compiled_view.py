"""A rule as it was compiled: its trigger's forms, and each phrase as clause roles and voices, for rule authors to look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.compiling.compiler import CompiledRule
from dragoman.compiling.phrase_compiler import CompiledPhrase
from dragoman.compiling.triggers import coordinated_forms
from dragoman.inflection import plural_forms, verb_forms
from dragoman.matching.matching import refused_voice
from dragoman.packs.grammar_table import VOICES


@dataclass(frozen=True, slots=True)
class PhraseView:
    """A phrase: where it looks for each slot, in which voices, and which words must stand beside the trigger."""

    phrase: str
    path: str
    line: int
    voices: tuple[str, ...]
    slots: tuple[tuple[str, tuple[str, ...]], ...]
    noun: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule: the forms of its trigger, each lemma with its own, what is required, and its phrases."""

    rule: str
    forms: tuple[tuple[str, tuple[str, ...]], ...]
    excluded: tuple[tuple[str, tuple[str, ...]], ...]
    required: tuple[tuple[str, ...], ...]
    circumstances: tuple[str, ...]
    derived: tuple[tuple[str, tuple[str, ...]], ...]
    phrases: tuple[PhraseView, ...]


def view_rule(rule: CompiledRule) -> RuleView:
    """Return a compiled rule in words."""
    trigger = rule.rule.trigger
    verbs = [(verb, tuple(coordinated_forms(verb))) for verb in trigger.verbs]
    nouns = [(noun, (noun, *plural_forms(noun))) for noun in trigger.nouns]
    return RuleView(
        rule.key,
        (*verbs, *nouns, *((words, (words,)) for words in trigger.words)),
        tuple((phrase, tuple(sorted({phrase, *verb_forms(phrase), *plural_forms(phrase)}))) for phrase in trigger.excluded),
        rule.rule.required,
        tuple(name for name, slot in rule.slots.items() if slot.where != "phrase"),
        tuple((name, slot.sources) for name, slot in rule.slots.items() if slot.sources),
        tuple(_view_phrase(rule, phrase) for phrase in rule.phrases),
    )


def _view_phrase(rule: CompiledRule, compiled: CompiledPhrase) -> PhraseView:
    return PhraseView(
        compiled.phrase.text,
        compiled.phrase.place.path,
        compiled.phrase.place.line,
        tuple(voice for voice in VOICES if _has_part(rule, voice) and not refused_voice(compiled, voice)),
        tuple((binding.slot, binding.roles) for binding in compiled.bindings),
        compiled.noun_roles,
        tuple(_one_of(literal.alternatives) for literal in compiled.before),
        tuple(_one_of(literal.alternatives) for literal in compiled.after),
    )


def _one_of(alternatives: Iterable[tuple[str, ...]]) -> str:
    return " | ".join(" ".join(words) for words in alternatives)


def _has_part(rule: CompiledRule, voice: str) -> bool:
    """Say whether the rule has a trigger that can be read in a voice: words in the predicate voices, verbs in the others."""
    trigger = rule.rule.trigger
    if voice == "noun":
        return bool(trigger.nouns)
    return bool(trigger.words) if voice.endswith("predicate") else bool(trigger.verbs)
