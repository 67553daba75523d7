"""Leave of a lexicon what rules may refer to: its type, and the classes, marks and kinds of names that its entries have."""

from __future__ import annotations

import re

from dragoman.packs.grammar_table import ENTRY, FORM_KEYS, Shape

_ENTRIES = re.compile(r"^entries:.*$", re.MULTILINE)
# The word's beginning is looked for behind it: a pattern that begins with plain letters is found four times as fast.
_CLASS = re.compile(r"class:(?<=\bclass:) *[\"']?([\w-]+)")
_MARKS = tuple(key.name for key in ENTRY if key.shape is Shape.FLAG)
_FORMS = tuple(key.name for key in FORM_KEYS)


def thin_lexicon(text: str) -> str:
    """Return a lexicon's YAML with one entry for each class and one that has all marks and kinds of names; nothing is said of faults."""
    entries = _ENTRIES.search(text)
    if entries is None:
        return text
    rest = text[entries.end() :]
    classes = [f"  class_{n}: {{class: {name}}}" for n, name in enumerate(sorted(set(_CLASS.findall(rest))))]
    marks = [f"{mark}: true" for mark in _MARKS if f"{mark}: true" in rest]
    forms = [f"{form}: [{form} of all]" for form in _FORMS if f"{form}:" in rest]
    return "\n".join([text[: entries.start()] + "entries:", *classes, f"  all: {{{', '.join(marks + forms)}}}", ""])
