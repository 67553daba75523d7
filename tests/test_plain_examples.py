"""Plain examples: read when somebody asks for them, and never otherwise than the parser reads them at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

import dragoman_rules
from dragoman.extractor import Extractor
from dragoman.language import EventType, Place, Slot
from dragoman.packs.example_reader import LaterExamples
from dragoman.packs.findings import Findings, Source
from dragoman.packs.language_reader import read_rule
from dragoman.packs.located_yaml import parse_yaml
from dragoman.packs.plain_examples import split_examples
from dragoman.packs.vocabulary import Vocabulary

PATH = "core/raid/raided.yaml"
RULES = sorted(Path(dragoman_rules.__file__).parent.glob("*/*.yaml"))
VOCABULARY = Vocabulary(events={"raid": EventType("raid", "A raid.", {"actor": Slot("actor"), "place": Slot("place")}, Place(PATH, 1, 1))})
_TOP = "id: raided\nevent: raid\nstatus: stable\ndescription: A raid.\n"
_REST = 'trigger:\n  verbs: [raid]\nphrases: ["{actor} VERB {place}"]\nrequired: [place]\n'
HEADS = [
    f"{_TOP}{_REST}examples:\n",
    f'{_TOP}examples:\n  - match: "A"\n{_REST}examples:\n',
    f"{_TOP.replace('A raid.', '|')}  A raid.\n{_REST}examples:\n",
    f"{_TOP.replace('A raid.', 'A raid')}\n{_REST}examples:\n",
    f"{_TOP.replace('A raid.', chr(34))}\nexamples:\n",
    f"{_TOP}{_REST}slots: {{\nexamples:\n",
    f"{_TOP}{_REST}unknown: x\nexamples:\n",
    f"{_TOP}{_REST}examples: # two of them\n",
    f"{_TOP}{_REST.replace('{place}', '{plac}')}examples:\n",
]
MATCH = '  - match: "[actor: Alvia] raided [place: Ostra]."'
LINES = [
    '  - match: "[place: Ostra] was raided: by [actor: Alvia]."',
    '  - match: "Raiders raided # [place: Tell Maru]."',
    "    status: denied",
    "    status: nonsense",
    "    source: the ministry",
    "    source: true",
    '    context: "Raids are raids."',
    '    context: " "',
    "    slots: {place: Ostra}",
    "    todo: true",
    '  - reject: "Children raided [place: a fridge]."',
    '  - reject: "Boys raided the fridge."',
    "  - reject: Boys raided the fridge.",
    '  - match: "[plce: Ostra] was raided."',
    '  - match: "[place Ostra] was raided."',
    '  - match: "[place: ] was raided."',
    '  - match: "[place: Ostra was raided."',
    '  - match: "[place: old [actor: Alvia]] was raided."',
    '  - match: "He said \\"[place: Ostra]\\" was raided."',
    '  - match: ""',
    '  - match: "\u00a0"',
    '  - match: "It was [place: Ostra]',
    '    that was raided."',
    "  # a comment",
    "",
    "    other: x",
    "slots: {place: {type: place}}",
    "---",
    '  - reject: "A\x85b"',
    '  - reject: "😀 raided the fridge."',
]
REJECT = LINES[11]


def read(text: str, *, split: bool, path: str = PATH, vocabulary: Vocabulary = VOCABULARY) -> str:
    """Return a rule and its faults, with plain examples left until later or all of it parsed at once."""
    findings = Findings(Source(path, text))
    parts = split_examples(text) if split else None
    node, faults = parse_yaml(parts.rest if parts is not None else text, path)
    if parts is not None and (node is None or faults or not parts.fits(node)):
        return read(text, split=False, path=path, vocabulary=vocabulary)
    findings.found.extend(faults)
    rule = read_rule(node, vocabulary, findings, "core", parts.examples if parts is not None else None) if node is not None else None
    whole = replace(rule, examples=tuple(rule.examples)) if rule is not None else None
    return f"{whole!r}\n{findings.found!r}"


@settings(max_examples=500)
@given(head=st.sampled_from(HEADS), lines=st.lists(st.sampled_from([MATCH, REJECT, *LINES]), max_size=7), end=st.sampled_from(["\n", ""]))
@example(head=HEADS[0], lines=[MATCH, LINES[2], LINES[4], LINES[6], MATCH, REJECT, LINES[6]], end="\n")
@example(head=HEADS[0], lines=[MATCH, LINES[13], REJECT], end="\n")
@example(head=HEADS[0], lines=[MATCH, MATCH, REJECT, LINES[2]], end="\n")
@example(head=HEADS[0], lines=[MATCH, LINES[2], LINES[2], MATCH, REJECT], end="\n")
@example(head=HEADS[0], lines=[MATCH, REJECT], end="\n")
@example(head=HEADS[0], lines=[MATCH, MATCH], end="\n")
@example(head=HEADS[1], lines=[MATCH, MATCH, REJECT], end="\n")
@example(head=HEADS[4], lines=[MATCH, MATCH, REJECT], end="\n")
@example(head=HEADS[6], lines=[MATCH, MATCH, REJECT], end="\n")
@example(head=HEADS[8], lines=[MATCH, MATCH, REJECT], end="\n")
def test_examples_are_read_as_the_parser_reads_them(head: str, lines: list[str], end: str) -> None:
    text = head + "\n".join(lines) + end

    assert read(text, split=True) == read(text, split=False)


def test_core_rules_are_read_as_the_parser_reads_them(core_extractor: Extractor) -> None:
    lexicons = {lexicon.type for pack in core_extractor.packs for lexicon in pack.lexicons}
    events = {event.name: event for pack in core_extractor.packs for event in pack.events}
    vocabulary = Vocabulary(Vocabulary().types | lexicons, dict(events))
    rules = {path.as_posix(): path.read_text("utf-8") for path in RULES if path.parent.name in events}
    plain = {path: read(text, split=True, path=path, vocabulary=vocabulary) for path, text in rules.items()}

    assert {path: read(text, split=False, path=path, vocabulary=vocabulary) for path, text in rules.items()} == plain
    assert all(read.endswith("\n[]") for read in plain.values())


def test_examples_of_core_rules_are_written_plainly(core_extractor: Extractor) -> None:
    rules = [rule for pack in core_extractor.packs for rule in pack.rules]
    later = [rule.examples for rule in rules if isinstance(rule.examples, LaterExamples)]

    assert len(later) > len(rules) * 0.8
    assert [len(examples) for examples in later] == [len(list(examples)) for examples in later]
