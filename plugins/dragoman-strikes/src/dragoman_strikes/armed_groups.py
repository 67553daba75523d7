"""Armed groups by the shape of their names: new ones appear faster than lexicons list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

_FIRST = "Ansar Harakat Jaish Jaysh Jund Kataib Katiba Katibat Lashkar Liwa Saraya".split()  # noqa: SIM905 - words, not a list
_LAST = "Battalion Brigade Brigades Front Militia".split()  # noqa: SIM905
_NAME = {"IS_TITLE": True, "LOWER": {"NOT_IN": ["the"]}}
_SHAPES: tuple[list[dict[str, object]], ...] = (
    [{"ORTH": {"IN": _FIRST}}, {"LOWER": {"IN": ["al", "as", "ad", "e", "ul", "-"]}, "OP": "{0,3}"}, {**_NAME, "OP": "{1,2}"}],
    [{"ORTH": {"IN": ["Front", "Army", "Movement"]}}, {"ORTH": "for"}, {"ORTH": "the", "OP": "?"}, {**_NAME, "OP": "{1,3}"}],
    [{**_NAME, "OP": "{1,3}"}, {"ORTH": {"IN": _LAST}}],
)


def armed_groups() -> Language:
    """Return a pipeline that marks the names of armed groups as organisations."""
    import spacy  # takes most of a second, and is needed only where this pipeline is asked for

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": shape} for shape in _SHAPES])  # type: ignore[attr-defined]
    return nlp
