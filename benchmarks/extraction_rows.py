"""Rows on extraction itself: against tokenising alone, sentences a second, and what many more rules and names cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dragoman.language import Pack
from dragoman.packs.reading import read_packs
from dragoman.plugins import load_plugins, pack_folders
from measuring import Row, Talk, ratio
from packmaker import Packmaker

_STRATA = ("general", "conflict")
# What each subject answered, round by round, by stratum.
Answers = Mapping[str, list[dict[str, Any]]]


def extraction_rows(seed: int, rounds: int, articles: int) -> Iterator[Row]:
    """Yield the rows; the subjects take turns with each round, so that whatever else the machine does befalls them all alike."""
    with ExitStack() as opened:
        folder = Path(opened.enter_context(TemporaryDirectory()))
        common: dict[str, object] = {"seed": seed, "articles": articles, "rules": 0, "folders": [], "cache": str(folder / "cache")}
        names = [str(Packmaker(_built_in(), seed).write_lexicons(100_000, folder / "names"))]
        jobs: dict[str, dict[str, object]] = {
            "plain": {},
            "rules_1000": {"rules": 1_000},
            "rules_10000": {"rules": 10_000},
            "lexicons_100000": {"folders": names},
        }
        for job in (jobs["plain"], jobs["lexicons_100000"]):
            Talk("subject.py", common | job).end()  # fills the cache that the next ones read, as the second command of a user does
        subjects = {name: opened.enter_context(Talk("subject.py", common | job)) for name, job in jobs.items()}
        answers: dict[str, dict[str, list[dict[str, Any]]]] = {name: {stratum: [] for stratum in _STRATA} for name in subjects}
        for stratum, number in ((stratum, number) for number in range(rounds) for stratum in _STRATA):
            for name, subject in subjects.items():
                answers[name][stratum].append(subject.ask({"stratum": stratum, "round": number, "density": name == "plain"}))
    plain = answers["plain"]
    yield from _against_tokens(plain)
    yield from _grown(answers, plain)
    memory = {name: subject.first["memory"] for name, subject in subjects.items()}
    yield Row("memory_lexicons", "lexicons of 100,000 entries: memory at rest", memory["lexicons_100000"], "MB", 250)
    yield Row("memory", "memory at rest with built-in packs", memory["plain"], "MB", 250)


def _built_in() -> tuple[Pack, ...]:
    return read_packs(pack_folders(load_plugins(only=["core"])))


def _against_tokens(plain: Answers) -> Iterator[Row]:
    for stratum, limit in (("general", 2.0), ("conflict", 12.0)):
        value = ratio([answer["extract"] for answer in plain[stratum]], [answer["tokenise"] for answer in plain[stratum]])
        yield Row(stratum, f"{stratum} news: whole extraction / tokenising alone", value, limit=limit, note=_told(plain[stratum]))
    speed = max(answer["density"]["sentences"] / answer["extract"] for answer in plain["conflict"])
    yield Row("sentences_per_second", "sentences a second, conflict news", speed, "/s", 5000, least=True)


def _grown(answers: Mapping[str, Answers], plain: Answers) -> Iterator[Row]:
    for name, figure, limit in (
        ("rules_1000", "1,000 extra rules: whole extraction grows by", 25.0),
        ("rules_10000", "10,000 extra rules: whole extraction grows by", 100.0),
        ("lexicons_100000", "lexicons of 100,000 entries: whole extraction grows by", 15.0),
    ):
        above, below = ([answer["extract"] for stratum in _STRATA for answer in one[stratum]] for one in (answers[name], plain))
        yield Row(name, figure, 100 * (ratio(above, below) - 1), "%", limit)


def _told(answers: list[dict[str, Any]]) -> str:
    """Return what the articles of all rounds hold, a sentence."""
    sentences = sum(answer["density"]["sentences"] for answer in answers)
    names = [name for name in answers[0]["density"] if name != "sentences"]
    means = {name: sum(answer["density"][name] for answer in answers) / len(answers) for name in names}
    return f"{sentences:,} sentences of {', '.join(f'{mean:.3g} {name}' for name, mean in means.items())}"
