"""The pipeline: a blank English tokenizer that cuts news as the rules expect."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.util import compile_infix_regex
from spacy.vocab import Vocab

# "U.S.-led" and "<name>-backed" name an actor before the hyphen, so the hyphen is a token of its own.
_INFIXES = (r"(?<=[A-Za-z]\.)-(?=[A-Za-z])", r"(?<=[0-9])-(?=[A-Za-z]{2})", r"(?<=[a-z])\.(?=[A-Z][a-z])")
_CACHE_SIZE = 5_000_000


def blank_pipeline(vocab: Vocab | None = None) -> Language:
    """Return a spaCy pipeline without components whose tokenizer suits news; *vocab* is that of the pipeline that reads its Docs."""
    nlp = spacy.blank("en", vocab=vocab if vocab is not None else True)
    tokenizer = tokenizer_of(nlp)
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_INFIXES]).finditer
    if hasattr(tokenizer, "max_cache_size"):
        tokenizer.max_cache_size = _CACHE_SIZE
    return nlp


def tokenizer_of(nlp: Language) -> Tokenizer:
    """Return the rule-based tokenizer of a pipeline; raise a TypeError where it has another kind."""
    if not isinstance(nlp.tokenizer, Tokenizer):
        raise TypeError(f"dragoman needs spaCy's own tokenizer, not {type(nlp.tokenizer).__name__}")
    return nlp.tokenizer
