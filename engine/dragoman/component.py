"""The spaCy component: ``nlp.add_pipe("dragoman")`` in anybody's pipeline. The one place that writes into a Doc."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.records import Extraction

SPANS_KEY = "dragoman"


class EventComponent:
    """Extracts the events of a Doc: triggers into ``doc.spans["dragoman"]``, everything into ``doc._.dragoman``.

    Set ``doc._.published`` to a date before the component runs, if dates are to be resolved.
    """

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with its events."""
        published = doc._.published
        extraction = self.extractor.extract(Article(text=doc.text, date=published if isinstance(published, date) else None))
        self._write(doc, extraction)
        return doc

    @staticmethod
    def _write(doc: Doc, extraction: Extraction) -> None:
        spans: list[Span] = []
        for mention in extraction.mentions:
            span = doc.char_span(mention.trigger.start, mention.trigger.end, label=mention.kind, alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.spans[SPANS_KEY] = spans
        doc._.dragoman = extraction


def _register_extensions() -> None:
    for name in ("dragoman", "published"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


@Language.factory("dragoman", default_config={"plugins": None})
def make_component(nlp: Language, name: str, plugins: Sequence[str] | None) -> EventComponent:
    """Return the component with the packs of every installed plugin, or of those named in *plugins*."""
    del nlp, name  # the extractor has a tokenizer of its own, so that any pipeline gives the same events
    _register_extensions()
    return EventComponent(Extractor.installed(only=plugins))
