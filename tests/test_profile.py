"""Profiles: the time of a run by stage and by rule, after a clock that ticks once each time it is asked."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.readers import Reading
from dragoman.runs.batch import Limits, Outcome, extract_all
from dragoman.stopwatch import Clock, Stage, Stopwatch, Times
from dragoman_cli.app import app
from dragoman_cli.profile import Profile

BORDERS = Path(__file__).parent / "packs" / "borders"
KILLING = "Rebels killed 12 soldiers near Ostra on Monday, the army said."
QUIET = "The orchestra opened its season with a new piece."


@pytest.fixture
def ticking() -> Clock:
    """Return a clock by which each look at it takes a second."""
    return count(0.0).__next__


def outcomes(extractor: Extractor, *texts: str, clock: Clock | None = None, jobs: int = 1) -> list[Outcome]:
    readings = [Reading(Article(text=text, id=str(n))) for n, text in enumerate(texts)]
    return list(extract_all(extractor, readings, Limits(), jobs, clock))


def times(extractor: Extractor, text: str, clock: Clock) -> Times:
    [outcome] = outcomes(extractor, text, clock=clock)
    assert outcome.times is not None
    return outcome.times


# -- the library ---------------------------------------------------------------------------------------------------------


def test_lap_goes_to_its_stage_and_what_a_start_cuts_off_goes_nowhere(ticking: Clock) -> None:
    watch = Stopwatch(ticking)
    watch.lap(Stage.READ)
    watch.start()
    watch.lap(Stage.READ)
    watch.lap(Stage.WRITE)

    assert dict(watch.times.stages) == {Stage.READ: 2.0, Stage.WRITE: 1.0}


def test_attempt_counts_to_its_rule_and_to_matching(ticking: Clock) -> None:
    watch = Stopwatch(ticking)
    watch.tried("a", matched=True)
    watch.tried("a", matched=False)

    assert (watch.times.rules["a"], watch.times.attempts["a"], watch.times.matches["a"]) == (2.0, 2, 1)
    assert watch.times.stages[Stage.MATCH] == 2.0


def test_article_with_a_trigger_takes_time_in_every_stage_of_extraction(small_extractor: Extractor, ticking: Clock) -> None:
    stages = times(small_extractor, KILLING, ticking).stages

    assert [stage for stage in Stage if stage is not Stage.READ and not stages[stage]] == []


def test_article_without_a_trigger_takes_no_time_in_matching(small_extractor: Extractor, ticking: Clock) -> None:
    taken = times(small_extractor, QUIET, ticking)

    assert (taken.stages[Stage.MATCH], dict(taken.rules)) == (0.0, {})


def test_rules_are_timed_by_their_full_names_and_take_no_more_than_matching(small_extractor: Extractor, ticking: Clock) -> None:
    taken = times(small_extractor, KILLING, ticking)

    assert taken.matches["borders:harm/killed"] == 1
    assert taken.attempts["borders:harm/killed"] == 1
    assert 0 < sum(taken.rules.values()) <= taken.stages[Stage.MATCH]


def test_without_a_clock_nothing_is_timed(small_extractor: Extractor) -> None:
    assert [outcome.times for outcome in outcomes(small_extractor, KILLING)] == [None]


def test_timed_records_are_those_of_an_untimed_run(small_extractor: Extractor, ticking: Clock) -> None:
    timed, plain = (outcomes(small_extractor, KILLING, QUIET, clock=clock) for clock in (ticking, None))

    assert [outcome.record for outcome in plain] == [outcome.record for outcome in timed]


def test_workers_hand_their_times_back(small_extractor: Extractor, ticking: Clock) -> None:
    alone, together = (outcomes(small_extractor, KILLING, QUIET, KILLING, clock=ticking, jobs=jobs) for jobs in (1, 2))

    assert [outcome.times and outcome.times.attempts for outcome in alone] == [
        outcome.times and outcome.times.attempts for outcome in together
    ]
    assert all(outcome.times and outcome.times.stages[Stage.TOKENISE] for outcome in together)


def test_profile_sums_articles_and_counts_mentions_by_rule(small_extractor: Extractor, ticking: Clock) -> None:
    profile = Profile(ticking)
    written = list(profile.writing(iter(outcomes(small_extractor, KILLING, KILLING, clock=ticking))))

    assert (len(written), profile.articles, profile.mentions["borders:harm/killed"]) == (2, 2, 2)
    assert profile.times.matches["borders:harm/killed"] == 2


def test_profile_of_replayed_articles_is_empty(small_extractor: Extractor, ticking: Clock) -> None:
    profile = Profile(ticking)
    list(profile.writing(iter(outcomes(small_extractor, KILLING))))

    assert (profile.articles, dict(profile.times.rules)) == (0, {})


# -- the command ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(KILLING, encoding="utf-8")
    return tmp_path


def dragoman(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", *arguments, "-r", str(BORDERS)])


def test_profile_shows_stages_and_rules_on_stderr_and_nothing_of_it_on_stdout(folder: Path) -> None:
    plain, profiled = dragoman("extract", "a.txt", "-f", "jsonl"), dragoman("extract", "a.txt", "-f", "jsonl", "--profile")
    lines = [line.split() for line in profiled.stderr.splitlines()]

    assert plain.stdout == profiled.stdout
    assert [line[0] for line in lines[:9]] == ["stage", *Stage, "all"]
    assert ["borders:harm/killed", "1", "1", "1"] in [[line[0], *line[3:]] for line in lines if line]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_manifest_of_a_profiled_run_holds_the_profile(folder: Path, jobs: str) -> None:
    dragoman("extract", "a.txt", "-o", "out.jsonl", "--profile", "-j", jobs)
    profile = json.loads(Path("out.jsonl.run.json").read_text(encoding="utf-8"))["profile"]

    assert (profile["articles"], list(profile["stages"])) == (1, list(Stage))
    assert profile["rules"]["borders:harm/killed"] | {"seconds": 0} == {"seconds": 0, "attempts": 1, "matches": 1, "mentions": 1}


def test_manifest_of_another_run_has_none(folder: Path) -> None:
    dragoman("extract", "a.txt", "-o", "out.jsonl")

    assert "profile" not in json.loads(Path("out.jsonl.run.json").read_text(encoding="utf-8"))


def test_quiet_run_keeps_its_profile_in_the_manifest_alone(folder: Path) -> None:
    result = CliRunner().invoke(app, ["-q", "--no-plugins", "extract", "a.txt", "-o", "out.jsonl", "--profile", "-r", str(BORDERS)])

    assert result.stderr == ""
    assert "profile" in json.loads(Path("out.jsonl.run.json").read_text(encoding="utf-8"))


def test_run_on_a_cluster_cannot_be_profiled(folder: Path) -> None:
    result = dragoman("extract", "a.txt", "-o", "out", "--ray", "local", "--profile")

    assert result.exit_code == 2
    assert "--ray" in result.stderr


def test_stats_of_a_profiled_run_shows_the_share_of_time(folder: Path) -> None:
    dragoman("extract", "a.txt", "-o", "out.jsonl", "--profile")
    shown, told = dragoman("stats", "out.jsonl").stdout, json.loads(dragoman("stats", "out.jsonl", "--json").stdout)

    assert shown.splitlines()[0].split() == ["rule", "hits", "unique", "time"]
    assert "time: of all the time that rules took" in shown
    assert sum(rule["share"] for rule in told["rules"]) + told["silent_share"] == pytest.approx(1)


def test_stats_of_another_run_says_how_to_get_the_share_of_time(folder: Path) -> None:
    dragoman("extract", "a.txt", "-o", "out.jsonl")
    shown, told = dragoman("stats", "out.jsonl").stdout, json.loads(dragoman("stats", "out.jsonl", "--json").stdout)

    assert shown.splitlines()[0].split() == ["rule", "hits", "unique"]
    assert shown.splitlines()[-1] == "time: run `dragoman extract` with --profile to see what each rule takes"
    assert [rule["share"] for rule in told["rules"]] == [None]
