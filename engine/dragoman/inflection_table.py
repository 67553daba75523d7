"""lemminflect's table of listed words, a line of which is read when its word is asked for.

To read all forty thousand lines, as lemminflect does, takes most of the time to compile and twenty megabytes.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import cache
from itertools import takewhile
from pathlib import Path

from lemminflect import config
from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
from lemminflect.codecs.OverridesCodec import OverridesCodec
from lemminflect.core.LexicalUtils import applyCapsStyleToDict, getCapsStyle, uposToTags

Forms = dict[str, tuple[str, ...]]


def listed_inflections(lemma: str, upos: str) -> Forms:
    """Return what ``lemminflect.getAllInflections`` returns, the forms of a listed word by their tags."""
    word = lemma.lower()
    forms = _irregular().get(word) or _read(word)
    tags = uposToTags(upos)
    chosen = {tag: words for tag, words in {**forms, **_overrides().get(word, {})}.items() if tag in tags}
    return dict(applyCapsStyleToDict(chosen, getCapsStyle(lemma)))


def _read(word: str) -> Forms:
    lines, start = _lines(), f"{word},"
    forms: Forms = {}
    first = bisect_left(lines, start)
    for line in takewhile(lambda line: line.startswith(start), lines[first : first + 8]):
        forms.update(InflectionLUCodec.fromString(line)[2])
    return forms


@cache
def _lines() -> list[str]:
    return sorted(gzip.decompress(Path(config.inflection_lu_fn).read_bytes()).decode().splitlines())


@cache
def _irregular() -> dict[str, Forms]:
    return dict(InflectionLUCodec.updateForAuxMod({}))


@cache
def _overrides() -> dict[str, Forms]:
    return dict(OverridesCodec.load(config.infl_overrides_fn))
