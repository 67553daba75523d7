"""Surnames: how the bare name that comes later finds the person it stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.annotators.name_runs import Run, Scene
from dragoman.annotators.person_titles import Title
from dragoman.annotators.person_words import ALSO_SURNAMES, HYPHENATED, NOT_PERSONS, PARTICLES, REACH, ROMAN, SUFFIXES
from dragoman.records import Entity
from dragoman.spans import TypedSpan


@dataclass(frozen=True, slots=True)
class Naming:
    """A run taken as a person, with the full name and all that its mention says."""

    run: Run
    name: str
    title: Title | None = None
    flags: frozenset[str] = frozenset()
    bare: bool = False


def surname_forms(name: str) -> tuple[list[str], str]:
    """Return the forms of the last name, with and without its particles, and the first name."""
    parts = name.replace(",", " ").split()
    while len(parts) > 1 and (parts[-1].lower() in SUFFIXES or ROMAN.fullmatch(parts[-1])):
        parts.pop()
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in PARTICLES:
        start -= 1
    last = " ".join(parts[start:])
    plain = parts[-1]
    lead, _, rest = plain.partition("-")
    plain = rest if lead.lower() in HYPHENATED and rest else plain
    return [last, plain], parts[0]


class _Index:
    """The persons met so far, by surname and by first name, the nearest titled one first."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, str], str] = {}

    def add(self, found: Naming, name: str) -> None:
        """Let later surnames mean *name*."""
        lasts, first = surname_forms(name)
        grade = "titled" if found.title or found.run.seed else "any"
        for kind, forms in (("last", lasts), ("first", [first])):
            for form in forms:
                self._by_key[f"{kind} {grade}", form.casefold()] = name
                if found.title:
                    self._by_key[f"{kind} {found.title.text}", form.casefold()] = name

    def get(self, surname: str, title: str) -> str | None:
        """Return the full name that *surname* stands for, the holder of the same *title* before others."""
        key = surname.casefold()
        for kind in (title, "titled", "any"):
            for part in ("last", "first"):
                name = self._by_key.get((f"{part} {kind}", key)) if kind else None
                if name:
                    return name
        return None


def resolve(scene: Scene, found: list[Naming]) -> list[Naming]:
    """Return the persons, each surname with its full name and what the article says of that person anywhere."""
    ahead, behind, small = _Index(), _Index(), frozenset(word for word in scene.text if word.islower())
    for mention in reversed(found):
        if not mention.bare:
            ahead.add(mention, mention.name)
    mentions = []
    for mention in found:
        named = mention if not mention.bare else _bare(scene, mention, (behind, ahead), small)
        if named:
            mentions.append(named)
            behind.add(named, named.name)
    about = _about(mentions)
    return [m if about[m.name] <= m.flags else replace(m, flags=m.flags | about[m.name]) for m in mentions]


def _bare(scene: Scene, mention: Naming, indexes: tuple[_Index, _Index], small: frozenset[str]) -> Naming | None:
    """Return the person whom a surname, or the head of a headline's run, stands for."""
    run, title = mention.run, mention.title
    if title is None and not _may_stand_alone(scene, run, small):
        return None
    shortest = run.start + 1 if scene.heading[run.start] else run.end
    for end in range(run.end, max(shortest, run.end - REACH) - 1, -1):
        words = scene.words(run.start, end)
        known = next((name for index in indexes if (name := index.get(words, title.text if title else ""))), None)
        span = None if known else _in_lexicon(scene, run.start, end, title)
        name = known or (span.value.name if span and isinstance(span.value, Entity) else None)
        if name:
            flags = frozenset({"surname"}) if name != words else frozenset()
            return replace(mention, run=replace(run, end=end, seed=span), name=name, flags=flags)
    capable = title and mention.run.start not in scene.found.blocked and not scene.heading[run.start]
    return mention if capable and run.units == 1 and mention.name.lower() not in NOT_PERSONS - ALSO_SURNAMES else None


def _may_stand_alone(scene: Scene, run: Run, small: frozenset[str]) -> bool:
    if scene.at(run.start - 1) in {"in", "at", "near", "the"} or run.start in scene.found.blocked:
        return False
    return not scene.starts[run.start] or scene.low[run.start] not in small or run.units > 1


def _in_lexicon(scene: Scene, start: int, end: int, title: Title | None) -> TypedSpan | None:
    """Return the lexicon's only holder of a surname, or the one of the title's country."""
    spans = scene.found.persons.get((start, end), ())
    country = f"country:{title.country}" if title else ""
    fitting = [span for span in spans if country in span.flags] or spans
    return fitting[0] if len({span.value for span in fitting}) == 1 else None


def _about(mentions: list[Naming]) -> dict[str, frozenset[str]]:
    """Return by full name what holds of a person throughout: the office, and the first country told."""
    about: dict[str, set[str]] = {}
    for mention in mentions:
        flags, seed, title = about.setdefault(mention.name, set()), mention.run.seed, mention.title
        told = [f"country:{title.country}"] if title and title.country else sorted(seed.flags) if seed else []
        countries = [flag for flag in told if flag.startswith("country:")]
        if countries and not any(flag.startswith("country:") for flag in flags):
            flags.add(countries[0])
        if seed or (title and title.leader):
            flags.add("leader")
    return {name: frozenset(flags) for name, flags in about.items()}
