"""Readers: every input, whatever its format, gives an article or the reason why it gives none."""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.readers import Fields, Options, Reading, article_files, read_inputs, read_names
from dragoman.readers.dates import parse_date
from dragoman.readers.decoding import decode, decode_pieces
from dragoman.readers.language_gate import is_english

STORY = "Two brigades left Kisangani on Monday, the governor said."
ROW = json.dumps({"text": STORY})


def read(*inputs: Path | str, options: Options = Options(), stdin: bytes = b"") -> list[Reading]:
    return list(read_inputs(map(str, inputs), options, io.BytesIO(stdin)))


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def codes(readings: list[Reading]) -> list[list[str]]:
    return [[problem.code for problem in reading.problems] for reading in readings]


def needs(package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(importlib.util.find_spec(package) is None, reason=f"the extra that brings {package} is not installed")


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


def test_character_that_the_end_of_a_file_cuts_is_kept_as_it_can_be_read() -> None:
    pieces = list(decode_pieces(io.BytesIO(b"left at noon\xc3"), 64))

    assert "".join(piece.text or "" for piece in pieces) == "left at noonÃ"
    assert [problem.code for piece in pieces for problem in piece.problems] == ["encoding-assumed"]


# -- which files ----------------------------------------------------------------------------------------------------------


def names_under(folder: Path, *exclude: str) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in article_files(folder, exclude)]


FILES = ("2024/a.txt", "2024/draft.txt", "2025/a.txt", "2025/old/b.md", "2025/old/deep/c.json", "draft.txt", "notes/a.jsonl.gz")


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ((), [0, 1, 2, 3, 4, 5, 6]),
        (("draft.txt",), [0, 2, 3, 4, 6]),
        (("/draft.txt",), [0, 1, 2, 3, 4, 6]),
        (("old/",), [0, 1, 2, 5, 6]),
        (("2025/*.txt",), [0, 1, 3, 4, 5, 6]),
        (("2025/**",), [0, 1, 5, 6]),
        (("**/deep/*",), [0, 1, 2, 3, 5, 6]),
        (("*.txt", "!/draft.txt"), [3, 4, 5, 6]),
        (("202[45]/?.txt",), [1, 3, 4, 5, 6]),
        (("202[!5]",), [2, 3, 4, 5, 6]),
        (("# draft.txt", "", "!"), [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_patterns_leave_files_out_as_gitignore_does(tmp_path: Path, patterns: tuple[str, ...], left: list[int]) -> None:
    for name in FILES:
        written(tmp_path, name, STORY)

    assert [FILES[number] for number in left] == names_under(tmp_path, *patterns)


def test_ignore_file_of_a_folder_holds_below_it(tmp_path: Path) -> None:
    for name in FILES:
        written(tmp_path, name, STORY)
    written(tmp_path, "2024/.dragomanignore", "# not yet\n/draft.txt\n")

    assert [name for name in FILES if name != "2024/draft.txt"] == names_under(tmp_path)


def test_names_of_inputs_come_from_a_list_with_line_ends_or_nul() -> None:
    assert ["a b.txt", "c.txt", "d.txt"] == list(read_names(io.BytesIO(b"a b.txt\r\n\nc.txt\nd.txt")))
    assert ["a\nb.txt", "c.txt"] == list(read_names(io.BytesIO(b"a\nb.txt\0c.txt\0"), nul=True))


# -- web pages ------------------------------------------------------------------------------------------------------------

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Brigades leave the town | Harbour Times</title>
<meta property="og:title" content="Brigades leave the town"><meta property="og:site_name" content="Harbour Times">
<meta property="article:published_time" content="2024-07-08T09:00:00Z"><link rel="canonical" href="https://news.example/brigades">
</head><body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Brigades leave the town</h1>
<p>{STORY} It was the “largest” move of the year, and the town’s people watched it from their windows until noon.</p>
<p>The governor said that a further brigade would leave on Friday if the roads to the north were open by then.</p>
</article><footer>© 2024 Harbour Times. All rights reserved.</footer></body></html>"""


@needs("trafilatura")
def test_web_page_gives_its_article_with_title_date_site_and_address(tmp_path: Path) -> None:
    [reading] = read(written(tmp_path, "page.html", PAGE))
    article = reading.article

    assert reading.problems == ()
    assert (article.title, article.date, article.outlet) == ("Brigades leave the town", date(2024, 7, 8), "Harbour Times")
    assert (article.id, article.url) == ("page", "https://news.example/brigades")
    assert STORY in article.text
    assert "Sport" not in article.text


@needs("trafilatura")
def test_quotation_marks_of_a_web_page_stay_and_broken_ones_are_mended(tmp_path: Path) -> None:
    [reading] = read(written(tmp_path, "page.html", PAGE.replace("“largest”", "“largest” and the armyâ€™s first")))

    assert "“largest” and the army’s first" in reading.article.text


@needs("trafilatura")
@pytest.mark.parametrize("page", [b"", b"<html></html>", b"\x00\x01"])
def test_web_page_without_an_article_is_a_problem(tmp_path: Path, page: bytes) -> None:
    assert [["empty"]] == codes(read(written(tmp_path, "page.html", page)))


def test_missing_package_is_told_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    page, text = written(tmp_path, "page.html", PAGE), written(tmp_path, "a.txt", STORY)
    readings = read(page, text)

    assert [["missing-extra"], []] == codes(readings)
    assert "dragoman[html]" in readings[0].problems[0].message


# -- tables ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t")])
def test_header_of_a_table_shows_what_parts_its_fields(tmp_path: Path, name: str, delimiter: str) -> None:
    rows = [["id", "title", "text"], ["x", "T", f'"{STORY}"']]
    [reading] = read(written(tmp_path, name, "\n".join(delimiter.join(row) for row in rows)))

    assert (reading.article.id, reading.article.title, reading.article.text) == ("x", "T", STORY)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_table_may_have_any_line_ends(tmp_path: Path, end: str) -> None:
    path = written(tmp_path, "a.csv", end.join(["id,text", f'x,"{STORY}"', f'y,"{STORY}"', ""]))

    assert [("x", STORY), ("y", STORY)] == [(reading.article.id, reading.article.text) for reading in read(path)]


def test_row_in_another_encoding_is_told_at_that_row_only(tmp_path: Path) -> None:
    rows = [b"id,text", f"a,{STORY.split(',')[0]} à Goma".encode(), "b,The army’s front".encode("cp1252"), "c,Ağrı".encode()]
    readings = read(written(tmp_path, "a.csv", b"\n".join(rows)))

    assert [[], ["encoding-assumed"], []] == codes(readings)
    assert ["The army’s front", "Ağrı"] == [reading.article.text for reading in readings[1:]]


def test_row_with_a_fault_costs_that_row_only(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", f'id,text\na,"{STORY}"\nb,"{STORY}" more\nc,x\nd,\0\ne,"{STORY}"\n')
    readings = read(path)

    assert [[], ["bad-csv"], [], ["not-text"], []] == codes(readings)
    assert readings[1].problems[0].message.startswith("line 3: ")


def test_cell_that_is_never_closed_is_told_where_it_begins(tmp_path: Path) -> None:
    readings = read(written(tmp_path, "a.csv", f'id,text\na,x\nb,"{STORY}\nc,x\n'))

    assert [[], ["bad-csv"]] == codes(readings)
    assert readings[1].problems[0].message.startswith("line 3: ")


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf"])
def test_table_without_names_of_fields_is_a_problem(tmp_path: Path, content: bytes) -> None:
    assert [["empty"]] == codes(read(written(tmp_path, "a.csv", content)))


def test_row_without_the_field_of_the_text_names_the_fields_there_are(tmp_path: Path) -> None:
    [reading] = read(written(tmp_path, "a.csv", f"id,body\na,{STORY}\n"))

    assert codes([reading]) == [["no-text"]]
    assert "there is no field 'text', but id, body;" in reading.problems[0].message


def test_binary_table_is_no_text(tmp_path: Path) -> None:
    assert [["not-text"]] == codes(read(written(tmp_path, "a.csv", b"\x00\x01\x02,\n")))


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "json"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_of_a_table_or_list_names_the_encoding(tmp_path: Path, suffix: str, encoding: str) -> None:
    content = {
        "csv": f"id,text\nx,Ağrı {STORY.split(',')[0]}\n",
        "jsonl": '{"id": "x", "text": "Ağrı\u2028"}\n',
        "json": '[{"id": "x", "text": "Ağrı"}]',
    }
    [reading] = read(written(tmp_path, f"a.{suffix}", content[suffix].encode(encoding)))

    assert (reading.article.id, reading.article.text[:4], reading.problems) == ("x", "Ağrı", ())


@needs("pyarrow")
def test_parquet_gives_an_article_a_row(tmp_path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    rows = [{"id": f"p{n}", "text": STORY, "date": date(2024, 7, 8), "other": n} for n in range(600)] + [{"id": None, "text": None}]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    readings = read(tmp_path / "a.parquet")

    assert ["p0", "p599", "a:601"] == [readings[n].article.id for n in (0, 599, 600)]
    assert (readings[0].article.date, codes(readings[599:])) == (date(2024, 7, 8), [[], ["no-text"]])


@needs("pyarrow")
def test_damaged_parquet_costs_that_file_only(tmp_path: Path) -> None:
    bad, good = written(tmp_path, "a.parquet", b"PAR1 no"), written(tmp_path, "b.txt", STORY)

    assert [["unreadable"], []] == codes(read(bad, good))


# -- JSON lists -----------------------------------------------------------------------------------------------------------


class Endless(io.RawIOBase):
    """A list of articles without an end, which nobody could read as a whole."""

    def __init__(self) -> None:
        self._rest = b"["

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while len(self._rest) < len(buffer):
            self._rest += f"{ROW},\n".encode()
        buffer[:] = self._rest[: len(buffer)]
        self._rest = self._rest[len(buffer) :]
        return len(buffer)


def test_list_is_read_while_it_is_still_coming() -> None:
    readings: Iterator[Reading] = read_inputs(["-"], Options(stdin_name="x.json"), io.BufferedReader(Endless()))
    ids = [next(readings).article.id for _ in range(2000)]

    assert ("x:1", "x:2000") == (ids[0], ids[-1])


@pytest.mark.parametrize("indent", [None, 2])
def test_long_list_gives_each_of_its_articles(tmp_path: Path, indent: int | None) -> None:
    rows = [{"id": str(n), "text": f'{STORY} [{n}] {{ü}} \\ "{"x" * (n * 37 % 5000)}"'} for n in range(400)]
    readings = read(written(tmp_path, "a.json", json.dumps(rows, indent=indent, ensure_ascii=False)))

    assert [row["text"] for row in rows] == [reading.article.text for reading in readings]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("[]", []),
        (" \n", [["empty"]]),
        (f"[{ROW}, {ROW}", [[], [], ["bad-json"]]),
        (f"[{ROW},\n {{'text'}}]", [[], ["bad-json"]]),
        (f"[{ROW}] {ROW}", [[], ["bad-json"]]),
        (f"{ROW}\n{ROW}", [["bad-json"]]),
        (f"[{ROW}, 12, null, {ROW}]", [[], ["no-text"], ["no-text"], []]),
        ("[" * 100_000, [["bad-json"]]),
        ('"text"', [["no-text"]]),
    ],
)
def test_faults_of_a_list_are_told_after_what_stands_before_them(tmp_path: Path, content: str, found: list[list[str]]) -> None:
    assert found == codes(read(written(tmp_path, "a.json", content)))


def test_half_a_character_at_the_end_of_a_list_is_not_lost(tmp_path: Path) -> None:
    assert [["bad-json"]] == codes(read(written(tmp_path, "a.json", ROW.encode() + b"\xc4")))


def test_fault_of_a_list_has_its_line_and_column(tmp_path: Path) -> None:
    readings = read(written(tmp_path, "a.json", f"[\n  {ROW},\n  {{'text': 1}}\n]"))

    assert readings[-1].problems[0].message.startswith("line 3, column 4: ")


@given(
    st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)), st.booleans()
)
def test_any_list_has_as_many_readings_as_elements(value: object, ascii_only: bool) -> None:
    content = json.dumps([value, value], ensure_ascii=ascii_only).encode("utf-8", "replace")

    assert len(read("-", options=Options(stdin_name="x.json"), stdin=content)) == 2


# -- packed files ---------------------------------------------------------------------------------------------------------


def test_gzip_is_read_as_what_it_holds(tmp_path: Path) -> None:
    path = written(tmp_path, "feed.jsonl.gz", gzip.compress(f"{ROW}\n{ROW}\n".encode()))

    assert [("feed:1", STORY), ("feed:2", STORY)] == [(reading.article.id, reading.article.text) for reading in read(path)]
    assert path.as_posix() == read(tmp_path)[0].article.path


@needs("zstandard")
def test_zstandard_is_read_as_what_it_holds(tmp_path: Path) -> None:
    import zstandard

    # Two frames, as `zstd` makes them of two files that are put together.
    packed = b"".join(zstandard.compress(f"{ROW}\n".encode()) for _ in range(2))

    assert ["feed:1", "feed:2"] == [reading.article.id for reading in read(written(tmp_path, "feed.jsonl.zst", packed))]


def zipped(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, STORY)
    return packed.getvalue()


def test_archive_gives_its_files_in_order(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("b.txt", "2024/x.jsonl", "c.png", ".hidden/y.txt", "__MACOSX/z.txt"):
            archive.writestr(name, ROW if name.endswith("jsonl") else STORY)
        archive.writestr("2024/y.zip", zipped("inner.txt"))
    readings = read(tmp_path)

    assert ["x:1", "inner", "b"] == [reading.article.id for reading in readings]
    assert f"{tmp_path.as_posix()}/a.zip/2024/x.jsonl" == readings[0].article.path


@pytest.mark.parametrize("name", ["a.txt.gz", "a.zip", "a.jsonl.zst"])
def test_damaged_pack_costs_that_file_only(tmp_path: Path, name: str) -> None:
    good = written(tmp_path, "b.txt", STORY)
    [bad, fine] = read(written(tmp_path, name, b"this was never packed"), good)

    assert (bad.readable, fine.article.text) == (False, STORY)
    assert codes([bad])[0] in (["unreadable"], ["missing-extra"])


def test_pack_that_was_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    packed = gzip.compress("\n".join(json.dumps({"id": str(n), "text": f"{STORY} {n * 7919}"}) for n in range(3000)).encode())
    readings = read(written(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2]))

    assert len(readings) > 1
    assert ["unreadable"] == codes(readings)[-1]


@given(st.binary(max_size=300), st.sampled_from(["txt.gz", "zip", "jsonl.zst", "parquet", "tsv", "json"]))
def test_no_bytes_whatever_make_a_packed_input_fail(content: bytes, suffix: str) -> None:
    readings = read("-", options=Options(stdin_name=f"x.{suffix}"), stdin=content)

    assert all(reading.problems or reading.article.text for reading in readings)


# -- languages ------------------------------------------------------------------------------------------------------------

OTHERS = {
    "Dutch": "De minister zei dat het leger in de stad was aangekomen en dat de regering met de rebellen over een bestand wil praten. "
    "In de stad is het sinds maandag rustig, maar er was op zaterdag nog een aanval van de militie, die als de sterkste geldt.",
    "German": "Der Minister sagte, die Armee sei in der Stadt angekommen und die Regierung des Landes wolle mit den Rebellen sprechen. "
    "In der Stadt war es seit Montag ruhig, aber am Samstag hatte es noch einen Angriff der Miliz im Norden der Stadt gegeben.",
    "French": "Le ministre a déclaré que l'armée était arrivée dans la ville et que le gouvernement voulait parler avec les rebelles. "
    "La ville est calme depuis lundi, mais il y a eu samedi une attaque de la milice, la plus forte de la région du nord.",
    "Danish": "Ministeren sagde, at hæren var kommet til byen, og at landets regering ville tale med oprørerne om en våbenhvile. "
    "I byen har der været roligt siden mandag, men i lørdags var der et angreb fra militsen, som er den stærkeste i området.",
    "Russian": "Министр сказал, что армия прибыла в город и что правительство страны хочет говорить с повстанцами о перемирии.",
    "Chinese": "部长说,军队已经抵达该市,政府希望与叛军谈判停火。自周一以来,该市一直很平静,但周六民兵在城北发动了袭击。" * 3,
}


@pytest.mark.parametrize("language", OTHERS)
def test_text_that_is_not_english_is_a_problem_and_is_not_searched(tmp_path: Path, language: str) -> None:
    [reading] = read(written(tmp_path, "a.txt", OTHERS[language]))
    [searched] = read(tmp_path / "a.txt", options=Options(any_language=True))

    assert (reading.readable, codes([reading])) == (False, [["language"]])
    assert (searched.readable, searched.problems) == (True, ())


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "Kramatorsk, Sloviansk, Kostiantynivka, Pokrovsk",
        "Ministro",
        (
            "PRESS RELEASE: MINISTERS OF THE FOUR STATES MEET IN GENEVA ON MONDAY AND TUESDAY TO TALK OF A TRUCE; THE TALKS ARE LED BY "
            "THE ENVOY OF THE UNION, WHO ARRIVED ON SUNDAY WITH TWO ADVISERS AND A DRAFT THAT HAS BEEN SEEN BY REPORTERS FROM TWO PAPERS"
        ),
    ],
)
def test_english_and_short_texts_pass_the_gate(text: str) -> None:
    assert is_english(text)
