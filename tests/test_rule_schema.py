"""The JSON Schema of rule files says what the checker says, as far as JSON Schema can say it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from typer.testing import CliRunner, Result

from dragoman.checking.rule_schema import rule_schema
from dragoman.packs.cue_reader import read_cues, read_layout
from dragoman.packs.event_reader import read_event
from dragoman.packs.findings import Findings, Source
from dragoman.packs.grammar_table import KEYS, TABLES
from dragoman.packs.language_reader import read_rule
from dragoman.packs.lexicon_reader import read_lexicon
from dragoman.packs.located_yaml import Node, load_yaml, plain
from dragoman.packs.reading import read_pack
from dragoman.packs.sections import read_section
from dragoman.packs.vocabulary import Vocabulary
from dragoman_cli.app import app

ROOT = Path(__file__).parent.parent
BORDERS = ROOT / "tests" / "packs" / "borders"
SCHEMA = json.loads(rule_schema())

# The faults that JSON Schema can know of: of keys and what stands behind them, not of what is said inside a text or in another file.
SAYABLE = {"E101", "E102", "E103", "E104", "E105", "E106", "E107", "E144", "E151", "E180"}

SAMPLES: dict[str, Any] = {
    "rule": {
        "id": "imposed",
        "event": "sanction",
        "status": "stable",
        "description": "One side bars goods.",
        "trigger": {"verbs": ["ban"], "nouns": ["embargo"], "words": ["off limits"], "not": ["ban on smoking"]},
        "phrases": ["{sender} VERB {goods}", {"phrase": "NOUN on {goods}", "only": "noun", "gap": 5}],
        "token_pattern": [[{"LOWER": "ban", "trigger": True}]],
        "dependency_pattern": [{"RIGHT_ID": "v", "RIGHT_ATTRS": {"LOWER": "ban"}}],
        "slots": {"goods": {"class": "gun", "not_class": ["toy"], "many": True}},
        "set": {"stage": "agreed"},
        "required": ["goods", "sender|target"],
        "unless": {"words": ["smoking"], "but": ["rifle"]},
        "guards": {"denied": "drop"},
        "assume": "planned",
        "priority": "specific",
        "examples": [
            {"match": "Ruritania banned rifles.", "slots": {"goods": {"low": 3}}, "status": "denied", "source": "UN", "count": 1},
            {"match": "An embargo on shells.", "context": "So it is.", "date": "2025-03-27", "todo": True, "events": 1},
            {"reject": "The town banned smoking.", "todo": False},
        ],
    },
    "event": {
        "event": "sanction",
        "description": "One side bars goods.",
        "slots": {"sender": {"type": "actor"}, "goods": {"type": ["goods", "materiel"], "many": True}, "count": {"from": "goods.count"}},
        "same": ["sender"],
        "excludes": ["raid"],
        "unless": {"words": ["smoking"]},
        "codes": {"plover": "SANCTION", "cameo": 163},
    },
    "lexicon": {
        "lexicon": "goods",
        "type": "goods",
        "description": "Goods that can be barred.",
        "source": "written for this test",
        "licence": "MIT",
        "entries": {"rifle": {"class": "gun", "aliases": ["carbine"], "weak": True, "from": "2019"}, "ban": {"forms": {"past": "banned"}}},
    },
    "cues": {
        "cues": "status",
        "description": "Words that set a status.",
        "entries": [
            {"modal": ["may", "might"], "sets": "possible", "within": "group"},
            {"cue": "no sign of", "sets": "denied", "direction": "backward", "pseudo": ["no sign of relief"]},
            {"report": "say"},
        ],
    },
    "layout": {"layout": "pages", "description": "Wording around articles.", "zones": {"advert": {"lines": ["Advertisement"]}}},
    "pack": {"pack": "trade", "version": 1.5, "description": "Trade.", "requires": ">=0.1", "language": 1},
}
SANCTION = read_event(
    load_yaml(json.dumps(SAMPLES["event"]), "events/sanction.yaml"),
    Vocabulary(open=True),
    Findings(Source("events/sanction.yaml", "")),
)
# The folder of the rule names the event type, whatever the rule itself is changed to say.
VOCABULARY = Vocabulary(frozenset(), {"sanction": SANCTION}, open=True)
VALUES = [
    "",
    " ",
    "some text",
    "stable",
    "clause",
    7,
    0,
    -1,
    2.5,
    True,
    False,
    [],
    [[]],
    ["a text"],
    [True],
    [3],
    {},
    {"odd": "key"},
    {"match": "x"},
]
KEY_NAMES = sorted({name for keys in KEYS.values() for name in keys} | {"odd", "Upper Case", ""})


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from paths(inner, (*path, key))


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return a copy of *value* with *new* at *path*; None deletes what stands there."""
    if not path:
        return new
    changed = copy.deepcopy(value)
    home = changed
    for key in path[:-1]:
        home = home[key]
    if new is None:
        del home[path[-1]]
    else:
        home[path[-1]] = new
    return changed


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Any]:
    """Draw a kind of file, and a sound file of that kind with one to three things changed in it."""
    kind = draw(st.sampled_from(sorted(SAMPLES)))
    value = SAMPLES[kind]
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(paths(value))))
        change = draw(st.sampled_from(["delete", "replace", "add", "add"]))
        here = value
        for key in path:
            here = here[key]
        if change == "delete" and path:
            value = put(value, path, None)
        elif change == "add" and isinstance(here, dict):
            value = put(value, (*path, draw(st.sampled_from(KEY_NAMES))), draw(st.sampled_from(VALUES)))
        elif path:
            value = put(value, path, draw(st.sampled_from(VALUES)))
    return kind, value


def schema_accepts(kind: str, value: Any) -> bool:
    schema = {"$ref": f"#/definitions/{kind}", "definitions": SCHEMA["definitions"]}
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER).is_valid(value)


def told(kind: str, value: Any) -> list[str]:
    """Return what the checker says of *value*; JSON is YAML."""
    text = json.dumps(value)
    findings = Findings(Source(f"sanction/{kind}.yaml", text))
    node = load_yaml(text, "file.yaml")
    if kind == "rule":
        read_rule(node, VOCABULARY, findings)
    elif kind == "event":
        read_event(node, VOCABULARY, findings)
    elif kind == "pack":
        read_section(node, "pack", findings)
    else:
        read: Mapping[str, Callable[[Node, Findings], object]] = {"lexicon": read_lexicon, "cues": read_cues, "layout": read_layout}
        read[kind](node, findings)
    return [str(fault) for fault in findings.found if fault.code in SAYABLE]


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_sound_files_are_accepted_by_both(kind: str) -> None:
    assert told(kind, SAMPLES[kind]) == []
    assert schema_accepts(kind, SAMPLES[kind])


@settings(max_examples=600)
@given(mutated())
def test_schema_and_checker_agree_on_changed_files(changed: tuple[str, Any]) -> None:
    kind, value = changed

    assert schema_accepts(kind, value) == (not told(kind, value)), told(kind, value)


def test_the_schema_is_a_sound_schema_with_every_table() -> None:
    Draft7Validator.check_schema(SCHEMA)

    assert set(SCHEMA["definitions"]) == set(TABLES)
    assert all(set(SCHEMA["definitions"][table]["properties"]) == set(KEYS[table]) for table in TABLES)


@pytest.mark.parametrize("path", sorted(BORDERS.rglob("*.yaml")), ids=lambda path: path.relative_to(BORDERS).as_posix())
def test_files_of_a_pack_are_known_by_their_keys(path: Path) -> None:
    value = plain(load_yaml(path.read_text(encoding="utf-8"), path.name))

    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(value)] == []


def test_installed_packs_add_their_event_types_and_slots() -> None:
    schema = json.loads(rule_schema([read_pack(BORDERS)]))
    rule = {**SAMPLES["rule"], "event": "transfer", "required": ["items"]}
    del rule["slots"], rule["set"]
    validator = Draft7Validator(schema)

    assert "truce" in schema["definitions"]["rule"]["properties"]["event"]["enum"]
    assert validator.is_valid(rule)
    assert validator.is_valid({**rule, "slots": {"items": {"many": True}}})
    assert not validator.is_valid({**rule, "slots": {"guest": {"many": True}}})
    assert not validator.is_valid({**rule, "required": ["items|guest"]})
    assert not validator.is_valid({**rule, "event": "sanction"})


def test_schema_command_prints_the_schemas() -> None:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["--no-plugins", "schema", *arguments])

    assert run("rules").stdout == rule_schema()
    assert json.loads(run("rules", "--installed", "-r", str(BORDERS)).stdout)["definitions"]["rule"]["properties"]["event"]["enum"]
    assert run("record", "--installed").exit_code == 2
    assert run("nonsense").exit_code == 2
