"""Reworking: an extractor with other rules, made in a moment because all that did not change is taken over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace

from dragoman.compiling.compiler import Compiled, CompiledRule, compile_rules, compile_verbs
from dragoman.compiling.expert_table import ExpertTable
from dragoman.compiling.tables import compile_tables
from dragoman.compiling.triggers import compile_triggers
from dragoman.events.likeness import gather_lore
from dragoman.extractor import Extractor
from dragoman.language import Lexicon, Pack, Rule


def rework(extractor: Extractor, packs: Iterable[Pack]) -> Extractor:
    """Return an extractor that finds what one made anew for *packs* finds."""
    reworked = copy(extractor)
    reworked.packs = tuple(packs)
    if _words(reworked.packs) == _words(extractor.packs) and _verb_phrases(reworked.packs) == _verb_phrases(extractor.packs):
        reworked.match_with(_recompiled(extractor, reworked.packs))
        return reworked
    reworked.use(compile_tables(reworked.nlp, reworked.packs))
    return reworked


def with_lexicons(extractor: Extractor, lexicons: Sequence[Lexicon]) -> Extractor:
    """Return an extractor that knows the names of *lexicons* as well, as one made anew with them in a pack does."""
    if not lexicons:
        return extractor
    more = copy(extractor)
    last = extractor.packs[-1]
    more.packs = (*extractor.packs[:-1], replace(last, lexicons=(*last.lexicons, *lexicons)))
    old = extractor.compiled
    gazetteer = old.gazetteer.with_lexicons(extractor.nlp, lexicons)
    more.match_with(replace(old, gazetteer=gazetteer, verbs=compile_verbs(more.packs, old.rules)))
    more.lore = gather_lore(lexicon for pack in more.packs for lexicon in pack.lexicons)
    return more


def with_rule(packs: Sequence[Pack], key: str, changed: Rule) -> tuple[Pack, ...]:
    """Return *packs* with the rule called *key* as ``pack:event/id`` replaced."""
    return tuple(
        replace(pack, rules=tuple(changed if f"{rule.pack}:{rule.name}" == key else rule for rule in pack.rules)) for pack in packs
    )


def _words(packs: Sequence[Pack]) -> list[object]:
    """Return what else than rules the packs bring."""
    return [(pack.name, pack.events, pack.lexicons, pack.cues, pack.layouts) for pack in packs]


def _verb_phrases(packs: Sequence[Pack]) -> set[str]:
    """Return the trigger verbs of several words, which make particles of words."""
    return {verb for pack in packs for rule in pack.rules for verb in rule.trigger.verbs if " " in verb}


def _recompiled(extractor: Extractor, packs: Sequence[Pack]) -> Compiled:
    old = extractor.compiled
    known = {rule.key: rule for rule in old.rules}
    changed = [replace(pack, rules=tuple(rule for rule in pack.rules if not _is_known(known, rule))) for pack in packs]
    anew = {rule.key: rule for rule in compile_rules(changed)}
    keys = sorted(f"{rule.pack}:{rule.name}" for pack in packs for rule in pack.rules)
    by_id = sorted(keys, key=lambda key: key.split(":", 1))  # as the compiler sorts them
    rules = tuple(replace(anew.get(key) or known[key], index=index) for index, key in enumerate(by_id))
    experts = ExpertTable(extractor.nlp.vocab, ((rule.index, rule.rule) for rule in rules))
    if list(_triggers(rules)) == list(_triggers(old.rules)):
        return replace(old, rules=rules, experts=experts)
    triggers = compile_triggers(extractor.nlp, ((rule.index, rule.rule) for rule in rules))
    return replace(old, rules=rules, experts=experts, triggers=triggers, verbs=compile_verbs(packs, rules))


def _is_known(known: dict[str, CompiledRule], rule: Rule) -> bool:
    compiled = known.get(f"{rule.pack}:{rule.name}")
    return compiled is not None and (compiled.rule is rule or compiled.rule == rule)


def _triggers(rules: Iterable[CompiledRule]) -> Iterator[object]:
    return ((rule.key, rule.rule.trigger) for rule in rules)
