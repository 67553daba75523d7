"""Is this English? A gate, not a guess of the language: what is not English would give events that nobody wrote."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
# English texts are full of these and texts in its sister languages are not, as they are of "in", "is", "at" and "for".
_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the of and to that with from by has have had were been be are it its this which who their they he his said "
        "would will not but or after",
    )
)
_FEWEST_WORDS, _MOST_WORDS = 40, 600
_MOST_CHARACTERS = 12_000
_FEWEST_LETTERS = 80
_LEAST_SHARE = 0.06


def is_english(text: str) -> bool:
    """Tell whether *text* has English stop words enough and Latin letters; a short text has the benefit of the doubt."""
    # Every article passes here before it reaches a worker process, so this works on the text as a whole, not word by word.
    words = _WORD.findall(text[:_MOST_CHARACTERS].lower())[:_MOST_WORDS]
    letters = "".join(words)
    if len(letters) >= _FEWEST_LETTERS and not letters.isascii() and len(_LATIN.findall(letters)) < len(letters) / 2:
        return False
    return len(words) < _FEWEST_WORDS or sum(map(_ENGLISH.__contains__, words)) >= _LEAST_SHARE * len(words)
