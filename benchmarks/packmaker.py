"""Packs made up from a seed: many more rules of realistic shape, and lexicons of many names.

A rule takes one to four verbs, or nouns of two words, and asks for one to three words beside its actors, as in event coders' dictionaries.
Verbs are drawn evenly from the core's lexicon of common verbs, so every verb of a text calls its share of the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from dragoman.language import Entry, EventType, Lexicon, Pack, Place, Rule, Slot, Trigger
from dragoman.packs.phrase_parser import parse_phrase
from newswriter import Newswriter

_NOWHERE = Place("made-up.yaml", 1, 1)
_RULES_A_KIND = 40
_SLOTS = {
    "actor": Slot("actor", ("actor", "person")),
    "other": Slot("other", ("actor", "person")),
    "place": Slot("place", ("place",)),
    "people": Slot("people", ("people", "force"), many=True),
}
_PREPOSITIONS = ("in", "at", "near", "to", "from", "against", "with", "over")


class Packmaker:
    """Makes packs up from the words of *packs*; the same seed gives the same packs."""

    def __init__(self, packs: Sequence[Pack], seed: int) -> None:
        self._random = Random(seed)
        self._writer = Newswriter(seed)
        lexicons = [lexicon for pack in packs for lexicon in pack.lexicons]
        self._verbs = [entry.id for lexicon in lexicons if lexicon.type == "verb" for entry in lexicon.entries if " " not in entry.id]
        listed = (entry.name for lexicon in lexicons if lexicon.type in ("materiel", "people", "cause") for entry in lexicon.entries)
        self._nouns = sorted({name for name in listed if name.isalpha() and name.islower()} | set(self._writer.nouns()))

    def rules(self, number: int) -> Pack:
        """Return a pack of *number* rules, forty to a kind of event."""
        kinds = tuple(
            EventType(f"kind{n:03}", "Something made up.", _SLOTS, _NOWHERE, pack="extra") for n in range(-(-number // _RULES_A_KIND))
        )
        rules = tuple(self._rule(n, kinds[n // _RULES_A_KIND].name) for n in range(number))
        return Pack("extra", "1", _NOWHERE, events=kinds, rules=rules)

    def lexicons(self, number: int) -> Pack:
        """Return a pack of three lexicons with *number* entries in all: places, persons, bodies."""
        makers: dict[str, tuple[str, Callable[[], str]]] = {
            "towns": ("place", self._writer.town),
            "persons": ("person", lambda: f"{self._writer.surname()} {self._writer.surname()}"),
            "bodies": ("actor", lambda: f"{self._writer.town()} {self._random.choice(('Front', 'Brigade', 'Council', 'Movement'))}"),
        }
        share = -(-number // len(makers))
        return Pack("names", "1", _NOWHERE, lexicons=tuple(self._lexicon(name, *maker, share) for name, maker in makers.items()))

    def write_lexicons(self, number: int, folder: Path) -> Path:
        """Write a pack of lexicons with *number* entries as YAML and return its *folder*."""
        pack = self.lexicons(number)
        (folder / "lexicons").mkdir(parents=True)
        (folder / "pack.yaml").write_text(f"pack: {pack.name}\nversion: '{pack.version}'\n", encoding="utf-8")
        for lexicon in pack.lexicons:
            head = (
                f"lexicon: {lexicon.name}\ntype: {lexicon.type}\ndescription: {lexicon.description}\nsource: seed\nlicence: MIT\nentries:\n"
            )
            lines = (f"  {entry.id}: {{name: {entry.name}}}\n" for entry in lexicon.entries)
            (folder / "lexicons" / f"{lexicon.name}.yaml").write_text(head + "".join(lines), encoding="utf-8")
        return folder

    def _lexicon(self, name: str, type_: str, made: Callable[[], str], number: int) -> Lexicon:
        names: dict[str, None] = {}
        while len(names) < number:
            names[made()] = None
        entries = tuple(Entry(f"{name}-{n}", called, _NOWHERE) for n, called in enumerate(names))
        return Lexicon(name, type_, "Made up.", entries, _NOWHERE, pack="names")

    def _rule(self, number: int, kind: str) -> Rule:
        trigger, text, required = self._random.choices((self._with_words, self._with_noun, self._of_noun), (50, 30, 20))[0]()
        phrase, faults = parse_phrase(text, _NOWHERE)
        if phrase is None:
            raise ValueError(f"{text}: {faults[0].message}")
        return Rule(f"rule{number:05}", kind, "Made up.", trigger, (phrase,), _NOWHERE, required=((required,),), pack="extra")

    def _with_words(self) -> tuple[Trigger, str, str]:
        """A verb with a word that must stand behind it: "{actor} VERB (convoy|lorries) near {place}"."""
        words = "|".join(self._random.sample(self._nouns, self._random.randint(1, 3)))
        return Trigger(self._some(self._verbs)), f"{{actor}} VERB ({words}) {self._preposition()} {{place}}", "actor"

    def _with_noun(self) -> tuple[Trigger, str, str]:
        """A verb with one of the rule's nouns as its object: "{actor} VERB NOUN with {other}"."""
        return Trigger(self._some(self._verbs), self._some(self._nouns)), f"{{actor}} VERB NOUN {self._preposition()} {{other}}", "actor"

    def _of_noun(self) -> tuple[Trigger, str, str]:
        """A noun of two words: "NOUN of {people} in {place}"."""
        nouns = tuple(" ".join(self._random.sample(self._nouns, 2)) for _ in range(self._random.randint(1, 4)))
        return replace(Trigger(), nouns=nouns), f"NOUN of {{people}} {self._preposition()} {{place}}", "people"

    def _some(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._random.sample(words, self._random.randint(1, 4)))

    def _preposition(self) -> str:
        return self._random.choice(_PREPOSITIONS)
