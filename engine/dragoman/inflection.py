"""Inflected forms of verbs and nouns, made when rules are compiled; nothing here runs while an article is read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag
from functools import cache


class Form(IntFlag):
    """What a verb's form can be."""

    BASE = 1
    S = 2
    ING = 4
    PAST = 8
    PARTICIPLE = 16

    FINITE = BASE | S | PAST

    # Python's own operators of flags take ten times as long, and words are tested for their forms all the time.
    def __and__(self, other: int) -> Form:
        """Return the forms that both have."""
        return _FORMS[int.__and__(self, other)]

    def __or__(self, other: int) -> Form:
        """Return the forms that either has."""
        return _FORMS[int.__or__(self, other)]


_FORMS = tuple(Form(bits) for bits in range(32))
# As plain numbers.
_BASE, _S, _ING, _PAST, _PARTICIPLE = (1 << place for place in range(5))
_TAGS = {"VB": _BASE, "VBP": _BASE, "VBZ": _S, "VBG": _ING, "VBD": _PAST, "VBN": _PARTICIPLE}
_OVERRIDE_KEYS = {"s": _S, "ing": _ING, "past": _PAST, "participle": _PARTICIPLE}


@cache
def _inflections(lemma: str, upos: str) -> dict[str, tuple[str, ...]]:
    from dragoman.inflection_model import guessed_inflections  # heavy, so only when something is compiled
    from dragoman.inflection_table import listed_inflections

    return listed_inflections(lemma, upos) or guessed_inflections(lemma, upos)


@cache
def verb_forms(lemma: str) -> Mapping[str, Form]:
    """Return every form of a verb with what it can be; of a multiword verb the first word is inflected."""
    return {text: _FORMS[bits] for text, bits in verb_form_bits(lemma).items()}


def verb_form_bits(lemma: str, overrides: Mapping[str, str] | None = None) -> Mapping[str, int]:
    """Return the same with plain numbers, which take a fifth of the time; *overrides* are forms that a lexicon gives."""
    return _regular_bits(lemma) if not overrides else _bits(lemma, overrides)


@cache
def _regular_bits(lemma: str) -> Mapping[str, int]:
    return _bits(lemma, {})


def _bits(lemma: str, overrides: Mapping[str, str]) -> Mapping[str, int]:
    first, _, rest = lemma.partition(" ")
    forms: dict[str, int] = {}
    for tag, words in _inflections(first, "VERB").items():
        for word in words:
            forms[word] = forms.get(word, 0) | _TAGS.get(tag, 0)
    forms[first] = forms.get(first, 0) | _BASE
    if not any(form & _PARTICIPLE for form in forms.values()):  # a regular verb: its past is its participle
        forms = {word: form | _PARTICIPLE if form & _PAST else form for word, form in forms.items()}
    for key, word in overrides.items():
        forms[word] = forms.get(word, 0) | _OVERRIDE_KEYS[key]
    return {f"{word} {rest}".strip() if rest else word: forms[word] for word in sorted(forms)}


@cache
def plural_forms(noun: str) -> tuple[str, ...]:
    """Return the plurals of a noun; of a multiword noun the last word is inflected."""
    head, space, last = noun.rpartition(" ")
    return tuple([f"{head}{space}{plural}" for plural in _inflections(last, "NOUN").get("NNS", ()) if plural != last])


@cache
def word_forms(word: str) -> frozenset[str]:
    """Return every form of a word as a verb, as a noun or as both: as what the dictionary lists it, or as either where it lists neither."""
    from dragoman.inflection_table import listed_inflections

    first, last = word.partition(" ")[0], word.rpartition(" ")[2]
    verb, noun = bool(listed_inflections(first, "VERB")), bool(listed_inflections(last, "NOUN"))
    as_verb = verb_form_bits(word) if verb or not noun else ()
    as_noun = plural_forms(word) if noun or not verb else ()
    return frozenset({word, *as_verb, *as_noun})


@cache
def verb_lemmas(form: str, *, only: bool = False) -> tuple[str, ...]:
    """Return the verbs that *form* is a form of; with *only*, none where it can be a noun or adjective as well."""
    from lemminflect import getAllLemmas

    lemmas: dict[str, tuple[str, ...]] = getAllLemmas(form)
    return () if only and lemmas.keys() - {"VERB"} else lemmas.get("VERB", ())


@cache
def noun_lemmas(form: str, *, guess: bool = False) -> tuple[str, ...]:
    """Return the nouns that *form* is the singular or plural of; with *guess*, of a word that no dictionary has, what looks like it."""
    from lemminflect import getAllLemmas, getAllLemmasOOV

    lemmas: dict[str, tuple[str, ...]] = getAllLemmas(form) or (getAllLemmasOOV(form, "NOUN") if guess else {})
    return lemmas.get("NOUN", ())
