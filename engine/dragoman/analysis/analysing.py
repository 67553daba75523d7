"""Analysing: from an article to its candidate sentences, each with spans, word classes and clauses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from dragoman import english
from dragoman.annotators.chunks import cut_chunks
from dragoman.annotators.clauses import Clauses
from dragoman.annotators.closed_classes import first_tag
from dragoman.annotators.dates import find_dates
from dragoman.annotators.groups import Evidence, Kind, NounGroup
from dragoman.annotators.headings import is_heading
from dragoman.annotators.layout import PageWords, Zone, find_zones
from dragoman.annotators.money import find_money
from dragoman.annotators.office_verbs import office_verbs
from dragoman.annotators.persons import find_persons
from dragoman.annotators.quantities import find_quantities
from dragoman.annotators.quotations import Quotation, find_quotations
from dragoman.annotators.sentence import Sentence
from dragoman.annotators.sentences import sentence_starts
from dragoman.annotators.tagged_words import read_classes, with_entities
from dragoman.annotators.tokens import Tokens, tokens_of
from dragoman.annotators.verb_table import VerbTable
from dragoman.annotators.words import tag_words
from dragoman.article import Article
from dragoman.compiling.compiler import Compiled
from dragoman.compiling.triggers import Occurrence
from dragoman.english import Tag
from dragoman.inflection import Form
from dragoman.spans import TypedSpan
from dragoman.stopwatch import Stage, Stopwatch
from dragoman.tagging import Tagger

_BEFORE_BASE = english.MODALS | english.DO | english.PERSONAL | {"to"}
_SKIPPED = english.NEGATIONS | english.ADVERBS
_NAME_TYPES = frozenset({"actor", "place", "person"})
_T = TypeVar("_T")
_START = attrgetter("start")


@dataclass(slots=True)
class Analysis:
    """One article under analysis. Sentences are annotated when first asked for, so those without a trigger cost nothing."""

    article: Article
    doc: Doc
    starts: tuple[int, ...]
    zones: tuple[Zone, ...]
    occurrences: tuple[Occurrence, ...]
    names: tuple[TypedSpan, ...]
    persons: tuple[TypedSpan, ...]
    quotations: tuple[Quotation, ...]
    compiled: Compiled
    tagger: Tagger | None = None
    _sentences: dict[int, Sentence] = field(default_factory=dict)

    def candidates(self) -> Iterator[tuple[int, tuple[Occurrence, ...]]]:
        """Yield the number of each sentence that holds a trigger, with its triggers."""
        by_sentence: dict[int, list[Occurrence]] = {}
        for occurrence in self.occurrences:
            by_sentence.setdefault(self.number(occurrence.start), []).append(occurrence)
        for number in sorted(by_sentence):
            yield number, tuple(by_sentence[number])

    def number(self, token: int) -> int:
        """Return the number of the sentence that holds a token."""
        return bisect_right(self.starts, token) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """Return the first token of a sentence and the one after its last."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.doc)
        return self.starts[number], end

    def triggers(self, start: int, end: int) -> tuple[Occurrence, ...]:
        """Return the triggers that begin in tokens ``start:end``."""
        return self.occurrences[bisect_left(self.occurrences, start, key=_START) : bisect_left(self.occurrences, end, key=_START)]

    def names_in(self, number: int) -> tuple[TypedSpan, ...]:
        """Return the names in a sentence, which need none of its other annotations."""
        return _between(self.names, *self.bounds(number))

    def persons_in(self, number: int) -> tuple[TypedSpan, ...]:
        """Return the persons in a sentence, which need none of its other annotations."""
        return _between(self.persons, *self.bounds(number))

    @property
    def annotated(self) -> int:
        """Return how many sentences somebody has asked for so far."""
        return len(self._sentences)

    def sentence(self, number: int) -> Sentence:
        """Return a sentence with its annotations."""
        if number not in self._sentences:
            self._sentences[number] = _annotate(self, *self.bounds(number))
        return self._sentences[number]


def analyse(
    nlp: Language,
    article: Article,
    compiled: Compiled,
    pages: PageWords,
    tagger: Tagger | None = None,
    watch: Stopwatch | None = None,
) -> Analysis:
    """Return an article's tokens, sentences, triggers, names, persons and quotations; what *tagger* writes adds evidence."""
    doc = nlp.make_doc(article.text)
    tokens = tokens_of(doc, article.text)
    zones = _unless_off("layout", find_zones(article.text, pages), compiled)
    masked = _masked(zones)
    occurrences = tuple(o for o in compiled.triggers.find(doc) if not _covered(tokens.offsets[o.start], masked))
    starts = sentence_starts(doc, zones) if len(doc) else (0,)
    if watch is not None:
        watch.lap(Stage.TOKENISE)
    if not occurrences:
        return Analysis(article, doc, starts, zones, (), (), (), (), compiled)
    if tagger is not None:
        tagger.tag_doc(doc)
    listed = _unless_off("names", compiled.gazetteer.find(doc), compiled)
    names = tuple(span for span in listed if not _covered(tokens.offsets[span.start], masked))
    persons = _unless_off("persons", find_persons(doc, names), compiled)
    names, persons = with_entities(doc, names, persons)
    quotations = _unless_off("quotations", find_quotations(doc), compiled)
    return Analysis(article, doc, starts, zones, occurrences, names, persons, quotations, compiled, tagger)


def _unless_off(step: str, found: Iterable[_T], compiled: Compiled) -> tuple[_T, ...]:
    """Return what a step found; nothing where it is switched off."""
    return () if step in compiled.without else tuple(found)


def _masked(zones: Iterable[Zone]) -> list[tuple[int, int]]:
    return [(zone.start, zone.end) for zone in zones if zone.masked]


def _covered(offset: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in ranges)


def _annotate(analysis: Analysis, start: int, end: int) -> Sentence:
    doc, compiled = analysis.doc, analysis.compiled
    spans = _typed_spans(analysis, start, end)
    if analysis.tagger is not None and analysis.triggers(start, end):
        analysis.tagger.tag_sentence(doc, start, end)
    texts = _with_dashes(tokens_of(doc), start, end)
    heading = is_heading(texts, least=3)
    nouns, held = _trigger_nouns(analysis, start, end), _claimed(doc, start, compiled.verbs, spans, heading)
    claimed: dict[int, Tag | tuple[Tag, Form]] = {**nouns, **held, **_hyphenated_verbs(analysis, start, end)}
    claimed.update((i - start, (Tag.VERB, form)) for i, form in office_verbs(tokens_of(doc), spans.names, end, compiled.verbs))
    tagged = read_classes(doc, start, end, compiled.verbs) if analysis.tagger is not None else {}
    words = tag_words(_plain_texts(doc, start, texts, compiled.verbs, spans) if heading else texts, compiled.verbs, claimed, tagged)
    units = frozenset(span.end - 1 for span in spans.names if span.type == "unit")
    clauses = Clauses(cut_chunks(words, start, _evidence(analysis, start, end, spans), units))
    return Sentence(
        doc, start, end, words, clauses, spans.names, spans.dates, spans.money, spans.persons,
        contents=_contents(clauses, compiled.containers) if "contents" not in compiled.without else {}, states=compiled.states,
    )  # fmt: skip


def _with_dashes(tokens: Tokens, start: int, end: int) -> list[str]:
    """Return a sentence's tokens, a hyphen between spaces as the dash that it stands for ("... - officials")."""
    texts, spaced = tokens.texts[start:end], tokens.spaced
    if "-" not in texts:
        return texts
    return ["–" if text == "-" and start < i and spaced[i - 1] and spaced[i] else text for i, text in enumerate(texts, start)]


class _TypedSpans(NamedTuple):
    """What the annotators of single spans find in one sentence."""

    names: tuple[TypedSpan, ...]
    persons: tuple[TypedSpan, ...]
    quantities: tuple[TypedSpan, ...]
    money: tuple[TypedSpan, ...]
    dates: tuple[TypedSpan, ...]


def _typed_spans(analysis: Analysis, start: int, end: int) -> _TypedSpans:
    doc = analysis.doc
    dates = _unless_off("dates", find_dates(doc, start, end, analysis.article.date), analysis.compiled)
    money = _unless_off("money", find_money(doc, start, end), analysis.compiled)
    quantities = _without_particles(doc, find_quantities(doc, start, end, (*dates, *money)), analysis.compiled.particles)
    names = _between(analysis.names, start, end)
    quantities.extend(_counts_behind(doc, names, (*quantities, *dates, *money)))
    return _TypedSpans(
        names, _between(analysis.persons, start, end), _unless_off("quantities", quantities, analysis.compiled), money, dates
    )


def _counts_behind(doc: Doc, names: Sequence[TypedSpan], taken: Sequence[TypedSpan]) -> Iterator[TypedSpan]:
    """Yield the counts right behind an actor's name ("sent <name> 20 tanks"), which would be model numbers behind others."""
    held = {token for span in taken for token in range(span.start, span.end)}
    ends = {span.end for span in names if span.type == "actor" and span.end < len(doc) and span.end not in held}
    for end in sorted(ends):
        if tokens_of(doc).texts[end][0].isdigit():
            yield from find_quantities(doc, end, min(end + 4, len(doc)))


def _trigger_nouns(analysis: Analysis, start: int, end: int) -> dict[int, Tag]:
    """Return the tokens of triggers of several nouns ("arms exports"), none of which is a verb."""
    nouns = (o for o in analysis.triggers(start, end) if o.form.part == "noun" and o.end - o.start > 1)
    plain = (o for o in nouns if not _may_be_verb(analysis, start, o.start))
    written = tokens_of(analysis.doc).texts
    texts = {i: written[i] for o in plain for i in range(o.start, o.end)}
    return {i - start: Tag.NOUN for i, text in texts.items() if text.isalpha() and first_tag(text, text.lower()) is None}


def _may_be_verb(analysis: Analysis, start: int, token: int) -> bool:
    """Say whether a word can only be, or stands where only, a verb does ("did not cease fire")."""
    lowers = tokens_of(analysis.doc).lowers
    verb = analysis.compiled.verbs.get(lowers[token])
    if verb is None:
        return False
    if verb.form & (Form.PAST | Form.PARTICIPLE):
        return True
    before = (lowers[i] for i in range(token - 1, start - 1, -1))
    return bool(verb.form & Form.BASE) and next((w for w in before if w not in _SKIPPED), "") in _BEFORE_BASE


def _hyphenated_verbs(analysis: Analysis, start: int, end: int) -> dict[int, tuple[Tag, Form]]:
    """Return the tokens of verb triggers with a hyphen ("test-fired") as one verb: the first token stands for it."""
    found: dict[int, tuple[Tag, Form]] = {}
    texts = tokens_of(analysis.doc).texts
    for o in analysis.triggers(start, end):
        if o.form.part == "verb" and o.start + 1 < o.end and texts[o.start + 1] == "-":
            found[o.start - start] = (Tag.VERB, o.form.form)
            found.update((i - start, (Tag.ADVERB, Form(0))) for i in range(o.start + 1, o.end))
    return found


def _evidence(analysis: Analysis, start: int, end: int, spans: _TypedSpans) -> Evidence:
    offsets = tokens_of(analysis.doc).offsets
    masked = [zone for zone in _masked(analysis.zones) if zone[0] < offsets[end - 1] + 1 and zone[1] > offsets[start]]
    return Evidence(
        _by_start(spans.names),
        {span.start: span for span in (*spans.quantities, *spans.money)},
        {span.start: span for span in spans.dates},
        {span.start: span for span in spans.persons},
        frozenset(i for i in range(start, end) if _covered(offsets[i], masked)) if masked else frozenset(),
        _by_title(spans.persons, start),
    )


def _contents(clauses: Clauses, containers: frozenset[str]) -> dict[int, tuple[NounGroup, ...]]:
    """Return what noun groups are said to include ("the equipment sent to the front includes howitzers"), by their heads."""
    contents: dict[int, tuple[NounGroup, ...]] = {}
    for k, chunk in enumerate(clauses.chunks):
        if chunk.verb is None or chunk.word not in containers:
            continue
        objects = clauses.right(k).objects
        first = next(
            (c.noun for j, c in enumerate(clauses.chunks[:k]) if c.noun and clauses.kind(clauses.back(j)) is not Kind.PREPOSITION), None
        )
        subjects = clauses.subjects(k) or ([(first,)] if first is not None else [])
        if objects:
            contents.update((group.head, objects[0]) for groups in subjects[:1] for group in groups)
    return contents


def _without_particles(doc: Doc, quantities: Sequence[TypedSpan], particles: frozenset[tuple[str, str]]) -> list[TypedSpan]:
    """Give "over" back to its verb in "handed over 14 tanks", where it is no bound of the figure."""
    kept: list[TypedSpan] = []
    lowers = tokens_of(doc).lowers
    for span in quantities:
        pair = (lowers[span.start - 1], lowers[span.start]) if span.start else ("", "")
        kept.extend(find_quantities(doc, span.start + 1, span.end) if pair in particles else [span])
    return kept


def _plain_texts(doc: Doc, start: int, texts: Sequence[str], verbs: VerbTable, spans: _TypedSpans) -> list[str]:
    """Return a heading's tokens, its verbs and common nouns written as in a sentence ("<name> Sends Troops")."""
    common = {i for span in spans.names if span.type not in _NAME_TYPES for i in range(span.start, span.end)}
    pairs = zip(texts, tokens_of(doc).lowers[start : start + len(texts)], strict=True)
    return [lower if i in common or lower in verbs else text for i, (text, lower) in enumerate(pairs, start)]


def _claimed(doc: Doc, base: int, verbs: VerbTable, spans: _TypedSpans, heading: bool) -> dict[int, Tag]:
    """Return the word classes that typed spans settle, counted from the sentence's first token; later lines win."""
    claimed: dict[int, Tag] = {}
    tokens = tokens_of(doc)
    texts = tokens.texts
    for span in spans.names:
        if span.type in _NAME_TYPES or (not heading and _is_name(texts, span)):
            tag = Tag.ADJECTIVE if "demonym" in span.flags and _is_adjective(tokens, span, verbs) else Tag.NAME
            claimed.update(dict.fromkeys(range(span.start - base, span.end - base), tag))
        elif span.end - span.start > 1:
            claimed.update((i - base, Tag.HYPHEN if texts[i] == "-" else Tag.NOUN) for i in range(span.start, span.end))
    particles = (span.start - 1 for span in spans.quantities if span.start > base and tokens.lowers[span.start - 1] == "over")
    claimed.update((i - base, Tag.PREPOSITION) for i in particles)  # "hands over 14 tanks"
    for found, tag in ((spans.persons, Tag.NAME), (spans.quantities, Tag.NUMBER), (spans.dates, Tag.DATE)):
        for span in found:
            claimed.update(dict.fromkeys(range(span.start - base, span.end - base), tag))
    return claimed


def _by_title(persons: Sequence[TypedSpan], base: int) -> dict[int, TypedSpan]:
    """Return the persons whose title stands before their name, by the title's first token."""
    starts = ((int(flag[6:]), person) for person in persons for flag in person.flags if flag.startswith("title:"))
    return {start: person for start, person in starts if base <= start < person.start}


def _between(spans: Sequence[TypedSpan], start: int, end: int) -> tuple[TypedSpan, ...]:
    first = bisect_left(spans, start, key=_START)
    return tuple(span for span in spans[first : bisect_left(spans, end, first, key=_START)] if span.end <= end)


def _is_adjective(tokens: Tokens, span: TypedSpan, verbs: VerbTable) -> bool:
    """Say whether a demonym stands before a noun ("<demonym> forces") and does not itself name people ("<demonym>s demanded")."""
    texts, after = tokens.texts, span.end
    if after >= len(texts) or not texts[after].islower() or first_tag(texts[after], tokens.lowers[after]) is not None:
        return False
    verb = verbs.get(tokens.lowers[after])
    past = verb is not None and bool(verb.form & Form.PAST) and not verb.form & Form.BASE
    return not past or not texts[after - 1].endswith("s")


def _is_name(texts: Sequence[str], span: TypedSpan) -> bool:
    return texts[span.start][:1].isupper() and span.end - span.start > 1


def _by_start(spans: Sequence[TypedSpan]) -> Mapping[int, tuple[TypedSpan, ...]]:
    table: dict[int, tuple[TypedSpan, ...]] = {}
    for span in spans:
        table[span.start] = (*table.get(span.start, ()), span)
    return table
