"""Word classes: say of each token of a sentence what it can be, without a trained tagger.

Closed classes come from :mod:`dragoman.english`, verb forms from the packs' lexicons, the rest from the neighbours: a form that
could be a noun is a verb only where a verb can stand. The method is that of constraint taggers (Karlsson 1990, ENGCG).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dragoman import english
from dragoman.annotators.closed_classes import CLOSED, first_tag
from dragoman.annotators.headings import is_heading
from dragoman.annotators.lookahead import has_finite_verb, only_verb, verb_follows
from dragoman.annotators.regrouping import regroup
from dragoman.annotators.verb_table import VerbForm, VerbTable
from dragoman.english import DASHES, Tag
from dragoman.inflection import Form

NO_FORM = Form(0)
_NOMINAL = frozenset({Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.ADJECTIVE, Tag.CASE})
_OPENS_NOUN_GROUP = frozenset({Tag.DETERMINER, Tag.POSSESSIVE, Tag.NUMBER, Tag.NAME, Tag.PRONOUN, Tag.ADJECTIVE, Tag.QUOTE})


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a sentence with their classes; indices count from the sentence's first token."""

    texts: tuple[str, ...]
    lowers: tuple[str, ...]
    tags: tuple[Tag, ...]
    forms: tuple[Form, ...]


_BOUNDS = frozenset({"more", "most", "less", "few", "some", "about", "over", "around", "nearly", "almost", "under"})
_PARTICLES = frozenset({"out", "up", "down"})
_PAIRS = {
    ("no", "longer"): Tag.NEGATION,
    ("so", "that"): Tag.SUBORDINATOR,
    ("off", "the"): Tag.PREPOSITION,
    ("her", ""): Tag.PRONOUN,
    ("his", ""): Tag.PRONOUN,
}
_DEMONSTRATIVES = (("this",), ("that",))
_RECIPROCAL = (("the", "other"), ("each", "other"))


def tag_words(
    texts: Sequence[str],
    verbs: VerbTable,
    claimed: Mapping[int, Tag | tuple[Tag, Form]] = MappingProxyType({}),
    tagged: Mapping[int, tuple[Tag, Form]] = MappingProxyType({}),
) -> Words:
    """Return the classes of a sentence's tokens; *claimed* by other annotators, or *tagged* by a tagger where they are ambiguous."""
    lowers = tuple(text.lower().replace("’", "'") for text in texts)
    tags: list[Tag] = []
    forms: list[Form] = []
    written, texts = texts, lowers if is_heading(texts) else texts
    for i, (text, lower) in enumerate(zip(texts, lowers, strict=True)):
        settled = claimed.get(i, tagged.get(i))
        if settled is None:
            settled = _tag(i, text, lower, lowers, tags, verbs)
        tag, form = settled if isinstance(settled, tuple) else (settled, NO_FORM)
        tags.append(tag)
        forms.append(form)
    _mend(lowers, tags, forms)
    regroup(written, lowers, tags)
    return Words(tuple(written), lowers, tuple(tags), tuple(forms))


def _tag(i: int, text: str, lower: str, lowers: Sequence[str], tags: list[Tag], verbs: VerbTable) -> tuple[Tag, Form]:
    closed = first_tag(text, lower)
    if closed is not None:
        return _settle_closed(i, lower, closed, lowers, tags, verbs), NO_FORM
    if lower == "longer" and tags and tags[-1] is Tag.NEGATION:
        return Tag.ADVERB, NO_FORM  # "should no longer be sent"
    if lower == "first" and tags and tags[-1] in (Tag.NOUN, Tag.NAME) and i + 1 < len(lowers) and lowers[i + 1] in verbs:
        return Tag.ADVERB, NO_FORM  # "a truce first went into effect"
    if lower in english.BEFORE_NAMES and text[0].islower():
        return Tag.ADJECTIVE, NO_FORM
    after = lowers[i + 1] if i + 1 < len(lowers) else "."
    if lower == "likely" and tags and tags[-1] in (Tag.AUXILIARY, Tag.MODAL) and (after in verbs or after == "been"):
        return Tag.ADVERB, NO_FORM  # "has likely begun", "had likely been killed"
    verb = verbs.get(lower)
    if verb is not None and (text[0].islower() or i == 0 or _sentence_like_start(i, tags) or not _capital_run(tags)):
        if _is_verb(i, verb, lowers, tags, verbs):
            return Tag.VERB, verb.form
        if text[0].islower() and verb.form & (Form.PARTICIPLE | Form.ING) and not verb.noun:
            return Tag.ADJECTIVE, verb.form
    return (Tag.NAME if text[0].isupper() and (i > 0 or verb is None) else Tag.NOUN), NO_FORM


def _sentence_like_start(i: int, tags: Sequence[Tag]) -> bool:
    return all(tag in (Tag.QUOTE, Tag.SPACE, Tag.BARRIER) for tag in tags[:i])


def _capital_run(tags: Sequence[Tag]) -> bool:
    return bool(tags) and tags[-1] in (Tag.NAME, Tag.HYPHEN)


def _settle_closed(i: int, lower: str, tag: Tag, lowers: Sequence[str], tags: Sequence[Tag], verbs: VerbTable) -> Tag:
    """Settle the function words that have two readings by their neighbours."""
    after = lowers[i + 1] if i + 1 < len(lowers) else ""
    before = tags[-1] if tags else Tag.BARRIER
    if lower == "that":
        return _that(before, after)
    floating = lower in english.FLOATING and before is Tag.AUXILIARY and after in verbs
    if (floating and verbs[after].form & (Form.PARTICIPLE | Form.ING)) or (lower == "either" and CLOSED.get(after) is Tag.AUXILIARY):
        return Tag.ADVERB  # "the two are each sending troops", "25 rebels either were captured or fled"
    if lower == "another":
        return Tag.DETERMINER if _opens_group(i + 1, lowers, verbs) else tag
    if lower in ("'s", "'"):
        return _apostrophe(lower, tag, before, lowers[i - 1] if i else "")
    if lower in _BOUNDS and after[:1].isdigit():
        return Tag.DETERMINER
    if lower in _BOUNDS and CLOSED.get(after) is Tag.QUOTE and i + 2 < len(lowers) and lowers[i + 2][:1].isdigit():
        return Tag.ADVERB  # about "220 pieces"
    if (lower == "since" and before is Tag.AUXILIARY) or (after == "-" and (tag is Tag.ADVERB or lower == "one")):
        return Tag.ADVERB if lower == "since" else Tag.ADJECTIVE  # "have since arrived", "heavily-armed troops", "a one-day stay"
    if tag is Tag.PREPOSITION and lower in _PARTICLES and before is not Tag.VERB:
        return Tag.ADVERB
    return _PAIRS.get((lower, after), tag)


def _opens_group(i: int, lowers: Sequence[str], verbs: VerbTable) -> bool:
    """Say whether a noun group goes on at *i*: "another strike", "another wounded soldier", and not "another wounded in"."""
    word, after = (lowers[j] if j < len(lowers) else "." for j in (i, i + 1))
    if first_tag(word, word) not in (None, Tag.NUMBER):
        return False
    participle = word in verbs and not verbs[word].noun and bool(verbs[word].form & Form.PARTICIPLE)
    return not participle or first_tag(after, after) is None


def _that(before: Tag, after: str) -> Tag:
    """Read "that" as a determiner where a clause begins and no clause of its own follows."""
    opens_clause = CLOSED.get(after) in (Tag.AUXILIARY, Tag.MODAL, Tag.PRONOUN, Tag.DETERMINER, Tag.POSSESSIVE, Tag.PREPOSITION)
    starts = before in (Tag.SUBORDINATOR, Tag.BARRIER, Tag.CONJUNCTION, Tag.PREPOSITION, Tag.TO)
    return Tag.DETERMINER if starts and not opens_clause else Tag.RELATIVE


def _apostrophe(lower: str, tag: Tag, before: Tag, word_before: str) -> Tag:
    if lower == "'s":
        return Tag.AUXILIARY if before in (Tag.PRONOUN, Tag.RELATIVE) else tag
    return Tag.CASE if before in _NOMINAL and word_before.endswith("s") else Tag.QUOTE


def _previous(tags: Sequence[Tag]) -> Tag:
    for tag in reversed(tags):
        if tag not in (Tag.ADVERB, Tag.NEGATION, Tag.QUOTE, Tag.SPACE):
            return tag
    return Tag.BARRIER


def _is_verb(i: int, verb: VerbForm, lowers: Sequence[str], tags: Sequence[Tag], verbs: VerbTable) -> bool:
    """Say whether a verb can stand at *i*, seeing what stands before and the word after."""
    before = _previous(tags)
    after = lowers[i + 1] if i + 1 < len(lowers) else "."
    form = verb.form
    if after == "-" or (tags and tags[-1] is Tag.HYPHEN and i >= 2 and tags[-2] in _NOMINAL):
        return False  # "cease-fire", "war-torn", "US-led"
    if before in (Tag.MODAL, Tag.TO) and not form & Form.ING:
        return bool(form & Form.BASE) and not (before is Tag.TO and verb.noun and after in ("of", "by", "from", "against", "and"))
    if before is Tag.AUXILIARY:
        return bool(form & (Form.PARTICIPLE | Form.ING)) or (bool(form & Form.BASE) and (not verb.noun or _after_do(i, lowers, tags)))
    counted = before is Tag.NUMBER and after in english.AFTER_COUNTED  # "3 killed, 12 hurt in"
    if form & (Form.PAST | Form.PARTICIPLE) and (counted or not form & Form.BASE):
        return _past_is_verb(lowers[max(i - 2, 0) : i], tags, after)
    if form & Form.ING:
        return not _ordered(lowers[max(i - 1, 0) : i], after) and _ing_is_verb(verb, _after_bound(i, lowers), tags)
    if before is Tag.DETERMINER and form & Form.S and not verb.noun and lowers[i - 1] in ("this", "that"):
        return True  # "this comes after"
    if before is Tag.NUMBER and form & Form.BASE and not verb.noun and after in english.AFTER_COUNTED and all(t is before for t in tags):
        return True  # "Four die in", "At least 12 flee as" at the head of a headline
    if before in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.CASE, Tag.ADJECTIVE, Tag.NUMBER, Tag.PREPOSITION, Tag.HYPHEN):
        return False
    if not verb.noun:
        return True
    return _ambiguous_is_verb(i, verb, before, lowers, tags, verbs)


def _after_do(i: int, lowers: Sequence[str], tags: Sequence[Tag]) -> bool:
    """Say whether the auxiliary before *i* is a form of "do" ("did not travel")."""
    j = next((j for j in range(i - 1, -1, -1) if tags[j] is Tag.AUXILIARY), -1)
    return lowers[j] in english.DO


def _ordered(behind: Sequence[str], after: str) -> bool:
    """Say whether a participle describes what is counted: "his first planned trip", "the last remaining rebels"."""
    return behind[-1:] != () and behind[-1] in english.ORDINALS and first_tag(after, after) is None


def _past_is_verb(behind: Sequence[str], tags: Sequence[Tag], after: str) -> bool:
    alone = behind[-1:] in _DEMONSTRATIVES or behind in _RECIPROCAL
    if alone and first_tag(after, after) in _OPENS_NOUN_GROUP:  # "this brought the total to", "said the other broke the pact"
        return True
    last = tags[-1] if tags else Tag.BARRIER
    if last is not Tag.ADVERB and _ordered(behind, after):  # it is one behind a noun: "the army first sent troops"
        return False
    before_adverb = tags[-2] if len(tags) > 1 and last is Tag.ADVERB else last  # "a newly deployed battalion", "by heavily armed men"
    if before_adverb in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.CASE, Tag.ADJECTIVE, Tag.HYPHEN, Tag.PREPOSITION):
        return False
    if before_adverb is Tag.NUMBER and last is Tag.ADVERB and first_tag(after, after) is None:
        return False  # "150 heavily armed soldiers"
    return not (last is Tag.NUMBER and after not in english.AFTER_COUNTED and not after[:1].isdigit())


def _after_bound(i: int, lowers: Sequence[str]) -> str:
    """Return the word after *i*, past the bound of a figure: "killing at least 18" has an object."""
    after = lowers[i + 1] if i + 1 < len(lowers) else "."
    return lowers[i + 2] if after == "at" and i + 2 < len(lowers) and lowers[i + 2] in ("least", "most") else after


def _ing_is_verb(verb: VerbForm, after: str, tags: Sequence[Tag]) -> bool:
    last = tags[-1] if tags else Tag.BARRIER
    if last in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.CASE, Tag.ADJECTIVE, Tag.HYPHEN):
        return False
    if after in ("into", "onto", "toward", "towards"):
        return True  # "soldiers crossing into"
    if last in (Tag.NOUN, Tag.NAME) and (after[:1].isdigit() or after in english.NUMERALS):
        return True  # "opened fire killing five farmers"
    compound = not verb.acts and last in (Tag.NOUN, Tag.NAME, Tag.NUMBER)
    return not (verb.noun and (after in english.NO_OBJECT or compound))


def _heads_group(tags: Sequence[Tag]) -> bool:
    """Say whether a determiner, possessive or number opens the noun group that the next word would end."""
    for tag in reversed(tags):
        if tag not in (Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.HYPHEN):
            return tag in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.NUMBER)
    return False


def _in_singular(lowers: Sequence[str], tags: Sequence[Tag]) -> bool:
    """Say whether "a" opens the group, whose plural is then no subject ("a displaced persons camp")."""
    j = len(tags) - 1
    while j >= 0 and tags[j] in (Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.HYPHEN):
        j -= 1
    return j >= 0 and lowers[j] in ("a", "an")


def _has_object(i: int, lowers: Sequence[str], before: Tag) -> bool:
    """Say whether an object stands behind a verb and its particle ("the group set off a bomb")."""
    beyond = lowers[i + 2] if i + 2 < len(lowers) else "."
    return before is Tag.NOUN and first_tag(beyond, beyond) in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.NUMBER)


def _joins_verb(i: int, lowers: Sequence[str], tags: Sequence[Tag]) -> bool:
    """Say whether "and" stands before *i* and a verb in -s before that ("it arms and trains rebels")."""
    return tuple(tags[-2:]) == (Tag.VERB, Tag.CONJUNCTION) and lowers[i - 2].endswith("s")


def _ambiguous_is_verb(i: int, verb: VerbForm, before: Tag, lowers: Sequence[str], tags: Sequence[Tag], verbs: VerbTable) -> bool:
    form = verb.form
    word_before, after = lowers[i - 1] if i else "", lowers[i + 1] if i + 1 < len(lowers) else "."
    following = first_tag(after, after)
    opens = (
        following in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.NUMBER, Tag.PRONOUN, Tag.TO, Tag.ADVERB, Tag.PREPOSITION, Tag.RELATIVE)
        or following is None
    )
    verb_only = following is None and only_verb(after, form, verbs)  # "near" is more than the verb
    if following in (Tag.AUXILIARY, Tag.MODAL) or after in ("of", ".", ",") or verb_only:
        return False
    if form & Form.S and following in (Tag.PREPOSITION, Tag.TO) and (verb_follows(i, lowers, verbs) or _heads_group(tags)):
        return False  # "US strikes on Sanaa had killed", "its troop levels in"
    if verb.thing and following in (Tag.PREPOSITION, Tag.TO, Tag.RELATIVE):
        return False
    if form & Form.S:
        headline = before is Tag.NOUN and following in (Tag.TO, Tag.PREPOSITION, Tag.NUMBER) and not has_finite_verb(lowers, verbs)
        return ((before is Tag.NAME or _joins_verb(i, lowers, tags)) and opens) or before in (Tag.PRONOUN, Tag.RELATIVE) or headline
    if following is Tag.TO and form & Form.BASE and before is Tag.NAME:  # "<name> and <name> plan to", "<name> also plan to"
        return tags[-1] is Tag.ADVERB or tuple(tags[-3:-1]) == (Tag.NAME, Tag.CONJUNCTION)
    plural = before is Tag.NOUN and (word_before.endswith("s") or word_before in english.PLURALS) and not _in_singular(lowers, tags)
    counted = following in (Tag.DETERMINER, Tag.NUMBER, Tag.POSSESSIVE) or after[:1] in "$€£"
    people = before is Tag.NAME and word_before.endswith("s") and counted
    went = bool(form & Form.PAST) and _has_particle(i, lowers, before, after)
    return went or ((before in (Tag.PRONOUN, Tag.RELATIVE) or plural or people) and opens)


def _has_particle(i: int, lowers: Sequence[str], before: Tag, after: str) -> bool:
    """Say whether a particle behind a word shows that it is a verb ("<name> today set out for", "the fleet set off")."""
    subject = before in (Tag.NAME, Tag.DATE) or (before is Tag.NOUN and after == "off")
    return after in _PARTICLES | {"off", "short"} and (subject or _has_object(i, lowers, before))


def _mend(lowers: Sequence[str], tags: list[Tag], forms: list[Form]) -> None:
    """Turn back into adjectives the participles that stand inside a noun group."""
    dashes = [i for i, lower in enumerate(lowers) if lower in DASHES]
    closing = {dash + 1 for dash in dashes[1::2]}  # "<name> - no friend of peace - sent tanks"
    for i, tag in enumerate(tags[:-1]):
        if tag is not Tag.VERB or not forms[i] & Form.PARTICIPLE or forms[i] & Form.BASE:
            continue
        before = _previous(tags[:i])
        opens = before in (Tag.VERB, Tag.CONJUNCTION, Tag.BARRIER) or _sentence_like_start(i, tags)
        named = before is Tag.VERB or _sentence_like_start(i, tags)  # "supplied armed UAVs", "Suspected <group> fighters killed"
        names = Tag.NAME if named else Tag.NOUN
        if opens and i not in closing and tags[i + 1] in (Tag.NOUN, Tag.ADJECTIVE, names) and not _finite_before(i, tags):
            tags[i] = Tag.ADJECTIVE


def _finite_before(i: int, tags: Sequence[Tag]) -> bool:
    """Say whether a subject stands in front of a conjunction, so that "X shelled and killed civilians" keeps its verb."""
    return tags[i - 1] is Tag.CONJUNCTION if i else False
