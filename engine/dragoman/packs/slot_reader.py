"""Read the slots of an event type, and a rule's narrowing of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.did_you_mean import remedy
from dragoman.language import Slot
from dragoman.packs.findings import Findings
from dragoman.packs.grammar_table import FACETS
from dragoman.packs.located_yaml import Node, Scalar
from dragoman.packs.phrase_parser import SLOT_NAME
from dragoman.packs.sections import Section, read_section
from dragoman.packs.vocabulary import Vocabulary, check_slot

FACET_TYPES: Mapping[str, str] = {"actor": "actor", "calibre": "quantity", "count": "quantity", "number": "quantity", "place": "place"}


def read_event_slots(pairs: Iterable[tuple[Scalar, Node]], event: str, vocabulary: Vocabulary, findings: Findings) -> dict[str, Slot]:
    """Return the slots that an event type declares."""
    written = tuple(pairs)
    names = {name.text for name, _ in written}
    slots: dict[str, Slot] = {}
    for name, node in written:
        if not SLOT_NAME.match(name.text):
            findings.error("E105", name, f"'{name.text}' is not a slot name", "use small letters, digits and '_'")
        section = read_section(node, "slot", findings)
        if section is None:
            continue
        slots[name.text] = _slot(Slot(name.text), section, event, names, vocabulary, findings)
        if not slots[name.text].types and not {"type", "from"} & section.node.pairs.keys():
            findings.error("E102", name, f"slot '{name.text}' has no type", f"write 'type:' and {_listed(vocabulary)}")
    return slots


def read_narrowed_slots(
    pairs: Iterable[tuple[Scalar, Node]], event: str, known: Mapping[str, Slot], vocabulary: Vocabulary, findings: Findings
) -> dict[str, Slot]:
    """Return the slots that a rule narrows, each with all that the event type says of it."""
    slots: dict[str, Slot] = {}
    for name, node in pairs:
        exists = check_slot(name.text, name, known, event, findings)
        section = read_section(node, "slot", findings)
        if section is not None and exists:
            slots[name.text] = _slot(known[name.text], section, event, known, vocabulary, findings)
    return slots


def _slot(base: Slot, section: Section, event: str, names: Iterable[str], vocabulary: Vocabulary, findings: Findings) -> Slot:
    """Return *base* with what *section* says instead."""
    sources = tuple(source.text for source in section.scalars("from") if _is_source(source, event, names, findings))
    types = tuple(name.text for name in section.scalars("type") if _is_type(name, vocabulary, findings))
    inferred = tuple(dict.fromkeys(FACET_TYPES.get(source.split(".")[1], "text") for source in sources))
    if section.has("not_same_as"):
        check_slot(section.text("not_same_as"), section.at("not_same_as"), names, event, findings)
    return replace(
        base,
        types=types or base.types or inferred,
        weak=section.flag("weak") or base.weak,
        running=section.flag("running") or base.running,
        many=section.flag("many") if section.has("many") else base.many,
        where=section.text("where", base.where),
        sources=sources or base.sources,
        classes=section.texts("class") or base.classes,
        excluded_classes=section.texts("not_class") or base.excluded_classes,
        not_same_as=section.text("not_same_as") or base.not_same_as,
    )


def _listed(vocabulary: Vocabulary) -> str:
    return f"one of: {', '.join(sorted(vocabulary.types))}"


def _is_type(name: Scalar, vocabulary: Vocabulary, findings: Findings) -> bool:
    if name.text in vocabulary.types or vocabulary.open:
        return True
    findings.error("E122", name, f"unknown slot type '{name.text}'", remedy(name.text, vocabulary.types))
    return False


def _is_source(source: Scalar, event: str, names: Iterable[str], findings: Findings) -> bool:
    """Tell whether *source* is a slot and a facet of its filler."""
    slot, dot, facet = source.text.partition(".")
    if not dot:
        findings.error("E123", source, f"'{source.text}' names no facet", f"write '{slot}.' and one of: {', '.join(FACETS)}")
        return False
    if not check_slot(slot, source, names, event, findings):
        return False
    if facet not in FACETS:
        findings.error("E123", source, f"unknown facet '{facet}'", remedy(facet, FACETS))
    return facet in FACETS
