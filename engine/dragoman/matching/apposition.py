"""Apposition: the person that an office stands beside."""

from __future__ import annotations

from dragoman.annotators.groups import Kind, NounGroup
from dragoman.annotators.sentence import Sentence
from dragoman.spans import TypedSpan

# Between an office and what it is held for.
_HELD = frozenset({"of", "for", "to"})


def head_of(group: NounGroup, kind: str) -> TypedSpan | None:
    """Return the longest span of a type that ends the noun group."""
    spans = [span for span in group.heads if span.type == kind]
    return max(spans, key=lambda span: span.end - span.start) if spans else None


def person_apposed(sentence: Sentence, group: NounGroup) -> TypedSpan | None:
    """Return the person named in apposition to an office ("his foreign minister, <name>, ...", "the envoy for <place>, <name>, ...")."""
    title = head_of(group, "title")
    clauses = sentence.clauses
    k = clauses.at(group.head)
    if title is None or k is None:
        return None
    comma = clauses.forth(k)
    held = clauses.word(comma) in _HELD and "plural" not in title.flags
    if held and clauses.noun(clauses.forth(comma)) is not None:  # a list ends without a comma, and a subject stands before its verb
        comma = clauses.forth(clauses.forth(comma))
        held = clauses.kind(clauses.forth(clauses.forth(comma))) not in (Kind.VERB_GROUP, Kind.CONJUNCTION)
        comma = comma if held else -1
    named = clauses.noun(clauses.forth(comma)) if clauses.kind(comma) is Kind.COMMA else None
    return head_of(named, "person") if named is not None else None
