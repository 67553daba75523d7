"""Filling: a match becomes a mention with character offsets and typed values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from spacy.tokens import Doc

from dragoman.annotators.sentence import Sentence
from dragoman.annotators.tokens import tokens_of
from dragoman.matching.matches import Match
from dragoman.matching.readings import Found
from dragoman.mentions.assessing import Assessment
from dragoman.records import Count, Cue, Entity, Filler, Mention, Source, Term, TextSpan

_KEPT_FLAGS = frozenset({"additional", "shared", "part", "summed", "fraction", "relative"})


def text_span(doc: Doc, start: int, end: int) -> TextSpan:
    """Return tokens ``start:end`` as characters of the article."""
    tokens = tokens_of(doc)
    return TextSpan(tokens.offsets[start], tokens.offsets[end - 1] + len(tokens.texts[end - 1]), tokens.between(start, end))


def fill(sentence: Sentence, match: Match, assessment: Assessment, sources: Sequence[Source]) -> Mention:
    """Return the mention that a match states."""
    doc = sentence.doc
    slots = _slots(doc, match)
    return Mention(
        kind=match.rule.event.name,
        rule=match.rule.rule.name,
        pack=match.rule.rule.pack,
        status=assessment.status,
        trigger=text_span(doc, match.occurrence.start, match.occurrence.end),
        evidence=_evidence(sentence, match),
        slots=slots,
        cues=tuple(Cue(text_span(doc, sign.start, sign.end), sign.sets) for sign in assessment.signs),
        sources=tuple(sources),
    )


def _slots(doc: Doc, match: Match) -> Mapping[str, tuple[Filler, ...]]:
    """Return the slots in the event type's order; a bare count in a slot of things only lends its figure and is no filler."""
    slots: dict[str, tuple[Filler, ...]] = {}
    trigger = text_span(doc, match.occurrence.start, match.occurrence.end)
    for name, slot in match.rule.slots.items():
        if name in match.rule.rule.constants:
            slots[name] = (Filler(trigger, Term(match.rule.rule.constants[name])),)
            continue
        found = [f for f in match.slots.get(name, ()) if _fills(f, slot.types)]
        if found:
            remarks = frozenset({"running"}) if slot.running else frozenset()
            slots[name] = tuple(dict.fromkeys(to_filler(doc, f, remarks) for f in found))
    return MappingProxyType(slots)


def _fills(found: Found, types: Sequence[str]) -> bool:
    """Say whether a reading is a filler: a bare count fills no slot of things, and the "no" of "no deaths" is no figure."""
    if not isinstance(found.value, Count):
        return True
    return _wants_count(types) and "zero" not in found.flags


def _wants_count(types: Sequence[str]) -> bool:
    return all(kind == "quantity" for kind in types)


def to_filler(doc: Doc, found: Found, remarks: frozenset[str] = frozenset()) -> Filler:
    """Return a found value with its characters, and with the *remarks* that its slot adds."""
    return Filler(text_span(doc, found.start, found.end), found.value, found.inferred, found.flags & _KEPT_FLAGS | remarks)


def _evidence(sentence: Sentence, match: Match) -> TextSpan:
    own = [f for fillers in match.slots.values() for f in fillers if sentence.start <= f.start and f.end <= sentence.end]
    start = min([match.occurrence.start, *(f.start for f in own)])
    end = max([match.occurrence.end, *(f.end for f in own)])
    return text_span(sentence.doc, start, end)


def to_source(doc: Doc, found: Found, cue: str) -> Source:
    """Return a speaker as a source."""
    value = found.value if isinstance(found.value, Entity) else Entity(text_span(doc, found.start, found.end).text)
    return Source(text_span(doc, found.start, found.end), value, cue, found.inferred)
