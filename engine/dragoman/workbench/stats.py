"""Statistics of rules over a run: what each found, alone or with others, and how much of it is right on gold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from dragoman.writers.record import MentionRecord, Record

NOISY_BELOW = 0.5
NOISY_HITS = 3
# Where a sentence ends, seen from characters alone: a run holds no tokens.
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+(?=[“\"‘'A-Z0-9])|\n+")


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event of a gold file: the words that tell it, and what they say; *optional* fillers may be found and need not."""

    quote: str
    kind: str
    doubtful: bool = False
    status: str = "asserted"
    slots: Mapping[str, object] = field(default_factory=dict)
    source: object = None
    optional: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article of a gold file with its text."""

    text: str
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True)
class RuleStats:
    """What one rule found: *unique* hits are those beside which no other rule of its kind found anything in the sentence.

    *right* and *wrong* count the hits that gold judges; doubtful ones are neither. *share* is its part of the time of all rules.
    """

    rule: str
    hits: int = 0
    unique: int = 0
    right: int = 0
    wrong: int = 0
    share: float | None = None

    @property
    def precision(self) -> float | None:
        """Return the share of right ones among the judged hits, None where gold judges none."""
        judged = self.right + self.wrong
        return self.right / judged if judged else None

    @property
    def noisy(self) -> bool:
        """Say whether a rule with some hits is wrong more often than right."""
        return self.hits >= NOISY_HITS and self.precision is not None and self.precision < NOISY_BELOW


@dataclass(frozen=True, slots=True)
class Stats:
    """What the rules found in a run, most hits first; *silent* rules found nothing, *unjudged* articles stand in no gold.

    *shares* says what part of the time of all rules each took, where the run was profiled.
    """

    articles: int
    unjudged: int
    rules: tuple[RuleStats, ...]
    silent: tuple[str, ...]
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def silent_share(self) -> float:
        """Return the part of the time of all rules that the silent ones took."""
        return sum(self.shares.get(rule, 0.0) for rule in self.silent)

    @property
    def noisy(self) -> tuple[str, ...]:
        """Return the rules that are wrong more often than right."""
        return tuple(rule.rule for rule in self.rules if rule.noisy)


@dataclass(slots=True)
class _Counts:
    hits: int = 0
    unique: int = 0
    right: int = 0
    wrong: int = 0


@dataclass(slots=True)
class _Run:
    counts: dict[str, _Counts] = field(default_factory=dict)
    articles: int = 0
    unjudged: int = 0


def count_rules(
    records: Iterable[Record],
    installed: Iterable[str],
    gold: Mapping[str, GoldArticle] | None = None,
    texts: Mapping[str, str] | None = None,
    seconds: Mapping[str, float] | None = None,
) -> Stats:
    """Return what each rule found in *records*, judged by *gold*, both by article id.

    Sentences are those of the gold's text or of *texts*; without either, mentions share a sentence where their words overlap.
    *seconds* is what each rule took.
    """
    run = _Run({rule: _Counts() for rule in installed})
    for record in records:
        _count(run, record, gold, texts or {})
    shares = _shares(seconds or {})
    rules = tuple(RuleStats(rule, c.hits, c.unique, c.right, c.wrong, _share(shares, rule)) for rule, c in run.counts.items())
    ranked = sorted((rule for rule in rules if rule.hits), key=lambda rule: (-rule.hits, rule.rule))
    return Stats(run.articles, run.unjudged, tuple(ranked), tuple(sorted(rule.rule for rule in rules if not rule.hits)), shares)


def _shares(seconds: Mapping[str, float]) -> dict[str, float]:
    whole = sum(seconds.values())
    return {rule: taken / whole for rule, taken in seconds.items()} if whole else {}


def _share(shares: Mapping[str, float], rule: str) -> float | None:
    """Return the share of a rule, None where nobody took the time; a rule that no trigger called took none."""
    return shares.get(rule, 0.0) if shares else None


def _count(run: _Run, record: Record, gold: Mapping[str, GoldArticle] | None, texts: Mapping[str, str]) -> None:
    name, path, mentions = record["article"]["id"], record["article"]["path"], record["mentions"]
    # Gold may know an article by its id or by the name of its file.
    judge = gold.get(name) or gold.get(PurePath(path or name).stem) if gold is not None else None
    text = judge.text if judge is not None else texts.get(name, "")
    run.articles += 1
    run.unjudged += gold is not None and judge is None
    for mention in mentions:
        counts = run.counts.setdefault(rule_of(mention), _Counts())
        counts.hits += 1
        counts.unique += not any(_beside(mention, other, text) for other in mentions)
        right = _is_right(mention, judge) if judge is not None and mention["field"] == "text" else None
        counts.right += right is True
        counts.wrong += right is False


def rule_of(mention: MentionRecord) -> str:
    """Return ``pack:event/rule``."""
    return f"{mention['pack']}:{mention['rule']}"


def _beside(mention: MentionRecord, other: MentionRecord, text: str) -> bool:
    """Say whether another rule of the same kind found something in a mention's sentence."""
    if (other["kind"], other["field"]) != (mention["kind"], mention["field"]) or rule_of(other) == rule_of(mention):
        return False
    if not text or mention["field"] != "text":
        return _overlap(_span(mention["evidence"]), _span(other["evidence"]))
    return _overlap(sentence_around(text, *_span(mention["trigger"])), _span(other["trigger"]))


def _is_right(mention: MentionRecord, gold: GoldArticle) -> bool | None:
    """Say whether gold has an event of a mention's kind at its trigger, or else in its sentence; None where that one is doubtful."""
    trigger = _span(mention["trigger"])
    kin = [event for event in gold.events if event.kind == mention["kind"]]
    for stretch in (trigger, sentence_around(gold.text, *trigger)):
        told = [event for event in kin if any(_overlap(stretch, span) for span in _found(gold.text, event.quote))]
        if told:
            return True if any(not event.doubtful for event in told) else None
    return False


def _found(text: str, quote: str) -> Iterator[tuple[int, int]]:
    start = text.find(quote)
    if quote and start >= 0:
        yield start, start + len(quote)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence of a text that holds the characters ``start:end``, found without tokens."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    before: Sequence[int] = [at for at in ends if at <= start]
    after: Sequence[int] = [at for at in ends if at >= end]
    return (before[-1] if before else 0), (after[0] if after else len(text))


def _span(record: Mapping[str, object]) -> tuple[int, int]:
    return int(str(record["start"])), int(str(record["end"]))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
