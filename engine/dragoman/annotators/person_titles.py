"""The titles of persons, before a name and in apposition, and the countries they serve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.annotators.name_runs import Run, Scene, run_from
from dragoman.annotators.person_words import (
    BESIDE_TITLES,
    CLAUSE_OPENERS,
    CLOSED,
    HONORIFICS,
    HYPHENS,
    OFFICE_WORDS,
    POSSESSIVES,
    REACH,
    ROLES,
)
from dragoman.english import ARTICLES, PREPOSITIONS
from dragoman.records import Entity
from dragoman.spans import TypedSpan


@dataclass(frozen=True, slots=True)
class Title:
    """What a title before or after a name says of its holder; *start* is set only where it stands right before."""

    start: int | None = None
    text: str = ""
    leader: bool = False
    country: str = ""
    plural: bool = False


def find_titles(scene: Scene, runs: list[Run]) -> dict[int, tuple[Run, Title]]:
    """Return the run and its title by where the run starts: titles before a name first, then those in apposition after it."""
    by_start = {run.start: run for run in runs if not _is_office(scene, run)}
    titles: dict[int, tuple[Run, Title]] = {}
    taken: set[int] = set()
    for start in sorted(scene.found.titles_from):
        span = scene.found.titles_from[start]
        holder, direct = _holder(scene, by_start, span)
        if holder:
            title = _read_title(scene, span, holder, direct)
            earlier = titles.get(holder.start)
            titles[holder.start] = (holder, _joined(title, earlier[1]) if earlier else title)
            taken.add(span.start)
    for run in runs:
        after = _apposition(scene, run.end, taken) if run.units > 1 else None
        if after:
            before = titles.get(run.start, (run, after))
            titles[run.start] = (before[0], _joined(before[1], after))
    return titles


def _is_office(scene: Scene, run: Run) -> bool:
    """Tell whether a run is an office rather than a name: "High Commissioner", "Petty" before "Officer"."""
    return not run.seed and (scene.low[run.end - 1] in ROLES or (run.units == 1 and run.end in scene.found.titles_from))


def _joined(before: Title, after: Title) -> Title:
    """Return a title with what another title of the same person adds."""
    return replace(before, leader=before.leader or after.leader, country=before.country or after.country)


def _holder(scene: Scene, runs: Mapping[int, Run], span: TypedSpan) -> tuple[Run | None, bool]:
    """Return the name that follows a title, and whether it follows directly."""
    here = span.end + 1 if scene.at(span.end) == "." and span.end - span.start == 1 and len(scene.text[span.start]) < 5 else span.end
    for _ in range(3):
        following = scene.found.titles_from.get(here)
        here = following.end if following else here
    if here in runs:
        return runs[here], True
    if here in scene.found.blocked and scene.text[here][0].isupper():
        return _forced(scene, span, here), True
    if scene.at(here) == ",":
        return _set_off(scene, runs, span, here), False
    return _after_phrase(scene, runs, span, here), False


def _forced(scene: Scene, span: TypedSpan, here: int) -> Run | None:
    """Return a name that opens with a country's or a place's: "Minister <country> Katz", "Mr <country>"."""
    first = scene.found.firsts.get(here)
    if first is None or "demonym" in first.flags:
        return None
    run = run_from(scene, here, forced=True)
    honoured = scene.at(span.end - 1) in HONORIFICS and first.type != "force"
    return run if run and (run.units > 1 or honoured) else None


def _set_off(scene: Scene, runs: Mapping[int, Run], span: TypedSpan, comma: int) -> Run | None:
    """Return the name in apposition to a title; "In talks with the president, Ann Lee said" is none."""
    second = scene.found.titles_from.get(comma + 1)
    run = runs.get(second.end if second else comma + 1)
    if run is None or run.units < 2:
        return None
    opener = next((i for i in range(span.start, max(-1, span.start - 25), -1) if scene.starts[i]), None)
    closed = scene.at(run.end) in {",", ".", ")", "", ";"}
    return run if closed or opener is None or scene.at(opener) not in CLAUSE_OPENERS else None


def _after_phrase(scene: Scene, runs: Mapping[int, Run], span: TypedSpan, here: int) -> Run | None:
    """Return the name after "of the Russian Federation" or "for Foreign Affairs", or after a longer phrase and a comma."""
    if scene.at(here) not in {"of", "for", "to", "in", "at", "on"}:
        return None
    known = True
    for index in range(here + 1, min(here + REACH + 2, len(scene.text))):
        if scene.text[index] == ",":
            return _set_off(scene, runs, span, index)
        honorific = scene.found.titles_from.get(index)
        if known and honorific and honorific.end in runs and scene.at(honorific.end - 1) in HONORIFICS:
            return runs[honorific.end]
        if known and index in runs and index > here + 1 and scene.at(index - 1) not in {"the", "and"}:
            # "head of Wagner Yevgeny Prigozhin", but "head of Ansar Tawhid, Abu Salim": an unknown name ends at the comma.
            return runs[index]
        half = index in runs and runs[index].units == 1 and scene.at(index + 1) == "and"  # "of Science and Education"
        covered = half or index in scene.found.blocked or scene.low[index] in OFFICE_WORDS or scene.low[index] in POSSESSIVES
        known = known and covered
        if not (covered or scene.text[index].isalpha() or scene.text[index] in HYPHENS) or scene.starts[index]:
            return None
    return None


def _read_title(scene: Scene, span: TypedSpan, holder: Run, direct: bool) -> Title:
    start = _title_start(scene, span.start)
    country = _country_before(scene, start) or (_country_after(scene, holder.end if direct else span.end))
    # "Minister for Trade and Industry <name>": the office reaches up to the name.
    joined = direct or "," not in scene.text[span.end : holder.start]
    text = scene.low[span.end - 1]
    plural = text.endswith("s") and not getattr(span.value, "name", "").endswith("s")
    return Title(start if joined else None, text, "leader" in span.flags, country, plural)


def _title_start(scene: Scene, start: int) -> int:
    """Return where the modifiers, offices and other titles before a title begin."""
    for _ in range(REACH):
        before = _step_left(scene, start)
        if before == start:
            break
        start = before
    return start


def _step_left(scene: Scene, index: int) -> int:
    span = scene.found.titles_to.get(index) or scene.found.loose_to.get(index)
    if span:
        return span.start
    if index and scene.low[index - 1] in BESIDE_TITLES and not scene.starts[index]:
        return index - 1
    if index > 1 and scene.text[index - 1] in HYPHENS and scene.low[index - 2] in BESIDE_TITLES:
        return index - 2
    return index


def _country_before(scene: Scene, index: int) -> str:
    """Return whose title it is from the words before it: "<country>'s newly appointed", "the US"."""
    possessed = False
    for _ in range(REACH):
        actor = scene.found.actors_to.get(index)
        if actor:
            inside = scene.at(actor.start - 1) == "in" and not possessed and "demonym" not in actor.flags
            return "" if inside else _label(actor)
        before = _step_left(scene, index)
        if before == index and index > 2 and scene.text[index - 2] in HYPHENS and index - 3 not in scene.found.blocked:
            before = index - 3
        elif before == index and scene.at(index - 1) in POSSESSIVES:
            possessed, before = True, index - 1
        if before == index or scene.starts[index]:
            return ""
        index = before
    return ""


def _country_after(scene: Scene, index: int) -> str:
    if scene.at(index) not in {"of", "for", "in", "at"}:
        return ""
    for here in range(index + 1, min(index + REACH, len(scene.text))):
        actor = scene.found.actors_from.get(here)
        if actor:
            # An envoy for a country is not that country's; a spokesman for a group, or for a country's ministry, is.
            own = scene.low[index] == "of" or "demonym" in actor.flags or scene.at(actor.end) in POSSESSIVES
            return _label(actor) if own or not (isinstance(actor.value, Entity) and actor.value.code) else ""
        if not scene.text[here].isalpha() or scene.low[here] in PREPOSITIONS:
            return ""
    return ""


def _label(actor: TypedSpan) -> str:
    return (actor.value.code or actor.value.name) if isinstance(actor.value, Entity) else ""


def _apposition(scene: Scene, end: int, taken: set[int]) -> Title | None:
    """Return the title set off after a name: ", 42, a commander of the separatist Front"."""
    if scene.at(end) != ",":
        return None
    here = end + 3 if scene.at(end + 1).isdigit() and scene.at(end + 2) == "," else end + 1
    for index in range(here, min(here + REACH, len(scene.text))):
        span = scene.found.titles_from.get(index)
        if span:
            country = _country_before(scene, _title_start(scene, index)) or _country_after(scene, span.end)
            return None if index in taken else Title(None, scene.low[span.end - 1], "leader" in span.flags, country)
        low = scene.low[index]
        fits = (
            low in ARTICLES
            or low in BESIDE_TITLES
            or low in POSSESSIVES
            or low in {"his", "her", "its", "their"}
            or index in scene.found.blocked
        )
        inner = index > here and (low in HYPHENS or (scene.text[index].islower() and low.isalpha() and low not in CLOSED))
        if not (fits or inner):
            return None
    return None
