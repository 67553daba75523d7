"""Edits: small changes of a rule that might make it match where it came near, each in words; none is tried here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.english import FUNCTION_WORDS
from dragoman.inflection import noun_lemmas, verb_lemmas
from dragoman.language import Element, Entry, Lexicon, Phrase, Place, Priority, Rule, Slot, SlotRef, Words
from dragoman.matching.matches import NO_NOUN
from dragoman.matching.nearness import UNLISTED, UNLISTED_NAME
from dragoman.packs.phrase_parser import flat, parse_phrase, phrase_text
from dragoman.workbench.explain import Hint, Story, Try

STARTS_FROM = "the phrase starts from"
_CLASS = re.compile(r"of a class that the slot does not take \((?P<classes>[^()]*)\)")
_KIND = re.compile(r"it is (?P<kinds>[\w, ]+), and the slot takes")
_NAME_AT_END = re.compile(r"[A-Z][\w'’-]*(?: (?:(?:of|the|for|and) )*[A-Z][\w'’-]*)*$")
_UNLISTABLE = frozenset({"date", "money", "name", "quantity", "text"})
_ADD = "add "
_PLACES = {"subject": "{{{}}} VERB", "object": "VERB {{{}}}"}


@dataclass(frozen=True, slots=True)
class Edit:
    """A rule as it would be, what to write to make it so, and what stands in lexicons then that does not stand there now."""

    rule: Rule
    words: str
    lexicons: tuple[Lexicon, ...] = ()

    @property
    def only_widens(self) -> bool:
        """Say whether it adds a phrase or a name, and nothing that a rule says changes; a trigger word more makes a rule another one."""
        return self.words.startswith(_ADD) and " to trigger: " not in self.words


def edits_of(rule: Rule, slots: dict[str, Slot], tried: Try, story: Story) -> Iterator[Edit]:
    """Yield what might make a try match: the edits of its first failure; where several slots are missing, also one for all of them."""
    if tried.outcome == "lost":
        yield from _promotions(rule)
    elif tried.hints:
        yield from _for_slots(rule, slots, tried)
    elif "(unless)" in tried.failure:
        yield from _fewer_unless(rule)
    elif tried.failure.startswith("the phrase is for the voice"):
        yield from (_with_phrase(rule, tried, replace(p, only=None), f"delete 'only: {p.only}'") for p in _phrases(rule, tried))
    elif tried.failure == NO_NOUN:
        yield from _more_nouns(rule, story, tried.trigger.start)
    elif tried.phrase:
        yield from _without_words(rule, tried)
        yield from _fewer_required(rule, tried)


def silent_edits(rule: Rule, story: Story) -> Iterator[Edit]:
    """Yield what might make a rule match in a sentence in which it found no trigger, or only one that none of its phrases starts from."""
    for phrase in rule.trigger.excluded:
        kept = tuple(other for other in rule.trigger.excluded if other != phrase)
        if phrase in story.note:
            yield Edit(replace(rule, trigger=replace(rule.trigger, excluded=kept)), f"delete '{phrase}' from trigger: not:")
    if story.note == "no trigger" or (story.tries and all(tried.failure.startswith(STARTS_FROM) for tried in story.tries)):
        yield from _more_verbs(rule, story)
        yield from _more_nouns(rule, story, story.span.start)


def _more_verbs(rule: Rule, story: Story) -> Iterator[Edit]:
    """Yield the rule with one of the sentence's verbs more, if it starts from verbs."""
    for lemma in dict.fromkeys(lemma for _, word in _words_of(story) for lemma in verb_lemmas(word)[:1]):
        if rule.trigger.verbs and lemma not in rule.trigger.verbs:
            trigger = replace(rule.trigger, verbs=(*rule.trigger.verbs, lemma))
            yield Edit(replace(rule, trigger=trigger), f"{_ADD}'{lemma}' to trigger: verbs:")


def _more_nouns(rule: Rule, story: Story, near: int) -> Iterator[Edit]:
    """Yield the rule with one of the sentence's nouns more, if it starts from nouns or wants one beside its verb; the nearest first."""
    words = sorted(_words_of(story), key=lambda found: abs(found[0] - near))
    for lemma in dict.fromkeys(lemma for _, word in words for lemma in noun_lemmas(word)[:1]):
        if rule.trigger.nouns and lemma not in rule.trigger.nouns:
            trigger = replace(rule.trigger, nouns=(*rule.trigger.nouns, lemma))
            yield Edit(replace(rule, trigger=trigger), f"{_ADD}'{lemma}' to trigger: nouns:")


def _words_of(story: Story) -> Iterator[tuple[int, str]]:
    """Yield the words in small letters that are no function words, each with its place in the article."""
    for found in re.finditer(r"\b[a-z]{3,}\b", story.span.text):
        if found.group() not in FUNCTION_WORDS:
            yield story.span.start + found.start(), found.group()


# -- a required slot is missing ------------------------------------------------------------------------------------------


def _for_slots(rule: Rule, slots: dict[str, Slot], tried: Try) -> Iterator[Edit]:
    names = tuple(dict.fromkeys(hint.slot for hint in tried.hints))
    first = {name: edit for name in names for edit in list(_for_slot(rule, slots, tried, name))[:1]}
    if len(names) > 1 and len(first) == len(names):
        yield from _all_at_once(rule, slots, tried, names)
    for name in names:
        yield from _for_slot(rule, slots, tried, name)
    yield from _fewer_required(rule, tried)


def _all_at_once(rule: Rule, slots: dict[str, Slot], tried: Try, names: tuple[str, ...]) -> Iterator[Edit]:
    """Yield one edit that does the likeliest thing for each of several slots, if each can be had in one rule."""
    edits: list[Edit] = []
    for name in names:
        edit = next(_for_slot(edits[-1].rule if edits else rule, slots, tried, name), None)
        if edit is None:
            return
        edits.append(edit)
    yield Edit(edits[-1].rule, ", and ".join(edit.words for edit in edits), tuple(more for edit in edits for more in edit.lexicons))


def _for_slot(rule: Rule, slots: dict[str, Slot], tried: Try, name: str) -> Iterator[Edit]:
    for hint in (hint for hint in tried.hints if hint.slot == name):
        if hint.role:
            yield from _moved(rule, tried, hint)
        yield from _taken(rule, rule.slots.get(name, slots[name]), hint)


def _moved(rule: Rule, tried: Try, hint: Hint) -> Iterator[Edit]:
    """Yield the rule with one more phrase, in which the slot stands where its filler does."""
    kept = "".join(re.split(r"\s*(?:\([^()]*\)|\b[a-z]+)?\s*\{" + re.escape(hint.slot) + r"\}", tried.phrase)).strip()
    if _is_taken(kept, hint.role):
        return
    if hint.role in _PLACES:
        text = re.sub(r"\bVERB\b", _PLACES[hint.role].format(hint.slot), kept, count=1)
    else:
        text = f"{kept} {hint.role} {{{hint.slot}}}"
    phrase, faults = parse_phrase(text, rule.place)
    if phrase is not None and not faults and all(phrase.text != other.text for other in rule.phrases):
        yield Edit(replace(rule, phrases=(*rule.phrases, phrase)), f'{_ADD}the phrase "{text}"')


def _is_taken(phrase: str, role: str) -> bool:
    """Say whether another slot of a phrase stands in a role of which there is but one."""
    before, _, after = phrase.partition("VERB")
    return (role == "subject" and "{" in before) or (role == "object" and after.lstrip().startswith("{"))


def _taken(rule: Rule, slot: Slot, hint: Hint) -> Iterator[Edit]:
    """Yield the rule with a slot that takes what it refused."""
    said = f"slots: {{{slot.name}: {{"
    if found := _CLASS.search(hint.reason):
        for name in filter(None, found["classes"].split(", ")):
            if slot.classes:
                wider = (*slot.classes, name)
                yield _with_slot(rule, replace(slot, classes=wider), f"write {said}class: [{', '.join(wider)}]}}}}")
            if name in slot.excluded_classes and slot.name in rule.slots:
                kept = tuple(other for other in slot.excluded_classes if other != name)
                yield _with_slot(rule, replace(slot, excluded_classes=kept), f"delete '{name}' from not_class: of '{slot.name}'")
    if "too general" in hint.reason:
        yield _with_slot(rule, replace(slot, weak=True), f"write {said}weak: true}}}}")
    if hint.reason.startswith((UNLISTED, UNLISTED_NAME)):
        yield from _more_entries(rule, slot, hint)
    found = _KIND.search(hint.reason)
    for kind in found["kinds"].split(", ") if found else ["name"] if hint.reason.startswith(UNLISTED_NAME) else []:
        types = (*slot.types, kind)
        yield _with_slot(rule, replace(slot, types=types), f"write {said}type: [{', '.join(types)}]}}}}")


def _more_entries(rule: Rule, slot: Slot, hint: Hint) -> Iterator[Edit]:
    """Yield the rule with what stands in a slot's place in a lexicon, as each of the types that the slot takes and a lexicon can have."""
    entry = _entry_for(hint.span.text, rule.place)
    for kind in slot.types:
        if entry is not None and kind not in _UNLISTABLE:
            lexicon = Lexicon("added", kind, "What a repair adds.", (entry,), rule.place, pack=rule.pack)
            said = ", ".join(f"{key}: [{', '.join(forms)}]" for key, forms in entry.forms.items())
            yield Edit(rule, f"{_ADD}'{entry.id}: {{{said}}}' to the entries of a lexicon of type {kind}", (lexicon,))


def _entry_for(words: str, place: Place) -> Entry | None:
    """Return an entry for the name at the end of a noun group, or for the noun there, by its singular."""
    name = _NAME_AT_END.search(words)
    if name is not None:
        return Entry(name.group(), name.group(), place)
    last = words.split()[-1] if words.split() else ""
    if not last.isalpha():
        return None
    singular = next(iter(noun_lemmas(last, guess=True)), last)
    return Entry(singular, singular, place, {} if singular == last else {"plural": (last,)})


def _with_slot(rule: Rule, slot: Slot, words: str) -> Edit:
    return Edit(replace(rule, slots={**rule.slots, slot.name: slot}), words)


def _fewer_required(rule: Rule, tried: Try) -> Iterator[Edit]:
    for names in rule.required:
        if not any(name in tried.slots for name in names):
            kept = tuple(other for other in rule.required if other != names)
            yield Edit(replace(rule, required=kept), f"delete '{'|'.join(names)}' from required:")


# -- words, voices, other rules ------------------------------------------------------------------------------------------


def _phrases(rule: Rule, tried: Try) -> list[Phrase]:
    return [phrase for phrase in rule.phrases if phrase.text == tried.phrase and phrase.place.line == tried.line]


def _with_phrase(rule: Rule, tried: Try, changed: Phrase, words: str) -> Edit:
    old = _phrases(rule, tried)
    return Edit(replace(rule, phrases=tuple(changed if phrase in old else phrase for phrase in rule.phrases)), words)


def _without_words(rule: Rule, tried: Try) -> Iterator[Edit]:
    """Yield the rule with one more phrase that does without the literal words that were missed."""
    for phrase in _phrases(rule, tried):
        for element in flat(phrase.elements):
            if isinstance(element, Words) and _missed(element, tried.failure):
                yield from _reparsed(rule, phrase_text(tuple(_left_out(phrase.elements, element))))


def _missed(element: Words, failure: str) -> bool:
    return any(f"'{' '.join(words)}" in failure or f" {' '.join(words)}'" in failure for words in element.alternatives)


def _left_out(elements: tuple[Element, ...], gone: Element) -> Iterator[Element]:
    for element in elements:
        if element is not gone:
            yield element


def _reparsed(rule: Rule, text: str) -> Iterator[Edit]:
    phrase, faults = parse_phrase(text, rule.place)
    if phrase is not None and not faults and any(isinstance(element, SlotRef) for element in flat(phrase.elements)):
        yield Edit(replace(rule, phrases=(*rule.phrases, phrase)), f'{_ADD}the phrase "{text}"')


def _fewer_unless(rule: Rule) -> Iterator[Edit]:
    for word in rule.unless.words:
        kept = tuple(other for other in rule.unless.words if other != word)
        yield Edit(replace(rule, unless=replace(rule.unless, words=kept)), f"delete '{word}' from unless: words:")


def _promotions(rule: Rule) -> Iterator[Edit]:
    for priority in (Priority.NORMAL, Priority.SPECIFIC, Priority.OVERRIDE):
        if priority > rule.priority:
            yield Edit(replace(rule, priority=priority), f"write priority: {priority.name.lower()}")
