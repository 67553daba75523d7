from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import RuleError
from dragoman.packs.findings import Source
from dragoman.packs.located_yaml import Mapping, Node, Scalar, Sequence, load_yaml, parse_yaml, plain
from dragoman.packs.scalar_places import locator


def value_of(text: str) -> object:
    return plain(load_yaml(f"key: {text}", "x.yaml"))


def at(node: Node, *path: str | int) -> Node:
    for step in path:
        if isinstance(step, str):
            assert isinstance(node, Mapping)
            node = node.pairs[step][1]
        else:
            assert isinstance(node, Sequence)
            node = node.items[step]
    return node


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("true", True),
        ("false", False),
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ("", None),
        ("NO", "NO"),
        ("yes", "yes"),
        ("off", "off"),
        ("True", "True"),
        ("null", None),
        ("~", "~"),
        ("2025-03-27", "2025-03-27"),
        ("12:30:45", "12:30:45"),
        ("017", "017"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        (".5", ".5"),
        ('"12"', "12"),
        ("'true'", "true"),
    ],
)
def test_only_plain_truth_values_and_numbers_are_not_text(written: str, expected: object) -> None:
    assert value_of(written) == {"key": expected}


def test_a_node_knows_its_place_and_length() -> None:
    root = load_yaml('a: one\nb:\n  - "two"\n  - {c: [x, ünï]}\n', "x.yaml")

    assert at(root, "a") == Scalar("one", "", 1, 4, 3)
    assert at(root, "b", 0) == Scalar("two", '"', 3, 5, 5)
    assert at(root, "b", 1, "c", 1) == Scalar("ünï", "", 4, 13, 3)
    assert at(root, "b", 1)[1:] == (4, 5, 13)


def test_an_alias_stands_for_its_anchor() -> None:
    assert value_of("[&a {b: c}, *a]") == {"key": [{"b": "c"}, {"b": "c"}]}


def test_merge_keys_are_keys_like_any_other() -> None:
    assert plain(load_yaml("a: &a {b: c}\n<<: *a", "x.yaml")) == {"a": {"b": "c"}, "<<": {"b": "c"}}


def test_a_flood_of_brackets_does_not_end_the_process() -> None:
    _, faults = parse_yaml("[" * 200_000, "x.yaml")

    assert [fault.code for fault in faults] == ["E009"]


def test_several_faults_of_one_file_are_all_told() -> None:
    _, faults = parse_yaml("a: !x 1\na: 2\nb: !y 3\n", "x.yaml")

    assert [(fault.code, fault.line, fault.column) for fault in faults] == [("E003", 1, 4), ("E002", 2, 1), ("E003", 3, 4)]


@pytest.mark.parametrize(
    ("written", "offset", "expected"),
    [
        ("k: plain text", 6, (1, 10)),
        ('k: "quoted text"', 7, (1, 12)),
        (r'k: "a \"b\" c"', 6, (1, 13)),
        (r'k: "\u00e9 c"', 2, (1, 12)),
        ("k: 'it''s so'", 5, (1, 11)),
        ("k: |\n  one\n  two\n", 4, (3, 3)),
        ("k: >-\n  one\n  two\n", 5, (3, 4)),
        ("k: one\n  two three\n", 8, (2, 7)),
        ('k: "one\n  two"', 4, (2, 3)),
    ],
)
def test_a_character_is_found_where_it_is_written(written: str, offset: int, expected: tuple[int, int]) -> None:
    scalar = at(load_yaml(written, "x.yaml"), "k")
    assert isinstance(scalar, Scalar)
    place = locator(scalar, Source("x.yaml", written))(offset)

    assert (place.line, place.column) == expected


@given(st.one_of(st.text(max_size=80), st.text(alphabet="ab:-{}[]|>\"'&*!? \n\t#,%@\\", max_size=60)))
def test_any_text_is_a_document_or_has_faults_with_a_place_and_a_remedy(text: str) -> None:
    node, faults = parse_yaml(text, "x.yaml")

    assert node is not None or faults
    assert all(fault.code and fault.help and fault.line >= 1 and fault.column >= 1 for fault in faults)


@given(st.one_of(st.text(max_size=80), st.text(alphabet="ab:-{}[]|>\"'&*!? \n\t#,%@\\", max_size=60)))
def test_no_text_raises_anything_but_a_rule_error(text: str) -> None:
    with suppress(RuleError):
        load_yaml(text, "x.yaml")


@given(st.recursive(st.text(alphabet="ab é☃'\"\\:-#{", max_size=8), lambda inner: st.lists(inner, max_size=3), max_leaves=8))
def test_flow_lists_of_quoted_texts_come_back_as_written(value: object) -> None:
    assert plain(load_yaml(flow(value), "x.yaml")) == value


def flow(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return "'" + str(value).replace("'", "''") + "'"


@given(st.text(alphabet="ab '\"\\é☃", min_size=1, max_size=12))
def test_every_character_of_a_quoted_text_is_found_in_the_file(text: str) -> None:
    single = "k: '" + text.replace("'", "''") + "'"
    scalar = at(load_yaml(single, "x.yaml"), "k")
    assert isinstance(scalar, Scalar)
    places = [locator(scalar, Source("x.yaml", single))(offset) for offset in range(len(text))]

    assert [single[place.column - 1] for place in places] == list(text)
