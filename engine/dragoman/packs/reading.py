"""Read rule packs: every file of every pack, every fault of every file, and one answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dragoman.errors import Diagnostic, Label, RuleError
from dragoman.language import CueSheet, EventType, LayoutSheet, Lexicon, Pack, Place, Rule
from dragoman.packs.cue_reader import read_cues, read_layout
from dragoman.packs.event_reader import read_event
from dragoman.packs.findings import FILE_START, Findings, Source, Stretch
from dragoman.packs.grammar_table import BUILT_IN_TYPES
from dragoman.packs.language_reader import read_rule
from dragoman.packs.lexicon_reader import read_lexicon
from dragoman.packs.located_yaml import Mapping as MappingNode
from dragoman.packs.located_yaml import Node, Scalar
from dragoman.packs.pack_files import PACK_FILE, Folder, PackFile, PackFolder, read_folder, read_pack_file
from dragoman.packs.sections import NAME, Section, read_section
from dragoman.packs.vocabulary import Vocabulary
from dragoman.version import LANGUAGE, VERSION, satisfies

Record = TypeVar("Record", EventType, Rule, Lexicon, CueSheet, LayoutSheet)


def read_pack(folder: Folder, beside: Sequence[Pack] = ()) -> Pack:
    """Return the pack in *folder*, whose rules may use event types of the packs *beside*; raise a RuleError with all faults."""
    pack, faults = read_pack_checked(folder, beside)
    if pack is None:
        raise RuleError(faults)
    return pack


def read_packs(folders: Iterable[Folder]) -> tuple[Pack, ...]:
    """Return the packs in *folders*, which may use each other's event types; raise a RuleError with all faults."""
    packs, faults = read_packs_checked(folders)
    if any(fault.severity == "error" for fault in faults):
        raise RuleError(faults)
    return packs


def read_pack_checked(folder: Folder, beside: Sequence[Pack] = ()) -> tuple[Pack | None, tuple[Diagnostic, ...]]:
    """Return the pack in *folder*, or None where it has errors, and its faults in the order of files and lines."""
    packs, faults = read_packs_checked([folder], beside)
    return (packs[0] if packs else None), faults


def read_packs_checked(
    folders: Iterable[Folder], beside: Sequence[Pack] = (), near: Collection[str] | None = None
) -> tuple[tuple[Pack, ...], tuple[Diagnostic, ...]]:
    """Return the packs that have no error, and the faults of all; with *near*, only what rules of these event types may refer to."""
    readings = [_Reading(folder, *_header(folder)) for folder in (read_folder(folder, near) for folder in folders)]
    readable = [reading for reading in readings if reading.readable]
    types = _types(readable, beside)
    names = _event_names(readable, beside)
    for reading in readable:
        reading.read_words()
    unread = any(file.node is None for reading in readable for file in reading.folder.of_kind("lexicon"))
    known = Vocabulary(types, names, unread)
    for reading in readable:
        reading.read_events(known)
    vocabulary = Vocabulary(types, names | {event.name: event for reading in readable for event in reading.events}, unread)
    for reading in readable:
        reading.read_rules(vocabulary)
    _check_clashes(readable, beside)
    packs = tuple(pack for reading in readings if (pack := reading.pack()) is not None)
    return packs, in_order(fault for reading in readings for fault in reading.faults())


def read_rules_again(folder: Folder, pack: Pack, events: Collection[str], beside: Sequence[Pack] = ()) -> Pack:
    """Return *pack* with the rules of *events* as its folder has them now, all else unread; raise a RuleError with their faults."""
    packs, faults = read_packs_checked([folder], beside, events)
    if not packs:
        raise RuleError(faults)
    kept = (rule for rule in pack.rules if rule.event not in events)
    rules = sorted((*kept, *packs[0].rules), key=lambda rule: rule.place.path)
    return replace(pack, rules=tuple(rules), digest=packs[0].digest)


def misfit(folder: Folder) -> str:
    """Return why this engine cannot read the pack in *folder*, by its pack.yaml alone, or an empty text."""
    file = read_pack_file(folder)
    fits = file is None or _is_for_this_engine(file.node, file.findings)
    return "" if fits or file is None else next((f"{fault.message}; {fault.help}" for fault in file.findings.found), "")


def in_order(faults: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return *faults* sorted by place, each once."""
    return tuple(sorted(set(faults), key=_order))


def _order(fault: Diagnostic) -> tuple[object, ...]:
    return fault.path, fault.line, fault.column, fault.code, fault.message


# -- one pack ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Header:
    """What pack.yaml says."""

    name: str
    version: str
    description: str
    requires: str
    language: int
    place: Place


def _header(folder: PackFolder) -> tuple[_Header | None, Findings, bool]:
    """Return what pack.yaml says, its faults, and whether the rest may be read by this engine."""
    file = next(iter(folder.of_kind("pack")), None)
    if file is None:
        findings = _findings_for(folder)
        findings.error("E113", FILE_START, f"there is no {PACK_FILE} here", "write one with 'pack:', 'version:' and 'requires:'")
        return None, findings, True
    if not _is_for_this_engine(file.node, file.findings):
        return None, file.findings, False
    section = read_section(file.node, "pack", file.findings) if file.node is not None else None
    if section is None:
        return None, file.findings, True
    return _read_header(section, file.findings), file.findings, True


def _findings_for(folder: PackFolder) -> Findings:
    return Findings(Source(f"{folder.path}/{PACK_FILE}", ""))


def _is_for_this_engine(node: Node | None, findings: Findings) -> bool:
    """Tell whether this engine can read the pack, before anything else is held against a grammar it may not know."""
    values = {key: value for key, (_, value) in node.pairs.items()} if isinstance(node, MappingNode) else {}
    language, requires = values.get("language"), values.get("requires")
    if isinstance(language, Scalar) and isinstance(language.value, int) and language.value > LANGUAGE:
        message = f"pack is written in rule language {language.value}, and this engine knows {LANGUAGE}"
        findings.error("E114", language, message, "install a newer dragoman")
        return False
    if not isinstance(requires, Scalar):
        return True
    fits = satisfies(VERSION, requires.text)
    if fits is None:
        findings.error("E115", requires, f"'{requires.text}' is no requirement", "write '>=0.1' or '>=0.1,<2'")
    elif not fits:
        findings.error(
            "E114", requires, f"pack needs dragoman {requires.text.removeprefix('dragoman')}, and this is {VERSION}", "install another"
        )
    return fits is not False


def _read_header(section: Section, findings: Findings) -> _Header:
    language = section.number("language")
    return _Header(
        section.text("pack"),
        section.text("version"),
        section.text("description"),
        section.text("requires"),
        LANGUAGE if language is None else language,
        findings.source.place(section.at("pack")),
    )


class _Reading:
    """One pack while it is read."""

    def __init__(self, folder: PackFolder, header: _Header | None, findings: Findings, readable: bool) -> None:
        self.folder = folder
        self.header = header
        self.readable = readable
        self.header_findings = findings
        self.name = header.name if header is not None else ""
        self.events: tuple[EventType, ...] = ()
        self.rules: tuple[Rule, ...] = ()
        self.lexicons: tuple[Lexicon, ...] = ()
        self.cues: tuple[CueSheet, ...] = ()
        self.layouts: tuple[LayoutSheet, ...] = ()

    def read_words(self) -> None:
        """Read what refers to nothing else."""
        self.lexicons = self._all("lexicon", lambda node, file: read_lexicon(node, file.findings, self.name, file.plain))
        self.cues = self._all("cues", lambda node, file: read_cues(node, file.findings, self.name))
        self.layouts = self._all("layout", lambda node, file: read_layout(node, file.findings, self.name))

    def read_events(self, vocabulary: Vocabulary) -> None:
        """Read the event types, which refer to span types and to each other's names."""
        self.events = self._all("event", lambda node, file: read_event(node, vocabulary, file.findings, self.name))

    def read_rules(self, vocabulary: Vocabulary) -> None:
        """Read the rules, which refer to event types of any pack."""
        self.rules = self._all("rule", lambda node, file: read_rule(node, vocabulary, file.findings, self.name, file.examples))

    def _all(self, kind: str, read: Callable[[Node, PackFile], Record | None]) -> tuple[Record, ...]:
        records = []
        for file in self.folder.of_kind(kind):
            record = read(file.node, file) if file.node is not None else None
            _check_stem(file)
            if record is not None:
                records.append(record)
        return tuple(records)

    def faults(self) -> Iterable[Diagnostic]:
        """Yield the faults of the pack; of one that is made for another engine, only that."""
        yield from self.header_findings.found
        if self.readable:
            for file in self.folder.files:
                yield from file.findings.found

    def pack(self) -> Pack | None:
        """Return the pack, or None where it has errors."""
        header = self.header
        if header is None or any(fault.severity == "error" for fault in self.faults()):
            return None
        return Pack(
            header.name,
            header.version,
            header.place,
            header.description,
            header.requires,
            header.language,
            self.events,
            self.rules,
            self.lexicons,
            self.cues,
            self.layouts,
            self.folder.digest,
        )


# -- names -------------------------------------------------------------------------------------------------------------

ID_KEYS: Mapping[str, str] = {"cues": "cues", "event": "event", "layout": "layout", "lexicon": "lexicon", "rule": "id"}


def _value(file: PackFile, key: str) -> Scalar | None:
    pair = file.node.pairs.get(key) if isinstance(file.node, MappingNode) else None
    return pair[1] if pair is not None and isinstance(pair[1], Scalar) else None


def _check_stem(file: PackFile) -> None:
    """Note a name that differs from the file's."""
    key = ID_KEYS[file.kind]
    name = _value(file, key)
    if name is not None and NAME.match(name.text) and name.text != file.stem:
        help_ = f"write '{key}: {file.stem}', or call the file '{name.text}.yaml'"
        file.findings.error("E111", name, f"'{key}' is '{name.text}', and the file is called '{file.stem}'", help_)


def _types(readings: Sequence[_Reading], beside: Sequence[Pack]) -> frozenset[str]:
    """Return the built-in span types and those that lexicons add."""
    written = (_value(file, "type") for reading in readings for file in reading.folder.of_kind("lexicon"))
    added = {name.text for name in written if name is not None}
    return frozenset(BUILT_IN_TYPES) | added | {lexicon.type for pack in beside for lexicon in pack.lexicons}


def _event_names(readings: Sequence[_Reading], beside: Sequence[Pack]) -> dict[str, EventType | None]:
    """Return the event types by name; those of these packs are not read yet."""
    names: dict[str, EventType | None] = {event.name: event for pack in beside for event in pack.events}
    for reading in readings:
        for file in reading.folder.of_kind("event"):
            name = _value(file, "event")
            names |= {file.stem: None} | ({name.text: None} if name is not None else {})
    return names


def _check_clashes(readings: Sequence[_Reading], beside: Sequence[Pack]) -> None:
    """Note pack names and event types that two packs bring."""
    packs = {pack.name: pack.place for pack in beside}
    events = {event.name: event.place for pack in beside for event in pack.events}
    for reading in readings:
        header = reading.header
        if header is not None and header.name:
            _check_clash("pack", header.name, header.place, packs, reading.header_findings)
        for event, file in zip(reading.events, _event_files(reading), strict=True):
            _check_clash("event type", event.name, event.place, events, file.findings)


def _event_files(reading: _Reading) -> list[PackFile]:
    by_path = {file.findings.source.path: file for file in reading.folder.of_kind("event")}
    return [by_path[event.place.path] for event in reading.events]


def _check_clash(noun: str, name: str, place: Place, seen: dict[str, Place], findings: Findings) -> None:
    first = seen.setdefault(name, place)
    if first != place:
        label = Label(first.path, first.line, first.column, len(name), "first defined here")
        at = Stretch(place.line, place.column, len(name))
        findings.error("E110", at, f"{noun} '{name}' is already defined", "rename one of the two", label)
