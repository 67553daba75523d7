"""Gaps: verbs that no rule knows, slots that stayed empty, names that no lexicon knows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.packs.reading import read_packs
from dragoman.workbench.gaps import Gaps, find_gaps
from dragoman_cli.app import app

PACK = {
    "pack.yaml": "pack: freight\nversion: '1'\n",
    "events/convoy.yaml": """\
event: convoy
description: Guns are carried.
slots:
  carrier: {type: actor}
  cargo: {type: materiel, many: true}
  goal: {type: place}
""",
    "lexicons/states.yaml": """\
lexicon: states
type: actor
description: Two states of fiction.
source: novels
licence: MIT
entries:
  RUR: {name: Ruritania, code: RUR, class: country, demonym: [Ruritanian]}
  BOR: {name: Borduria, code: BOR, class: country, demonym: [Bordurian]}
""",
    "lexicons/arms.yaml": """\
lexicon: arms
type: materiel
description: Arms of fiction.
source: novels
licence: MIT
entries:
  howitzer: {class: gun}
""",
    "lexicons/verbs.yaml": """\
lexicon: verbs
type: verb
description: Verbs around.
source: novels
licence: MIT
entries:
  say: {class: report}
  lend: {}
  make: {class: light}
""",
    "cues/sources.yaml": "cues: sources\nentries:\n  - {report: [say]}\n",
    "convoy/carried.yaml": """\
id: carried
event: convoy
description: Somebody carries guns somewhere.
trigger:
  verbs: [haul]
phrases:
  - "{carrier} VERB {cargo} to {goal}"
required: [cargo]
examples:
  - match: "[carrier: Ruritania] hauled [cargo: howitzers] to [goal: Borduria]."
  - match: "[carrier: Borduria] hauls [cargo: howitzers]."
  - reject: "Ruritania grows grain."
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, write_files: Callable[[Path, Mapping[str, str]], Path]) -> Path:
    return write_files(tmp_path_factory.mktemp("packs") / "freight", PACK)


@pytest.fixture(scope="module")
def extractor(folder: Path) -> Extractor:
    return Extractor(read_packs([folder]))


def gaps(extractor: Extractor, *texts: str) -> Gaps:
    return find_gaps(extractor, [Article(text=text, id=f"a{number}") for number, text in enumerate(texts, 1)])


def test_verb_between_an_actor_and_materiel_is_counted_by_its_lemma(extractor: Extractor) -> None:
    found = gaps(extractor, "Ruritania lent howitzers to Borduria.", "Borduria may lend howitzers.", "Grain is dear.")

    [gap] = found.verbs
    assert (gap.lemma, gap.count, gap.around, gap.read) == ("lend", 2, ("actor … materiel",), True)
    assert (gap.example.article, gap.example.start) == ("a1", 10)
    assert gap.example.sentence == "Ruritania lent howitzers to Borduria."
    assert (found.articles, found.sentences) == (3, 3)


def test_verb_that_no_lexicon_has_is_found_and_marked(extractor: Extractor) -> None:
    [gap] = gaps(extractor, "Ruritania bequeathed howitzers to Borduria.").verbs

    assert (gap.lemma, gap.read) == ("bequeath", False)


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania hauled howitzers to Borduria.",  # a trigger
        "Ruritania said Borduria had howitzers.",  # reports
        "Ruritania made Borduria howitzers.",  # only lends its subject
        "The farmers lent howitzers.",  # no actor
        "Ruritania lent money.",  # nothing of interest
    ],
)
def test_other_verbs_are_no_gap(extractor: Extractor, text: str) -> None:
    assert gaps(extractor, text).verbs == ()


def test_most_frequent_gaps_come_first(extractor: Extractor) -> None:
    once, twice = "Ruritania bequeathed howitzers.", "Ruritania lent howitzers."

    assert [gap.lemma for gap in gaps(extractor, once, twice, twice).verbs] == ["lend", "bequeath"]


def test_empty_required_slot_comes_with_what_was_nearest(extractor: Extractor) -> None:
    [gap] = gaps(extractor, "Ruritania hauled catapults to Borduria.").slots

    assert (gap.rule, gap.lemma, gap.slots, gap.count) == ("freight:convoy/carried", "haul", ("cargo",), 1)
    assert (gap.nearest, gap.reason) == ("catapults", "no lexicon knows it as materiel")


def test_trigger_that_matched_leaves_no_slot_gap(extractor: Extractor) -> None:
    assert gaps(extractor, "Ruritania hauled howitzers to Borduria.").slots == ()


def test_trigger_with_nothing_around_it_is_no_gap(extractor: Extractor) -> None:
    assert gaps(extractor, "It hauled them away.").slots == ()


def test_unlisted_name_that_fills_a_slot_is_listed(extractor: Extractor) -> None:
    found = gaps(extractor, "Ruritania hauled howitzers to Szohod.", "Borduria hauled howitzers to Szohod.")

    [gap] = found.names
    assert (gap.name, gap.count, gap.slots, gap.filled) == ("Szohod", 2, ("convoy.goal",), True)


def test_unlisted_name_that_a_slot_does_not_take_is_listed(extractor: Extractor) -> None:
    [gap] = gaps(extractor, "Ruritania hauled Zubrowka to Borduria.").names

    assert (gap.name, gap.slots, gap.filled) == ("Zubrowka", ("convoy.cargo",), False)


# -- the command ---------------------------------------------------------------------------------------------------------


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", "gaps", *arguments, "-r", str(folder)])


@pytest.fixture
def article(tmp_path: Path) -> str:
    (tmp_path / "wire.txt").write_text("Ruritania lent howitzers to Borduria. It hauled catapults to Szohod.\n", encoding="utf-8")
    return str(tmp_path / "wire.txt")


def test_gaps_shows_counts_and_an_example_of_each(folder: Path, article: str) -> None:
    result = run(folder, article)

    assert result.exit_code == 0
    assert "    1  lend  actor … materiel\n       wire: “Ruritania lent howitzers to Borduria.”\n" in result.stdout
    assert "1  freight:convoy/carried  haul: no cargo\n       nearest is 'catapults'" in result.stdout
    assert result.stderr == "1 article, 2 sentences\n"


def test_gaps_as_json_holds_the_same(folder: Path, article: str) -> None:
    found = json.loads(run(folder, article, "--json").stdout)

    assert [gap["lemma"] for gap in found["verbs"]] == ["lend"]
    assert [gap["nearest"] for gap in found["slots"]] == ["catapults"]


def test_gaps_of_an_input_that_cannot_be_read_goes_on_and_exits_with_three(folder: Path, article: str) -> None:
    result = run(folder, "nowhere.txt", article)

    assert result.exit_code == 3
    assert "nowhere.txt" in result.stderr
    assert "lend" in result.stdout
