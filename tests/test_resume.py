"""A run that is cut short, by whatever, goes on where it stopped and gives the bytes that it would have given at once."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from dragoman.errors import DragomanError, ResumeError
from dragoman.extractor import Extractor
from dragoman.readers import Reading, read_inputs
from dragoman.runs.batch import Limits
from dragoman.writers.tables import TABLES
from dragoman_cli.app import app
from dragoman_cli.extract_run import Plan, run
from dragoman_cli.tally import Tally

BORDERS = Path(__file__).parent / "packs" / "borders"
KILLS = 60
DATABASE_KILLS = 10
ARTICLES = 150
OUTPUTS = ("out.jsonl", "out.csv", "out.json")


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [
        {"id": f"a{n}", "text": f"Rebels killed {n + 2} soldiers near Ostra.{' Nothing else was said.' * (n % 7)}"} for n in range(ARTICLES)
    ]
    rows[50] = {"id": "blank", "text": " "}
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def plan_for(outputs: tuple[str, ...], *, resume: bool = False, jobs: int = 1, most_failures: int | None = None) -> Plan:
    return Plan(
        outputs=[Path(name) for name in outputs],
        shown=None,
        slots=("victim", "killed", "perpetrator", "cause", "place", "time"),
        level="mention",
        description={"pack": {"borders": "1"}},
        resume=resume,
        limits=Limits(timeout=30),
        jobs=jobs,
        most_failures=most_failures,
        quiet=True,
        progress=False,
    )


def run_over(articles: Path, extractor: Extractor, plan: Plan) -> Tally:
    return run(plan, extractor, read_inputs([articles.name]))


def contents(outputs: tuple[str, ...]) -> list[bytes]:
    return [Path(name).read_bytes() for name in outputs]


@pytest.fixture
def whole(articles: Path, small_extractor: Extractor) -> list[bytes]:
    """Return what the outputs hold after a run that nothing disturbed."""
    run_over(articles, small_extractor, plan_for(OUTPUTS))
    found = contents(OUTPUTS)
    for name in OUTPUTS:
        Path(name).unlink()
    return found


def in_child(work: Callable[[], object]) -> int:
    """Start *work* in a fork of this process, which has compiled the rules already, and return the fork's id."""
    child = os.fork()
    if child:
        return child
    code = 9
    try:
        work()
        code = 0
    except DragomanError:
        code = 2
    except typer.Exit as end:
        code = end.exit_code
    finally:
        os._exit(code)


def ends(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_runs(
    articles: Path, extractor: Extractor, seconds: float, jobs: int, chance: random.Random, outputs: tuple[str, ...] = OUTPUTS
) -> Iterator[int]:
    """Run till the outputs are whole, kill each process at a random moment, and say how each of them ended."""
    end = -signal.SIGKILL
    while end == -signal.SIGKILL:
        child = in_child(lambda: run_over(articles, extractor, plan_for(outputs, resume=True, jobs=jobs)))
        time.sleep(chance.uniform(0, seconds))
        os.kill(child, signal.SIGKILL)
        end = ends(child)
        # Longer lives by and by: one that ends before its first line does not bring the run on, least of all on a busy machine.
        seconds *= 1.2
        yield end


@pytest.mark.parametrize("jobs", [1, 2])
def test_runs_killed_at_any_moment_end_in_the_bytes_of_one_that_was_not(
    articles: Path, small_extractor: Extractor, whole: list[bytes], jobs: int
) -> None:
    chance = random.Random(jobs)
    begun = time.monotonic()
    ends(in_child(lambda: run_over(articles, small_extractor, plan_for(OUTPUTS, jobs=jobs))))
    seconds = time.monotonic() - begun
    all_ends = Counter[int]()
    different = 0
    while all_ends[-signal.SIGKILL] < KILLS // 2:
        for name in OUTPUTS:
            Path(name).unlink(missing_ok=True)
        # Short lives at times, so that one output takes many of them.
        all_ends.update(killed_runs(articles, small_extractor, seconds * chance.choice([0.4, 1.2]), jobs, chance))
        different += contents(OUTPUTS) != whole

    assert set(all_ends) == {0, -signal.SIGKILL}
    assert different == 0
    assert list(Path().glob("*.part*")) == []


@pytest.mark.parametrize("output", ["out.parquet", "out.duckdb", "out.sqlite"])
def test_databases_of_killed_runs_have_the_rows_of_one_that_was_not(articles: Path, small_extractor: Extractor, output: str) -> None:
    pytest.importorskip("duckdb", reason="the extra 'duckdb' is not installed")
    chance = random.Random(output)
    begun = time.monotonic()
    assert ends(in_child(lambda: run_over(articles, small_extractor, plan_for((output,))))) == 0
    seconds = time.monotonic() - begun
    expected = rows_of(Path(output))
    all_ends = Counter[int]()
    while all_ends[-signal.SIGKILL] < DATABASE_KILLS:
        Path(output).unlink()
        all_ends.update(killed_runs(articles, small_extractor, seconds, 1, chance, (output,)))

        assert rows_of(Path(output)) == expected
    assert set(all_ends) == {0, -signal.SIGKILL}
    assert list(Path().glob("*.part*")) == []


def rows_of(output: Path) -> dict[str, list[str]]:
    """Return all rows of all tables of *output*, in their order."""
    if output.suffix == ".parquet":
        return {"": [repr(row) for row in pytest.importorskip("pyarrow.parquet").read_table(output).to_pylist()]}
    database = sqlite3.connect(output) if output.suffix == ".sqlite" else pytest.importorskip("duckdb").connect(str(output), read_only=True)
    with closing(database):
        return {table: [repr(row) for row in database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()] for table in TABLES}


@pytest.mark.parametrize("kept", [0.0, 0.001, 0.2, 0.51, 0.73, 0.999])
def test_torn_last_line_is_done_again(articles: Path, small_extractor: Extractor, whole: list[bytes], kept: float) -> None:
    stop_half_way(articles, small_extractor)
    journal = Path("out.jsonl.part")
    os.truncate(journal, int(journal.stat().st_size * kept))

    run_over(articles, small_extractor, plan_for(OUTPUTS, resume=True))

    assert contents(OUTPUTS) == whole


def test_blocks_that_a_power_cut_has_zeroed_are_done_again(articles: Path, small_extractor: Extractor, whole: list[bytes]) -> None:
    stop_half_way(articles, small_extractor)
    journal = Path("out.jsonl.part")
    content = journal.read_bytes()
    journal.write_bytes(content[: len(content) // 2] + b"\0" * 4000 + b"\n" + content[-100:])

    run_over(articles, small_extractor, plan_for(OUTPUTS, resume=True))

    assert contents(OUTPUTS) == whole


def stop_half_way(articles: Path, extractor: Extractor) -> None:
    """Leave what a run leaves that stops at its first failure, which is the blank article."""
    with pytest.raises(typer.Exit) as stop:
        run_over(articles, extractor, plan_for(OUTPUTS, most_failures=1))
    assert stop.value.exit_code == 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_full_disk_ends_the_run_with_a_remedy_and_a_state_to_resume(
    articles: Path, small_extractor: Extractor, whole: list[bytes], jobs: int
) -> None:
    def with_little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole[0]) // 3, len(whole[0]) // 3))
        run_over(articles, small_extractor, plan_for(OUTPUTS, jobs=jobs))

    assert ends(in_child(with_little_room)) == 2
    assert not Path("out.jsonl").exists()
    assert Path("out.jsonl.part").stat().st_size > 0
    assert run_over(articles, small_extractor, plan_for(OUTPUTS, resume=True, jobs=jobs)).replayed > 0
    assert contents(OUTPUTS) == whole


def test_run_without_json_lines_keeps_a_journal_of_its_own(articles: Path, small_extractor: Extractor, whole: list[bytes]) -> None:
    with pytest.raises(typer.Exit):
        run_over(articles, small_extractor, plan_for(("out.csv",), most_failures=1))
    left = sorted(path.name for path in Path().glob("*.part*"))
    tally = run_over(articles, small_extractor, plan_for(("out.csv",), resume=True))

    assert left == ["out.csv.journal.part", "out.csv.journal.part.state", "out.csv.part"]
    assert tally.replayed == 51
    assert Path("out.csv").read_bytes() == whole[1]
    assert list(Path().glob("*.part*")) == []


def test_leftover_is_never_written_over(articles: Path, small_extractor: Extractor) -> None:
    stop_half_way(articles, small_extractor)
    before = Path("out.jsonl.part").read_bytes()

    with pytest.raises(ResumeError, match=r"out\.jsonl\.part is left of a run that was cut short: go on with --resume"):
        run_over(articles, small_extractor, plan_for(OUTPUTS))

    assert Path("out.jsonl.part").read_bytes() == before


def test_second_run_into_the_same_file_is_refused_while_the_first_goes_on(articles: Path, small_extractor: Extractor) -> None:
    stop_half_way(articles, small_extractor)
    slow = in_child(lambda: run(plan_for(OUTPUTS, resume=True), small_extractor, wait_behind(articles)))
    while not Path("begun").exists():
        time.sleep(0.01)

    with pytest.raises(ResumeError, match="being written by another run"):
        run_over(articles, small_extractor, plan_for(OUTPUTS, resume=True))
    os.kill(slow, signal.SIGKILL)
    ends(slow)


def wait_behind(articles: Path) -> Iterator[Reading]:
    yield from list(read_inputs([articles.name]))[:60]
    Path("begun").touch()
    time.sleep(60)


def test_changed_input_is_refused_with_the_article(articles: Path, small_extractor: Extractor) -> None:
    stop_half_way(articles, small_extractor)
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    articles.write_text("".join([lines[1], *lines]), encoding="utf-8")

    with pytest.raises(ResumeError, match=r"the inputs have changed: article 1 was articles\.jsonl"):
        run_over(articles, small_extractor, plan_for(OUTPUTS, resume=True))


def test_input_that_has_grown_at_its_end_is_no_change(articles: Path, small_extractor: Extractor) -> None:
    stop_half_way(articles, small_extractor)
    with articles.open("a", encoding="utf-8") as file:
        file.write('{"id": "new", "text": "Rebels killed 3 soldiers."}\n')

    assert run_over(articles, small_extractor, plan_for(OUTPUTS, resume=True)).articles == ARTICLES + 1


def command(pack: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", "extract", "-r", str(pack), "articles.jsonl", "-o", "out.jsonl", *arguments])


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (["--date", "2025-03-27"], 'option --date was null, is "2025-03-27"'),
        (["--events", "harm"], 'option --events was null, is "harm"'),
        (["--max-chars", "9999"], "option --max-chars was 1000000, is 9999"),
    ],
)
def test_changed_option_is_refused_with_the_reason(articles: Path, changed: list[str], reason: str) -> None:
    stopped = command(BORDERS, "--fail-fast")
    resumed = command(BORDERS, "--resume", *changed)

    assert stopped.exit_code == 3
    assert resumed.exit_code == 2
    assert reason in resumed.stderr


def test_changed_rule_is_refused_with_its_pack(articles: Path, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(BORDERS, tmp_path / "pack"))
    command(pack, "--fail-fast")
    rule = pack / "harm" / "killed.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("kill time]", "kill time, kill off]"), encoding="utf-8")

    resumed = command(pack, "--resume")

    assert resumed.exit_code == 2
    assert "pack borders content was" in resumed.stderr


def test_command_line_resumes_and_says_how_much_was_there(articles: Path) -> None:
    stopped = command(BORDERS, "--fail-fast")
    resumed = command(BORDERS, "--resume", "-j", "2")

    assert "stopped at articles.jsonl" in stopped.stderr
    assert "51 articles done and kept: run the same command with --resume" in stopped.stderr
    assert resumed.exit_code == 3
    assert "51 of them from an earlier run" in resumed.stderr


def test_resuming_needs_a_file(articles: Path) -> None:
    result = CliRunner().invoke(app, ["--no-plugins", "extract", "-r", str(BORDERS), "articles.jsonl", "--resume"])

    assert result.exit_code == 2
    assert "name it with -o" in result.stderr
