"""Repairs: changes of a rule with which it does match, each found out by running it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dragoman.article import Article
from dragoman.compiler import CompiledRule
from dragoman.edits import Edit, edits_of, silent_edits
from dragoman.examples import Outcome, run_examples
from dragoman.explain import Explanation, Story, nearest_tries
from dragoman.extractor import Extractor
from dragoman.language import Rule
from dragoman.records import Mention
from dragoman.reworking import rework, with_rule

MOST_TRIED = 12
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Repair:
    """What to write in a rule so that it matches in a sentence, the mention it then gives, and which of its examples break."""

    sentence: int
    rule: str
    path: str
    words: str
    mention: Mention
    broken: tuple[int, ...]
    edited: Rule


def find_repairs(extractor: Extractor, explained: Explanation, wanted: Collection[str]) -> tuple[Repair, ...]:
    """Return for each sentence in which no rule of *wanted* matched the changes of one with which it does, harmless ones first."""
    rules = {rule.key: rule for rule in extractor.compiled.rules if rule.key in wanted}
    return tuple(repair for story in explained.stories for repair in _of_story(extractor, explained.article, story, rules))


def _of_story(extractor: Extractor, article: Article, story: Story, rules: dict[str, CompiledRule]) -> list[Repair]:
    if any(tried.outcome in ("match", "joined") for tried in story.tries):
        return []
    found: dict[tuple[str, str], Repair] = {}
    for _, edit in zip(range(MOST_TRIED), _edits(story, rules), strict=False):
        repair = _verified(extractor, article, story, edit)
        if repair is not None:
            found.setdefault((repair.rule, repair.words), repair)
    return sorted(found.values(), key=lambda repair: len(repair.broken))[:MOST_SHOWN]


def _edits(story: Story, rules: dict[str, CompiledRule]) -> Iterator[Edit]:
    """Yield what might help, likeliest first; with a single rule also where it found no trigger."""
    for tried in nearest_tries(story.tries):
        if tried.rule in rules:
            yield from edits_of(rules[tried.rule].rule, dict(rules[tried.rule].slots), tried)
    if len(rules) == 1:
        for rule in rules.values():
            yield from silent_edits(rule.rule, story)


def _verified(extractor: Extractor, article: Article, story: Story, edit: Edit) -> Repair | None:
    """Return an edit with the mention that it gives in the sentence, None where it gives none."""
    key = f"{edit.rule.pack}:{edit.rule.name}"
    edited = rework(extractor, with_rule(extractor.packs, key, edit.rule))
    inside = (m for m in edited.extract(article).mentions if story.span.start <= m.trigger.start < story.span.end)
    mention = next((m for m in inside if f"{m.pack}:{m.rule}" == key), None)
    if mention is None:
        return None
    broken = tuple(result.position for result in run_examples(edited, [edit.rule]) if result.outcome is Outcome.FAILED)
    return Repair(story.number, key, edit.rule.place.path, edit.words, mention, broken, edit.rule)
