"""The rules of the core pack as a whole; their examples are tests of their own, which pytest collects from rules/."""

from __future__ import annotations

from pathlib import Path

import dragoman_rules
from dragoman.packs.reading import read_pack
from dragoman.plugins import module_plugin

FOLDER = Path(dragoman_rules.__file__).parent
RULES = read_pack(FOLDER).rules


def test_core_pack_is_given_by_its_hook() -> None:
    assert module_plugin(dragoman_rules, "core").folders == (FOLDER,)


def test_each_rule_has_two_sentences_that_match_and_one_that_does_not() -> None:
    counts = {rule.name: [sum(example.matches is wanted for example in rule.examples) for wanted in (True, False)] for rule in RULES}

    assert [name for name, (matching, rejected) in counts.items() if matching < 2 or rejected < 1] == []
