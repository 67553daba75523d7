"""Antecedents: whom a participle without an auxiliary of its own tells of ("missiles made by X", "were seized, beaten and shot")."""

from __future__ import annotations

from dragoman.annotators.clauses import Clauses, Groups
from dragoman.annotators.groups import Kind, VerbGroup
from dragoman.inflection import Form


def shared_passive(clauses: Clauses, k: int, verb: VerbGroup) -> int | None:
    """Return the passive verb of a list whose auxiliary the participle at *k* shares ("were seized, beaten and shot")."""
    if not verb.bare_participle or not verb.form & Form.PARTICIPLE or not _in_list(clauses, k):
        return None
    j = k
    while clauses.kind(clauses.back(j)) in (Kind.COMMA, Kind.CONJUNCTION):
        before = clauses.back(clauses.back(j))
        before = clauses.back(before) if clauses.kind(before) is Kind.COMMA else before  # "seized, beaten, and shot"
        j = _before_phrases(clauses, before)
        other = clauses.verb(j)
        if other is None or not (other.passive or other.bare_participle):
            return None
        if other.passive and other.auxiliaries:
            return j
    return None


def _in_list(clauses: Clauses, k: int) -> bool:
    """Say whether "and" stands before the participle at *k*, or follows the list that a comma before it goes on with."""
    if clauses.kind(clauses.back(k)) is Kind.CONJUNCTION:
        return True
    after = clauses.forth(k)
    after = clauses.forth(after) if clauses.kind(after) is Kind.COMMA and clauses.verb(clauses.forth(after)) is None else after
    return clauses.kind(after) in (Kind.COMMA, Kind.CONJUNCTION) and clauses.verb(clauses.forth(after)) is not None


def reduced_antecedents(clauses: Clauses, k: int) -> list[Groups]:
    """Return whom the participle at *k* tells of, best first."""
    before = clauses.back(k)
    if clauses.kind(before) is Kind.CONJUNCTION:  # "missiles made and sold by X": the first participle's antecedent
        other = _before_phrases(clauses, clauses.back(before))
        verb = clauses.verb(other)
        return clauses.subjects(other) if verb is not None and verb.passive else clauses.antecedents(other)
    reported = clauses.verb(before)
    if reported is not None and reported.passive:  # "two people were reported injured"
        return clauses.subjects(before)
    return clauses.antecedents(k)


def _before_phrases(clauses: Clauses, k: int) -> int:
    """Return the chunk before the prepositional phrases that end at *k* ("were trained by <name> in <place> and sent")."""
    if clauses.kind(k) is Kind.PREPOSITION and clauses.verb(clauses.back(k)) is not None:  # "were rounded up and shot"
        return clauses.back(k)
    while clauses.noun(k) is not None and clauses.kind(clauses.back(k)) is Kind.PREPOSITION:
        k = clauses.back(clauses.back(k))
    return k
