"""Switches: parts of the engine that can be left out, one at a time, to measure what each contributes.

A switch is the name of a voice (clauses of that voice are not read) or of a step (it finds or does nothing). Nothing is switched off
unless somebody asks; the rules themselves never know.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.did_you_mean import remedy
from dragoman.errors import SwitchError
from dragoman.packs.grammar_table import VOICES

STEPS = {
    "absorption": "a noun that only adds to its clause's verb joins that verb's mention",
    "contents": "what a noun is said to include fills the slots of that noun",
    "dates": "dates and times",
    "guards": "rules drop or refuse mentions by status",
    "joining": "complementary mentions of one sentence become one",
    "layout": "captions, links and other parts of a page are told from the article",
    "linking": "pronouns and 'the group' by what the article named before",
    "money": "amounts of money",
    "names": "names and terms of the lexicons",
    "persons": "persons that no lexicon names",
    "quantities": "numbers, bounds, ranges",
    "quotations": "who speaks in a quotation",
    "sources": "who says it",
    "status": "planned, possible, requested and denied told from asserted",
    "unless": "words that rule a rule out for their sentence",
}
SWITCHES = frozenset((*VOICES, *STEPS))


def read_switches(names: Iterable[str]) -> frozenset[str]:
    """Return the switches called *names*, where hyphens may stand for blanks; one that does not exist is an error with a remedy."""
    chosen = frozenset(name.strip().lower().replace("-", " ") for name in names)
    for name in sorted(chosen - SWITCHES):
        raise SwitchError(f"there is no part '{name}' to leave out; {_remedy(name)}")
    return chosen


def _remedy(name: str) -> str:
    meant = remedy(name, SWITCHES)
    return meant if meant.startswith("did you mean") else f"use one of: {', '.join(sorted(SWITCHES))}"
