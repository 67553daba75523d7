"""Frames: the clause around one trigger, one frame for each voice that it can be read in.

A frame names what stands in each clause role, so that one phrase covers active, passive, relative, participle and infinitive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from dragoman import english
from dragoman.annotators.clauses import Clauses, Groups, Roles
from dragoman.annotators.coordination import item, listed_back
from dragoman.annotators.groups import Kind, NounGroup, VerbGroup
from dragoman.annotators.sentence import Sentence
from dragoman.compiling.triggers import Occurrence
from dragoman.english import POSSESSIVES, Tag
from dragoman.inflection import Form
from dragoman.matching.antecedents import reduced_antecedents, shared_passive

_WHERE = frozenset({"in", "at", "near", "on", "outside", "inside", "around", "along", "across", "to", "into"})


@dataclass(frozen=True, slots=True)
class Frame:
    """Who stands where around a trigger, read in one voice; *cost* ranks readings that fill the same slots."""

    voice: str
    roles: dict[str, list[Groups]]
    chunk: int
    verb: VerbGroup | None = None
    noun: NounGroup | None = None
    cost: int = 0


def frames_of(sentence: Sentence, occurrence: Occurrence, light_verbs: frozenset[str]) -> list[Frame]:
    """Return the readings of a trigger in its clause, likeliest first; none where the trigger is no verb or noun here.

    *light_verbs* are forms of verbs that lend their subject to the noun they govern.
    """
    clauses = sentence.clauses
    k = clauses.at(occurrence.start)
    if k is None:
        return []
    if occurrence.form.part == "noun":
        return list(_noun_frames(sentence, occurrence, k, light_verbs))
    if occurrence.form.part == "word":
        return list(_predicate_frames(clauses, occurrence, k))
    verb = clauses.verb(k)
    if verb is None or verb.main != occurrence.start:
        return []
    end = _end_chunk(clauses, occurrence, k)
    frames = list(_verb_frames(clauses, end, k, verb, _held_object(clauses, occurrence, end)))
    return [*frames, *(dative for frame in frames if (dative := _dative(sentence, frame)) is not None)]


def _held_object(clauses: Clauses, occurrence: Occurrence, end: int) -> list[Groups]:
    """Return the object that begins inside a trigger's last chunk ("took delivery of 40 vehicles")."""
    group = clauses.noun(end)
    return [(measured_part(group),)] if group is not None and group.measured is not None and group.measured >= occurrence.end else []


def measured_part(group: NounGroup) -> NounGroup:
    """Return what a group measures, without the measuring noun."""
    start = group.measured if group.measured is not None else group.start
    quantity = group.quantity if group.quantity is not None and group.quantity.start >= start else None
    inner = tuple(span for span in group.inner if span.start >= start)
    owners = tuple(span for span in group.owners if span.start >= start)
    return NounGroup(start, group.end, group.head, quantity, owners, group.heads, inner)


def _dative(sentence: Sentence, frame: Frame) -> Frame | None:
    """Return "gave <name> tanks" with the name and the rest of the group as two objects."""
    objects = frame.roles.get("object", [])
    if frame.voice == "noun" or not objects or not objects[0]:
        return None
    group = objects[0][0]
    opening = group.start + (group.determiner == "the")  # "gave the <name> tanks"
    name = next((s for s in group.inner if s.start == opening and s.type in ("actor", "place") and "demonym" not in s.flags), None)
    if name is None or name.end > group.head or sentence.words.tags[name.end - sentence.start] is Tag.CASE:
        return None
    heads = tuple(span for span in group.inner if (span.start, span.end) == (name.start, name.end))
    receiver = NounGroup(group.start, name.end, name.end - 1, heads=heads)
    rest = measured_part(replace(group, measured=name.end))
    roles = frame.roles | {"object": [(receiver,)], "object2": [(rest, *objects[0][1:])]}
    return replace(frame, roles=roles, cost=frame.cost + 1)


def _end_chunk(clauses: Clauses, occurrence: Occurrence, k: int) -> int:
    """Return the chunk in which a multiword trigger ends."""
    last = clauses.at(occurrence.end - 1)
    return k if last is None else max(k, last)


# -- verbs ---------------------------------------------------------------------------------------------------------------


def _verb_frames(clauses: Clauses, end: int, k: int, verb: VerbGroup, held: list[Groups]) -> Iterator[Frame]:
    if verb.passive:
        yield _passive(clauses, end, k, verb, clauses.subjects(k), "passive")
        return
    right = clauses.right(end)
    shared = shared_passive(clauses, k, verb) if not held and not right.objects else None
    if shared is not None:
        yield _passive(clauses, end, k, verb, clauses.subjects(shared), "passive")
        return
    objects = held or list(right.objects) or _coordinated_objects(clauses, end)
    if verb.bare_participle:
        reduced = _passive(clauses, end, k, verb, reduced_antecedents(clauses, k), "reduced relative", cost=1 if objects else 0)
        if not verb.form & Form.PAST:
            yield reduced
            return
        yield _active(clauses, k, verb, objects, right.prepositional, cost=0 if objects else 1)
        if not (objects and objects[0][0].pronoun in english.OBJECT_PRONOUNS):
            yield reduced
        if not objects:
            yield from _relative_object_frames(clauses, k, verb, right.prepositional)
        return
    yield _active(clauses, k, verb, objects, right.prepositional)
    if not right.objects:
        yield from _relative_object_frames(clauses, k, verb, right.prepositional)


def _active(clauses: Clauses, k: int, verb: VerbGroup, objects: list[Groups], phrases: dict[str, list[Groups]], cost: int = 0) -> Frame:
    voice = "infinitive" if verb.infinitive else "participle" if verb.bare_ing else "active"
    roles = {"subject": clauses.subjects(k), "object": objects[:1], "object2": objects[1:2]} | phrases
    return Frame(voice, _with_left(clauses, k, roles), k, verb, cost=cost)


def _passive(clauses: Clauses, end: int, k: int, verb: VerbGroup, patients: list[Groups], voice: str, cost: int = 0) -> Frame:
    right = clauses.right(end)
    roles: Roles = {p: groups for p, groups in right.prepositional.items() if p != "by"}
    roles |= {"subject": right.prepositional.get("by", []), "object": patients, "object2": list(right.objects[:1])}
    own = voice == "reduced relative" and not right.prepositional.keys().isdisjoint(_WHERE)  # "are in <place>, some from a force based in"
    return Frame(voice, roles if own else _with_left(clauses, k, roles), k, verb, cost=cost)


def _with_left(clauses: Clauses, k: int, roles: dict[str, list[Groups]]) -> dict[str, list[Groups]]:
    """Add the prepositional phrases that stand before the verb in its clause ("To Kursk it sent ...")."""
    added = dict(roles)
    j = clauses.back(k)
    while j >= 0 and clauses.kind(j) not in (Kind.BARRIER, Kind.SUBORDINATOR, Kind.VERB_GROUP, Kind.RELATIVE):
        if joins_clauses(clauses, j) or _parts_clauses(clauses, j, k):
            break  # the clause before has phrases of its own
        if clauses.kind(j) is Kind.PREPOSITION and clauses.noun(clauses.forth(j)) is not None and not clauses.names_doer(j, k):
            groups, _ = clauses.listed(clauses.forth(j))
            added[clauses.chunks[j].word] = [*added.get(clauses.chunks[j].word, []), groups]
        j -= 1
    if clauses.kind(j) is Kind.RELATIVE and clauses.kind(j - 1) is Kind.PREPOSITION:  # "clashes in which 18 people died"
        preposition = clauses.word(j - 1)
        added[preposition] = [*added.get(preposition, []), *clauses.antecedents(j - 1)]
    return added


def _parts_clauses(clauses: Clauses, comma: int, k: int) -> bool:
    """Say whether the verb at *k* only reports the clause before a comma ("<name> sent tanks to <place>, <name> announced")."""
    subject = clauses.forth(comma)
    if clauses.kind(comma) is not Kind.COMMA or clauses.noun(subject) is None or clauses.forth(clauses.listed(subject)[1]) != k:
        return False
    before = next((j for j in range(comma - 1, -1, -1) if clauses.kind(j) in (Kind.BARRIER, Kind.VERB_GROUP)), -1)
    verb = clauses.verb(before)
    return verb is not None and verb.finite and not verb.bare_participle


def joins_clauses(clauses: Clauses, conjunction: int) -> bool:
    """Say whether a subject of its own stands behind a conjunction ("spoke to A and B sent"), and no item ("between A and B")."""
    if clauses.kind(conjunction) is not Kind.CONJUNCTION:
        return False
    following = clauses.forth(conjunction)
    return item(clauses, following) is None and listed_back(clauses, following)[1] > conjunction


def _coordinated_objects(clauses: Clauses, k: int) -> list[Groups]:
    """Return the objects that a verb shares with the verb after it ("killed and wounded 30 soldiers")."""
    joint = clauses.forth(k)
    if clauses.kind(joint) is not Kind.CONJUNCTION:
        return []
    second = clauses.forth(joint)
    other = clauses.verb(second)
    return list(clauses.right(second).objects) if other is not None and not other.auxiliaries else []


def _relative_object_frames(clauses: Clauses, k: int, verb: VerbGroup, phrases: dict[str, list[Groups]]) -> Iterator[Frame]:
    """Yield "the equipment (that) S has sent": the noun group before the subject is the object."""
    subject = clauses.back(k)
    if clauses.noun(subject) is None:
        return
    opener = clauses.back(subject)
    if clauses.kind(opener) is Kind.RELATIVE or clauses.noun(opener) is not None:
        antecedents = clauses.antecedents(opener if clauses.kind(opener) is Kind.RELATIVE else subject)
        group = clauses.noun(subject)
        roles: Roles = {"subject": [(group,)] if group else [], "object": antecedents, **phrases}
        yield Frame("relative", roles, k, verb, cost=1)


def _predicate_frames(clauses: Clauses, occurrence: Occurrence, k: int) -> Iterator[Frame]:
    """Yield "300 monitors (are) on the ground in <place>": the words are said of the subject."""
    end = _end_chunk(clauses, occurrence, k)
    before = clauses.back(k)
    verb = clauses.verb(before) or (clauses.verb(k) if clauses.word(k) in english.BE else None)  # "is due in"; "was in" holds its verb
    chunk, voice = (before if clauses.verb(before) is not None else k), "bare predicate" if verb is None else "predicate"
    listed_as = clauses.word(before) == "as"  # "listed 40 men as missing"
    subjects = clauses.subjects(chunk) if verb is not None else clauses.antecedents(before if listed_as else k)
    right = clauses.right(end)
    roles: Roles = {"subject": subjects, "object": list(right.objects), **right.prepositional}
    yield Frame(voice, roles, chunk, verb, clauses.noun(k) if verb is None else None)


# -- nouns ---------------------------------------------------------------------------------------------------------------


def _noun_frames(sentence: Sentence, occurrence: Occurrence, k: int, light_verbs: frozenset[str]) -> Iterator[Frame]:
    clauses = sentence.clauses
    group = clauses.noun(k)
    if group is None:
        return
    right = clauses.right(k, of_noun=True)
    roles: Roles = dict(right.prepositional)
    if group.measured is not None and occurrence.end <= group.measured:  # "a delivery of tanks": the noun measures what it brings
        roles["of"] = [(measured_part(group),), *roles.get("of", [])]
        group = replace(_before(group, occurrence), quantity=None)
    elif not occurrence.start <= group.head < occurrence.end:
        return
    roles = {"owner": owner_groups(group, occurrence.start), **roles, "itself": [(group,)], **compounds(sentence, group)}
    _add_verbs(clauses, k, roles, light_verbs)
    yield Frame("noun", roles, k, None, group)


def compounds(sentence: Sentence, group: NounGroup) -> Roles:
    """Return the names that stand before a hyphen and a participle, by that participle ("UN-brokered": ``-brokered``)."""
    roles: Roles = {}
    for span in group.inner:
        if span.type == "actor" and span.end + 1 < group.head and sentence.lower(span.end) == "-":
            name = NounGroup(span.start, span.end, span.end - 1, heads=(span,))
            roles[f"-{sentence.lower(span.end + 1)}"] = [(name,)]
    return roles


def _before(group: NounGroup, occurrence: Occurrence) -> NounGroup:
    """Return a measuring noun with what stands before it."""
    owners = tuple(span for span in group.owners if span.end <= occurrence.start)
    inner = tuple(span for span in group.inner if span.end <= occurrence.start)
    return NounGroup(group.start, occurrence.end, occurrence.end - 1, group.quantity, owners, (), inner, group.determiner)


def _add_verbs(clauses: Clauses, k: int, roles: Roles, light_verbs: frozenset[str]) -> None:
    """Add the roles that the verbs around a noun lend it: a light verb's subject, and prepositional phrases behind the verb."""
    governor = object_verb(clauses, k)
    verb = clauses.verb(governor) if governor is not None else None
    if governor is not None and verb is not None and not verb.passive:
        if clauses.chunks[governor].word in light_verbs:
            roles["light"] = clauses.subjects(governor)
        _add_phrases(roles, clauses.right(governor).prepositional)
    if "light" not in roles and clauses.word(clauses.back(k)) in _ADJUNCTS and not _has_doer(roles):
        roles["light"] = _clause_subject(clauses, k)
    following = subject_verb(clauses, k)
    if following is not None:
        after = clauses.verb(following)
        done = after is not None and after.passive and clauses.word(following) in light_verbs
        # "was carried out by", not "was condemned by"
        _add_phrases(roles, clauses.right(following).prepositional, without=frozenset() if done else frozenset({"by"}))


def _add_phrases(roles: Roles, phrases: Roles, without: frozenset[str] = frozenset()) -> None:
    """Add the phrases behind a verb, but for "of": it goes with the noun before it ("follows the death of soldiers")."""
    for preposition, groups in phrases.items():
        if preposition != "of" and preposition not in without:
            roles.setdefault(preposition, groups)


_ADJUNCTS = frozenset({"during", "on", "upon", "after", "before", "amid"})


def _has_doer(roles: Roles) -> bool:
    """Say whether the noun itself names who does it ("ahead of the tour of <name>")."""
    groups = chain.from_iterable((*roles.get("of", ()), *roles.get("by", ())))
    return any(span.type in ("person", "title") for group in groups for span in group.heads)


def _clause_subject(clauses: Clauses, k: int) -> list[Groups]:
    """Return who does what "during a tour" accompanies: the subject of the clause's verb, before or after it."""
    meanwhile = clauses.word(clauses.back(k)) in ("during", "on")  # "after the killings the army said" names no killer
    for step in (range(k + 1, clauses.count), range(k - 1, -1, -1)):
        for j in step:
            verb = clauses.verb(j)
            if verb is not None and verb.finite and (not verb.bare_participle or _tells(clauses, j, verb)):
                return clauses.subjects(j) if meanwhile or not verb.bare_participle else []
            if clauses.kind(j) in (Kind.BARRIER, Kind.SUBORDINATOR, Kind.RELATIVE):
                break
    return []


def _tells(clauses: Clauses, j: int, verb: VerbGroup) -> bool:
    """Say whether a past form that could describe a noun has a subject of its own ("during a tour, <name> said")."""
    before = clauses.back(j)
    opens = clauses.kind(clauses.back(before)) in (Kind.COMMA, Kind.BARRIER, Kind.RELATIVE)
    return bool(verb.form & Form.PAST) and clauses.noun(before) is not None and (opens or bool(clauses.right(j).objects))


def owner_groups(group: NounGroup, before: int | None = None) -> list[Groups]:
    """Return the noun group itself as its owner's place when an actor or person stands inside it before the head."""
    limit = group.head if before is None else before
    inside = [span for span in group.inner if span.type in ("actor", "person", "institution") and span.end <= limit]
    titles = [(NounGroup(group.start, s.end, s.end - 1, heads=(s,)),) for s in group.inner if s.type == "title" and s.end <= limit][-1:]
    if not inside and not group.owners:
        if titles or group.determiner not in POSSESSIVES:  # "our president's tour"
            return list(titles)
        return [(NounGroup(group.start, group.start + 1, group.start, pronoun=group.determiner),)]
    start, end = group.start, max(span.end for span in (*inside, *group.owners))
    person = next((s for s in inside if s.type == "person" and group.possessive and s.end + 1 < end), None)
    if person is not None:  # "<name>'s <place> tour"
        rest = tuple(s for s in group.inner if s.start > person.end)
        whose = NounGroup(start, person.end, person.end - 1, heads=(person,))
        return [(whose,), (NounGroup(person.end + 1, end, end - 1, heads=tuple(s for s in rest if s.end == end), inner=rest),), *titles]
    heads = tuple(span for span in group.inner if span.end == end)
    owner = NounGroup(start, end, end - 1, None, group.owners, heads or group.owners, group.inner, group.determiner)
    return [(owner,), *titles]


def object_verb(clauses: Clauses, k: int) -> int | None:
    """Return the verb group whose object is the noun group at *k*."""
    j = clauses.back(k)
    while clauses.kind(j) in (Kind.CONJUNCTION, Kind.NOUN_GROUP, Kind.COMMA) and clauses.noun(clauses.back(j)) is not None:
        j = clauses.back(j)
    if clauses.kind(j) is Kind.PREPOSITION:
        j = clauses.back(j)
    return j if clauses.verb(j) is not None else None


def subject_verb(clauses: Clauses, k: int) -> int | None:
    """Return the verb group whose subject is the noun group at *k*."""
    stop = clauses.right(k, of_noun=True).stop
    for j in range(stop, min(stop + 3, clauses.count)):
        if clauses.verb(j) is not None:
            return j
        if clauses.kind(j) not in (Kind.COMMA, Kind.ADVERB, Kind.DATE, Kind.QUOTE):
            return None
    return None
