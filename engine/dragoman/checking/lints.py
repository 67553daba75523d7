"""Lints: what is sound in a pack and still probably not meant so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from dragoman.checking.allowing import settle
from dragoman.checking.fault_codes import CODES, RUNNING
from dragoman.did_you_mean import nearest
from dragoman.errors import Diagnostic, Label
from dragoman.language import Entry, EventType, Lexicon, NounRef, Pack, Phrase, Place, Rule, Slot, SlotRef, VerbRef
from dragoman.packs.expert_patterns import slots_named
from dragoman.packs.pack_files import Folder, texts_of
from dragoman.packs.phrase_parser import flat, phrase_text
from dragoman.packs.reading import in_order, read_packs_checked

WIDEST_GAP = 15

Lint = Callable[[Sequence[Pack]], Iterable[Diagnostic]]


def check_packs(folders: Iterable[Folder], beside: Sequence[Pack] = ()) -> tuple[Diagnostic, ...]:
    """Return every fault of every file in *folders*: the errors, and the lints of those packs that have none, unless allowed in place."""
    places = list(folders)
    packs, faults = read_packs_checked(places, beside)
    texts = {path: text for folder in places for path, text in texts_of(folder).items()}
    return in_order(settle([*faults, *lint_packs(packs)], texts, judged(faults)).faults)


def judged(faults: Iterable[Diagnostic], *, run: bool = False, more: Iterable[str] = ()) -> frozenset[str]:
    """Return the codes of the warnings whose lints have all had their say: none where there are errors, with *run* also those that run.

    *more* are the codes of plugins that have run.
    """
    if any(fault.severity == "error" for fault in faults):
        return frozenset()
    return frozenset(code for code in CODES if code.startswith("W") and (run or code not in RUNNING)) | frozenset(more)


def lint_packs(packs: Sequence[Pack]) -> tuple[Diagnostic, ...]:
    """Return what all lints have to say of *packs*."""
    return in_order(fault for lint in LINTS for fault in lint(packs))


def _warning(code: str, place: Place, message: str, remedy: str, label: Label | None = None) -> Diagnostic:
    return Diagnostic(place.path, place.line, place.column, code, message, 1, "warning", remedy, label)


def _label(place: Place, remark: str) -> Label:
    return Label(place.path, place.line, place.column, 1, remark)


def _rules(packs: Sequence[Pack]) -> Iterator[Rule]:
    return (rule for pack in packs for rule in pack.rules)


def _events(packs: Sequence[Pack]) -> dict[str, EventType]:
    return {event.name: event for pack in packs for event in pack.events}


def _lexicons(packs: Sequence[Pack]) -> Iterator[Lexicon]:
    return (lexicon for pack in packs for lexicon in pack.lexicons)


def _slot_names(phrases: Iterable[Phrase]) -> set[str]:
    return {element.name for phrase in phrases for element in flat(phrase.elements) if isinstance(element, SlotRef)}


# -- phrases and triggers ----------------------------------------------------------------------------------------------


def wide_gaps(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the phrases whose gap is so wide that they match by chance."""
    for rule in _rules(packs):
        for phrase in rule.phrases:
            if phrase.gap is not None and phrase.gap > WIDEST_GAP:
                yield _warning("W201", phrase.place, f"a gap of {phrase.gap} words matches by chance", f"write {WIDEST_GAP} or less")


def shadowed_phrases(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the phrases that another one of the same event type and trigger word repeats."""
    seen: dict[tuple[str, str, str | None, tuple[str, ...]], Place] = {}
    for rule in _rules(packs):
        for phrase in rule.phrases:
            keys = [(rule.event, phrase_text(phrase.elements), phrase.only, words) for words in _words_of(rule, phrase)]
            first = next((seen[key] for key in keys if key in seen), None)
            if first is not None and not (rule.slots or rule.constants):
                label = _label(first, "first written here")
                yield _warning(
                    "W203", phrase.place, "the same phrase stands elsewhere for the same trigger", "delete one of the two", label
                )
            for key in keys:
                seen.setdefault(key, phrase.place)


def _words_of(rule: Rule, phrase: Phrase) -> tuple[tuple[str, ...], ...]:
    """Return what a phrase starts from: a verb, a noun, or a verb with each noun."""
    kinds = {type(element) for element in flat(phrase.elements)}
    parts = [words for kind, words in ((VerbRef, rule.trigger.verbs), (NounRef, rule.trigger.nouns)) if kind in kinds]
    return tuple(product(*parts)) if parts else ()


def idle_triggers(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the rules whose verbs or nouns no phrase uses."""
    for rule in _rules(packs):
        kinds = {type(element) for phrase in rule.phrases for element in flat(phrase.elements)}
        if rule.token_patterns or rule.dependency_patterns:
            continue
        for words, element, key in ((rule.trigger.verbs, VerbRef, "verbs"), (rule.trigger.nouns, NounRef, "nouns")):
            if words and element not in kinds:
                remedy = f"write a phrase with {key[:-1].upper()}, or delete '{key}:'"
                yield _warning("W216", rule.place, f"trigger has '{key}', and no phrase uses {key[:-1].upper()}", remedy)


def idle_exceptions(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the ``not:`` phrases in which no trigger word stands; inflection never changes a word's first letter, or hardly ever."""
    for rule in _rules(packs):
        trigger = rule.trigger
        initials = {word[0].lower() for phrase in (*trigger.verbs, *trigger.nouns, *trigger.words) for word in phrase.split()}
        for phrase in trigger.excluded:
            if not initials & {word[0].lower() for word in phrase.split()}:
                yield _warning("W211", rule.place, f"'not: {phrase}' holds no trigger word", "it can never apply; delete it")


# -- slots and examples ------------------------------------------------------------------------------------------------


def unfilled_slots(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the slots of event types that no rule ever fills."""
    filled: dict[str, set[str]] = {}
    for rule in _rules(packs):
        filled.setdefault(rule.event, set()).update(_slot_names(rule.phrases), slots_named(rule), rule.constants, rule.slots)
    for event in _events(packs).values():
        for slot in event.slots.values():
            if event.name in filled and slot.name not in filled[event.name] and not _fills_itself(slot):
                yield _warning("W208", event.place, f"no rule fills the slot '{slot.name}'", "put it into a phrase, or delete it")


def _fills_itself(slot: Slot) -> bool:
    return slot.where != "phrase" or bool(slot.sources)


def unshown_slots(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the slots of a rule's phrases and patterns that none of its examples shows."""
    for rule in _rules(packs):
        shown = {mark.slot for example in rule.examples for mark in example.marks}
        shown |= {slot for example in rule.examples for slot in example.slots}
        for slot in sorted((_slot_names(rule.phrases) | slots_named(rule)) - shown):
            yield _warning("W214", rule.place, f"no example shows the slot '{slot}'", f"mark it in a sentence: [{slot}: words]")


def untested_guards(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the rules with a guard that no example tests; a dropped status is tested by any ``reject``."""
    for rule in _rules(packs):
        statuses = {example.status for example in rule.examples}
        for status, action in rule.guards.items():
            if action == "keep" and status not in statuses:
                yield _warning("W205", rule.place, f"no example tests the guard '{status}'", f"write a match with 'status: {status}'")


def repeated_examples(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the examples that stand twice in a rule."""
    for rule in _rules(packs):
        seen: dict[tuple[str, str], Place] = {}
        for example in rule.examples:
            first = seen.setdefault((example.context, example.text), example.place)
            if first != example.place:
                label = _label(first, "first written here")
                yield _warning("W217", example.place, "the same sentence is an example twice", "write another one", label)


def unknown_classes(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the slots that ask for a class no lexicon entry has."""
    known = {name for lexicon in _lexicons(packs) for entry in lexicon.entries for name in _classes(entry)}
    owners = [(event.place, event.slots) for event in _events(packs).values()] + [(rule.place, rule.slots) for rule in _rules(packs)]
    for place, slots in owners:
        for slot in slots.values():
            for name in (*slot.classes, *slot.excluded_classes):
                if name not in known:
                    meant = nearest(name, known)
                    remedy = f"did you mean '{meant}'?" if meant else "give it to the entries that belong to it"
                    yield _warning("W213", place, f"no lexicon entry has the class '{name}' of slot '{slot.name}'", remedy)


def _classes(entry: Entry) -> Iterator[str]:
    """Yield all that a slot may ask of an entry: its class, its marks, and the kinds of its names."""
    if entry.category:
        yield entry.category
    yield from entry.marks
    yield from entry.forms


# -- lexicons ----------------------------------------------------------------------------------------------------------


def shared_names(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the full names that entries of two lexicons of one type bear."""
    seen: dict[tuple[str, str], tuple[str, str, Place]] = {}
    for lexicon in _lexicons(packs):
        for entry in lexicon.entries:
            for name in (entry.name, *entry.forms.get("aliases", ())):
                other, owner, place = seen.setdefault((lexicon.type, name), (lexicon.name, entry.id, entry.place))
                if other != lexicon.name:
                    message = f"'{name}' is also a name of '{owner}' in '{other}'"
                    yield _warning("W209", entry.place, message, "keep it in one lexicon", _label(place, "the other entry"))


def unknown_parents(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the entries whose parent is no entry."""
    known = {name for lexicon in _lexicons(packs) for entry in lexicon.entries for name in (entry.id, entry.name)}
    for lexicon in _lexicons(packs):
        for entry in lexicon.entries:
            parent = entry.attributes.get("parent")
            if isinstance(parent, str) and parent not in known:
                meant = nearest(parent, known)
                remedy = f"did you mean '{meant}'?" if meant else "write an entry for it"
                yield _warning("W212", entry.place, f"'parent: {parent}' is no entry", remedy)


def unsourced_lexicons(packs: Sequence[Pack]) -> Iterator[Diagnostic]:
    """Yield the lexicons that do not say where they come from."""
    for lexicon in _lexicons(packs):
        missing = [key for key, value in (("source", lexicon.source), ("licence", lexicon.licence)) if not value]
        if missing:
            yield _warning("W215", lexicon.place, f"lexicon has no {' and no '.join(missing)}", f"write '{missing[0]}: ...'")


LINTS: tuple[Lint, ...] = (
    idle_exceptions,
    idle_triggers,
    repeated_examples,
    shadowed_phrases,
    shared_names,
    unfilled_slots,
    unknown_classes,
    unknown_parents,
    unshown_slots,
    unsourced_lexicons,
    untested_guards,
    wide_gaps,
)
