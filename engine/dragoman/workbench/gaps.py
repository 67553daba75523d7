"""Gaps: what rules and lexicons miss in articles, most frequent first, for those who write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.analysis.analysing import Analysis
from dragoman.annotators.sentence import Sentence
from dragoman.article import Article
from dragoman.english import AUXILIARIES
from dragoman.extractor import Extractor
from dragoman.matching.matches import Attempt, Match, Trace
from dragoman.matching.nearness import Near, empty_slots, kinds_of, nearest
from dragoman.matching.readings import read
from dragoman.workbench.unknown_verbs import VerbUse, analyse_all, known_forms, unknown_verbs

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a gap was seen: the article, the offset of the word, and its sentence on one line."""

    article: str
    start: int
    sentence: str


@dataclass(frozen=True, slots=True)
class VerbGap:
    """A verb that no rule knows between an actor and another actor, a force, people or materiel.

    *around* are the types that stood before and after it, most frequent first. A verb that is not *read* stands in no verb lexicon,
    so that clauses around it are cut wrongly as well.
    """

    lemma: str
    count: int
    around: tuple[str, ...]
    read: bool
    example: Sighting


@dataclass(frozen=True, slots=True)
class SlotGap:
    """A trigger that wants but one required slot to match, what came nearest to it in the example, and why it did not fit."""

    rule: str
    lemma: str
    slots: tuple[str, ...]
    count: int
    nearest: str
    reason: str
    example: Sighting


@dataclass(frozen=True, slots=True)
class NameGap:
    """A name that no lexicon knows where a slot is looked for; *slots* are ``kind.slot``, *filled* whether it was taken all the same."""

    name: str
    count: int
    slots: tuple[str, ...]
    filled: bool
    example: Sighting


@dataclass(frozen=True, slots=True)
class Gaps:
    """Everything that was missed in some articles."""

    articles: int
    sentences: int
    verbs: tuple[VerbGap, ...]
    slots: tuple[SlotGap, ...]
    names: tuple[NameGap, ...]


def find_gaps(extractor: Extractor, articles: Iterable[Article]) -> Gaps:
    """Return what the extractor's rules and lexicons miss in articles, most frequent first."""
    finder = _Finder(extractor)
    for article in articles:
        finder.read(article)
    return finder.gaps()


@dataclass(slots=True)
class _Seen:
    """How often something was seen, first where, and with what."""

    example: Sighting
    count: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    near: tuple[str, str] = ("", "")
    marked: bool = False
    inside: bool = False


class _Finder:
    """Collects gaps over articles."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self._known = known_forms(extractor)
        self._empty_verbs = AUXILIARIES | extractor.compiled.light_verbs
        self._articles = self._sentences = 0
        self._verbs: dict[str, _Seen] = {}
        self._slots: dict[tuple[str, str, tuple[str, ...]], _Seen] = {}
        self._names: dict[str, _Seen] = {}

    def read(self, article: Article) -> None:
        """Collect the gaps of one article."""
        analysis, trace = analyse_all(self._extractor, article), Trace()
        self._extractor.extract(article, trace)
        self._articles += 1
        self._sentences += len(analysis.starts)
        for number in range(len(analysis.starts)):
            for use in unknown_verbs(analysis.sentence(number), self._known, self._extractor.compiled.verbs):
                self._note_verb(analysis, use)
        for sentence in trace.sentences:
            named: set[int] = set()
            for match in trace.kept:
                if sentence.start <= match.occurrence.start < sentence.end:
                    self._note_fillers(analysis, sentence, match, named)
            for attempt in _nearly(sentence, trace):
                if sentence.lower(attempt.occurrence.start) not in self._empty_verbs:
                    self._note_slots(analysis, sentence, attempt, named)

    def gaps(self) -> Gaps:
        """Return what was collected."""
        verbs = [
            VerbGap(lemma, seen.count, tuple(note for note, _ in seen.notes.most_common(3)), seen.marked, seen.example)
            for lemma, seen in _by_count(self._verbs)
        ]
        slots = [SlotGap(*key, seen.count, *seen.near, seen.example) for key, seen in _by_count(self._slots)]
        names = [
            NameGap(name, seen.count, tuple(note for note, _ in seen.notes.most_common(3)), seen.marked, seen.example)
            for name, seen in _by_count(self._names)
            if seen.inside or seen.marked
        ]
        return Gaps(self._articles, self._sentences, tuple(verbs), tuple(slots), tuple(names))

    def _note_verb(self, analysis: Analysis, use: VerbUse) -> None:
        seen = self._verbs.setdefault(use.lemma, _Seen(_sighting(analysis, use.token), marked=use.read))
        seen.count += 1
        seen.notes[use.around] += 1

    def _note_slots(self, analysis: Analysis, sentence: Sentence, attempt: Attempt, named: set[int]) -> None:
        empty = empty_slots(attempt)
        for names in empty:
            near = [found for name in names for found in nearest(sentence, attempt, name)]
            for found in near:
                self._note_unlisted(analysis, sentence, attempt, found, named)
            if len(empty) > 1 or not _is_telling(sentence, attempt, near):
                continue
            key = (attempt.rule.key, attempt.occurrence.form.lemma, names)
            seen = self._slots.setdefault(key, _Seen(_sighting(analysis, attempt.occurrence.start)))
            seen.count += 1
            if near and not seen.near[0]:
                seen.near = (" ".join(sentence.doc[near[0].start : near[0].end].text.split()), near[0].reason)
                seen.example = _sighting(analysis, attempt.occurrence.start)

    def _note_unlisted(self, analysis: Analysis, sentence: Sentence, attempt: Attempt, near: Near, named: set[int]) -> None:
        """Take note of a name in a slot's place that the slot does not take because nobody knows what it is."""
        group = sentence.noun_group_at(near.start)
        found = read(sentence, group, "name") if group is not None and kinds_of(sentence, group) == ("name",) else None
        if found is not None:
            self._note_name(analysis, found.start, found.end, f"{attempt.rule.event.name}.{near.slot}", named)

    def _note_fillers(self, analysis: Analysis, sentence: Sentence, match: Match, named: set[int]) -> None:
        for name, fillers in match.slots.items():
            for found in fillers:
                if found.flags & {"unlisted"} and found.start >= sentence.start:
                    self._note_name(analysis, found.start, found.end, f"{match.rule.event.name}.{name}", named, filled=True)

    def _note_name(self, analysis: Analysis, start: int, end: int, slot: str, named: set[int], *, filled: bool = False) -> None:
        if start in named:
            return
        named.add(start)
        name = " ".join(analysis.doc[start:end].text.split())
        seen = self._names.setdefault(name, _Seen(_sighting(analysis, start)))
        seen.count += 1
        seen.notes[slot] += 1
        seen.marked = seen.marked or filled
        # Every sentence begins with a capital: a word seen only there need be no name.
        seen.inside = seen.inside or end - start > 1 or start != analysis.bounds(analysis.number(start))[0]


def _by_count(seen: dict[Key, _Seen]) -> list[tuple[Key, _Seen]]:
    return sorted(seen.items(), key=lambda item: (-item[1].count, str(item[0])))


def _sighting(analysis: Analysis, token: int) -> Sighting:
    start, end = analysis.bounds(analysis.number(token))
    return Sighting(analysis.article.id, analysis.doc[token].idx, " ".join(analysis.doc[start:end].text.split()))


def _nearly(sentence: Sentence, trace: Trace) -> Iterator[Attempt]:
    """Yield, of each trigger and kind that came to no match, the attempt that wanted least."""
    inside = [a for a in trace.attempts if sentence.start <= a.occurrence.start < sentence.end]
    matched = {t for a in inside if not a.failure or a.lost_to for t in range(a.occurrence.start, a.occurrence.end)}
    best: dict[tuple[int, str], Attempt] = {}
    for attempt in inside:
        if attempt.occurrence.start in matched or not empty_slots(attempt):
            continue
        key = (attempt.occurrence.start, attempt.rule.event.name)
        if key not in best or _want(attempt) < _want(best[key]):
            best[key] = attempt
    yield from best.values()


def _is_telling(sentence: Sentence, attempt: Attempt, near: list[Near]) -> bool:
    """Say whether an attempt is worth a look: another slot of its phrase was filled, or a name nobody knows stands in the empty one."""
    phrase = attempt.phrase.bindings if attempt.phrase is not None else ()
    if any(binding.slot in attempt.slots for binding in phrase):
        return True
    groups = [sentence.noun_group_at(found.start) for found in near[:1]]
    return any(group is not None and kinds_of(sentence, group) == ("name",) for group in groups)


def _want(attempt: Attempt) -> tuple[int, ...]:
    cost = attempt.frame.cost if attempt.frame is not None else 0
    return (len(empty_slots(attempt)), -len(attempt.slots), cost)
