"""The record of one article: version 1 of the output contract, from which every other output is derived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import NotRequired, TypedDict

from dragoman.article import Article
from dragoman.records import Cue, Event, Extraction, Filler, Mention, Slots, Source, TextSpan
from dragoman.writers.values import ValueRecord, to_value

CONTRACT = 1
LANGUAGE = "en"


class SpanRecord(TypedDict):
    """A stretch of the article: ``text[start:end] == text``."""

    text: str
    start: int
    end: int


class CueRecord(SpanRecord):
    """The words that set a status."""

    sets: str


class FillerRecord(SpanRecord):
    """One value in a slot; in an event also which mentions give it, and on whose word."""

    value: ValueRecord
    inferred: NotRequired[bool]
    flags: NotRequired[list[str]]
    mentions: NotRequired[list[str]]
    sources: NotRequired[list[ValueRecord]]


class SourceRecord(SpanRecord):
    """Who says it."""

    value: ValueRecord
    cue: str
    inferred: NotRequired[bool]


class MentionRecord(TypedDict):
    """One stretch of one sentence that states one event."""

    id: str
    kind: str
    rule: str
    pack: str
    status: str
    field: str
    trigger: SpanRecord
    evidence: SpanRecord
    slots: dict[str, list[FillerRecord]]
    cues: list[CueRecord]
    sources: list[SourceRecord]


class EventRecord(TypedDict):
    """Mentions of one article that tell of the same event."""

    id: str
    kind: str
    status: str
    mentions: list[str]
    slots: dict[str, list[FillerRecord]]
    extra: NotRequired[dict[str, dict[str, object]]]


class ArticleRecord(TypedDict):
    """Which article it was."""

    id: str
    path: str | None
    date: str | None
    title: str | None
    outlet: str | None
    url: str | None
    language: str
    characters: int
    sha256: str


class ProblemRecord(TypedDict):
    """What could not be done."""

    code: str
    message: str


class Record(TypedDict):
    """Everything that was found in one article."""

    contract: int
    article: ArticleRecord
    mentions: list[MentionRecord]
    events: list[EventRecord]
    problems: list[ProblemRecord]


def to_record(article: Article, extraction: Extraction) -> Record:
    """Return what was found in *article* as version 1 of the output contract, ready for ``json.dumps``."""
    return {
        "contract": CONTRACT,
        "article": {**_article(article), "language": _language(extraction)},
        "mentions": [_mention(position, mention) for position, mention in enumerate(extraction.mentions, 1)],
        "events": [_event(position, event, extraction.mentions) for position, event in enumerate(extraction.events, 1)],
        "problems": [{"code": problem.code, "message": problem.message} for problem in extraction.problems],
    }


def record_schema() -> str:
    """Return the JSON Schema that every record satisfies."""
    return files(__package__).joinpath("record_schema.json").read_text(encoding="utf-8")


def _article(article: Article) -> ArticleRecord:
    return {
        "id": article.id,
        "path": article.path,
        "date": article.date.isoformat() if article.date else None,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "language": LANGUAGE,
        "characters": len(article.text),
        "sha256": article.sha256,
    }


def _language(extraction: Extraction) -> str:
    # ISO 639 has "und" for a language that nobody determined: the gate knows only what it is not.
    return "und" if any(problem.code == "language" for problem in extraction.problems) else LANGUAGE


def _mention(position: int, mention: Mention) -> MentionRecord:
    return {
        "id": f"m{position}",
        "kind": mention.kind,
        "rule": mention.rule,
        "pack": mention.pack,
        "status": mention.status.value,
        "field": mention.field,
        "trigger": _span(mention.trigger),
        "evidence": _span(mention.evidence),
        "slots": _slots(mention.slots),
        "cues": [_cue(cue) for cue in mention.cues],
        "sources": [_source(source) for source in mention.sources],
    }


def _event(position: int, event: Event, mentions: Sequence[Mention]) -> EventRecord:
    record: EventRecord = {
        "id": f"e{position}",
        "kind": event.kind,
        "status": event.status.value,
        "mentions": [f"m{mention + 1}" for mention in event.mentions],
        "slots": {name: [_told_filler(filler, mentions) for filler in fillers] for name, fillers in event.slots.items() if fillers},
    }
    if event.extra:
        record["extra"] = {plugin: dict(told) for plugin, told in event.extra.items()}
    return record


def _told_filler(filler: Filler, mentions: Sequence[Mention]) -> FillerRecord:
    """Return an event's filler with the mentions that give it and the sources that these name."""
    record = _filler(filler)
    if filler.mentions:
        record["mentions"] = [f"m{mention + 1}" for mention in filler.mentions]
    sources = dict.fromkeys(source.value for mention in filler.mentions for source in mentions[mention].sources)
    if sources:
        record["sources"] = [to_value(source) for source in sources]
    return record


def _slots(slots: Slots | Mapping[str, Sequence[Filler]]) -> dict[str, list[FillerRecord]]:
    return {name: [_filler(filler) for filler in fillers] for name, fillers in slots.items() if fillers}


def _filler(filler: Filler) -> FillerRecord:
    span = filler.span
    record: FillerRecord = {"text": span.text, "start": span.start, "end": span.end, "value": to_value(filler.value)}
    if filler.inferred:
        record["inferred"] = True
    if filler.flags:
        record["flags"] = sorted(filler.flags)
    return record


def _source(source: Source) -> SourceRecord:
    span = source.span
    record: SourceRecord = {"text": span.text, "start": span.start, "end": span.end, "value": to_value(source.value), "cue": source.cue}
    if source.inferred:
        record["inferred"] = True
    return record


def _cue(cue: Cue) -> CueRecord:
    return {**_span(cue.span), "sets": cue.sets.value}


def _span(span: TextSpan) -> SpanRecord:
    return {"text": span.text, "start": span.start, "end": span.end}
