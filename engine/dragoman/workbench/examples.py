"""The examples of rules, run as tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from dragoman.article import Article
from dragoman.language import Example, Mark, Rule
from dragoman.packs.example_marks import marked_text
from dragoman.records import Extraction, Filler, Mention
from dragoman.runs.batch import Extracts
from dragoman.writers.values import ValueRecord, to_value

# A mark may take the article before a noun or leave it; the value is the same.
_ARTICLES = ("the ", "a ", "an ")


class Outcome(StrEnum):
    """What became of an example."""

    PASSED = "passed"
    FAILED = "failed"
    KNOWN_FAILURE = "known failure"
    STALE = "known failure now passes"


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example of a rule with what was wrong, each fault in one line; *position* counts from 1.

    *got* is what the rule found in the sentence, marked as the example marks it; None where it found nothing.
    """

    rule: Rule
    position: int
    example: Example
    faults: tuple[str, ...]
    got: str | None = None

    @property
    def outcome(self) -> Outcome:
        """Return whether it passed, failed, fails as known, or passes though a failure is declared."""
        if self.example.todo:
            return Outcome.KNOWN_FAILURE if self.faults else Outcome.STALE
        return Outcome.FAILED if self.faults else Outcome.PASSED


def run_examples(extractor: Extracts, rules: Iterable[Rule], keep: str = "") -> Iterator[ExampleResult]:
    """Yield the result of every example of *rules* in their order; *keep* limits them to rules whose name contains it."""
    for rule in rules:
        if keep in f"{rule.pack}:{rule.name}":
            for position, example in enumerate(rule.examples, 1):
                yield run_example(extractor, rule, position, example)


def run_example(extractor: Extracts, rule: Rule, position: int, example: Example) -> ExampleResult:
    """Return the result of one example."""
    found = extractor.extract(article_of(example))
    own = _own(found, rule, example)
    got = _got(min(own, key=lambda mention: len(_faults(mention, example, _shift(example)))), example) if own else None
    return ExampleResult(rule, position, example, _all_faults(found, rule, example), got)


def check_example(extractor: Extracts, rule: Rule, example: Example) -> tuple[str, ...]:
    """Return what is wrong with the extraction from *example*, nothing where it is as the author wants it."""
    return _all_faults(extractor.extract(article_of(example)), rule, example)


def article_of(example: Example) -> Article:
    """Return the article that an example is: its sentence behind its context."""
    return Article(text=f"{example.context} {example.text}" if example.context else example.text, date=example.date)


def _shift(example: Example) -> int:
    return len(example.context) + 1 if example.context else 0


def _own(found: Extraction, rule: Rule, example: Example) -> list[Mention]:
    """Return the mentions that the rule itself found in the example's sentence."""
    inside = (mention for mention in found.mentions if mention.trigger.start >= _shift(example))
    return [mention for mention in inside if mention.rule == rule.name and mention.pack == rule.pack]


def _got(mention: Mention, example: Example) -> str:
    """Return the sentence with marks around what a mention holds: of a match what the example speaks of, of a reject everything."""
    asked = {mark.slot for mark in example.marks} | set(example.slots)
    marks = {
        Mark(name, filler.span.start - _shift(example), filler.span.end - _shift(example))
        for name, fillers in mention.slots.items()
        for filler in fillers
        if (name in asked or not asked) and filler.span.start >= _shift(example)
    }
    return marked_text(example.text, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.slot))))


def _all_faults(found: Extraction, rule: Rule, example: Example) -> tuple[str, ...]:
    shift = _shift(example)
    inside = [mention for mention in found.mentions if mention.trigger.start >= shift]
    own = _own(found, rule, example)
    if not example.matches:
        return tuple(f"found {_describe(mention)}" for mention in own)
    if not own:
        others = "; ".join(f"{mention.pack}:{mention.rule} found {_describe(mention)}" for mention in inside)
        return (f"the rule found nothing here; {others or 'no other rule did either'}",)
    if example.count is not None and example.count != len(own):
        return (f"expected {example.count} events, got {len(own)}: {'; '.join(map(_describe, own))}",)
    in_sentence = min((_faults(mention, example, shift) for mention in own), key=len)
    return tuple(chain(in_sentence, _event_faults(found, rule, own, example)))


def _event_faults(found: Extraction, rule: Rule, own: Sequence[Mention], example: Example) -> Iterator[str]:
    """Yield what is wrong with the events that the mentions of the example and its context are merged into."""
    events = [event for event in found.events if event.kind == rule.event]
    if example.events is not None and example.events != len(events):
        members = "; ".join(" + ".join(found.mentions[i].trigger.text for i in event.mentions) for event in events)
        yield f"events: expected {example.events}, got {len(events)}: {members}"
    homes = [event for event in events if any(found.mentions[i] in own for i in event.mentions)]
    told = [tuple(_compare_values(slot, wanted, home.slots.get(slot, ())) for slot, wanted in example.merged.items()) for home in homes]
    faults = min(([fault for fault in faults if fault] for faults in told), key=len, default=[])
    yield from (f"merged {fault}" for fault in faults)


def _faults(mention: Mention, example: Example, shift: int) -> tuple[str, ...]:
    marked = _marked(example, shift)
    faults = [_compare_marks(slot, wanted, mention.slots.get(slot, ())) for slot, wanted in marked.items()]
    faults += [_compare_values(slot, wanted, mention.slots.get(slot, ())) for slot, wanted in example.slots.items()]
    if example.status is not None and mention.status != example.status:
        faults.append(f"status: expected {example.status}, got {mention.status}")
    if example.source is not None and not any(_is(source.value.code, source.value.name, example.source) for source in mention.sources):
        faults.append(f"source: expected {example.source}, got {'; '.join(source.value.name for source in mention.sources) or 'none'}")
    return tuple(fault for fault in faults if fault)


def _marked(example: Example, shift: int) -> dict[str, list[tuple[int, str]]]:
    marked: dict[str, list[tuple[int, str]]] = {}
    for mark in example.marks:
        words = example.text[mark.start : mark.end]
        marked.setdefault(mark.slot, []).append(_bare(mark.start + shift, words))
    return marked


def _compare_marks(slot: str, wanted: list[tuple[int, str]], fillers: Iterable[Filler]) -> str:
    got = [_bare(filler.span.start, filler.span.text) for filler in fillers]
    if sorted(wanted) == sorted(got):
        return ""
    return f"{slot}: expected {_quoted(wanted)}, got {_quoted(got)}"


def _compare_values(slot: str, wanted: object, fillers: Iterable[Filler]) -> str:
    values = [to_value(filler.value) for filler in fillers]
    wants = [] if wanted is None else list(wanted) if isinstance(wanted, list | tuple) else [wanted]
    if wants and all(any(_satisfies(value, want) for value in values) for want in wants):
        return ""
    if not wants and not values:
        return ""
    return f"{slot}: expected {wanted}, got {values or 'nothing'}"


def _satisfies(value: ValueRecord, wanted: object) -> bool:
    if isinstance(wanted, Mapping):
        return all(key in value and _same(value[key], item) for key, item in wanted.items())
    if isinstance(wanted, int | float):
        return wanted in (value.get("low"), value.get("amount")) and value.get("low") == value.get("high")
    return str(wanted).casefold() in {str(value[key]).casefold() for key in ("code", "name", "weapon", "class") if value.get(key)}


def _same(got: object, wanted: object) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(got, dict) and _satisfies(got, wanted)
    return got == wanted or (got is not None and str(got) == str(wanted))


def _is(code: str | None, name: str, wanted: str) -> bool:
    return wanted.casefold() in {name.casefold(), (code or name).casefold()}


def _bare(start: int, words: str) -> tuple[int, str]:
    for article in _ARTICLES:
        if words.lower().startswith(article):
            return start + len(article), words[len(article) :]
    return start, words


def _quoted(spans: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"'{words}'" for _, words in sorted(spans)) or "nothing"


def _describe(mention: Mention) -> str:
    slots = ", ".join(f"{name}: {'; '.join(f.span.text for f in fillers)}" for name, fillers in mention.slots.items())
    return f"'{mention.trigger.text}' ({mention.status}) {slots}".rstrip()
