"""Capitalised runs: rows of tokens that may be names, seen with what the gazetteer and the layout say of each token."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc

from dragoman.annotators.headings import is_heading
from dragoman.annotators.person_words import (
    ALSO_NAMES,
    ALSO_SURNAMES,
    BESIDE_TITLES,
    CAPITALISED,
    CLOSED,
    DAYS,
    ENDS,
    HYPHENATED,
    HYPHENS,
    INITIAL,
    LONGEST_NAME,
    MONTHS,
    NEVER_LAST,
    NOT_PERSONS,
    PARTICLES,
    QUOTES,
    ROLES,
    ROMAN,
    SUFFIXES,
)
from dragoman.annotators.tokens import Tokens, tokens_of
from dragoman.records import Entity
from dragoman.spans import TypedSpan


@dataclass(frozen=True, slots=True)
class Run:
    """A maximal row of name-like tokens; *seed* is the lexicon's full name behind it."""

    start: int
    end: int
    units: int
    seed: TypedSpan | None = None


@dataclass(frozen=True, slots=True)
class GazetteerView:
    """The outermost gazetteer spans by their ends, which tokens they cover, and the lexicon's full names by their start (*seeds*)."""

    blocked: frozenset[int]
    titles_from: Mapping[int, TypedSpan]
    titles_to: Mapping[int, TypedSpan]
    actors_from: Mapping[int, TypedSpan]
    actors_to: Mapping[int, TypedSpan]
    loose_to: Mapping[int, TypedSpan]
    firsts: Mapping[int, TypedSpan]
    persons: Mapping[tuple[int, int], tuple[TypedSpan, ...]]
    seeds: Mapping[int, Run]


@dataclass(frozen=True, slots=True)
class Scene:
    """The tokens of a Doc with what the gazetteer and the layout say of each."""

    tokens: Tokens
    text: list[str]
    low: list[str]
    starts: list[bool]
    heading: list[bool]
    units: list[bool]
    found: GazetteerView

    def at(self, index: int) -> str:
        """Return the lower-case text of a token, empty outside the Doc."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def words(self, start: int, end: int) -> str:
        """Return the text of a stretch as the article writes it."""
        return self.tokens.between(start, end)


def read_scene(doc: Doc, names: Sequence[TypedSpan]) -> Scene:
    """Return the tokens of *doc* with what *names* and the layout say of each."""
    tokens = tokens_of(doc)
    text, low = tokens.texts, tokens.lowers
    found = _gazetteer_view(names)
    starts = _sentence_starts(doc, tokens)
    bare = Scene(tokens, text, low, starts, _headings(text), [], found)
    return replace(bare, units=_units(bare))


def _gazetteer_view(names: Sequence[TypedSpan]) -> GazetteerView:
    outer = list(_outermost([span for span in names if span.type != "person"]))
    titles = [span for span in outer if span.type == "title"]
    actors = [span for span in outer if span.type == "actor"]
    loose = [span for span in outer if span.type in {"institution", "people", "force"}]
    persons: dict[tuple[int, int], tuple[TypedSpan, ...]] = {}
    for span in names:
        if span.type == "person":
            persons[span.start, span.end] = (*persons.get((span.start, span.end), ()), span)
    held = {i for spans in persons.values() for span in spans if "surname" not in span.flags for i in range(span.start, span.end)}
    blocked = frozenset(index for span in outer for index in range(span.start, span.end)) - held
    return GazetteerView(
        blocked,
        {span.start: span for span in reversed(titles)},
        {span.end: span for span in reversed(titles)},
        {span.start: span for span in reversed(actors)},
        {span.end: span for span in reversed(actors)},
        {span.end: span for span in reversed(loose)},
        {span.start: span for span in reversed(outer) if span.end == span.start + 1 and span.type in {"actor", "place", "force"}},
        persons,
        _seeds(names),
    )


def _seeds(names: Sequence[TypedSpan]) -> dict[int, Run]:
    """Return the longest full name of the lexicon by where it starts."""
    seeds: dict[int, Run] = {}
    for span in names:
        length = span.end - span.start
        if span.type == "person" and "surname" not in span.flags and 0 < length <= LONGEST_NAME + 3:
            known = seeds.get(span.start)
            if known is None or span.end > known.end:
                seeds[span.start] = Run(span.start, span.end, max(2, length), span)
    return seeds


def _outermost(names: list[TypedSpan]) -> Iterator[TypedSpan]:
    start, end = -1, -1
    for span in sorted(names, key=lambda span: (span.start, -span.end)):
        if span.end > end or (span.start, span.end) == (start, end):
            start, end = span.start, span.end
            yield span


def _sentence_starts(doc: Doc, tokens: Tokens) -> list[bool]:
    marked, text = doc.has_annotation("SENT_START"), tokens.texts
    starts = [bool(token.is_sent_start) for token in doc] if marked else [False] * len(text)
    starts[:1] = [True] * len(text[:1])
    for index in [at for at, before in enumerate(text[:-1], 1) if not before.isalnum()]:
        before = text[index - 1]
        opening = before in QUOTES and (index < 2 or not tokens.spaced[index - 1])
        line = (before.isspace() and starts[index - 1]) or "\n" in before
        starts[index] |= line or opening or before in ENDS
    return starts


def _headings(text: list[str]) -> list[bool]:
    """Return for each token whether its line is written in capitals or title case, as headlines are."""
    heading: list[bool] = []
    ends = [index for index, word in enumerate(text, 1) if "\n" in word]
    for start, end in pairwise([0, *ends, len(text)]):
        heading += [is_heading(text[start:end])] * (end - start)
    return heading


def _units(scene: Scene) -> list[bool]:
    plain = [word[0].isupper() and _is_name(scene, index) for index, word in enumerate(scene.text)]
    units = list(plain)
    for index in [place for place, named in enumerate(plain) if named]:
        word = scene.text[index]
        if word.isupper() and len(word) > 1 and "." not in word:
            beside = any(plain[near] and not scene.text[near].isupper() for near in (index - 1, index + 1) if 0 <= near < len(plain))
            # Agencies write the family name in capitals ("KIM Jong-un"); an acronym stands alone.
            # Two are initials behind a title ("General MM Rao").
            short = bool(ROMAN.fullmatch(word)) or (index in scene.found.titles_to and index + 1 < len(plain) and plain[index + 1])
            units[index] = beside and (len(word) > 2 or short)
    return units


def _is_name(scene: Scene, index: int) -> bool:
    word, low = scene.text[index], scene.low[index]
    if index in scene.found.blocked or not (CAPITALISED.fullmatch(word) or INITIAL.fullmatch(word)):
        return False
    if low in ALSO_NAMES:
        before = index > 0 and (scene.text[index - 1][0].isupper() or index in scene.found.titles_to) and not scene.starts[index]
        named = before and scene.at(index - 1) not in CLOSED and scene.at(index - 1)[:3] not in DAYS
        return named and not scene.at(index + 1)[:1].isdigit() and scene.at(index - 1) not in MONTHS
    return low not in CLOSED and low not in MONTHS and word not in {"I", "A"}


def find_runs(scene: Scene) -> Iterator[Run]:
    """Yield every row of name-like tokens in order, a lexicon's full name as one."""
    end, seeds = 0, scene.found.seeds
    openers = [i for i, (unit, low) in enumerate(zip(scene.units, scene.low, strict=True)) if unit or low in HYPHENATED]
    for index in sorted({*openers, *seeds}) if seeds else openers:
        run = (seeds.get(index) or run_from(scene, index)) if index >= end else None
        if run:
            yield run if run.seed else _trimmed(scene, run)
            end = run.end


def run_from(scene: Scene, start: int, forced: bool = False) -> Run | None:
    """Return the row of name parts from *start* on; *forced* takes the first token for one whatever it is."""
    index, units = _after_particles(scene, start), 0
    while index < len(scene.text) and (
        scene.units[index] or (forced and index == start) or (units and _eponym(scene, index, start, units))
    ):
        if index > start and (scene.starts[index] or (units and index in scene.found.seeds)):
            break
        index, units = _after_hyphens(scene, index, units), units + 1
        after = _after_particles(scene, index)
        index = after if after < len(scene.text) and (scene.units[after] or after > index) else index
    if scene.at(index) == "," and scene.at(index + 1) in SUFFIXES and units:
        index += 2
    elif scene.at(index) in SUFFIXES and units:
        index += 1
    return Run(start, index, units) if units else None


def _trimmed(scene: Scene, run: Run) -> Run:
    """Return a run without the office or organisation before the name: "Special Agent Ann Lee"."""
    if run.units < 3:
        return run
    for index in range(run.end - 3, max(run.start - 1, run.end - 12), -1):
        if scene.low[index] in BESIDE_TITLES | ROLES | (NOT_PERSONS - ALSO_SURNAMES):
            rest = run_from(scene, index + 1)
            return rest if rest and rest.units > 1 else run
    return run


def _eponym(scene: Scene, index: int, start: int, units: int) -> bool:
    """Tell whether a name known as another's goes on a person's: "al-Houthi", or "Lloyd Austin" after a title."""
    if index > start + 1 and scene.text[index - 1] in HYPHENS:
        return scene.text[index][0].isupper()
    span = scene.found.firsts.get(index)
    if span is None or units > 1 or index != start + 1 or start not in scene.found.titles_to or "demonym" in span.flags:
        return False
    return isinstance(span.value, Entity) and span.value.code is None and span.type == "place"


def _after_particles(scene: Scene, index: int) -> int:
    """Return the token after a row of particles that leads to a capital, else *index* itself."""
    if scene.at(index) not in HYPHENATED:
        return index
    here = index
    for _ in range(3):
        hyphen = scene.at(here + 1) in HYPHENS and not _gap(scene, here)
        if scene.at(here) in HYPHENATED and hyphen and not _gap(scene, here + 1):
            here += 2
        elif scene.at(here) in PARTICLES and scene.text[here][0].islower():
            here += 1
        else:
            break
    if here == index or here >= len(scene.text) or index in scene.found.actors_from or index in scene.found.firsts:
        return index
    joined = scene.text[here - 1] in HYPHENS and scene.text[here][0].isupper()
    return here if scene.units[here] or joined else index


def _gap(scene: Scene, index: int) -> bool:
    return index < len(scene.text) and scene.tokens.spaced[index]


def _after_hyphens(scene: Scene, index: int, units: int) -> int:
    """Return the token after a unit and what hyphens join to it: "Sherwood-Randall", "Ki-moon"."""
    end = index + 1
    while scene.at(end) in HYPHENS and end + 1 < len(scene.text) and not _gap(scene, end - 1) and not _gap(scene, end):
        part, low = scene.text[end + 1], scene.low[end + 1]
        small = part.islower() and part.isalpha() and len(part) < 8 and units and low not in NEVER_LAST and not low.endswith("ed")
        if not small and not (scene.units[end + 1] and (end + 1, end + 2) not in scene.found.persons):
            break
        end += 2
    return end


def without_overlaps(runs: list[Run]) -> list[Run]:
    """Return *runs*, which stand in order, without those that begin inside an earlier one."""
    kept: list[Run] = []
    for run in runs:
        if not kept or run.start >= kept[-1].end:
            kept.append(run)
    return kept
