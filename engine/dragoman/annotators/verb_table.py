"""The verbs that packs know, by their forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.inflection import Form


@dataclass(frozen=True, slots=True)
class VerbForm:
    """What one form can be as a verb, and whether it is more often a noun.

    A noun that *acts* ends no compound ("troop sending"); the plural of a *thing* goes nowhere ("F-15 jets to").
    """

    form: Form
    noun: bool = False
    acts: bool = False
    thing: bool = False


VerbTable = Mapping[str, VerbForm]
