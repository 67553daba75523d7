"""`dragoman extract` from lists of names, folders with excludes and packed files, into several outputs at once."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman_cli.app import app

BORDERS = Path(__file__).parent / "packs" / "borders"
STORY = "Alvia sent tanks to Borania."


def extract(*arguments: str, input_: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["-q", "--no-plugins", "extract", *arguments, "-r", str(BORDERS), "-f", "jsonl"], input=input_)


def paths(result: Result) -> list[str | None]:
    return [json.loads(line)["article"]["path"] for line in result.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "drafts/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    return tmp_path


def test_names_come_from_a_file_or_standard_input(folder: Path) -> None:
    (folder / "names.lst").write_bytes(b"b.txt\0drafts/c.txt\0")

    assert ["a.txt", "b.txt", "drafts/c.txt"] == paths(extract("a.txt", "--files-from", "names.lst", "-0"))
    assert ["b.txt", "a.txt"] == paths(extract("--files-from", "-", input_=b"b.txt\na.txt\n"))


@pytest.mark.parametrize("arguments", [[], ["-", "--files-from", "-"], ["--files-from", "none.lst"], ["a.txt", "--level", "slot"]])
def test_inputs_that_cannot_be_meant_are_wrong_usage(folder: Path, arguments: list[str]) -> None:
    assert extract(*arguments).exit_code == 2


def test_excluded_files_of_a_folder_are_left_out(folder: Path) -> None:
    assert ["a.txt", "b.txt"] == [Path(path or "").name for path in paths(extract(".", "--exclude", "drafts/"))]


@pytest.mark.parametrize("arguments", [["a.txt", "b.txt", "-o", "./a.txt"], ["--files-from", "names.lst", "-o", "b.txt"]])
def test_input_is_never_written_over(folder: Path, arguments: list[str]) -> None:
    (folder / "names.lst").write_text("a.txt\nb.txt\n", encoding="utf-8")
    result = extract(*arguments)

    assert (result.exit_code, "is an input as well" in result.stderr) == (2, True)
    assert [(folder / name).read_text(encoding="utf-8") for name in ("a.txt", "b.txt")] == [STORY, STORY]


@pytest.mark.parametrize("name", [".", "*.*", "**"])
def test_second_run_does_not_read_what_the_first_has_written_into_the_folder(folder: Path, name: str) -> None:
    first, second = (extract(name, "-o", "out.jsonl", "-o", "out.csv") for _ in range(2))

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert paths(second) == paths(first)


def test_run_without_any_rule_is_wrong_usage(folder: Path) -> None:
    result = CliRunner().invoke(app, ["--no-plugins", "extract", "a.txt"])

    assert (result.exit_code, "there is no rule to run" in result.stderr) == (2, True)


def test_text_that_is_not_english_is_told_unless_asked_for(folder: Path) -> None:
    (folder / "d.txt").write_text("Der Minister sagte, die Armee sei in der Stadt angekommen. " * 8, encoding="utf-8")
    refused, searched = extract("d.txt"), extract("d.txt", "--any-language")

    assert (refused.exit_code, searched.exit_code) == (3, 0)
    assert [problem["code"] for problem in json.loads(refused.stdout)["problems"]] == ["language"]


def test_one_run_writes_every_output_and_its_manifest(folder: Path) -> None:
    (folder / "feed.jsonl.gz").write_bytes(
        gzip.compress(json.dumps({"key": "k", "body": STORY, "link": "https://news.example/a"}).encode())
    )
    fields = ["--text-field", "body", "--id-field", "key", "--url-field", "link"]
    names = ["out.jsonl", "out.tsv", "out.sqlite", "out.html"]
    result = extract("feed.jsonl.gz", *fields, *(word for name in names for word in ("-o", name)))

    with sqlite3.connect(folder / "out.sqlite") as database:
        rows = database.execute(
            "SELECT a.id, a.url, count(e.event) > 0 FROM articles a LEFT JOIN events e USING (article) GROUP BY a.article"
        ).fetchall()
    database.close()

    assert (result.exit_code, sorted(path.name for path in folder.glob("out.*") if ".run." not in path.name)) == (0, sorted(names))
    assert json.loads((folder / "out.sqlite.run.json").read_text(encoding="utf-8"))["counts"]["articles"] == 1
    assert rows == [("k", "https://news.example/a", 1)]


def test_table_of_events_has_a_row_an_event(folder: Path) -> None:
    extract("a.txt", "-o", "out.csv", "--level", "event")

    assert (folder / "out.csv").read_text(encoding="utf-8").startswith("article,path,date,title,outlet,url,event,kind,status,")
