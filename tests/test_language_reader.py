from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import Example, Priority, Rule, Slot
from dragoman.packs.event_reader import read_event
from dragoman.packs.findings import Findings, Source
from dragoman.packs.grammar_table import FILE_KINDS, TABLES, Shape
from dragoman.packs.language_reader import read_rule
from dragoman.packs.located_yaml import load_yaml, parse_yaml
from dragoman.packs.phrase_parser import phrase_text
from dragoman.packs.vocabulary import Vocabulary
from dragoman.records import Status

EVENT = """\
event: raid
description: One side raids another.
slots:
  raider: {type: actor}
  victim: {type: [people, force], many: true}
  hurt: {type: quantity, from: [victim.count, raider.count]}
  stage: {type: text}
  time: {type: date, where: clause}
same: [raider]
figures: [hurt]
joins: [hurt]
codes: {plover: ASSAULT, cameo: "0190"}
"""
RULE = """\
id: raided
event: raid
description: One side raids another.
trigger:
  verbs: [raid, swoop on]
  nouns: [raid]
  words: ["hit-and-run"]
  not: [raid the fridge]
phrases:
  - "{raider} VERB {victim}"
  - {phrase: "NOUN on {victim}", only: active, gap: 4}
examples:
  - match: "[raider: Ruritania] raided [victim: villagers]."
  - match: "A raid on [victim: villagers] by night."
  - reject: "The children raided the fridge."
"""


def rule(text: str, event: str = EVENT) -> tuple[Rule | None, list[str]]:
    findings = Findings(Source("raid/raided.yaml", text))
    declared = read_event(load_yaml(event, "events/raid.yaml"), Vocabulary(), Findings(Source("events/raid.yaml", event)))
    assert declared is not None
    read = read_rule(load_yaml(text, "raid/raided.yaml"), Vocabulary(events={"raid": declared}), findings)
    return read, [str(fault) for fault in findings.found]


def sound(*added: str) -> Rule:
    lines = "".join(f"{line}\n" for line in added)
    read, faults = rule(RULE.replace("examples:", f"{lines}examples:"))
    assert read is not None
    assert faults == []
    return read


def examples(*lines: str) -> tuple[Example, ...]:
    read, faults = rule(RULE + "".join(f"{line}\n" for line in lines))
    assert read is not None
    assert faults == []
    return tuple(read.examples)


def test_a_rule_is_read_with_its_place() -> None:
    read = sound()

    assert (read.name, read.status, read.priority) == ("raid/raided", "stable", Priority.NORMAL)
    assert (read.place.path, read.place.line, read.place.column) == ("raid/raided.yaml", 1, 5)


def test_a_trigger_has_its_words_by_kind() -> None:
    trigger = sound().trigger

    assert (trigger.verbs, trigger.nouns) == (("raid", "swoop on"), ("raid",))
    assert (trigger.words, trigger.excluded) == (("hit-and-run",), ("raid the fridge",))


def test_a_phrase_is_a_text_or_a_group() -> None:
    first, second = sound().phrases

    assert (phrase_text(first.elements), first.only, first.gap) == ("{raider} VERB {victim}", None, None)
    assert (phrase_text(second.elements), second.only, second.gap) == ("NOUN on {victim}", "active", 4)
    assert (first.place.line, first.place.column) == (10, 6)
    assert (second.place.line, second.place.column) == (11, 15)


def test_a_narrowed_slot_keeps_what_the_event_type_says() -> None:
    read = sound("slots:", "  victim: {class: [civilian]}", "  raider: {weak: true}")

    assert read.slots["victim"] == Slot("victim", ("people", "force"), many=True, classes=("civilian",))
    assert read.slots["raider"] == Slot("raider", ("actor",), weak=True)


def test_constants_guards_and_priority_are_read() -> None:
    read = sound("set: {stage: ended}", "guards: {possible: drop, denied: keep}", "priority: specific")

    assert read.constants == {"stage": "ended"}
    assert read.guards == {Status.POSSIBLE: "drop", Status.DENIED: "keep"}
    assert read.priority is Priority.SPECIFIC


def test_required_slots_may_be_alternatives() -> None:
    assert sound("required: [victim, raider | hurt]").required == (("victim",), ("raider", "hurt"))


def test_examples_carry_all_that_they_assert() -> None:
    example = examples(
        '  - match: "[raider: Ruritania] will raid [victim: villagers]."',
        "    slots: {hurt: {low: 3, high: null}, raider: Ruritania}",
        "    status: planned",
        "    source: Freedonia",
        "    count: 2",
        "    events: 1",
        "    merged: {hurt: [3, 5]}",
        '    context: "It was dark."',
        "    date: 2025-03-27",
        "    todo: true",
    )[-1]

    assert example.text == "Ruritania will raid villagers."
    assert [(mark.slot, mark.start, mark.end) for mark in example.marks] == [("raider", 0, 9), ("victim", 20, 29)]
    assert example.slots == {"hurt": {"low": 3, "high": None}, "raider": "Ruritania"}
    assert (example.status, example.source, example.count) == (Status.PLANNED, "Freedonia", 2)
    assert (example.context, example.date, example.todo) == ("It was dark.", date(2025, 3, 27), True)
    assert (example.events, example.merged) == (1, {"hurt": [3, 5]})


def test_marks_of_a_reject_stay_text() -> None:
    assert examples('  - reject: "It could be [that] [victim: villagers] came."')[-1].text == "It could be [that] [victim: villagers] came."


def test_expert_patterns_are_plain_values() -> None:
    read = sound('token_pattern: [{LOWER: {IN: [raid, raids]}}, {IS_PUNCT: true, OP: "?"}]')

    assert read.token_patterns == (({"LOWER": {"IN": ["raid", "raids"]}}, {"IS_PUNCT": True, "OP": "?"}),)


def test_several_expert_patterns_are_lists_of_lists() -> None:
    assert sound("token_pattern: [[{LOWER: raid}], [{LOWER: raids}]]").token_patterns == (({"LOWER": "raid"},), ({"LOWER": "raids"},))


def test_a_phrase_may_start_from_words_taken_as_written() -> None:
    read, faults = rule(RULE.replace('"NOUN on {victim}"', '"hit-and-run on {victim}"'))

    assert read is not None
    assert faults == []


def test_an_event_type_is_read_whole() -> None:
    findings = Findings(Source("events/raid.yaml", EVENT))
    event = read_event(load_yaml(EVENT, "events/raid.yaml"), Vocabulary(), findings)
    assert event is not None

    assert findings.found == []
    assert event.slots["hurt"] == Slot("hurt", ("quantity",), sources=("victim.count", "raider.count"))
    assert event.slots["time"].where == "clause"
    assert (event.same, event.figures, event.joins) == (("raider",), ("hurt",), ("hurt",))
    assert event.codes == {"plover": "ASSAULT", "cameo": "0190"}


def test_a_slot_derived_from_a_facet_needs_no_type() -> None:
    event = EVENT.replace("{type: quantity, from: [victim.count, raider.count]}", "{from: victim.actor}")
    findings = Findings(Source("events/raid.yaml", event))
    read = read_event(load_yaml(event, "events/raid.yaml"), Vocabulary(), findings)
    assert read is not None

    assert findings.found == []
    assert read.slots["hurt"].types == ("actor",)


def test_one_wrong_phrase_does_not_hide_another() -> None:
    text = RULE.replace("{raider} VERB {victim}", "{raidr} VERB {victim}").replace("NOUN on {victim}", "NOUN on {victim")

    assert rule(text)[1] == [
        "raid/raided.yaml:10:7: error[E121] 'raid' has no slot 'raidr'; did you mean 'raider'?",
        "raid/raided.yaml:11:23: error[E130] slot is never closed; add the missing '}'",
    ]


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_key_is_documented_in_one_sentence(table: str) -> None:
    assert [key.name for key in TABLES[table] if not key.doc.endswith(".")] == []


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_nested_group_is_in_the_table(table: str) -> None:
    nested = {Shape.SECTION, Shape.SECTIONS, Shape.LIST, Shape.MIXED}

    assert [key.name for key in TABLES[table] if (key.shape in nested) != bool(key.inside)] == []
    assert [key.name for key in TABLES[table] if key.inside and key.inside not in TABLES] == []
    assert [key.name for key in TABLES[table] if (key.shape is Shape.CHOICE) != bool(key.choices)] == []


def test_every_group_belongs_to_a_file() -> None:
    reached = set(FILE_KINDS) | {key.inside for keys in TABLES.values() for key in keys}

    assert reached - {""} == set(TABLES)


pieces = st.sampled_from(
    ["[", "]", "{", "}", ": ", "\n", "  ", "- ", "null", "true", "1", '"', "'", "|", "VERB", "x: y", "&a ", "*a", "#", "=", "...", "?", "é"]
)


@given(st.integers(0, len(RULE)), st.integers(0, 40), st.lists(pieces, max_size=4))
def test_a_damaged_rule_is_read_or_has_faults(start: int, length: int, inserted: list[str]) -> None:
    text = RULE[:start] + "".join(inserted) + RULE[start + length :]
    node, unreadable = parse_yaml(text, "raid/raided.yaml")
    read, faults = rule(text) if node is not None and not unreadable else (None, list(map(str, unreadable)))

    assert read is not None or faults
