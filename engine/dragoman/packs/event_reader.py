"""Read an event type."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.language import EventType, Scene, Slot
from dragoman.packs.findings import Findings
from dragoman.packs.located_yaml import Node
from dragoman.packs.sections import Section, read_section
from dragoman.packs.slot_reader import read_event_slots
from dragoman.packs.unless_reader import read_unless
from dragoman.packs.vocabulary import Vocabulary, check_event, check_slot


def read_event(node: Node, vocabulary: Vocabulary, findings: Findings, pack: str = "") -> EventType | None:
    """Return the event type that a file declares, as far as it is sound."""
    section = read_section(node, "event", findings)
    if section is None or not section.has("event"):
        return None
    name = section.text("event")
    slots = read_event_slots(section.pairs("slots"), name, vocabulary, findings)
    for other in section.scalars("excludes"):
        check_event(other.text, other, vocabulary, findings)
    return EventType(
        name,
        section.text("description"),
        slots,
        findings.source.place(section.at("event")),
        same=_slot_names(section, "same", name, slots, findings),
        figures=_slot_names(section, "figures", name, slots, findings),
        joins=_slot_names(section, "joins", name, slots, findings),
        loose=_slot_names(section, "loose", name, slots, findings),
        general=section.texts("general"),
        excludes=section.texts("excludes"),
        unless=read_unless(section, findings),
        scene=_scene(section, name, slots, findings),
        codes=_codes(section, findings),
        pack=pack,
    )


def _slot_names(section: Section, key: str, event: str, slots: Mapping[str, Slot], findings: Findings) -> tuple[str, ...]:
    return tuple(name.text for name in section.scalars(key) if check_slot(name.text, name, slots, event, findings))


def _scene(section: Section, event: str, slots: Mapping[str, Slot], findings: Findings) -> Scene:
    inner = read_section(section.values["scene"], "scene", findings) if section.has("scene") else None
    if inner is None:
        return Scene()
    subject, filled = (_slot_names(inner, key, event, slots, findings) for key in ("subject", "object"))
    return Scene(inner.texts("verbs"), subject, filled)


def _codes(section: Section, findings: Findings) -> dict[str, str]:
    codes = read_section(section.values["codes"], "codes", findings) if section.has("codes") else None
    return {key: codes.text(key) for key in codes.values} if codes is not None else {}
