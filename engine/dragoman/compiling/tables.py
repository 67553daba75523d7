"""Everything that the packs are compiled to, before an article is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language

from dragoman.annotators.layout import PagePhrase, PageWords, compile_page_words
from dragoman.compiling.compiler import Compiled, compile_packs
from dragoman.compiling.cue_table import CueTable, compile_cues
from dragoman.events.likeness import Lore, gather_lore
from dragoman.language import Pack


@dataclass(frozen=True, slots=True)
class Tables:
    """The compiled rules and lexicons, cues, what the lexicons know of places and nouns, and the wording of pages."""

    compiled: Compiled
    cues: CueTable
    lore: Lore
    pages: PageWords


def compile_tables(nlp: Language, packs: Sequence[Pack]) -> Tables:
    """Return what *packs* are compiled to for the tokens of *nlp*."""
    compiled = compile_packs(nlp, packs)
    lore = gather_lore(lexicon for pack in packs for lexicon in pack.lexicons)
    return Tables(compiled, compile_cues(compiled.cues), lore, page_words(packs))


def page_words(packs: Sequence[Pack]) -> PageWords:
    """Return the wording of pages that *packs* know."""
    return compile_page_words(PagePhrase(*phrase) for pack in packs for sheet in pack.layouts for phrase in sheet.phrases)
