"""Slot filling: the holes of one phrase filled from one frame, and why that fails if it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.annotators.clauses import Groups
from dragoman.annotators.groups import NounGroup
from dragoman.annotators.sentence import Sentence
from dragoman.compiling.compiler import CompiledRule
from dragoman.compiling.phrase_compiler import CompiledPhrase
from dragoman.compiling.phrase_words import literal_tokens, missing_word
from dragoman.compiling.triggers import Occurrence
from dragoman.english import POSTNOMINAL, Tag
from dragoman.language import Slot
from dragoman.matching.circumstances import circumstance
from dragoman.matching.facets import facets
from dragoman.matching.frames import Frame
from dragoman.matching.matches import Filled
from dragoman.matching.readings import Found, read_all
from dragoman.matching.scenes import scene_of
from dragoman.records import Count
from dragoman.spans import WEAK_FLAGS, TypedSpan


def fill_phrase(
    sentence: Sentence, occurrence: Occurrence, phrase: CompiledPhrase, frame: Frame, rule: CompiledRule, *, whole: bool = True
) -> tuple[Filled, str]:
    """Return the slots that a phrase fills in a frame, and why it fails if it does; unless *whole*, the rest of a failure is left out."""
    refusal = missing_word(sentence.words.lowers, sentence.start, occurrence, phrase) or _other_object(phrase, frame, rule)
    if refusal:
        return {}, refusal
    slots: Filled = {}
    literals = literal_tokens(sentence.words.lowers, sentence.start, occurrence, phrase) if phrase.after else frozenset[int]()
    for binding in phrase.bindings:
        slot = rule.slots[binding.slot]
        alternatives = alternatives_of(frame, binding.roles, slot)
        found = _fill_slot(sentence, slot, _beside(sentence, literals, alternatives) if literals else alternatives, slots)
        if found:
            slots[binding.slot] = _distinct((*slots.get(binding.slot, ()), *found))
    if "including" in frame.roles:
        _add_parts(sentence, phrase, frame, rule, slots)
    return _completed(sentence, frame, rule, slots, whole=whole)


def fill_held(
    sentence: Sentence, frame: Frame, rule: CompiledRule, groups: Mapping[str, Sequence[Groups]], spans: Mapping[str, tuple[Found, ...]]
) -> tuple[Filled, str]:
    """Return the slots filled from the noun groups and spans that an expert pattern points at, and why that fails if it does."""
    slots: Filled = {}
    for name in sorted(groups.keys() | spans.keys()):
        found = spans.get(name) or _fill_slot(sentence, rule.slots[name], iter(groups.get(name, ())), slots)
        if found:
            slots[name] = _distinct(found)
    return _completed(sentence, frame, rule, slots)


def _distinct(found: Sequence[Found]) -> tuple[Found, ...]:
    return tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found))


def _completed(sentence: Sentence, frame: Frame, rule: CompiledRule, slots: Filled, *, whole: bool = True) -> tuple[Filled, str]:
    """Add what other fillers and the clause say, and return why the match fails if it still does."""
    _derive(sentence, rule, slots)
    scene = scene_of(sentence, frame, rule.scene)
    for name, fillers in scene.fillers.items() if scene is not None else ():
        if name not in slots and (found := _fill_slot(sentence, rule.slots[name], iter(fillers), slots)):
            slots[name] = found
    if not whole and any(slots.keys().isdisjoint(names) for names in rule.needs.early):
        return slots, "no required slot"
    for name, slot in rule.slots.items():
        if slot.where != "phrase" and name not in slots:
            found = circumstance(sentence, frame, slot, slots)
            if not found and scene is not None:
                found = circumstance(sentence, scene.frame, slot, slots)
            if found:
                slots[name] = found
    _derive(sentence, rule, slots)
    return slots, unfilled(rule, slots)


def _beside(sentence: Sentence, literals: frozenset[int], alternatives: Iterator[Groups]) -> Iterator[Groups]:
    """Keep of each list the groups that a literal of the phrase is said of.

    Of "left 12 dead and 30 wounded" those are the 30, of "left two soldiers and a villager dead" both.
    """
    for groups in alternatives:
        last = next((i for i, group in enumerate(groups) if literals.intersection(range(group.start, group.end + 1))), None)
        if last is None:
            yield groups
            continue
        first = last
        while first and not _has_own_word(sentence, groups[first - 1]):
            first -= 1
        yield tuple(_shorn(group, literals) for group in groups[first : last + 1])


def _has_own_word(sentence: Sentence, group: NounGroup) -> bool:
    """Say whether a word is said of a group alone ("two dead and ...")."""
    said = sentence.lower(group.end - 1) in POSTNOMINAL
    return said or sentence.words.tags[group.end - sentence.start] not in (Tag.COMMA, Tag.CONJUNCTION)


def _shorn(group: NounGroup, literals: frozenset[int]) -> NounGroup:
    """Return a noun group without the literals that it ends with: of "declared two envoys persona non grata" the two envoys."""
    cut = group.end
    while cut > group.start and cut - 1 in literals:
        cut -= 1
    if group.head < cut or cut == group.start:
        return group
    spans = (*group.inner, *group.heads)
    heads = tuple(span for span in spans if span.end == cut)
    return replace(group, end=cut, head=cut - 1, heads=heads, inner=tuple(span for span in spans if span.end < cut))


def _add_parts(sentence: Sentence, phrase: CompiledPhrase, frame: Frame, rule: CompiledRule, slots: Filled) -> None:
    """Add to a list of kinds what "including" names ("military aid to Kyiv, including missiles")."""
    listed = {binding.slot for binding in phrase.bindings if rule.slots[binding.slot].many and "materiel" in rule.slots[binding.slot].types}
    for name in listed:
        for groups in frame.roles.get("including", []):
            found = tuple(reading for group in groups for reading in _read_slot(sentence, group, rule.slots[name], slots))
            if found:
                slots[name] = _distinct((*slots.get(name, ()), *found))


def alternatives_of(frame: Frame, roles: Sequence[str], slot: Slot) -> Iterator[Groups]:
    """Yield what stands in the roles; a figure before a noun ("12 dead") stands in the noun's own group."""
    for role in roles:
        yield from frame.roles.get(role, ())
        if role == "owner" and slot.types in (("quantity",), ("materiel",), ("force",)):
            yield from frame.roles.get("itself", ())
            yield from _inside(frame, slot.types[0])
        elif role == "owner":
            yield from frame.roles.get("by", ())
            yield from frame.roles.get("light", ())


def _inside(frame: Frame, kind: str) -> Iterator[Groups]:
    """Yield what stands inside the trigger's own noun group ("weapons supplies", "military aid")."""
    if frame.noun is None:
        return
    spans = [span for span in (*frame.noun.inner, *frame.noun.heads) if span.type == kind]
    if spans:
        last = spans[-1]
        yield (NounGroup(last.start, last.end, last.end - 1, owners=frame.noun.owners, heads=(last,), inner=frame.noun.inner),)


def _fill_slot(sentence: Sentence, slot: Slot, alternatives: Iterator[Groups], slots: Filled) -> tuple[Found, ...]:
    for groups in alternatives:
        found = _whole(tuple(reading for group in groups for reading in _read_slot(sentence, group, slot, slots)))
        found = found if slot.many else found[:1]
        if found and (slot.weak or not all(is_weak(reading) for reading in found)):
            return found
    return ()


def _whole(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Leave out the people that are only part of others ("12 people, including three children"); kinds of arms make a list."""
    whole = tuple(f for f in found if f.type == "materiel" or f.group is None or not f.group.part)
    return found if all(map(is_weak, whole)) else whole


def is_weak(found: Found) -> bool:
    """Say whether a word is too general to stand alone ("equipment", "units"): a count, an owner or a stronger word beside it helps."""
    if found.flags.isdisjoint(WEAK_FLAGS):
        return False
    group = found.group
    if group is None or group.quantity is not None:
        return group is None
    return found.type != "force" or not (group.owners or any(map(_is_arm, group.inner)))


def _is_arm(span: TypedSpan) -> bool:
    """Say whether a span before a general word tells what it is armed with ("a <system> battery")."""
    return span.type == "materiel" and span.flags.isdisjoint({"class:civil", *WEAK_FLAGS})


def _read_slot(sentence: Sentence, group: NounGroup, slot: Slot, slots: Filled) -> tuple[Found, ...]:
    for kind in slot.types:
        if kind == "quantity" and len(slot.types) > 1 and not _counts_people(group):
            continue
        found = tuple(reading for reading in read_all(sentence, group, kind) if fits(reading, slot, slots))
        if found:
            held = (*sentence.contents.get(group.head, ()), *_named_behind(sentence, group, kind)) if slot.many else ()
            return found + tuple(reading for inner in held for reading in read_all(sentence, inner, kind) if fits(reading, slot, slots))
    return ()


def _named_behind(sentence: Sentence, group: NounGroup, kind: str) -> Groups:
    """Return the other names behind a plural location: "the towns of <name>, <name> and <name>"."""
    if kind != "place" or not any(span.type == "location" and "plural" in span.flags for span in group.heads):
        return ()
    clauses = sentence.clauses
    k = clauses.at(group.head)
    of = clauses.forth(k) if k is not None else -1
    return clauses.listed(clauses.forth(of))[0][1:] if clauses.word(of) == "of" else ()


_THINGS = frozenset({"materiel", "location", "cause", "money", "unit"})


def _counts_people(group: NounGroup) -> bool:
    """Say whether a figure can stand for those whom a slot takes: "16" and "16 others" can, "300 tons of shells" cannot."""
    return not any(span.type in _THINGS for span in group.heads)


def fits(found: Found, slot: Slot, slots: Filled) -> bool:
    """Say whether a reading has a class that the slot wants and is no repetition of the slot it must differ from."""
    if slot.classes or slot.excluded_classes:
        classes = found.flags.union([flag[6:] for flag in found.flags if flag.startswith("class:")])
        if (slot.classes and classes.isdisjoint(slot.classes)) or not classes.isdisjoint(slot.excluded_classes):
            return False
    rival = slots.get(slot.not_same_as or "", ())
    return not any(_same(other, found) for other in rival)


def _same(one: Found, other: Found) -> bool:
    """Say whether two readings stand for the same: "<capital>" read as a place and as its country's government does."""
    code = getattr(one.value, "code", None)
    return one.value == other.value or (code is not None and code == getattr(other.value, "code", None))


def _derive(sentence: Sentence, rule: CompiledRule, slots: Filled) -> None:
    """Fill the slots that are read off another slot's filler: a force's actor, a victim's count."""
    for name, slot in rule.slots.items():
        if name in slots:
            continue
        for source in slot.sources:
            origin, _, kind = source.partition(".")
            found = [
                f
                for filler in slots.get(origin, ())
                for f in facets(sentence, filler, kind)[: None if slot.many else 1]
                if _derived(f, filler, slot, slots)
            ]
            if found:
                slots[name] = _summed(found) if kind in ("count", "number") else _distinct(found)
                if not slots[name]:
                    del slots[name]
                    continue
                break


def _derived(found: Found, origin: Found, slot: Slot, slots: Filled) -> bool:
    """Say whether what was read off a filler fits a slot: the class of either can rule it out ("the <country> landmine")."""
    classes = {flag for flag in origin.flags if flag.startswith("class:")} if slot.excluded_classes else set()
    return fits(replace(found, flags=found.flags | classes), slot, slots)


def _summed(found: Sequence[Found]) -> tuple[Found, ...]:
    """Add up the counts of coordinated groups ("55 civilians and two officers"); a part ("including three children") adds nothing."""
    # One figure counts once, however many own what it counts ("12 French and Danish soldiers").
    counts = [*{(f.start, f.end): f for f in found if isinstance(f.value, Count)}.values()]
    if len(counts) <= 1:
        return tuple(counts)
    whole = [f for f in counts if "part" not in f.flags and not (f.group is not None and f.group.part) and "unlisted" not in f.flags]
    if len(whole) <= 1:
        return tuple(whole or counts[:1])
    values = [f.value for f in whole if isinstance(f.value, Count)]
    low = sum(v.low for v in values if v.low is not None) if any(v.low is not None for v in values) else None
    high = None if any(v.high is None for v in values) else sum(v.high for v in values if v.high is not None)
    first = whole[0]
    total = Count(low, high, any(v.approx for v in values))
    return (Found(first.start, first.end, first.type, total, first.flags | {"summed"}, first.group),)


def unfilled(rule: CompiledRule, slots: Filled) -> str:
    """Return which required slot is empty, or an empty text."""
    for alternatives in rule.rule.required:
        if not any(name in slots for name in alternatives):
            return f"no {' or '.join(alternatives)}"
    if not slots and any(not phrase.noun_roles for phrase in rule.phrases) and rule.rule.required:
        return "no slot filled"
    return ""


def _other_object(phrase: CompiledPhrase, frame: Frame, rule: CompiledRule) -> str:
    """Refuse a participle that has an object of its own: "hunters shot three wolves" tells of no shot hunters.

    Nor do those deploy who deploy others: "the army deployed paratroopers".
    """
    if frame.voice == "active" and not phrase.after and frame.roles.get("object"):
        moved = [span.type for groups in frame.roles["object"][:1] for group in groups for span in group.heads]
        subject = [rule.slots[binding.slot].types for binding in phrase.bindings if "subject" in binding.roles]
        takes = any("object" in binding.roles for binding in phrase.bindings)
        if not takes and "force" in moved and ("force",) in subject:
            return "an object follows that the phrase has no place for"
    takes_two = any("object2" in binding.roles for binding in phrase.bindings)
    return "an object follows the participle" if frame.voice == "reduced relative" and frame.roles.get("object2") and not takes_two else ""
