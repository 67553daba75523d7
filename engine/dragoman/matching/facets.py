"""Facets: what a filler's noun group says besides, such as whose the soldiers are and how many."""

from __future__ import annotations

from dragoman.annotators.groups import NounGroup
from dragoman.annotators.sentence import Sentence
from dragoman.english import MADE_UP, Tag
from dragoman.matching.readings import Found, actor_of, read, whose
from dragoman.records import Count

_ONE_OF_THEM = ("man", "woman", "officer", "guard")


def facets(sentence: Sentence, found: Found, name: str) -> tuple[Found, ...]:
    """Return every value of a facet: all of "<country> and <country> soldiers", of "soldiers from <country> and <country>"."""
    first = facet(sentence, found, name)
    if first is None or name != "actor" or found.group is None:
        return (first,) if first is not None else ()
    owners = found.group.owners
    tags, base = sentence.words.tags, sentence.start
    listed = all(tags[owner.end - base] in (Tag.CONJUNCTION, Tag.COMMA) for owner in owners[:-1])
    if len(owners) > 1 and listed:
        return tuple(Found(s.start, s.end, "actor", s.value, s.flags, found.group) for s in owners)
    behind = tuple(whose(sentence, found.group)) if not owners else ()
    return behind if any(other.value == first.value for other in behind) else (first,)


def facet(sentence: Sentence, found: Found, name: str) -> Found | None:
    """Return another value that stands in a filler's noun group: its actor, its count, its place."""
    group = found.group
    if group is None:
        return None
    if name == "actor":
        return actor_of(sentence, group)
    if name in ("count", "number"):
        if group.quantity is not None and group.quantity.type == "quantity":
            return read(sentence, group, "quantity")
        if name == "number" and found.type == "name":
            return Found(found.start, found.end, "quantity", Count(1, 1), frozenset({"single", "unlisted"}), group)
        return _single(sentence, group) if name == "number" else _strength(sentence, found, group)
    spans = [span for span in group.inner if span.type == name]
    return Found(spans[0].start, spans[0].end, name, spans[0].value, spans[0].flags, group) if spans else None


def _strength(sentence: Sentence, found: Found, group: NounGroup) -> Found | None:
    """Return how many a unit has: "a force of 1,200", "a contingent consisting of 90 men"."""
    if found.type != "force" or "class:unit" not in found.flags or "plural" in found.flags:
        return None
    clauses = sentence.clauses
    k = clauses.at(group.head)
    after = clauses.forth(k) if k is not None else -1
    if k is not None and clauses.word(after) in MADE_UP:
        after = clauses.forth(after) if clauses.word(clauses.forth(after)) == "of" else after
    elif clauses.word(after) != "of":
        return None
    members = clauses.noun(clauses.forth(after))
    if members is None or members.quantity is None or any(span.type not in ("force", "people", "institution") for span in members.heads):
        return None
    return read(sentence, members, "quantity")


def _single(sentence: Sentence, group: NounGroup) -> Found | None:
    """Count one for "a soldier", "the commander" and a named person."""
    head = next((span for span in group.heads if span.type in ("people", "force", "person")), None)
    if head is None and group.owners and group.determiner in ("a", "an"):  # "a <group> member"
        head = next((span for span in group.heads if span.type == "unit"), None)
    if group.determiner == "one" and not group.pronoun:  # "one of the hostages"
        return Found(group.start, group.head + 1, "quantity", Count(1, 1), frozenset({"single"}), group)
    if head is None or "plural" in head.flags or group.pronoun:
        return None
    if head.type != "person" and sentence.lower(group.head).endswith(("people", "men", "troops", "personnel", "police", "forces")):
        return None
    if head.type == "force" and "class:personnel" not in head.flags and not sentence.lower(group.head).endswith(_ONE_OF_THEM):
        return None
    return Found(group.start, group.head + 1, "quantity", Count(1, 1), frozenset({"single"}), group)
