"""Governing: what stands right above a verb or noun in its clause. Walks stop where a clause ends, so nothing reaches across.

A governor owns what it governs: the infinitive's verb or noun, the verb or noun of a that-clause, the verb that a noun is the
object or subject of. Words that merely stand near govern nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.annotators.clauses import Clauses
from dragoman.annotators.groups import Kind, NounGroup, VerbGroup
from dragoman.annotators.sentence import Sentence
from dragoman.english import AUXILIARIES, BE, MODALS
from dragoman.inflection import Form

_REACH = 14
_SUBORDINATING = frozenset({"after", "before", "since", "until", "till", "as", "once", "while", "despite", "following"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_SKIPPED = frozenset({Kind.ADVERB, Kind.QUOTE, Kind.DATE, Kind.PREPOSITION, Kind.NOUN_GROUP, Kind.OPEN, Kind.CLOSE})
_CARRIERS = frozenset({"for", "on", "to", "into", "in", "of", "with", "against", "about", "from", "over", "upon", "out",
                       "off", "during"})  # fmt: skip
_RANKED = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "next", "newest"})


class Tie(StrEnum):
    """How something hangs on what stands above it."""

    NOTHING = "nothing"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    CONTENT = "content"
    CLAIM = "claim"
    SHARED = "shared"
    ADJUNCT = "adjunct"
    OBJECT = "object"
    SUBJECT = "subject"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a chunk: the chunk of its *verb*, the tokens (*edges*) that a governing phrase may end before."""

    tie: Tie
    verb: int | None = None
    edges: frozenset[int] = frozenset()
    preposition: str = ""
    condition: int | None = None
    finite: bool = False


def above_verb(sentence: Sentence, k: int, verb: VerbGroup) -> Above:
    """Return what governs the verb group at chunk *k*."""
    own = frozenset({verb.start, verb.main})
    if verb.infinitive and verb.form & Form.ING and not verb.form & Form.BASE:  # "opposed to sending"
        before = sentence.clauses.back(k)
        return Above(Tie.GERUND, before if sentence.clauses.verb(before) is not None else None, own | {verb.start + 1}, "to")
    if is_infinitive(sentence, verb):
        found = _above_infinitive(sentence, k, verb)
        return Above(found.tie, found.verb, own | {verb.start + 1} | found.edges, condition=found.condition)
    shared = _coordinated(sentence, k, verb)
    if shared is not None:
        return Above(Tie.SHARED, shared, own)
    if verb.bare_ing:
        found = _above_gerund(sentence, k)
        return Above(found.tie, found.verb, own | found.edges, found.preposition)
    found = _above_finite(sentence, k)
    return Above(found.tie, found.verb, own | found.edges, condition=found.condition, finite=True)


def is_infinitive(sentence: Sentence, verb: VerbGroup) -> bool:
    """Say whether a verb stands after "to", though another chunk may have taken it ("ready to", "due to")."""
    return verb.infinitive or (verb.start > sentence.start and sentence.lower(verb.start - 1) == "to" and bool(verb.form & Form.BASE))


def auxiliary_before(sentence: Sentence, k: int, verb: VerbGroup) -> VerbGroup | None:
    """Return the auxiliary that its subject or "no longer" parts from the verb at *k* ("has <country> sent", "will no longer send")."""
    whole = verb.auxiliaries and verb.auxiliaries[0] != "been"  # "had the soldiers been sent"
    if whole or verb.modal is not None or verb.infinitive:
        return None
    clauses = sentence.clauses
    j = clauses.back(k)
    j = clauses.back(j) if clauses.noun(j) is not None else j
    before = clauses.verb(j)
    alone = before is not None and not before.infinitive and sentence.lower(before.main) in AUXILIARIES | MODALS
    return before if alone else None


def _above_infinitive(sentence: Sentence, k: int, verb: VerbGroup) -> Above:
    """Walk from "to send" over objects and their phrases to the verb; a clause without one is a headline."""
    clauses = sentence.clauses
    edges: set[int] = set()
    asked = clauses.back(k) if clauses.kind(clauses.back(k)) is Kind.SUBORDINATOR else None  # "whether to send"
    for j in range(k - 1, max(-1, k - _REACH), -1):
        kind = clauses.kind(j)
        if kind is Kind.NOUN_GROUP or kind is Kind.PREPOSITION:
            edges.add(clauses.chunks[j].start)
        if kind is Kind.VERB_GROUP:
            return Above(_tie_of(sentence, k, j), j, frozenset(edges), condition=asked)
        joined = j == clauses.back(k) and kind in (Kind.CONJUNCTION, Kind.SUBORDINATOR)
        if kind not in _SKIPPED and not joined and not _inside_list(sentence, j, k):
            break
    before = clauses.noun(clauses.back(k))
    ranked = before is not None and any(sentence.lower(t) in _RANKED for t in range(before.start, before.end))
    headline = not ranked and verb.infinitive and verb.auxiliaries[:1] != ("have",)
    return Above(Tie.HEADLINE if headline else Tie.NOTHING, None, frozenset(edges))


def _tie_of(sentence: Sentence, k: int, j: int) -> Tie:
    """Tell "plans to send and to arm", where the second infinitive shares the first one's governor, from a governed one."""
    clauses = sentence.clauses
    other = clauses.verb(j)
    joined = clauses.kind(clauses.back(k)) is Kind.CONJUNCTION
    return Tie.SHARED if joined and other is not None and other.infinitive else Tie.INFINITIVE


def _inside_list(sentence: Sentence, j: int, k: int) -> bool:
    """Say whether the comma or conjunction at *j* joins noun groups of one list in front of *k*."""
    clauses = sentence.clauses
    if clauses.kind(j) not in (Kind.COMMA, Kind.CONJUNCTION):
        return False
    after, before = clauses.forth(j), clauses.back(j)
    after = clauses.forth(after) if clauses.kind(after) is Kind.CONJUNCTION else after
    before = clauses.back(before) if clauses.kind(j) is Kind.CONJUNCTION and clauses.kind(before) is Kind.COMMA else before
    if clauses.noun(after) is None or clauses.noun(before) is None or clauses.verb(clauses.back(before)) is not None:
        return False  # "rejected the offer and 12 people were killed": the offer is an object
    return clauses.kind(j) is Kind.CONJUNCTION or any(clauses.kind(m) is Kind.CONJUNCTION for m in range(j, k))


def _coordinated(sentence: Sentence, k: int, verb: VerbGroup) -> int | None:
    """Return the verb before "and" that the verb at *k* shares its auxiliary or governor with."""
    clauses = sentence.clauses
    joint = clauses.back(k)
    if clauses.kind(joint) is not Kind.CONJUNCTION or clauses.chunks[joint].word == "but" or verb.modal is not None:
        return None
    for j in range(joint - 1, max(-1, k - _REACH), -1):
        other = clauses.verb(j)
        if other is not None:
            return _head_of_list(clauses, j, verb) or j if _alike(verb, other) else None
        if clauses.kind(j) in (Kind.BARRIER, Kind.SUBORDINATOR, Kind.RELATIVE):
            return None
    return None


def _head_of_list(clauses: Clauses, k: int, last: VerbGroup) -> int | None:
    """Return the passive whose auxiliaries a list of participles shares ("will be bought, refurbished and donated")."""
    verb, comma = clauses.verb(k), clauses.back(k)
    if verb is None or not (verb.bare_participle and last.bare_participle) or clauses.kind(comma) is not Kind.COMMA:
        return None
    for j in range(comma - 1, max(-1, k - _REACH), -1):
        if (other := clauses.verb(j)) is not None:
            return j if other.passive else None
        if clauses.kind(j) not in (Kind.NOUN_GROUP, Kind.PREPOSITION, Kind.ADVERB, Kind.DATE):
            return None
    return None


def _alike(verb: VerbGroup, other: VerbGroup) -> bool:
    """Say whether two verbs can share what stands above: two base forms, two participles, two -ing forms, two finite verbs."""
    if verb.bare_ing or other.bare_ing:
        return verb.bare_ing and (other.bare_ing or bool(other.form & Form.ING))
    if not verb.auxiliaries and verb.form & Form.BASE and not verb.form & Form.PAST:
        return bool(other.form & Form.BASE)
    return not other.infinitive


def _above_gerund(sentence: Sentence, k: int) -> Above:
    """Find what "sending" is the object of: the verb before it, or the verb or noun before its preposition."""
    clauses = sentence.clauses
    before = clauses.back(k)
    if clauses.kind(before) is Kind.VERB_GROUP:
        return Above(Tie.GERUND, before)
    if clauses.kind(before) is Kind.COMMA:
        return Above(Tie.ADJUNCT, _main_verb(sentence, before))
    if clauses.kind(before) is not Kind.PREPOSITION:
        return Above(Tie.NOTHING)
    word = clauses.chunks[before].word
    edges = frozenset({clauses.chunks[before].start})
    if word in ("by", "before"):
        return Above(Tie.ADJUNCT, _main_verb(sentence, before), edges)
    if word not in _CARRIERS:
        return Above(Tie.NOTHING, None, edges)
    j = clauses.back(before)
    j = clauses.back(j) if clauses.noun(j) is not None else j
    return Above(Tie.GERUND, j if clauses.verb(j) is not None else None, edges, word)


def _main_verb(sentence: Sentence, j: int) -> int | None:
    """Return the nearest verb to the left in the same clause."""
    for m in range(j - 1, max(-1, j - _REACH), -1):
        if sentence.clauses.verb(m) is not None:
            return m
        if sentence.clauses.kind(m) in (Kind.BARRIER, Kind.RELATIVE, Kind.SUBORDINATOR):
            return None
    return None


def _above_finite(sentence: Sentence, k: int) -> Above:
    """Walk from a finite verb over its subject to what its clause hangs on: a verb, "that" after one, "if"."""
    clauses = sentence.clauses
    edges: set[int] = set()
    subject = False
    j = _over_insert(sentence, clauses.back(k) if clauses.kind(clauses.back(k)) is Kind.COMMA else k - 1)
    while j > max(-1, k - _REACH - 4):
        kind, chunk = clauses.kind(j), clauses.chunks[j]
        if kind is Kind.VERB_GROUP and clauses.chunks[j].word in BE:  # "suspected to be rebels": what is, tells no clause
            return Above(Tie.NOTHING, None, frozenset(edges))
        if kind is Kind.VERB_GROUP:
            return Above(Tie.CONTENT if subject or j == clauses.back(k) else Tie.NOTHING, j, frozenset(edges))
        if kind is Kind.RELATIVE and chunk.word == "that" and subject:
            return _above_that(sentence, j, edges)
        if kind is Kind.SUBORDINATOR or (kind is Kind.PREPOSITION and chunk.word in _SUBORDINATING):
            return Above(Tie.NOTHING, None, frozenset(edges), condition=j)
        if kind is Kind.NOUN_GROUP:
            subject = True
            edges.add(chunk.start)
        elif kind not in _SKIPPED and not _inside_list(sentence, j, k):
            break
        j -= 1
    return Above(Tie.NOTHING, None, frozenset(edges))


def _over_insert(sentence: Sentence, j: int) -> int:
    """Step over an insert between commas that ends at *j*."""
    clauses = sentence.clauses
    if clauses.kind(j) is not Kind.COMMA:
        return j
    for m in range(j - 1, max(-1, j - _REACH), -1):
        if clauses.kind(m) is Kind.COMMA:
            return m - 1
    return j


def _above_that(sentence: Sentence, j: int, edges: set[int]) -> Above:
    """Find the verb or noun before "that": of "told the court on Monday that", of "rejected claims that"."""
    clauses = sentence.clauses
    edges.update({clauses.chunks[j].start, clauses.chunks[j].end})
    if clauses.kind(clauses.back(j)) is Kind.CONJUNCTION:  # "denied that it has troops there or that it sent arms"
        first = (m for m in range(j - 1, max(-1, j - 2 * _REACH), -1) if clauses.kind(m) is Kind.RELATIVE and clauses.word(m) == "that")
        j = next(first, j)
    for m in range(j - 1, max(-1, j - _REACH), -1):
        if clauses.verb(m) is not None:
            claim = m == clauses.back(clauses.back(j)) and not is_addressee(clauses.noun(clauses.back(j)))
            return Above(Tie.CLAIM if claim else Tie.CONTENT, m, frozenset(edges))
        if clauses.kind(m) not in _SKIPPED:
            break
    return Above(Tie.NOTHING, None, frozenset(edges))


# -- nouns ---------------------------------------------------------------------------------------------------------------


def above_noun(sentence: Sentence, k: int) -> Above:
    """Return what governs the noun group at chunk *k*: the verb it is the object of, else the verb it is the subject of."""
    clauses = sentence.clauses
    first = _list_start(sentence, k)
    edges = {clauses.chunks[k].start, clauses.chunks[first].start}
    before = clauses.back(first)
    if clauses.kind(before) is Kind.VERB_GROUP:
        return Above(Tie.OBJECT, before, frozenset(edges))
    if clauses.kind(before) is Kind.PREPOSITION:
        word = clauses.chunks[before].word
        edges.add(clauses.chunks[before].start)
        verb = _verb_of_preposition(sentence, before) if word in _CARRIERS else None
        return Above(Tie.OBJECT if verb is not None else Tie.NOTHING, verb, frozenset(edges), word)
    return Above(Tie.SUBJECT, verb_after(sentence, k), frozenset(edges))


def verb_after(sentence: Sentence, k: int) -> int | None:
    """Return the verb group whose subject the noun group at *k* is."""
    clauses = sentence.clauses
    stop = clauses.right(k, of_noun=True).stop
    for j in range(stop, min(stop + 3, clauses.count)):
        verb = clauses.verb(j)
        if verb is not None:
            return None if verb.bare_participle and not verb.form & Form.PAST else j
        if clauses.kind(j) not in (Kind.COMMA, Kind.ADVERB, Kind.DATE, Kind.QUOTE):
            return None
    return None


def _list_start(sentence: Sentence, k: int) -> int:
    """Return the first noun group of the list that the one at *k* stands in."""
    clauses = sentence.clauses
    first = k
    while True:
        j = clauses.back(first)
        if clauses.kind(j) is Kind.CONJUNCTION and clauses.kind(clauses.back(j)) is Kind.COMMA:
            j = clauses.back(j)
        if (clauses.kind(j) is not Kind.CONJUNCTION and not _inside_list(sentence, j, k)) or clauses.noun(clauses.back(j)) is None:
            return first
        first = clauses.back(j)


_ADDRESSEES = frozenset({"actor", "person", "institution", "people", "force"})


def is_addressee(group: NounGroup | None) -> bool:
    """Say whether a noun group can be spoken to."""
    return group is not None and (bool(group.pronoun) or any(span.type in _ADDRESSEES for span in group.heads))


def _verb_of_preposition(sentence: Sentence, before: int) -> int | None:
    """Return the verb of "called for", also over the one addressed ("pressed them for"), never over another thing."""
    clauses = sentence.clauses
    j = clauses.back(before)
    group = clauses.noun(j)
    if group is not None:
        if not is_addressee(group):
            return None
        j = clauses.back(j)
    return j if clauses.verb(j) is not None else None


def has_full_object(clauses: Clauses, k: int) -> bool:
    """Say whether a verb has an object that is more than a word of its own idiom ("take place")."""
    objects = clauses.right(k).objects
    return bool(objects) and (objects[0][0].end - objects[0][0].start > 1 or bool(objects[0][0].heads))
