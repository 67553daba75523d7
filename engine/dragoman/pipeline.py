"""The pipeline: a blank English tokenizer that cuts news as the rules expect."""

from __future__ import annotations

from spacy.lang.en import English, EnglishDefaults
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.vocab import Vocab

# "U.S.-led" and "<name>-backed" name an actor before the hyphen, so the hyphen is a token of its own.
_INFIXES = (r"(?<=[A-Za-z]\.)-(?=[A-Za-z])", r"(?<=[0-9])-(?=[A-Za-z]{2})", r"(?<=[a-z])\.(?=[A-Z][a-z])")
_CACHE_SIZE = 5_000_000


class _NewsDefaults(EnglishDefaults):
    """English as spaCy cuts it, and the hyphens of news."""

    infixes = [*(EnglishDefaults.infixes or ()), *_INFIXES]  # noqa: RUF012 - spaCy reads it from the class


class _NewsEnglish(English):  # type: ignore[no-untyped-call]  # spaCy registers subclasses
    """A subclass, because a tokenizer that is changed afterwards loads its 1,300 special cases once more each time."""

    Defaults = _NewsDefaults


def blank_pipeline(vocab: Vocab | None = None) -> Language:
    """Return a spaCy pipeline without components whose tokenizer suits news; *vocab* is that of the pipeline that reads its Docs."""
    nlp = _NewsEnglish(vocab=vocab if vocab is not None else True)
    tokenizer = tokenizer_of(nlp)
    if hasattr(tokenizer, "max_cache_size"):
        tokenizer.max_cache_size = _CACHE_SIZE
    return nlp


def tokenizer_of(nlp: Language) -> Tokenizer:
    """Return the rule-based tokenizer of a pipeline; raise a TypeError where it has another kind."""
    if not isinstance(nlp.tokenizer, Tokenizer):
        raise TypeError(f"dragoman needs spaCy's own tokenizer, not {type(nlp.tokenizer).__name__}")
    return nlp.tokenizer
