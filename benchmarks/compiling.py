"""The built-in packs read and compiled once, in a process of its own: ``python benchmarks/compiling.py JOB.json`` answers in JSON."""

from __future__ import annotations

import json

from dragoman.extractor import Extractor
from dragoman.packs import read_packs
from dragoman.plugins import load_plugins, pack_folders
from measuring import seconds_of


def main() -> None:
    folders = pack_folders(load_plugins(only=["core"]))
    print(json.dumps({"seconds": seconds_of(lambda: Extractor(read_packs(folders)))}))


if __name__ == "__main__":
    main()
