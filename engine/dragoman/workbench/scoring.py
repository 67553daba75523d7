"""Scores of a run on gold: mentions by kind, the fillers of their slots, their status.

A mention is paired with a gold event of its kind whose quotation its trigger touches, or failing that with one whose quotation stands in
its trigger's sentence; each takes part in one pair, the nearest and best filled first. Doubtful gold events cost and earn nothing.
Fillers are compared by the shape of what gold says (figures, dates, money, counted things, names), so no kind of event is known here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import cast

from dragoman.workbench.stats import GoldArticle, GoldEvent, sentence_around
from dragoman.writers.record import MentionRecord, Record

# Circumstances that annotators often leave out: what is found where gold has nothing is then neither right nor wrong.
SPARSE = frozenset({"cause", "force", "host", "mediator", "origin", "place", "scope", "source", "time", "value"})
_LITTLE = frozenset({"a", "an", "of", "the"})
_TOUCHES, _BESIDE = 2, 1
_Filler = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Score:
    """How many were right, were found and should not have been, should have been found and were not."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Return the share of right ones in what was found."""
        return _share(self.right, self.right + self.spurious)

    @property
    def recall(self) -> float:
        """Return the share of gold that was found."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.spurious + self.missed)


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a run: *kinds* and *slots* by name; *status* is the share of paired mentions whose status is right."""

    kinds: Mapping[str, Score]
    slots: Mapping[str, Score]
    status: float
    absent: int

    @property
    def all_kinds(self) -> Score:
        """Return the score of all mentions together."""
        return _sum(self.kinds.values())

    @property
    def all_slots(self) -> Score:
        """Return the score of all fillers together."""
        return _sum(self.slots.values())


@dataclass(slots=True)
class _Tally:
    """Counts by (name, outcome)."""

    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    slots: Counter[tuple[str, str]] = field(default_factory=Counter)
    paired: int = 0
    status: int = 0
    absent: int = 0


def score_run(
    records: Iterable[Record], gold: Mapping[str, GoldArticle], kinds: Collection[str] | None = None, sparse: Collection[str] = SPARSE
) -> Scores:
    """Return how well *records* agree with *gold*, by article id or file name; gold articles without a record count as missed.

    Only events of *kinds* count, or of the kinds that gold names anywhere; what fills *sparse* slots is not judged where gold has nothing.
    """
    judged = {event.kind for article in gold.values() for event in article.events} if kinds is None else set(kinds)
    found: dict[str, list[MentionRecord]] = {}
    for record in records:
        mentions = [mention for mention in record["mentions"] if mention["field"] == "text" and mention["kind"] in judged]
        identity = record["article"]["id"]
        found[PurePath(record["article"]["path"] or identity).stem] = found[identity] = mentions
    tally = _Tally()
    for name, article in gold.items():
        tally.absent += name not in found
        events = tuple(event for event in article.events if event.kind in judged)
        _score_article(replace(article, events=events), found.get(name, []), tally, sparse)
    return Scores(_scores(tally.kinds), _scores(tally.slots), _share(tally.status, tally.paired), tally.absent)


def _score_article(article: GoldArticle, mentions: Sequence[MentionRecord], tally: _Tally, sparse: Collection[str]) -> None:
    pairs = _paired(article, mentions, sparse)
    for event_at, mention_at in pairs:
        event, mention = article.events[event_at], mentions[mention_at]
        if event.doubtful:
            continue
        tally.kinds[event.kind, "right"] += 1
        tally.paired += 1
        tally.status += mention["status"] in {event.status, *map(str, _listed(event.optional.get("status")))}
        tally.slots.update(_filled(event, mention, sparse))
    taken = {event_at for event_at, _ in pairs}
    left = [event for at, event in enumerate(article.events) if at not in taken and not event.doubtful]
    tally.kinds.update((event.kind, "missed") for event in left)
    used = {mention_at for _, mention_at in pairs}
    free = [mention for at, mention in enumerate(mentions) if at not in used and not _in_doubt(article, mention)]
    tally.kinds.update((mention["kind"], "spurious") for mention in free)


def _paired(article: GoldArticle, mentions: Sequence[MentionRecord], sparse: Collection[str]) -> list[tuple[int, int]]:
    """Return the places of gold events and mentions that belong together, each at most once."""
    edges: list[tuple[tuple[int, int, int, int, int], int, int]] = []
    for i, event in enumerate(article.events):
        for j, mention in enumerate(mentions):
            nearness = _nearness(article.text, event, mention)
            if nearness:
                outcomes = Counter(outcome for _, outcome in _filled(event, mention, sparse))
                fit = outcomes["right"] - outcomes["spurious"]
                edges.append(((-nearness, event.doubtful, -fit, i, j), i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(edges):
        if all(i != one and j != other for one, other in pairs):
            pairs.append((i, j))
    return pairs


def _nearness(text: str, event: GoldEvent, mention: MentionRecord) -> int:
    """Say whether a mention's trigger touches an event's quotation or stands in its sentence."""
    start = text.find(event.quote)
    if event.kind != mention["kind"] or start < 0:
        return 0
    quote, trigger = (start, start + len(event.quote)), _span(mention)
    if _overlap(quote, trigger):
        return _TOUCHES
    return _BESIDE if _overlap(sentence_around(text, *quote), trigger) else 0


def _in_doubt(article: GoldArticle, mention: MentionRecord) -> bool:
    """Say whether a mention without a partner stands in a doubtful stretch of its kind."""
    doubtful = (event for event in article.events if event.doubtful)
    return any(_nearness(article.text, event, mention) == _TOUCHES for event in doubtful)


# -- fillers -------------------------------------------------------------------------------------------------------------


def _filled(event: GoldEvent, mention: MentionRecord, sparse: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each slot with what became of each of its fillers."""
    got: dict[str, list[_Filler]] = {slot: list(cast("Sequence[_Filler]", fillers)) for slot, fillers in mention["slots"].items()}
    if mention["sources"]:
        got["source"] = list(cast("Sequence[_Filler]", mention["sources"]))
    want = {slot: _listed(value) for slot, value in event.slots.items()} | ({"source": _listed(event.source)} if event.source else {})
    for slot in sorted({*want, *got}):
        allowed = _listed(event.optional.get(slot))
        left = got.get(slot, [])
        for value in want.get(slot, []):
            hit = _first(left, [value]) or _first(left, allowed)
            yield slot, "right" if hit is not None else "missed"
            left = [filler for filler in left if filler is not hit]
        if slot in want or slot in event.optional or slot not in sparse:
            extra = [*allowed, *map(_thing, _listed(event.optional.get(f"extra_{slot}")))]
            yield from ((slot, "spurious") for filler in left if _first([filler], extra) is None)


def _first(fillers: Sequence[_Filler], values: Sequence[object]) -> _Filler | None:
    return next((filler for value in values for filler in fillers if same_filler(value, filler)), None)


def same_filler(gold: object, filler: _Filler) -> bool:
    """Say whether a filler of a record is what gold says."""
    if not isinstance(gold, Mapping):
        return _same_name(str(gold), filler)
    value = filler.get("value")
    got: Mapping[str, object] = value if isinstance(value, Mapping) else {}
    keys = next((pair for pair in (("low", "high"), ("from", "to"), ("amount", "currency")) if pair[0] in gold or pair[1] in gold), None)
    if keys is not None:
        return bool(got) and all(gold.get(key) == got.get(key) for key in keys)
    return _same_thing(gold, got, filler)


def _same_thing(gold: Mapping[str, object], got: Mapping[str, object], filler: _Filler) -> bool:
    """Compare things by their last word ("tanks" for "main battle tanks") and, where gold counts them, by their count."""
    words = _words(str(next(value for key, value in sorted(gold.items()) if key != "count")))
    if not words or not any(words[-1] in name for name in _names(filler)):
        return False
    count, counted = gold.get("count"), got.get("count")
    if not isinstance(count, Mapping):
        return True
    return isinstance(counted, Mapping) and all(count.get(key) == counted.get(key) for key in ("low", "high"))


def _thing(gold: object) -> object:
    return gold if isinstance(gold, Mapping) else {"name": gold}


def _same_name(gold: str, filler: _Filler) -> bool:
    """Compare names: all words of gold's must be there, or the filler's must be some of gold's with the same last word."""
    want = _words(gold)
    return any(name and (set(want) <= set(name) or (set(name) <= set(want) and want[-1] == name[-1])) for name in _names(filler) if want)


def _names(filler: _Filler) -> list[list[str]]:
    """Return the words of everything that a filler goes by: its text and the names in its value."""
    value = filler.get("value")
    parts = [value.get(key) for key in ("code", "name", "weapon", "class")] if isinstance(value, Mapping) else []
    return [_words(str(name)) for name in (filler.get("text"), *parts) if name]


def _words(text: str) -> list[str]:
    """Return the words of a name, case and plural aside."""
    found = (word for word in re.findall(r"\w+", text.casefold()) if word not in _LITTLE)
    return [word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in found]


# -- counting ------------------------------------------------------------------------------------------------------------


def _listed(value: object) -> list[object]:
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def _span(mention: MentionRecord) -> tuple[int, int]:
    return mention["trigger"]["start"], mention["trigger"]["end"]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _scores(counts: Counter[tuple[str, str]]) -> dict[str, Score]:
    names = sorted({name for name, _ in counts})
    return {name: Score(counts[name, "right"], counts[name, "spurious"], counts[name, "missed"]) for name in names}


def _sum(scores: Iterable[Score]) -> Score:
    listed = list(scores)
    return Score(sum(s.right for s in listed), sum(s.spurious for s in listed), sum(s.missed for s in listed))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
