"""Lints that run a rule's examples or inflect its words: what is sound, and still does nothing, or cannot be found in a text.

They need the whole engine; whoever only wants to know whether rule files are sound does without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.language import Language

from dragoman.compiling.phrase_compiler import Binding, CompiledPhrase, compile_phrase
from dragoman.compiling.tables import Tables, compile_tables
from dragoman.errors import Diagnostic, Label, RuleError
from dragoman.extractor import Extractor
from dragoman.inflection import verb_lemmas
from dragoman.language import Entry, Example, Lexicon, Pack, Phrase, Place, Rule
from dragoman.matching.matches import Match
from dragoman.pipeline import tokenizer_of
from dragoman.workbench.substituting import article_with, kept_by, untried_words

_MOST_LISTED = 5
_BEFORE, _BEHIND = "They saw ", " there."


def lint_by_running(
    packs: Sequence[Pack],
    rules: Iterable[Rule],
    lexicons: Iterable[Lexicon],
    tables: Callable[[Language, Sequence[Pack]], Tables] = compile_tables,
) -> tuple[Diagnostic, ...]:
    """Return what is to be said of *rules* and *lexicons*, which are some of those in *packs*; what does not compile is told alone."""
    try:
        extractor = Extractor(packs, tables=tables)
    except RuleError as fault:
        return fault.diagnostics
    found = [fault for rule in rules for fault in _lint_rule(extractor, rule)]
    return (*found, *(fault for lexicon in lexicons for fault in untokenised_names(extractor.nlp, lexicon)))


def _lint_rule(extractor: Extractor, rule: Rule) -> Iterator[Diagnostic]:
    yield from inflected_verbs(rule)
    yield from idle_phrases(extractor, rule)
    yield from unused_triggers(extractor, rule)


def _warning(code: str, place: Place, message: str, remedy: str, label: Label | None = None) -> Diagnostic:
    return Diagnostic(place.path, place.line, place.column, code, message, 1, "warning", remedy, label)


# -- rules ---------------------------------------------------------------------------------------------------------------


def inflected_verbs(rule: Rule) -> Iterator[Diagnostic]:
    """Yield the trigger's verbs that are written in another form than the base form, from which all forms are made."""
    for verb in rule.trigger.verbs:
        first = verb.split(" ")[0]
        lemmas = verb_lemmas(first)
        if lemmas and first not in lemmas:
            message = f"'{verb}' is a form of '{lemmas[0]}', and forms are made from the base form"
            yield _warning("W221", rule.place, message, f"write '{lemmas[0]}{verb.removeprefix(first)}'")


def covered_phrases(rule: Rule) -> Iterator[tuple[Place, Phrase]]:
    """Yield the places of phrases that find nothing which another phrase of the rule does not find as well, with that other one."""
    compiled = [compile_phrase(phrase) for phrase in rule.phrases]
    for number, phrase in enumerate(compiled):
        for other in (other for n, other in enumerate(compiled) if n != number and _covers(other, phrase)):
            if _covers(phrase, other) and compiled.index(other) > number:
                continue  # two that say the same: the second is the one to tell
            yield phrase.phrase.place, other.phrase
            break


def _covers(wide: CompiledPhrase, narrow: CompiledPhrase) -> bool:
    """Say whether *wide* looks for the same words and for every slot where *narrow* looks for it; holes may stay empty."""
    same = (wide.verbal, wide.noun_roles, wide.before, wide.after, wide.phrase.gap)
    if same != (narrow.verbal, narrow.noun_roles, narrow.before, narrow.after, narrow.phrase.gap):
        return False
    voice = wide.phrase.only is None or wide.phrase.only == narrow.phrase.only
    return voice and all(any(_holds(binding, other) for other in wide.bindings) for binding in narrow.bindings)


def _holds(narrow: Binding, wide: Binding) -> bool:
    return narrow.slot == wide.slot and set(narrow.roles) <= set(wide.roles)


def unused_triggers(extractor: Extractor, rule: Rule) -> Iterator[Diagnostic]:
    """Yield, once a rule, the trigger words that its examples neither use nor are found by when these stand in for the words they do use.

    A list of synonyms needs no example of each: that one may stand where the other does is tried. What then is not found, such as a
    verb with another preposition, or a word that a ``not:`` phrase or another rule takes, wants an example of its own.
    """
    untried = list(untried_words(extractor, rule))
    if untried:
        more = f" and {len(untried) - _MOST_LISTED} more of its trigger words" if len(untried) > _MOST_LISTED else ""
        listed = ", ".join(f"'{word}'" for word in untried[:_MOST_LISTED]) + more
        message = f"no example uses {listed}, and none matches when it is put in the place of the word there"
        yield _warning("W219", rule.place, message, "write a match with it, or take the word out of the trigger")


def idle_phrases(extractor: Extractor, rule: Rule) -> Iterator[Diagnostic]:
    """Yield the phrases that find nothing which another one does not find, and those by which none of the rule's examples is found.

    What is told of a phrase is one thing: one that is covered need not be found by an example, and one that covers another which is
    found will find those examples, once the other is deleted.
    """
    found = {match.phrase.phrase.place for example in rule.examples if example.matches for match in _kept(extractor, rule, example)}
    covered = dict(covered_phrases(rule))
    found |= {wide.place for place, wide in covered.items() if place in found}
    for phrase in rule.phrases:
        if phrase.place in covered:
            wide = covered[phrase.place].place
            label = Label(wide.path, wide.line, wide.column, 1, "covers it")
            yield _warning("W220", phrase.place, "another phrase of the rule finds all that this one finds", "delete it", label)
        elif phrase.place not in found:
            yield _warning("W218", phrase.place, "no example is found by this phrase", "write a match that needs it, or delete it")


def _kept(extractor: Extractor, rule: Rule, example: Example) -> Iterator[Match]:
    return kept_by(extractor, rule, article_with(example, example.text))


# -- lexicons ------------------------------------------------------------------------------------------------------------


def untokenised_names(nlp: Language, lexicon: Lexicon) -> Iterator[Diagnostic]:
    """Yield the names that no text can hold: the tokenizer makes a token of a second blank, and cuts at the first."""
    tokenizer = tokenizer_of(nlp)
    for entry in lexicon.entries:
        for name in _names(entry):
            doc = tokenizer(f"{_BEFORE}{name}{_BEHIND}")
            span = doc.char_span(len(_BEFORE), len(_BEFORE) + len(name))
            alone = [token.text for token in tokenizer(name)]
            if span is None or any(token.is_space for token in span) or [token.text for token in span] != alone:
                read = ", ".join(map(repr, alone))
                yield _warning("W210", entry.place, f"'{name}' can never be found: it is read as {read}", "write one blank between words")


def _names(entry: Entry) -> Iterator[str]:
    yield from dict.fromkeys((entry.name, *(form for forms in entry.forms.values() for form in forms)))
