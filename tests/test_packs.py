from __future__ import annotations

import pickle
import tomllib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import RuleError
from dragoman.language import CueEntry, Mark, Pack
from dragoman.packs.example_marks import marked_text, read_marks
from dragoman.packs.reading import read_pack, read_pack_checked, read_packs, read_packs_checked, read_rules_again
from dragoman.records import Status
from dragoman.version import VERSION, satisfies

ROOT = Path(__file__).parent.parent
HEAD = "pack: trade\nversion: 1.0\ndescription: Trade.\nrequires: dragoman>=0.1\nlanguage: 1\n"
EVENT = "event: sanction\ndescription: One side bars goods.\nslots:\n  sender: {type: actor}\n  goods: {type: materiel, many: true}\n"
RULE = """\
id: imposed
event: sanction
description: One side bars goods from another.
trigger:
  verbs: [ban]
phrases:
  - "{sender} VERB {goods}"
examples:
  - match: "[sender: Ruritania] banned [goods: rifles]."
  - match: "[sender: Freedonia] bans [goods: shells]."
  - reject: "The town [that] banned smoking."
"""
FILES = {"pack.yaml": HEAD, "events/sanction.yaml": EVENT, "sanction/imposed.yaml": RULE}


def written(folder: Path, files: dict[str, str]) -> Path:
    for relative, text in files.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def pack_of(folder: Path, **changed: str) -> Pack:
    return read_pack(written(folder, FILES | {name.replace("__", "/") + ".yaml": text for name, text in changed.items()}))


def test_a_pack_is_read_with_everything_in_it(tmp_path: Path) -> None:
    pack = pack_of(tmp_path)

    assert (pack.name, pack.version, pack.requires, pack.language) == ("trade", "1.0", "dragoman>=0.1", 1)
    assert [event.name for event in pack.events] == ["sanction"]
    assert [rule.name for rule in pack.rules] == ["sanction/imposed"]
    assert {rule.pack for rule in pack.rules} == {event.pack for event in pack.events} == {"trade"}


def test_faults_are_raised_once_and_all_together(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as raised:
        pack_of(tmp_path, events__sanction=EVENT.replace("actor", "actr"), sanction__imposed=RULE.replace("verbs", "verb"))

    assert [(Path(fault.path).name, fault.line, fault.code) for fault in raised.value.diagnostics] == [
        ("sanction.yaml", 4, "E122"),
        ("imposed.yaml", 5, "E101"),
    ]


def test_a_pack_with_errors_is_none(tmp_path: Path) -> None:
    pack, faults = read_pack_checked(written(tmp_path, FILES | {"pack.yaml": "version: 1"}))

    assert pack is None
    assert [fault.code for fault in faults] == ["E102"]


def test_warnings_do_not_keep_a_pack_from_being_read(tmp_path: Path) -> None:
    pack, faults = read_pack_checked(written(tmp_path, FILES | {"sanction/imposed.yaml": RULE.replace("[ban]", "[ban, ban]")}))

    assert pack is not None
    assert [fault.severity for fault in faults] == ["warning"]


@pytest.mark.parametrize(
    "saved",
    [
        {"sanction/imposed.yaml": RULE.replace("bans [goods", "has banned [goods")},
        {"sanction/barred.yaml": RULE.replace("id: imposed", "id: barred")},
        {"sanction/imposed.yaml": RULE, "embargo/kept.yaml": RULE.replace("imposed", "kept").replace("sanction", "embargo")},
    ],
)
def test_rules_read_again_make_the_pack_that_the_whole_folder_makes(tmp_path: Path, saved: dict[str, str]) -> None:
    embargo = {"events/embargo.yaml": EVENT.replace("sanction", "embargo")}
    embargo["embargo/lifted.yaml"] = RULE.replace("imposed", "lifted").replace("sanction", "embargo")
    before = read_pack(written(tmp_path, FILES | embargo))
    folder = written(tmp_path, saved)

    assert read_rules_again(folder, before, {path.split("/")[0] for path in saved}) == read_pack(folder)


def test_faults_of_rules_read_again_are_raised(tmp_path: Path) -> None:
    before = read_pack(written(tmp_path, FILES))
    written(tmp_path, {"sanction/imposed.yaml": RULE.replace("{goods}", "{good}")})

    with pytest.raises(RuleError, match="'sanction' has no slot 'good'"):
        read_rules_again(tmp_path, before, {"sanction"})


def test_rules_may_use_the_event_types_of_another_pack(tmp_path: Path) -> None:
    first = written(tmp_path / "a", {"pack.yaml": "pack: more\nversion: 1", "sanction/imposed.yaml": RULE})
    second = written(tmp_path / "b", {"pack.yaml": HEAD, "events/sanction.yaml": EVENT})
    more, trade = read_packs([first, second])

    assert [rule.name for rule in more.rules] == ["sanction/imposed"]
    assert [event.name for event in trade.events] == ["sanction"]
    assert read_pack(first, beside=[trade]) == more


def test_a_pack_alone_does_not_know_the_event_types_of_another(tmp_path: Path) -> None:
    _, faults = read_packs_checked([written(tmp_path, {"pack.yaml": HEAD, "sanction/imposed.yaml": RULE})])

    assert [str(fault).split(": ", 1)[1] for fault in faults] == ["error[E120] unknown event type 'sanction'; none is defined"]


def test_an_event_file_with_faults_brings_no_faults_to_its_rules(tmp_path: Path) -> None:
    _, faults = read_pack_checked(written(tmp_path, FILES | {"events/sanction.yaml": "event: [\n"}))

    assert [fault.code for fault in faults] == ["E001"]


def test_the_digest_changes_with_any_byte(tmp_path: Path) -> None:
    first = pack_of(tmp_path / "a").digest
    again = pack_of(tmp_path / "b").digest
    other = pack_of(tmp_path / "c", sanction__imposed=RULE + "# a remark\n").digest

    assert first == again != other


def test_a_lexicon_adds_a_span_type(tmp_path: Path) -> None:
    lexicon = "lexicon: goods\ntype: goods\ndescription: Goods.\nentries:\n  rifle: {}\n"
    pack = pack_of(tmp_path, events__sanction=EVENT.replace("materiel", "[goods, materiel]"), lexicons__goods=lexicon)

    assert pack.events[0].slots["goods"].types == ("goods", "materiel")


def test_a_lexicon_entry_keeps_every_form(tmp_path: Path) -> None:
    lexicon = """\
lexicon: actors
type: actor
description: Sides.
source: written for this test
licence: MIT
entries:
  NOR: {name: Norland, code: NO, class: country, demonym: [Norlander, Norlanders], metonyms: Nortown, local: [the North], weak: true,
        noun: false, capital: Nortown Harbour, from: 1905-06-07}
  give: {forms: {past: gave, participle: given}}
"""
    country, verb = pack_of(tmp_path, lexicons__actors=lexicon).lexicons[0].entries

    assert (country.id, country.name, country.code, country.category) == ("NOR", "Norland", "NO", "country")
    assert country.forms == {"demonym": ("Norlander", "Norlanders"), "metonyms": ("Nortown",), "local": ("the North",)}
    assert country.marks == {"weak"}
    assert country.attributes == {"capital": "Nortown Harbour", "from": "1905-06-07"}
    assert (verb.name, verb.attributes) == ("give", {"forms": {"past": "gave", "participle": "given"}})


def test_cues_have_the_relation_of_their_key(tmp_path: Path) -> None:
    cues = """\
cues: status
entries:
  - {modal: [may, might], sets: possible}
  - {governor: plan, sets: planned}
  - {cue: [under way], sets: planned, direction: backward, within: sentence, pseudo: [not under way]}
  - {report: [say]}
  - {attribution: [according to]}
"""
    entries = pack_of(tmp_path, cues__status=cues).cues[0].entries
    third = entries[2]

    assert [entry.relation for entry in entries] == ["modal", "governor", "phrase", "report", "attribution"]
    assert entries[1].words == ("plan",)
    assert third == CueEntry(("under way",), "phrase", third.place, Status.PLANNED, "backward", "sentence", ("not under way",))


def test_page_wording_is_read_by_zone_and_place(tmp_path: Path) -> None:
    layout = "layout: page\nzones:\n  byline:\n    starts: [reporting by]\n  caption:\n    lines: [photo]\n"

    assert pack_of(tmp_path, layout__page=layout).layouts[0].phrases == (
        ("byline", "starts", "reporting by"),
        ("caption", "lines", "photo"),
    )


def test_a_pack_can_be_sent_to_a_worker(tmp_path: Path) -> None:
    pack = pack_of(tmp_path)

    assert pickle.loads(pickle.dumps(pack)) == pack


def test_a_pack_is_read_from_a_zip_file(tmp_path: Path) -> None:
    archive = tmp_path / "trade.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for relative, text in FILES.items():
            target.writestr(f"trade/{relative}", text)
    with zipfile.ZipFile(archive) as opened:
        pack = read_pack(zipfile.Path(opened, "trade/"))

    assert [rule.place.path for rule in pack.rules] == ["trade/sanction/imposed.yaml"]


def test_the_version_is_that_of_the_distribution() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == VERSION


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        ("dragoman>=0.1", True),
        (">=0.1,<2", True),
        ("dragoman >= 0.1.1", False),
        ("==0.1", True),
        ("!=0.1.0", False),
        (">0.1", False),
        ("<=0.1", True),
        ("", None),
        ("new", None),
        (">=0.1,", None),
    ],
)
def test_a_requirement_is_held_against_the_version(requires: str, expected: bool | None) -> None:
    assert satisfies("0.1.0", requires) is expected


# -- marks of examples -------------------------------------------------------------------------------------------------


def test_marks_become_offsets_into_the_bare_sentence() -> None:
    marked = read_marks("[sender: Ruritania] banned [goods: rifles].")

    assert marked.text == "Ruritania banned rifles."
    assert marked.marks == (Mark("sender", 0, 9), Mark("goods", 17, 23))


def test_marks_may_stand_inside_each_other() -> None:
    marked = read_marks("[force: [count: 3,000] Ruritanian soldiers] marched.")

    assert marked.text == "3,000 Ruritanian soldiers marched."
    assert marked.marks == (Mark("force", 0, 25), Mark("count", 0, 5))


@pytest.mark.parametrize("text", ["It could be [that] they came.", "He said [sic: not a", "a ] b [ c", "at [10:30] sharp"])
def test_brackets_without_a_slot_stay_text(text: str) -> None:
    assert read_marks(text.replace("[sic: ", "[")).text == text.replace("[sic: ", "[")


def test_brackets_inside_a_mark_stay_text() -> None:
    marked = read_marks("[sender: the [rump] state] fell.")

    assert (marked.text, marked.marks) == ("the [rump] state fell.", (Mark("sender", 0, 16),))


plain_words = st.lists(
    st.text(alphabet="abc é[]", min_size=1, max_size=6).map(lambda text: f"x{text.replace('[', '').replace(']', '')}x"),
    min_size=1,
    max_size=6,
)


@given(plain_words, st.data())
def test_marks_written_out_read_as_themselves(words: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.integers(0, len(words) - 1)))
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:index]) for index in range(len(words))]
    marks = tuple(Mark("slot", starts[index], starts[index] + len(words[index])) for index in sorted(chosen))
    read = read_marks(marked_text(text, marks))

    assert (read.text, read.marks) == (text, marks)


@given(st.text(alphabet="ab[]: ", max_size=30))
def test_any_sentence_with_brackets_can_be_read(text: str) -> None:
    read = read_marks(text)

    assert all(0 <= mark.start < mark.end <= len(read.text) for mark in read.marks)
