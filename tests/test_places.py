"""Files and folders by address, as a cluster reads and writes them; ``file://`` goes the way of every object store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.extractor import Extractor
from dragoman.readers import Options
from dragoman.runs.batch import Limits
from dragoman.runs.parts import Parts, files_named, write_part
from dragoman.runs.places import Folder, addresses, is_address

pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")


@pytest.fixture
def archive(tmp_path: Path) -> str:
    for name in ("a/x.jsonl", "a/y.jsonl", "a/notes.xyz", "b/deep/z.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('{"id": "1", "text": "Rebels killed 3 soldiers."}\n', encoding="utf-8")
    return f"file://{tmp_path.as_posix()}"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/a/x.jsonl", ["/a/x.jsonl"]),
        ("/a/missing.jsonl", ["/a/missing.jsonl"]),
        ("/a", ["/a/x.jsonl", "/a/y.jsonl"]),
        ("", ["/a/x.jsonl", "/a/y.jsonl", "/b/deep/z.jsonl"]),
        ("/*/x.*", ["/a/x.jsonl"]),
        ("/*.jsonl", []),
        ("/**/*.jsonl", ["/a/x.jsonl", "/a/y.jsonl", "/b/deep/z.jsonl"]),
    ],
)
def test_address_stands_for_files_as_a_path_does(archive: str, asked: str, found: list[str]) -> None:
    assert addresses(f"{archive}{asked}") == [f"{archive}{name}" for name in found]


def test_windows_path_is_no_address() -> None:
    assert [is_address(name) for name in ("C:/news", "news/*.jsonl", "s3://news/x.jsonl")] == [False, False, True]


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_folder_gives_back_what_was_written(tmp_path: Path, scheme: str) -> None:
    folder = Folder(f"{scheme}{tmp_path.as_posix()}/out/")
    empty = folder.is_empty()
    folder.write("done/x.json", "{}")

    assert (empty, folder.is_empty()) == (True, False)
    assert (folder.read("done/x.json"), folder.read("done/y.json")) == (b"{}", None)
    assert [path.name for path in tmp_path.rglob("*.json*")] == ["x.json"]


def test_part_of_an_address_is_that_of_the_path_but_for_its_name(archive: str, tmp_path: Path, small_extractor: Extractor) -> None:
    path, address = f"{tmp_path.as_posix()}/a/x.jsonl", f"{archive}/a/x.jsonl"
    for place, file in enumerate((path, address)):
        write_part(small_extractor, file, place, Parts(f"{archive}/out"), Options(), Limits())
    by_path, by_address = (path.read_text(encoding="utf-8") for path in sorted((tmp_path / "out").glob("part-*")))

    assert by_address.replace(address, path) == by_path


def test_part_that_has_its_note_is_not_made_again(archive: str, tmp_path: Path, small_extractor: Extractor) -> None:
    parts = Parts(str(tmp_path / "out"))
    first = write_part(small_extractor, f"{archive}/a/x.jsonl", 0, parts, Options(), Limits())
    (tmp_path / "out" / "part-000000.jsonl").write_text("kept", encoding="utf-8")
    again = write_part(small_extractor, f"{archive}/a/x.jsonl", 0, parts, Options(), Limits())

    assert first == again
    assert {key: json.loads(first)[key] for key in ("articles", "unsound", "problems")} == {"articles": 1, "unsound": 0, "problems": {}}
    assert (tmp_path / "out" / "part-000000.jsonl").read_text(encoding="utf-8") == "kept"


def test_missing_file_is_a_record_with_its_problem(archive: str, tmp_path: Path, small_extractor: Extractor) -> None:
    note = write_part(small_extractor, f"{archive}/nothing.jsonl", 0, Parts(str(tmp_path / "out")), Options(), Limits())

    assert '"missing": 1' in note


def test_files_of_paths_are_absolute_and_those_of_addresses_addresses(
    archive: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert files_named("a") == [str(tmp_path / "a" / "x.jsonl"), str(tmp_path / "a" / "y.jsonl")]
    assert files_named(f"{archive}/a") == [f"{archive}/a/x.jsonl", f"{archive}/a/y.jsonl"]
