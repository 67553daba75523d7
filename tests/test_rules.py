"""The examples in the core pack's rules, each a test; `dragoman test` runs the same."""

from __future__ import annotations

import pytest

from dragoman.examples import ExampleResult, Outcome, check_example
from dragoman.extractor import Extractor
from dragoman.language import Example, Rule
from dragoman.packs import read_packs
from dragoman.plugins import load_plugins, pack_folders

RULES = [rule for pack in read_packs(pack_folders(load_plugins(only=["core"]))) for rule in pack.rules]
EXAMPLES = [
    pytest.param(rule, position, example, id=f"{rule.name}[{position}]")
    for rule in RULES
    for position, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("rule", "position", "example"), EXAMPLES)
def test_rule_finds_what_its_example_says(core_extractor: Extractor, rule: Rule, position: int, example: Example) -> None:
    result = ExampleResult(rule, position, example, check_example(core_extractor, rule, example))

    assert result.outcome in (Outcome.PASSED, Outcome.KNOWN_FAILURE), result.faults


def test_each_rule_has_two_sentences_that_match_and_one_that_does_not() -> None:
    counts = {rule.name: [sum(example.matches is wanted for example in rule.examples) for wanted in (True, False)] for rule in RULES}

    assert [name for name, (matching, rejected) in counts.items() if matching < 2 or rejected < 1] == []
