"""The pipeline: a blank English tokenizer that cuts news as the rules expect."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from spacy.lang.en import English, EnglishDefaults
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.vocab import Vocab

# "U.S.-led" and "<name>-backed" name an actor before the hyphen, so the hyphen is a token of its own.
_INFIXES = (r"(?<=[A-Za-z]\.)-(?=[A-Za-z])", r"(?<=[0-9])-(?=[A-Za-z]{2})", r"(?<=[a-z])\.(?=[A-Z][a-z])")
_CACHE_SIZE = 5_000_000
# A word that spaCy has not met costs about 1 KB for as long as its vocabulary lives. So many stay; of those that come later none outlives
# its article. A zone around each article from the first would keep the tokenizer from remembering any word: a fifth more time.
_WORDS_KEPT = 150_000


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


def words_of_an_article(nlp: Language) -> AbstractContextManager[object]:
    """Return what stands around an article so that its new words are forgotten after it, once *nlp* knows as many as it may keep."""
    full = len(nlp.vocab) >= _WORDS_KEPT
    if not full or nlp.vocab.in_memory_zone:  # type: ignore[attr-defined]  # missing in spaCy's stub; zones must not be nested
        return nullcontext()
    return nlp.memory_zone()


def tokenizer_of(nlp: Language) -> Tokenizer:
    """Return the rule-based tokenizer of a pipeline; raise a TypeError where it has another kind."""
    if not isinstance(nlp.tokenizer, Tokenizer):
        raise TypeError(f"dragoman needs spaCy's own tokenizer, not {type(nlp.tokenizer).__name__}")
    return nlp.tokenizer
