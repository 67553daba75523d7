"""lemminflect's table of listed words, a line of which is read when its word is asked for.

To read all forty thousand lines, as lemminflect does, takes most of the time to compile and twenty megabytes.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import cache
from pathlib import Path

from lemminflect import config
from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
from lemminflect.codecs.OverridesCodec import OverridesCodec
from lemminflect.core.LexicalUtils import applyCapsStyleToDict, getCapsStyle, uposToTags

Forms = dict[str, tuple[str, ...]]

# The tags of what stands in a line behind its word and part of speech, and those of the word itself.
_PARTS = {"NOUN": "noun", "VERB": "verb"}
_LINE_TAGS = {"NOUN": ("NNS",), "VERB": ("VBD", "VBN", "VBG", "VBZ")}
_WORD_TAGS = {"NOUN": ("NN",), "VERB": ("VB", "VBP")}
_TAGS = {upos: frozenset(uposToTags(upos)) for upos in _LINE_TAGS}


def listed_inflections(lemma: str, upos: str) -> Forms:
    """Return what ``lemminflect.getAllInflections`` returns of a noun or verb, the forms of a listed word by their tags."""
    word = lemma.lower()
    irregular, overrides = _irregular().get(word), _overrides().get(word)
    forms = _read(word, upos) if irregular is None else irregular
    if irregular is not None or overrides is not None:
        forms = {tag: words for tag, words in {**forms, **(overrides or {})}.items() if tag in _TAGS[upos]}
    return forms if lemma == word else dict(applyCapsStyleToDict(dict(forms), getCapsStyle(lemma)))


def _read(word: str, upos: str) -> Forms:
    lines, start = _lines(), f"{word},{_PARTS[upos]},"
    first = bisect_left(lines, start)
    line = lines[first] if first < len(lines) else ""
    if not line.startswith(start):
        return {}
    columns = line[len(start) :].lower().split(",")
    forms = {tag: tuple(column.split("/")) for tag, column in zip(_LINE_TAGS[upos], columns, strict=False) if column}
    return forms | dict.fromkeys(_WORD_TAGS[upos], (word,))


@cache
def _lines() -> list[str]:
    return sorted(gzip.decompress(Path(config.inflection_lu_fn).read_bytes()).decode().splitlines())


@cache
def _irregular() -> dict[str, Forms]:
    return dict(InflectionLUCodec.updateForAuxMod({}))


@cache
def _overrides() -> dict[str, Forms]:
    return dict(OverridesCodec.load(config.infl_overrides_fn))
