"""Calls into plugins while one article is processed: a fault there becomes a problem of the article, and costs nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from spacy.tokens import Doc

from dragoman.analysis.analysing import Analysis
from dragoman.article import Article
from dragoman.hookspecs import Annotator, ArticleContext, Enrichment, SlotContext
from dragoman.matching.matches import Match
from dragoman.matching.readings import Found
from dragoman.plugins import Plugin
from dragoman.records import Event, Mention, Problem
from dragoman.spans import TypedSpan

PLUGIN_FAILED = "plugin-failed"
Result = TypeVar("Result")


class PluginCalls:
    """What *plugins* do to one article; *problems* holds each fault once."""

    def __init__(self, plugins: Sequence[Plugin], article: Article) -> None:
        self._plugins = plugins
        self._article = article
        self._types = {type_.name: (plugin, type_.normalise) for plugin in plugins for type_ in plugin.gives.slot_types}
        self.problems: dict[Problem, None] = {}

    def spans(self, doc: Doc) -> tuple[TypedSpan, ...]:
        """Return the spans that the annotators find, in the text's order."""
        found: list[TypedSpan] = []
        for plugin in self._plugins:
            for annotator in plugin.gives.annotators:
                found += self._call(
                    plugin, f"annotator '{annotator.name}'", partial(_found, annotator, doc, ArticleContext(self._article)), []
                )
        return tuple(sorted(found, key=lambda span: (span.start, -span.end, span.type)))

    def normalised(self, doc: Doc, match: Match) -> Match:
        """Return *match* with the values of the plugins' slot types as these write them."""
        if not any(found.type in self._types for fillers in match.slots.values() for found in fillers):
            return match
        return replace(match, slots={name: tuple(self._value(doc, found) for found in fillers) for name, fillers in match.slots.items()})

    def enriched(self, mentions: Sequence[Mention], events: Sequence[Event], sentences: Sequence[int]) -> tuple[Event, ...]:
        """Return *events* with what the enrichments add to them."""
        enriching = [plugin for plugin in self._plugins if plugin.gives.enrichments]
        if not enriching or not events:
            return tuple(events)
        context = ArticleContext(self._article, tuple(mentions), tuple(events), tuple(sentences))
        return tuple(replace(event, extra=self._extra(enriching, event, context)) for event in events)

    def _value(self, doc: Doc, found: Found) -> Found:
        if found.type not in self._types:
            return found
        plugin, normalise = self._types[found.type]
        context = SlotContext(doc[found.start : found.end].text, _phrase(doc, found), self._article.date)
        what = f"slot type '{found.type}'"
        return replace(found, value=self._call(plugin, what, lambda: normalise(found.value, context), found.value))

    def _extra(self, enriching: Sequence[Plugin], event: Event, context: ArticleContext) -> dict[str, Mapping[str, object]]:
        extra: dict[str, Mapping[str, object]] = {}
        for plugin in enriching:
            told: dict[str, object] = {}
            for one in plugin.gives.enrichments:
                told |= self._call(plugin, f"enrichment '{one.name}'", partial(_told, one, event, context), dict[str, object]())
            if told:
                extra[plugin.name] = told
        return extra

    def _call(self, plugin: Plugin, what: str, work: Callable[[], Result], otherwise: Result) -> Result:
        try:
            return work()
        except Exception as fault:  # noqa: BLE001 - whatever a plugin raises is told with the plugin's name
            reason = f"{what} of plugin '{plugin.name}' ({plugin.origin}) failed: {type(fault).__name__}: {fault}"
            self.problems[Problem(PLUGIN_FAILED, reason)] = None
            return otherwise


def with_spans(analysis: Analysis, find: Callable[[Doc], tuple[TypedSpan, ...]]) -> Analysis:
    """Return *analysis* with what *find* finds in place of the names within; in an article without a trigger nothing is asked."""
    added = find(analysis.doc) if analysis.occurrences else ()
    if not added:
        return analysis
    longest = [span for span in added if not any(_holds(name, span) and not _holds(span, name) for name in analysis.names)]
    names = [name for name in analysis.names if not any(_holds(span, name) for span in longest)]
    persons = tuple(person for person in analysis.persons if not any(_holds(span, person) for span in longest))
    ordered = sorted([*names, *longest], key=lambda span: (span.start, -span.end))
    return replace(analysis, names=tuple(ordered), persons=persons)


def _holds(outer: TypedSpan, inner: TypedSpan) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _phrase(doc: Doc, found: Found) -> str:
    """Return the words of the noun group around a value."""
    group = found.group
    start = min(found.start, group.start) if group is not None else found.start
    end = max(found.end, group.end) if group is not None else found.end
    return doc[start:end].text


def _found(annotator: Annotator, doc: Doc, context: ArticleContext) -> list[TypedSpan]:
    """Return the spans of *annotator*, none of which may reach beyond the article."""
    found = list(annotator.find(doc, context))
    wrong = next((span for span in found if not 0 <= span.start < span.end <= len(doc)), None)
    if wrong is not None:
        raise ValueError(f"the span {wrong.start}:{wrong.end} lies outside of the article")
    return found


def _told(enrichment: Enrichment, event: Event, context: ArticleContext) -> dict[str, object]:
    """Return what *enrichment* tells as JSON would give it back, so that nothing unwritable comes through."""
    told: dict[str, object] = json.loads(json.dumps(dict(enrichment.enrich(event, context) or {}), allow_nan=False))
    return told
