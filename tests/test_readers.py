"""Readers: every input gives an article or the reason why it gives none."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.readers import Fields, Options, Reading, read_inputs
from dragoman.readers.dates import parse_date
from dragoman.readers.decoding import decode

STORY = "Two brigades left Kisangani on Monday, the governor said."


def read(*inputs: Path | str, options: Options = Options(), stdin: bytes = b"") -> list[Reading]:
    return list(read_inputs(map(str, inputs), options, io.BytesIO(stdin)))


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def codes(readings: list[Reading]) -> list[list[str]]:
    return [[problem.code for problem in reading.problems] for reading in readings]


def test_text_file_keeps_every_character(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", f" {STORY}\r\n\r\nMore.\r\n")

    [reading] = read(path)

    assert reading.article.text == f" {STORY}\r\n\r\nMore.\r\n"
    assert (reading.article.id, reading.article.path, reading.problems) == ("a", path.as_posix(), ())


def test_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a.txt", ".hidden/x.txt", ".x.txt", "c.png"):
        written(tmp_path, name, STORY)

    assert ["z", "a", "b"] == [reading.article.id for reading in read(tmp_path)]


def test_glob_finds_its_files_in_order(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "3.md"):
        written(tmp_path, name, STORY)

    assert ["1", "2"] == [reading.article.id for reading in read(f"{tmp_path}/*.txt")]


def test_file_whose_name_looks_like_a_glob_is_read_as_named(tmp_path: Path) -> None:
    path = written(tmp_path, "news[1].txt", STORY)

    assert ["news[1]"] == [reading.article.id for reading in read(path)]


def test_json_lines_give_one_article_a_line(tmp_path: Path) -> None:
    rows = [
        {"id": "x", "text": STORY, "title": "T", "date": "2025-03-27", "outlet": "O", "url": "U"},
        {"article": "y", "text": STORY},
        {"text": STORY},
    ]
    path = written(tmp_path, "rows.jsonl", "\n\n".join(json.dumps(row) for row in rows))

    first, second, third = (reading.article for reading in read(path))

    assert (first.id, first.title, first.date, first.outlet, first.url) == ("x", "T", date(2025, 3, 27), "O", "U")
    assert (second.id, third.id) == ("y", "rows:5")


def test_broken_json_line_costs_that_line_only(tmp_path: Path) -> None:
    path = written(tmp_path, "rows.jsonl", f'{{"text": "{STORY}"}}\n{{"text": \n[1]\nnull\n{{"text": 3}}\n{{"text": "{STORY}"}}\n')
    readings = read(path)

    assert [[], ["bad-json"], ["no-text"], ["no-text"], ["no-text"], []] == codes(readings)
    assert readings[1].problems[0].message.startswith("line 2, column ")


def test_json_file_holds_an_article_or_a_list_of_them(tmp_path: Path) -> None:
    one = written(tmp_path, "one.json", json.dumps({"text": STORY}))
    two = written(tmp_path, "two.json", json.dumps([{"text": STORY}, {"id": 7, "text": STORY}]))

    assert ["one", "two:1", "7"] == [reading.article.id for reading in read(one, two)]


def test_csv_row_may_hold_line_breaks_and_long_texts(tmp_path: Path) -> None:
    path = written(tmp_path, "rows.csv", f'id,title,date,text\na,T,2024-07-08,"{STORY}\n\n{"x " * 100_000}"\nb,,,"{STORY}"\n')

    first, second = (reading.article for reading in read(path))

    assert (first.id, first.date, len(first.text)) == ("a", date(2024, 7, 8), len(STORY) + 2 + 200_000)
    assert (second.id, second.title, second.date) == ("b", None, None)


def test_fields_may_have_other_names(tmp_path: Path) -> None:
    path = written(tmp_path, "rows.jsonl", json.dumps({"key": "k", "body": STORY, "published": "8 July 2024"}))

    [reading] = read(path, options=Options(fields=Fields(text="body", id="key", date="published")))

    assert (reading.article.id, reading.article.date) == ("k", date(2024, 7, 8))


def test_standard_input_is_text_unless_its_name_says_otherwise() -> None:
    [plain] = read("-", stdin=STORY.encode())
    [row] = read("-", options=Options(stdin_name="feed.jsonl"), stdin=json.dumps({"text": STORY}).encode())

    assert (plain.article.id, plain.article.text) == ("stdin", STORY)
    assert (row.article.id, row.article.text) == ("feed:1", STORY)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-text"),
        (b"%PDF-1.7\n", "not-text"),
        (bytes(range(1, 32)) * 4, "not-text"),
        (b"\xff\xfea", "bad-encoding"),
        (b"Kyiv \x81\x8d\x9d", "bad-encoding"),
    ],
)
def test_bytes_that_are_no_text_give_a_problem_and_no_text(tmp_path: Path, content: bytes, code: str) -> None:
    [reading] = read(written(tmp_path, "a.txt", content))

    assert (reading.readable, reading.article.text, codes([reading])) == (False, "", [[code]])


def test_missing_inputs_give_a_problem_each(tmp_path: Path) -> None:
    readings = read(tmp_path / "none.txt", f"{tmp_path}/*.txt", tmp_path)

    assert [["missing"], ["missing"], ["missing"]] == codes(readings)


def test_windows_text_is_read_with_a_remark(tmp_path: Path) -> None:
    [reading] = read(written(tmp_path, "a.txt", "The army’s “new” front".encode("cp1252")))

    assert reading.article.text == "The army’s “new” front"
    assert (reading.readable, codes([reading])) == (True, [["encoding-assumed"]])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_names_the_encoding_and_is_no_text(encoding: str) -> None:
    assert decode("Ağrı – 3".encode(encoding)).text == "Ağrı – 3"


def test_half_characters_of_json_are_replaced_with_a_remark(tmp_path: Path) -> None:
    [reading] = read(written(tmp_path, "a.json", f'{{"text": "{STORY} \\ud83d"}}'))

    assert reading.article.text == f"{STORY} \ufffd"
    assert codes([reading]) == [["broken-character"]]


def test_date_comes_from_metadata_then_text_then_the_caller(tmp_path: Path) -> None:
    default = Options(date=date(2020, 1, 1))
    stated = written(tmp_path, "a.json", json.dumps({"text": f"date 2025-03-27 {STORY}", "date": "2025-04-01"}))
    in_text = written(tmp_path, "b.txt", f"date 2025-03-27 {STORY}")
    nowhere = written(tmp_path, "c.txt", STORY)

    days = [reading.article.date for reading in read(stated, in_text, nowhere, options=default)]

    assert days == [date(2025, 4, 1), date(2025, 3, 27), date(2020, 1, 1)]


def test_date_that_is_not_understood_is_told(tmp_path: Path) -> None:
    [reading] = read(written(tmp_path, "a.json", json.dumps({"text": STORY, "date": "soon"})))

    assert (reading.article.date, codes([reading])) == (None, [["bad-date"]])


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-27",
        "2025-03-27T23:59:59Z",
        "20250327",
        "2025/03/27",
        "27 March 2025",
        "Thu, 27 Mar 2025 10:00:00 GMT",
        "March 27, 2025",
        "Mar. 27 2025",
    ],
)
def test_metadata_dates_are_read_in_their_common_forms(text: str) -> None:
    assert parse_date(text) == date(2025, 3, 27)


@pytest.mark.parametrize("text", ["", "soon", "2025-13-01", "31 February 2024", "Thursday"])
def test_other_texts_are_no_dates(text: str) -> None:
    assert parse_date(text) is None


@given(st.binary(max_size=300), st.sampled_from(["txt", "json", "jsonl", "csv"]))
def test_no_bytes_whatever_make_a_reader_fail(content: bytes, suffix: str) -> None:
    readings = read("-", options=Options(stdin_name=f"x.{suffix}"), stdin=content)

    assert all(reading.problems or reading.article.text for reading in readings)
