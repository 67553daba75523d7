"""The hooks of dragoman: what a plugin may give, and the frozen records that it gives it in.

Each hook is called once, when its plugin is loaded; the functions in its records are called while articles are processed.
The last argument is always a context, so that later versions can tell more without breaking a plugin.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import pluggy

from dragoman.article import Article
from dragoman.errors import Diagnostic
from dragoman.language import Pack
from dragoman.records import Event, Mention, Value
from dragoman.spans import TypedSpan

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from dragoman.writers.outputs import Writer

PROJECT = "dragoman"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


# -- contexts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What a hook may know of the engine that asks; later versions only add to it."""

    engine_version: str


@dataclass(frozen=True, slots=True)
class SlotContext:
    """Where a filler stands: its words, the words of the noun group around it, and the day the article was published."""

    text: str
    phrase: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """The article, and for enrichments all that was found in it; *sentences* holds the sentence number of each mention."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    sentences: tuple[int, ...] = ()

    def same_sentence(self, one: int, other: int) -> bool:
        """Say whether two mentions, told by their positions, stand in one sentence."""
        return self.sentences[one] == self.sentences[other]


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a file is called: *stem* for the ids of its articles, *path* None where it came through a pipe."""

    stem: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class WriteContext:
    """What a table needs to know before the first record: the names of all *slots* of the events in use."""

    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a check may know of the engine that asks."""

    engine_version: str


# -- contributions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SlotType:
    """A type of slot; *normalise* takes the value of the lexicon or annotator and returns the one to be written."""

    name: str
    description: str
    normalise: Callable[[Value, SlotContext], Value]


@dataclass(frozen=True, slots=True)
class Annotator:
    """Finds spans in the tokens of an article, which slots of their type may hold."""

    name: str
    description: str
    find: Callable[[Doc, ArticleContext], Iterable[TypedSpan]]


@dataclass(frozen=True, slots=True)
class Enrichment:
    """Adds to an event what stands nowhere in its slots; the values must be such as JSON can hold."""

    name: str
    description: str
    enrich: Callable[[Event, ArticleContext], Mapping[str, object] | None]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A spaCy pipeline, trained or made by hand, that ``--model NAME`` puts in the place of the blank one; its findings are evidence."""

    name: str
    description: str
    create: Callable[[], Language]


@dataclass(frozen=True, slots=True)
class ReaderFormat:
    """An input format, known by the *suffixes* of its files (``.xml``)."""

    name: str
    description: str
    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, ReadContext], Iterable[Article]]


@dataclass(frozen=True, slots=True)
class WriterFormat:
    """An output format, known by its *name* to ``-f`` and by its *suffix* (``.plover.csv``) to ``-o``."""

    name: str
    description: str
    suffix: str
    open: Callable[[TextIO, WriteContext], Writer]


@dataclass(frozen=True, slots=True)
class Check:
    """A lint that ``dragoman check`` runs besides its own; *code* is that of its findings, such as ``PLO001``."""

    code: str
    description: str
    find: Callable[[Sequence[Pack], CheckContext], Iterable[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Contributions:
    """All that the hooks of one plugin returned; each field goes by the name of its hook."""

    packs: tuple[Path, ...] = ()
    slot_types: tuple[SlotType, ...] = ()
    annotators: tuple[Annotator, ...] = ()
    create_nlp: tuple[Pipeline, ...] = ()
    enrichments: tuple[Enrichment, ...] = ()
    readers: tuple[ReaderFormat, ...] = ()
    writers: tuple[WriterFormat, ...] = ()
    checks: tuple[Check, ...] = ()


# -- hooks -------------------------------------------------------------------------------------------------------------


class Hooks:
    """The hooks that dragoman calls; a plugin implements those it needs with ``@hookimpl``."""

    @hookspec
    @abstractmethod
    def dragoman_packs(self, ctx: BuildContext) -> Iterable[Path]:
        """Return the folders of the plugin's rule packs, each with its ``pack.yaml``."""

    @hookspec
    @abstractmethod
    def dragoman_slot_types(self, ctx: BuildContext) -> Iterable[SlotType]:
        """Return the slot types that the plugin's lexicons or annotators fill, each with its normaliser."""

    @hookspec
    @abstractmethod
    def dragoman_annotators(self, ctx: BuildContext) -> Iterable[Annotator]:
        """Return what finds spans by their shape, where no lexicon can list them."""

    @hookspec
    @abstractmethod
    def dragoman_create_nlp(self, ctx: BuildContext) -> Iterable[Pipeline]:
        """Return the pipelines that ``--model`` may name besides those that are installed; one is made only when it is asked for."""

    @hookspec
    @abstractmethod
    def dragoman_enrichments(self, ctx: BuildContext) -> Iterable[Enrichment]:
        """Return what is added to merged events; it is written to ``extra.<plugin>`` and never over other fields."""

    @hookspec
    @abstractmethod
    def dragoman_readers(self, ctx: BuildContext) -> Iterable[ReaderFormat]:
        """Return the input formats that the plugin reads."""

    @hookspec
    @abstractmethod
    def dragoman_writers(self, ctx: BuildContext) -> Iterable[WriterFormat]:
        """Return the output formats that the plugin writes."""

    @hookspec
    @abstractmethod
    def dragoman_checks(self, ctx: BuildContext) -> Iterable[Check]:
        """Return the lints that ``dragoman check`` runs besides its own."""
