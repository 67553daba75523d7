"""Coordination: the lists that noun groups stand in."""

from __future__ import annotations

from dataclasses import replace

from dragoman.annotators.chunk_row import ChunkRow
from dragoman.annotators.groups import Kind, NounGroup
from dragoman.english import POSTNOMINAL, SAY, SUBORDINATORS

Groups = tuple[NounGroup, ...]

_LIST_LIMIT = 24
_THINGS = frozenset({"force", "materiel"})
_SUBJECT_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who"})
# "12 people, mostly women": what follows is part of what stands before.
_PARTS = frozenset({"including", "mostly", "mainly", "largely", "primarily", "predominantly"})
_SEPARATORS = frozenset({Kind.COMMA, Kind.CONJUNCTION})
_LINKING = frozenset({"of", "in", "for"})
_NO_PHRASE = SUBORDINATORS | {"between", "among"}


def listed(row: ChunkRow, k: int) -> tuple[Groups, int]:
    """Return the noun groups coordinated from chunk *k* on, and the index of the last one."""
    groups: list[NounGroup] = []
    following: int | None = k
    last = k
    part = False
    between = row.word(row.back(k)) in ("between", "among")
    while following is not None and (group := row.noun(following)) is not None:
        part = part or any(row.word(j) in _PARTS for j in range(last, following))
        groups.append(replace(group, part=True) if part else group)
        last = following
        following = _next_item(row, last, sure=between and len(groups) == 1)
    return tuple(groups), last


def _next_item(row: ChunkRow, k: int, *, sure: bool = False) -> int | None:
    """Return the next item of a list after *k*: over "and", or over a comma when the list goes on; "between" is *sure* of two."""
    j = row.forth(k)
    if _continues(row, j):
        following = row.forth(j)
        return following if sure and row.noun(following) is not None else item(row, following)
    if row.kind(j) is not Kind.COMMA:
        return None
    after = row.forth(j)
    if _continues(row, after):
        return item(row, row.forth(after))
    beyond = row.noun(after)
    if _is_figure(row, k) and beyond is not None and beyond.quantity is None:  # "injured 42, <name> and <name> reported"
        return None
    return item(row, after) if _list_goes_on(row, after) or _headline_list(row, k, after) else None


def _headline_list(row: ChunkRow, k: int, following: int) -> bool:
    """Say whether a comma stands for "and", as in a headline's "sends troops, tanks to": two things of a kind, and no full stop."""
    one, other = row.noun(k), row.noun(following)
    if one is None or other is None or row.kind(row.count - 1) is Kind.BARRIER or row.kind(row.forth(following)) is Kind.COMMA:
        return False
    return bool({span.type for span in one.heads} & {span.type for span in other.heads} & _THINGS)


def _continues(row: ChunkRow, k: int) -> bool:
    if row.kind(k) is Kind.PREPOSITION:
        return row.word(k) == "including"
    return row.kind(k) is Kind.CONJUNCTION and row.word(k) != "but"


def item(row: ChunkRow, k: int) -> int | None:
    """Return *k* when the noun group there can be an item of a list, and no subject of a clause of its own.

    A bare figure before a participle is such a subject: "12 dead and 30 wounded", "and 14 others injured".
    """
    group = row.noun(k)
    if group is None or group.pronoun in _SUBJECT_PRONOUNS:
        return None
    beyond = row.forth(k)
    after = row.verb(beyond)
    if after is None or not after.finite:
        return k
    elliptical = (group.quantity is not None and group.quantity.end == group.end) or row.word(k) == "others"
    # "killed villagers and <name> sent tanks", "killed 11 children, residents and media reported."
    own_clause = row.noun(row.forth(beyond)) is not None or row.kind(row.forth(beyond)) is Kind.BARRIER
    return k if after.bare_participle and not elliptical and not own_clause else None


def _list_goes_on(row: ChunkRow, k: int) -> bool:
    """Say whether an "and" ends the list that chunk *k* would continue."""
    for j in range(k, min(k + _LIST_LIMIT, row.count)):
        if row.kind(j) is Kind.CONJUNCTION:
            return item(row, row.forth(j)) is not None
        if row.kind(j) not in (Kind.NOUN_GROUP, Kind.COMMA, Kind.QUOTE, Kind.ADVERB) and row.word(j) not in _LINKING:
            return False
    return False


def listed_back(row: ChunkRow, k: int, *, objects: bool = False) -> tuple[Groups, int]:
    """Return the noun groups coordinated up to chunk *k*, in text order, and the index of the first one.

    With *objects* the list may begin with a verb's object, as what a participle refers to may.
    """
    groups: list[NounGroup] = []
    before: int | None = k
    first = k
    while before is not None and (group := row.noun(before)) is not None:
        if groups and any(
            row.word(j) in ("including", "like") for j in range(before, first)
        ):  # "12 people including a boy and a girl were hurt"
            groups = [replace(item, part=True) for item in groups]
        groups.append(group)
        first = before
        before = _item_before(row, first, len(groups) > 1, objects)
    return tuple(reversed(groups)), first


def examples(row: ChunkRow, k: int) -> Groups:
    """Return the noun groups that say what the one at *k* holds ("countries such as A, B and C")."""
    after = row.forth(k)
    after = row.forth(after) if row.kind(after) is Kind.COMMA else after
    named: list[NounGroup] = []
    if row.kind(after) is not Kind.PREPOSITION or row.word(after) not in ("including", "like"):
        return ()
    while (group := row.noun(following := row.forth(after))) is not None and (not named or row.kind(after) in _SEPARATORS):
        named.append(group)
        after = row.forth(following)
        after = row.forth(after) if row.kind(row.forth(after)) is Kind.CONJUNCTION else after  # "A, B, and C"
    return tuple(named)


def _item_before(row: ChunkRow, k: int, in_list: bool, objects: bool) -> int | None:
    """Return the item of a list before the one at *k*: over "and", or over a comma once the list is known to be one."""
    before = row.back(k)
    if row.kind(before) is Kind.CONJUNCTION:
        found = row.back(before)
        if row.word(found) in POSTNOMINAL and row.word(k) not in POSTNOMINAL:  # "12 dead and 30 wounded"
            return None
        hit = row.verb(row.forth(k))
        if (
            hit is not None and hit.bare_participle and (row.word(k) == "others" or (_is_figure(row, k) and not _is_figure(row, found)))
        ):  # "32 deaths and 126 injured"
            return None
        if row.kind(found) is Kind.COMMA:
            found = row.back(found)
            if _in_phrase(row, found):  # "five were shot, one in the head, and 71 others were hurt"
                return None
            if row.word(_list_opener(row, found)) == "including":  # "12 people, including three women, and 30 others were hurt"
                return None
        while row.noun(found) is not None and _in_phrase(row, found):  # "three soldiers in the north and two in the south"
            found = row.back(row.back(found))
        if row.word(found) in POSTNOMINAL and row.word(k) not in POSTNOMINAL:  # "were found dead in the north and a soldier was shot"
            return None
    elif row.kind(before) is Kind.COMMA and _comma_lists(row, row.back(before), k, in_list):
        found = row.back(before)
    else:
        return None
    return found if row.noun(found) is not None and (objects or not _is_object(row, found) or _needs_more(row, k)) else None


def _is_figure(row: ChunkRow, k: int) -> bool:
    """Say whether a noun group is a figure and nothing else."""
    group = row.noun(k)
    return group is not None and group.quantity is not None and group.quantity.end == group.end


def _needs_more(row: ChunkRow, k: int) -> bool:
    """Say whether one alone cannot be the subject of the verb behind it: "said six women and a girl were killed"."""
    group, verb = row.noun(k), row.verb(row.forth(k))
    one = group is not None and group.quantity is not None and getattr(group.quantity.value, "high", None) == 1
    single = group is not None and (one or group.determiner in ("a", "an", "another")) and group.measured is None
    return single and verb is not None and verb.auxiliaries[:1] in (("were",), ("are",), ("have",))


def _list_opener(row: ChunkRow, k: int) -> int:
    """Return what stands before the list of noun groups that ends at *k*."""
    while row.noun(k) is not None or row.kind(k) is Kind.CONJUNCTION:
        k = row.back(k)
    return k


def _comma_lists(row: ChunkRow, found: int, k: int, in_list: bool) -> bool:
    """Say whether a comma joins two items: in a list already, or in a headline's "A, B agree"."""
    one, other = row.noun(found), row.noun(k)
    if one is None or other is None:
        return False
    if row.word(found) in POSTNOMINAL:  # "19 dead, 48 wounded"
        return False
    if in_list and row.kind(row.back(found)) is Kind.CONJUNCTION:  # "killed women and children, medics and drivers said"
        opener = _list_opener(row, found)
        if row.word(opener) == "including" or row.verb(opener) is not None:
            return False
    if in_list:  # "from A, B and C" is one phrase; in "In A, soldiers and police" the phrase is over
        return not _in_phrase(row, found) or bool({s.type for s in one.heads} & {s.type for s in other.heads})
    named = all(any(span.type == "actor" for span in group.heads) for group in (one, other))
    counted = one.quantity is not None and other.quantity is not None and row.verb(row.forth(k)) is not None
    return (named or counted) and row.back(found) < 0


def _in_phrase(row: ChunkRow, k: int) -> bool:
    before = row.back(k)
    return row.kind(before) is Kind.PREPOSITION and row.word(before) not in _NO_PHRASE


def _is_object(row: ChunkRow, k: int) -> bool:
    """Say whether a verb takes the noun group at *k*; behind "said" a clause begins ("said two soldiers and a guard were hurt")."""
    verb = row.verb(row.back(k))
    return verb is not None and not verb.passive and row.word(row.back(k)) not in SAY
