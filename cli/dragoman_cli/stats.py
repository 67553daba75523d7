"""``dragoman stats``: what each rule found in a run."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Annotated, cast

import typer

from dragoman.readers import read_inputs
from dragoman.runs.manifest import manifest_path
from dragoman.workbench.scoring import Scores, score_run
from dragoman.workbench.stats import NOISY_BELOW, NOISY_HITS, RuleStats, Stats, count_rules
from dragoman.writers.record import Record
from dragoman_cli.gold import gold_articles, json_objects, stop
from dragoman_cli.packs import Kinds, Rules, chosen_packs, full_name
from dragoman_cli.score_table import score_json, score_table
from dragoman_cli.terminal import Settings, amount, data_out, shown, tell

_WIDTH = 120
_TIMED = "time: of all the time that rules took in this run"
_UNTIMED = "time: run `dragoman extract` with --profile to see what each rule takes"


def stats(
    ctx: typer.Context,
    run: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="What extract wrote.", exists=True, dir_okay=False)],
    gold: Annotated[
        Path | None,
        typer.Option("--gold", metavar="FILE", help="Gold events, one article a line, to judge hits by.", exists=True, dir_okay=False),
    ] = None,
    rules: Rules = None,
    events: Kinds = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """Count what each rule found: hits, unique hits, precision on gold; silent and noisy rules; the scores on gold."""
    settings: Settings = ctx.obj
    installed = {full_name(rule) for pack in chosen_packs(settings, rules or [], events) for rule in pack.rules}
    records = [_record(run, number, value) for number, value in json_objects(run)]
    judges = dict(gold_articles(gold)) if gold is not None else None
    scores = score_run(records, judges, events and [name.strip() for name in events.split(",")]) if judges is not None else None
    counted = count_rules(records, installed, judges, dict(_texts(records)), _seconds(run))
    if events is not None:
        counted = replace(counted, rules=tuple(rule for rule in counted.rules if rule.rule in installed))
    data_out().write(_json(counted, scores) if as_json else _text(counted, judged=gold is not None) + score_table(scores))
    if counted.unjudged and not settings.quiet:
        tell(f"{amount(counted.unjudged, 'article')} of {shown(str(run))} without gold: hits there are not judged")


# -- what is read --------------------------------------------------------------------------------------------------------


def _record(path: Path, number: int, value: Mapping[str, object]) -> Record:
    if not isinstance(value.get("article"), dict) or not isinstance(value.get("mentions"), list):
        stop(f"{shown(str(path))}:{number}: this is no record of extract; write one with `dragoman extract INPUT -o OUT.jsonl`")
    return cast(Record, value)


def _texts(records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """Yield the texts of the records' articles where their files still hold them."""
    checksums = {record["article"]["id"]: record["article"]["sha256"] for record in records}
    paths = dict.fromkeys(record["article"]["path"] for record in records)
    for reading in read_inputs([path for path in paths if path and Path(path).is_file()]):
        if reading.readable and checksums.get(reading.article.id) == reading.article.sha256:
            yield reading.article.id, reading.article.text


def _seconds(run: Path) -> dict[str, float]:
    """Return what each rule took, if the manifest of *run* has a profile."""
    path = manifest_path(run)
    manifest = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    rules = manifest.get("profile", {}).get("rules", {})
    return {str(rule): float(figures["seconds"]) for rule, figures in rules.items()}


# -- what is shown -------------------------------------------------------------------------------------------------------


def _json(counted: Stats, scores: Scores | None) -> str:
    rules = [{**asdict(rule), "precision": rule.precision, "noisy": rule.noisy} for rule in counted.rules]
    whole = {"articles": counted.articles, "unjudged": counted.unjudged, "rules": rules, "silent": counted.silent, "noisy": counted.noisy}
    whole |= {"silent_share": counted.silent_share} if counted.shares else {}
    whole |= {"scores": score_json(scores)} if scores is not None else {}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _text(counted: Stats, *, judged: bool) -> str:
    timed = ("time",) if counted.shares else ()
    heads = ("hits", "unique", *(("right", "wrong", "precision") if judged else ()), *timed)
    rows = [(rule.rule, *_figures(rule, judged=judged), "noisy" if rule.noisy else "") for rule in counted.rules]
    rows.append(("all that fired", *_figures(_sum(counted.rules), judged=judged), ""))
    width = max(len(row[0]) for row in rows)
    lines = [_row("rule", heads, "", width), *(_row(row[0], row[1:-1], row[-1], width) for row in rows)]
    cost = f" and took {counted.silent_share:.1%} of the time" if timed else ""
    lines += ["", f"silent: {amount(len(counted.silent), 'rule')} found nothing{cost}", *_by_kind(counted.silent)]
    if judged:
        noisy = f"noisy: {amount(len(counted.noisy), 'rule')} with {NOISY_HITS} hits or more and a precision below {NOISY_BELOW}"
        lines += ["", noisy, *_by_kind(counted.noisy)]
    return "\n".join([*lines, "", _TIMED if timed else _UNTIMED]) + "\n"


def _by_kind(rules: Sequence[str]) -> Iterator[str]:
    """Yield rules in lines, those of one kind together."""
    for kind, alike in groupby(rules, key=lambda rule: rule.partition("/")[0]):
        names = ", ".join(rule.partition("/")[2] for rule in alike)
        yield textwrap.fill(names, _WIDTH, initial_indent=f"  {kind}: ", subsequent_indent="    ", break_on_hyphens=False)


def _row(name: str, figures: Sequence[str], remark: str, width: int) -> str:
    return f"{name:<{width}}{''.join(f'{figure:>11}' for figure in figures)}  {remark}".rstrip()


def _figures(rule: RuleStats, *, judged: bool) -> tuple[str, ...]:
    precision = "-" if rule.precision is None else f"{rule.precision:.2f}"
    share = () if rule.share is None else (f"{rule.share:.1%}",)
    return (f"{rule.hits:,}", f"{rule.unique:,}", *((f"{rule.right:,}", f"{rule.wrong:,}", precision) if judged else ()), *share)


def _sum(rules: Sequence[RuleStats]) -> RuleStats:
    columns = ("hits", "unique", "right", "wrong")
    shares = [rule.share for rule in rules if rule.share is not None]
    counts = {column: sum(getattr(rule, column) for rule in rules) for column in columns}
    return RuleStats("", **counts, share=sum(shares) if shares else None)
