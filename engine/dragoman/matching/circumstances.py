"""Circumstances: the time, place and other slots that need no phrase; they stand in the trigger's clause or sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.annotators.clauses import Clauses
from dragoman.annotators.groups import Kind
from dragoman.annotators.sentence import Sentence
from dragoman.english import Tag
from dragoman.language import Slot
from dragoman.matching.frames import Frame, joins_clauses
from dragoman.matching.readings import Found, read
from dragoman.spans import TypedSpan

_PLACE_PREPOSITIONS = frozenset(
    ["in", "at", "near", "on", "outside", "inside", "around", "across", "over", "off", "throughout", "into", "to", "from"]
)
# "spoke to <place> and ... killed": a direction is its own verb's; "exploded in <place> and killed" tells where.
_DIRECTIONS = frozenset({"to", "from", "into", "over", "across"})
_REACH = 40
# "before the 2015 accord" dates something else.
_NO_TIME = frozenset({"unresolved", "before", "after"})


def circumstance(sentence: Sentence, frame: Frame, slot: Slot, slots: Mapping[str, tuple[Found, ...]]) -> tuple[Found, ...]:
    """Return what fills a slot from the clause around a frame, nearest first, leaving alone what other slots hold."""
    taken = {token for fillers in slots.values() for found in fillers for token in range(found.start, found.end)}
    excluded = {f"class:{name}" for name in slot.excluded_classes}
    for kind in slot.types:
        candidates = _spans(sentence, frame, kind, slots) if kind in ("date", "money") else _groups(sentence, frame, kind)
        free = [f for f in candidates if not taken.intersection(range(f.start, f.end)) and not f.flags & excluded]
        if free:
            return tuple(free) if slot.many else (free[0],)
    return ()


def _spans(sentence: Sentence, frame: Frame, kind: str, slots: Mapping[str, tuple[Found, ...]]) -> Iterator[Found]:
    """Yield the dates or sums of money that hang on the frame, nearest first."""
    trigger = sentence.clauses.chunks[frame.chunk].start
    spans = sentence.dates if kind == "date" else sentence.money
    held = [found.group for fillers in slots.values() for found in fillers if found.group is not None]
    inside = {token for group in held for token in range(group.start, group.end)}  # "the August 17 bombing"
    near = [s for s in spans if not s.flags & _NO_TIME and (s.start in inside or _dates_clause(sentence, frame, s))]
    for span in sorted(near, key=lambda span: abs(span.start - trigger)):
        yield Found(span.start, span.end, kind, span.value, span.flags)


def _dates_clause(sentence: Sentence, frame: Frame, span: TypedSpan) -> bool:
    """Say whether a date in the clause is the event's: "Friday's attack" is, "the 2015 law" is not."""
    possessive = span.end < sentence.end and sentence.words.tags[span.end - sentence.start] is Tag.CASE
    return ("attributive" not in span.flags or possessive) and _belongs(sentence, frame, span.start)


def _belongs(sentence: Sentence, frame: Frame, token: int) -> bool:
    """Say whether a date hangs on the frame's verb or noun and not on another verb ("..., the army said on Thursday")."""
    clauses = sentence.clauses
    k = clauses.at(token)
    if k is None:
        return False
    if k > frame.chunk:
        if frame.verb is not None and _dates_participle(clauses, frame, k):
            return False
        return not any(_own_verb(sentence, frame, j) for j in range(frame.chunk + 1, k))
    between = [j for j in range(k + 1, frame.chunk) if _own_verb(sentence, frame, j) and not _schedules(clauses, frame, j)]
    barriers = [j for j in range(k + 1, frame.chunk) if clauses.kind(j) in (Kind.BARRIER, Kind.SUBORDINATOR, Kind.RELATIVE)]
    return not between and not barriers


def _schedules(clauses: Clauses, frame: Frame, j: int) -> bool:
    """Say whether the verb at *j* only sets when the frame's infinitive is to happen ("on May 3 he is expected to leave")."""
    verb = clauses.verb(j)
    present = verb is not None and verb.passive and verb.auxiliaries[:1] in (("is",), ("are",))
    return present and frame.verb is not None and frame.verb.infinitive and clauses.forth(j) == frame.chunk


def _dates_participle(clauses: Clauses, frame: Frame, k: int) -> bool:
    """Say whether a date stands right behind a participle that describes the object ("broke the truce signed in May")."""
    verb = clauses.verb(k - 1)
    return k - 1 > frame.chunk and verb is not None and verb.bare_participle and clauses.noun(clauses.back(k - 1)) is not None


def _own_verb(sentence: Sentence, frame: Frame, j: int) -> bool:
    clauses = sentence.clauses
    verb, before = clauses.verb(j), clauses.back(j)
    if clauses.kind(before) is Kind.CONJUNCTION and clauses.back(before) == frame.chunk:
        return False  # "ambushed and killed six in <place>"
    if verb is None or j == frame.chunk or (verb.infinitive and j > frame.chunk):
        return False
    return verb.finite and not (verb.bare_participle and _describes(sentence, j) and not _ends_report(sentence, j))


def _describes(sentence: Sentence, j: int) -> bool:
    """Say whether a past form describes the noun before it ("an attack on forces stationed in the north") and has no subject there."""
    clauses = sentence.clauses
    noun = clauses.back(j)
    held = clauses.kind(clauses.back(noun)) in (Kind.PREPOSITION, Kind.VERB_GROUP) or clauses.word(clauses.forth(j)) == "by"
    return clauses.noun(noun) is not None and held


def _groups(sentence: Sentence, frame: Frame, kind: str) -> Iterator[Found]:
    """Yield the noun groups of the clause that read as *kind*; a place needs its preposition."""
    clauses = sentence.clauses
    for k in _around(sentence, frame):
        group = clauses.noun(k)
        if group is None:
            continue
        preposition = sentence.preposition_before(group)
        if kind == "place" and (preposition not in _PLACE_PREPOSITIONS or (preposition in _DIRECTIONS and _is_before(sentence, frame, k))):
            continue
        whence = preposition == "from" and k < frame.chunk and frame.voice == "active" and _of_people(clauses, k)
        found = read(sentence, group, kind) if not whence else None
        origin = preposition == "from" and found is not None and getattr(found.value, "code", None) and _of_people(clauses, k)
        if found is not None and not origin:  # "peacekeepers from <country> were killed" tells who they are
            yield found


def _of_people(clauses: Clauses, k: int) -> bool:
    """Say whether "from <place>" tells whence people are ("troops from <place>")."""
    group = clauses.noun(clauses.back(clauses.back(k)))
    return group is not None and any(span.type in ("people", "force") for span in group.heads)


def _around(sentence: Sentence, frame: Frame) -> Iterator[int]:
    """Yield the chunks of the clause: to the right until another clause begins, then to the left."""
    clauses = sentence.clauses
    for j in range(frame.chunk, min(frame.chunk + _REACH, clauses.count)):
        if j > frame.chunk and (clauses.kind(j) in (Kind.BARRIER, Kind.SUBORDINATOR, Kind.RELATIVE) or _own_verb(sentence, frame, j)):
            break
        if frame.verb is not None and clauses.kind(j) is Kind.COMMA and _opens_report(sentence, frame, j):
            break
        if clauses.word(j) == "according to":
            break
        yield j
    for j in range(frame.chunk - 1, max(-1, frame.chunk - _REACH), -1):
        if clauses.kind(j) in (Kind.BARRIER, Kind.SUBORDINATOR) or _own_verb(sentence, frame, j):
            break
        yield j


def _is_before(sentence: Sentence, frame: Frame, k: int) -> bool:
    """Say whether chunk *k* stands in the clause that a conjunction joins to the frame's."""
    clauses = sentence.clauses
    conjunctions = (j for j in range(k + 1, frame.chunk) if clauses.kind(j) is Kind.CONJUNCTION)
    return any(clauses.noun(clauses.forth(j)) is not None and joins_clauses(clauses, j) for j in conjunctions)


def _opens_report(sentence: Sentence, frame: Frame, comma: int) -> bool:
    """Say whether a clause with a subject of its own begins behind a comma ("..., the ministry in the capital said")."""
    clauses = sentence.clauses
    if clauses.noun(clauses.forth(comma)) is None:
        return False
    for j in range(comma + 1, clauses.count):
        if clauses.kind(j) in (Kind.COMMA, Kind.BARRIER, Kind.CONJUNCTION):
            return False
        if _own_verb(sentence, frame, j) or _ends_report(sentence, j):
            return True
    return False


def _ends_report(sentence: Sentence, j: int) -> bool:
    """Say whether a past form with nothing behind it is a report's verb ("..., the ministry in the capital said.")."""
    clauses = sentence.clauses
    verb = clauses.verb(j)
    return verb is not None and verb.finite and not verb.passive and clauses.kind(clauses.forth(j)) is Kind.BARRIER
