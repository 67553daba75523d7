"""Scores on gold: which mention belongs to which event, which fillers are right, what costs nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.article import Article
from dragoman.records import Count, Entity, Extraction, Filler, Interval, Mention, Money, Source, Status, Term, TextSpan, Value, Weapon
from dragoman.workbench.scoring import Score, Scores, same_filler, score_run
from dragoman.workbench.stats import GoldArticle, GoldEvent
from dragoman.writers import Record, to_record
from dragoman.writers.values import to_value
from dragoman_cli.app import app
from dragoman_cli.score_table import score_table

TEXT = "Ruritania sold 40 lorries to Borduria, envoys said. Borduria may buy more and sold oil. Syldavia sold nothing."


def span(words: str) -> TextSpan:
    start = TEXT.index(words)
    return TextSpan(start, start + len(words), words)


def filler(words: str, value: Value) -> Filler:
    return Filler(span(words), value)


def mention(trigger: str, status: Status = Status.ASSERTED, source: str = "", kind: str = "sale", **slots: Filler) -> Mention:
    sources = (Source(span(source), Entity(source), "said"),) if source else ()
    return Mention(kind, f"{kind}/x", "fair", status, span(trigger), span(trigger), {k: (v,) for k, v in slots.items()}, (), sources)


def record(*mentions: Mention, name: str = "a") -> Record:
    return to_record(Article(TEXT, id=name), Extraction(mentions))


def scored(*mentions: Mention, events: tuple[GoldEvent, ...], kinds: list[str] | None = None) -> Scores:
    return score_run([record(*mentions)], {"a": GoldArticle(TEXT, events)}, kinds)


FIRST = GoldEvent("sold 40 lorries", "sale", slots={"seller": "Ruritania"})
OIL = GoldEvent("sold oil", "sale", slots={"seller": "Borduria"})


def test_score_has_precision_recall_and_f1() -> None:
    score = Score(right=6, spurious=2, missed=6)

    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)


def test_mention_whose_trigger_touches_the_quotation_is_right() -> None:
    assert scored(mention("sold 40"), events=(FIRST, OIL)).all_kinds == Score(right=1, missed=1)


def test_mention_in_the_sentence_of_an_event_is_right() -> None:
    assert scored(mention("may buy"), events=(OIL,)).all_kinds == Score(right=1)
    assert scored(mention("sold nothing"), events=(OIL,)).all_kinds == Score(spurious=1, missed=1)


def test_mention_of_another_kind_is_spurious() -> None:
    scores = scored(mention("sold oil", kind="gift"), events=(OIL,), kinds=["gift", "sale"])

    assert scores.kinds == {"gift": Score(spurious=1), "sale": Score(missed=1)}


def test_kind_that_gold_never_names_is_not_judged() -> None:
    assert scored(mention("sold oil"), mention("sold nothing", kind="gift"), events=(OIL,)).kinds == {"sale": Score(right=1)}


def test_event_takes_one_mention_the_one_that_touches_it() -> None:
    beside, touching = mention("may buy", seller=filler("Borduria", Entity("Borduria"))), mention("sold oil")

    scores = scored(beside, touching, events=(OIL,))

    assert scores.all_kinds == Score(right=1, spurious=1)
    assert scores.slots["seller"] == Score(missed=1)


def test_of_two_that_touch_the_better_filled_is_paired() -> None:
    poor, good = mention("sold"), mention("40", seller=filler("Ruritania", Entity("Ruritania")))

    assert scored(poor, good, events=(FIRST,)).slots["seller"] == Score(right=1)


def test_doubtful_event_costs_and_earns_nothing() -> None:
    doubtful = GoldEvent("sold oil", "sale", doubtful=True)

    assert scored(mention("sold oil"), events=(doubtful,)).all_kinds == Score()
    assert scored(mention("sold oil"), mention("oil"), events=(doubtful,)).all_kinds == Score()
    assert scored(events=(doubtful,)).all_kinds == Score()


def test_optional_filler_is_no_error_and_need_not_be_found() -> None:
    event = GoldEvent("sold oil", "sale", slots={"seller": "Borduria"}, optional={"buyer": "Ruritania"})
    seller = filler("Borduria", Entity("Borduria"))

    with_it = scored(mention("sold oil", seller=seller, buyer=filler("Ruritania", Entity("Ruritania"))), events=(event,))
    without_it = scored(mention("sold oil", seller=seller), events=(event,))

    assert with_it.slots == without_it.slots == {"seller": Score(right=1)}


def test_optional_filler_is_another_right_way_to_fill_a_slot() -> None:
    event = GoldEvent("sold oil", "sale", slots={"seller": "Borduria"}, optional={"seller": "envoys"})

    assert scored(mention("sold oil", seller=filler("envoys", Term("envoy"))), events=(event,)).slots == {"seller": Score(right=1)}


def test_filler_without_gold_is_spurious_unless_annotators_often_leave_its_slot_out() -> None:
    found = mention("sold oil", seller=filler("Syldavia", Entity("Syldavia")), time=filler("more", Interval(None, None)))

    assert scored(found, events=(OIL,)).slots == {"seller": Score(spurious=1, missed=1)}


def test_source_counts_as_a_slot() -> None:
    event = GoldEvent("sold 40 lorries", "sale", source="envoys")

    assert scored(mention("sold", source="envoys"), events=(event,)).slots == {"source": Score(right=1)}


def test_status_is_right_where_gold_or_its_option_says_so() -> None:
    events = (
        GoldEvent("sold 40", "sale", status="denied"),
        GoldEvent("may buy", "sale", status="possible", optional={"status": "planned"}),
    )
    found = mention("sold"), mention("may buy", Status.PLANNED)

    assert scored(*found, events=events).status == 0.5


def test_kinds_limit_what_is_scored() -> None:
    scores = scored(mention("sold oil"), mention("may buy", kind="gift"), events=(OIL, GoldEvent("may buy", "gift")), kinds=["gift"])

    assert scores.kinds == {"gift": Score(right=1)}


def test_gold_article_without_a_record_is_missed_and_counted() -> None:
    scores = score_run([], {"a": GoldArticle(TEXT, (OIL,))})

    assert (scores.all_kinds, scores.absent) == (Score(missed=1), 1)


@pytest.mark.parametrize(
    ("gold", "value", "same"),
    [
        ("RUR", Entity("Ruritania", "RUR"), True),
        ("the Ruritanian envoys", Term("envoy"), True),
        ("BOR", Entity("Ruritania", "RUR"), False),
        ({"low": 40, "high": None}, Count(40, None), True),
        ({"low": 40, "high": 40}, Count(40, None), False),
        ({"from": "2024-03-01", "to": "2024-03-31"}, Interval(date(2024, 3, 1), date(2024, 3, 31)), True),
        ({"from": "2024-03-01", "to": "2024-03-30"}, Interval(date(2024, 3, 1), date(2024, 3, 31)), False),
        ({"amount": 5, "currency": "USD"}, Money(5, "USD"), True),
        ({"amount": 5, "currency": "USD"}, Money(5, "EUR"), False),
        ({"weapon": "heavy lorries"}, Weapon("lorry", "vehicle"), False),
        ({"weapon": "heavy tanks"}, Weapon("tank"), True),
        ({"weapon": "tanks", "count": {"low": 4, "high": 4}}, Weapon("tank", count=Count(4, 4)), True),
        ({"weapon": "tanks", "count": {"low": 4, "high": 4}}, Weapon("tank"), False),
    ],
)
def test_fillers_are_compared_by_the_shape_of_gold(gold: object, value: Value, same: bool) -> None:
    assert same_filler(gold, {"text": "x", "value": to_value(value)}) is same


def test_table_tells_how_many_gold_has_and_how_many_were_found() -> None:
    found = [mention("sold 40"), mention("lorries"), mention("Borduria")]
    lines = [line.split() for line in score_table(scored(*found, events=(FIRST, OIL))).splitlines()]

    assert next(line for line in lines if line[:1] == ["sale"])[-2:] == ["2", "3"]


def test_stats_prints_the_scores_on_gold(tmp_path: Path) -> None:
    event = {"quote": "sold oil", "kind": "sale", "slots": {"seller": "Borduria"}}
    out, gold = tmp_path / "out.jsonl", tmp_path / "gold.jsonl"
    out.write_text(json.dumps(record(mention("sold oil", seller=filler("Borduria", Entity("Borduria"))))), encoding="utf-8")
    gold.write_text(json.dumps({"article": "a", "text": TEXT, "events": [event]}), encoding="utf-8")
    command = ["--no-plugins", "stats", str(out), "--gold", str(gold)]

    shown = CliRunner().invoke(app, command).stdout
    scores = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)["scores"]

    assert ["all", "kinds", "1.000", "1.000", "1.000", "1", "1"] in [line.split() for line in shown.splitlines()]
    assert "status: 1.000 right; gold articles without a record: 0" in shown
    assert (scores["mentions"]["sale"]["f1"], scores["slots"]["seller"]["right"], scores["status"]) == (1, 1, 1)
