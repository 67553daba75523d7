"""Tagging: who may write word classes, entities and a parse into a Doc before the rules read it.

Nobody does by default. What is written adds evidence; the tokens are always those of :mod:`dragoman.pipeline`, so that rules and
offsets are the same with every tagger and with none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from dragoman.errors import ModelError
from dragoman.hookspecs import Pipeline
from dragoman.plugins import Plugin

# Our own component would only extract everything twice; the others join or split the tokens that triggers have been found in.
_LEFT_OUT = frozenset({"dragoman", "merge_entities", "merge_noun_chunks", "merge_subtokens", "token_splitter"})


class Tagger(Protocol):
    """Writes annotations into the tokens of a Doc: all at once where it wants the whole text, else sentence by sentence."""

    def tag_doc(self, doc: Doc) -> None:
        """Annotate a document in which some rule has a trigger."""

    def tag_sentence(self, doc: Doc, start: int, end: int) -> None:
        """Annotate tokens ``start:end``, a sentence with a trigger."""


class PipelineTagger:
    """Annotates whole documents with the components of a spaCy pipeline."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._disabled = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in _LEFT_OUT]

    def tag_doc(self, doc: Doc) -> None:
        """Annotate a document."""
        self._nlp(doc, disable=self._disabled)

    def tag_sentence(self, doc: Doc, start: int, end: int) -> None:
        """Do nothing: the document has been annotated."""


def load_pipeline(name: str, plugins: Iterable[Plugin] = ()) -> Language:
    """Return the pipeline *name* of one of *plugins*, or the installed one, or the one in the folder *name*; raise ModelError."""
    given = next(((plugin, one) for plugin in plugins for one in plugin.gives.create_nlp if one.name == name), None)
    nlp = _created(*given) if given is not None else _installed(name)
    if nlp.lang != "en":
        raise ModelError(f"the spaCy pipeline '{name}' reads '{nlp.lang}', and the rules read English")
    return nlp


def _created(plugin: Plugin, pipeline: Pipeline) -> Language:
    what = f"pipeline '{pipeline.name}' of plugin '{plugin.name}' ({plugin.origin})"
    try:
        nlp: object = pipeline.create()
    except Exception as fault:
        raise ModelError(f"{what} cannot be made: {type(fault).__name__}: {fault}") from fault
    if not isinstance(nlp, Language):
        raise ModelError(f"{what} is no spaCy pipeline but {type(nlp).__name__}")
    return nlp


def _installed(name: str) -> Language:
    try:
        return spacy.load(name)
    except OSError as fault:
        raise ModelError(
            f"there is no spaCy pipeline '{name}', neither installed nor as a folder; "
            f"to install it: python -m spacy download {name}; without network: pip install the wheel of its release; "
            "https://spacy.io/models lists what there is"
        ) from fault
    except (ImportError, ValueError) as fault:
        reason = str(fault).strip().splitlines()[0]
        raise ModelError(f"the spaCy pipeline '{name}' does not load with spaCy {version('spacy')}: {reason}") from fault


# -- HanTa -------------------------------------------------------------------------------------------------------------

# HanTa's English tags are those of CLAWS5 (BNC); rules and models speak Penn tags and universal classes.
_UNIVERSAL = {
    "AJ": "ADJ", "AT": "DET", "AV": "ADV", "CJ": "CCONJ", "CR": "NUM", "DP": "PRON", "DT": "DET", "EX": "PRON", "IT": "INTJ", "NN": "NOUN",
    "NP": "PROPN", "OR": "ADJ", "PN": "PRON", "PO": "PART", "PR": "ADP", "PU": "PUNCT", "TO": "PART", "VB": "AUX", "VD": "AUX", "VH": "AUX",
    "VM": "AUX", "VV": "VERB", "XX": "PART",
}  # fmt: skip
_PENN = {
    "AJ0": "JJ", "AJC": "JJR", "AJS": "JJS", "AT0": "DT", "AV0": "RB", "AVP": "RP", "AVQ": "WRB", "CJC": "CC", "CJS": "IN", "CJT": "IN",
    "CRD": "CD", "DPS": "PRP$", "DT0": "DT", "DTQ": "WDT", "EX0": "EX", "ITJ": "UH", "NN": "NN", "NN0": "NN", "NN1": "NN", "NN2": "NNS",
    "NP0": "NNP", "ORD": "JJ", "PNI": "NN", "PNP": "PRP", "PNQ": "WP", "POS": "POS", "PRF": "IN", "PRP": "IN", "TO0": "TO", "VM0": "MD",
    "XX0": "RB",
}  # fmt: skip
_PENN_VERB = {"B": "VBP", "D": "VBD", "G": "VBG", "I": "VB", "N": "VBN", "Z": "VBZ"}


class WordTagger(Protocol):
    """What HanTa offers: each word with its lemma and its tag."""

    def tag_sent(self, sent: Sequence[str]) -> list[tuple[str, str, str]]:
        """Return word, lemma and tag of each word."""


class SentenceTagger:
    """Annotates candidate sentences with word classes and lemmas: no parse, no entities, no cost for other sentences."""

    def __init__(self, tagger: WordTagger) -> None:
        self._tagger = tagger

    def tag_doc(self, doc: Doc) -> None:
        """Do nothing: sentences are annotated one by one."""

    def tag_sentence(self, doc: Doc, start: int, end: int) -> None:
        """Annotate tokens ``start:end``."""
        tokens = [token for token in doc[start:end] if not token.is_space]
        if not tokens:
            return
        for token, (_, lemma, tag) in zip(tokens, self._tagger.tag_sent([_plain(token) for token in tokens]), strict=True):
            token.pos_ = "PUNCT" if token.is_punct else _UNIVERSAL.get(tag[:2], "X")
            token.tag_ = _PENN.get(tag) or (_PENN_VERB.get(tag[-1:], "XX") if tag.startswith("V") else "XX")
            token.lemma_ = lemma


def _plain(token: Token) -> str:
    return token.text.replace("\u2019", "'").replace("\u201c", '"').replace("\u201d", '"')


def hanta_tagger() -> SentenceTagger:
    """Return the tagger of the extra ``pos``; raise ModelError where it is not installed."""
    try:
        from HanTa import HanoverTagger
    except ImportError as fault:
        raise ModelError("word classes need HanTa, which is not installed; to install it: pip install 'dragoman[pos]'") from fault
    return SentenceTagger(HanoverTagger.HanoverTagger("morphmodel_en.pgz"))
