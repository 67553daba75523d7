"""Writers: the record of the contract, and what is derived from it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.records import (
    Count,
    Cue,
    Entity,
    Event,
    Extraction,
    Filler,
    Interval,
    Mention,
    Money,
    Problem,
    Source,
    Status,
    Term,
    TextSpan,
    Value,
    Weapon,
)
from dragoman.writers import Record, open_file, open_writer, record_schema, to_record
from dragoman.writers.json_text import dump_laid_out, dump_line
from dragoman.writers.wording import in_words

TEXT = "Minsk may ship 12 122 mm launchers to Harare in May, Harare said."
ARTICLE = Article(text=TEXT, id="a1", title="Launchers", date=date(2024, 4, 30), path="in/a1.txt")


def span(words: str) -> TextSpan:
    start = TEXT.index(words)
    return TextSpan(start, start + len(words), words)


def filler(words: str, value: Value, *, inferred: bool = False) -> Filler:
    return Filler(span(words), value, inferred)


LAUNCHERS = Weapon("multiple rocket launcher", "artillery", 122.0, Count(12, 12))
SLOTS = {
    "supplier": (filler("Minsk", Entity("Belarus", "BLR")),),
    "items": (filler("12 122 mm launchers", LAUNCHERS), filler("launchers", Term("launcher"), inferred=True)),
    "recipient": (),
    "time": (filler("in May", Interval(date(2024, 5, 1), date(2024, 5, 31))),),
}
MENTION = Mention(
    kind="weapon_transfer",
    rule="weapon_transfer/ship",
    pack="core",
    status=Status.POSSIBLE,
    trigger=span("ship"),
    evidence=TextSpan(0, len(TEXT), TEXT),
    slots=SLOTS,
    cues=(Cue(span("may"), Status.POSSIBLE),),
    sources=(Source(span("Harare"), Entity("Zimbabwe", "ZWE"), "said"),),
)
EXTRACTION = Extraction((MENTION, MENTION), (Event("weapon_transfer", Status.POSSIBLE, (0, 1), SLOTS),), (Problem("x", "y"),))
RECORD = to_record(ARTICLE, EXTRACTION)
SLOT_NAMES = ("supplier", "recipient", "items", "time")


def text_of(format_: str, *records: Record) -> str:
    file = io.StringIO()
    writer = open_writer(format_, file, SLOT_NAMES)
    for record in records:
        writer.write(record)
    writer.finish()
    return file.getvalue()


def test_record_satisfies_the_published_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(record_schema()))

    assert [] == list(jsonschema.Draft202012Validator(json.loads(record_schema())).iter_errors(RECORD))


def test_record_numbers_mentions_and_events() -> None:
    assert ["m1", "m2"] == [mention["id"] for mention in RECORD["mentions"]]
    assert ["m1", "m2"] == RECORD["events"][0]["mentions"]
    assert RECORD["events"][0]["id"] == "e1"


def test_record_tells_which_article_it_was() -> None:
    article = RECORD["article"]

    assert (article["id"], article["path"], article["date"], article["language"]) == ("a1", "in/a1.txt", "2024-04-30", "en")
    assert (article["characters"], article["sha256"], article["outlet"]) == (len(TEXT), ARTICLE.sha256, None)


def test_record_leaves_out_empty_slots_and_marks_inferred_fillers() -> None:
    slots = RECORD["mentions"][0]["slots"]

    assert ["supplier", "items", "time"] == list(slots)
    assert [False, True] == [filler.get("inferred", False) for filler in slots["items"]]


@pytest.mark.parametrize(
    ("value", "record", "words"),
    [
        (Entity("Belarus", "BLR"), {"code": "BLR", "name": "Belarus"}, "Belarus"),
        (Count(3000, None), {"low": 3000, "high": None, "approx": False}, ">=3,000"),
        (Count(None, 4000, approx=True), {"low": None, "high": 4000, "approx": True}, "~<=4,000"),
        (Count(10, 12), {"low": 10, "high": 12, "approx": False}, "10-12"),
        (Money(2_500_000.0, "USD"), {"amount": 2500000, "currency": "USD"}, "2,500,000 USD"),
        (Interval(date(2024, 5, 1), None), {"from": "2024-05-01", "to": None}, "2024-05-01.."),
        (Interval(date(2024, 5, 1), date(2024, 5, 1)), {"from": "2024-05-01", "to": "2024-05-01"}, "2024-05-01"),
        (Term("soldier"), {"name": "soldier"}, "soldier"),
        (Weapon("howitzer"), {"weapon": "howitzer", "class": None, "calibre_mm": None, "count": None}, "howitzer"),
        (
            LAUNCHERS,
            {
                "weapon": "multiple rocket launcher",
                "class": "artillery",
                "calibre_mm": 122,
                "count": {"low": 12, "high": 12, "approx": False},
            },
            "12 multiple rocket launcher 122 mm",
        ),
    ],
)
def test_values_are_written_as_the_contract_says(value: Value, record: dict[str, object], words: str) -> None:
    mention = replace(MENTION, slots={"x": (filler("May", value),)})

    [written] = to_record(ARTICLE, Extraction((mention,)))["mentions"]

    assert json.dumps(record) == json.dumps(written["slots"]["x"][0]["value"])
    assert words == in_words(written["slots"]["x"][0]["value"])


def test_json_lines_give_one_record_a_line() -> None:
    lines = text_of("jsonl", RECORD, RECORD).split("\n")

    assert [RECORD, RECORD] == [json.loads(line) for line in lines[:2]]
    assert lines[2:] == [""]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_list_of_all_records(count: int) -> None:
    assert [RECORD] * count == json.loads(text_of("json", *[RECORD] * count))


def test_csv_gives_one_row_a_mention_with_joined_lists() -> None:
    rows = list(csv.DictReader(io.StringIO(text_of("csv", RECORD))))

    assert ["m1", "m2"] == [row["mention"] for row in rows]
    assert rows[0]["slot_items"] == "12 multiple rocket launcher 122 mm; launcher"
    assert (rows[0]["slot_recipient"], rows[0]["sources"], rows[0]["problems"]) == ("", "Zimbabwe", "x: y")


def test_csv_keeps_an_article_that_has_only_a_problem() -> None:
    empty = to_record(ARTICLE, Extraction(problems=(Problem("empty", "nothing there"),)))

    [row] = csv.DictReader(io.StringIO(text_of("csv", empty)))

    assert (row["article"], row["mention"], row["problems"]) == ("a1", "", "empty: nothing there")


def test_text_shows_kind_status_slots_source_and_quote() -> None:
    shown = text_of("text", RECORD)

    assert "weapon_transfer  possible  supplier Belarus" in shown
    assert "said by Zimbabwe" in shown
    assert f"“{TEXT}”  core:weapon_transfer/ship" in shown


def test_characters_that_programs_take_for_line_ends_are_escaped() -> None:
    line = dump_line({"text": "a\u2028b\u2029c\x85d\ne"})

    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": "a\u2028b\u2029c\x85d\ne"}


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_laid_out_json_says_the_same_as_one_line(value: object) -> None:
    assert json.loads(dump_laid_out(value)) == json.loads(dump_line(value))


def test_laid_out_json_breaks_only_what_is_too_long_for_a_line() -> None:
    long = "x" * 80

    assert dump_laid_out({"a": [1, {"b": 2}], "c": [long, {"d": [long, long]}]}) == "\n".join(
        [
            "{",
            '  "a": [1, {"b": 2}],',
            '  "c": [',
            f'    "{long}",',
            "    {",
            '      "d": [',
            f'        "{long}",',
            f'        "{long}"',
            "      ]",
            "    }",
            "  ]",
            "}",
        ]
    )


def test_file_takes_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with open_file(path, SLOT_NAMES) as writer:
        writer.write(RECORD)
        during = sorted(file.name for file in tmp_path.iterdir())

    assert during == ["out.jsonl.part"]
    assert path.read_bytes() == text_of("jsonl", RECORD).encode()


def test_file_of_a_run_that_broke_keeps_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), open_file(path, SLOT_NAMES):
        raise KeyboardInterrupt

    assert path.read_text() == "old"
