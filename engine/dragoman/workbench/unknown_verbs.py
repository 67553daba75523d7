"""Verbs between an actor and somebody or something of interest, which no rule starts from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.analysis.analysing import Analysis, analyse
from dragoman.annotators.groups import Kind, NounGroup
from dragoman.annotators.persons import find_persons
from dragoman.annotators.quotations import find_quotations
from dragoman.annotators.sentence import Sentence
from dragoman.annotators.verb_table import VerbTable
from dragoman.article import Article
from dragoman.english import Tag
from dragoman.extractor import Extractor
from dragoman.inflection import verb_forms, verb_lemmas

_OTHERS = ("force", "people", "materiel", "person")
_BORDERS = frozenset({Kind.BARRIER, Kind.SUBORDINATOR, Kind.RELATIVE, Kind.VERB_GROUP})


@dataclass(frozen=True, slots=True)
class VerbUse:
    """A verb at a token, with the types around it; *read* says whether the clause grammar saw that it is a verb."""

    lemma: str
    token: int
    around: str
    read: bool


def known_forms(extractor: Extractor) -> frozenset[str]:
    """Return the forms of every verb that a rule starts from, that reports, governs a status or only lends its subject."""
    triggers = (verb for rule in extractor.compiled.rules for verb in rule.rule.trigger.verbs)
    firsts = {part.split(" ")[0] for verb in triggers for part in verb.replace("/", " or ").replace(" and ", " or ").split(" or ")}
    cues = extractor.cues
    governing = {form.split(" ")[0] for form in (*cues.governors, *cues.reports)}
    return frozenset(form for verb in firsts for form in verb_forms(verb)) | governing | extractor.compiled.light_verbs


def analyse_all(extractor: Extractor, article: Article) -> Analysis:
    """Return an article's analysis with names in it even where no trigger occurs."""
    analysis = analyse(extractor.nlp, article, extractor.compiled, extractor.pages)
    if not analysis.occurrences:
        analysis.names = tuple(extractor.compiled.gazetteer.find(analysis.doc))
        analysis.persons = tuple(find_persons(analysis.doc, analysis.names))
        analysis.quotations = find_quotations(analysis.doc)
    return analysis


def unknown_verbs(sentence: Sentence, known: frozenset[str], verbs: VerbTable) -> Iterator[VerbUse]:
    """Yield the verbs of a sentence that are not *known* and stand between an actor and another span of interest."""
    for k, chunk in enumerate(sentence.clauses.chunks):
        if chunk.verb is not None:
            yield from _of_group(sentence, k, chunk.verb.main, known)
        elif chunk.noun is not None:
            yield from _unread(sentence, k, known, verbs)


def _of_group(sentence: Sentence, k: int, main: int, known: frozenset[str]) -> Iterator[VerbUse]:
    word = sentence.lower(main)
    lemmas = verb_lemmas(word)
    if not lemmas or known.intersection((word, *lemmas)) or sentence.words.tags[main - sentence.start] is not Tag.VERB:
        return
    right = sentence.clauses.right(k)
    after = [group for groups in (*right.objects, *(g for role in right.prepositional.values() for g in role)) for group in groups]
    before = [group for groups in sentence.clauses.subjects(k)[:1] for group in groups]
    around = _around(_types(before), _types(after))
    if around:
        yield VerbUse(lemmas[0], main, around, read=True)


def _unread(sentence: Sentence, k: int, known: frozenset[str], verbs: VerbTable) -> Iterator[VerbUse]:
    """Yield the words of a noun group that can be nothing but a verb, though no verb lexicon has them."""
    chunk = sentence.clauses.chunks[k]
    for token in range(chunk.start + 1, chunk.end):
        word = sentence.lower(token)
        if word in known or word in verbs or not sentence.doc[token].text.islower() or _hyphenated(sentence, token):
            continue
        lemmas = verb_lemmas(word, only=True)
        around = _around(_between(sentence, _border(sentence, k, -1), token), _between(sentence, token, _border(sentence, k, 1)))
        if lemmas and around and not known.intersection(lemmas):
            yield VerbUse(lemmas[0], token, around, read=False)


def _hyphenated(sentence: Sentence, token: int) -> bool:
    return any(sentence.start <= t < sentence.end and sentence.doc[t].text == "-" for t in (token - 1, token + 1))


def _border(sentence: Sentence, k: int, step: int) -> int:
    """Return the token at which the clause around a chunk ends to one side."""
    j = k + step
    while 0 <= j < sentence.clauses.count and sentence.clauses.kind(j) not in _BORDERS:
        j += step
    if not 0 <= j < sentence.clauses.count:
        return sentence.start if step < 0 else sentence.end
    return sentence.clauses.chunks[j].end if step < 0 else sentence.clauses.chunks[j].start


def _between(sentence: Sentence, start: int, end: int) -> set[str]:
    return {span.type for span in (*sentence.spans, *sentence.persons) if start <= span.start and span.end <= end}


def _types(groups: Iterable[NounGroup]) -> set[str]:
    return {span.type for group in groups for span in (*group.heads, *group.owners)}


def _around(before: set[str], after: set[str]) -> str:
    """Return what stands before and after a verb, or an empty text where it is not an actor and something of interest."""
    if "actor" in before:
        other = next((kind for kind in (*_OTHERS, "actor") if kind in after), "")
        return f"actor … {other}" if other else ""
    other = next((kind for kind in _OTHERS if kind in before), "")
    return f"{other} … actor" if other and "actor" in after else ""
