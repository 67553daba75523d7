"""Plain entries: read without the YAML parser, and never otherwise than it reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import dragoman_rules
from dragoman.located_yaml import _parse, parse_yaml
from dragoman.plain_entries import split_entries

LEXICONS = sorted((Path(dragoman_rules.__file__).parent / "lexicons").glob("*.yaml"))
HEADS = ["lexicon: places\ntype: place\nentries:\n", "entries:\n", "entries: # all\n", "entries: {}\n", "entries: |\n", "- entries:\n"]
LINES = [
    "  Ostra: {class: town}",
    "  Ostra: {aliases: [Östra, O'stra], class: town, code: 12}",
    "  Tell Maru: {code: TMR}",
    "  Ké: {weak: true}",
    "  Ostra: {class: a, class: b}",
    "  Two  Blanks: {code: A}",
    "  No: {name: null}",
    "  A - B: {name: a & b (c)}",
    "  X: {}",
    "  -Y: {a: b}",
    "  Long: {aliases: [One,",
    "    Two], code: L}",
    '  Quoted: {name: "Q, {q}"}',
    '  Open: {name: "Q',
    '    q"}',
    "  It's: {name: 'it''s'}",
    "  'Left: {name: 'l",
    "  Text: |",
    "    Inner: {a: b}",
    "  Ref: &r {code: R}",
    "  Other: *r",
    "  Bad: {code: C",
    "  Tag: !t {a: b}",
    "  # a comment, isn't it",
    "# {",
    "",
    "   ",
    "    Deep: {code: D}",
    " Shallow: {code: S}",
    "  Block:",
    "    code: B",
    "\tTab: {code: T}",
    "  Tail: {code: T} # {",
    "  Wide: {code: W} ",
    "other: {a: b}",
    "---",
    "...",
    "entries:",
    "  Emoji: {code: 😀}",
    "  Line\x85: {code: A}",
    "  \u2028: {a: b}",
]


@settings(max_examples=500)
@given(head=st.sampled_from(HEADS), lines=st.lists(st.sampled_from(LINES), max_size=7), end=st.sampled_from(["\n", "", "\n\n", "\r\n"]))
@example(head=HEADS[0], lines=[LINES[13], LINES[0], LINES[14]], end="\n")
@example(head=HEADS[0], lines=[LINES[17], LINES[0], LINES[18]], end="\n")
@example(head=HEADS[0], lines=[LINES[27], LINES[0]], end="\n")
def test_entries_are_read_as_the_parser_reads_them(head: str, lines: list[str], end: str) -> None:
    text = head + "\n".join(lines) + end

    assert repr(_parse(text, "a.yaml")) == repr(parse_yaml(text, "a.yaml"))


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
def test_core_lexicon_is_read_as_the_parser_reads_it(path: Path) -> None:
    text = path.read_text("utf-8")

    assert repr(_parse(text, path.name)) == repr(parse_yaml(text, path.name))


def test_core_lexicons_are_written_plainly() -> None:
    split = [split_entries(path.read_text("utf-8")) for path in LEXICONS]

    assert sum(len(parts.plain) for parts in split if parts is not None) > 10_000
