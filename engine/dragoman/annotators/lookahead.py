"""Looking ahead: which verbs stand behind a word that may be verb or noun."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman import english
from dragoman.annotators.verb_table import VerbTable
from dragoman.inflection import Form


def only_verb(after: str, form: Form, verbs: VerbTable) -> bool:
    """Say whether the word behind a form can only be its verb; behind a plural a past form is ("rebels killed", "the killed")."""
    verb = verbs.get(after)
    if verb is None or not verb.noun:
        return verb is not None
    return bool(form & Form.S and verb.form & Form.PAST) and not verb.form & Form.BASE


def has_finite_verb(lowers: Sequence[str], verbs: VerbTable) -> bool:
    """Say whether a sentence has a word that can only be a finite verb; headlines of noun and ambiguous verb have none."""
    known = (verbs.get(lower) for lower in lowers)
    return any(lower in english.AUXILIARIES | english.MODALS for lower in lowers) or any(
        verb is not None and not verb.noun and verb.form & Form.FINITE for verb in known
    )


def verb_follows(i: int, lowers: Sequence[str], verbs: VerbTable) -> bool:
    """Say whether a finite verb stands within the next words, before any comma."""
    for lower in lowers[i + 2 : i + 11]:
        if lower in (",", ";", ":", "."):
            return False
        verb = verbs.get(lower)
        if lower in english.AUXILIARIES | english.MODALS or (verb is not None and not verb.noun and verb.form & Form.PAST):
            return True
    return False
