"""The built-in packs read and compiled once, in a process of its own: ``python benchmarks/compiling.py JOB.json`` answers in JSON.

The job may name a folder for the cache of compiled rules, which the first such process fills and the next ones read. spaCy's import and its
tokenizer come before.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import Any

from dragoman.cache.rule_cache import RuleCache
from dragoman.compiling.tables import Tables, compile_tables
from dragoman.packs.reading import read_packs
from dragoman.pipeline import blank_pipeline
from dragoman.plugins import load_plugins, pack_folders
from measuring import seconds_of


def main() -> None:
    job: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    gc.set_threshold(1_000_000)  # as the command line does: what is compiled stays
    folders = pack_folders(load_plugins(only=["core"]))
    nlp = blank_pipeline()

    def compiled() -> Tables:
        if job["cache"] is None:
            return compile_tables(nlp, read_packs(folders))
        cache = RuleCache(Path(job["cache"]))
        return cache.tables(nlp, cache.read_packs(folders))

    print(json.dumps({"seconds": seconds_of(compiled)}))


if __name__ == "__main__":
    main()
