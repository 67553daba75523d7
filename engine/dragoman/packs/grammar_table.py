"""Every key of every kind of rule file: the one table behind the checker, the JSON schema and the reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dragoman.records import Status


class Shape(StrEnum):
    """What may be written behind a key, in the words of a message."""

    TEXT = "a text"
    NAME = "a name (small letters, digits, _ and -)"
    TEXTS = "a list of texts"
    TEXT_OR_TEXTS = "a text or a list of texts"
    FLAG = "true or false"
    NUMBER = "a whole number"
    DATE = "a date written YYYY-MM-DD"
    CHOICE = "one word of a few"
    SECTION = "a group of keys"
    SECTIONS = "names, each with a group of keys"
    LIST = "a list of groups of keys"
    MIXED = "a list of texts or groups of keys"
    PAIRS = "names, each with a text"
    PATTERNS = "a list of token patterns"
    FREE = "names with values"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what may stand behind it, what it is for, and since which language version it is known.

    *inside* names the table of a nested group; *choices* are the words a CHOICE allows.
    """

    name: str
    shape: Shape
    doc: str
    required: bool = False
    choices: tuple[str, ...] = ()
    inside: str = ""


STATUSES = tuple(status.value for status in Status)
FACETS = ("actor", "calibre", "count", "number", "place")
BUILT_IN_TYPES = ("actor", "date", "force", "materiel", "money", "name", "people", "person", "place", "quantity", "text")
VOICES = ("active", "bare predicate", "infinitive", "noun", "participle", "passive", "predicate", "reduced relative", "relative")
PRIORITIES = ("fallback", "normal", "override", "specific")

RULE = (
    Key("id", Shape.NAME, "The rule's name: the file's name without .yaml.", required=True),
    Key("event", Shape.NAME, "The event type that the rule finds: the name of the folder.", required=True),
    Key("status", Shape.CHOICE, "How settled the rule is.", choices=("deprecated", "experimental", "stable")),
    Key("description", Shape.TEXT, "One sentence that says what the rule finds.", required=True),
    Key("trigger", Shape.SECTION, "The words that the rule starts from.", required=True, inside="trigger"),
    Key("phrases", Shape.MIXED, "Sentences with holes; the engine derives the passive and every other voice.", inside="phrase"),
    Key("token_pattern", Shape.PATTERNS, "Expert: spaCy Matcher patterns, each a list of token descriptions."),
    Key("dependency_pattern", Shape.PATTERNS, "Expert: spaCy DependencyMatcher patterns; they need a pipeline with a parser."),
    Key("slots", Shape.SECTIONS, "Slots of the event type that this rule narrows.", inside="slot"),
    Key("set", Shape.PAIRS, "Slots that every match gets, such as 'stage: agreed'."),
    Key("required", Shape.TEXTS, "Slots that must be filled; 'a|b' means one of the two."),
    Key("unless", Shape.SECTION, "Words in the sentence that make this no event.", inside="unless"),
    Key("guards", Shape.SECTION, "What to do with matches of a status.", inside="guards"),
    Key(
        "assume",
        Shape.CHOICE,
        "The status of a match whose verb group and cues say nothing else; 'asserted' if left out.",
        choices=STATUSES,
    ),
    Key("priority", Shape.CHOICE, "Which of two rules keeps a trigger that both match.", choices=PRIORITIES),
    Key("examples", Shape.LIST, "Sentences that the rule must match or leave alone.", required=True, inside="example"),
)
UNLESS = (
    Key("words", Shape.TEXTS, "Verbs and nouns, in any form, with which the sentence tells of something else.", required=True),
    Key("but", Shape.TEXTS, "Words with which it is the event after all."),
)
TRIGGER = (
    Key("verbs", Shape.TEXTS, "Verbs in their base form; VERB in a phrase stands for them in any form."),
    Key("nouns", Shape.TEXTS, "Nouns in the singular; NOUN in a phrase stands for them."),
    Key("words", Shape.TEXTS, "Words taken as they are written."),
    Key("not", Shape.TEXTS, "Longer phrases that hold a trigger word and mean something else."),
)
PHRASE = (
    Key("phrase", Shape.TEXT, "The sentence with holes.", required=True),
    Key("only", Shape.CHOICE, "The one voice in which the phrase is looked for.", choices=VOICES),
    Key("gap", Shape.NUMBER, "How many words from the trigger a literal word of the phrase may stand (normally 9, 24 behind '...')."),
)
SLOT = (
    Key("type", Shape.TEXT_OR_TEXTS, "The span types that may fill the slot; an event type must name them, unless 'from' does."),
    Key("many", Shape.FLAG, "Whether the slot takes all items of a list."),
    Key("where", Shape.CHOICE, "Where the filler is looked for.", choices=("clause", "phrase", "sentence")),
    Key("from", Shape.TEXT_OR_TEXTS, "A facet of another slot's filler, such as 'force.actor'."),
    Key("class", Shape.TEXT_OR_TEXTS, "The lexicon classes a filler must have one of."),
    Key("not_class", Shape.TEXT_OR_TEXTS, "The lexicon classes a filler must not have."),
    Key("weak", Shape.FLAG, "Whether words that are too general to stand alone ('equipment', 'units') may fill the slot."),
    Key("running", Shape.FLAG, "Whether a figure is a running total, which may outgrow those told before."),
    Key("not_same_as", Shape.NAME, "A slot whose filler must be another one."),
)
GUARDS = tuple(Key(name, Shape.CHOICE, f"What to do with {name} matches.", choices=("drop", "keep")) for name in STATUSES)
EXAMPLE = (
    Key("match", Shape.TEXT, "A sentence the rule must match, with [slot: words] marks."),
    Key("reject", Shape.TEXT, "A sentence the rule must leave alone."),
    Key("slots", Shape.FREE, "Slots with the values they must have."),
    Key("status", Shape.CHOICE, "The status the event must have.", choices=STATUSES),
    Key("source", Shape.TEXT, "Who must be given as the source."),
    Key("count", Shape.NUMBER, "How many events the rule must find in the sentence."),
    Key("events", Shape.NUMBER, "How many events of the rule's type the whole text tells of, context included, once merged."),
    Key("merged", Shape.FREE, "Slots of the merged event with the values they must have; several values are all told."),
    Key("context", Shape.TEXT, "The sentences that stand before."),
    Key("date", Shape.DATE, "The day the article was published."),
    Key("todo", Shape.FLAG, "A known failure, until it passes."),
)
EVENT = (
    Key("event", Shape.NAME, "The name of the event type: the file's name without .yaml.", required=True),
    Key("description", Shape.TEXT, "One sentence that says what counts as such an event.", required=True),
    Key("slots", Shape.SECTIONS, "What an event of this type consists of.", required=True, inside="slot"),
    Key("same", Shape.TEXTS, "Slots that must not differ between mentions of one event."),
    Key("figures", Shape.TEXTS, "Slots whose counts may differ by source."),
    Key("joins", Shape.TEXTS, "Slots that two mentions in one sentence may bring together."),
    Key("loose", Shape.TEXTS, "Slots of 'same' in which a common noun may stand for a name ('soldiers' for a country's)."),
    Key("general", Shape.TEXTS, "Nouns, or lexicon classes ('class:aid'), so general that they may stand for any other in merging."),
    Key("excludes", Shape.TEXTS, "Event types that may not share a trigger with this one."),
    Key("unless", Shape.SECTION, "Words in the sentence that make this no event.", inside="unless"),
    Key("scene", Shape.SECTION, "The clause that tells how it came about ('killed when gunmen stormed a hotel').", inside="scene"),
    Key("codes", Shape.SECTION, "The same kind of event in other ontologies.", inside="codes"),
)
SCENE = (
    Key("verbs", Shape.TEXTS, "The verbs that lead such a clause, in their base form.", required=True),
    Key("subject", Shape.TEXTS, "Slots that its subject, or who stands behind 'by', may fill."),
    Key("object", Shape.TEXTS, "Slots that its object may fill."),
)
CODES = (
    Key("plover", Shape.TEXT, "The PLOVER event type."),
    Key("cameo", Shape.TEXT, "The CAMEO code."),
)
LEXICON = (
    Key("lexicon", Shape.NAME, "The lexicon's name: the file's name without .yaml.", required=True),
    Key("type", Shape.NAME, "The span type of its entries.", required=True),
    Key("description", Shape.TEXT, "One sentence that says what is listed.", required=True),
    Key("source", Shape.TEXT, "Where the entries come from."),
    Key("licence", Shape.TEXT, "The licence of the entries."),
    Key("entries", Shape.SECTIONS, "The entries by id.", required=True, inside="entry"),
)
FORM_KEYS = (
    Key("demonym", Shape.TEXT_OR_TEXTS, "Its adjective and its people."),
    Key("metonyms", Shape.TEXT_OR_TEXTS, "Towns and buildings that stand for it."),
    Key("aliases", Shape.TEXT_OR_TEXTS, "Other names."),
    Key("local", Shape.TEXT_OR_TEXTS, "Names that count only where a full name stands in the same article."),
    Key("plural", Shape.TEXT_OR_TEXTS, "Plurals that are not formed with -s."),
    Key("surname", Shape.TEXT_OR_TEXTS, "Names that count once the full name was used."),
)
ENTRY = (
    Key("name", Shape.TEXT, "The canonical name; the entry's id where it is left out."),
    Key("code", Shape.TEXT, "The code written to the output, such as ISO 3166-1 alpha-3."),
    Key("class", Shape.TEXT, "What kind of thing it is; slots may ask for classes."),
    Key("country", Shape.TEXT, "The code of the country it belongs to."),
    *FORM_KEYS,
    Key("forms", Shape.SECTION, "Irregular verb forms.", inside="forms"),
    Key("capital", Shape.TEXT, "The seat of its government; a note, which matching does not read."),
    Key("parent", Shape.TEXT, "The entry it is part of; a note, which matching does not read."),
    Key("from", Shape.TEXT, "The first day (or month, or year) on which it holds; a note, which matching does not read."),
    Key("until", Shape.TEXT, "The last day (or month, or year) on which it holds; a note, which matching does not read."),
    Key("plover", Shape.TEXT, "Its PLOVER code; a note, which matching does not read."),
    Key("weak", Shape.FLAG, "Counts only with other evidence beside it."),
    Key("noun", Shape.FLAG, "Is a common noun, not a name."),
    Key("leader", Shape.FLAG, "Leads a state or a government."),
    Key("needs_head", Shape.FLAG, "Counts only in front of a noun of its type."),
)
FORMS = (
    Key("past", Shape.TEXT, "The simple past."),
    Key("participle", Shape.TEXT, "The past participle."),
    Key("ing", Shape.TEXT, "The -ing form."),
    Key("s", Shape.TEXT, "The third person singular."),
)
CUES = (
    Key("cues", Shape.NAME, "The sheet's name: the file's name without .yaml.", required=True),
    Key("description", Shape.TEXT, "One sentence that says what the cues are for."),
    Key("entries", Shape.LIST, "The cues.", required=True, inside="cue"),
)
RELATIONS: Mapping[str, str] = MappingProxyType(
    {"modal": "modal", "governor": "governor", "cue": "phrase", "report": "report", "attribution": "attribution"}
)
CUE = (
    Key("modal", Shape.TEXT_OR_TEXTS, "Auxiliaries in the trigger's own verb group."),
    Key("governor", Shape.TEXT_OR_TEXTS, "Verbs and nouns that govern the trigger."),
    Key("cue", Shape.TEXT_OR_TEXTS, "Words anywhere in the clause or sentence."),
    Key("report", Shape.TEXT_OR_TEXTS, "Reporting verbs, in their base form."),
    Key("attribution", Shape.TEXT_OR_TEXTS, "Words before a source: according to."),
    Key("sets", Shape.CHOICE, "The status that the words give an event.", choices=STATUSES),
    Key("direction", Shape.CHOICE, "On which side of the trigger they may stand.", choices=("backward", "both", "forward")),
    Key("within", Shape.CHOICE, "How far away they may stand.", choices=("clause", "group", "sentence")),
    Key("pseudo", Shape.TEXTS, "Longer phrases that look like the cue and are none."),
)
LAYOUT = (
    Key("layout", Shape.NAME, "The sheet's name: the file's name without .yaml.", required=True),
    Key("description", Shape.TEXT, "One sentence that says what the wording is."),
    Key("zones", Shape.SECTIONS, "Kinds of zone with the wording that shows them.", required=True, inside="zone"),
)
ZONE = (
    Key("lines", Shape.TEXTS, "The whole line is this."),
    Key("starts", Shape.TEXTS, "The line starts with this: the whole line goes."),
    Key("sentences", Shape.TEXTS, "A sentence starts with this: it goes to its end."),
    Key("words", Shape.TEXTS, "These words alone go."),
)
PACK = (
    Key("pack", Shape.NAME, "The pack's name.", required=True),
    Key("version", Shape.TEXT, "The pack's version.", required=True),
    Key("description", Shape.TEXT, "One sentence that says what the pack is for."),
    Key("requires", Shape.TEXT, "The engine it needs, such as '>=0.1' or 'dragoman>=0.1,<2'."),
    Key("language", Shape.NUMBER, "The version of the rule language it is written in."),
)

TABLES: Mapping[str, tuple[Key, ...]] = MappingProxyType(
    {
        "rule": RULE, "trigger": TRIGGER, "unless": UNLESS, "phrase": PHRASE, "slot": SLOT, "guards": GUARDS, "example": EXAMPLE,
        "event": EVENT, "scene": SCENE, "codes": CODES,
        "lexicon": LEXICON, "entry": ENTRY, "forms": FORMS,
        "cues": CUES, "cue": CUE,
        "layout": LAYOUT, "zone": ZONE,
        "pack": PACK,
    }
)  # fmt: skip
FILE_KINDS = ("cues", "event", "layout", "lexicon", "pack", "rule")
TITLES: Mapping[str, str] = MappingProxyType({"cue": "cue entry", "cues": "cue file", "entry": "lexicon entry"})
KEYS: Mapping[str, Mapping[str, Key]] = MappingProxyType({table: {key.name: key for key in keys} for table, keys in TABLES.items()})
REQUIRED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {table: tuple(key.name for key in keys if key.required) for table, keys in TABLES.items()}
)


def title(table: str) -> str:
    """Return what a group of keys is called in messages."""
    return TITLES.get(table, table)
