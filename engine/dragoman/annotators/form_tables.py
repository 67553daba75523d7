"""Tables of the surface forms of lexicons; one that grows spells and cuts a form when a text first holds the word it begins with.

To do that for all thirty thousand forms took a third of the time to compile, and an article needs some hundreds of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.annotators.cutting import Cutter
from dragoman.annotators.phrase_table import PhraseTable, phrase_table

# What spells the forms of an entry that begin with a word: each spelling, whether its capitals do not matter, and the number of the form.
Spell = Callable[[str, int], Iterable[tuple[str, bool, int]]]
# Forms of one of two tables keep to numbers below this, those of the other to numbers from it.
_MOST_FORMS = 1 << 32


@dataclass(frozen=True, slots=True)
class FormTable:
    """Finds forms in a Doc; *forms* are those that share their words, by the number of these words."""

    phrases: PhraseTable
    forms: Sequence[list[int]]

    def find(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """Yield the first token, the one after the last, and the number of all forms in *doc*."""
        return self.phrases.find(doc)

    def whole(self) -> tuple[FormTable, ...]:
        """Return the table, which has all its forms."""
        return (self,)


class GrowingTable:
    """Finds what two FormTables do, one that minds capitals and one that does not.

    Of their forms it makes those that begin with a word of the Doc. Two threads that meet a word at once both make its forms, and either
    number finds them.
    """

    def __init__(self, nlp: Language, entries: Mapping[str, Sequence[int]], spell: Spell) -> None:
        """Take for each first word of a form the *entries* that have such forms, which *spell* spells."""
        self.forms: dict[int, list[int]] = {}
        self._phrases = {False: PhraseTable("ORTH", {}, {}), True: PhraseTable("LOWER", {}, {})}
        self._cutters = {lower: Cutter(nlp, lower=lower) for lower in self._phrases}
        self._count = count()
        self._entries = entries
        self._spell = spell
        self._unmade: dict[int, list[str]] = {}
        firsts = self._cutters[True].firsts
        for word in entries:
            for first in firsts(word):
                self._unmade.setdefault(first, []).append(word)

    def find(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """Yield the first token, the one after the last, and the number of all forms in *doc*."""
        firsts = {first for first in doc.to_array("LOWER").tolist() if first in self._unmade}
        if firsts:
            self._make(firsts)
        return chain.from_iterable(phrases.find(doc) for phrases in self._phrases.values())

    def whole(self) -> tuple[FormTable, ...]:
        """Return the tables with all their forms."""
        made = [(self._phrases[lower].attribute, self._cut(spelled, lower)) for lower, spelled in self._spelled(self._entries).items()]
        return tuple(FormTable(phrase_table(attribute, cut), list(cut.values())) for attribute, cut in made)

    def _make(self, firsts: Collection[int]) -> None:
        """Make the forms that begin with any of these tokens, whatever their capitals."""
        words = dict.fromkeys(word for first in firsts for word in self._unmade.get(first, ()))
        first_of = self._cutters[True].first
        for lower, spelled in self._spelled(words).items():
            chosen = {text: forms for text, forms in spelled.items() if first_of(text) in firsts}
            for hashes, forms in self._cut(chosen, lower).items():
                number = next(self._count) + lower * _MOST_FORMS  # of two forms at one place the one that minds capitals comes first
                self.forms[number] = forms
                self._phrases[lower].add(hashes, number)
        for first in firsts:
            self._unmade.pop(first, None)

    def _spelled(self, words: Iterable[str]) -> dict[bool, dict[str, list[int]]]:
        """Return for both tables the numbers of the forms that begin with these words, by their spellings."""
        spelled: dict[bool, dict[str, list[int]]] = {lower: {} for lower in self._phrases}
        for word in words:
            for entry in self._entries[word]:
                for spelling, lower, number in self._spell(word, entry):
                    spelled[lower].setdefault(spelling, []).append(number)
        return spelled

    def _cut(self, spelled: Mapping[str, list[int]], lower: bool) -> dict[tuple[int, ...], list[int]]:
        """Return the numbers of forms by the tokens of their spellings."""
        hashes = self._cutters[lower].hashes
        cut: dict[tuple[int, ...], list[int]] = {}
        for text in sorted(spelled):
            cut.setdefault(hashes(text), []).extend(sorted(set(spelled[text])))
        return cut
