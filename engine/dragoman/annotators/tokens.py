"""The tokens of a Doc as plain lists, made once an article: a spaCy Token costs more to make than what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.attrs import IDX, ORTH  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.tokens import Doc

_KEPT = "dragoman tokens"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token by token its *texts*, its *lowers*, the same with straight apostrophes as *words*, and the *offsets* in *text*.

    *spaced* says after which tokens a space stands, *numerals* are the tokens that begin with a digit, in order.
    """

    text: str
    texts: list[str]
    lowers: list[str]
    words: list[str]
    offsets: list[int]
    spaced: list[bool]
    numerals: list[int]

    def between(self, start: int, end: int) -> str:
        """Return the characters of tokens ``start:end``, as ``doc[start:end].text`` would."""
        if start >= end:
            return ""
        return self.text[self.offsets[start] : self.offsets[end - 1] + len(self.texts[end - 1])]


def tokens_of(doc: Doc, text: str | None = None) -> Tokens:
    """Return the tokens of *doc*, whose *text* may be told to save putting it together again."""
    kept = doc.user_data.get(_KEPT)
    if isinstance(kept, Tokens):
        return kept
    made = doc.user_data[_KEPT] = _read(doc, doc.text if text is None else text)
    return made


def _read(doc: Doc, text: str) -> Tokens:
    strings = doc.vocab.strings
    columns = doc.to_array([ORTH, IDX]).T.tolist() if len(doc) else [[], []]
    texts, offsets = [strings[key] for key in columns[0]], columns[1]
    lowers = [token.lower() for token in texts]
    words = [lower.replace("’", "'") if "’" in lower else lower for lower in lowers] if "’" in text else lowers
    ends = [start + len(token) for start, token in zip(offsets, texts, strict=True)]
    spaced = [end < following for end, following in zip(ends, [*offsets[1:], len(text)], strict=False)]
    return Tokens(text, texts, lowers, words, offsets, spaced, [i for i, lower in enumerate(lowers) if lower[:1].isdecimal()])
