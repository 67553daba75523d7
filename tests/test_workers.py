"""Many articles in one or several processes: one bad article costs no other, and the order and the bytes are always the same."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.readers import Reading
from dragoman.records import Extraction
from dragoman.runs.batch import Extracts, Limits, extract_all
from dragoman.stopwatch import Stopwatch
from dragoman.writers.json_text import dump_line
from dragoman_cli.app import app

BORDERS = Path(__file__).parent / "packs" / "borders"


class Troubled:
    """An extractor with a plugin in it that goes wrong in every way, on articles that ask for it."""

    def __init__(self, extractor: Extractor, flag: Path) -> None:
        self._extractor = extractor
        self._flag = flag

    def extract(self, article: Article, *, watch: Stopwatch | None = None) -> Extraction:
        trouble = {
            "raise": self._raise,
            "leave": self._leave,
            "spin": self._spin,
            "hang": self._hang,
            "die": self._die,
            "die once": self._die_once,
        }
        trouble.get(article.title or "", lambda: None)()
        return self._extractor.extract(article, watch=watch)

    def _raise(self) -> None:
        raise ZeroDivisionError("by nought")

    def _leave(self) -> None:
        raise SystemExit(7)

    def _spin(self) -> None:
        while True:
            try:
                time.sleep(0.001)
            except Exception:  # noqa: BLE001 - as careless plugins do
                continue

    def _hang(self) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(60)

    def _die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def _die_once(self) -> None:
        if not self._flag.exists():
            self._flag.touch()
            self._die()


@pytest.fixture
def troubled(small_extractor: Extractor, tmp_path: Path) -> Troubled:
    return Troubled(small_extractor, tmp_path / "died")


def readings(number: int, **titles: str) -> list[Reading]:
    """Return *number* readings; *titles* say what happens at ``_7``, the eighth of them."""
    return [
        Reading(Article(text=f"Rebels killed {n + 2} soldiers near Ostra.", id=str(n), title=titles.get(f"_{n}"))) for n in range(number)
    ]


def codes(extractor: Extracts, given: Iterable[Reading], limits: Limits = Limits(), jobs: int = 1) -> dict[str, list[str]]:
    """Return the problems of all articles that have any; every article comes once and in order."""
    outcomes = list(extract_all(extractor, given, limits, jobs))
    assert [outcome.record["article"]["id"] for outcome in outcomes] == [str(n) for n in range(len(outcomes))]
    assert all(outcome.record["mentions"] for outcome in outcomes if not outcome.record["problems"])
    return {o.record["article"]["id"]: [problem["code"] for problem in o.record["problems"]] for o in outcomes if o.record["problems"]}


def test_workers_give_the_same_lines_as_one_process(small_extractor: Extractor) -> None:
    given = readings(300)

    alone, together = ([dump_line(o.record) for o in extract_all(small_extractor, given, jobs=jobs)] for jobs in (1, 3))

    assert alone == together


@pytest.mark.parametrize("jobs", [1, 2])
def test_exception_of_a_plugin_is_that_articles_problem(troubled: Troubled, jobs: int) -> None:
    assert codes(troubled, readings(100, _7="raise", _80="leave"), jobs=jobs) == {"7": ["failed"], "80": ["failed"]}


@pytest.mark.parametrize("jobs", [1, 2])
def test_article_that_takes_too_long_is_left(troubled: Troubled, jobs: int) -> None:
    assert codes(troubled, readings(100, _7="spin"), Limits(timeout=0.5), jobs) == {"7": ["timeout"]}


@pytest.mark.parametrize("jobs", [1, 2])
def test_absurdly_long_article_is_not_tried(small_extractor: Extractor, jobs: int) -> None:
    given = readings(3)
    given[1] = Reading(Article(text="x" * 10_000_000, id="1"))

    assert codes(small_extractor, given, jobs=jobs) == {"1": ["too-long"]}


def test_article_that_kills_its_worker_is_recorded_and_all_others_are_done(troubled: Troubled) -> None:
    assert codes(troubled, readings(200, _7="die", _150="die"), jobs=2) == {"7": ["worker-died"], "150": ["worker-died"]}


def test_articles_of_a_worker_that_died_are_tried_again(troubled: Troubled) -> None:
    assert codes(troubled, readings(200, _70="die once"), jobs=2) == {}


def test_worker_that_hears_no_signal_is_replaced_when_its_time_is_over(troubled: Troubled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.runs.workers._GRACE", 0.3)

    assert codes(troubled, readings(3, _1="hang"), Limits(timeout=0.2), jobs=2) == {"1": ["timeout"]}


def test_no_article_gives_no_record(small_extractor: Extractor) -> None:
    assert codes(small_extractor, [], jobs=2) == {}


def test_workers_end_with_a_parent_that_was_killed(small_extractor: Extractor, tmp_path: Path) -> None:
    names = tmp_path / "workers"
    child = os.fork()
    if child == 0:
        outcomes = extract_all(Naming(small_extractor, names), readings(10_000), jobs=2)
        for _ in range(200):
            next(outcomes)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    workers = {int(name) for name in names.read_text(encoding="utf-8").split()}
    deadline = time.monotonic() + 20
    while any(map(runs, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert len(workers) == 2
    assert [worker for worker in workers if runs(worker)] == []


class Naming:
    """An extractor that writes down in which processes it works."""

    def __init__(self, extractor: Extractor, names: Path) -> None:
        self._extractor = extractor
        self._names = names

    def extract(self, article: Article, *, watch: Stopwatch | None = None) -> Extraction:
        with self._names.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
        return self._extractor.extract(article, watch=watch)


def runs(process: int) -> bool:
    """Tell whether *process* works on; a zombie that nobody waits for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# -- on the command line -----------------------------------------------------------------------------------------------


@pytest.fixture
def mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with 40 good articles and three bad ones."""
    monkeypatch.chdir(tmp_path)
    rows = [json.dumps({"id": f"a{n}", "text": f"Rebels killed {n + 2} soldiers."}) for n in range(40)]
    rows[10:10] = [
        "{",
        json.dumps({"id": "long", "text": "The rebels said that they had killed 3 soldiers, and the army denied it. " * 20_000}),
        json.dumps({"id": "none"}),
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def extract(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", "extract", "-r", str(BORDERS), "rows.jsonl", *arguments])


def problems(path: Path) -> list[str]:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [problem["code"] for record in records for problem in record["problems"]]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_bad_articles_are_records_with_problems_and_exit_three(mixed: Path, jobs: str) -> None:
    result = extract("-o", "out.jsonl", "-j", jobs)

    assert result.exit_code == 3
    assert problems(Path("out.jsonl")) == ["bad-json", "too-long", "no-text"]
    assert len(Path("out.jsonl").read_text(encoding="utf-8").splitlines()) == 43


@pytest.mark.parametrize(("option", "done"), [(["--fail-fast"], 11), (["--max-failures", "2"], 12), (["--max-failures", "3"], 13)])
def test_run_stops_after_the_failures_that_are_allowed(mixed: Path, option: list[str], done: int) -> None:
    result = extract("-o", "out.jsonl", *option)

    assert result.exit_code == 3
    assert not Path("out.jsonl").exists()
    assert len(Path("out.jsonl.part").read_text(encoding="utf-8").splitlines()) == done
    assert f"{done} articles done and kept" in result.stderr


def test_more_failures_allowed_than_met_changes_nothing(mixed: Path) -> None:
    assert extract("-o", "out.jsonl", "--max-failures", "4").exit_code == 3
    assert Path("out.jsonl").exists()


def test_all_outputs_have_the_same_bytes_whatever_the_number_of_workers(mixed: Path) -> None:
    for jobs in ("1", "2"):
        extract("-j", jobs, *(part for suffix in ("jsonl", "json", "csv", "txt") for part in ("-o", f"out{jobs}.{suffix}")))

    assert [Path(f"out1.{suffix}").read_bytes() for suffix in ("jsonl", "json", "csv", "txt")] == [
        Path(f"out2.{suffix}").read_bytes() for suffix in ("jsonl", "json", "csv", "txt")
    ]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_run_says_how_to_go_on(mixed: Path, jobs: str) -> None:
    (mixed / "rows.jsonl").write_text('{"text": "Rebels killed 3 soldiers."}\n' * 200_000, encoding="utf-8")
    child = os.fork()
    if child == 0:
        interrupted(jobs)
    part = Path("out.jsonl.part")
    while not part.exists() or not part.stat().st_size:
        time.sleep(0.01)
    os.kill(child, signal.SIGINT)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    told = Path("told").read_text(encoding="utf-8")

    assert code == 130
    assert told.startswith("interrupted; ")
    assert told.endswith("done and kept: run the same command with --resume to go on\n")


def interrupted(jobs: str) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = 9
    try:
        result = extract("-o", "out.jsonl", "-j", jobs)
        Path("told").write_text(result.stderr, encoding="utf-8")
        code = result.exit_code
    finally:
        os._exit(code)
