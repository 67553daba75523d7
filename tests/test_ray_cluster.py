"""The same extraction on a real local Ray cluster of two actors, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman.batch import extract_all
from dragoman.extractor import Extractor
from dragoman.packs import read_pack
from dragoman.readers import read_inputs
from dragoman.writers.json_text import dump_line
from dragoman_cli.app import app

ray = pytest.importorskip("ray", reason="the extra dragoman[ray] is not installed")
pytestmark = pytest.mark.filterwarnings("ignore")
BORDERS = Path(__file__).parent / "packs" / "borders"
ROWS = [{"id": f"a{n}", "text": f"Rebels killed {n + 2} soldiers near Ostra." if n % 50 else " "} for n in range(1500)]


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    os.environ["RAY_AUTH_MODE"] = "disabled"
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield
    ray.shutdown()


@pytest.fixture
def expected(small_extractor: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the lines that one process gives."""
    monkeypatch.chdir(tmp_path)
    for place in range(30):
        text = "".join(json.dumps(row) + "\n" for row in ROWS[place * 50 : place * 50 + 50])
        (tmp_path / f"{place:02}.jsonl").write_text(text, encoding="utf-8")
    return sorted(without_path(dump_line(outcome.record)) for outcome in extract_all(small_extractor, read_inputs(["."])))


def without_path(line: str) -> str:
    record = json.loads(line)
    record["article"]["path"] = None
    return json.dumps(record, sort_keys=True)


def kill_one_actor() -> int:
    """Kill one of the processes of this test's own cluster that extract, and return how many there were."""
    actors = [process for process in map(int, filter(str.isdigit, os.listdir("/proc"))) if is_ours(process)]  # noqa: PTH208
    os.kill(actors[0], signal.SIGKILL)
    return len(actors)


def is_ours(process: int) -> bool:
    return b"RowExtractor" in read(process, "cmdline") and b"ray::" in read(process, "cmdline") and os.getpid() in ancestors(process)


def ancestors(process: int) -> Iterator[int]:
    while process > 1:
        process = int(read(process, "stat").rpartition(b")")[2].split()[1] or 0)
        yield process


def read(process: int, what: str) -> bytes:
    try:
        return Path(f"/proc/{process}/{what}").read_bytes()
    except OSError:
        return b") Z 0"


def test_dataset_gives_the_records_of_one_process_though_an_actor_dies(cluster: None, expected: list[str]) -> None:
    from dragoman.ray import Actors, extract

    records = extract(ray.data.from_items(ROWS * 4, override_num_blocks=60), Actors([read_pack(BORDERS)]), batch_size=8)
    rows: list[dict[str, Any]] = []
    killed = 0
    for row in records.iter_rows():
        rows.append(row)
        if len(rows) == 1:
            killed = kill_one_actor()

    assert killed == 2
    assert sorted(without_path(row["record"]) for row in rows) == sorted(expected * 4)
    assert sum(not row["sound"] for row in rows) == 120


def on_cluster(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", "extract", "-r", str(BORDERS), "--ray", "auto", "-j", "2", *arguments])


def test_command_line_writes_a_part_for_each_file(cluster: None, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    result = on_cluster(".", "-o", "out")
    parts = sorted(Path("out").glob("part-*.jsonl"))
    lines = [without_path(line) for part in parts for line in part.read_text(encoding="utf-8").splitlines()]

    assert result.exit_code == 3
    assert "out: 30 files, 1,500 articles, 1,470 mentions, 30 with problems" in result.stderr
    assert sorted(lines) == expected
    assert len(parts) == 30


def test_folder_with_parts_is_not_written_into_without_resume(cluster: None, expected: list[str]) -> None:
    on_cluster("00.jsonl", "01.jsonl", "-o", "out")
    before = Path("out/part-000001.jsonl").stat().st_mtime_ns
    Path("out/part-000000.jsonl").unlink()
    time.sleep(0.01)

    assert on_cluster("00.jsonl", "01.jsonl", "-o", "out").exit_code == 2
    assert "--events was null" in on_cluster("00.jsonl", "01.jsonl", "-o", "out", "--resume", "--events", "harm").stderr
    assert on_cluster("00.jsonl", "01.jsonl", "-o", "out", "--resume").exit_code == 3
    assert Path("out/part-000001.jsonl").stat().st_mtime_ns == before
    assert Path("out/part-000000.jsonl").exists()
