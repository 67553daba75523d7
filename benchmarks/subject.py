"""One extractor under measurement, in a process of its own that reads questions from stdin and answers on stdout, in lines of JSON.

The first line says which packs and how many made-up rules stand beside the built-in ones, and where compiled rules are kept; each further
line says which round to work through. Every round is text that this process has not seen, after a warm-up on other text, so caches hold
what they would hold in the middle of an archive.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.article import Article
from dragoman.cache.rule_cache import RuleCache
from dragoman.extractor import Extractor
from dragoman.language import Pack
from dragoman.pipeline import tokenizer_of
from dragoman.plugins import load_plugins, pack_folders
from dragoman.readers import Reading
from dragoman.runs.isolation import Limits, extract_one
from dragoman.writers.json_text import dump_line
from dragoman_cli.packs import load_extractor
from dragoman_cli.terminal import Settings
from measuring import memory, seconds_of
from newswriter import CONFLICT, GENERAL, Newswriter, density
from packmaker import Packmaker

STRATA = {"general": GENERAL, "conflict": CONFLICT}
_WARM = 60
_CACHE_SIZE = 5_000_000


class Subject:
    """An extractor, and spaCy's tokenizer beside it, that work through rounds of made-up news."""

    def __init__(self, job: Mapping[str, Any]) -> None:
        self._seed: int = job["seed"]
        self._articles: int = job["articles"]
        # As the command line sets it up, garbage collection included.
        cache = RuleCache(Path(job["cache"]))
        self._extractor = load_extractor(Settings(plugins=("core",), cache=cache), _packs(job, cache), one_thread=True)
        gc.collect()
        self.memory = memory()
        self._blank = spacy.blank("en")
        tokenizer_of(self._blank).max_cache_size = _CACHE_SIZE
        for shares in STRATA.values():
            warm = Newswriter(self._seed).articles(_WARM, shares)
            _tokenise(self._blank, warm)
            _extract(self._extractor, warm)

    def answer(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """Return how long the articles of a round take to tokenise and to extract; where asked, also what they hold."""
        articles = Newswriter(self._seed + 1 + question["round"]).articles(self._articles, STRATA[question["stratum"]])
        return {
            "tokenise": seconds_of(partial(_tokenise, self._blank, articles)),
            "extract": seconds_of(partial(_extract, self._extractor, articles)),
            "density": density(self._extractor, articles) if question["density"] else {},
        }


def main() -> None:
    subject = Subject(json.loads(sys.stdin.readline()))
    print(json.dumps({"memory": subject.memory}), flush=True)
    for line in sys.stdin:
        print(json.dumps(subject.answer(json.loads(line))), flush=True)


def _packs(job: Mapping[str, Any], cache: RuleCache) -> tuple[Pack, ...]:
    packs = cache.read_packs([*pack_folders(load_plugins(only=["core"])), *map(Path, job["folders"])])
    return (*packs, Packmaker(packs, job["seed"]).rules(job["rules"])) if job["rules"] else packs


def _tokenise(nlp: Language, articles: Sequence[Article]) -> list[Doc]:
    return [nlp.make_doc(article.text) for article in articles]


def _extract(extractor: Extractor, articles: Sequence[Article]) -> list[str]:
    """Return the lines of JSON that ``dragoman extract`` writes."""
    return [dump_line(extract_one(extractor, Reading(article), Limits()).record) for article in articles]


if __name__ == "__main__":
    main()
