"""The extractor: the way of one article, from text to events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

from spacy.language import Language

from dragoman.analysis.analysing import Analysis, analyse
from dragoman.analysis.linking import Memory
from dragoman.analysis.prospects import Prospects
from dragoman.annotators.quotations import Quotation
from dragoman.annotators.sentence import Sentence
from dragoman.article import Article
from dragoman.compiling.compiler import Compiled, leave_out
from dragoman.compiling.tables import Tables, compile_tables
from dragoman.compiling.triggers import Occurrence
from dragoman.consumer import Consumer, apply_consumer, read_consumer
from dragoman.events.joining import join
from dragoman.events.merging import merge
from dragoman.language import Pack
from dragoman.matching.expert_matching import skipped_patterns
from dragoman.matching.matches import Match, Trace
from dragoman.matching.matching import match_sentence
from dragoman.matching.readings import Found
from dragoman.mentions.assessing import Assessment, assess
from dragoman.mentions.filling import fill, to_source
from dragoman.mentions.sourcing import Speaker, sources_of, speaker_after
from dragoman.packs.reading import read_packs
from dragoman.pipeline import blank_pipeline, words_of_an_article
from dragoman.plugin_calls import PluginCalls, with_spans
from dragoman.plugins import Plugin, load_plugins, pack_folders
from dragoman.records import Extraction, Mention, Source, Status
from dragoman.stopwatch import Stage, Stopwatch
from dragoman.switches import read_switches
from dragoman.tagging import PipelineTagger, Tagger


class Extractor:
    """Finds the events that the rules of some packs describe."""

    def __init__(
        self,
        packs: Iterable[Pack],
        nlp: Language | None = None,
        tagger: Tagger | None = None,
        plugins: Iterable[Plugin] = (),
        *,
        without: Collection[str] = (),
        tables: Callable[[Language, Sequence[Pack]], Tables] = compile_tables,
        one_thread: bool = False,
    ) -> None:
        """Take *packs*; what the components of *nlp*, or else *tagger*, find in an article is evidence for the rules.

        Of *plugins* only the slot types, annotators and enrichments count here: their packs stand in *packs*.
        *without* names parts to leave out (``dragoman.switches``), which is for measuring alone. *tables* compiles the packs, or
        takes from a cache what they were compiled to. Say *one_thread* where no two threads use the vocabulary: it then stops growing,
        since the new words of an article are forgotten after it.
        """
        self.packs = tuple(packs)
        self.plugins = tuple(plugins)
        self.tagger = PipelineTagger(nlp) if nlp is not None and nlp.pipe_names else tagger
        self._one_thread = one_thread
        self.nlp = blank_pipeline(nlp.vocab if nlp is not None else None)  # its own tokenizer: rules see the same tokens with any model
        self.use(tables(self.nlp, self.packs), read_switches(without))

    def use(self, tables: Tables, without: frozenset[str] = frozenset()) -> None:
        """Take what the packs were compiled to."""
        self.match_with(leave_out(tables.compiled, without))
        self.cues, self.lore, self.pages = tables.cues, tables.lore, tables.pages

    def match_with(self, compiled: Compiled) -> None:
        """Match these rules and lexicons from now on."""
        self.compiled = compiled
        self._prospects = Prospects(compiled)

    @classmethod
    def installed(
        cls,
        only: Sequence[str] | None = None,
        nlp: Language | None = None,
        tagger: Tagger | None = None,
        *,
        config: Path | None = None,
        one_thread: bool = False,
    ) -> Extractor:
        """Return an extractor with the packs of every installed plugin, or of those named in *only*, changed as *config* asks.

        *config* is a ``dragoman.toml`` or a ``pyproject.toml``; a library looks for none by itself.
        """
        plugins = load_plugins(only=only)
        changes = read_consumer(config) if config is not None else Consumer()
        return cls(apply_consumer(read_packs(pack_folders(plugins)), changes), nlp, tagger, plugins, one_thread=one_thread)

    def leaving_out(self, *switches: str) -> Extractor:
        """Return an extractor with the same tables that leaves these parts out; for an extractor that leaves none out."""
        other = copy(self)
        other.match_with(leave_out(self.compiled, read_switches(switches)))
        return other

    def extract(self, article: Article, trace: Trace | None = None, watch: Stopwatch | None = None) -> Extraction:
        """Return the mentions and events of an article; *trace* collects what was tried, *watch* how long it took."""
        if trace is not None or not self._one_thread:  # a trace holds Docs, which need their words
            return self._extract(article, trace, watch)
        with words_of_an_article(self.nlp):
            return self._extract(article, None, watch)

    def _extract(self, article: Article, trace: Trace | None, watch: Stopwatch | None) -> Extraction:
        calls = PluginCalls(self.plugins, article)
        analysis = with_spans(analyse(self.nlp, article, self.compiled, self.pages, self.tagger, watch), calls.spans)
        memory = Memory(analysis, self.cues, lambda: self.compiled.gazetteer.find(self.nlp.make_doc(article.title or "")))
        mentions: list[Mention] = []
        sentences: list[int] = []
        if watch is not None:
            watch.lap(Stage.ANNOTATE)
        for number, occurrences in self._promising(analysis, memory, everything=trace is not None):
            mentions.extend(self._mentions(analysis, number, occurrences, memory, trace, calls, watch))
            sentences.extend([number] * (len(mentions) - len(sentences)))
        problems = skipped_patterns(analysis.doc, analysis.occurrences, self.compiled)
        events = calls.enriched(mentions, merge(mentions, self.compiled.events, sentences, self.lore), sentences)
        if watch is not None:
            watch.lap(Stage.MERGE)
        return Extraction(tuple(mentions), events, (*problems, *calls.problems))

    def _promising(self, analysis: Analysis, memory: Memory, *, everything: bool) -> Iterator[tuple[int, tuple[Occurrence, ...]]]:
        """Yield the sentences where some rule may match, with the triggers of those rules; *everything* where the failures count too."""
        outlook = self._prospects.outlook(analysis)
        for number, occurrences in analysis.candidates():
            memory.reach(number)
            # A tagger annotates the sentences that are worked through, which later ones may see.
            kept = occurrences if everything or self.tagger is not None else outlook.promising(number, occurrences)
            if kept:
                yield number, kept

    def _mentions(
        self,
        analysis: Analysis,
        number: int,
        occurrences: Sequence[Occurrence],
        memory: Memory,
        trace: Trace | None,
        calls: PluginCalls,
        watch: Stopwatch | None,
    ) -> list[Mention]:
        sentence = self._linked(analysis, number, memory)
        if watch is not None:
            watch.lap(Stage.ANNOTATE)
        matches = [calls.normalised(sentence.doc, match) for match in match_sentence(sentence, occurrences, self.compiled, trace, watch)]
        if watch is not None:
            watch.lap(Stage.MATCH)
        mentions = (self._mention(analysis, sentence, number, match, memory) for match in matches)
        found = [m for match, m in zip(matches, mentions, strict=True) if match.rule.rule.guards.get(m.status) != "drop"]
        if watch is not None:
            watch.lap(Stage.ASSESS)
        return found if self._off("joining") else join(found, self.compiled.events, analysis.article.text, self.lore)

    def _off(self, step: str) -> bool:
        return step in self.compiled.without

    def _linked(self, analysis: Analysis, number: int, memory: Memory) -> Sentence:
        """Return a sentence with its referents, which stand in it or in those before it."""
        sentence = analysis.sentence(number)
        if self._off("linking"):
            return sentence
        return replace(sentence, referents=memory.referents(number, sentence, analysis.quotations))

    def _mention(self, analysis: Analysis, sentence: Sentence, number: int, match: Match, memory: Memory) -> Mention:
        sources = self._sources(analysis, sentence, number, match, memory) if not self._off("sources") else []
        assessment = assess(sentence, match, self.cues) if not self._off("status") else Assessment(Status.ASSERTED)
        return fill(sentence, match, assessment, sources)

    def _sources(self, analysis: Analysis, sentence: Sentence, number: int, match: Match, memory: Memory) -> list[Source]:
        speakers = sources_of(sentence, match, self.cues)
        named = [(self._speaker(memory, number, speaker), speaker.cue) for speaker in speakers]
        sources = [to_source(analysis.doc, found, cue) for found, cue in named if found is not None]
        quotation = self._quotation(analysis, match)
        if not sources and (quotation is not None or self._introduced(analysis, number)):
            behind = self._behind(analysis, number, quotation) if quotation is not None else None
            found = behind or memory.speaker(number, match.occurrence.start)
            if found is not None:
                sources.append(to_source(analysis.doc, found, "quotation"))
        return sources

    @staticmethod
    def _speaker(memory: Memory, number: int, speaker: Speaker) -> Found | None:
        """Return who speaks: "he said" and "the Joint Chiefs said" by what the article named before."""
        found = speaker.found
        if found is None:
            return _pronoun_speaker(memory, number, speaker)
        return memory.whose(found) or found if found.type == "institution" else found

    def _behind(self, analysis: Analysis, number: int, quotation: Quotation) -> Found | None:
        """Return who is named right behind a quotation that ends in a later sentence."""
        later = analysis.number(quotation.end - 1)
        if later == number:
            return None
        speaker = speaker_after(analysis.sentence(later), quotation.end, self.cues)
        return replace(speaker.found, inferred=True) if speaker is not None and speaker.found is not None else None

    @staticmethod
    def _introduced(analysis: Analysis, number: int) -> bool:
        """Say whether the sentence before ends with a colon ("The Joint Chiefs said:")."""
        start, _ = analysis.bounds(number)
        return start > 0 and analysis.article.text[: analysis.doc[start].idx].rstrip().endswith(":")

    @staticmethod
    def _quotation(analysis: Analysis, match: Match) -> Quotation | None:
        token = match.occurrence.start
        return next((q for q in analysis.quotations if q.start <= token < q.end and not q.scare), None)


def _pronoun_speaker(memory: Memory, number: int, speaker: Speaker) -> Found | None:
    """Return the person that "he said" or "she said" refers to."""
    if speaker.group.pronoun not in ("he", "she"):
        return None
    person = memory.person(number, speaker.group.start)
    return Found(person.start, person.end, "person", person.value, person.flags, inferred=True) if person is not None else None
