"""`dragoman extract`: data on stdout, words on stderr, a record for every input, and the exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from dragoman.writers import record_schema
from dragoman_cli.app import app
from dragoman_cli.commands import load_command
from dragoman_cli.reporting import report_bug

SENDING = "Ruritania sent envoys to Borduria on Monday, officials said."
NOTHING = "The orchestra opened its season with a new piece."
PACK = {
    "pack.yaml": "pack: mini\nversion: '1'\n",
    "events/mission.yaml": """\
event: mission
description: A state sends envoys to another.
slots:
  sender: {type: actor}
  goal: {type: actor}
""",
    "lexicons/states.yaml": """\
lexicon: states
type: actor
description: Two states of fiction.
source: novels
licence: MIT
entries:
  RUR: {name: Ruritania, code: RUR, class: country, demonym: [Ruritanian]}
  BOR: {name: Borduria, code: BOR, class: country, demonym: [Bordurian]}
""",
    "mission/sent.yaml": """\
id: sent
event: mission
description: A state sends envoys to another.
trigger:
  verbs: [send]
phrases:
  - "{sender} VERB ... to {goal}"
required: [sender, goal]
examples:
  - match: "[sender: Ruritania] sent envoys to [goal: Borduria]."
  - match: "[sender: Borduria] has sent three envoys to [goal: Ruritania]."
  - reject: "Ruritania sent a cable."
""",
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory, write_files: Callable[[Path, Mapping[str, str]], Path]) -> Path:
    return write_files(tmp_path_factory.mktemp("mini"), PACK)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(SENDING, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NOTHING, encoding="utf-8")
    return tmp_path


def extract(pack: Path, *arguments: str, input_: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", "extract", "-r", str(pack), *arguments], input=input_)


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_extract_finds_an_event_with_its_slots(pack: Path, folder: Path) -> None:
    [record] = json.loads(extract(pack, "a.txt", "-f", "json").stdout)

    assert [(mention["kind"], mention["rule"], mention["pack"]) for mention in record["mentions"]] == [("mission", "mission/sent", "mini")]
    assert [filler["value"]["code"] for name in ("sender", "goal") for filler in record["mentions"][0]["slots"][name]] == ["RUR", "BOR"]


def test_stdout_holds_data_only_and_the_summary_is_on_stderr(pack: Path, folder: Path) -> None:
    result = extract(pack, "a.txt", "b.txt", "-f", "jsonl")

    assert [record["article"]["id"] for record in lines(result.stdout)] == ["a", "b"]  # type: ignore[index]
    assert result.stderr == "2 articles, 1 mention, 1 event (mission 1)\n"
    assert result.exit_code == 0


def test_text_is_the_format_of_stdout_unless_another_is_asked_for(pack: Path, folder: Path) -> None:
    result = extract(pack, "a.txt", "b.txt")

    assert "mission  asserted  sender Ruritania · goal Borduria" in result.stdout
    assert "b.txt\n  no event\n" in result.stdout


def test_several_outputs_come_from_one_run_each_in_the_format_of_its_suffix(pack: Path, folder: Path) -> None:
    result = extract(pack, ".", "-o", "x.jsonl", "-o", "x.json", "-o", "x.csv", "-o", "-", "-f", "jsonl")
    table = list(csv.DictReader(io.StringIO(Path("x.csv").read_text(encoding="utf-8"))))

    assert result.stdout == Path("x.jsonl").read_text(encoding="utf-8")
    assert json.loads(Path("x.json").read_text(encoding="utf-8")) == lines(result.stdout)
    assert [(row["article"], row["slot_sender"]) for row in table] == [("a", "Ruritania")]
    assert sorted(path.name for path in folder.iterdir() if path.suffix == ".part") == []


def test_output_to_files_leaves_stdout_empty(pack: Path, folder: Path) -> None:
    assert extract(pack, "a.txt", "-o", "x.jsonl").stdout == ""


def test_table_shows_events_for_people(pack: Path, folder: Path) -> None:
    shown = extract(pack, "a.txt", "-f", "table").stdout

    assert "mission" in shown
    assert "sender: Ruritania" in shown


def test_bad_inputs_give_records_with_problems_and_the_others_are_done(pack: Path, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (folder / "windows.txt").write_bytes(f"“{SENDING}”".encode("cp1252"))

    result = extract(pack, "missing.txt", "empty.txt", "picture.txt", "windows.txt", "a.txt", "-f", "jsonl")
    records = lines(result.stdout)

    assert result.exit_code == 3
    assert [[problem["code"] for problem in record["problems"]] for record in records] == [  # type: ignore[attr-defined]
        ["missing"],
        ["empty"],
        ["not-text"],
        ["encoding-assumed"],
        [],
    ]
    assert [len(record["mentions"]) for record in records] == [0, 0, 0, 1, 1]  # type: ignore[arg-type]
    assert "4 with problems (first: missing.txt" in result.stderr


def test_every_record_satisfies_the_printed_schema(pack: Path, folder: Path) -> None:
    schema = json.loads(CliRunner().invoke(app, ["schema", "record"]).stdout)

    records = lines(extract(pack, "missing.txt", ".", "-f", "jsonl").stdout)

    assert schema == json.loads(record_schema())
    assert [list(jsonschema.Draft202012Validator(schema).iter_errors(record)) for record in records] == [[]] * 3


def test_standard_input_is_read(pack: Path, folder: Path) -> None:
    row = json.dumps({"id": "wire", "text": SENDING, "date": "2024-07-08"})

    [record] = lines(extract(pack, "-", "--stdin-name", "x.jsonl", "-f", "jsonl", input_=row.encode()).stdout)

    assert (record["article"]["id"], record["article"]["date"]) == ("wire", "2024-07-08")  # type: ignore[index]


def test_date_option_dates_articles_that_tell_none(pack: Path, folder: Path) -> None:
    [record] = lines(extract(pack, "a.txt", "--date", "2024-07-08", "-f", "jsonl").stdout)

    assert record["article"]["date"] == "2024-07-08"  # type: ignore[index]


@pytest.mark.parametrize(
    "arguments",
    [
        ["-f", "xml"],
        ["-o", "x.xyz"],
        ["-o", "nowhere/x.jsonl"],
        ["--date", "soon"],
        ["--events", "missoin"],
        ["--nonsense"],
        ["-r", "nowhere"],
    ],
)
def test_wrong_usage_exits_with_two_before_anything_is_written(pack: Path, folder: Path, arguments: list[str]) -> None:
    result = extract(pack, "a.txt", *arguments)

    assert (result.exit_code, result.stdout) == (2, "")


def test_unknown_kind_is_answered_with_the_nearest(pack: Path, folder: Path) -> None:
    assert "did you mean 'mission'" in extract(pack, "a.txt", "--events", "missoin").stderr


def test_no_event_is_no_error_unless_asked(pack: Path, folder: Path) -> None:
    assert extract(pack, "b.txt").exit_code == 0
    assert extract(pack, "b.txt", "--exit-empty").exit_code == 1
    assert extract(pack, "a.txt", "--exit-empty").exit_code == 0


def test_quiet_silences_the_summary_and_not_the_data(pack: Path, folder: Path) -> None:
    result = CliRunner().invoke(app, ["-q", "--no-plugins", "extract", "-r", str(pack), "a.txt", "-f", "jsonl"])

    assert result.stderr == ""
    assert len(lines(result.stdout)) == 1


def test_rules_with_faults_stop_the_run_with_their_places(pack: Path, folder: Path) -> None:
    (folder / "pack.yaml").write_text("pack: bad\nversion: '1'\nnmae: x\n", encoding="utf-8")

    result = extract(pack, "-r", str(folder), "a.txt")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "pack.yaml:3:1" in result.stderr


def test_same_bytes_come_from_processes_with_different_hash_seeds(pack: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "dragoman_cli", "--no-plugins", "extract", "-r", str(pack), ".", "-f", "jsonl"]

    first, second = (
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")
    )

    assert first == second != b""


def test_locale_of_the_process_does_not_change_the_bytes(pack: Path, folder: Path) -> None:
    (folder / "a.txt").write_text(f"“{SENDING}” — Kraków", encoding="utf-8")
    command = [sys.executable, "-m", "dragoman_cli", "--no-plugins", "extract", "-r", str(pack), "a.txt", "-f", "text"]

    plain = subprocess.run(command, check=True, capture_output=True, env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0"}).stdout

    assert "“Ruritania" in plain.decode("utf-8")


def hear_interrupts() -> None:
    """Undo what a shell does to the processes it starts in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_interrupted_run_exits_with_130_and_leaves_no_half_file_under_its_name(pack: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "dragoman_cli", "--no-plugins", "extract", "-r", str(pack), "-", "-o", "x.jsonl"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler)
    ) as run:
        deadline = time.monotonic() + 60
        while not Path("x.jsonl.part").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)

    assert run.returncode == 130
    assert not Path("x.jsonl").exists()


def test_bug_ends_with_four_and_names_the_file_with_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        report_bug(ZeroDivisionError("by nought"))
    told = capsys.readouterr().err
    trace = Path(told.split()[-1])
    traced = trace.read_text(encoding="utf-8")
    trace.unlink()

    assert end.value.code == 4
    assert told.startswith("bug: ZeroDivisionError: by nought")
    assert "ZeroDivisionError" in traced


@pytest.mark.parametrize(
    ("arguments", "address"),
    [
        (["news", "--ray", "-o", "out"], "local"),
        (["news", "-o", "out", "--ray"], "local"),
        (["--ray", "auto", "news", "-o", "out"], "auto"),
        (["news", "-o", "out"], None),
    ],
)
def test_address_of_a_cluster_may_be_left_out(arguments: list[str], address: str | None) -> None:
    read = load_command("extract").make_context("extract", arguments).params

    assert (read["ray"], read["inputs"]) == (address, ["news"])


def test_table_shows_one_of_the_mentions_of_an_event_and_how_many_more_there_are(pack: Path, folder: Path) -> None:
    (folder / "twice.txt").write_text(f"{SENDING} {SENDING}", encoding="utf-8")

    shown = extract(pack, "twice.txt", "-f", "table").stdout

    assert "(+1" in shown
