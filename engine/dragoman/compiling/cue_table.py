"""Cues compiled: which words set which status, and which words report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.inflection import Form, verb_forms
from dragoman.language import CueEntry
from dragoman.records import Status


@dataclass(frozen=True, slots=True)
class PhraseCue:
    """Words that set a status for triggers on one side of them."""

    words: tuple[str, ...]
    sets: Status
    direction: str
    within: str
    pseudo: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Governor:
    """What a verb makes of what it governs; *content* is set where that holds for a that-clause too."""

    sets: Status
    content: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase cue found in a sentence, by tokens of the Doc."""

    start: int
    end: int
    cue: PhraseCue


@dataclass(frozen=True, slots=True)
class CueTable:
    """Every cue of every pack, keyed for look-up by lower-case form."""

    modals: Mapping[str, Status]
    governors: Mapping[str, Governor]
    phrases: Mapping[str, tuple[PhraseCue, ...]]
    reports: Mapping[str, Form]
    attributions: frozenset[str]

    def hits(self, lowers: Sequence[str], start: int) -> list[Hit]:
        """Return the phrase cues in the words of a sentence that begins with token *start*, the longest at each place."""
        found = (self._hit(lowers, i, start) for i, lower in enumerate(lowers) if lower in self.phrases)
        return [hit for hit in found if hit is not None]

    def _hit(self, lowers: Sequence[str], i: int, start: int) -> Hit | None:
        for cue in self.phrases[lowers[i]]:
            if tuple(lowers[i : i + len(cue.words)]) == cue.words and not _is_pseudo(lowers, i, cue):
                return Hit(start + i, start + i + len(cue.words), cue)
        return None


def _is_pseudo(lowers: Sequence[str], i: int, cue: PhraseCue) -> bool:
    """Say whether a longer phrase around the cue at *i* only looks like it."""
    return any(
        tuple(lowers[j : j + len(words)]) == words for words in cue.pseudo for j in range(max(0, i - len(words)), i + 1)
    )  # fmt: skip


def _forms_of(entries: Sequence[CueEntry], relation: str) -> Iterator[tuple[str, CueEntry]]:
    for entry in entries:
        if entry.relation == relation:
            for word in entry.words:
                for form in verb_forms(word):
                    yield form, entry


@cache
def _governor(sets: Status, content: bool) -> Governor:
    """Return the one record of a kind of governor, of which there are few."""
    return Governor(sets, content)


def compile_cues(entries: Sequence[CueEntry]) -> CueTable:
    """Return cue entries as look-up tables; verbs among them are inflected."""
    phrases: dict[str, list[PhraseCue]] = {}
    for entry in entries:
        if entry.relation == "phrase" and entry.sets is not None:
            pseudo = tuple(tuple(text.lower().split()) for text in entry.pseudo)
            for text in entry.words:
                words = tuple(text.lower().split())
                phrases.setdefault(words[0], []).append(PhraseCue(words, entry.sets, entry.direction, entry.within, pseudo))
    return CueTable(
        modals={word: e.sets for e in entries if e.relation == "modal" and e.sets for word in e.words},
        governors={form: _governor(e.sets, e.within != "group") for form, e in _forms_of(entries, "governor") if e.sets},
        phrases={first: tuple(sorted(cues, key=lambda cue: (-len(cue.words), cue.words))) for first, cues in phrases.items()},
        reports={form: forms for e in entries if e.relation == "report" for word in e.words for form, forms in verb_forms(word).items()},
        attributions=frozenset(word.lower() for e in entries if e.relation == "attribution" for word in e.words),
    )
