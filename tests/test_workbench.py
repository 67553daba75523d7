"""The rule author's workbench: `test` with its formats and --watch, the repairs of `explain`, and `draft`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.language import Pack, Trigger
from dragoman.packs.example_marks import read_marks
from dragoman.packs.reading import read_pack
from dragoman.workbench.drafting import draft_rule
from dragoman.workbench.explain import explain
from dragoman.workbench.repairs import Repair, edited_by, find_repairs
from dragoman.workbench.reworking import rework, with_rule
from dragoman_cli.app import app
from dragoman_cli.terminal import Settings
from dragoman_cli.try_examples import Bench, Wanted, again
from dragoman_cli.watching import changed_files

RULE = """\
id: shipped
event: shipment
description: Somebody ships grain to somebody.
trigger:
  verbs: [ship]
  not: [ship home]
phrases:
  - "{seller} VERB ... to {buyer}"
required: [seller, buyer]
examples:
  - match: "[seller: Ruritania] shipped grain to [buyer: Borduria]."
  - match: "[seller: Borduria] may ship grain to [buyer: Ruritania]."
  - reject: "Ruritania grows grain."
"""
SOLD = """\
id: sold
event: shipment
description: Somebody sells grain to somebody.
trigger:
  verbs: [sell]
phrases:
  - "{seller} VERB ... to {buyer}"
required: [seller, buyer]
examples:
  - match: "[seller: Ruritania] sold grain to [buyer: Borduria]."
  - match: "[seller: Borduria] may sell grain to [buyer: Ruritania]."
  - reject: "Ruritania grows grain."
"""
LIFTED = """\
id: lifted
event: shipment
description: Somebody lifts a ban against somebody.
trigger:
  verbs: [lift, ease]
  nouns: [ban]
phrases:
  - "{seller} VERB NOUN against {buyer}"
  - "NOUN of {seller} against {buyer}"
required: [seller, buyer]
examples:
  - match: "[seller: Ruritania] lifted its ban against [buyer: Borduria]."
  - match: "[seller: Borduria] may ease the ban against [buyer: Ruritania]."
  - reject: "Ruritania grows grain."
"""
SEVERAL = (
    "add 'Syldavia: {}' to the entries of a lexicon of type actor, and add 'San Theodoros: {}' to the entries of a lexicon of type actor"
)
FILES = {
    "events/shipment.yaml": """\
event: shipment
description: Grain is shipped.
slots:
  seller: {type: actor}
  buyer: {type: actor}
  day: {type: date, where: clause}
""",
    "shipment/shipped.yaml": RULE,
    "shipment/sold.yaml": SOLD,
}
KEY = "grain:shipment/shipped"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_grain: Callable[[Path, Mapping[str, str]], Path]) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_grain(tmp_path / "grain", FILES)


@pytest.fixture(scope="module")
def grain(tmp_path_factory: pytest.TempPathFactory, write_grain: Callable[[Path, Mapping[str, str]], Path]) -> Pack:
    return read_pack(write_grain(tmp_path_factory.mktemp("workbench") / "grain", FILES))


@pytest.fixture(scope="module")
def extractor(grain: Pack) -> Extractor:
    return Extractor([grain])


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", *arguments])


def edit(pack: Path, old: str, new: str, file: str = "shipped") -> None:
    path = pack / "shipment" / f"{file}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


# -- test ----------------------------------------------------------------------------------------------------------------


def test_failure_marks_what_was_expected_and_what_was_got_in_the_sentence(pack: Path) -> None:
    edit(pack, "[seller: Ruritania] shipped grain to [buyer: Borduria].", "Ruritania shipped [seller: grain] to [buyer: Borduria].")

    result = run("test", "grain")

    assert result.exit_code == 1
    assert "   expected  Ruritania shipped [seller: grain] to [buyer: Borduria].\n" in result.stdout
    assert "   got       [seller: Ruritania] shipped grain to [buyer: Borduria].\n" in result.stdout
    assert "   fault     seller: expected 'grain', got 'Ruritania'\n" in result.stdout


def test_missing_event_shows_the_nearest_miss(pack: Path) -> None:
    edit(pack, "to [buyer: Borduria].", "via [buyer: Borduria].")

    result = run("test", "grain", "-k", "shipped")

    assert "   got       nothing\n" in result.stdout
    assert "   nearest   no: no buyer\n" in result.stdout
    assert "missing; nearest is 'Borduria'" in result.stdout


def test_event_found_in_a_rejected_sentence_is_marked_in_it(pack: Path) -> None:
    edit(pack, 'reject: "Ruritania grows grain."', 'reject: "Ruritania shipped grain to Borduria on Monday."')

    result = run("test", "grain")

    assert "   expected  Ruritania shipped grain to Borduria on Monday.   (nothing)\n" in result.stdout
    assert "   got       [seller: Ruritania] shipped grain to [buyer: Borduria] " in result.stdout


def test_json_format_holds_every_example_with_its_outcome(pack: Path) -> None:
    edit(pack, "to [buyer: Borduria].", "via [buyer: Borduria].")

    results = json.loads(run("test", "grain", "--format", "json").stdout)

    assert [result["outcome"] for result in results] == ["failed", *["passed"] * 5]
    assert results[0]["rule"] == KEY
    assert results[0]["line"] == 11
    assert results[0]["got"] is None
    assert results[0]["nearest"].startswith("no: no buyer")


def test_junit_format_has_a_suite_for_each_rule_and_counts_known_failures_as_skipped(pack: Path) -> None:
    edit(pack, 'to [buyer: Borduria]."', 'via [buyer: Borduria]."\n    todo: true')
    edit(pack, "grows grain", "sold grain to Borduria", file="sold")

    suites = ElementTree.fromstring(run("test", "grain", "--format", "junit").stdout.encode())

    counts = [(s.get("name"), s.get("tests"), s.get("failures"), s.get("skipped")) for s in suites]
    assert counts == [(KEY, "3", "0", "1"), ("grain:shipment/sold", "3", "1", "0")]
    assert next(case.get("file") for case in suites.iter("testcase")) == "grain/shipment/shipped.yaml"


def test_known_failure_that_passes_is_an_error(pack: Path) -> None:
    edit(pack, '[buyer: Ruritania]."', '[buyer: Ruritania]."\n    todo: true')

    result = run("test", "grain", "-k", "shipped")

    assert result.exit_code == 1
    assert result.stdout.startswith("KNOWN FAILURE NOW PASSES grain:shipment/shipped example 2")
    assert "remove    todo: true" in result.stdout


def test_unknown_format_of_test_is_refused(pack: Path) -> None:
    result = run("test", "grain", "--format", "xml")

    assert result.exit_code == 2
    assert "'xml' is no format; use text, json, junit" in result.stderr


def test_watching_yields_the_files_that_were_saved_added_and_removed(pack: Path) -> None:
    steps: Iterator[Callable[[], object]] = iter(
        [lambda: edit(pack, "[ship]", "[ship, haul]"), lambda: None, lambda: (pack / "shipment" / "sold.yaml").unlink()]
    )

    changes = changed_files([pack], lambda: (next(steps)(), None)[1])

    assert [path.name for path in next(changes)] == ["shipped.yaml"]
    assert [path.name for path in next(changes)] == ["sold.yaml"]


def bench_of(pack: Path) -> Bench:
    read = read_pack(pack)
    return Bench((pack,), (read,), Extractor([read]))


def test_saved_rule_is_run_again_alone(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench = bench_of(pack)
    edit(pack, "[ship]", "[carry]")

    again(bench, Wanted(), {(pack / "shipment" / "shipped.yaml").resolve()}, "text", Settings())

    told = capsys.readouterr()
    assert told.err == "1 passed, 2 failed; 1 rule\n"
    assert "FAILED grain:shipment/shipped example 1" in told.out


def test_saved_lexicon_runs_everything_again(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench = bench_of(pack)
    states = pack / "lexicons" / "states.yaml"
    states.write_text(states.read_text(encoding="utf-8").replace("Borduria", "Syldavia"), encoding="utf-8")

    again(bench, Wanted(), {states.resolve()}, "text", Settings())

    assert capsys.readouterr().err == "2 passed, 4 failed; 2 rules\n"


def test_fault_in_a_saved_file_is_shown_and_watching_goes_on(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench = bench_of(pack)
    saved = {(pack / "shipment" / "shipped.yaml").resolve()}
    edit(pack, "event: shipment", "event: shipmnet")
    again(bench, Wanted(), saved, "text", Settings())
    edit(pack, "event: shipmnet", "event: shipment")

    again(bench, Wanted(), saved, "text", Settings())

    told = capsys.readouterr().err
    assert "error[E120]: unknown event type 'shipmnet'" in told
    assert told.endswith("3 passed; 1 rule\n")


# -- repairs -------------------------------------------------------------------------------------------------------------


def repairs_of(extractor: Extractor, text: str) -> tuple[Repair, ...]:
    return find_repairs(extractor, explain(extractor, Article(text), {KEY}), {KEY})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ruritania shipped grain from Borduria.", 'add the phrase "{seller} VERB ... from {buyer}"'),
        ("Ruritania carried grain to Borduria.", "add 'carry' to trigger: verbs:"),
        ("Ruritania ships home grain to Borduria.", "delete 'ship home' from trigger: not:"),
        ("Ruritania shipped grain.", "delete 'buyer' from required:"),
        ("Ruritania shipped grain to Syldavia.", "add 'Syldavia: {}' to the entries of a lexicon of type actor"),
        ("Syldavia shipped grain to San Theodoros.", SEVERAL),
        ("Ruritania shipped grain to the monks.", "add 'monk: {plural: [monks]}' to the entries of a lexicon of type actor"),
    ],
)
def test_repair_says_what_to_write(extractor: Extractor, text: str, words: str) -> None:
    assert words in [repair.words for repair in repairs_of(extractor, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania shipped grain from Borduria.",
        "Ruritania carried grain to Borduria.",
        "Ruritania shipped grain.",
        "Ruritania shipped grain to Syldavia.",
        "Syldavia shipped grain to the monks.",
    ],
)
def test_each_repair_does_make_the_rule_match(extractor: Extractor, text: str) -> None:
    repairs = repairs_of(extractor, text)

    assert repairs
    for repair in repairs:
        [changed] = with_rule(extractor.packs, KEY, repair.edit.rule)
        mended = Extractor([replace(changed, lexicons=(*changed.lexicons, *repair.edit.lexicons))])
        assert repair.mention in mended.extract(Article(text)).mentions


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ruritania lifted its embargo against Borduria.", "add 'embargo' to trigger: nouns:"),
        ("Borduria eased sanctions against Ruritania.", "add 'sanction' to trigger: nouns:"),
        ("The tariff of Ruritania against Borduria is high.", "add 'tariff' to trigger: nouns:"),
    ],
)
def test_noun_that_is_missing_is_found_by_trying(pack: Path, text: str, words: str) -> None:
    (pack / "shipment" / "lifted.yaml").write_text(LIFTED, encoding="utf-8")
    extractor = Extractor([read_pack(pack)])
    key = "grain:shipment/lifted"

    repairs = find_repairs(extractor, explain(extractor, Article(text), {key}), {key})

    assert words in [repair.words for repair in repairs]
    assert all(f"{m.pack}:{m.rule}" == key for repair in repairs for m in edited_by(extractor, repair.edit).extract(Article(text)).mentions)


def test_lexicon_of_the_type_is_named_and_else_the_folder(pack: Path, extractor: Extractor) -> None:
    [first, *_] = repairs_of(extractor, "Ruritania shipped grain to Syldavia.")
    (pack / "events" / "shipment.yaml").write_text(
        FILES["events/shipment.yaml"].replace("buyer: {type: actor}", "buyer: {type: person}"), encoding="utf-8"
    )
    [without, *_] = repairs_of(Extractor([read_pack(pack)]), "Ruritania shipped grain to the monks.")

    assert first.path == Path(extractor.packs[0].place.path).with_name("lexicons").joinpath("states.yaml").as_posix()
    assert without.words == "add 'monk: {plural: [monks]}' to the entries of a lexicon of type person"
    assert without.path == f"{pack.as_posix()}/lexicons/"


def test_without_a_rule_repairs_only_widen_and_break_nothing(extractor: Extractor) -> None:
    text = "Ruritania shipped grain from Borduria. Ruritania shipped grain. Ruritania sold grain to Borduria. The weather was fine."

    repairs = find_repairs(extractor, explain(extractor, Article(text)), None)

    assert [(repair.sentence, repair.words) for repair in repairs] == [(1, 'add the phrase "{seller} VERB ... from {buyer}"')]


def test_repair_that_breaks_an_example_says_which(pack: Path) -> None:
    edit(pack, "Ruritania grows grain.", "Ruritania shipped grain.")
    extractor = Extractor([read_pack(pack)])

    broken = {repair.words: repair.broken for repair in repairs_of(extractor, "Borduria shipped rye.")}

    assert broken == {"delete 'buyer' from required:": (3,)}


def test_sentence_in_which_the_rule_matches_gets_no_repair(extractor: Extractor) -> None:
    assert repairs_of(extractor, "Ruritania shipped grain to Borduria.") == ()


def test_explain_prints_repairs_with_what_they_find(pack: Path) -> None:
    result = run("explain", "shipped", "-r", "grain", "--text", "Ruritania shipped grain from Borduria.")

    assert result.exit_code == 1
    assert '  add the phrase "{seller} VERB ... from {buyer}"  grain/shipment/shipped.yaml\n' in result.stdout
    assert "      sentence 1 then gives seller 'Ruritania', buyer 'Borduria'\n" in result.stdout


def test_explain_as_json_holds_the_repairs(pack: Path) -> None:
    result = run("explain", "shipped", "-r", "grain", "--json", "--text", "Ruritania shipped grain from Borduria.")

    repairs = json.loads(result.stdout)["repairs"]
    assert repairs[0]["edit"] == 'add the phrase "{seller} VERB ... from {buyer}"'
    assert repairs[0]["slots"] == {"seller": ["Ruritania"], "buyer": ["Borduria"]}


@pytest.mark.parametrize("verbs", [("ship", "carry"), ("ship", "hand over"), ("carry",)])
def test_reworked_extractor_finds_what_one_made_anew_finds(extractor: Extractor, grain: Pack, verbs: tuple[str, ...]) -> None:
    rule = next(rule for rule in grain.rules if rule.id == "shipped")
    packs = with_rule([grain], KEY, replace(rule, trigger=Trigger(verbs=verbs)))
    article = Article("Ruritania handed grain over to Borduria. Ruritania carried grain to Borduria. Borduria shipped rye to Ruritania.")

    assert rework(extractor, packs).extract(article) == Extractor(packs).extract(article)


# -- draft ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "trigger", "phrase"),
    [
        ("[seller: Ruritania] exported grain to [buyer: Borduria].", "export", "{seller} VERB to {buyer}"),
        ("[seller: Ruritania] handed over grain to [buyer: Borduria].", "hand over", "{seller} VERB to {buyer}"),
        ("Nobody stopped the delivery of grain by [seller: Ruritania] to [buyer: Borduria].", "delivery", "NOUN by {seller} to {buyer}"),
    ],
)
def test_draft_finds_the_trigger_and_the_phrase(extractor: Extractor, sentence: str, trigger: str, phrase: str) -> None:
    drafted = draft_rule(extractor, extractor.compiled.events["shipment"], read_marks(sentence))

    assert drafted is not None
    assert (*drafted.rule.trigger.verbs, *drafted.rule.trigger.nouns) == (trigger,)
    assert [found.text for found in drafted.rule.phrases] == [phrase]
    assert drafted.missed == ()


def test_draft_proposes_rejects_with_its_trigger_first(extractor: Extractor) -> None:
    corpus = [Article("Ruritania is large. Nobody exported anything. Borduria exported rye to Ruritania.")]
    sentence = "[seller: Ruritania] exported grain to [buyer: Borduria]."

    drafted = draft_rule(extractor, extractor.compiled.events["shipment"], read_marks(sentence), corpus)

    assert drafted is not None
    assert [proposal.text for proposal in drafted.matches] == ["[seller: Borduria] exported rye to [buyer: Ruritania]."]
    assert [proposal.text for proposal in drafted.rejects] == ["Nobody exported anything.", "Ruritania is large."]


def test_draft_written_into_a_pack_passes_check_and_test(pack: Path) -> None:
    (pack.parent / "corpus.txt").write_text("Nobody exported anything.", encoding="utf-8")
    sentence = "[seller: Ruritania] exported grain to [buyer: Borduria]."

    drafted = run("draft", sentence, "--event", "shipment", "-r", "grain", "--corpus", "corpus.txt", "-o", "grain/shipment/exported.yaml")

    assert drafted.exit_code == 0
    assert run("check", "grain").exit_code == 0
    assert run("test", "grain/shipment/exported.yaml").stderr == "3 passed; 1 rule\n"


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("Ruritania exported grain.", "the sentence marks no slot"),
        ("[vendor: Ruritania] exported grain.", "'shipment' has no slot 'vendor'"),
        ("[seller: Ruritania exported grain.", "mark 'seller' is never closed"),
    ],
)
def test_draft_refuses_marks_that_cannot_be(pack: Path, sentence: str, message: str) -> None:
    result = run("draft", sentence, "--event", "shipment", "-r", "grain")

    assert result.exit_code == 2
    assert message in result.stderr


def test_draft_overwrites_no_file(pack: Path) -> None:
    result = run("draft", "[seller: Ruritania] sold.", "--event", "shipment", "-r", "grain", "-o", "grain/shipment/sold.yaml")

    assert result.exit_code == 2
    assert (pack / "shipment" / "sold.yaml").read_text(encoding="utf-8") == SOLD
