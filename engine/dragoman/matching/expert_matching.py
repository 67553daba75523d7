"""Expert matching: spaCy patterns of rules in a candidate sentence, read as matches in the voice "pattern".

A pattern says where its trigger and its fillers stand. What a filler is worth is read from the noun group there, as in phrases, and
the match then takes the way of every other: survivors, status, sources.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dragoman.annotators.clauses import Groups
from dragoman.annotators.groups import NounGroup
from dragoman.annotators.sentence import Sentence
from dragoman.compiling.compiler import Compiled, CompiledRule
from dragoman.compiling.expert_table import ExpertPattern, Hit
from dragoman.compiling.triggers import Occurrence
from dragoman.language import Slot
from dragoman.matching.frames import Frame, frames_of
from dragoman.matching.matches import Attempt, Match, Trace
from dragoman.matching.readings import Found
from dragoman.matching.slot_filling import fill_held
from dragoman.records import Problem

VOICE = "pattern"
_SPAN_TYPES = frozenset({"date", "money"})


def match_patterns(sentence: Sentence, occurrences: Sequence[Occurrence], compiled: Compiled, trace: Trace | None = None) -> list[Match]:
    """Return the matches of the expert patterns whose rules have a trigger in the sentence."""
    started = compiled.experts.rules.intersection(index for occurrence in occurrences for index in occurrence.form.rules)
    if not started:
        return []
    if trace is not None:
        _note_skipped(sentence, occurrences, compiled, started, trace)
    hits = [hit for hit in compiled.experts.find(sentence.doc, sentence.start, sentence.end) if hit.pattern.rule in started]
    matches: list[Match] = []
    for occurrence in occurrences:
        for pattern, held in _held_at(occurrence, hits):
            frame = _frame(sentence, occurrence, compiled.light_verbs)
            if frame is not None and not _ruled_out(sentence, compiled.rules[pattern.rule]):
                matches.extend(_match(sentence, occurrence, pattern, held, frame, compiled.rules[pattern.rule], trace))
    return matches


def skipped_patterns(doc: Doc, occurrences: Iterable[Occurrence], compiled: Compiled) -> tuple[Problem, ...]:
    """Return a problem for each pattern that a trigger called for and that could not be judged on the document."""
    if not compiled.experts.patterns:
        return ()
    called = {index for occurrence in occurrences for index in occurrence.form.rules}
    return tuple(
        Problem("pattern-skipped", f"{pattern.phrase.phrase.text} of {compiled.rules[pattern.rule].key} {_reason(missing)}; {_REMEDY}")
        for pattern, missing in compiled.experts.skipped(doc, called)
    )


_REMEDY = "run it with a trained pipeline or a tagger that does"


def _reason(missing: Sequence[str]) -> str:
    return f"reads {' and '.join(missing)}, which nothing sets here"


def _held_at(occurrence: Occurrence, hits: Sequence[Hit]) -> Iterator[tuple[ExpertPattern, tuple[tuple[int, int], ...]]]:
    """Yield the patterns found around a trigger, each once, with all that its finds place."""
    found: dict[int, tuple[ExpertPattern, set[tuple[int, int]]]] = {}
    for hit in hits:
        marked = hit.pattern.triggers
        trigger = {token for node, token in hit.placed if not marked or node in marked}
        if hit.pattern.rule in occurrence.form.rules and occurrence.start in trigger:
            found.setdefault(id(hit.pattern), (hit.pattern, set()))[1].update(hit.placed)
    for pattern, placed in found.values():
        yield pattern, tuple(sorted(placed))


def _frame(sentence: Sentence, occurrence: Occurrence, light_verbs: frozenset[str]) -> Frame | None:
    """Return the clause around a trigger, which says how sure the match is; the pattern alone says who stands where."""
    frames = frames_of(sentence, occurrence, light_verbs)
    if frames:
        return replace(frames[0], voice=VOICE)
    k = sentence.clauses.at(occurrence.start)
    return Frame(VOICE, {}, k, sentence.clauses.verb(k), sentence.clauses.noun(k)) if k is not None else None


def _ruled_out(sentence: Sentence, rule: CompiledRule) -> bool:
    return any(unless.stands(sentence.words.lowers) for unless in rule.unless)


def _match(
    sentence: Sentence,
    occurrence: Occurrence,
    pattern: ExpertPattern,
    placed: Sequence[tuple[int, int]],
    frame: Frame,
    rule: CompiledRule,
    trace: Trace | None,
) -> Iterator[Match]:
    tokens: dict[str, list[int]] = {}
    for node, token in placed:
        if node in pattern.slots:
            tokens.setdefault(pattern.slots[node], []).append(token)
    marked = {token for node, token in placed if node in pattern.slots or node in pattern.triggers}
    groups = {name: _groups(sentence, rule.slots[name], sorted(at), marked.difference(at)) for name, at in tokens.items()}
    spans = {name: found for name, at in tokens.items() if (found := _spans(sentence, rule.slots[name], at))}
    slots, failure = fill_held(sentence, frame, rule, groups, spans)
    if trace is not None:
        trace.attempts.append(Attempt(rule, pattern.phrase, occurrence, frame, slots, failure))
    if not failure:
        literals = frozenset(token for node, token in placed if node not in pattern.slots and token != occurrence.start)
        yield Match(rule, pattern.phrase, occurrence, frame, slots, literals)


def _groups(sentence: Sentence, slot: Slot, tokens: Sequence[int], marked: Collection[int]) -> list[Groups]:
    """Return the noun groups that hold the tokens, one after the other; for a slot of many as one list, coordinated ones included."""
    found: list[Groups] = []
    for token in tokens:
        k = sentence.clauses.at(token)
        group = sentence.clauses.noun(k) if k is not None else None
        if k is not None and group is not None:
            first = _pointed(group, token, marked)
            found.append((first, *sentence.clauses.listed(k)[0][1:]) if slot.many and first.head == group.head else (first,))
    return [tuple(dict.fromkeys(group for groups in found for group in groups))] if slot.many and found else found


def _pointed(group: NounGroup, token: int, marked: Collection[int]) -> NounGroup:
    """Return what a pattern points at: a name inside a compound ("<name>-bound shells") by itself, else its group without what it marks."""
    names = [span for span in group.inner if span.start <= token < span.end]
    if names:
        longest = max(names, key=lambda span: span.end - span.start)
        heads = tuple(span for span in names if (span.start, span.end) == (longest.start, longest.end))
        return NounGroup(longest.start, longest.end, longest.end - 1, heads=heads)
    before = [other + 1 for other in marked if group.start <= other < token]
    return replace(group, start=max(before)) if before else group


def _spans(sentence: Sentence, slot: Slot, tokens: Sequence[int]) -> tuple[Found, ...]:
    """Return the dates or sums of money on the tokens, which are no noun groups."""
    kinds = _SPAN_TYPES.intersection(slot.types)
    spans = [span for span in (*sentence.dates, *sentence.money) if span.type in kinds]
    held = [span for span in spans if any(span.start <= token < span.end for token in tokens)]
    found = tuple(Found(span.start, span.end, span.type, span.value, span.flags) for span in held)
    return found if slot.many else found[:1]


def _note_skipped(sentence: Sentence, occurrences: Sequence[Occurrence], compiled: Compiled, started: frozenset[int], trace: Trace) -> None:
    for pattern, missing in compiled.experts.skipped(sentence.doc, started):
        occurrence = next(o for o in occurrences if pattern.rule in o.form.rules)
        trace.attempts.append(Attempt(compiled.rules[pattern.rule], pattern.phrase, occurrence, failure=f"it {_reason(missing)}"))
