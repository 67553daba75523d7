"""Tables of the surface forms of lexicons; one that grows spells and cuts a form when a text first holds the word it begins with.

To do that for all thirty thousand forms took a third of the time to compile, and an article needs some hundreds of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain, count

from spacy.tokens import Doc

from dragoman.annotators.cutting import Cutter
from dragoman.annotators.phrase_table import PhraseTable, phrase_table
from dragoman.inflection import plural_forms


class How(Enum):
    """How a form is spelled: a name also in capitals, a noun as it stands, or in the plural of what stands there."""

    NAME = 1
    NOUN = 2
    PLURAL = 3


# A form, its number, and how it is spelled; and such forms by their first word.
Form = tuple[str, int, How]
FormsByWord = Mapping[str, list[Form]]


@dataclass(frozen=True, slots=True)
class FormTable:
    """Finds forms in a Doc; *forms* are those that share their words, by the number of these words."""

    phrases: PhraseTable
    forms: Sequence[list[int]]

    def find(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """Yield the first token, the one after the last, and the number of all forms in *doc*."""
        return self.phrases.find(doc)

    def whole(self) -> FormTable:
        """Return the table, which has all its forms."""
        return self


class GrowingTable:
    """Finds what a FormTable does, of whose forms it makes those that begin with a word of the Doc.

    Two threads that meet a word at once both make its forms, and either number finds them.
    """

    def __init__(self, attribute: str, forms: FormsByWord, cutter: Cutter) -> None:
        """Take *forms* for Docs, of whose tokens the *attribute* is compared; *cutter* cuts as they are cut."""
        self.forms: dict[int, list[int]] = {}
        self._phrases = PhraseTable(attribute, {}, {})
        self._count = count()
        self._cutter = cutter
        self._all = forms
        self._unmade: dict[int, list[list[Form]]] = {}
        for word, begun in forms.items():
            for first in cutter.firsts(_words_spelled(word)):
                self._unmade.setdefault(first, []).append(begun)

    def find(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """Yield the first token, the one after the last, and the number of all forms in *doc*."""
        firsts = {first for first in doc.to_array("LOWER").tolist() if first in self._unmade}
        if firsts:
            self._make(firsts)
        return self._phrases.find(doc)

    def whole(self) -> FormTable:
        """Return the table with all its forms."""
        made = self._cut(self._spelled(self._all.values()))
        return FormTable(phrase_table(self._phrases.attribute, made), list(made.values()))

    def _make(self, firsts: Collection[int]) -> None:
        """Make the forms that begin with any of these tokens, whatever their capitals."""
        spelled = self._spelled(begun for first in firsts for begun in self._unmade.get(first, ()))
        chosen = {text: forms for text, forms in spelled.items() if self._cutter.first(text) in firsts}
        for hashes, forms in self._cut(chosen).items():
            number = next(self._count)
            self.forms[number] = forms
            self._phrases.add(hashes, number)
        for first in firsts:
            self._unmade.pop(first, None)

    def _spelled(self, begun: Iterable[list[Form]]) -> dict[str, list[int]]:
        """Return the numbers of forms by their spellings."""
        spelled: dict[str, list[int]] = {}
        for form, number, how in chain.from_iterable(begun):
            for spelling in _spellings(form, how):
                spelled.setdefault(spelling, []).append(number)
        return spelled

    def _cut(self, spelled: Mapping[str, list[int]]) -> dict[tuple[int, ...], list[int]]:
        """Return the numbers of forms by the tokens of their spellings."""
        cut: dict[tuple[int, ...], list[int]] = {}
        for text in sorted(spelled):
            cut.setdefault(self._cutter.hashes(text), []).extend(sorted(set(spelled[text])))
        return cut


def _spellings(form: str, how: How) -> list[str]:
    found = [form] if how is not How.PLURAL else list(plural_forms(form))
    for text in found[:]:
        if "'" in text:
            found.append(text.replace("'", "’"))
        if text.startswith("the "):
            found.append(f"The {text[4:]}")
        if how is How.NAME and len(text) > 4 and not text.isupper():
            found.append(text.upper())
    return found


def _words_spelled(word: str) -> Iterable[str]:
    """Return what the first word of a form may be in its spellings, but for capitals."""
    return (word,) if word.isascii() and "'" not in word else {word, word.upper(), word.replace("'", "’")}
