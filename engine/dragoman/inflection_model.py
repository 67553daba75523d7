"""lemminflect's guess at the forms of a word that its table does not list.

Its model is a small net that reads the last letters of the word. All but nine of the 252 values that go in are zero, and lemminflect
multiplies by each of them; to add up the weights of the nine takes a fifth of the time.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from lemminflect import config
from lemminflect.core.InflectionRules import InflectionRules
from lemminflect.core.LexicalUtils import applyCapsStyleToDict, getCapsStyle
from lemminflect.kmodels.KInfer import getKInferInstance
from lemminflect.kmodels.ModelInflInData import ModelInflInData

from dragoman.inflection_table import Forms

_PARTS = {"NOUN": 0, "VERB": 1}
_CLASSES = ModelInflInData.MAX_LETTER_IDX
_LETTERS = ModelInflInData.WVEC_LEN - 1
_REGULAR = 0
_OTHER = 1  # the class of what is no letter from a to z
_LETTER_CLASSES = {letter: number for number, letter in enumerate(ModelInflInData.getLetterClasses())}


def guessed_inflections(lemma: str, upos: str) -> Forms:
    """Return what ``lemminflect.getAllInflectionsOOV`` returns of a noun or verb."""
    regular = _is_regular(lemma, upos)
    forms: Forms
    if upos == "NOUN":
        [plural] = InflectionRules.buildRegNoun(lemma) if regular else InflectionRules.buildGrecNoun(lemma)
        forms = {"NN": (lemma,), "NNS": (plural,)}
    else:
        third, past, ing = InflectionRules.buildRegVerb(lemma) if regular else InflectionRules.buildDoubledVerb(lemma)
        forms = {"VB": (lemma,), "VBZ": (third,), "VBN": (past,), "VBD": (past,), "VBG": (ing,)}
    return forms if lemma == lemma.lower() else dict(applyCapsStyleToDict(forms, getCapsStyle(lemma)))


def _is_regular(lemma: str, upos: str) -> bool:
    """Say whether the model thinks that a word takes its endings as most do."""
    into, into_bias, out, out_bias = _weights()
    last = lemma.lower()[: -_LETTERS - 1 : -1]
    rows = [_PARTS[upos], *[place * _CLASSES + _LETTER_CLASSES.get(letter, _OTHER) for place, letter in enumerate(last, 1)]]
    hidden = into.take(rows, 0).sum(0) + into_bias
    return bool((hidden * (hidden > 0) @ out + out_bias).argmax() == _REGULAR)


@cache
def _weights() -> tuple[Any, Any, Any, Any]:
    """Return the weights of the model's two layers."""
    into, into_bias, out, out_bias = getKInferInstance(config.kinfer_type, config.model_infl_fn).weights
    return into, into_bias, out, out_bias
