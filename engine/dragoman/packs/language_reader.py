"""Read a rule file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath

from dragoman.language import EventType, NounRef, Phrase, Place, Priority, Rule, Slot, SlotRef, Trigger, VerbRef, Words
from dragoman.packs.example_reader import LaterExamples, are_sound, read_examples
from dragoman.packs.expert_patterns import read_dependency_patterns, read_token_patterns, slots_named
from dragoman.packs.findings import Findings, Stretch
from dragoman.packs.grammar_table import RULE
from dragoman.packs.located_yaml import Node, Scalar, parse_yaml
from dragoman.packs.phrase_parser import flat, parse_phrase
from dragoman.packs.plain_examples import PlainExamples
from dragoman.packs.scalar_places import locator
from dragoman.packs.sections import Section, is_text, read_section
from dragoman.packs.slot_reader import read_narrowed_slots
from dragoman.packs.unless_reader import read_unless
from dragoman.packs.vocabulary import Vocabulary, check_event, check_slot
from dragoman.records import Status


def read_rule(node: Node, vocabulary: Vocabulary, findings: Findings, pack: str = "", examples: PlainExamples | None = None) -> Rule | None:
    """Return the rule that a file holds, as far as it is sound; its plain *examples* are not among its nodes.

    Where there is any fault, all examples are read from nodes, which know the column of every word.
    """
    if examples is None:
        return _read(node, vocabulary, findings, pack)
    tried = Findings(findings.source)
    rule = _read(node, vocabulary, tried, pack, examples)
    if rule is not None and not tried.found and are_sound(examples, vocabulary.events.get(rule.event)):
        return rule
    whole, faults = parse_yaml(findings.source.text, findings.source.path)
    findings.found.extend(faults)
    return _read(whole, vocabulary, findings, pack) if whole is not None else None


def _read(node: Node, vocabulary: Vocabulary, findings: Findings, pack: str, examples: PlainExamples | None = None) -> Rule | None:
    section = read_section(node, "rule", findings)
    if section is None:
        return None
    _check_order(section, findings)
    event = _event(section, vocabulary, findings)
    known = event.slots if event is not None else None
    rule = _rule(section, event, vocabulary, findings, pack)
    later = read_examples(section, rule.event, known, findings) if examples is None else LaterExamples(examples, rule, known)
    _check_startable(section, rule, findings)
    return replace(rule, required=_required(section, rule, known, findings), examples=later)


def _rule(section: Section, event: EventType | None, vocabulary: Vocabulary, findings: Findings, pack: str) -> Rule:
    known = event.slots if event is not None else None
    name = event.name if event is not None else section.text("event")
    trigger = _trigger(section, findings)
    phrases = _phrases(section, name, known, trigger, findings)
    return Rule(
        section.text("id"),
        name,
        section.text("description"),
        trigger,
        phrases,
        findings.source.place(section.at("id")),
        status=section.text("status", "stable"),
        slots=_narrowed(section, name, known, vocabulary, findings),
        constants=_constants(section, name, known, findings),
        guards=_guards(section, findings),
        unless=read_unless(section, findings),
        assume=Status(section.text("assume", Status.ASSERTED)),
        priority=Priority[section.text("priority", "normal").upper()],
        token_patterns=read_token_patterns(section, name, known, findings),
        dependency_patterns=read_dependency_patterns(section, name, known, findings),
        pack=pack,
    )


def _check_order(section: Section, findings: Findings) -> None:
    """Note the first key that stands before one it should follow."""
    order = {key.name: position for position, key in enumerate(RULE)}
    written = [scalar for scalar, _ in section.node.pairs.values() if scalar.text in order]
    for before, after in pairwise(written):
        if order[after.text] < order[before.text]:
            remedy = f"keep this order: {', '.join(sorted((key.text for key in written), key=order.__getitem__))}"
            findings.warn("W204", after, f"key '{after.text}' stands behind '{before.text}'", remedy)
            return


def _event(section: Section, vocabulary: Vocabulary, findings: Findings) -> EventType | None:
    """Return the event type that the rule names, or the one in whose folder it lies where the two differ.

    Half a dozen slots that the other type does not have would only hide the one fault.
    """
    name = section.text("event")
    folder = PurePosixPath(findings.source.path).parent.name
    known = name and check_event(name, section.at("event"), vocabulary, findings)
    if known and name != folder:
        message = f"rule finds '{name}' and lies in the folder '{folder}'"
        findings.error("E112", section.at("event"), message, f"move the file to {name}/, or write 'event: {folder}'")
    return vocabulary.events.get(folder) or vocabulary.events.get(name)


def _trigger(section: Section, findings: Findings) -> Trigger:
    trigger = read_section(section.values["trigger"], "trigger", findings) if section.has("trigger") else None
    if trigger is None:
        return Trigger()
    for key in trigger.values:
        _check_repeats(trigger.scalars(key), findings)
    return Trigger(trigger.texts("verbs"), trigger.texts("nouns"), trigger.texts("words"), trigger.texts("not"))


def _check_repeats(words: Iterable[Scalar], findings: Findings) -> None:
    seen: dict[str, Scalar] = {}
    for word in words:
        first = seen.setdefault(word.text, word)
        if first is not word:
            findings.warn("W206", word, f"'{word.text}' is listed twice", "delete one", findings.label(first, "first written here"))


def _check_startable(section: Section, rule: Rule, findings: Findings) -> None:
    """Note a rule that nothing can start or that has nothing to match."""
    trigger = rule.trigger
    if section.has("trigger") and not (trigger.verbs or trigger.nouns or trigger.words) and not _tried(section, "trigger"):
        remedy = "write 'verbs:', 'nouns:' or 'words:' under it"
        findings.error("E144", section.node.pairs["trigger"][0], "trigger has no words to start from", remedy)
    if not any(key in section.node.pairs for key in ("phrases", "token_pattern", "dependency_pattern")):
        findings.error(
            "E102", section.node, "key 'phrases' is missing in a rule", 'write a sentence with holes, such as "{actor} VERB {place}"'
        )


def _tried(section: Section, key: str) -> bool:
    """Tell whether some words were written, however wrongly; that fault has been noted."""
    return bool(set(getattr(section.values.get(key), "pairs", {})) - {"not"})


# -- phrases -----------------------------------------------------------------------------------------------------------


def _phrases(section: Section, event: str, slots: Mapping[str, Slot] | None, trigger: Trigger, findings: Findings) -> tuple[Phrase, ...]:
    read = (_phrase(node, event, slots, trigger, section, findings) for node in section.items("phrases"))
    return tuple(phrase for phrase in read if phrase is not None)


def _phrase(node: Node, event: str, slots: Mapping[str, Slot] | None, trigger: Trigger, rule: Section, findings: Findings) -> Phrase | None:
    """Read a phrase, which is a text or a group with ``phrase:``, ``only:`` and ``gap:``."""
    group = None if isinstance(node, Scalar) else read_section(node, "phrase", findings)
    scalar = node if isinstance(node, Scalar) else group.values.get("phrase") if group is not None else None
    if not isinstance(scalar, Scalar) or not is_text(scalar, "phrases", findings):
        return None
    locate = locator(scalar, findings.source)
    phrase, faults = parse_phrase(scalar.text, locate(0), locate)
    findings.found.extend(faults)
    if phrase is None:
        return None
    _check_phrase(phrase, scalar, event, slots, findings)
    started = trigger.verbs or trigger.nouns or trigger.words
    if started and not _tried_badly(rule, findings):
        _check_trigger(phrase, scalar, trigger, findings)
    return replace(phrase, only=group.text("only") or None, gap=group.number("gap")) if group is not None else phrase


def _tried_badly(rule: Section, findings: Findings) -> bool:
    """Tell whether the trigger itself has faults, which would only be repeated for every phrase."""
    trigger = rule.node.pairs["trigger"][1]
    last = max((scalar.line for scalar, _ in getattr(trigger, "pairs", {}).values()), default=trigger.line)
    return any(diagnostic.severity == "error" and trigger.line <= diagnostic.line <= last for diagnostic in findings.found)


def _check_phrase(phrase: Phrase, scalar: Scalar, event: str, slots: Mapping[str, Slot] | None, findings: Findings) -> None:
    for element in flat(phrase.elements):
        if isinstance(element, SlotRef) and slots is not None and element.name not in slots:
            check_slot(element.name, _at_word(scalar, r"\{\s*" + element.name + r"\s*\}", element.name, findings), slots, event, findings)


def _check_trigger(phrase: Phrase, scalar: Scalar, trigger: Trigger, findings: Findings) -> None:
    """Note a phrase that has no trigger, or one whose words the rule does not give."""
    elements = tuple(flat(phrase.elements))
    verb = any(isinstance(element, VerbRef) for element in elements)
    noun = any(isinstance(element, NounRef) for element in elements)
    for used, words, name, key in ((verb, trigger.verbs + trigger.words, "VERB", "verbs"), (noun, trigger.nouns, "NOUN", "nouns")):
        if used and not words:
            at = _at_word(scalar, name, name, findings)
            findings.error("E142", at, f"phrase uses {name}, and the trigger has no '{key}'", f"write '{key}: [...]' under 'trigger'")
    literals = {" ".join(words).lower() for element in elements if isinstance(element, Words) for words in element.alternatives}
    if not (verb or noun or any(word.lower() in literal for word in trigger.words for literal in literals)):
        findings.error("E134", scalar, "phrase has neither VERB nor NOUN", "put VERB or NOUN where the trigger's words stand")


def _at_word(scalar: Scalar, pattern: str, word: str, findings: Findings) -> Stretch:
    """Return where *word* is written inside the scalar."""
    found = re.search(pattern, scalar.text)
    offset = scalar.text.index(word, found.start()) if found else 0
    at: Place = locator(scalar, findings.source)(offset)
    return Stretch(at.line, at.column, len(word))


# -- slots -------------------------------------------------------------------------------------------------------------


def _narrowed(
    section: Section, event: str, slots: Mapping[str, Slot] | None, vocabulary: Vocabulary, findings: Findings
) -> dict[str, Slot]:
    return read_narrowed_slots(section.pairs("slots"), event, slots, vocabulary, findings) if slots is not None else {}


def _constants(section: Section, event: str, slots: Mapping[str, Slot] | None, findings: Findings) -> dict[str, str]:
    constants = {}
    for name, value in section.pairs("set"):
        if slots is None or check_slot(name.text, name, slots, event, findings):
            constants[name.text] = value.text if isinstance(value, Scalar) else ""
    return constants


def _guards(section: Section, findings: Findings) -> dict[Status, str]:
    guards = read_section(section.values["guards"], "guards", findings) if section.has("guards") else None
    return {Status(key): guards.text(key) for key in guards.values} if guards is not None else {}


def _required(section: Section, rule: Rule, slots: Mapping[str, Slot] | None, findings: Findings) -> tuple[tuple[str, ...], ...]:
    if slots is None:
        return ()
    found = []
    fillable = None if findings.failed else _fillable(rule, slots)
    for item in section.scalars("required"):
        names = tuple(name.strip() for name in item.text.split("|"))
        known = [check_slot(name, item, slots, rule.event, findings) for name in names]
        if all(known):
            found.append(names)
            if fillable is not None and not fillable & set(names):
                findings.error("E127", item, f"nothing can fill the required slot '{item.text}'", "put it into a phrase")
    return tuple(found)


def _fillable(rule: Rule, slots: Mapping[str, Slot]) -> set[str]:
    """Return the slots that a phrase, a pattern, a constant, another slot or the clause can fill."""
    named = {element.name for phrase in rule.phrases for element in flat(phrase.elements) if isinstance(element, SlotRef)}
    return named | slots_named(rule) | set(rule.constants) | {slot.name for slot in _final(rule.slots, slots) if _fills_itself(slot)}


def _final(narrowed: Mapping[str, Slot], slots: Mapping[str, Slot]) -> Iterable[Slot]:
    return {**slots, **narrowed}.values()


def _fills_itself(slot: Slot) -> bool:
    return slot.where != "phrase" or bool(slot.sources)
