"""Words that stand together for one preposition, conjunction or adverb."""

from __future__ import annotations

from dragoman.annotators.groups import Kind

MULTIWORD = {
    ("according", "to"): (Kind.PREPOSITION, "according to"), ("such", "as"): (Kind.PREPOSITION, "including"),
    ("as", "well", "as"): (Kind.CONJUNCTION, "and"), ("along", "with"): (Kind.PREPOSITION, "with"),
    ("together", "with"): (Kind.PREPOSITION, "with"), ("because", "of"): (Kind.PREPOSITION, "because of"),
    ("due", "to"): (Kind.PREPOSITION, "because of"), ("out", "of"): (Kind.PREPOSITION, "from"), ("next", "to"): (Kind.PREPOSITION, "near"),
    ("instead", "of"): (Kind.PREPOSITION, "instead of"), ("so", "far"): (Kind.ADVERB, "so far"), ("at", "least"): (Kind.ADVERB, "at least"),
    ("in", "support", "of"): (Kind.PREPOSITION, "in support of"), ("in", "exchange", "for"): (Kind.PREPOSITION, "in exchange for"),
    ("as", "part", "of"): (Kind.PREPOSITION, "as part of"), ("in", "front", "of"): (Kind.PREPOSITION, "near"),
    ("on", "board"): (Kind.PREPOSITION, "aboard"), ("as", "of"): (Kind.PREPOSITION, "as of"), ("in", "addition", "to"): (Kind.PREPOSITION,
    "besides"), ("on", "behalf", "of"): (Kind.PREPOSITION, "for"), ("ahead", "of"): (Kind.PREPOSITION, "before"),
    ("as", "a", "result", "of"): (Kind.PREPOSITION, "because of"), ("at", "the", "hands", "of"): (Kind.PREPOSITION, "by"),
    ("in", "the", "vicinity", "of"): (Kind.PREPOSITION, "near"), ("with", "respect", "to"): (Kind.PREPOSITION, "about"),
    ("in", "response", "to"): (Kind.PREPOSITION, "in response to"), ("rather", "than"): (Kind.PREPOSITION, "instead of"),
    ("in", "and", "around"): (Kind.PREPOSITION, "in"), ("in", "and", "near"): (Kind.PREPOSITION, "in"),
    ("up", "to", "the"): (Kind.PREPOSITION, "to"), ("up", "to"): (Kind.ADVERB, "up to"), ("en", "route"): (Kind.ADVERB, "en route"),
}  # fmt: skip
MULTIWORD_FIRST = {first: sorted((k for k in MULTIWORD if k[0] == first), key=len, reverse=True) for first in {k[0] for k in MULTIWORD}}
