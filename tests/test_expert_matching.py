"""Expert patterns: what spaCy's Matcher and DependencyMatcher find becomes matches like those of phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.tokens import Doc

from dragoman.article import Article
from dragoman.errors import RuleError
from dragoman.extractor import Extractor
from dragoman.language import Place, Priority, Rule, Slot, Trigger, Unless
from dragoman.matching.matches import Trace
from dragoman.packs.phrase_parser import parse_phrase
from dragoman.packs.reading import read_packs
from dragoman.plugins import load_plugins, pack_folders
from dragoman.records import Mention, Status
from dragoman.workbench.examples import Outcome, run_examples
from dragoman.workbench.explain import explain

ROOT = Path(__file__).parent.parent
HERE = Place("rule.yaml", 1, 1)
Node = Mapping[str, object]
Pattern = Sequence[Node]
WithRules = Callable[..., Extractor]

# The giver, at most two words, the trigger, the goods.
GIVES: Pattern = (
    {"IS_TITLE": True, "slot": "supplier"},
    {"IS_ALPHA": True, "OP": "{0,2}"},
    {"LOWER": {"IN": ["sent", "sends", "send"]}, "trigger": True},
    {"IS_ALPHA": True, "slot": "items"},
)
PASSIVE: Pattern = (
    {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LOWER": "sent"}, "trigger": True},
    {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "goods", "RIGHT_ATTRS": {"DEP": "nsubjpass"}, "slot": "items"},
    {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "by", "RIGHT_ATTRS": {"DEP": "agent"}},
    {"LEFT_ID": "by", "REL_OP": ">", "RIGHT_ID": "giver", "RIGHT_ATTRS": {"DEP": "pobj"}, "slot": "supplier"},
)
DEPS = ("nsubjpass", "auxpass", "ROOT", "prep", "pobj", "agent", "pobj", "punct")
HEADS = (2, 2, 2, 2, 3, 2, 5, 2)


def rule(*tokens: Pattern, trees: Sequence[Pattern] = (), phrases: Sequence[str] = (), verb: str = "send", **options: object) -> Rule:
    read = tuple(phrase for text in phrases if (phrase := parse_phrase(text, HERE)[0]) is not None)
    made = Rule("given", "transfer", "A rule.", Trigger(verbs=(verb,)), read, HERE, pack="borders")
    return replace(
        made,
        token_patterns=tuple(tuple(pattern) for pattern in tokens),
        dependency_patterns=tuple(tuple(pattern) for pattern in trees),
        **options,  # type: ignore[arg-type]
    )


class HandMade:
    """Writes annotations made by hand, in the labels of English pipelines (ClearNLP), into the Doc of a known text."""

    def __init__(self, *, heads: Sequence[int] = (), deps: Sequence[str] = (), pos: Sequence[str] = ()) -> None:
        self.heads, self.deps, self.pos = heads, deps, pos

    def tag_doc(self, doc: Doc) -> None:
        made = Doc(
            doc.vocab,
            words=[token.text for token in doc],
            heads=list(self.heads) or None,
            deps=list(self.deps) or None,
            pos=list(self.pos) or None,
        )
        names: list[int | str] = [name for name, given in (("HEAD", self.heads), ("DEP", self.deps), ("POS", self.pos)) if given]
        doc.from_array(names, made.to_array(names))  # type: ignore[arg-type]  # spaCy's stubs want one kind of array

    def tag_sentence(self, doc: Doc, start: int, end: int) -> None:
        pass


@pytest.fixture(scope="module")
def with_rules(small_extractor: Extractor) -> WithRules:
    """Return what gives an extractor with the small pack's words and event types, and with other rules."""
    (pack,) = small_extractor.packs

    def extractor(*rules: Rule, tagger: HandMade | None = None) -> Extractor:
        return Extractor([replace(pack, rules=rules)], tagger=tagger)

    return extractor


def only(extractor: Extractor, text: str) -> Mention:
    (mention,) = extractor.extract(Article(text)).mentions
    return mention


def slots(mention: Mention) -> dict[str, list[str]]:
    return {name: [filler.span.text for filler in fillers] for name, fillers in mention.slots.items()}


# -- token patterns ----------------------------------------------------------------------------------------------------


def test_token_pattern_fills_its_slots_from_the_noun_groups_it_points_at(with_rules: WithRules) -> None:
    mention = only(with_rules(rule(GIVES)), "Alvia gladly sent tanks.")

    assert (mention.trigger.text, slots(mention)) == ("sent", {"supplier": ["Alvia"], "items": ["tanks"]})


def test_token_pattern_whose_matcher_is_made_while_words_are_being_forgotten_finds_the_same(
    with_rules: WithRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    extractor = Extractor(with_rules(rule(GIVES)).packs, one_thread=True)
    monkeypatch.setattr("dragoman.pipeline._WORDS_KEPT", 0)

    assert [slots(only(extractor, "Alvia gladly sent tanks.")) for _ in range(3)] == [{"supplier": ["Alvia"], "items": ["tanks"]}] * 3


def test_token_pattern_of_a_slot_of_many_takes_the_whole_list(with_rules: WithRules) -> None:
    mention = only(with_rules(rule(GIVES)), "Alvia sent tanks, rifles and howitzers.")

    assert slots(mention)["items"] == ["tanks", "rifles", "howitzers"]


def test_repeated_token_points_at_one_noun_group(with_rules: WithRules) -> None:
    repeated = rule(({"LOWER": "sent"}, {"IS_ALPHA": True, "OP": "{1,3}", "slot": "items"}))

    assert slots(only(with_rules(repeated), "Alvia sent many old tanks."))["items"] == ["old tanks"]


def test_token_pattern_leaves_alone_what_is_no_value_of_the_slot(with_rules: WithRules) -> None:
    extractor = with_rules(rule(GIVES, required=(("items",),)))

    assert extractor.extract(Article("Alvia sent flowers.")).mentions == ()


def test_token_pattern_needs_its_trigger_on_the_marked_token(with_rules: WithRules) -> None:
    elsewhere = rule(({"LOWER": "tanks", "trigger": True, "slot": "items"}, {"LOWER": "were"}, {"LOWER": "sent"}))

    assert with_rules(elsewhere).extract(Article("Tanks were sent.")).mentions == ()


def test_token_pattern_without_a_mark_takes_the_trigger_anywhere_in_it(with_rules: WithRules) -> None:
    unmarked = rule(({"LOWER": "tanks", "slot": "items"}, {"LOWER": "were"}, {"LOWER": "sent"}))

    assert slots(only(with_rules(unmarked), "Tanks were sent."))["items"] == ["Tanks"]


def test_trigger_switched_off_switches_its_patterns_off(with_rules: WithRules) -> None:
    off = replace(rule(GIVES), trigger=Trigger(verbs=("send",), excluded=("send tanks",)))

    assert with_rules(off).extract(Article("Alvia sent tanks.")).mentions == ()


def test_unless_switches_patterns_off(with_rules: WithRules) -> None:
    off = rule(GIVES, unless=Unless(words=("parade",)))

    assert with_rules(off).extract(Article("Alvia sent tanks to the parade.")).mentions == ()


def test_pattern_does_not_reach_into_the_next_sentence(with_rules: WithRules) -> None:
    across = rule(({"LOWER": "sent"}, {"IS_PUNCT": True}, {"IS_TITLE": True, "slot": "items"}))

    assert with_rules(across).extract(Article("Much was sent. Tanks rolled.")).mentions == ()


def test_circumstances_of_the_clause_are_added_to_a_pattern(with_rules: WithRules) -> None:
    assert slots(only(with_rules(rule(GIVES)), "Alvia sent tanks for $3 million."))["value"] == ["$3 million"]


def test_date_that_a_pattern_points_at_fills_its_slot(with_rules: WithRules) -> None:
    dated = rule(({"LOWER": "sent"}, {"LOWER": "tanks", "slot": "items"}, {"LOWER": "in"}, {"SHAPE": "dddd", "slot": "time"}))

    assert slots(only(with_rules(dated), "Alvia sent tanks in 2019."))["time"] == ["2019"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Alvia sent tanks.", Status.ASSERTED),
        ("Alvia may send tanks.", Status.POSSIBLE),
        ("Alvia did not send tanks.", Status.DENIED),
    ],
)
def test_match_of_a_pattern_has_its_status(with_rules: WithRules, text: str, status: Status) -> None:
    assert only(with_rules(rule(GIVES)), text).status is status


def test_match_of_a_pattern_has_its_source(with_rules: WithRules) -> None:
    mention = only(with_rules(rule(GIVES)), "Alvia sent tanks, Cordovia said.")

    assert [source.value.code for source in mention.sources] == ["CRD"]


def test_phrase_that_fills_more_keeps_the_trigger_from_a_pattern(with_rules: WithRules) -> None:
    both = rule(GIVES, phrases=["{supplier} VERB {items} to {recipient}"])

    assert slots(only(with_rules(both), "Alvia sent tanks to Borania."))["recipient"] == ["Borania"]


def test_pattern_of_higher_priority_keeps_the_trigger(with_rules: WithRules) -> None:
    phrase = replace(rule(phrases=["{supplier} VERB {items} to {recipient}"]), id="phrased")
    pattern = rule(GIVES, priority=Priority.OVERRIDE)

    assert only(with_rules(phrase, pattern), "Alvia sent tanks to Borania.").rule == "transfer/given"


def test_narrowed_slot_narrows_patterns_too(with_rules: WithRules) -> None:
    narrowed = rule(GIVES, slots={"items": Slot("items", excluded_classes=("vehicle",))})

    assert "items" not in slots(only(with_rules(narrowed), "Alvia sent tanks."))


def test_trace_shows_patterns_with_their_voice(with_rules: WithRules) -> None:
    trace = Trace()
    with_rules(rule(GIVES)).extract(Article("Alvia sent tanks."), trace)

    assert [(match.frame.voice, match.phrase.phrase.text) for match in trace.kept] == [("pattern", "token_pattern 1")]


def test_pattern_that_spacy_refuses_names_the_rule(with_rules: WithRules) -> None:
    with pytest.raises(RuleError, match=r"rule.yaml:1:1.*E185.*token_pattern 1"):
        with_rules(rule(({"LOWER": 5},)))


# -- what a pattern reads ----------------------------------------------------------------------------------------------

BY_CLASS: Pattern = (
    {"POS": {"IN": ["PROPN"]}, "slot": "supplier"},
    {"LOWER": "sent", "trigger": True},
    {"POS": {"IN": ["NOUN"]}, "slot": "items"},
)


def test_pattern_that_reads_what_nothing_sets_is_skipped_and_said_so(with_rules: WithRules) -> None:
    extraction = with_rules(rule(BY_CLASS)).extract(Article("Alvia sent tanks."))

    assert extraction.mentions == ()
    assert [(problem.code, problem.message) for problem in extraction.problems] == [
        (
            "pattern-skipped",
            (
                "token_pattern 1 of borders:transfer/given reads POS, which nothing sets here; "
                "run it with a trained pipeline or a tagger that does"
            ),
        )
    ]


def test_nothing_is_said_of_a_pattern_that_no_trigger_called_for(with_rules: WithRules) -> None:
    assert with_rules(rule(BY_CLASS)).extract(Article("Alvia rejoiced.")).problems == ()


def test_pattern_that_reads_what_a_tagger_sets_is_run(with_rules: WithRules) -> None:
    extraction = with_rules(rule(BY_CLASS), tagger=HandMade(pos=["PROPN", "VERB", "NOUN", "PUNCT"])).extract(Article("Alvia sent tanks."))

    assert [slots(mention) for mention in extraction.mentions] == [{"supplier": ["Alvia"], "items": ["tanks"]}]
    assert extraction.problems == ()


def test_skipped_pattern_leaves_the_others_to_run(with_rules: WithRules) -> None:
    extraction = with_rules(rule(BY_CLASS, GIVES)).extract(Article("Alvia sent tanks."))

    assert (len(extraction.mentions), len(extraction.problems)) == (1, 1)


def test_explanation_says_why_a_pattern_was_skipped(with_rules: WithRules) -> None:
    (story,) = explain(with_rules(rule(BY_CLASS)), Article("Alvia sent tanks.")).stories

    assert [(tried.phrase, tried.failure) for tried in story.tries] == [("token_pattern 1", "it reads POS, which nothing sets here")]


# -- dependency patterns -----------------------------------------------------------------------------------------------


def test_dependency_pattern_reads_the_parse(with_rules: WithRules) -> None:
    parsed = with_rules(rule(trees=[PASSIVE]), tagger=HandMade(heads=HEADS, deps=DEPS))

    assert slots(only(parsed, "Tanks were sent to Borania by Alvia.")) == {"supplier": ["Alvia"], "items": ["Tanks"], "place": ["Borania"]}


def test_dependency_pattern_is_skipped_without_a_parse(with_rules: WithRules) -> None:
    extraction = with_rules(rule(trees=[PASSIVE])).extract(Article("Tanks were sent to Borania by Alvia."))

    assert extraction.mentions == ()
    assert [problem.message.split(";")[0] for problem in extraction.problems] == [
        "dependency_pattern 1 of borders:transfer/given reads DEP, which nothing sets here"
    ]


def test_dependency_pattern_gathers_the_fillers_of_all_its_finds(with_rules: WithRules) -> None:
    tree: Pattern = (
        {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LOWER": "sent"}},
        {"LEFT_ID": "verb", "REL_OP": ">>", "RIGHT_ID": "to", "RIGHT_ATTRS": {"DEP": "pobj"}, "slot": "recipient"},
    )
    # Alvia sent tanks to Borania on paper to Cordovia .
    heads, deps = (1, 1, 1, 1, 3, 1, 5, 1, 7, 1), ("nsubj", "ROOT", "dobj", "prep", "pobj", "prep", "pobj", "prep", "pobj", "punct")
    parsed = with_rules(rule(trees=[tree]), tagger=HandMade(heads=heads, deps=deps))

    assert slots(only(parsed, "Alvia sent tanks to Borania on paper to Cordovia."))["recipient"] == ["Borania", "Cordovia"]


def test_dependency_pattern_counts_tokens_from_its_sentence(with_rules: WithRules) -> None:
    # It rained . Tanks were sent to Borania by Alvia .
    heads = (1, 1, 1, *(head + 3 for head in HEADS))
    parsed = with_rules(rule(trees=[PASSIVE]), tagger=HandMade(heads=heads, deps=("nsubj", "ROOT", "punct", *DEPS)))

    assert slots(only(parsed, "It rained. Tanks were sent to Borania by Alvia.")) == {
        "supplier": ["Alvia"],
        "items": ["Tanks"],
        "place": ["Borania"],
    }


# -- the guide ---------------------------------------------------------------------------------------------------------


def test_name_inside_a_compound_is_taken_by_itself(with_rules: WithRules) -> None:
    compound = rule(
        ({"IS_TITLE": True, "slot": "recipient"}, {"ORTH": "-"}, {"LOWER": "bound", "trigger": True}, {"LOWER": "tanks", "slot": "items"}),
        verb="bound",
    )

    assert slots(only(with_rules(compound), "They saw Borania-bound tanks.")) == {
        "recipient": ["Borania"],
        "items": ["tanks"],
    }


def test_rule_of_the_guide_passes_its_own_examples(tmp_path: Path) -> None:
    (text, *_) = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "language-expert.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "pack.yaml").write_text("pack: guide\nversion: '1'\n", encoding="utf-8")
    (tmp_path / "weapon_transfer").mkdir()
    (tmp_path / "weapon_transfer" / "bound_for.yaml").write_text(text, encoding="utf-8")
    packs = read_packs([*pack_folders(load_plugins(only=["core"])), tmp_path])
    results = list(run_examples(Extractor(packs), packs[-1].rules))

    assert [(result.outcome, result.faults) for result in results] == [(Outcome.PASSED, ())] * 3
