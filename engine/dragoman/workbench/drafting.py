"""Drafting: a first rule from one marked sentence, with its trigger and phrase found by trying, and examples from a corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.analysis.analysing import Analysis, analyse
from dragoman.article import Article
from dragoman.english import AUXILIARIES
from dragoman.extractor import Extractor
from dragoman.inflection import plural_forms, verb_forms, verb_lemmas
from dragoman.language import Element, EventType, Mark, NounRef, Pack, Phrase, Place, Rule, SlotRef, Trigger, VerbRef, Words
from dragoman.matching.frames import Frame, frames_of
from dragoman.packs.example_marks import Marked, marked_text
from dragoman.packs.phrase_parser import phrase_text
from dragoman.records import Mention, Status
from dragoman.workbench.reworking import rework

PACK = "draft"
MOST_PROPOSED = 3
_LONGEST = 160
_HERE = Place(PACK, 1, 1)
_WITH_PARTICLE = re.compile(r"\b([a-z]+) (away|back|down|off|out|over|up)\b")
_BE = re.compile(r"\b(?:was|were|is|are|has been|have been) $")
# Roles that a phrase does not write as a preposition.
_UNSPOKEN = frozenset({"subject", "object", "object2", "owner", "light", "itself", "of noun"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence of the corpus for the examples, with what the draft finds in it marked, and the article it stands in."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule that finds what is marked in a sentence; *missed* are the marked slots that it does not find as they are marked.

    *variant* is the sentence with "may", marked, and its status, if the rule finds it there too. *matches* are sentences of the corpus in
    which it finds something, *rejects* such as have its trigger and give nothing, or else the names without it; somebody has to
    read them.
    """

    rule: Rule
    missed: tuple[str, ...]
    variant: tuple[str, Status] | None = None
    matches: tuple[Proposal, ...] = ()
    rejects: tuple[Proposal, ...] = ()


def draft_rule(extractor: Extractor, event: EventType, marked: Marked, corpus: Iterable[Article] = ()) -> Draft | None:
    """Return the rule that finds most of what is marked, or None where no word of the sentence can be its trigger."""
    # The packs' own rules are left out: the draft is to find it, whether or not another rule does already.
    bare = [replace(pack, rules=()) for pack in extractor.packs]
    base = rework(extractor, [*bare, Pack(PACK, "1", _HERE)])
    best: tuple[tuple[int, int], Draft, Extractor] | None = None
    for trigger in _triggers(marked):
        for rule in _rules(base, event, marked, trigger):
            trial = _with(base, rule)
            missed = _missed(trial, marked)
            key = (len(missed), -len(trigger.verbs[0].split()) if trigger.verbs else 0)
            if len(missed) < len({mark.slot for mark in marked.marks}) and (best is None or key < best[0]):
                best = key, Draft(rule, missed), trial
    if best is None:
        return None
    matches, rejects = _proposals(best[2], marked.text, corpus)
    return replace(best[1], variant=_variant(best[2], marked), matches=matches, rejects=rejects)


def _with(base: Extractor, rule: Rule) -> Extractor:
    return rework(base, [*base.packs[:-1], replace(base.packs[-1], rules=(rule,))])


# -- what the rule may start from ----------------------------------------------------------------------------------------


def _triggers(marked: Marked) -> Iterator[Trigger]:
    """Yield the verbs, then the nouns, that words outside the marks can be forms of."""
    words = [
        match.group()
        for match in re.finditer(r"\b[a-z]{3,}\b", marked.text)
        if not any(mark.start <= match.start() < mark.end for mark in marked.marks) and match.group() not in AUXILIARIES
    ]
    yield from (Trigger(verbs=(lemma,)) for lemma in dict.fromkeys(lemma for word in words for lemma in verb_lemmas(word)))
    pairs = (match.groups() for match in _WITH_PARTICLE.finditer(marked.text) if match.group(1) in words)
    yield from (Trigger(verbs=(f"{lemma} {particle}",)) for word, particle in pairs for lemma in verb_lemmas(word)[:1])
    yield from (Trigger(nouns=(lemma,)) for lemma in dict.fromkeys(_singular(word) for word in words if not verb_lemmas(word, only=True)))


def _singular(word: str) -> str:
    stems = (f"{word[:-3]}y",) if word.endswith("ies") else (word[:-1], word[:-2]) if word.endswith("s") else ()
    return next((stem for stem in stems if len(stem) > 1 and word in plural_forms(stem)), word)


# -- the phrase ----------------------------------------------------------------------------------------------------------


def _rules(base: Extractor, event: EventType, marked: Marked, trigger: Trigger) -> Iterator[Rule]:
    """Yield a rule for each way in which the sentence can be read around a trigger."""
    lemma = (*trigger.verbs, *trigger.nouns)[0]
    empty = Rule(lemma, event.name, event.description, trigger, (), _HERE, pack=PACK)
    trial = _with(base, empty)
    analysis = analyse(trial.nlp, Article(marked.text), trial.compiled, trial.pages, trial.tagger)
    for number, occurrences in analysis.candidates():
        for occurrence in occurrences:
            for frame in frames_of(analysis.sentence(number), occurrence, trial.compiled.light_verbs):
                phrase = _phrase(analysis, frame, event, marked.marks, verbal=bool(trigger.verbs))
                slots = _slots_in(phrase)
                if slots:
                    yield replace(empty, phrases=(phrase,), required=tuple((slot,) for slot in slots))


def _slots_in(phrase: Phrase) -> list[str]:
    return [element.name for element in phrase.elements if isinstance(element, SlotRef)]


def _phrase(analysis: Analysis, frame: Frame, event: EventType, marks: Sequence[Mark], *, verbal: bool) -> Phrase:
    """Return the sentence with holes: each marked slot where its words stand around the trigger."""
    first: dict[str, Mark] = {}
    for mark in marks:
        slot = event.slots[mark.slot]
        if slot.where == "phrase" and not slot.sources:
            first.setdefault(mark.slot, mark)
    roles = {name: _role(analysis, frame, mark) for name, mark in first.items()}
    before = [name for name, role in roles.items() if role in ("subject", "owner", "light")]
    objects = sorted((name for name, role in roles.items() if role in ("object", "object2")), key=lambda name: roles[name])
    spoken = [(role, name) for name, role in roles.items() if role and role not in _UNSPOKEN and not role.startswith("-")]
    elements: list[Element] = [SlotRef(name, 1) for name in before[:1]]
    elements.append(VerbRef(1) if verbal else NounRef(1))
    elements += [SlotRef(name, 1) for name in objects]
    for role, name in spoken:
        elements += [Words((tuple(role.split()),), 1), SlotRef(name, 1)]
    return Phrase(phrase_text(tuple(elements)), tuple(elements), _HERE)


def _role(analysis: Analysis, frame: Frame, mark: Mark) -> str:
    """Return the role in which the words of a mark stand, or an empty text."""
    span = analysis.doc.char_span(mark.start, mark.end, alignment_mode="expand")
    if span is None:
        return ""
    for role, alternatives in frame.roles.items():
        for groups in alternatives[:1]:
            if role != "itself" and any(group.start < span.end and span.start < group.end for group in groups):
                return role
    return ""


# -- trying --------------------------------------------------------------------------------------------------------------


def _missed(trial: Extractor, marked: Marked) -> tuple[str, ...]:
    """Return the marked slots that the draft does not find as they are marked."""
    mentions = [mention for mention in trial.extract(Article(marked.text)).mentions if mention.pack == PACK]
    wanted = {mark.slot for mark in marked.marks}
    if not mentions:
        return tuple(sorted(wanted))
    return min((tuple(sorted(slot for slot in wanted if not _as_marked(mention, marked, slot))) for mention in mentions), key=len)


def _as_marked(mention: Mention, marked: Marked, slot: str) -> bool:
    wanted = {_bare(mark.start, marked.text[mark.start : mark.end]) for mark in marked.marks if mark.slot == slot}
    return wanted == {_bare(filler.span.start, filler.span.text) for filler in mention.slots.get(slot, ())}


def _bare(start: int, words: str) -> tuple[int, str]:
    """Return words without the article before them, which a mark may take or leave."""
    bare = re.sub(r"^(the|an|a) ", "", words, flags=re.IGNORECASE)
    return start + len(words) - len(bare), bare


def _variant(trial: Extractor, marked: Marked) -> tuple[str, Status] | None:
    """Return the sentence with "may" before the trigger, if the draft finds there what is marked, and the status it then has."""
    mention = next((m for m in trial.extract(Article(marked.text)).mentions if m.pack == PACK), None)
    [rule] = trial.packs[-1].rules
    if mention is None or not rule.trigger.verbs:
        return None
    before, after = marked.text[: mention.trigger.start], marked.text[mention.trigger.end :]
    passive = _BE.sub("may be ", before)
    told = f"{passive}{mention.trigger.text}" if passive != before else f"{before}may {rule.trigger.verbs[0]}"
    shift = len(told) - mention.trigger.end
    moved = (
        replace(mark, start=mark.start + shift, end=mark.end + shift) if mark.start >= mention.trigger.end else mark
        for mark in marked.marks
    )
    variant = Marked(told + after, tuple(moved))
    found = [m for m in trial.extract(Article(variant.text)).mentions if m.pack == PACK]
    if not found or _missed(trial, variant):
        return None
    return marked_text(variant.text, variant.marks), found[0].status


def _proposals(trial: Extractor, text: str, corpus: Iterable[Article]) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
    """Return sentences of a corpus that may become examples: those the draft matches in, and those it must leave alone."""
    matches: list[Proposal] = []
    silent: list[Proposal] = []
    other: list[Proposal] = []
    [rule] = trial.packs[-1].rules
    forms = {form for verb in rule.trigger.verbs for form in verb_forms(verb)}
    forms |= {form for noun in rule.trigger.nouns for form in (noun, *plural_forms(noun))}
    for article in corpus:
        for sentence in _sentences(trial, article):
            found = [m for m in trial.extract(Article(sentence, date=article.date)).mentions if m.pack == PACK]
            proposal = Proposal(article.id, _marked(sentence, found[0]) if found else sentence)
            has_trigger = bool(forms.intersection(re.findall(r"[a-z]+", sentence.lower())))
            (matches if found else silent if has_trigger else other).append(proposal)
    fresh = [match for match in matches if match.text != text]
    return tuple(fresh[:MOST_PROPOSED]), tuple([*silent, *_likest(text, other)][:MOST_PROPOSED])


def _sentences(trial: Extractor, article: Article) -> Iterator[str]:
    """Yield the sentences of an article that are short enough for an example, each on one line."""
    analysis = analyse(trial.nlp, article, trial.compiled, trial.pages, trial.tagger)
    for number in range(len(analysis.starts)):
        start, end = analysis.bounds(number)
        sentence = " ".join(analysis.doc[start:end].text.split())
        if sentence.endswith((".", ".”", '."')) and len(sentence) <= _LONGEST:
            yield sentence


def _marked(sentence: str, mention: Mention) -> str:
    marks = {Mark(name, f.span.start, f.span.end) for name, fillers in mention.slots.items() for f in fillers if not f.inferred}
    return marked_text(sentence, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.slot))))


def _likest(text: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return proposals with those first that share most words with a text."""
    words = set(re.findall(r"\w{3,}", text.lower()))
    return sorted(proposals, key=lambda proposal: (-len(words & set(re.findall(r"\w{3,}", proposal.text.lower()))), proposal.text))
