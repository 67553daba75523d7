"""Armed groups that no lexicon lists, by the shape of their names."""

from __future__ import annotations

import pytest

import dragoman_rules
import dragoman_strikes
from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.plugins import module_plugin
from dragoman.tagging import load_pipeline
from dragoman.testing import extractor
from dragoman_strikes.armed_groups import armed_groups


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Liwa al-Barq shelled a village.", ["Liwa al-Barq"]),
        ("The Front for the Freedom of Zorva and the Vell Brigades met.", ["Front for the Freedom", "Vell Brigades"]),
        ("A front of cold air reached Ansar.", []),
    ],
)
def test_pipeline_marks_the_names_of_armed_groups(text: str, names: list[str]) -> None:
    assert [entity.text for entity in armed_groups()(text).ents] == names


def test_attacker_that_no_lexicon_lists_is_found_with_the_pipeline() -> None:
    plain = extractor(packs=[dragoman_rules, dragoman_strikes])
    pipeline = load_pipeline("armed-groups", [module_plugin(dragoman_strikes, "strikes")])
    helped = Extractor(plain.packs, pipeline, plugins=plain.plugins)
    article = Article("Ansar al-Sahra fighters ambushed an army patrol in Niger.")

    attackers = [
        [filler.span.text for mention in one.extract(article).mentions for filler in mention.slots["attacker"]] for one in (plain, helped)
    ]

    assert attackers == [["fighters"], ["Ansar al-Sahra fighters"]]
