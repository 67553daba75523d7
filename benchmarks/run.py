"""What extracting costs, as ratios within one run: against tokenising the same text alone, and of the ways to start up.

    python benchmarks/run.py [INPUT ...]

Takes ``corpus/`` unless told otherwise. Prints a Markdown table of processor times; only the ratios compare between machines.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from time import process_time

import spacy

from dragoman.extractor import Extractor
from dragoman.packs import read_packs
from dragoman.plugins import load_plugins, pack_folders
from dragoman.readers import Options, read_inputs

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("inputs", nargs="*", default=[str(CORPUS)], help="articles in any format that extract reads")
    articles = [reading.article for reading in read_inputs(parser.parse_args().inputs, Options())]
    folders = pack_folders(load_plugins(only=["core"]))
    packs = read_packs(folders)
    extractor = Extractor(packs)
    blank = spacy.blank("en")
    seconds = {
        "tokenising (spaCy's blank English)": _best(lambda: [blank.make_doc(article.text) for article in articles]),
        "extracting": _best(lambda: [extractor.extract(article) for article in articles]),
        "reading the core pack": _best(lambda: read_packs(folders)),
        "compiling the core pack": _best(lambda: Extractor(packs)),
    }
    characters = sum(len(article.text) for article in articles)
    print(f"{len(articles)} articles, {characters} characters, best of {ROUNDS} rounds, one process\n")
    print("| step | seconds | against tokenising |\n| --- | --- | --- |")
    base = next(iter(seconds.values()))
    for step, taken in seconds.items():
        print(f"| {step} | {taken:.3f} | {taken / base:.1f} |")


def _best(work: Callable[[], object]) -> float:
    """Return the least processor time that *work* took in some rounds, the first of which fills spaCy's caches."""
    times: list[float] = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
