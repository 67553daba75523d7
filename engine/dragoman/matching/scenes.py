"""Scenes: the clause that tells how an event came about ("killed when gunmen stormed a hotel in <place>").

A scene follows its event behind "when", "after" or "as", or stands in front of it with a comma; of a participle ("launched raids,
killing") it is the main clause. What an event type takes from it stands under `scene:` in the type's file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.annotators.clauses import Clauses, Groups
from dragoman.annotators.groups import Kind, VerbGroup
from dragoman.annotators.sentence import Sentence
from dragoman.compiling.scene_table import CompiledScene
from dragoman.matching.frames import Frame

_OPENERS = frozenset({"when", "after", "as"})
_REACH = 24


@dataclass(frozen=True, slots=True)
class SceneClause:
    """A scene found beside an event: its verb as a *frame*, and what can fill each slot, best first."""

    frame: Frame
    fillers: Mapping[str, Sequence[Groups]]


def scene_of(sentence: Sentence, frame: Frame, scene: CompiledScene) -> SceneClause | None:
    """Return the clause that tells how the event of a frame came about, if one of the scene's verbs leads it."""
    if not scene.verbs:
        return None
    clauses = sentence.clauses
    k = _behind(clauses, frame.chunk)
    k = _in_front(clauses, frame.chunk) if k is None else k
    k = _above(clauses, frame) if k is None else k
    verb = clauses.verb(k) if k is not None else None
    words = _words_of(sentence, verb, scene) if verb is not None and verb.negation is None else ()
    if k is None or verb is None or not words:
        return None
    agents = _by(clauses, k) if verb.passive else [*clauses.subjects(k), *_senders(clauses, k)]
    own = verb.main + len(words)  # "opened fire" has its object in itself
    right = clauses.right(k)
    particle = right.prepositional.get(words[-1], ()) if len(words) > 1 else ()  # "carried out raids"
    objects = [] if verb.passive else [groups for groups in (*right.objects, *particle) if groups[0].start >= own]
    fillers = dict.fromkeys(scene.subject, agents)
    for name in scene.object:
        fillers[name] = [*fillers.get(name, ()), *objects]
    return SceneClause(replace(frame, chunk=k, verb=verb), fillers)


def _by(clauses: Clauses, k: int) -> list[Groups]:
    return list(clauses.right(k).prepositional.get("by", ()))


def _senders(clauses: Clauses, k: int) -> list[Groups]:
    """Return who stands behind "by" in what is told of the subject ("a shell fired by <group> hit")."""
    j = clauses.back(k)
    while clauses.kind(j) in (Kind.NOUN_GROUP, Kind.PREPOSITION, Kind.DATE, Kind.ADVERB):
        j = clauses.back(j)
    return _by(clauses, j) if _describes(clauses, j) else []


def _above(clauses: Clauses, frame: Frame) -> int | None:
    """Return the verb of the clause that a participle behind a comma or a noun hangs on."""
    if frame.voice != "participle" or clauses.kind(clauses.back(frame.chunk)) not in (Kind.COMMA, Kind.NOUN_GROUP):
        return None
    for j in range(frame.chunk - 2, max(-1, frame.chunk - _REACH), -1):
        if clauses.kind(j) in (Kind.BARRIER, Kind.RELATIVE, Kind.SUBORDINATOR):
            return None
        if _is_finite(clauses, j) and not _describes(clauses, j):
            return j
    return None


def _behind(clauses: Clauses, k: int) -> int | None:
    """Return the verb of the clause that "when" opens behind chunk *k*, before any other clause begins."""
    for j in range(k + 1, min(k + _REACH, clauses.count)):
        if _opens(clauses, j):
            return _first_verb(clauses, j)
        if clauses.kind(j) in (Kind.BARRIER, Kind.RELATIVE, Kind.SUBORDINATOR) or _is_finite(clauses, j):
            return None
    return None


def _in_front(clauses: Clauses, k: int) -> int | None:
    """Return the verb of the clause that "after" opens in front of the clause of chunk *k*."""
    commas = [j for j in range(max(0, k - _REACH), k) if clauses.kind(j) is Kind.COMMA]
    opener = next((j for j in range(k - 1, -1, -1) if clauses.back(j) < 0 or clauses.kind(clauses.back(j)) is Kind.BARRIER), None)
    if opener is None or not _opens(clauses, opener):
        return None
    verb = _first_verb(clauses, opener)
    if verb is None or not any(verb < comma for comma in commas):
        return None
    last = max(comma for comma in commas)
    return None if any(_is_finite(clauses, j) for j in range(last, k)) else verb


def _opens(clauses: Clauses, j: int) -> bool:
    return clauses.word(j) in _OPENERS and clauses.kind(j) in (Kind.SUBORDINATOR, Kind.PREPOSITION)


def _first_verb(clauses: Clauses, opener: int) -> int | None:
    """Return the verb of the clause behind its opener: what a participle tells of the subject does not lead it."""
    for j in range(opener + 1, min(opener + _REACH, clauses.count)):
        if clauses.kind(j) in (Kind.BARRIER, Kind.SUBORDINATOR):
            return None
        if _is_finite(clauses, j) and not _describes(clauses, j):
            return j
    return None


def _describes(clauses: Clauses, j: int) -> bool:
    """Say whether a past form with its agent behind it tells of the noun before ("a shell fired by <group> hit")."""
    verb = clauses.verb(j)
    return verb is not None and verb.bare_participle and clauses.word(clauses.forth(j)) == "by"


def _is_finite(clauses: Clauses, j: int) -> bool:
    verb = clauses.verb(j)
    return verb is not None and verb.finite


def _words_of(sentence: Sentence, verb: VerbGroup, scene: CompiledScene) -> tuple[str, ...]:
    """Return the words by which a verb group is one of the scene's verbs, the most there are, or none."""
    at, lowers = verb.main - sentence.start, sentence.words.lowers
    standing = (words for words in scene.verbs.get(lowers[at], ()) if lowers[at : at + len(words)] == words)
    return max(standing, key=len, default=())
