"""Repairs: changes of a rule with which it does match, each found out by running it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from dragoman.article import Article
from dragoman.compiling.compiler import CompiledRule
from dragoman.extractor import Extractor
from dragoman.records import Mention
from dragoman.workbench.edits import Edit, edits_of, silent_edits
from dragoman.workbench.examples import Outcome, run_examples
from dragoman.workbench.explain import Explanation, Story, nearest_tries
from dragoman.workbench.reworking import rework, with_lexicons, with_rule

MOST_TRIED = 12
MOST_SHOWN = 3
# Of all rules at once, and of one kind's, every sentence without an event could be mended somehow: these bound what is tried.
MOST_TRIED_OF_ALL = 18
MOST_WITHOUT_TRIGGER = 3


@dataclass(frozen=True, slots=True)
class Repair:
    """What to write so that a rule matches in a sentence, the mention it then gives, and which of the rule's examples break.

    *path* is where to write it: the rule's file, or the lexicon (the folder of lexicons, where the pack has none of that type).
    """

    sentence: int
    rule: str
    path: str
    words: str
    mention: Mention
    broken: tuple[int, ...]
    edit: Edit


def find_repairs(extractor: Extractor, explained: Explanation, wanted: Collection[str] | None) -> tuple[Repair, ...]:
    """Return for each sentence in which no rule of *wanted* matched the changes of one with which it does, harmless ones first.

    Of all rules (*wanted* is None) of the nearest misses only phrases and names are returned that they lack, and that break nothing.
    """
    if wanted is None:
        return _of_any_rule(extractor, explained)
    rules = {rule.key: rule for rule in extractor.compiled.rules if rule.key in wanted}
    found = (_verified_few(extractor, explained, story, islice(_edits(story, rules), MOST_TRIED)) for story in _silent(explained))
    return tuple(repair for repairs in found for repair in repairs[:MOST_SHOWN])


def _of_any_rule(extractor: Extractor, explained: Explanation) -> tuple[Repair, ...]:
    rules = {rule.key: rule for rule in extractor.compiled.rules}
    tried = ((story, edit) for story in _silent(explained) for edit in islice(_edits(story, rules), MOST_TRIED) if edit.only_widens)
    found: list[Repair] = []
    for story, edits in groupby(islice(tried, MOST_TRIED_OF_ALL), key=lambda pair: pair[0]):
        repairs = _verified_few(extractor, explained, story, (edit for _, edit in edits))
        found.extend([repair for repair in repairs if not repair.broken][:MOST_SHOWN])
    return tuple(found)


def _silent(explained: Explanation) -> Iterator[Story]:
    return (story for story in explained.stories if not any(tried.outcome in ("match", "joined") for tried in story.tries))


def _verified_few(extractor: Extractor, explained: Explanation, story: Story, edits: Iterable[Edit]) -> list[Repair]:
    found: dict[tuple[str, str], Repair] = {}
    for edit in edits:
        repair = _verified(extractor, explained.article, story, edit)
        if repair is not None:
            found.setdefault((repair.rule, repair.words), repair)
    return sorted(found.values(), key=lambda repair: len(repair.broken))


def _edits(story: Story, rules: dict[str, CompiledRule]) -> Iterator[Edit]:
    """Yield what might help, likeliest first; with few rules also where they found no trigger."""
    for tried in nearest_tries(story.tries):
        if tried.rule in rules:
            yield from edits_of(rules[tried.rule].rule, dict(rules[tried.rule].slots), tried, story)
    if len(rules) <= MOST_WITHOUT_TRIGGER:
        for rule in rules.values():
            yield from silent_edits(rule.rule, story)


def _verified(extractor: Extractor, article: Article, story: Story, edit: Edit) -> Repair | None:
    """Return an edit with the mention that it gives in the sentence, None where it gives none."""
    key = f"{edit.rule.pack}:{edit.rule.name}"
    edited = edited_by(extractor, edit)
    inside = (m for m in edited.extract(article).mentions if story.span.start <= m.trigger.start < story.span.end)
    mention = next((m for m in inside if f"{m.pack}:{m.rule}" == key), None)
    if mention is None:
        return None
    broken = tuple(result.position for result in run_examples(edited, [edit.rule]) if result.outcome is Outcome.FAILED)
    return Repair(story.number, key, _path(extractor, edit), edit.words, mention, broken, edit)


def edited_by(extractor: Extractor, edit: Edit) -> Extractor:
    """Return the extractor that somebody has who writes what an edit says."""
    key = f"{edit.rule.pack}:{edit.rule.name}"
    return with_lexicons(rework(extractor, with_rule(extractor.packs, key, edit.rule)), edit.lexicons)


def _path(extractor: Extractor, edit: Edit) -> str:
    if not edit.lexicons:
        return edit.rule.place.path
    own = next(pack for pack in extractor.packs if pack.name == edit.rule.pack)
    listed = next((lexicon.place.path for lexicon in own.lexicons if lexicon.type == edit.lexicons[0].type), None)
    return listed or f"{own.place.path.rpartition('/')[0]}/lexicons/"
