"""Speaking: who says something, from the clause of a reporting verb."""

from __future__ import annotations

from dragoman.annotators.clauses import Clauses, Groups
from dragoman.annotators.groups import Kind, NounGroup, VerbGroup
from dragoman.annotators.sentence import Sentence
from dragoman.compiling.cue_table import CueTable
from dragoman.inflection import Form

BORDERS = (Kind.COMMA, Kind.BARRIER, Kind.QUOTE, Kind.CLOSE)


def reports(sentence: Sentence, verb: VerbGroup, cues: CueTable) -> bool:
    """Say whether a verb reports, alone or with the word after it ("call for", "find that")."""
    after = sentence.lower(verb.main + 1) if verb.main + 1 < sentence.end else ""
    return sentence.lower(verb.main) in cues.reports or f"{sentence.lower(verb.main)} {after}" in cues.reports


def quoted_person(clauses: Clauses, k: int) -> NounGroup | None:
    """Return who is cited: of "quoted Kim as saying" the object."""
    after = clauses.forth(k)
    return clauses.noun(after) if as_saying(clauses, clauses.forth(after)) else None


def as_saying(clauses: Clauses, k: int) -> bool:
    """Say whether "as saying" stands at *k*."""
    verb = clauses.verb(clauses.forth(k))
    return 0 <= k < clauses.count and clauses.chunks[k].word == "as" and verb is not None and verb.bare_ing


def speaking(sentence: Sentence, k: int, verb: VerbGroup) -> list[Groups]:
    """Return the noun groups that can be a reporting verb's speaker, best first."""
    clauses = sentence.clauses
    after = clauses.forth(k)
    agents = clauses.right(k).prepositional.get("by", [])
    if verb.passive:
        told = not agents and (as_saying(clauses, after) or clauses.kind(after) is Kind.COMMA)
        return agents or (clauses.subjects(k) if told else [])
    if clauses.describes(k):  # "gunmen suspected to be rebels killed"
        return []
    if verb.bare_participle and clauses.kind(after) is Kind.PREPOSITION and clauses.chunks[after].word in ("by", "of"):
        if clauses.noun(clauses.back(k)) is not None and clauses.kind(clauses.back(k) - 1) is Kind.QUOTE:  # "...," <name> said of the raid
            return clauses.subjects(k)
        return agents if clauses.chunks[after].word == "by" else []
    inverted = clauses.noun(after)
    finite = bool(verb.form & (Form.PAST | Form.S)) and not verb.infinitive
    borders = right_before(clauses, k) >= 0 and clauses.kind(right_before(clauses, k)) in BORDERS and not _parted(clauses, k)
    if finite and inverted is not None and borders and _ends_inverted(clauses, after):
        return [clauses.listed(after)[0]]
    return clauses.subjects(k)


def _parted(clauses: Clauses, k: int) -> bool:
    """Say whether an apposition stands between a verb and the subject that opens its clause ("<name>, a teacher, told <name>")."""
    if clauses.kind(right_before(clauses, k)) is not Kind.COMMA:
        return False
    subject = clauses.before_insert(right_before(clauses, k))
    while clauses.kind(clauses.back(subject)) is Kind.PREPOSITION and clauses.noun(clauses.back(clauses.back(subject))) is not None:
        subject = clauses.back(clauses.back(subject))  # "the director of the clinic, <name>, said"
    between = range(subject + 1, k)
    whole = clauses.noun(subject) is not None and len(between) > 2 and not any(clauses.verb(j) for j in between)
    return whole and (subject == 0 or clauses.kind(subject - 1) in BORDERS)


def _ends_inverted(clauses: Clauses, k: int) -> bool:
    """Say whether the noun group behind a verb is its subject (", said the minister"): no clause follows that it could be told."""
    j = clauses.forth(clauses.listed(k)[1])
    while clauses.kind(j) is Kind.PREPOSITION and clauses.noun(clauses.forth(j)) is not None:
        j = clauses.forth(clauses.listed(clauses.forth(j))[1])
    if clauses.kind(j) is Kind.RELATIVE:  # ", said a doctor who asked not to be named"
        finite = [v for m in range(j + 1, clauses.count) if (v := clauses.verb(m)) is not None and v.finite]
        return clauses.word(j) == "who" and len(finite) == 1
    told = clauses.verb(clauses.forth(clauses.listed(j)[1])) if clauses.noun(j) is not None else None
    if told is not None and told.finite:  # ", who runs the camp, told <name> he had seen"
        return False
    verb = clauses.verb(j)
    return verb is None or not verb.finite or verb.bare_participle


def right_before(clauses: Clauses, k: int) -> int:
    """Return the chunk right before *k*, adverbs and dates aside; quotation marks count."""
    k -= 1
    while k >= 0 and clauses.kind(k) in (Kind.ADVERB, Kind.DATE):
        k -= 1
    return k
