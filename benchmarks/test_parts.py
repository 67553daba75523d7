"""Parts of the way of an article on their own, for pytest-benchmark: ``make bench-parts``. What comes before a part is done beforehand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dragoman.analysis.analysing import Analysis, analyse
from dragoman.annotators.layout import find_zones
from dragoman.annotators.persons import find_persons
from dragoman.article import Article
from dragoman.events.merging import merge
from dragoman.extractor import Extractor
from dragoman.matching.matching import match_sentence
from dragoman.writers import to_record
from dragoman.writers.json_text import dump_line
from newswriter import CONFLICT, Newswriter

Benchmark = Callable[..., Any]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.installed(only=["core"])


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return Newswriter(7).articles(20, CONFLICT)


@pytest.fixture(scope="module")
def analyses(extractor: Extractor, articles: list[Article]) -> list[Analysis]:
    found = [analysed(extractor, article) for article in articles]
    for analysis in found:
        for number, _ in analysis.candidates():
            analysis.sentence(number)
    return found


def analysed(extractor: Extractor, article: Article) -> Analysis:
    return analyse(extractor.nlp, article, extractor.compiled, extractor.pages)


def test_tokens(benchmark: Benchmark, extractor: Extractor, articles: list[Article]) -> None:
    benchmark(lambda: [extractor.nlp.make_doc(article.text) for article in articles])


def test_layout(benchmark: Benchmark, extractor: Extractor, articles: list[Article]) -> None:
    benchmark(lambda: [find_zones(article.text, extractor.pages) for article in articles])


def test_triggers(benchmark: Benchmark, extractor: Extractor, analyses: list[Analysis]) -> None:
    benchmark(lambda: [extractor.compiled.triggers.find(analysis.doc) for analysis in analyses])


def test_names(benchmark: Benchmark, extractor: Extractor, analyses: list[Analysis]) -> None:
    benchmark(lambda: [extractor.compiled.gazetteer.find(analysis.doc) for analysis in analyses])


def test_persons(benchmark: Benchmark, analyses: list[Analysis]) -> None:
    benchmark(lambda: [find_persons(analysis.doc, analysis.names) for analysis in analyses])


def test_sentences_with_a_trigger(benchmark: Benchmark, extractor: Extractor, articles: list[Article]) -> None:
    def fresh() -> tuple[tuple[list[Analysis]], dict[str, object]]:
        return ([analysed(extractor, article) for article in articles],), {}

    def annotated(found: list[Analysis]) -> list[object]:
        return [analysis.sentence(number) for analysis in found for number, _ in analysis.candidates()]

    benchmark.pedantic(annotated, setup=fresh, rounds=20)  # type: ignore[attr-defined]


def test_matching(benchmark: Benchmark, extractor: Extractor, analyses: list[Analysis]) -> None:
    held = [(analysis.sentence(number), found) for analysis in analyses for number, found in analysis.candidates()]
    benchmark(lambda: [match_sentence(sentence, found, extractor.compiled) for sentence, found in held])


def test_merging(benchmark: Benchmark, extractor: Extractor, articles: list[Article]) -> None:
    mentions = [extractor.extract(article).mentions for article in articles]
    benchmark(lambda: [merge(found, extractor.compiled.events, range(len(found)), extractor.lore) for found in mentions])


def test_writing(benchmark: Benchmark, extractor: Extractor, articles: list[Article]) -> None:
    extractions = [(article, extractor.extract(article)) for article in articles]
    benchmark(lambda: [dump_line(to_record(*pair)) for pair in extractions])


def test_whole(benchmark: Benchmark, extractor: Extractor, articles: list[Article]) -> None:
    benchmark(lambda: [extractor.extract(article) for article in articles])
