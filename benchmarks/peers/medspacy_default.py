"""medspaCy's default pipeline with dragoman's trigger words and cues: PyRuSH sentences, TargetMatcher, ConText.

``PYTHON benchmarks/peers/medspacy_default.py JOB.json`` answers in JSON how long the rounds take; PYTHON is that of an environment with
requirements.txt.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import Any

import medspacy
from loguru import logger
from medspacy.context import ConTextRule
from medspacy.target_matcher import TargetRule

# What medspaCy calls the statuses that a cue can set.
_CATEGORIES = {"denied": "NEGATED_EXISTENCE", "possible": "POSSIBLE_EXISTENCE", "planned": "HYPOTHETICAL", "requested": "HYPOTHETICAL"}
_DIRECTIONS = {"forward": "FORWARD", "backward": "BACKWARD", "both": "BIDIRECTIONAL"}


def main() -> None:
    job: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    logger.remove()  # PyRuSH writes a line of log for every sentence, which would be most of its time
    nlp = medspacy.load(load_rules=False)
    targets = [TargetRule(form, rule["kind"]) for rule in job["rules"] for form in rule["forms"]]
    cues = [ConTextRule(cue["words"], _CATEGORIES[cue["sets"]], direction=_DIRECTIONS[cue["direction"]]) for cue in job["cues"]]
    nlp.get_pipe("medspacy_target_matcher").add(targets)
    nlp.get_pipe("medspacy_context").add(cues)
    for text in job["warm"]:
        nlp(text)
    taken, found = [], 0
    for texts in job["rounds"]:
        start = process_time()
        found += sum(len(nlp(text).ents) for text in texts)
        taken.append(process_time() - start)
    versions = {name: version(name) for name in ("medspacy", "pyrush", "spacy")}
    print(json.dumps({"seconds": taken, "found": found, "rules": len(targets) + len(cues), "versions": versions}))


if __name__ == "__main__":
    main()
