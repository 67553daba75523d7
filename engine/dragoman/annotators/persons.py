"""Persons by name: titles, capitalised runs, appositions, and the bare surnames that later stand for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc

from dragoman.annotators.name_runs import Run, Scene, find_runs, read_scene, without_overlaps
from dragoman.annotators.person_titles import Title, find_titles
from dragoman.annotators.person_words import (
    ALSO_NAMES,
    ALSO_SURNAMES,
    BESIDE_TITLES,
    CLOSED,
    HYPHENS,
    INITIAL,
    LONGEST_NAME,
    MONTHS,
    NOT_PERSONS,
    PLACE_CUES,
    QUOTES,
    ROLES,
    SUFFIXES,
)
from dragoman.annotators.surnames import Naming, resolve, surname_forms
from dragoman.english import ARTICLES
from dragoman.records import Entity
from dragoman.spans import TypedSpan

_PERSONAL = frozenset({"he", "she", "who"})
_ONLY_MONTHS = frozenset(MONTHS - ALSO_NAMES)
_BEFORE_NO_PERSON = frozenset(NOT_PERSONS - ROLES - BESIDE_TITLES)


def find_persons(doc: Doc, names: Sequence[TypedSpan]) -> list[TypedSpan]:
    """Return every person of *doc* by the name alone, later surnames resolved to the full name.

    Flags: ``leader``, ``titled``, ``untitled``, ``surname``, ``country:<code or name>``, ``title:<token where the title begins>``.
    """
    scene = read_scene(doc, names)
    runs = list(find_runs(scene))
    titles = find_titles(scene, runs)
    runs = sorted({run.start: run for run in [*runs, *(run for run, _ in titles.values())]}.values(), key=lambda run: run.start)
    found = _introduced(scene, without_overlaps(runs), {start: title for start, (_, title) in titles.items()})
    return [_span(mention) for mention in resolve(scene, found)]


def _introduced(scene: Scene, runs: list[Run], titles: Mapping[int, Title]) -> list[Naming]:
    """Return all runs as persons or as candidates (``bare``), with those that full names and titles make sure."""
    chained = _chained(scene, runs, titles)
    sure = {run.start for run in runs if _is_sure(scene, run, chained.get(run.start))}
    known = {scene.words(run.start, run.end) for run in runs if run.start in sure and run.units > 1}
    evidence = _Evidence.read(scene, runs)
    found = []
    for run in runs:
        words, title = scene.words(run.start, run.end), chained.get(run.start)
        name = words in known or run.start in sure or evidence.supports(scene, run)
        untitled = name and words not in known and run.start not in sure
        flags = frozenset({"untitled"}) if untitled else frozenset()
        found.append(Naming(run, words, title if name else None, flags, bare=not name or run.units == 1))
    return found


def _chained(scene: Scene, runs: list[Run], titles: Mapping[int, Title]) -> dict[int, Title]:
    """Return *titles* with a plural one handed on: "Foreign Ministers Ann Lee and Bo Ek"."""
    chained = dict(titles)
    last: tuple[int, Title] | None = None
    for run in runs:
        if last and run.start not in chained and _is_and(scene, last[0], run.start):
            chained[run.start] = replace(last[1], start=None, country="")
        title = chained.get(run.start)
        last = (run.end, title) if title and title.plural else None
    return chained


def _is_and(scene: Scene, start: int, end: int) -> bool:
    return 0 < end - start < 3 and all(scene.low[index] in {",", "and", "&"} for index in range(start, end))


def _is_sure(scene: Scene, run: Run, title: Title | None) -> bool:
    after = scene.at(run.end)
    last = scene.low[run.end - 1]
    if run.seed:
        return not (after in NOT_PERSONS and scene.text[run.end][0].isupper())
    if title is None or run.units > LONGEST_NAME or (last in NOT_PERSONS and last not in ALSO_SURNAMES):
        return False
    if scene.heading[run.start] and (run.units == 1 or last.endswith("s") or run.units > 3):
        # A headline writes its verb as it writes a name: "President Lee Visits".
        return False
    return run.units > 1 or title.start is not None


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the whole article says for or against an untitled run."""

    singles: frozenset[str]
    places: frozenset[str]
    verbs: frozenset[str]

    @staticmethod
    def read(scene: Scene, runs: list[Run]) -> _Evidence:
        """Collect the surnames used alone, the runs used as places, and the words that follow persons."""
        alone = [run for run in runs if run.units == 1 and not scene.starts[run.start] and not scene.heading[run.start]]
        singles = {scene.words(run.start, run.end) for run in alone if scene.at(run.start - 1) not in PLACE_CUES}
        places = {scene.words(run.start, run.end) for run in runs if scene.at(run.start - 1) in {"in", "at", "near", "into", "outside"}}
        follow = {after for low, after in pairwise(scene.low) if low in _PERSONAL}
        verbs = frozenset(word for word in follow if word.isalpha() and word not in CLOSED)
        return _Evidence(frozenset(singles), frozenset(places), verbs)

    def supports(self, scene: Scene, run: Run) -> bool:
        """Tell whether an untitled run is a person's name."""
        parts = scene.low[run.start : run.end]
        if not 2 <= run.units <= 4 or scene.heading[run.start] or not NOT_PERSONS.isdisjoint(parts) or not _ONLY_MONTHS.isdisjoint(parts):
            return False
        before = scene.at(run.start - 1)
        placed = not self.places.isdisjoint({scene.words(run.start, run.end), _last_name(scene, run)})
        if before in ARTICLES or parts[0] in {"al", "el", "operation"} or placed or parts[-1] in ROLES or before in _BEFORE_NO_PERSON:
            return False
        if scene.at(run.end) in HYPHENS or any(scene.text[index].isupper() and len(parts) < 3 for index in range(run.start, run.end)):
            return False
        return self._strong(scene, run) or (before not in PLACE_CUES and self._acts(scene, run))

    def _strong(self, scene: Scene, run: Run) -> bool:
        """Tell whether an age, a relative clause, an initial or the later surname speaks for a person."""
        after, then = scene.at(run.end), scene.at(run.end + 1)
        aged = after in {",", "("} and then.isdigit() and 1 < len(then) < 4 and scene.at(run.end + 2) in {",", ")", "."}
        shaped = any(INITIAL.fullmatch(word) for word in scene.text[run.start + 1 : run.end]) or scene.low[run.end - 1] in SUFFIXES
        accord = scene.low[max(0, run.start - 2) : run.start] == ["according", "to"]
        return (
            aged
            or shaped
            or accord
            or then in {"who", "whose"}
            or (after == "who" and not scene.at(run.end - 1).endswith("s"))
            or _last_name(scene, run) in self.singles
        )

    def _acts(self, scene: Scene, run: Run) -> bool:
        """Tell whether the run speaks or does something: "Ann Lee said", "…," said Ann Lee."""
        after, before = scene.at(run.end), scene.at(run.start - 1)
        told = after in self.verbs or (after.endswith("ed") and len(after) > 4 and after.isalpha())
        quoted = before.isalpha() and before.islower() and scene.at(run.start - 2) in QUOTES
        spoke = before in QUOTES and not scene.starts[run.start]
        return told or quoted or spoke or before in self.verbs


def _last_name(scene: Scene, run: Run) -> str:
    return surname_forms(scene.words(run.start, run.end))[0][-1]


def _span(mention: Naming) -> TypedSpan:
    run, title = mention.run, mention.title
    flags = set(mention.flags) | ({"titled"} if title else set())
    if title and title.start is not None:
        flags.add(f"title:{title.start}")
    entry = mention.name if "surname" in flags else run.seed.entry if run.seed else ""
    return TypedSpan(run.start, run.end, "person", Entity(mention.name), frozenset(flags), entry)
