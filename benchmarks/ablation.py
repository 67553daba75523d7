"""What each part of the engine brings: every switch on its own, scored on a gold file.

    python benchmarks/ablation.py tests/dev/dev.jsonl [--pack FOLDER] [--only NAME]

Prints a Markdown table: how far F1 of mentions, F1 of slots and status accuracy change, in points, when the part is left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.packs.grammar_table import VOICES
from dragoman.packs.reading import read_pack
from dragoman.readers import Fields, Options, read_inputs
from dragoman.switches import STEPS
from dragoman.workbench.scoring import Scores, score_run
from dragoman.workbench.stats import GoldArticle
from dragoman.writers import to_record
from dragoman_cli.gold import gold_articles

HEAD = "| left out | precision | recall | F1 | change | slots F1 | change | status | change |"
LINE = "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"


def main() -> None:
    options = _options()
    gold = dict(gold_articles(options.gold))
    articles = [reading.article for reading in read_inputs([str(options.gold)], Options(fields=Fields(id="article")))]
    core = Extractor([read_pack(options.pack)]) if options.pack else Extractor.installed(only=["core"])
    whole = _scores(core, articles, gold)
    print(f"{HEAD}\n{LINE}\n{_row('(nothing)', whole, whole)}")
    for switch in options.only or (*sorted(STEPS), *VOICES):
        print(_row(switch, _scores(core.leaving_out(switch), articles, gold), whole), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("gold", type=Path, help="gold events, one article a line, with the article's text")
    parser.add_argument("--pack", type=Path, help="a rule pack's folder instead of the installed core pack")
    parser.add_argument("--only", action="append", metavar="NAME", help="this switch alone; repeatable")
    return parser.parse_args()


def _scores(extractor: Extractor, articles: Sequence[Article], gold: dict[str, GoldArticle]) -> Scores:
    return score_run((to_record(article, extractor.extract(article)) for article in articles), gold)


def _row(name: str, scores: Scores, whole: Scores) -> str:
    return "| " + " | ".join((name, *_figures(scores, whole))) + " |"


def _figures(scores: Scores, whole: Scores) -> Iterator[str]:
    mentions = scores.all_kinds
    yield from (f"{mentions.precision:.3f}", f"{mentions.recall:.3f}")
    for value, usual in (
        (mentions.f1, whole.all_kinds.f1),
        (scores.all_slots.f1, whole.all_slots.f1),
        (scores.status, whole.status),
    ):
        yield f"{value:.3f}"
        yield "" if scores is whole else f"{100 * (value - usual):+.1f}"


if __name__ == "__main__":
    main()
