"""Matching: rules against the frames of a sentence's triggers. Pure: matches come out sorted, nothing is interpreted yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.annotators.groups import Kind, NounGroup
from dragoman.annotators.sentence import Sentence
from dragoman.compiling.compiler import Compiled, CompiledRule
from dragoman.compiling.phrase_compiler import CompiledPhrase
from dragoman.compiling.phrase_words import literal_tokens, missing_word
from dragoman.compiling.triggers import Occurrence
from dragoman.english import POSSESSIVES
from dragoman.matching.expert_matching import match_patterns
from dragoman.matching.frames import Frame, compounds, frames_of, measured_part, owner_groups
from dragoman.matching.matches import NO_NOUN, NOT_READ, Attempt, Filled, Match, Trace
from dragoman.matching.slot_filling import fill_phrase
from dragoman.stopwatch import Stage, Stopwatch

# Prepositions behind which a noun tells how, or on what occasion, its clause's verb came about.
_ACCOMPANYING = frozenset({"in", "on", "during", "for"})
_OPEN = frozenset({"participle", "infinitive"})
# What stands behind these happened at some other time ("left for <place> after talks in <place>").
_AT_ANOTHER_TIME = frozenset({"after", "before", "following"})
_PASSIVES = frozenset({"passive", "reduced relative", "relative"})


def match_sentence(
    sentence: Sentence,
    occurrences: Sequence[Occurrence],
    compiled: Compiled,
    trace: Trace | None = None,
    watch: Stopwatch | None = None,
) -> list[Match]:
    """Return the matches of a sentence: of each trigger and kind the best one, sorted by place."""
    matches: list[Match] = []
    for occurrence in occurrences:
        matches.extend(_match_trigger(sentence, occurrence, compiled, trace, watch))
    matches.extend(match_patterns(sentence, occurrences, compiled, trace))
    left = _survivors(matches, trace)
    if "absorption" not in compiled.without:
        left = list(_absorbed(sentence, left, trace))
    kept = sorted(_untold(left, trace), key=lambda m: (m.occurrence.start, m.occurrence.end, m.rule.key))
    if trace is not None:
        trace.sentences.append(sentence)
        trace.kept.extend(kept)
    return kept


def _match_trigger(
    sentence: Sentence, occurrence: Occurrence, compiled: Compiled, trace: Trace | None, watch: Stopwatch | None
) -> Iterator[Match]:
    """Yield the best match of each rule at a trigger."""
    frames = [frame for frame in frames_of(sentence, occurrence, compiled.light_verbs) if frame.voice not in compiled.without]
    if watch is not None:
        watch.lap(Stage.MATCH)
    for index in occurrence.form.rules:
        rule = compiled.rules[index]
        match = _match_rule(sentence, occurrence, frames, rule, trace)
        if watch is not None:
            watch.tried(rule.key, matched=match is not None)
        if match is not None:
            yield match


def _absorbed(sentence: Sentence, matches: Sequence[Match], trace: Trace | None) -> Iterator[Match]:
    """Yield the matches, each noun that only adds to its clause's verb of the same kind absorbed ("arrived on a tour")."""
    hosts = {id(match): _host(sentence, match, matches) for match in matches}
    for match in matches:
        host = hosts[id(match)]
        if host is not None:
            if trace is not None:
                trace.lost(match, "it only adds to the clause's verb", host)
            continue
        guests = [guest for guest in matches if hosts[id(guest)] is match]
        added = {name: found for guest in guests for name, found in guest.slots.items() if name not in match.slots}
        yield replace(match, slots=match.slots | added) if added else match


def _host(sentence: Sentence, match: Match, others: Sequence[Match]) -> Match | None:
    """Return the verb match of the same kind that a noun match only adds to: it stands in one of its roles, or behind a comma."""
    if match.frame.voice != "noun":
        return None
    return next(
        (other for other in others if _one_story(match, other) and (_in_role(match, other) or _apposed(sentence, match, other))), None
    )


def _one_story(match: Match, other: Match) -> bool:
    same_kind = other.rule.event.name == match.rule.event.name and other.rule.rule.constants == match.rule.rule.constants
    return same_kind and other.frame.voice != "noun"


def _in_role(match: Match, other: Match) -> bool:
    """Say whether a noun stands in a role behind the verb, or in a phrase before it ("in a surprise move <name> left")."""
    behind = match.anchor > other.occurrence.start
    agree = _agree(match, other)
    held = (role for role in other.frame.roles if (behind or (agree and role in _ACCOMPANYING)) and (agree or role not in _AT_ANOTHER_TIME))
    roles = (other.frame.roles[role] for role in held)
    return any(g.start <= match.anchor < g.end for groups in roles for listed in groups[:2] for g in listed)


def _apposed(sentence: Sentence, match: Match, other: Match) -> bool:
    """Say whether ", its first delivery since May" says more of what the verb before it tells."""
    group, clauses = match.frame.noun, sentence.clauses
    if group is None or group.determiner not in POSSESSIVES or match.anchor < other.occurrence.start:
        return False
    return clauses.kind(clauses.back(match.frame.chunk)) is Kind.COMMA and _agree(match, other)


def _agree(match: Match, other: Match) -> bool:
    """Say whether two matches fill no slot with different names."""
    shared = match.slots.keys() & other.slots.keys()
    return all({found.value for found in match.slots[name]} & {found.value for found in other.slots[name]} for name in shared)


def _untold(matches: Sequence[Match], trace: Trace | None) -> Iterator[Match]:
    """Yield the matches whose trigger stands in no slot of another of their kind ("announced $300 million in military aid")."""
    for match in matches:
        # "the flow of military aid to <name>": each stands in a slot of the other, and the longer tale is told.
        tellers = (other for other in matches if other is not match and _tells(other, match))
        teller = next((other for other in tellers if not _tells(match, other) or _survival(other) < _survival(match)), None)
        if teller is None:
            yield match
        elif trace is not None:
            trace.lost(match, "its trigger stands in a slot of another match", teller)


def _tells(other: Match, match: Match) -> bool:
    """Say whether a match's trigger stands inside what fills another of its kind."""
    if other.rule.event.name != match.rule.event.name or other.anchor == match.anchor:
        return False
    verb_of = match.frame.noun is None and match.anchor in other.literals  # "a blow at a truce brokered by": one mention
    if match.occurrence.start in other.literals or verb_of or _is_held(other, match):
        return True
    if other.rule.rule.constants != match.rule.rule.constants:
        return False
    return any(
        found.group.start <= match.anchor < found.group.end
        for fillers in other.slots.values()
        for found in fillers
        if found.group is not None and not found.group.start <= other.anchor < found.group.end
    )


def _is_held(other: Match, match: Match) -> bool:
    """Say whether a noun of several words stands for NOUN in another match, in its list or its words ("signed a cease-fire deal")."""
    held, noun = other.frame.roles.get("of noun"), match.frame.noun
    if noun is None or held is None:
        return False
    lists = (groups for role in other.frame.roles.values() for groups in role if held[0][0] in groups)
    return noun.head in other.literals or any(group.head == noun.head for groups in lists for group in groups)


def _survivors(matches: Sequence[Match], trace: Trace | None) -> list[Match]:
    """Keep of each trigger and kind the best match; overlapping triggers of one kind count as one."""
    taken: list[Match] = []
    for match in sorted(matches, key=_survival):
        winner = next((n for n, other in enumerate(taken) if _rivals(match, other)), None)
        if winner is None:
            taken.append(match)
            continue
        if trace is not None:
            trace.lost(match, "another match kept the trigger", taken[winner])
        if _describes(match, taken[winner]):
            taken[winner] = replace(taken[winner], slots=_lent(match, taken[winner]) | taken[winner].slots)
    return taken


def _describes(match: Match, winner: Match) -> bool:
    """Say whether a match is a participle that says more of the noun another match is about ("a truce brokered by X took effect")."""
    one_kind = match.rule.event.name == winner.rule.event.name and match.anchor == winner.anchor
    return one_kind and match.frame.voice == "reduced relative" and match.occurrence.end != winner.occurrence.end


def _lent(match: Match, winner: Match) -> Filled:
    """Return the slots of its own phrase that a participle adds to the match that kept its noun."""
    held = {found.value for fillers in winner.slots.values() for found in fillers}
    lent = {n: fillers for n, fillers in match.slots.items() if n not in winner.slots and match.rule.slots[n].where == "phrase"}
    return {name: fillers for name, fillers in lent.items() if not any(found.value in held for found in fillers)}


def _survival(match: Match) -> tuple[object, ...]:
    """Return the order in which matches claim triggers: a clause's verb before the participle inside it, the longest first."""
    priority, phrased, filled, cost, *rest = match.rank
    embedded = 2 if match.frame.voice in ("reduced relative", "relative") else int(_goes_on(match))
    return (priority, embedded, match.occurrence.start - match.occurrence.end, phrased, filled, cost, *rest)


def _goes_on(match: Match) -> bool:
    """Say whether a match only tells how NOUN goes on ("agreed on a truce to start at noon"), which another verb may bring about."""
    return match.phrase.noun_roles[:1] == ("subject",) and match.frame.voice in _OPEN


def _rivals(one: Match, other: Match) -> bool:
    kinds = one.rule.event, other.rule.event
    if kinds[0].name != kinds[1].name and kinds[1].name not in kinds[0].excludes and kinds[0].name not in kinds[1].excludes:
        return False
    if one.anchor == other.anchor:
        return True
    return one.occurrence.start < other.occurrence.end and other.occurrence.start < one.occurrence.end


def _match_rule(
    sentence: Sentence, occurrence: Occurrence, frames: Sequence[Frame], rule: CompiledRule, trace: Trace | None
) -> Match | None:
    """Return a rule's best match at a trigger."""
    best: Match | None = None
    ruled_out = next((words for unless in rule.unless if frames and (words := unless.stands(sentence.words.lowers))), "")
    if ruled_out:
        if trace is not None:
            trace.attempts.append(Attempt(rule, None, occurrence, failure=f"the sentence has '{ruled_out}' (unless)"))
        return None
    if trace is not None and not frames:
        trace.attempts.append(Attempt(rule, None, occurrence, failure=f"{NOT_READ} {occurrence.form.part} here"))
    for phrase in rule.phrases:
        if trace is None and missing_word(sentence.words.lowers, sentence.start, occurrence, phrase):
            continue
        for reading in frames:
            frame, refused = _suited(sentence, phrase, reading, rule)
            tried = fill_phrase(sentence, occurrence, phrase, frame, rule, whole=trace is not None) if frame is not None else ({}, refused)
            slots, failure = tried
            if trace is not None:
                trace.attempts.append(Attempt(rule, phrase, occurrence, frame or reading, slots, failure))
            if frame is None or failure:
                continue
            match = Match(rule, phrase, occurrence, frame, slots, literal_tokens(sentence.words.lowers, sentence.start, occurrence, phrase))
            if best is None or match.rank < best.rank:
                best = match
    return best


def _suited(sentence: Sentence, phrase: CompiledPhrase, frame: Frame, rule: CompiledRule) -> tuple[Frame | None, str]:
    """Return the frame that a phrase is tried on, or why it cannot be: a phrase with VERB and NOUN needs both in one clause."""
    refused = refused_voice(phrase, frame.voice)
    if refused:
        return None, refused
    if not phrase.noun_roles:
        return frame, ""
    if not (phrase.has_object or phrase.after) and frame.voice in _OPEN and frame.roles.get("object"):
        return None, "the verb has an object"  # "a pact aimed at ending the war" has not ended
    group = _noun_in_role(sentence, phrase, frame, rule)
    if group is None:
        return None, NO_NOUN
    roles = frame.roles | compounds(sentence, group) | {"of noun": [(group,), *owner_groups(group)]}
    if group.measured is not None and (sentence.lower(group.head),) not in rule.nouns:  # "completed the delivery of boats"
        roles["of"] = [(measured_part(group),), *roles.get("of", [])]
    return replace(frame, roles=roles), ""


def refused_voice(phrase: CompiledPhrase, voice: str) -> str:
    """Return why a phrase is never tried in a voice, or an empty text."""
    if phrase.phrase.only is not None and phrase.phrase.only != voice:
        return f"the phrase is for the voice '{phrase.phrase.only}' only"
    if phrase.verbal != (voice != "noun"):
        return "the phrase starts from VERB" if phrase.verbal else "the phrase starts from NOUN"
    if voice in _PASSIVES and not phrase.has_object:
        return "the phrase has no object that could stand before the verb"
    return ""


def _noun_in_role(sentence: Sentence, phrase: CompiledPhrase, frame: Frame, rule: CompiledRule) -> NounGroup | None:
    """Return the noun group headed by one of the rule's nouns in the role where the phrase has NOUN."""
    groups = (group for role in phrase.noun_roles for listed in frame.roles.get(role, []) for group in listed)
    return next((g for g in groups if _is_noun(sentence, g, rule.nouns)), None)


def _is_noun(sentence: Sentence, group: NounGroup, nouns: frozenset[tuple[str, ...]]) -> bool:
    measuring = range(group.start, group.measured) if group.measured is not None else range(0)
    return any((sentence.lower(token),) in nouns for token in (group.head, *measuring)) or _heads_phrase(sentence, group, nouns)


def _heads_phrase(sentence: Sentence, group: NounGroup, nouns: frozenset[tuple[str, ...]]) -> bool:
    """Say whether a noun of several tokens stands around the group's head ("cease-fire deal", "cessation of hostilities")."""
    lowers, base = sentence.words.lowers, sentence.start
    return any(
        lowers[start - base : end - base] in nouns
        for start in range(max(group.start, group.head - 4), group.head + 1)
        for end in range(max(start + 2, group.head + 1), min(group.head + 5, sentence.end) + 1)
    )
