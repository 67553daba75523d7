"""What differs between two runs over the same articles: mentions gained, lost and changed, rule by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.writers.record import FillerRecord, MentionRecord, Record, SpanRecord
from dragoman.writers.wording import join_fillers

GAINED, LOST, CHANGED = "gained", "lost", "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One mention that only one run has, or that both have with different content.

    *rule* is the new run's, the old run's where the mention is lost; *details* say what changed, one a line, or all that
    a mention says which only one run has.
    """

    change: str
    article: str
    kind: str
    rule: str
    trigger: SpanRecord
    evidence: SpanRecord
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Regrouped:
    """An article whose mentions are merged into other events than before; each event is shown by its triggers."""

    article: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between two runs; articles with *other_text* are not compared, because their offsets mean nothing."""

    changes: tuple[Change, ...] = ()
    regrouped: tuple[Regrouped, ...] = ()
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()
    other_text: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        return any((self.changes, self.regrouped, self.only_old, self.only_new, self.other_text, self.problems))

    def by_rule(self) -> dict[str, Counter[str]]:
        """Return for each rule how many of its mentions were gained, lost and changed, sorted by the rule's name."""
        counts: dict[str, Counter[str]] = {}
        for change in self.changes:
            counts.setdefault(change.rule, Counter())[change.change] += 1
        return dict(sorted(counts.items()))


def differ(old: Iterable[Record], new: Iterable[Record]) -> Differences:
    """Return what differs between the records of two runs; articles are found again by their id."""
    before, after = _by_article(old), _by_article(new)
    both = [name for name in before if name in after]
    same = [name for name in both if before[name]["article"]["sha256"] == after[name]["article"]["sha256"]]
    return Differences(
        tuple(change for name in same for change in _changes(name, before[name], after[name])),
        tuple(found for name in same for found in _regrouped(name, before[name], after[name])),
        tuple(name for name in before if name not in after),
        tuple(name for name in after if name not in before),
        tuple(name for name in both if name not in same),
        tuple(name for name in same if before[name]["problems"] != after[name]["problems"]),
    )


def _by_article(records: Iterable[Record]) -> dict[str, Record]:
    """Return records by their article's id; the second article of an id is called ``id (2)``."""
    found: dict[str, Record] = {}
    for record in records:
        name, number = record["article"]["id"], 1
        while (f"{name} ({number})" if number > 1 else name) in found:
            number += 1
        found[f"{name} ({number})" if number > 1 else name] = record
    return found


def _changes(article: str, old: Record, new: Record) -> Iterator[Change]:
    """Yield the changes of an article in the order of the text."""
    pairs = _pairs(old["mentions"], new["mentions"])
    yield from (change for before, after in sorted(pairs, key=_place) for change in _change(article, before, after))


Pair = tuple[MentionRecord | None, MentionRecord | None]


def _place(pair: Pair) -> tuple[int, str]:
    mention = pair[1] or pair[0]
    return (mention["trigger"]["start"], mention["kind"]) if mention is not None else (0, "")


def _pairs(old: Sequence[MentionRecord], new: Sequence[MentionRecord]) -> list[Pair]:
    """Return the mentions of two runs side by side: of one kind and trigger, else of one kind with evidence in common."""
    left = list(old)
    pairs: dict[int, Pair] = {}
    for alike in (_same_trigger, _same_evidence):
        for position, mention in enumerate(new):
            if position not in pairs and (found := next((m for m in left if alike(m, mention)), None)) is not None:
                left.remove(found)
                pairs[position] = (found, mention)
    gained: list[Pair] = [(None, mention) for position, mention in enumerate(new) if position not in pairs]
    return [*pairs.values(), *gained, *((mention, None) for mention in left)]


def _same_trigger(one: MentionRecord, other: MentionRecord) -> bool:
    return (one["kind"], one["field"], one["trigger"]) == (other["kind"], other["field"], other["trigger"])


def _same_evidence(one: MentionRecord, other: MentionRecord) -> bool:
    if (one["kind"], one["field"]) != (other["kind"], other["field"]):
        return False
    return one["trigger"]["start"] < other["evidence"]["end"] and other["evidence"]["start"] < one["trigger"]["end"]


def _change(article: str, old: MentionRecord | None, new: MentionRecord | None) -> Iterator[Change]:
    if old is None or new is None:
        for mention, change in ((new, GAINED), (old, LOST)):
            if mention is not None:
                yield _changed(change, article, mention, tuple(_says(mention)))
    elif details := tuple(_details(old, new)):
        yield _changed(CHANGED, article, new, details)


def _changed(change: str, article: str, mention: MentionRecord, details: tuple[str, ...]) -> Change:
    return Change(change, article, mention["kind"], _rule(mention), mention["trigger"], mention["evidence"], details)


def _says(mention: MentionRecord) -> Iterator[str]:
    """Yield what a record says, for whoever has no other to compare it with."""
    yield f"status: {_status(mention)}"
    yield from (f"{name}: {_worded(fillers)}" for name, fillers in mention["slots"].items())
    if mention["sources"]:
        yield f"sources: {_sourced(mention)}"


def _rule(mention: MentionRecord) -> str:
    return f"{mention['pack']}:{mention['rule']}"


def _details(old: MentionRecord, new: MentionRecord) -> Iterator[str]:
    """Yield what differs between two records of one mention."""
    if _rule(old) != _rule(new):
        yield f"rule: {_rule(old)} -> {_rule(new)}"
    if old["trigger"] != new["trigger"]:
        yield f"trigger: '{old['trigger']['text']}' -> '{new['trigger']['text']}'"
    if old["status"] != new["status"] or old["cues"] != new["cues"]:
        yield f"status: {_status(old)} -> {_status(new)}"
    for name in dict.fromkeys((*old["slots"], *new["slots"])):
        before, after = old["slots"].get(name, []), new["slots"].get(name, [])
        if before != after:
            yield f"{name}: {_worded(before)} -> {_worded(after)}"
    if old["sources"] != new["sources"]:
        yield f"sources: {_sourced(old)} -> {_sourced(new)}"
    if old["evidence"] != new["evidence"]:
        yield f"evidence: '{old['evidence']['text']}' -> '{new['evidence']['text']}'"


def _status(mention: MentionRecord) -> str:
    cues = ", ".join(f"'{cue['text']}'" for cue in mention["cues"])
    return f"{mention['status']}{f' by {cues}' if cues else ''}"


def _sourced(mention: MentionRecord) -> str:
    """Return who says it, as the text has it, and the words that show it: the same name may come from another place of the text."""
    told = (f"{join_fillers([source])} '{source['text']}', shown by '{source['cue']}'" for source in mention["sources"])
    return "; ".join(told) or "none"


def _worded(fillers: Sequence[FillerRecord]) -> str:
    return "; ".join(map(_filler, fillers)) or "nothing"


def _filler(filler: FillerRecord) -> str:
    marks = ", ".join([*(["inferred"] if filler.get("inferred") else []), *filler.get("flags", [])])
    return f"{join_fillers([filler])} '{filler['text']}'{f' ({marks})' if marks else ''}"


def _regrouped(article: str, old: Record, new: Record) -> Iterator[Regrouped]:
    """Yield the article if mentions that both runs have are merged otherwise."""
    common = {_told(mention) for mention in old["mentions"]} & {_told(mention) for mention in new["mentions"]}
    before, after = _groups(old, common), _groups(new, common)
    if before != after:
        yield Regrouped(article, _shown(before - after), _shown(after - before))


Told = tuple[int, str, str]


def _told(mention: MentionRecord) -> Told:
    return mention["trigger"]["start"], mention["kind"], mention["trigger"]["text"]


def _groups(record: Record, common: set[Told]) -> set[tuple[Told, ...]]:
    by_id = {mention["id"]: _told(mention) for mention in record["mentions"]}
    groups = (tuple(sorted({by_id[name] for name in event["mentions"]} & common)) for event in record["events"])
    return {group for group in groups if group}


def _shown(groups: set[tuple[Told, ...]]) -> tuple[str, ...]:
    return tuple(" + ".join(f"'{text}' at {start}" for start, _, text in group) for group in sorted(groups))
