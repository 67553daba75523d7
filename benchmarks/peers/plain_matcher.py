"""The five kinds as plain spaCy Matcher rules: ``python benchmarks/peers/plain_matcher.py JOB.json`` answers in JSON.

The job brings, for each rule, the forms of its triggers and the words that may fill its required slots. A rule becomes what one writes by
hand: a trigger, at most five words, a filler. There are no values, dates, sources, statuses or sentences, so this peer does much less.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import Any

import spacy
from spacy.matcher import Matcher

_GAP: dict[str, Any] = {"OP": "{0,5}"}
_BE: dict[str, Any] = {"LOWER": {"IN": ["is", "are", "was", "were", "be", "been", "being"]}}


def main() -> None:
    job: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    nlp = spacy.blank("en")
    tokenizer: Any = nlp.tokenizer
    tokenizer.max_cache_size = 5_000_000
    matcher = Matcher(nlp.vocab)
    patterns = [(rule["kind"], pattern) for rule in job["rules"] for pattern in _patterns(rule)]
    for kind, pattern in patterns:
        matcher.add(kind, [pattern])
    for text in job["warm"]:
        matcher(nlp.make_doc(text))
    taken, matches = [], 0
    for texts in job["rounds"]:
        start = process_time()
        matches += sum(len(matcher(nlp.make_doc(text))) for text in texts)
        taken.append(process_time() - start)
    print(json.dumps({"seconds": taken, "found": matches, "patterns": len(patterns), "versions": {"spacy": version("spacy")}}))


def _patterns(rule: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """Yield the patterns of a rule: triggers of one word as one list, longer ones each on its own; the passive turned round."""
    single = [form for form in rule["forms"] if form.isalpha()]
    triggers = [[{"LOWER": {"IN": single}}]] if single else []
    triggers += [[{"LOWER": word} for word in form.split()] for form in rule["forms"] if " " in form]
    fillers = [filler for slot in rule["fillers"] for filler in _fillers(slot)]
    for trigger in triggers:
        yield from ([*trigger, _GAP, filler] for filler in fillers)
        if not fillers:
            yield trigger
    if rule["participles"]:
        yield from ([filler, _GAP, _BE, {"LOWER": {"IN": rule["participles"]}}] for filler in fillers)


def _fillers(slot: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if slot["words"]:
        yield {"LOWER": {"IN": slot["words"]}}
    if slot["number"]:
        yield {"LIKE_NUM": True}


if __name__ == "__main__":
    main()
