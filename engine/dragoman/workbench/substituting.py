"""Trigger words in each other's place: which words of a rule match in none of its examples, not even as a stand-in for another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.article import Article
from dragoman.compiling.triggers import TriggerForm, coordinated_forms
from dragoman.extractor import Extractor
from dragoman.inflection import plural_forms
from dragoman.language import Example, Rule
from dragoman.matching.matches import Match, Trace


@dataclass(frozen=True, slots=True)
class _Use:
    """A trigger word of a rule in one of its examples: where it stands, and which of its forms it is."""

    example: Example
    start: int
    end: int
    form: TriggerForm

    def with_words(self, words: str) -> Article:
        """Return the example with *words* in the trigger's place, as the sentence begins it."""
        old = self.example.text[self.start : self.end]
        text = words[0].upper() + words[1:] if old[:1].isupper() else words
        return article_with(self.example, self.example.text[: self.start] + text + self.example.text[self.end :])


def article_with(example: Example, text: str) -> Article:
    """Return *text* as the article that an example's sentence would be."""
    return Article(f"{example.context} {text}" if example.context else text, date=example.date)


def untried_words(extractor: Extractor, rule: Rule) -> Iterator[str]:
    """Yield the trigger words that stand in no example of the rule, and with which in the place of another none of them matches."""
    uses = list(_uses(extractor, rule))
    used = {use.form.lemma for use in uses}
    groups = {"verb": rule.trigger.verbs, "noun": rule.trigger.nouns, "word": rule.trigger.words}
    for part, words in groups.items():
        places = [use for use in uses if use.form.part == part and use.example.matches]
        for word in dict.fromkeys(words):
            if word not in used and not any(_stands_in(extractor, rule, use, word) for use in places):
                yield word


def _uses(extractor: Extractor, rule: Rule) -> Iterator[_Use]:
    index = next(compiled.index for compiled in extractor.compiled.rules if compiled.key == f"{rule.pack}:{rule.name}")
    for example in rule.examples:
        doc = extractor.nlp.make_doc(example.text)
        for occurrence in extractor.compiled.triggers.find(doc):
            if index in occurrence.form.rules:
                span = doc[occurrence.start : occurrence.end]
                yield _Use(example, span.start_char, span.end_char, occurrence.form)


def _stands_in(extractor: Extractor, rule: Rule, use: _Use, word: str) -> bool:
    old = use.example.text[use.start : use.end]
    if use.form.part == "verb":
        forms = [text for text, form in coordinated_forms(word).items() if form & use.form.form]
    else:
        forms = [word] if use.form.part == "word" or old.lower() == use.form.lemma.lower() else list(plural_forms(word))
    return any(any(kept_by(extractor, rule, use.with_words(form))) for form in forms)


def kept_by(extractor: Extractor, rule: Rule, article: Article) -> Iterator[Match]:
    """Yield the matches of an article that are kept and are the rule's."""
    trace = Trace()
    extractor.extract(article, trace)
    yield from (match for match in trace.kept if match.rule.rule is rule)
