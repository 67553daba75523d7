"""The same extraction on a real local Ray cluster of two actors, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from typer.testing import CliRunner, Result

from dragoman.extractor import Extractor
from dragoman.packs.reading import read_pack
from dragoman.readers import read_inputs
from dragoman.runs.batch import extract_all
from dragoman.writers.json_text import dump_line
from dragoman_cli.app import app

ray = pytest.importorskip("ray", reason="the extra dragoman[ray] is not installed")
# One cluster, whatever the number of pytest's own processes.
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.xdist_group("ray")]
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


def kill_one_actor(kind: bytes) -> int:
    """Kill one of the processes of this test's own cluster that extract, and return how many there were."""
    actors = [process for process in map(int, filter(str.isdigit, os.listdir("/proc"))) if is_ours(process, kind)]  # noqa: PTH208
    os.kill(actors[0], signal.SIGKILL)
    return len(actors)


def is_ours(process: int, kind: bytes) -> bool:
    return kind in read(process, "cmdline") and b"ray::" in read(process, "cmdline") and os.getpid() in ancestors(process)


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
    from dragoman.runs.ray import Actors, extract

    records = extract(ray.data.from_items(ROWS * 4, override_num_blocks=60), Actors([read_pack(BORDERS)]), batch_size=8)
    rows: list[dict[str, Any]] = []
    killed = 0
    for row in records.iter_rows():
        rows.append(row)
        if len(rows) == 1:
            killed = kill_one_actor(b"RowExtractor")

    assert killed == 2
    assert sorted(without_path(row["record"]) for row in rows) == sorted(expected * 4)
    assert sum(not row["sound"] for row in rows) == 120


def on_cluster(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", "extract", "-r", str(BORDERS), "--ray", "auto", "-j", "2", *arguments])


def lines_of(folder: str) -> list[str]:
    parts = sorted(Path(folder).glob("part-*.jsonl"))
    return sorted(without_path(line) for part in parts for line in part.read_text(encoding="utf-8").splitlines())


def kill_one_when_a_part_is_there(folder: Path, killed: list[int]) -> None:
    deadline = time.monotonic() + 120
    while not list(folder.glob("part-*.jsonl")) and time.monotonic() < deadline:
        time.sleep(0.02)
    killed.append(kill_one_actor(b"FileExtractor"))


def test_command_line_writes_a_part_for_each_file_though_an_actor_dies(cluster: None, expected: list[str]) -> None:
    killed: list[int] = []
    killer = threading.Thread(target=kill_one_when_a_part_is_there, args=(Path("out"), killed), daemon=True)
    killer.start()
    result = on_cluster(".", "-o", "out")
    killer.join(timeout=5)
    manifest = json.loads(Path("out/run.json").read_text(encoding="utf-8"))

    assert killed == [2]
    assert result.exit_code == 3
    assert "out: 30 files, 1,500 articles, 1,470 mentions, 30 with problems" in result.stderr
    assert lines_of("out") == expected
    assert manifest["counts"] == {"articles": 1500, "events": {"harm": 1470}, "mentions": 1470, "unsound": 30}
    assert manifest["problems"] == {"empty": 30}


def test_addresses_are_read_and_written_and_parts_may_be_parquet(cluster: None, expected: list[str], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow_table(ROWS[:40]), tmp_path / "rows.parquet")
    here = f"file://{tmp_path.as_posix()}"

    result = on_cluster(f"{here}/*.parquet", "-o", f"{here}/out", "-f", "parquet")
    rows = parquet.read_table(tmp_path / "out" / "part-000000.parquet").to_pylist()

    assert result.exit_code == 3
    assert [row["article"] for row in rows] == [row["id"] for row in ROWS[:40]]
    assert {row["path"] for row in rows} == {f"{here}/rows.parquet"}


def pyarrow_table(rows: list[dict[str, str]]) -> Any:
    return pytest.importorskip("pyarrow").Table.from_pylist(rows)


def test_plugins_and_configuration_in_use_are_those_of_the_actors(cluster: None, expected: list[str]) -> None:
    Path("dragoman.toml").write_text('disable = ["borders:harm/*"]', encoding="utf-8")

    assert "1 file, 50 articles, 0 mentions" in on_cluster("00.jsonl", "-o", "out").stderr


def test_model_gives_evidence_on_the_cluster(cluster: None, expected: list[str], tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Zork"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "zorks")
    Path("zork.jsonl").write_text('{"id": "z", "text": "Villagers were killed by Zork."}\n', encoding="utf-8")

    on_cluster("zork.jsonl", "-o", "plain")
    result = on_cluster("zork.jsonl", "-o", "out", "--model", str(tmp_path / "zorks"))
    slots = [json.loads(lines_of(folder)[0])["mentions"][0]["slots"] for folder in ("plain", "out")]

    assert result.exit_code == 0, result.stderr
    assert ["perpetrator" in found for found in slots] == [False, True]


def test_folder_with_parts_is_not_written_into_without_resume(cluster: None, expected: list[str]) -> None:
    on_cluster("00.jsonl", "01.jsonl", "-o", "out")
    before = Path("out/part-000001.jsonl").stat().st_mtime_ns
    Path("out/part-000000.jsonl").unlink()
    Path("out/done/part-000000.json").unlink()
    time.sleep(0.01)

    assert on_cluster("00.jsonl", "01.jsonl", "-o", "out").exit_code == 2
    assert "--events was null" in on_cluster("00.jsonl", "01.jsonl", "-o", "out", "--resume", "--events", "harm").stderr
    assert on_cluster("00.jsonl", "01.jsonl", "-o", "out", "--resume").exit_code == 3
    assert Path("out/part-000001.jsonl").stat().st_mtime_ns == before
    assert Path("out/part-000000.jsonl").exists()
