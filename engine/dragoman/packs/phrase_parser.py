"""Parse a phrase, a sentence with holes, into its elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dragoman.did_you_mean import nearest
from dragoman.errors import Diagnostic, Label
from dragoman.language import Adjacent, Element, Gap, Maybe, NounRef, Phrase, Place, SlotRef, VerbRef, Words

TOKEN = re.compile(r'(?P<space>\s+)|(?P<gap>\.{3,}|…)|(?P<mark>[{}()\[\]|="“”])|(?P<word>(?:(?!\.{3})[^\s{}()\[\]|="“”…])+)')
SLOT_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
WILDCARDS = re.compile(r"[*+?\\^$<>]|\.\*")
QUOTES = frozenset('"“”')
CLOSERS = {"{": "}", "(": ")", "[": "]"}
MOST_DEPTH = 5

Locate = Callable[[int], Place]


# A named tuple, because the phrases of a pack have ten thousand.
class _Token(NamedTuple):
    kind: str
    text: str
    start: int


def parse_phrase(text: str, place: Place, locate: Locate | None = None) -> tuple[Phrase | None, tuple[Diagnostic, ...]]:
    """Return the phrase that *text* writes, or None, and its faults.

    *place* is where the first character of *text* stands; *locate* gives the place of each character where quotation
    marks or line ends of the file make that more than counting.
    """
    parser = _Parser(text, locate or (lambda offset: Place(place.path, place.line, place.column + offset)))
    elements = parser.sequence("", 0)
    parser.check(elements)
    faults = tuple(sorted(parser.faults))
    return (None if faults else Phrase(text, elements, place)), faults


def phrase_text(elements: tuple[Element, ...]) -> str:
    """Return *elements* as the phrase language writes them."""
    return " ".join(map(_element_text, elements))


def flat(elements: tuple[Element, ...]) -> Iterator[Element]:
    """Yield the elements with those of optional parts in their place."""
    for element in elements:
        if isinstance(element, Maybe):
            yield from flat(element.elements)
        else:
            yield element


def _element_text(element: Element) -> str:
    if isinstance(element, SlotRef):
        return "{" + element.name + "}"
    if isinstance(element, Words):
        return _words_text(element)
    if isinstance(element, Maybe):
        return f"[{phrase_text(element.elements)}]"
    return {VerbRef: "VERB", NounRef: "NOUN", Gap: "...", Adjacent: "="}[type(element)]


def _words_text(element: Words) -> str:
    written = [" ".join(words) for words in element.alternatives]
    quoted = [f'"{words}"' for words in written] if element.exact else written
    return quoted[0] if len(quoted) == 1 else f"({'|'.join(quoted)})"


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the tokens of *text*; between quotation marks everything up to the closing one is words."""
    if QUOTES.isdisjoint(text):
        yield from [_Token(str(match.lastgroup), match[0], match.start()) for match in TOKEN.finditer(text) if match.lastgroup != "space"]
        return
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:  # cannot happen: the classes of TOKEN cover every character
            break
        kind, start = str(match.lastgroup), position
        position = match.end()
        if kind == "mark" and match.group() in QUOTES:
            end = next((at for at in range(position, len(text)) if text[at] in QUOTES), -1)
            yield _Token("open quote" if end < 0 else "exact", text[position : end if end >= 0 else None], start)
            position = len(text) if end < 0 else end + 1
        elif kind != "space":
            yield _Token(kind, match.group(), start)


class _Parser:
    """Descend through one phrase; every fault is noted and stepped over."""

    def __init__(self, text: str, locate: Locate) -> None:
        self.text = text
        self.locate = locate
        self.tokens = list(_tokens(text))
        self.at = 0
        self.abandoned = False
        self.faults: list[Diagnostic] = []

    # -- elements ----------------------------------------------------------------------------------------------------

    def sequence(self, closer: str, depth: int) -> tuple[Element, ...]:
        """Read elements up to *closer*, or to the end where it is empty."""
        elements: list[Element] = []
        while (token := self._peek()) is not None:
            if token.text == closer and token.kind == "mark":
                break
            element = self._element(token, depth)
            if element is not None:
                elements.append(element)
        return tuple(elements)

    def _element(self, token: _Token, depth: int) -> Element | None:
        if token.kind == "word":
            return self._word(token)
        self.at += 1
        column = self.locate(token.start).column
        if token.kind == "gap":
            return self._gap(token, column)
        if token.kind in {"exact", "open quote"}:
            return self._exact(token, column)
        if token.text == "{":
            return self._slot(token, column)
        if token.text == "(":
            return self._choice(token, column)
        if token.text == "[":
            return self._maybe(token, column, depth)
        if token.text == "=":
            return Adjacent(column)
        self._stray(token)
        return None

    def _word(self, token: _Token) -> Element | None:
        """Read a trigger, or all plain words that stand together as one literal."""
        column = self.locate(token.start).column
        if token.text in {"VERB", "NOUN"}:
            self.at += 1
            return VerbRef(column) if token.text == "VERB" else NounRef(column)
        words = self._plain_words()
        return Words((words,), column) if words else None

    def _plain_words(self) -> tuple[str, ...]:
        words: list[str] = []
        while (token := self._peek()) is not None and token.kind == "word" and token.text not in {"VERB", "NOUN"}:
            self.at += 1
            if self._sound(token):
                words.append(token.text)
        return tuple(words)

    def _sound(self, token: _Token) -> bool:
        wild = WILDCARDS.search(token.text)
        if wild is not None:
            self._fault(
                "E141", token.start + wild.start(), f"'{wild.group()}' means nothing in a phrase", "'...' is a gap, [ ] an optional part"
            )
            return False
        meant = nearest(token.text, ("VERB", "NOUN")) if token.text.isupper() or token.text.lower() in {"verb", "noun"} else None
        if meant is not None:
            self._fault("E140", token.start, f"unknown element '{token.text}'", f"did you mean '{meant}'?", len(token.text))
        return meant is None

    def _gap(self, token: _Token, column: int) -> Element | None:
        if token.text in {"...", "…"}:
            return Gap(column)
        self._fault("E137", token.start, f"a gap has three dots, and this has {len(token.text)}", "write '...'", len(token.text))
        return None

    def _exact(self, token: _Token, column: int) -> Element | None:
        words = self._quoted(token)
        return Words((words,), column, exact=True) if words else None

    def _quoted(self, token: _Token) -> tuple[str, ...]:
        words = tuple(token.text.split())
        if token.kind == "open quote":
            self._fault("E139", token.start, "quotation mark is never closed", "add the second quotation mark")
            return ()
        if not words:
            self._fault("E133", token.start, "nothing stands between the quotation marks", "write the exact words, or delete them", 2)
        return words

    def _slot(self, opener: _Token, column: int) -> Element | None:
        end = self.text.find("}", opener.start)
        inside = self.text[opener.start + 1 : end] if end >= 0 else ""
        if end < 0 or "{" in inside:
            length = len(re.split(r"[\s{(\[]", self.text[opener.start + 1 :])[0]) + 1
            self._fault("E130", opener.start, "slot is never closed", "add the missing '}'", length)
            return None
        while (token := self._peek()) is not None and token.start <= end:
            self.at += 1
        return self._named(inside, opener, column)

    def _named(self, inside: str, opener: _Token, column: int) -> Element | None:
        name = inside.strip()
        length = len(inside) + 2
        if not name:
            self._fault("E133", opener.start, "slot has no name", "write the slot's name between { and }", length)
        elif name in {"VERB", "NOUN"}:
            self._fault("E140", opener.start, f"{name} is no slot", f"write {name} without braces", length)
        elif not SLOT_NAME.match(name):
            self._fault("E105", opener.start + 1, f"'{name}' is not a slot name", "use small letters, digits and '_'", len(inside))
        else:
            return SlotRef(name, column)
        return None

    def _maybe(self, opener: _Token, column: int, depth: int) -> Element | None:
        if depth >= MOST_DEPTH:
            self._fault("E138", opener.start, "optional parts are nested too deep", "split the phrase in two")
            self.at, self.abandoned = len(self.tokens), True
            return None
        elements = self.sequence("]", depth + 1)
        if not self._closed("]", opener, "optional part"):
            return None
        if not elements:
            self._fault("E133", opener.start, "optional part is empty", "write what may stand there, or delete it", 2)
            return None
        return Maybe(elements, column)

    def _choice(self, opener: _Token, column: int) -> Element | None:
        """Read ``(a|b c|"d")``: only words may stand in it."""
        before = len(self.faults)
        branches = [self._branch()]
        while (token := self._peek()) is not None and token.text == "|" and token.kind == "mark":
            self.at += 1
            branches.append(self._branch())
        if self._peek() is None:
            del self.faults[before:]  # what stands behind an open bracket was never meant to be in it
        if not self._closed(")", opener, "choice") or len(self.faults) > before:
            return None
        if not all(words for words, _ in branches):
            self._fault("E133", opener.start, "choice has an empty side", "write words on both sides of '|'; [ ] makes a part optional")
            return None
        exact = {quoted for _, quoted in branches}
        if len(exact) > 1:
            self._fault("E138", opener.start, "choice mixes exact and plain words", "quote all of its sides or none")
            return None
        return Words(tuple(words for words, _ in branches), column, exact=exact.pop())

    def _branch(self) -> tuple[tuple[str, ...], bool]:
        words: list[str] = []
        quoted: set[bool] = set()
        while (token := self._peek()) is not None and not (token.kind == "mark" and token.text in "|)"):
            self.at += 1
            if token.kind in {"exact", "open quote"}:
                words.extend(self._quoted(token))
                quoted.add(True)
            elif token.kind == "word" and token.text not in {"VERB", "NOUN"}:
                words.extend([token.text] if self._sound(token) else [])
                quoted.add(False)
            else:
                self._fault(
                    "E138", token.start, f"'{token.text}' cannot stand in a choice", "only words may; write two phrases", len(token.text)
                )
                self._skip_to(")")
        if len(quoted) > 1:
            self._fault("E138", self._start(), "choice mixes exact and plain words", "quote all of its sides or none")
        return tuple(words), quoted == {True}

    # -- brackets and faults -----------------------------------------------------------------------------------------

    def _peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _start(self) -> int:
        token = self._peek()
        return token.start if token is not None else max(0, len(self.text) - 1)

    def _skip_to(self, closer: str) -> None:
        while (token := self._peek()) is not None and not (token.kind == "mark" and token.text == closer):
            self.at += 1

    def _closed(self, closer: str, opener: _Token, noun: str) -> bool:
        token = self._peek()
        if token is not None and token.kind == "mark" and token.text == closer:
            self.at += 1
            return True
        if not self.abandoned:
            self._fault("E131", opener.start, f"{noun} is never closed", f"add the missing '{closer}'")
        return False

    def _stray(self, token: _Token) -> None:
        openers = {closer: opener for opener, closer in CLOSERS.items()}
        if token.text in openers:
            self._fault("E132", token.start, f"'{token.text}' closes nothing", f"delete it, or add the '{openers[token.text]}' before it")
        else:
            self._fault("E132", token.start, "'|' stands outside a choice", "put the alternatives in round brackets: (a|b)")

    def _fault(self, code: str, offset: int, message: str, remedy: str, length: int = 1, label: Label | None = None) -> None:
        place = self.locate(offset)
        self.faults.append(Diagnostic(place.path, place.line, place.column, code, message, length, "error", remedy, label))

    # -- the phrase as a whole ---------------------------------------------------------------------------------------

    def check(self, elements: tuple[Element, ...]) -> None:
        """Note what is wrong with a phrase whose elements are sound."""
        if self.faults:
            return
        if not elements:
            self._fault("E133", 0, "phrase is empty", 'write a sentence such as "{sender} VERB {force} to {place}"')
            return
        self._check_once(elements)
        self._check_joints(list(flat(elements)))
        hidden = [element for part in elements if isinstance(part, Maybe) for element in flat(part.elements)]
        for element in hidden:
            if isinstance(element, (VerbRef, NounRef)):
                name = "VERB" if isinstance(element, VerbRef) else "NOUN"
                self._at_column("E136", element.column, f"{name} cannot be optional", "take it out of the square brackets", 4)

    def _check_once(self, elements: tuple[Element, ...]) -> None:
        first: dict[str, int] = {}
        for element in flat(elements):
            name = _element_text(element) if isinstance(element, (VerbRef, NounRef)) else ""
            if name and name in first:
                self._at_column(
                    "E135", element.column, f"{name} stands twice in the phrase", "use it once, or write two phrases", len(name)
                )
            elif name:
                first[name] = element.column

    def _check_joints(self, elements: list[Element]) -> None:
        """Note a gap or ``=`` that joins nothing."""
        for left, here, right in zip([None, *elements], elements, [*elements[1:], None], strict=False):
            if not isinstance(here, (Gap, Adjacent)):
                continue
            name = _element_text(here)
            if left is None or right is None:
                self._at_column("E137", here.column, f"'{name}' joins nothing", "put it between two elements", len(name))
            elif isinstance(right, (Gap, Adjacent)):
                self._at_column("E137", here.column, f"'{name}' is followed by '{_element_text(right)}'", "keep one of the two", len(name))
            elif isinstance(here, Adjacent) and not _are_word_and_head(left, right):
                self._at_column("E137", here.column, "'=' joins no word to VERB or NOUN", "put it between the two", len(name))

    def _at_column(self, code: str, column: int, message: str, remedy: str, length: int) -> None:
        """Note a fault of an element, found by its column among the tokens."""
        start = next((token.start for token in self.tokens if self.locate(token.start).column == column), 0)
        self._fault(code, start, message, remedy, length)


def _are_word_and_head(left: Element, right: Element) -> bool:
    kinds = {type(left), type(right)}
    return Words in kinds and bool(kinds & {VerbRef, NounRef})
