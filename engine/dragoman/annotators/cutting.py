"""Cutting: the tokens of names and words as a tokenizer cuts them, most of them without asking it.

A Doc for each of forty thousand names, and a lexeme for each of their words, took two thirds of the time to compile.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import accumulate, chain

from spacy.language import Language

from dragoman.pipeline import tokenizer_of

_LETTERS_DIGITS_HYPHENS = re.compile(r"(?:[^\W_]|-)+")
# A hyphen between letters is always a token of its own; the tokenizer's own patterns take ten times as long to say so.
_HYPHENATED = re.compile(r"[A-Za-z]++(?:-[A-Za-z]++)++")
_HYPHEN = re.compile("(-)")


class _Known(dict[str, tuple[int, ...]]):
    """Words with what they are cut into, which is worked out when a word is first asked for."""

    def __init__(self, cut: Callable[[str], tuple[int, ...]]) -> None:
        super().__init__()
        self._cut = cut

    def __missing__(self, word: str) -> tuple[int, ...]:
        self[word] = found = self._cut(word)
        return found


class Cutter:
    """Cuts texts into the hashes of their tokens, which are those of the vocabulary; with *lower*, of the tokens in small letters."""

    def __init__(self, nlp: Language, *, lower: bool = False) -> None:
        self._tokenizer = tokenizer_of(nlp)
        self._special = frozenset(self._tokenizer.rules)
        self._special_lower = frozenset(map(str.lower, self._special))
        self._strings = nlp.vocab.strings
        self._lower = lower
        self._known = _Known(self._cut)

    def hashes(self, text: str) -> tuple[int, ...]:
        """Return the hashes of the tokens of *text*."""
        if " " not in text:
            return self._known[text]
        words = text.split(" ")
        if "" in words:  # two blanks: the second is a token
            return self._hashed(self.tokens(text))
        return tuple(chain.from_iterable(map(self._known.__getitem__, words)))

    def firsts(self, word: str) -> Collection[int]:
        """Return the hashes, in small letters, of all that may be the first token of a text that begins with *word*.

        The text may be written in capitals or with another apostrophe.
        """
        lower = word.lower()
        if word.isascii() and lower not in self._special_lower and (word.isalpha() or _HYPHENATED.fullmatch(word)):
            return (self._strings[lower.partition("-")[0]],)
        # Whatever the tokenizer cuts off, the word begins with it.
        written = {word, word.upper(), word.replace("'", "’")}
        return {self._strings[begun.lower()] for text in written for begun in accumulate(text)}

    def first(self, text: str) -> int:
        """Return the hash, in small letters, of the first token of *text*."""
        return self._strings[self.tokens(text.partition(" ")[0] or text)[0].lower()]

    def _cut(self, word: str) -> tuple[int, ...]:
        """Return the hashes of the tokens of a word, which most words are themselves."""
        if word.isalpha() and word not in self._special:
            return (self._strings[word.lower() if self._lower else word],)
        return self._hashed(self.tokens(word))

    def tokens(self, text: str) -> tuple[str, ...]:
        """Return the tokens of *text*."""
        if text not in self._special:
            if text.isalpha():
                return (text,)
            if _HYPHENATED.fullmatch(text):
                return tuple(_HYPHEN.split(text))
            if self._is_plain(text):
                return tuple(self._inside(text))
        return tuple(token.text for token in self._tokenizer(text))

    def _hashed(self, tokens: tuple[str, ...]) -> tuple[int, ...]:
        strings = self._strings
        return tuple([strings[token.lower()] for token in tokens] if self._lower else [strings[token] for token in tokens])

    def _is_plain(self, word: str) -> bool:
        """Say whether the tokenizer would only look for places to cut inside *word*."""
        tokenizer = self._tokenizer
        return bool(
            _LETTERS_DIGITS_HYPHENS.fullmatch(word)
            and not tokenizer.prefix_search(word)
            and not tokenizer.suffix_search(word)
            and not tokenizer.url_match(word)
        )

    def _inside(self, word: str) -> Iterator[str]:
        """Yield *word* cut at its hyphens and whatever else the tokenizer cuts at."""
        start = 0
        for cut in self._tokenizer.infix_finditer(word):
            if cut.start():
                yield from filter(None, (word[start : cut.start()], cut.group()))
                start = cut.end()
        yield word[start:]
