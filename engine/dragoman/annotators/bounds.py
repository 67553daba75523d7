"""The words that bound a number: "more than", "nearly", "some", "another", "or more"."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.annotators.lines import Line

LOW, HIGH, ABOUT, MORE, PLAIN = "low", "high", "about", "additional", "plain"
_BEFORE = {
    LOW: (
        "more than | over | at least | upwards of | upward of | in excess of | no fewer than | no less than | not less"
        " than | not fewer than | a minimum of | minimum | well over | greater than | above | exceeding | as few as |"
        " north of | > | well above"
    ),
    HIGH: (
        "nearly | almost | up to | as many as | as much as | fewer than | less than | under | below | close to | no more"
        " than | not more than | at most | at the most | a maximum of | maximum | just short of | just shy of |"
        " approaching | nearing | <"
    ),
    ABOUT: (
        "around | some | about | approximately | roughly | an estimated | estimated | approx | approx. | approx . | circa | c. | ca."
        " | ~ | ≈ | perhaps | in the region of | somewhere around | on the order of | in the order of | in the"
        " neighborhood of | an approximate | maybe | somewhere between"
    ),
    MORE: "another | an additional | additional | a further | further | an extra | extra | some additional",
    PLAIN: "just | only | exactly | precisely | a total of | an initial | a record | a combined",
}
_AFTER = {
    LOW: ("or more | or above | or over | and above | and upwards | and more | and counting | + | - plus | plus | at least | or higher"),
    HIGH: "or less | or fewer | or under | at most | at the most | at maximum",
    ABOUT: "or so | or thereabouts | - odd | odd | - ish",
    MORE: "more | additional | further | extra",
}
Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def _by_word(table: dict[str, str], position: int) -> Phrases:
    found: Phrases = {}
    for kind, phrases in table.items():
        for words in (tuple(phrase.split()) for phrase in phrases.split("|")):
            found.setdefault(words[position], []).append((words, kind))
    return {word: sorted(entries, key=lambda entry: -len(entry[0])) for word, entries in found.items()}


BOUND_WORDS = frozenset(word for table in (_BEFORE, _AFTER) for phrases in table.values() for word in phrases.split())
_LAST_WORD = _by_word(_BEFORE, -1)
_FIRST_WORD = _by_word(_AFTER, 0)


def phrase_before(line: Line, start: int, floor: int) -> tuple[int, str] | None:
    """Return the start and the kind of the longest bound that ends before word *start*, not reaching before *floor*."""
    for words, kind in _LAST_WORD.get(line.at(start - 1), ()):
        first = start - len(words)
        if first >= floor and line.reads(first, *words):
            return first, kind
    return None


def phrase_after(line: Line, end: int, blocked: Collection[int]) -> tuple[int, str] | None:
    """Return the end and the kind of the longest bound that starts at word *end*; "3,000 more than" is none."""
    for words, kind in _FIRST_WORD.get(line.at(end), ()):
        if line.reads(end, *words) and line.at(end + len(words)) != "than" and end not in blocked:
            return end + len(words), kind
    return None
