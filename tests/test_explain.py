"""Explaining: what was seen and tried, what failed first, and that it is the extractor's own account."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.analysis.analysing import analyse
from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.matching.matches import Trace
from dragoman.packs.reading import read_packs
from dragoman.readers import read_inputs
from dragoman.workbench.compiled_view import view_rule
from dragoman.workbench.explain import Explanation, Try, explain
from dragoman_cli.app import app

CORPUS = sorted(path for path in (Path(__file__).parent.parent / "corpus").iterdir() if not path.name.startswith("."))
EXAMPLES = """\
examples:
  - match: "[seller: Ruritania] shipped [cargo: howitzers] to Borduria."
  - match: "[seller: Borduria] may ship [cargo: howitzers] to Ruritania."
  - reject: "Ruritania grows grain."
"""
PACK = {
    "events/shipment.yaml": """\
event: shipment
description: Arms are shipped.
slots:
  seller: {type: actor}
  buyer: {type: actor}
  cargo: {type: materiel, many: true}
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
  cheer: {}
""",
    "cues/status.yaml": """\
cues: status
entries:
  - {modal: [may], sets: possible}
""",
    "shipment/shipped.yaml": f"""\
id: shipped
event: shipment
description: Somebody ships arms to somebody.
trigger:
  verbs: [ship]
  not: [jump ship]
phrases:
  - "{{seller}} VERB {{cargo}} to {{buyer}}"
required: [cargo, seller]
unless: {{words: [regatta]}}
{EXAMPLES}""",
    "shipment/shipment.yaml": """\
id: shipment
event: shipment
description: A shipment of arms.
trigger:
  nouns: [shipment]
phrases:
  - "{seller} NOUN of {cargo} to {buyer}"
required: [cargo]
examples:
  - match: "A [seller: Ruritanian] shipment of [cargo: howitzers] arrived."
  - match: "The shipment of [cargo: howitzers] to [buyer: Borduria] arrived."
  - reject: "A shipment of grain arrived."
""",
    "shipment/moved.yaml": f"""\
id: moved
event: shipment
description: Somebody moves arms.
trigger:
  verbs: [ship]
phrases:
  - "{{seller}} VERB {{cargo}}"
  - "{{seller}} VERB {{cargo}} overnight"
required: [cargo]
priority: fallback
{EXAMPLES}""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, write_grain: Callable[[Path, Mapping[str, str]], Path]) -> Path:
    return write_grain(tmp_path_factory.mktemp("packs") / "grain", PACK)


@pytest.fixture(scope="module")
def extractor(folder: Path) -> Extractor:
    return Extractor(read_packs([folder]))


def tell(extractor: Extractor, text: str, *rules: str) -> Explanation:
    return explain(extractor, Article(text=text), [f"grain:shipment/{rule}" for rule in rules] or None)


def tries(explanation: Explanation) -> list[Try]:
    return [tried for story in explanation.stories for tried in story.tries]


def outcomes(explanation: Explanation) -> set[tuple[str, str, str]]:
    return {(tried.rule.partition("/")[2], tried.voice, tried.outcome) for tried in tries(explanation)}


# -- what became of a try ------------------------------------------------------------------------------------------------


def test_match_names_its_phrase_voice_and_slots(extractor: Extractor) -> None:
    told = tell(extractor, "Two howitzers were shipped to Borduria by Ruritania.", "shipped")

    [match] = [tried for tried in tries(told) if tried.outcome == "match"]
    assert (match.phrase, match.voice, match.line) == ("{seller} VERB {cargo} to {buyer}", "passive", 8)
    assert {name: [span.text for span in spans] for name, spans in match.slots.items()} == {
        "seller": ["Ruritania"],
        "cargo": ["Two howitzers"],
        "buyer": ["Borduria"],
    }
    assert match.mention == 0


def test_loser_names_the_rule_that_kept_the_trigger(extractor: Extractor) -> None:
    told = tell(extractor, "Ruritania shipped howitzers to Borduria.")

    assert ("shipped", "active", "match") in outcomes(told)
    [lost] = [tried for tried in tries(told) if tried.outcome == "lost"]
    assert (lost.rule, lost.lost_to) == ("grain:shipment/moved", "grain:shipment/shipped")


def test_missing_word_of_a_phrase_is_named(extractor: Extractor) -> None:
    told = tell(extractor, "Ruritania shipped howitzers.", "moved")

    failures = {tried.phrase: tried.failure for tried in tries(told) if tried.voice == "active"}
    assert failures["{seller} VERB {cargo} overnight"] == "no 'overnight' after the trigger"


def test_trigger_that_is_no_verb_tells_what_it_is_part_of(extractor: Extractor) -> None:
    [tried] = tries(tell(extractor, "The Ruritanian ship was old.", "shipped"))

    assert tried.outcome == "failed"
    assert tried.failure == "the trigger is no verb here: it is part of the noun group 'The Ruritanian ship'"


def test_word_of_unless_is_named(extractor: Extractor) -> None:
    [tried] = tries(tell(extractor, "Ruritania shipped howitzers to Borduria after the regatta.", "shipped"))

    assert tried.failure == "the sentence has 'regatta' (unless)"


def test_phrase_that_switches_a_trigger_off_is_named(extractor: Extractor) -> None:
    [story] = tell(extractor, "The sailors may jump ship in Borduria.", "shipped").stories

    assert (story.tries, story.note) == ((), "'ship' is switched off by not: 'jump ship'")


def test_sentence_without_a_trigger_says_so(extractor: Extractor) -> None:
    first, second = tell(extractor, "Grain is dear. Ruritania shipped howitzers.").stories

    assert (first.number, first.note, first.tokens) == (1, "no trigger", ())
    assert (second.number, second.note) == (2, "")


# -- what came nearest ---------------------------------------------------------------------------------------------------


def hints(explanation: Explanation, slot: str, voice: str = "active") -> list[tuple[str, str]]:
    return [(h.span.text, h.reason) for tried in tries(explanation) if tried.voice == voice for h in tried.hints if h.slot == slot]


def test_span_of_a_wrong_type_is_the_nearest(extractor: Extractor) -> None:
    told = tell(extractor, "Ruritania shipped Borduria.", "shipped")

    assert hints(told, "cargo") == [("Borduria", "it is actor, place, and the slot takes materiel")]


def test_word_in_no_lexicon_is_the_nearest(extractor: Extractor) -> None:
    told = tell(extractor, "Ruritania shipped old catapults.", "shipped")

    assert hints(told, "cargo") == [("old catapults", "no lexicon knows it as materiel")]


def test_span_in_another_role_is_the_nearest(extractor: Extractor) -> None:
    told = tell(extractor, "Ruritania shipped grain with howitzers.", "shipped")

    assert hints(told, "cargo")[-1] == ("howitzers", "it stands as with, and the phrase looks for it as object")


def test_span_beyond_a_border_names_the_border(extractor: Extractor) -> None:
    told = tell(extractor, "Ruritania shipped grain; the crowd cheered howitzers.", "shipped")

    assert hints(told, "cargo")[-1] == ("howitzers", "it stands beyond the end of the clause (';')")


def test_pronoun_that_stands_for_nobody_is_the_nearest(extractor: Extractor) -> None:
    told = tell(extractor, "It shipped howitzers.", "shipped")

    assert hints(told, "seller")[0] == ("It", "it is a pronoun that stands for no actor")


def test_without_a_rule_at_most_three_misses_are_told(extractor: Extractor) -> None:
    told = tell(extractor, "Ruritania shipped grain, Borduria shipped salt, and Ruritania shipped a shipment of oil.")

    assert {tried.outcome for tried in tries(told)} == {"failed"}
    assert len(tries(told)) == 3


# -- the same account as the extractor's ---------------------------------------------------------------------------------


def agree(extractor: Extractor, article: Article) -> bool:
    """Tell whether an article is explained as it is extracted: each mention has its match, each match its mention."""
    told = explain(extractor, article)
    matched = sorted(tried.mention for tried in tries(told) if tried.outcome == "match" and tried.mention is not None)
    return told.extraction == extractor.extract(article) and matched == list(range(len(told.extraction.mentions)))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_sentence_of_the_corpus_is_explained_as_it_is_extracted(path: Path, core_extractor: Extractor) -> None:
    articles = [reading.article for reading in read_inputs([str(path)])]
    sentences = [sentence for article in articles for sentence in sentences_of(core_extractor, article)]

    assert [article.text for article in (*articles, *sentences) if not agree(core_extractor, article)] == []


def sentences_of(extractor: Extractor, article: Article) -> list[Article]:
    analysis = analyse(extractor.nlp, article, extractor.compiled, extractor.pages)
    bounds = [analysis.bounds(number) for number in range(len(analysis.starts))]
    return [Article(text=analysis.doc[start:end].text, date=article.date) for start, end in bounds]


def test_every_voice_tried_without_refusal_is_shown_with_the_compiled_phrase(core_extractor: Extractor) -> None:
    shown = {
        (view.rule, phrase.phrase, voice)
        for view in map(view_rule, core_extractor.compiled.rules)
        for phrase in view.phrases
        for voice in phrase.voices
    }
    trace = Trace()
    for path in CORPUS:
        for reading in read_inputs([str(path)]):
            core_extractor.extract(reading.article, trace)

    used = {(match.rule.key, match.phrase.phrase.text, match.frame.voice) for match in trace.kept}
    assert used
    assert used - shown == set()


def test_every_trigger_form_shown_is_one_that_the_scan_finds(core_extractor: Extractor) -> None:
    rule = next(rule for rule in core_extractor.compiled.rules if len(rule.rule.trigger.verbs) > 2)
    forms = [form for _, forms in view_rule(rule).forms for form in forms]

    found = [core_extractor.compiled.triggers.find(core_extractor.nlp.make_doc(form)) for form in forms]
    assert [form for form, hits in zip(forms, found, strict=True) if not any(rule.index in hit.form.rules for hit in hits)] == []


# -- the command ---------------------------------------------------------------------------------------------------------


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", "explain", *arguments, "-r", str(folder)])


def test_explain_shows_words_chunks_spans_and_the_match(folder: Path) -> None:
    result = run(folder, "shipped", "--text", "Ruritania may ship howitzers to Borduria.")

    assert result.exit_code == 0
    assert "Ruritania/name may/modal ship/verb howitzers/noun" in result.stdout
    assert "[Ruritania: actor, place] <may ship> [howitzers: materiel] to [Borduria: actor, place]" in result.stdout
    assert "materiel 'howitzers' = howitzer" in result.stdout
    assert "    MATCH\n      {seller} VERB {cargo} to {buyer}  [active]" in result.stdout
    assert "status      possible, set by 'may'" in result.stdout
    assert result.stdout.endswith("match: grain:shipment/shipped\n")


def test_explain_marks_who_is_not_named_beside_the_verb() -> None:
    text = "Norway said it had sent 20 tanks to Kenya."
    shown = CliRunner().invoke(app, ["--plugins", "core", "explain", "weapon_transfer", "--text", text]).stdout

    assert "supplier    'Norway' = Norway  (inferred)" in shown


def test_explain_names_the_phrases_that_failed_for_one_reason(folder: Path) -> None:
    shown = run(folder, "moved", "--text", "Ruritania shipped howitzers to Borduria.").stdout

    assert "no 'overnight' after the trigger\n      {seller} VERB {cargo} overnight  [active, reduced relative]" in shown


def test_explain_takes_a_kind_of_event_for_all_its_rules(folder: Path) -> None:
    result = run(folder, "grain:shipment/moved", "--text", "Ruritania shipped grain.")
    whole = run(folder, "shipment", "--text", "Ruritania shipped grain.")

    assert (result.exit_code, whole.exit_code) == (1, 1)
    assert "grain:shipment/shipped" not in result.stdout
    assert "grain:shipment/shipped  'shipped' at 10 (ship)" in whole.stdout
    assert whole.stdout.endswith("no match: shipment\n")


def test_explain_without_a_rule_reads_a_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ruritania shipped howitzers to Borduria.\n", encoding="utf-8")

    result = run(folder, str(tmp_path / "a.txt"))

    assert result.exit_code == 0
    assert "lost to grain:shipment/shipped: another match kept the trigger" in result.stdout


def test_explain_as_json_holds_the_mentions_and_every_try(folder: Path) -> None:
    told = json.loads(run(folder, "shipped", "--text", "Ruritania shipped howitzers to Borduria.", "--json").stdout)

    assert told["mentions"][0]["rule"] == "shipment/shipped"
    assert [tried["outcome"] for tried in told["sentences"][0]["tries"] if tried["voice"] == "active"] == ["match"]


def test_explain_compiled_shows_forms_roles_and_voices(folder: Path) -> None:
    shown = run(folder, "--compiled", "shipped").stdout

    assert "trigger   ship: ship, shipped, shipping, ships" in shown
    assert "required  cargo and seller" in shown
    assert "voices  active, infinitive, participle, passive, reduced relative, relative" in shown
    assert "cargo       stands as object" in shown


@pytest.mark.parametrize("arguments", [(), ("shipped",), ("a", "b", "c"), ("shipped", "b", "--text", "x"), ("--compiled", "x")])
def test_explain_with_wrong_arguments_exits_with_two(folder: Path, arguments: tuple[str, ...]) -> None:
    assert run(folder, *arguments).exit_code == 2
