"""`dragoman watch`: what arrives in a folder is worked through within a second, and once only."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.extractor import Extractor
from dragoman.readers import Options
from dragoman.runs.batch import Limits
from dragoman.runs.watching import Ledger, Watch, follow
from dragoman_cli.app import app

PATIENCE = 30.0


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    return Path("inbox")


@pytest.fixture
def start(inbox: Path, small_extractor: Extractor) -> Iterator[Callable[[], int]]:
    """Return what starts a watch in a process of its own; all are dead at the end of the test."""
    children = []

    def started() -> int:
        child = os.fork()
        if child:
            children.append(child)
            return child
        try:
            with Ledger(Path("out.jsonl")) as ledger:
                for _ in follow(Watch(inbox, Path("out.jsonl")), ledger, small_extractor, Options(), Limits()):
                    pass
        finally:
            os._exit(9)

    yield started
    for child in children:
        kill(child)


def kill(child: int) -> None:
    try:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):
        return


def arrive(inbox: Path, name: str, *ids: str) -> None:
    rows = [json.dumps({"id": id_, "text": f"Rebels killed {len(id_) + 2} soldiers near Ostra."}) for id_ in ids]
    (inbox / name).write_text("\n".join(rows) + "\n", encoding="utf-8")


def ids_in(path: str = "out.jsonl") -> list[str]:
    lines = Path(path).read_text(encoding="utf-8").split("\n")[:-1] if Path(path).exists() else []
    return [json.loads(line)["article"]["id"] for line in lines]


def wait_for(number: int) -> float:
    """Return how long it took until so many articles were done."""
    begun = time.monotonic()
    while len(ids_in()) < number and time.monotonic() - begun < PATIENCE:
        time.sleep(0.01)
    return time.monotonic() - begun


def test_article_is_done_within_a_second_of_its_arrival(inbox: Path, start: Callable[[], int]) -> None:
    start()
    took = []
    for number in range(4):
        arrive(inbox, f"{number}.jsonl", f"a{number}")
        took.append(wait_for(number + 1))

    # The fastest: other tests may keep the machine busy.
    assert min(took) < 1.0
    assert ids_in() == ["a0", "a1", "a2", "a3"]


def test_every_article_is_done_once_over_restarts(inbox: Path, start: Callable[[], int]) -> None:
    chance = random.Random(6)
    for number in range(8):
        child = start()
        arrive(inbox, f"{number}.jsonl", *(f"a{number}-{line}" for line in range(30)))
        time.sleep(chance.uniform(0.2, 0.6))
        kill(child)
    start()
    wait_for(240)
    time.sleep(0.6)

    assert sorted(ids_in()) == sorted(f"a{number}-{line}" for number in range(8) for line in range(30))


def test_torn_last_line_is_done_again(inbox: Path, start: Callable[[], int]) -> None:
    arrive(inbox, "a.jsonl", "one", "two", "three")
    child = start()
    wait_for(3)
    kill(child)
    whole = Path("out.jsonl").read_bytes()
    os.truncate("out.jsonl", len(whole) - 20)
    start()
    wait_for(3)

    assert Path("out.jsonl").read_bytes() == whole


def test_lines_added_to_a_file_are_new_articles_and_the_others_are_not(inbox: Path, start: Callable[[], int]) -> None:
    arrive(inbox, "a.jsonl", "one", "two")
    start()
    wait_for(2)
    arrive(inbox, "a.jsonl", "one", "two", "three")
    wait_for(3)

    assert ids_in() == ["one", "two", "three"]


def test_file_is_left_alone_while_it_is_written(inbox: Path) -> None:
    watch = Watch(inbox, Path("out.jsonl"))
    arrive(inbox, "a.jsonl", "one")
    first = watch.arrived()
    arrive(inbox, "a.jsonl", "one", "two")
    second = watch.arrived()

    assert (first, second) == ([], [])
    assert watch.arrived() == [inbox / "a.jsonl"]
    assert watch.arrived() == []


def test_output_in_the_folder_is_no_article(inbox: Path) -> None:
    watch = Watch(inbox, inbox / "out.jsonl")
    arrive(inbox, "out.jsonl", "one")
    watch.arrived()

    assert watch.arrived() == []


@pytest.mark.parametrize("arguments", [["nowhere", "-o", "x.jsonl"], ["inbox", "-o", "x.csv"], ["inbox", "-o", "nowhere/x.jsonl"]])
def test_wrong_usage_of_watch_exits_with_two(inbox: Path, arguments: list[str]) -> None:
    assert CliRunner().invoke(app, ["watch", *arguments]).exit_code == 2


def test_watch_ends_with_ctrl_c_and_says_what_was_done(inbox: Path) -> None:
    arrive(inbox, "a.jsonl", "one", "two")
    borders = Path(__file__).parent / "packs" / "borders"
    child = os.fork()
    if child == 0:
        watch_till_interrupted(borders)
    wait_for(2)
    time.sleep(0.3)  # from the line in the file to the count
    os.kill(child, signal.SIGINT)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    assert code == 130
    assert "out.jsonl: 2 articles, 2 mentions" in Path("told").read_text(encoding="utf-8")


def watch_till_interrupted(pack: Path) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = 9
    try:
        result = CliRunner().invoke(app, ["--no-plugins", "watch", "inbox", "-o", "out.jsonl", "-r", str(pack)])
        Path("told").write_text(result.stderr, encoding="utf-8")
        code = result.exit_code
    finally:
        os._exit(code)
