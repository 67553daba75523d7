"""Statistics of rules: hits, unique hits, precision on gold, silent and noisy rules."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.article import Article
from dragoman.records import Extraction, Mention, Status, TextSpan
from dragoman.workbench.stats import GoldArticle, GoldEvent, RuleStats, Stats, count_rules, sentence_around
from dragoman.writers import Record, to_record
from dragoman_cli.app import app

TEXT = "Ruritania shipped grain. Borduria sold oil and shipped salt on Jan. 5. Nobody shipped sugar."


def mention(rule: str, trigger: str, nth: int = 0, kind: str = "trade", text: str = TEXT) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = text.index(trigger, start + 1)
    span = TextSpan(start, start + len(trigger), trigger)
    return Mention(kind, f"{kind}/{rule}", "fair", Status.ASSERTED, span, span)


def record(*mentions: Mention, name: str = "a", path: str | None = None, text: str = TEXT) -> Record:
    return to_record(Article(text=text, id=name, path=path), Extraction(mentions))


def of(stats: Stats, rule: str) -> RuleStats:
    return next(found for found in stats.rules if found.rule == f"fair:trade/{rule}")


def judged(*mentions: Mention, events: tuple[GoldEvent, ...]) -> Stats:
    return count_rules([record(*mentions)], [], {"a": GoldArticle(TEXT, events)})


def test_hits_are_counted_by_rule_most_first() -> None:
    stats = count_rules([record(mention("sold", "sold"), mention("shipped", "shipped"), mention("shipped", "shipped", 1))], [])

    assert [(rule.rule, rule.hits) for rule in stats.rules] == [("fair:trade/shipped", 2), ("fair:trade/sold", 1)]


def test_hit_is_unique_where_no_other_rule_of_its_kind_hits_the_sentence() -> None:
    found = [mention("sold", "sold"), mention("shipped", "shipped"), mention("shipped", "shipped", 1)]

    stats = count_rules([record(*found)], [], texts={"a": TEXT})

    assert (of(stats, "shipped").unique, of(stats, "sold").unique) == (1, 0)


def test_rule_of_another_kind_takes_no_uniqueness_away() -> None:
    stats = count_rules([record(mention("sold", "sold"), mention("moved", "shipped", 1, kind="convoy"))], [], texts={"a": TEXT})

    assert of(stats, "sold").unique == 1


def test_without_a_text_mentions_share_a_sentence_where_their_words_overlap() -> None:
    apart = count_rules([record(mention("sold", "sold"), mention("shipped", "shipped", 1))], [])
    together = count_rules([record(mention("sold", "sold"), mention("traded", "sold oil"))], [])

    assert (of(apart, "sold").unique, of(together, "sold").unique) == (1, 0)


def test_hit_in_the_words_or_the_sentence_of_a_gold_event_is_right() -> None:
    events = (GoldEvent("shipped grain", "trade"), GoldEvent("sold oil", "trade"))

    stats = judged(mention("shipped", "shipped"), mention("shipped", "shipped", 1), mention("shipped", "shipped", 2), events=events)

    assert (of(stats, "shipped").right, of(stats, "shipped").wrong) == (2, 1)
    assert of(stats, "shipped").precision == pytest.approx(2 / 3)


def test_hit_of_another_kind_than_the_gold_event_is_wrong() -> None:
    assert of(judged(mention("sold", "sold"), events=(GoldEvent("sold oil", "gift"),)), "sold").wrong == 1


def test_doubtful_gold_event_makes_a_hit_neither_right_nor_wrong() -> None:
    sold = of(judged(mention("sold", "sold"), events=(GoldEvent("sold oil", "trade", doubtful=True),)), "sold")

    assert (sold.right, sold.wrong, sold.precision) == (0, 0, None)


def test_event_at_the_trigger_counts_before_one_in_its_sentence() -> None:
    events = (GoldEvent("sold oil", "trade", doubtful=True), GoldEvent("shipped salt", "trade"))

    assert of(judged(mention("sold", "sold"), events=events), "sold").right == 0


def test_gold_is_found_by_the_name_of_the_file_too() -> None:
    found = record(mention("sold", "sold"), name="7", path="news/a.txt")

    assert of(count_rules([found], [], {"a": GoldArticle(TEXT, (GoldEvent("sold oil", "trade"),))}), "sold").right == 1


def test_article_without_gold_is_counted_and_not_judged() -> None:
    stats = count_rules([record(mention("sold", "sold"))], [], {"b": GoldArticle(TEXT, ())})

    assert (stats.unjudged, of(stats, "sold").precision) == (1, None)


def test_installed_rule_without_a_hit_is_silent() -> None:
    assert count_rules([record(mention("sold", "sold"))], ["fair:trade/sold", "fair:trade/lent"]).silent == ("fair:trade/lent",)


@pytest.mark.parametrize(("hits", "right", "noisy"), [(3, 1, True), (4, 2, False), (2, 0, False)])
def test_rule_is_noisy_when_often_wrong(hits: int, right: int, noisy: bool) -> None:
    assert RuleStats("x", hits, 0, right, hits - right).noisy is noisy


@pytest.mark.parametrize(
    ("word", "sentence"),
    [("grain", "Ruritania shipped grain. "), ("sugar", "Nobody shipped sugar.")],
)
def test_sentence_is_found_from_characters(word: str, sentence: str) -> None:
    start, end = sentence_around(TEXT, TEXT.index(word), TEXT.index(word) + len(word))

    assert TEXT[start:end] == sentence


# -- the command ---------------------------------------------------------------------------------------------------------

PACK = {
    "pack.yaml": "pack: fair\nversion: '1'\n",
    "events/trade.yaml": "event: trade\ndescription: Things are traded.\nslots:\n  seller: {type: actor}\n",
    "trade/sold.yaml": """\
id: sold
event: trade
description: Somebody sells.
trigger: {verbs: [sell]}
phrases: ["{seller} VERB"]
examples:
  - match: "They sold oil."
  - match: "They sell oil."
  - reject: "They drink oil."
""",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_files: Callable[[Path, Mapping[str, str]], Path]) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_files(tmp_path / "fair", PACK)


def write(path: str, *lines: Mapping[str, object] | Record) -> str:
    Path(path).write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["--no-plugins", "stats", *arguments, "-r", "fair"])


def test_stats_shows_a_row_a_rule_and_the_silent_ones(folder: Path) -> None:
    result = run(write("out.jsonl", record(mention("shipped", "shipped"), mention("shipped", "shipped", 2))))

    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines()[:2]] == [["rule", "hits", "unique"], ["fair:trade/shipped", "2", "2"]]
    assert "silent: 1 rule found nothing\n  fair:trade: sold\n" in result.stdout


def test_stats_with_gold_shows_precision_and_noisy_rules(folder: Path) -> None:
    out = write("out.jsonl", record(*(mention("sold", "shipped", nth) for nth in range(3))))
    gold = write("gold.jsonl", {"article": "a", "text": TEXT, "events": [{"quote": "shipped grain", "kind": "trade"}]})

    shown = run(out, "--gold", gold).stdout
    [rule] = json.loads(run(out, "--gold", gold, "--json").stdout)["rules"]

    assert "0.33  noisy\n" in shown
    assert "noisy: 1 rule with 3 hits or more and a precision below 0.5\n  fair:trade: sold\n" in shown
    assert (rule["right"], rule["wrong"], rule["noisy"]) == (1, 2, True)


def test_stats_reads_the_texts_of_gold_and_articles_from_their_files(folder: Path) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    out = write("out.jsonl", record(mention("sold", "sold"), mention("shipped", "shipped", 1), path="a.txt"))
    gold = write("gold.jsonl", {"article": "a", "file": "a.txt", "events": []})

    rules = json.loads(run(out, "--json").stdout)["rules"]
    judged_rules = json.loads(run(out, "--gold", gold, "--json").stdout)["rules"]

    assert [rule["unique"] for rule in rules] == [0, 0]
    assert [rule["wrong"] for rule in judged_rules] == [1, 1]


@pytest.mark.parametrize("content", ["no json\n", "[1]\n", '{"mentions": 3}\n'])
def test_stats_of_something_else_than_a_run_names_the_line_and_exits_with_two(folder: Path, content: str) -> None:
    Path("out.jsonl").write_text(content, encoding="utf-8")

    result = run("out.jsonl")

    assert result.exit_code == 2
    assert "error: out.jsonl:1: this is no " in result.stderr


def test_stats_with_gold_without_a_text_exits_with_two(folder: Path) -> None:
    result = run(write("out.jsonl", record()), "--gold", write("gold.jsonl", {"article": "a", "events": []}))

    assert result.exit_code == 2
    assert "gold.jsonl:1: a line of gold holds" in result.stderr


def test_stats_starts_without_spacy(folder: Path) -> None:
    write("out.jsonl", record(mention("sold", "sold")))
    code = (
        "import sys; from dragoman_cli.app import app\n"
        "try: app(['--no-plugins', 'stats', 'out.jsonl', '-r', 'fair', '--json'])\n"
        "except SystemExit as end: print(end.code, 'spacy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.endswith("\n0 False\n")
