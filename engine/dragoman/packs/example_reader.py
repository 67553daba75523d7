"""Read a rule's examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

from dragoman.language import EventType, Example, Rule, Slot
from dragoman.packs.example_marks import Marked, faults_of_colons, read_marks
from dragoman.packs.findings import Findings, Source, Stretch
from dragoman.packs.located_yaml import Mapping as MappingNode
from dragoman.packs.located_yaml import Node, Scalar, load_yaml, plain
from dragoman.packs.plain_examples import PlainExamples
from dragoman.packs.scalar_places import locator
from dragoman.packs.sections import Section, as_date, read_section
from dragoman.packs.vocabulary import check_slot
from dragoman.records import Status

FEWEST_MATCHES = 2


def read_examples(rule: Section, event: str, slots: Mapping[str, Slot] | None, findings: Findings) -> tuple[Example, ...]:
    """Return the examples of a rule; *slots* is None where the event type is not known."""
    read = [_example(node, event, slots, findings) for node in rule.items("examples")]
    examples = tuple(example for example in read if example is not None)
    if rule.has("examples") and len(examples) == len(read):
        _check_enough(rule, examples, findings)
    return examples


def are_sound(examples: PlainExamples, event: EventType | None) -> bool:
    """Say whether plain examples have no fault as those of a rule of this event type."""
    return event is not None and examples.slots <= event.slots.keys() and examples.matches >= FEWEST_MATCHES and examples.rejects > 0


def _section(source: Source) -> Section:
    """Return the one key of a text."""
    node = load_yaml(source.text, source.path)
    if not isinstance(node, MappingNode):
        raise TypeError(f"{source.path}: no key")
    return Section(node, {key: value for key, (_, value) in node.pairs.items()})


class LaterExamples(Sequence[Example]):
    """Examples that are sound, and read when somebody looks at them."""

    def __init__(self, plain: PlainExamples, rule: Rule, slots: Mapping[str, Slot] | None) -> None:
        """Take the *plain* examples of a *rule* whose event type has these *slots*."""
        self._plain, self._event, self._slots, self._path = plain, rule.event, slots, rule.place.path
        self._read: tuple[Example, ...] = ()

    def _all(self) -> tuple[Example, ...]:
        if not self._read:
            findings = Findings(Source(self._path, self._plain.text))
            self._read = read_examples(_section(findings.source), self._event, self._slots, findings)
        return self._read

    def __len__(self) -> int:
        """Return how many examples there are."""
        return self._plain.matches + self._plain.rejects

    @overload
    def __getitem__(self, index: int) -> Example: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Example, ...]: ...
    def __getitem__(self, index: int | slice) -> Example | tuple[Example, ...]:
        """Return an example, or some."""
        return self._all()[index]

    def __eq__(self, other: object) -> bool:
        """Say whether *other* holds the same examples."""
        return self is other or (isinstance(other, Sequence) and tuple(self) == tuple(other))

    __hash__ = None  # type: ignore[assignment]  # as rules cannot be hashed


def _check_enough(rule: Section, examples: tuple[Example, ...], findings: Findings) -> None:
    at = rule.node.pairs["examples"][0]
    matches = sum(example.matches for example in examples)
    if matches < FEWEST_MATCHES:
        remedy = "write two sentences it must match, in different wording"
        findings.error("E152", at, f"rule has {matches} 'match' example{'s' * (matches != 1)}", remedy)
    if matches == len(examples):
        findings.error("E153", at, "rule has no 'reject' example", "write a sentence that looks alike and must be left alone")


def _example(node: Node, event: str, slots: Mapping[str, Slot] | None, findings: Findings) -> Example | None:
    section = read_section(node, "example", findings)
    if section is None:
        return None
    kinds = [key for key in ("match", "reject") if key in section.node.pairs]
    if len(kinds) != 1:
        message = "an example has either 'match' or 'reject'" + (", not both" if kinds else "")
        findings.error("E107", node, message, "write 'match: \"a sentence\"' or 'reject: \"a sentence\"'")
        return None
    if not section.has(kinds[0]):
        return None
    return _checked_example(section, kinds[0], event, slots, findings)


def _checked_example(section: Section, kind: str, event: str, slots: Mapping[str, Slot] | None, findings: Findings) -> Example:
    scalar = section.scalars(kind)[0]
    marked = read_marks(scalar.text) if kind == "match" else Marked(scalar.text)
    if kind == "match":
        _check_marks(scalar, marked, event, slots, findings)
    else:
        _check_bare(section, findings)
    return Example(
        marked.text,
        kind == "match",
        findings.source.place(scalar),
        marked.marks,
        _wanted(section, "slots", event, slots, findings),
        Status(section.text("status")) if section.has("status") else None,
        section.text("source") or None,
        context=section.text("context"),
        count=section.number("count"),
        events=section.number("events"),
        merged=_wanted(section, "merged", event, slots, findings),
        date=as_date(section.text("date")),
        todo=section.flag("todo"),
    )


def _wanted(section: Section, key: str, event: str, slots: Mapping[str, Slot] | None, findings: Findings) -> dict[str, object]:
    """Return slots with the values they must have; each must be one of the event type's."""
    for name, _ in section.pairs(key):
        if slots is not None:
            check_slot(name.text, name, slots, event, findings)
    return {name.text: plain(value) for name, value in section.pairs(key)}


def _check_marks(scalar: Scalar, marked: Marked, event: str, slots: Mapping[str, Slot] | None, findings: Findings) -> None:
    if "[" not in scalar.text:
        return
    locate = locator(scalar, findings.source)
    for fault in (*marked.faults, *faults_of_colons(scalar.text, slots or ())):
        at = locate(fault.start)
        findings.error("E150", Stretch(at.line, at.column, fault.length), fault.message, fault.remedy)
    for mark, origin in zip(marked.marks, marked.origins, strict=True):
        at = locate(origin)
        if slots is not None:
            check_slot(mark.slot, Stretch(at.line, at.column, len(mark.slot)), slots, event, findings)


def _check_bare(section: Section, findings: Findings) -> None:
    """Note what only a match can have."""
    for key in ("slots", "status", "source", "count", "events", "merged"):
        if section.has(key):
            findings.error(
                "E151", section.node.pairs[key][0], f"a 'reject' example cannot have '{key}'", "delete it: nothing is found there"
            )
