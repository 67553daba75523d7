"""Hostile sentences, in a process of its own: ``python benchmarks/hostile.py JOB.json`` answers in JSON how long each length takes."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

from dragoman.article import Article
from dragoman.extractor import Extractor
from measuring import seconds_of

# Of 20,000 tokens more than 5,000 are triggers; there are nested quotations and a list of 1,000 items.
_CLAUSES = (
    "the army said \"the rebels said 'we killed {n} soldiers and sent {n} troops to Mali' and visited Kenya\"",
    "soldiers, tanks, drones, rifles, rockets, shells, trucks and mines were sent, shipped, given and delivered to Chad",
    "who was killed was wounded and who was wounded was killed by those who agreed to a ceasefire",
)


def sentence(tokens: int) -> str:
    """Return one sentence of about so many tokens, a seventh of them one long list."""
    listed = ", ".join(f"{n} soldiers" for n in range(2, 2 + tokens // 20))
    clauses: list[str] = []
    length = 0
    while length < tokens * 17 // 20:
        clauses.append(_CLAUSES[len(clauses) % len(_CLAUSES)].format(n=len(clauses) + 2))
        length += len(clauses[-1].split()) + clauses[-1].count(",") + clauses[-1].count('"') + 3
    return f"The group killed {listed} and, {', and '.join(clauses)}."


def main() -> None:
    lengths: list[int] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["tokens"]
    extractor = Extractor.installed(only=["core"])
    extractor.extract(Article(sentence(1000)))
    texts = {tokens: sentence(tokens) for tokens in lengths}
    counts = {tokens: len(extractor.nlp.make_doc(text)) for tokens, text in texts.items()}
    print(json.dumps({"seconds": {str(counts[n]): seconds_of(partial(extractor.extract, Article(texts[n]))) for n in lengths}}))


if __name__ == "__main__":
    main()
