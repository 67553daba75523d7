"""Tagged words: what a tagger or model wrote into a Doc, read as word classes and names. Without annotations it reads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from dragoman.annotators.closed_classes import first_tag
from dragoman.annotators.verb_table import VerbTable
from dragoman.english import Tag
from dragoman.inflection import Form
from dragoman.records import Entity
from dragoman.spans import TypedSpan

TaggedWord = tuple[Tag, Form]
Spans = tuple[TypedSpan, ...]

# Adjectives are left out: taggers call the participle of "were wounded" one.
_NOMINAL = {"NOUN": Tag.NOUN, "PROPN": Tag.NAME}
_SIMPLE_PAST = Form.PAST | Form.PARTICIPLE
_FORMS = {"VBZ": Form.S, "VBG": Form.ING, "VBD": _SIMPLE_PAST, "VBN": _SIMPLE_PAST}
_PENN_CLASSES = (("VB", "VERB"), ("NNP", "PROPN"), ("NN", "NOUN"))


def read_classes(doc: Doc, start: int, end: int, verbs: VerbTable) -> dict[int, TaggedWord]:
    """Return the classes of words that may be verb or noun, and of verbs in no lexicon, counted from *start*; the rest is clear."""
    if not doc.has_annotation("POS") and not doc.has_annotation("TAG"):
        return {}
    settled = ((token.i - start, _settled(token, verbs)) for token in doc[start:end])
    return {i: tagged for i, tagged in settled if tagged is not None}


def _settled(token: Token, verbs: VerbTable) -> TaggedWord | None:
    verb = verbs.get(token.lower_)
    if first_tag(token.text, token.lower_) is not None or (verb is not None and not verb.noun):
        return None
    word_class = token.pos_ or next((name for prefix, name in _PENN_CLASSES if token.tag_.startswith(prefix)), "")
    if verb is None:
        known = token.text.islower() and token.text.isalpha() and word_class == "VERB"
        return (Tag.VERB, _FORMS.get(token.tag_, Form.BASE)) if known else None
    if word_class in ("VERB", "AUX"):
        return Tag.VERB, verb.form  # not narrowed by the tag: taggers mix up past and participle
    tag = _NOMINAL.get(word_class)
    return (tag, Form(0)) if tag is not None else None


# -- entities ----------------------------------------------------------------------------------------------------------

_ENTITY_TYPES = {"GPE": "place", "LOC": "place", "FAC": "place", "ORG": "actor", "NORP": "actor", "PERSON": "person"}
_MODEL_FLAGS = frozenset({"unlisted", "model"})


def with_entities(doc: Doc, names: Spans, persons: Spans) -> tuple[Spans, Spans]:
    """Return names and persons with those that a model found where no lexicon and no title had any."""
    found = tuple(_entities(doc, (*names, *persons)))
    if not found:
        return names, persons
    return _joined(names, (span for span in found if span.type != "person")), _joined(persons, (s for s in found if s.type == "person"))


def _joined(spans: Spans, found: Iterable[TypedSpan]) -> Spans:
    return tuple(sorted((*spans, *found), key=lambda span: (span.start, -span.end, span.type, span.entry)))


def _entities(doc: Doc, known: Sequence[TypedSpan]) -> Iterator[TypedSpan]:
    taken = {token for span in known for token in range(span.start, span.end)}
    for entity in doc.ents:
        kind = _ENTITY_TYPES.get(entity.label_)
        start = _first_name(entity)
        if kind is None or start >= entity.end or taken.intersection(range(start, entity.end)):
            continue
        flags = _MODEL_FLAGS | ({"demonym"} if entity.label_ == "NORP" else set())
        yield TypedSpan(start, entity.end, kind, Entity(doc[start : entity.end].text), flags)


def _first_name(entity: Span) -> int:
    """Return where the name itself begins: models count "the" in."""
    start = entity.start
    while start < entity.end and not entity.doc[start].text[:1].isupper():
        start += 1
    return start + (start + 1 < entity.end and entity.doc[start].lower_ == "the")
