"""Plain entries: read without the YAML parser, and never otherwise than it reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import dragoman_rules
from dragoman.packs.findings import Findings, Source
from dragoman.packs.lexicon_reader import read_lexicon
from dragoman.packs.located_yaml import parse_yaml
from dragoman.packs.plain_entries import split_entries

LEXICONS = sorted((Path(dragoman_rules.__file__).parent / "lexicons").glob("*.yaml"))
_TOP = "lexicon: places\ntype: place\ndescription: Places.\n"
HEADS = [f"{_TOP}entries:\n", f"{_TOP}entries: # all\n", "entries:\n", "entries: # all\n", "entries: {}\n", "entries: |\n", "- entries:\n"]
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
    "  Tora: {surname: Ostra, plural: Ostra}",
    "  Tell: {plural: [Tell, Tells, Tells], weak: false}",
    "  Same: {plural: [Sams], surname: Sams, parent: Tora, until: 2001}",
    "  Term: {from: 2005, until: 2001}",
    "  Truth: {name: true}",
    "  List: {name: [A, B]}",
    "  Items: {aliases: [A, true]}",
    "  Flag: {weak: maybe}",
    "  Ké: {name: Ké two, wrong: x}",
    "  \u2028: {a: b}",
]


def read(text: str, *, split: bool) -> str:
    """Return a lexicon and its faults, with the plain entries read by themselves or by the parser."""
    findings = Findings(Source("lexicons/places.yaml", text))
    parts = split_entries(text) if split else None
    node, faults = parse_yaml(parts.rest if parts is not None else text, "lexicons/places.yaml")
    if parts is not None and (node is None or faults):
        return read(text, split=False)
    findings.found.extend(faults)
    lexicon = read_lexicon(node, findings, "core", parts.plain if parts is not None else ()) if node is not None else None
    return f"{lexicon!r}\n{findings.found!r}"


@settings(max_examples=500)
@given(head=st.sampled_from(HEADS), lines=st.lists(st.sampled_from(LINES), max_size=7), end=st.sampled_from(["\n", "", "\n\n", "\r\n"]))
@example(head=HEADS[0], lines=[LINES[13], LINES[0], LINES[14]], end="\n")
@example(head=HEADS[0], lines=[LINES[17], LINES[0], LINES[18]], end="\n")
@example(head=HEADS[0], lines=[LINES[27], LINES[0]], end="\n")
@example(head=HEADS[0], lines=[LINES[0], LINES[2], LINES[0]], end="\n")
@example(head=HEADS[0], lines=[LINES[2], LINES[0], LINES[37], LINES[38]], end="\n")
def test_entries_are_read_as_the_parser_reads_them(head: str, lines: list[str], end: str) -> None:
    text = head + "\n".join(lines) + end

    assert read(text, split=True) == read(text, split=False)


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
def test_core_lexicon_is_read_as_the_parser_reads_it(path: Path) -> None:
    text = path.read_text("utf-8")

    assert read(text, split=True) == read(text, split=False)


def test_core_lexicons_are_written_plainly() -> None:
    split = [split_entries(path.read_text("utf-8")) for path in LEXICONS]

    assert sum(len(parts.plain) for parts in split if parts is not None) > 10_000
