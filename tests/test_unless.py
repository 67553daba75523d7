"""Unless: words with which a sentence tells of something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.compiling.unless import compile_unless
from dragoman.language import Unless

Remark = Callable[[str], str]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("the bus crashed near the town", "crashed"),
        ("two crashes near the town", "crashes"),
        ("crashing into a wall", "crashing"),
        ("a bus plunged into a ravine", "plunged into a ravine"),
        ("the bus plunged into a river", ""),
        ("two road accidents", "road accidents"),
        ("a hit - and - run", "hit - and - run"),
        ("a quiet day", ""),
    ],
)
def test_word_stands_in_any_of_its_forms(sentence: str, expected: str) -> None:
    unless = compile_unless(Unless(words=("crash", "plunge into a ravine", "road accident", "hit-and-run")))

    assert expected == unless.stands(sentence.split())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("the bus crashed", "crashed"),
        ("the bus crashed after a missile hit it", ""),
        ("two missiles hit the bus , which crashed", ""),
        ("a missile hit the bus", ""),
    ],
)
def test_word_counts_for_nothing_beside_one_of_but(sentence: str, expected: str) -> None:
    unless = compile_unless(Unless(words=("crash",), but=("missile",)))

    assert expected == unless.stands(sentence.split())


def test_no_words_rule_nothing_out() -> None:
    assert not compile_unless(Unless()).stands(["a", "crash"])


@pytest.mark.parametrize(
    "written",
    [
        "An earthquake killed 12 villagers.",
        "12 villagers were killed when a boat capsized.",
        "[perpetrator: Rebels] killed [killed: 12] [victim: villagers].",
        "After the earthquakes 12 soldiers were killed.",
        "An [cause: airstrike] killed [killed: 12] [victim: villagers] and capsized a boat.",
    ],
)
def test_sentence_with_a_word_of_unless_gives_no_mention(remark: Remark, written: str) -> None:
    assert written == remark(written)


def test_unless_leaves_other_sentences_alone(remark: Remark) -> None:
    written = "There was an earthquake. [perpetrator: Rebels] killed [killed: 12] [victim: villagers]."

    assert written == remark(written)
