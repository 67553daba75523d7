"""The JSON Schema (draft-07) of rule files, for editors: made from the grammar table that the checker reads, too.

It says what JSON Schema can say. What a phrase may hold, how many examples there are and what one file says of another stay with
the checker, which also speaks in plain words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from dragoman.language import EventType, Pack
from dragoman.packs.grammar_table import BUILT_IN_TYPES, KEYS, RELATIONS, TABLES, Key, Shape
from dragoman.packs.phrase_parser import SLOT_NAME
from dragoman.packs.sections import NAME

Schema = Mapping[str, object]

_TEXT: Schema = {"type": ["string", "number"], "pattern": r"\S"}
_NAME: Schema = {"type": "string", "pattern": f"^{NAME.pattern}".replace(r"\Z", "$")}
_TEXTS: Schema = {"type": "array", "items": _TEXT, "minItems": 1}
_TOKEN: Schema = {"type": "object", "properties": {"RIGHT_ATTRS": {"type": "object"}}}
_PATTERN: Schema = {"type": "array", "items": _TOKEN, "minItems": 1}
_FREE: Schema = {"type": "object", "minProperties": 1}
_SETTING = ("cue", "governor", "modal")
# The key by which a file of a kind is known; whatever has none of them is a rule, or going to be one.
_TELLING = (("pack", ("pack",)), ("lexicon", ("lexicon",)), ("cues", ("cues",)), ("layout", ("layout",)), ("event", ("event", "slots")))
_OF_RULES = ("id", "trigger", "phrases", "examples")


def rule_schema(packs: Sequence[Pack] = ()) -> str:
    """Return the JSON Schema of rule files as text; with *packs*, their event types, slots and span types are the only ones."""
    definitions = {table: _table(table) for table in TABLES}
    if packs:
        _add_vocabulary(definitions, packs)
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "dragoman rule file",
        "description": "A rule, an event type, a lexicon, a sheet of cues or page wording, or pack.yaml.",
        "type": "object",
        "defaultSnippets": _SNIPPETS,
        **_choice(_TELLING),
        "definitions": definitions,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _choice(telling: Sequence[tuple[str, tuple[str, ...]]]) -> dict[str, object]:
    """Return the schema that holds a file against the table of its kind."""
    if not telling:
        return {"$ref": "#/definitions/rule"}
    (kind, keys), rest = telling[0], telling[1:]
    sign: dict[str, object] = {"required": list(keys)}
    if kind == "event":
        sign["not"] = {"anyOf": [{"required": [key]} for key in _OF_RULES]}
    return {"if": sign, "then": {"$ref": f"#/definitions/{kind}"}, "else": _choice(rest)}


# -- tables --------------------------------------------------------------------------------------------------------------


def _table(table: str) -> dict[str, object]:
    keys = TABLES[table]
    schema: dict[str, object] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: _key(key) for key in keys},
    }
    if table == "event":
        schema["properties"] = {**{key.name: _key(key) for key in keys}, "slots": _EVENT_SLOTS}
    required = [key.name for key in keys if key.required]
    return {**schema, **({"required": required} if required else {}), **_BETWEEN_KEYS.get(table, {})}


def _key(key: Key) -> dict[str, object]:
    return {"description": key.doc, **_SHAPES[key.shape](key)}


def _inside(key: Key) -> Schema:
    return {"$ref": f"#/definitions/{key.inside}"}


_SHAPES: Mapping[Shape, Callable[[Key], Schema]] = MappingProxyType(
    {
        Shape.TEXT: lambda _: _TEXT,
        Shape.NAME: lambda _: _NAME,
        Shape.TEXTS: lambda _: _TEXTS,
        Shape.TEXT_OR_TEXTS: lambda _: {"anyOf": [_TEXT, _TEXTS]},
        Shape.FLAG: lambda _: {"type": "boolean"},
        Shape.NUMBER: lambda _: {"type": "integer", "minimum": 0},
        Shape.DATE: lambda _: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        Shape.CHOICE: lambda key: {"enum": list(key.choices)},
        Shape.SECTION: lambda key: {"allOf": [_inside(key)], "minProperties": 1},
        Shape.SECTIONS: lambda key: {"type": "object", "additionalProperties": _inside(key), "minProperties": 1},
        Shape.LIST: lambda key: {"type": "array", "items": _inside(key), "minItems": 1},
        Shape.MIXED: lambda key: {"type": "array", "items": {"anyOf": [_TEXT, _inside(key)]}, "minItems": 1},
        Shape.PAIRS: lambda _: {"type": "object", "additionalProperties": _TEXT, "minProperties": 1},
        Shape.PATTERNS: lambda _: {"type": "array", "minItems": 1, "anyOf": [{"items": _TOKEN}, {"items": _PATTERN}]},
        Shape.FREE: lambda _: _FREE,
    }
)


def _any_of(*keys: str) -> list[Schema]:
    return [{"required": [key]} for key in keys]


def _at_least_one(*keys: str) -> dict[str, object]:
    """Return what asks for one of *keys*; written with ``anyOf``, editors would show it in place of the key's description."""
    (first, *rest) = keys
    if not rest:
        return {"required": [first]}
    return {"if": {"not": {"required": [first]}}, "then": _at_least_one(*rest)}


# A rule may narrow a slot by any key alone; an event type must say of which type it is, or of what it is a part.
_EVENT_SLOTS: Schema = {
    "description": KEYS["event"]["slots"].doc,
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": f"^{SLOT_NAME.pattern}".replace(r"\Z", "$")},
    "additionalProperties": {"allOf": [{"$ref": "#/definitions/slot"}], **_at_least_one("type", "from")},
}

# What holds between the keys of one group, as far as the checker asks for it.
_BETWEEN_KEYS: Mapping[str, Schema] = MappingProxyType(
    {
        "rule": _at_least_one("phrases", "token_pattern", "dependency_pattern"),
        "trigger": _at_least_one("verbs", "nouns", "words"),
        "example": {
            "oneOf": _any_of("match", "reject"),
            "if": {"required": ["reject"]},
            "then": {"not": {"anyOf": _any_of("slots", "status", "source", "count", "events", "merged")}},
        },
        "cue": {"oneOf": _any_of(*RELATIONS), "if": {"anyOf": _any_of(*_SETTING)}, "then": {"required": ["sets"]}},
    }
)


# -- what the installed packs add ----------------------------------------------------------------------------------------


def _add_vocabulary(definitions: dict[str, dict[str, object]], packs: Sequence[Pack]) -> None:
    """Let the definitions know the event types with their slots, and the span types, of *packs*."""
    events = {event.name: event for pack in packs for event in pack.events}
    types = sorted(set(BUILT_IN_TYPES) | {lexicon.type for pack in packs for lexicon in pack.lexicons})
    definitions["slot"] = _with_property(
        definitions["slot"], "type", {"anyOf": [{"enum": types}, {"type": "array", "items": {"enum": types}}]}
    )
    rule = _with_property(definitions["rule"], "event", {"enum": sorted(events)})
    definitions["rule"] = {**rule, "allOf": [_of_event(event) for _, event in sorted(events.items())]}


def _with_property(definition: Mapping[str, object], name: str, schema: Schema) -> dict[str, object]:
    properties = definition["properties"]
    known = dict(properties) if isinstance(properties, Mapping) else {}
    return {**definition, "properties": {**known, name: {"description": known[name]["description"], **schema}}}


def _of_event(event: EventType) -> Schema:
    """Return what a rule of one event type may name: its slots, with their types for the editor to show."""
    slots = {name: {"description": _described(event, name)} for name in event.slots}
    only = {"properties": slots, "additionalProperties": False}
    required = {"items": {"pattern": rf"^({'|'.join(event.slots)})(\s*\|\s*({'|'.join(event.slots)}))*$"}}
    return {
        "if": {"properties": {"event": {"const": event.name}}, "required": ["event"]},
        "then": {"properties": {"slots": only, "set": only, "required": required}},
    }


def _described(event: EventType, name: str) -> str:
    slot = event.slots[name]
    return f"{name}: {' or '.join(slot.types)}{', all items of a list' if slot.many else ''} ({event.name})"


_SNIPPETS: Sequence[Schema] = (
    {
        "label": "new rule",
        "description": "A rule with a trigger, a phrase and its tests",
        "body": {
            "id": "${1:name_of_the_file}",
            "event": "${2:event_type}",
            "status": "experimental",
            "description": "${3:One sentence that says what the rule finds.}",
            "trigger": {"verbs": ["${4:verb}"]},
            "phrases": ["{${5:slot}} VERB {${6:other_slot}}"],
            "required": ["${6:other_slot}"],
            "examples": [
                {"match": "[${5:slot}: ${7:Words}] ... [${6:other_slot}: ${8:words}]."},
                {"match": "[${6:other_slot}: ${8:Words}] ... by [${5:slot}: ${7:words}]."},
                {"reject": "${9:A sentence that nearly fits.}"},
            ],
        },
    },
    {
        "label": "new lexicon",
        "description": "A list of names or nouns of one type",
        "body": {
            "lexicon": "${1:name_of_the_file}",
            "type": "${2:actor}",
            "description": "${3:One sentence that says what is listed.}",
            "source": "${4:where the entries come from}",
            "licence": "${5:licence}",
            "entries": {"${6:id}": {"name": "${7:Name}"}},
        },
    },
)
