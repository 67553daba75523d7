"""Explaining: the whole way of an article through the rules, as the extractor itself noted it down."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.analysis.analysing import Analysis, analyse
from dragoman.annotators.groups import Chunk
from dragoman.annotators.sentence import Sentence
from dragoman.article import Article
from dragoman.compiling.compiler import CompiledRule
from dragoman.compiling.triggers import Occurrence, compile_triggers
from dragoman.extractor import Extractor
from dragoman.inflection import Form
from dragoman.matching.matches import NOT_READ, Attempt, Trace
from dragoman.matching.nearness import empty_slots, kinds_of, nearest
from dragoman.mentions.filling import text_span
from dragoman.plugin_calls import PluginCalls, with_spans
from dragoman.records import Extraction, TextSpan
from dragoman.spans import TypedSpan
from dragoman.writers.values import ValueRecord, to_value

NEAREST_MISSES = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """Words and what they were taken for: a token's class, a chunk's kind, a span's type."""

    span: TextSpan
    kind: str
    value: ValueRecord | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """What came nearest to filling a slot, and why it did not; *role* is where it stands, if elsewhere."""

    slot: str
    span: TextSpan
    reason: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Try:
    """One phrase of a rule, tried on a trigger in one voice.

    *outcome* is ``match``, ``joined`` (its mention was joined with another), ``weaker`` (another of the rule's phrases ranks higher),
    ``lost`` (to the rule *lost_to*), ``dropped`` (after matching) or ``failed``. *mention* is its mention's position.
    """

    rule: str
    kind: str
    trigger: TextSpan
    lemma: str
    phrase: str
    path: str
    line: int
    voice: str
    outcome: str
    slots: Mapping[str, tuple[TextSpan, ...]]
    failure: str = ""
    lost_to: str = ""
    hints: tuple[Hint, ...] = ()
    mention: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One sentence: what was seen in it and what was tried; *note* says why nothing was where nothing was."""

    number: int
    span: TextSpan
    tokens: tuple[Seen, ...] = ()
    chunks: tuple[Seen, ...] = ()
    spans: tuple[Seen, ...] = ()
    tries: tuple[Try, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was extracted from an article, and the story of each of its sentences."""

    article: Article
    extraction: Extraction
    stories: tuple[Story, ...]


def explain(extractor: Extractor, article: Article, wanted: Collection[str] | None = None) -> Explanation:
    """Return the story of an article: all that the rules *wanted* tried, or of all rules what fired and the nearest misses."""
    trace = Trace()
    extraction = extractor.extract(article, trace)
    plain = analyse(extractor.nlp, article, extractor.compiled, extractor.pages, extractor.tagger)
    analysis = with_spans(plain, PluginCalls(extractor.plugins, article).spans)
    teller = _Teller(extractor, analysis, extraction, trace, wanted)
    return Explanation(article, extraction, tuple(teller.stories()))


class _Teller:
    """Turns a trace into stories."""

    def __init__(
        self, extractor: Extractor, analysis: Analysis, extraction: Extraction, trace: Trace, wanted: Collection[str] | None
    ) -> None:
        self._extractor = extractor
        self._analysis = analysis
        self._extraction = extraction
        self._wanted = wanted
        self._sentences = {sentence.start: sentence for sentence in trace.sentences}
        self._attempts: dict[int, list[Attempt]] = {}
        for attempt in _settled(trace.attempts):
            self._attempts.setdefault(analysis.number(attempt.occurrence.start), []).append(attempt)
        self._kept = {(match.rule.key, match.occurrence, match.phrase, id(match.frame)) for match in trace.kept}

    def stories(self) -> Iterator[Story]:
        for number in range(len(self._analysis.starts)):
            start, end = self._analysis.bounds(number)
            if self._analysis.doc[start:end].text.strip():
                yield self._story(number, start, end)

    def _story(self, number: int, start: int, end: int) -> Story:
        sentence = self._sentences.get(start)
        attempts = [a for a in self._attempts.get(number, []) if self._wanted is None or a.rule.key in self._wanted]
        story = Story(number + 1, _trimmed(text_span(self._analysis.doc, start, end)))
        if sentence is None or not attempts:
            return replace(story, note=self._silence(start, end))
        tries = [self._try(sentence, attempt) for attempt in attempts]
        chosen = _telling(tries) if self._wanted is None else tries
        return replace(story, tokens=_tokens(sentence), chunks=_chunks(sentence), spans=_spans(sentence), tries=tuple(chosen))

    def _try(self, sentence: Sentence, attempt: Attempt) -> Try:
        outcome, mention = self._outcome(sentence, attempt)
        place = attempt.phrase.phrase.place if attempt.phrase is not None else attempt.rule.rule.place
        doc = sentence.doc
        failure = attempt.failure
        if failure.startswith(NOT_READ):
            failure += _inside(sentence, attempt.occurrence)
        return Try(
            attempt.rule.key, attempt.rule.event.name, text_span(doc, attempt.occurrence.start, attempt.occurrence.end),
            attempt.occurrence.form.lemma, attempt.phrase.phrase.text if attempt.phrase is not None else "", place.path, place.line,
            attempt.voice, outcome, {name: tuple(text_span(doc, f.start, f.end) for f in found) for name, found in attempt.slots.items()},
            failure, attempt.lost_to, tuple(_hints(sentence, attempt)) if outcome == "failed" else (), mention,
        )  # fmt: skip

    def _outcome(self, sentence: Sentence, attempt: Attempt) -> tuple[str, int | None]:
        """Return what became of an attempt, and the position of its mention if it has one."""
        if attempt.lost_to:
            return "lost", None
        if attempt.failure:
            return "failed", None
        if (attempt.rule.key, attempt.occurrence, attempt.phrase, id(attempt.frame)) not in self._kept:
            return "weaker", None
        trigger = text_span(sentence.doc, attempt.occurrence.start, attempt.occurrence.end)
        for position, mention in enumerate(self._extraction.mentions):
            if mention.trigger == trigger and f"{mention.pack}:{mention.rule}" == attempt.rule.key:
                return "match", position
        for position, mention in enumerate(self._extraction.mentions):
            if mention.kind == attempt.rule.event.name and mention.evidence.start <= trigger.start < mention.evidence.end:
                return "joined", position
        return "dropped", None

    def _silence(self, start: int, end: int) -> str:
        """Return why no wanted rule tried anything in a sentence."""
        rules = [rule for rule in self._extractor.compiled.rules if self._wanted is None or rule.key in self._wanted]
        indices = {rule.index for rule in rules}
        for occurrence in self._extractor.compiled.triggers.find(self._analysis.doc):
            if start <= occurrence.start < end and indices & set(occurrence.form.rules):
                return f"'{self._analysis.doc[occurrence.start : occurrence.end].text}' stands in a part of the page that is no article"
        return self._switched_off(start, end, rules) or "no trigger"

    def _switched_off(self, start: int, end: int, rules: Sequence[CompiledRule]) -> str:
        """Return the trigger that a ``not:`` phrase of its rule covers, where only one rule is asked for."""
        if len(rules) != 1:
            return ""
        rule = rules[0].rule
        for phrase in rule.trigger.excluded:
            trigger = replace(rule.trigger, excluded=tuple(other for other in rule.trigger.excluded if other != phrase))
            found = compile_triggers(self._extractor.nlp, [(0, replace(rule, trigger=trigger))]).find(
                self._analysis.doc[start:end].as_doc()
            )
            if found:
                return f"'{self._analysis.doc[start + found[0].start : start + found[0].end].text}' is switched off by not: '{phrase}'"
        return ""


def _settled(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Return each attempt once, with its last word: one that fitted and then gave way is lost."""
    last: dict[object, Attempt] = {}
    for attempt in attempts:
        last[(attempt.rule.key, attempt.occurrence, attempt.phrase, id(attempt.frame))] = attempt
    return list(last.values())


def _telling(tries: Sequence[Try]) -> list[Try]:
    """Return what fired, what lost, and the nearest misses of other rules, one a rule and trigger."""
    told = [attempt for attempt in tries if attempt.outcome in ("match", "joined", "lost", "dropped")]
    seen = {(attempt.rule, attempt.trigger) for attempt in told}
    misses: dict[tuple[str, TextSpan], Try] = {}
    for attempt in sorted((t for t in tries if (t.rule, t.trigger) not in seen), key=_distance):
        misses.setdefault((attempt.rule, attempt.trigger), attempt)
    read = [miss for miss in misses.values() if not miss.failure.startswith(NOT_READ)]
    return told + sorted(read or misses.values(), key=_distance)[:NEAREST_MISSES]


def nearest_tries(tries: Sequence[Try]) -> list[Try]:
    """Return the tries that failed or lost, the one that came nearest to a match first."""
    return sorted((tried for tried in tries if tried.outcome in ("failed", "lost")), key=_distance)


def _distance(attempt: Try) -> tuple[object, ...]:
    """Return how far a try was from a match: slots missing, slots filled; then what was ruled out, refused and not even read."""
    tried = 0 if attempt.slots or attempt.hints else 3 if attempt.failure.startswith(NOT_READ) else 2 if attempt.voice else 1
    return (tried, len({hint.slot for hint in attempt.hints}), -len(attempt.slots), attempt.trigger.start, attempt.rule)


def _hints(sentence: Sentence, attempt: Attempt) -> Iterator[Hint]:
    for names in empty_slots(attempt):
        for name in names:
            for near in nearest(sentence, attempt, name):
                yield Hint(name, text_span(sentence.doc, near.start, near.end), near.reason, near.role)


def _inside(sentence: Sentence, occurrence: Occurrence) -> str:
    k = sentence.clauses.at(occurrence.start)
    if k is None:
        return ": it stands in no part of the sentence that is read"
    chunk = sentence.clauses.chunks[k]
    return f": it is part of the {_kind(chunk)} '{sentence.doc[chunk.start : chunk.end].text}'"


# -- what was seen -----------------------------------------------------------------------------------------------------


def _kind(chunk: Chunk) -> str:
    return chunk.kind.name.lower().replace("_", " ")


def _tokens(sentence: Sentence) -> tuple[Seen, ...]:
    tags = enumerate(sentence.words.tags, sentence.start)
    return tuple(Seen(text_span(sentence.doc, i, i + 1), tag.name.lower()) for i, tag in tags if not sentence.doc[i].is_space)


def _chunks(sentence: Sentence) -> tuple[Seen, ...]:
    return tuple(_chunk(sentence, chunk) for chunk in sentence.clauses.chunks)


def _chunk(sentence: Sentence, chunk: Chunk) -> Seen:
    flags: tuple[str, ...] = ()
    if chunk.noun is not None:
        owners = tuple(f"of {to_value(span.value)['name']}" for span in chunk.noun.owners)
        flags = ("pronoun",) if chunk.noun.pronoun else (*kinds_of(sentence, chunk.noun), *owners)
    elif chunk.verb is not None:
        verb = chunk.verb
        past = "past or participle" if verb.form & Form.PAST else "participle"
        marks = {"passive": verb.passive, "infinitive": verb.infinitive, "-ing": verb.bare_ing, past: verb.bare_participle}
        flags = tuple(name for name, holds in marks.items() if holds)
    return Seen(text_span(sentence.doc, chunk.start, chunk.end), _kind(chunk), flags=flags)


def _spans(sentence: Sentence) -> tuple[Seen, ...]:
    spans = (*sentence.spans, *sentence.persons, *sentence.dates, *sentence.money)
    quantities = tuple(c.noun.quantity for c in sentence.clauses.chunks if c.noun is not None and c.noun.quantity is not None)
    return tuple(_typed(sentence, span) for span in sorted({*spans, *quantities}, key=lambda s: (s.start, s.end, s.type, s.entry)))


def _typed(sentence: Sentence, span: TypedSpan) -> Seen:
    return Seen(text_span(sentence.doc, span.start, span.end), span.type, to_value(span.value), tuple(sorted(span.flags)))


def _trimmed(span: TextSpan) -> TextSpan:
    """Return a stretch without the blanks at its ends."""
    text = span.text.strip()
    start = span.start + span.text.index(text)
    return TextSpan(start, start + len(text), text)
