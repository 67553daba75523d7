"""Read a sheet of cues, and a sheet of page wording."""

from __future__ import annotations

from dragoman.language import CueEntry, CueSheet, LayoutSheet
from dragoman.packs.findings import Findings
from dragoman.packs.grammar_table import RELATIONS, ZONE
from dragoman.packs.located_yaml import Node, Scalar
from dragoman.packs.sections import Section, read_section
from dragoman.records import Status

SETTING = ("cue", "governor", "modal")

_Seen = dict[tuple[str, str], tuple[Scalar, str]]


def read_cues(node: Node, findings: Findings, pack: str = "") -> CueSheet | None:
    """Return the cues that a file holds, as far as they are sound."""
    section = read_section(node, "cues", findings)
    if section is None or not section.has("cues"):
        return None
    seen: _Seen = {}
    read = (_cue(item, seen, findings) for item in section.items("entries"))
    entries = tuple(entry for entry in read if entry is not None)
    return CueSheet(section.text("cues"), entries, findings.source.place(section.at("cues")), pack)


def _cue(node: Node, seen: _Seen, findings: Findings) -> CueEntry | None:
    section = read_section(node, "cue", findings)
    if section is None:
        return None
    kinds = [key for key in RELATIONS if key in section.node.pairs]
    if len(kinds) != 1:
        message = f"a cue entry has one of {', '.join(RELATIONS)}" + (f", and this has {len(kinds)}" if kinds else "")
        findings.error("E107", node, message, "write one entry for each")
        return None
    kind = kinds[0]
    if kind in SETTING and "sets" not in section.node.pairs:
        findings.error("E102", section.node, f"key 'sets' is missing beside '{kind}'", "say which status the words give an event")
    _check_once(section, kind, seen, findings)
    return CueEntry(
        section.texts(kind),
        RELATIONS[kind],
        findings.source.place(node),
        Status(section.text("sets")) if section.has("sets") else None,
        section.text("direction", "both"),
        section.text("within", "clause"),
        section.texts("pseudo"),
    )


def _check_once(section: Section, kind: str, seen: _Seen, findings: Findings) -> None:
    """Note words that are listed twice in one relation, at worst with two statuses."""
    status = section.text("sets")
    for word in section.scalars(kind):
        first, before = seen.setdefault((kind, word.text), (word, status))
        if first is word:
            continue
        label = findings.label(first, "first written here")
        if status != before:
            findings.error("E161", word, f"'{word.text}' sets '{before}' and '{status}'", "keep it in one entry", label)
        else:
            findings.warn("W206", word, f"'{word.text}' is listed twice", "delete one", label)


def read_layout(node: Node, findings: Findings, pack: str = "") -> LayoutSheet | None:
    """Return the page wording that a file holds, as far as it is sound."""
    section = read_section(node, "layout", findings)
    if section is None or not section.has("layout"):
        return None
    phrases: list[tuple[str, str, str]] = []
    for zone, value in section.pairs("zones"):
        words = read_section(value, "zone", findings)
        if words is not None:
            phrases += [(zone.text, key.name, text) for key in ZONE for text in words.texts(key.name)]
    return LayoutSheet(section.text("layout"), tuple(phrases), findings.source.place(section.at("layout")), pack)
