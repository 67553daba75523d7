"""Nearness: what came nearest to filling a slot that stayed empty, and what kept it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.annotators.groups import Kind, NounGroup
from dragoman.annotators.sentence import Sentence
from dragoman.language import Slot
from dragoman.matching.frames import Frame
from dragoman.matching.matches import Attempt, Filled
from dragoman.matching.readings import read, read_all
from dragoman.matching.slot_filling import alternatives_of, fits, is_weak, unfilled

# What to call a chunk that a role does not reach over, the strongest border first.
_BORDERS = {
    Kind.BARRIER: "the end of the clause",
    Kind.SUBORDINATOR: "a subordinate clause",
    Kind.RELATIVE: "a relative clause",
    Kind.VERB_GROUP: "another verb",
    Kind.OPEN: "a bracket",
    Kind.CLOSE: "a bracket",
    Kind.COMMA: "a comma",
}
# How the reason begins why words fill no slot that no lexicon has.
UNLISTED, UNLISTED_NAME = "no lexicon knows it as", "no lexicon knows this name as"


@dataclass(frozen=True, slots=True)
class Near:
    """Tokens ``start:end`` that might have filled a slot, and the reason why they did not; *role* is where they stand, if elsewhere."""

    slot: str
    start: int
    end: int
    reason: str
    role: str = ""


def empty_slots(attempt: Attempt) -> tuple[tuple[str, ...], ...]:
    """Return each required item for want of which an attempt failed: the slots of which one would do."""
    if not attempt.failure or attempt.failure != unfilled(attempt.rule, attempt.slots):
        return ()
    return tuple(names for names in attempt.rule.rule.required if not any(name in attempt.slots for name in names))


def nearest(sentence: Sentence, attempt: Attempt, name: str) -> tuple[Near, ...]:
    """Return what came nearest to a slot: the noun group where the phrase looks for it, then one that would fit elsewhere."""
    frame, slot = attempt.frame, attempt.rule.slots[name]
    if frame is None or attempt.phrase is None:
        return ()
    roles = tuple(role for binding in attempt.phrase.bindings if binding.slot == name for role in binding.roles)
    tried = [group for groups in alternatives_of(frame, roles, slot) for group in groups]
    unfit = [_near(name, group, _why_unfit(sentence, group, slot, attempt.slots)) for group in tried[:1]]
    free = _fitting(sentence, attempt, slot, tried)
    fitting = [replace(_near(name, g, _why_there(sentence, frame, g, roles)), role=_role_of(frame, g)) for g in free]
    return (*unfit, *fitting[:1])


def _near(name: str, group: NounGroup, reason: str) -> Near:
    return Near(name, group.start, group.end, reason)


def _fitting(sentence: Sentence, attempt: Attempt, slot: Slot, tried: list[NounGroup]) -> list[NounGroup]:
    """Return the free noun groups of the sentence that could fill a slot, nearest to the trigger first."""
    taken = {t for fillers in attempt.slots.values() for found in fillers for t in range(found.start, found.end)}
    taken |= {t for group in tried for t in range(group.start, group.end)}
    groups = [chunk.noun for chunk in sentence.clauses.chunks if chunk.noun is not None and not taken & {*range(chunk.start, chunk.end)}]
    able = [group for group in groups if any(True for kind in slot.types for _ in _readings(sentence, group, kind, slot, attempt.slots))]
    return sorted(able, key=lambda group: abs(group.head - attempt.occurrence.start))


def _readings(sentence: Sentence, group: NounGroup, kind: str, slot: Slot, slots: Filled) -> Iterator[str]:
    for found in read_all(sentence, group, kind):
        if fits(found, slot, slots) and (slot.weak or not is_weak(found)):
            yield kind


def _why_unfit(sentence: Sentence, group: NounGroup, slot: Slot, slots: Filled) -> str:
    """Return why a noun group in the right place does not fill a slot."""
    for kind in slot.types:
        for found in read_all(sentence, group, kind):
            rival = slots.get(slot.not_same_as or "", ())
            if any(other.value == found.value for other in rival):
                return f"it is the {slot.not_same_as} already"
            if not fits(found, slot, slots):
                return f"it is {kind} of a class that the slot does not take ({', '.join(_classes(found.flags)) or 'none'})"
            if not slot.weak and is_weak(found):
                return "it is too general to stand alone"
    wanted = " or ".join(slot.types)
    if group.pronoun:
        return f"it is a pronoun that stands for no {wanted}"
    kinds = kinds_of(sentence, group)
    if kinds == ("name",):
        return f"{UNLISTED_NAME} {wanted}"
    return f"it is {', '.join(kinds)}, and the slot takes {wanted}" if kinds else f"{UNLISTED} {wanted}"


def _classes(flags: frozenset[str]) -> list[str]:
    return sorted(flag.removeprefix("class:") for flag in flags if flag.startswith("class:"))


def kinds_of(sentence: Sentence, group: NounGroup) -> tuple[str, ...]:
    """Return the types that a noun group can be read as."""
    kinds = sorted({span.type for span in group.heads})
    if group.quantity is not None:
        kinds.append(group.quantity.type)
    if not kinds and read(sentence, group, "name") is not None:
        kinds.append("name")
    return tuple(kinds)


def _why_there(sentence: Sentence, frame: Frame, group: NounGroup, roles: tuple[str, ...]) -> str:
    """Return why a noun group that would fit does not stand where the phrase looks."""
    wanted = f"the phrase looks for it as {' or '.join(roles)}" if roles else "the phrase has no place for it"
    role = _role_of(frame, group)
    if role:
        return f"it stands as {role}, and {wanted}"
    border = border_between(sentence, frame.chunk, sentence.clauses.at(group.head))
    return f"it stands beyond {border}" if border else f"it stands in no role of the trigger, and {wanted}"


def _role_of(frame: Frame, group: NounGroup) -> str:
    """Return the role in which a group stands around the trigger, or an empty text."""
    return next((role for role, alternatives in frame.roles.items() if any(group in groups for groups in alternatives)), "")


def border_between(sentence: Sentence, here: int, there: int | None) -> str:
    """Return the strongest border between two chunks, with its words, or an empty text."""
    if there is None:
        return ""
    low, high = sorted((here, there))
    between = sentence.clauses.chunks[low + 1 : high]
    for kind, name in _BORDERS.items():
        chunk = next((chunk for chunk in between if chunk.kind is kind), None)
        if chunk is not None:
            return f"{name} ('{sentence.doc[chunk.start : chunk.end].text.strip()}')"
    return ""
