"""Chunks: cut a sentence into noun groups, verb groups and what stands between them, as FASTUS does (Hobbs et al. 1997).

All indices are token indices of the Doc.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman import english
from dragoman.annotators.group_joining import join_bracketed, join_dates, merge_partitives, owners_of, share_owners
from dragoman.annotators.groups import Chunk, Evidence, Kind, NounGroup, VerbGroup
from dragoman.annotators.multiwords import MULTIWORD, MULTIWORD_FIRST
from dragoman.annotators.words import Words
from dragoman.english import Tag
from dragoman.inflection import Form
from dragoman.spans import TypedSpan

_IN_GROUP = frozenset({Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER})
_LEADING = english.TRAILING | MULTIWORD_FIRST.keys()
_ALONE = frozenset({Tag.CONJUNCTION, Tag.RELATIVE, Tag.SUBORDINATOR, Tag.BARRIER, Tag.QUOTE, Tag.CLOSE, Tag.ADVERB, Tag.NEGATION,
                    Tag.HYPHEN, Tag.CASE, Tag.PREPOSITION})  # fmt: skip
_VERBAL = frozenset({Tag.MODAL, Tag.AUXILIARY, Tag.VERB, Tag.TO})
_BEFORE_VERB = frozenset({Tag.AUXILIARY, Tag.MODAL, Tag.NEGATION, Tag.ADVERB, Tag.QUOTE})
_BEHIND = english.POSTNOMINAL | english.TRAILING
_AFTER_CASE = frozenset({Tag.QUOTE, Tag.ADVERB})
_AFTER_ADVERB = frozenset({Tag.ADJECTIVE, Tag.NOUN, Tag.VERB})
_OPENERS = _IN_GROUP | {Tag.DETERMINER, Tag.POSSESSIVE}
_PLAIN = {
    Tag.COMMA: Kind.COMMA, Tag.CONJUNCTION: Kind.CONJUNCTION, Tag.RELATIVE: Kind.RELATIVE, Tag.SUBORDINATOR: Kind.SUBORDINATOR,
    Tag.BARRIER: Kind.BARRIER, Tag.QUOTE: Kind.QUOTE, Tag.OPEN: Kind.OPEN, Tag.CLOSE: Kind.CLOSE, Tag.ADVERB: Kind.ADVERB,
    Tag.NEGATION: Kind.ADVERB, Tag.HYPHEN: Kind.ADVERB, Tag.CASE: Kind.ADVERB, Tag.PREPOSITION: Kind.PREPOSITION, Tag.TO: Kind.PREPOSITION,
}  # fmt: skip


class _Auxiliaries(NamedTuple):
    """What stands before a verb in its group."""

    words: tuple[str, ...]
    modal: int | None
    negation: int | None
    infinitive: bool


_NO_AUXILIARIES = _Auxiliaries((), None, None, False)


class _Cutter:
    """The state of one pass over one sentence."""

    def __init__(self, words: Words, base: int, evidence: Evidence) -> None:
        self.words = words
        self.base = base
        self.evidence = evidence
        self.count = len(words.tags)
        self.tags = words.tags
        self.lowers = words.lowers
        # Where something begins that is more than its first word; and no word but those of _LEADING begins anything else.
        self.begun = {*evidence.dates, *evidence.quantities, *evidence.titled}

    def tag(self, i: int) -> Tag:
        return self.tags[i] if 0 <= i < self.count else Tag.BARRIER

    def cut(self) -> list[Chunk]:
        chunks: list[Chunk] = []
        i = 0
        while i < self.count:
            chunk = self._next(i)
            if chunk is not None:
                chunks.append(chunk)
                i = chunk.end - self.base
            else:
                i += 1
        return chunks

    def _next(self, i: int) -> Chunk | None:
        tag, at = self.tags[i], self.base + i
        if tag is Tag.SPACE or at in self.evidence.masked:
            return None
        alone = tag in _ALONE and at not in self.begun and self.lowers[i] not in _LEADING and not self._qualifies(i)
        found = None if alone else self._aside(i) or self._group(i)
        return found or Chunk(_PLAIN.get(tag, Kind.ADVERB), at, at + 1, self.lowers[i])

    def _aside(self, i: int) -> Chunk | None:
        """Return what stands in a clause without a role: a date, an age, an adjective behind its noun."""
        tag = self.tags[i]
        date = self.evidence.dates.get(self.base + i)
        if date is not None and self.tag(date.end - self.base) is not Tag.CASE:
            return Chunk(Kind.DATE, date.start, date.end)
        if (tag is Tag.COMMA or tag is Tag.OPEN) and self._is_age(i):
            return Chunk(Kind.ADVERB, self.base + i, self.base + i + 3, "")
        trailing = self.lowers[i] in english.TRAILING and self.tag(i - 1) in (Tag.NOUN, Tag.NAME)
        if trailing and self.base + i not in self.evidence.quantities:
            return Chunk(Kind.ADVERB, self.base + i, self.base + i + 1, self.lowers[i])
        return None

    def _group(self, i: int) -> Chunk | None:
        """Return the preposition of several words, verb group or noun group that begins at *i*."""
        tag = self.tags[i]
        starts_count = self.base + i in self.evidence.quantities
        if not starts_count and (multiword := self._multiword(i)) is not None:
            return multiword
        if not starts_count and tag in _VERBAL and (verb := self._verb_group(i)) is not None:
            return Chunk(Kind.VERB_GROUP, verb.start, verb.end, self.lowers[verb.main - self.base], verb=verb)
        if tag is Tag.PRONOUN and not starts_count:
            at, word = self.base + i, self.lowers[i]
            return Chunk(Kind.NOUN_GROUP, at, at + 1, word, noun=NounGroup(at, at + 1, at, pronoun=word))
        titled = self.evidence.titled.get(self.base + i) if tag is not Tag.ADVERB else None
        if titled is not None and titled.end <= self.base + self.count:
            return self._titled_person(i, titled)
        if tag in _OPENERS or starts_count or tag is Tag.DATE or self._qualifies(i):
            group = self._noun_group(i)
            titled = self._titled_inside(group)
            if titled is not None and group.end < titled.end <= self.base + self.count:  # "the minister of state <name>"
                return self._titled_person(i, titled)
            return Chunk(Kind.NOUN_GROUP, group.start, group.end, self.lowers[group.head - self.base], noun=group)
        return None

    def _titled_inside(self, group: NounGroup) -> TypedSpan | None:
        """Return the person whose title begins inside a group."""
        titled = self.evidence.titled
        return next((titled[at] for at in range(group.start + 1, group.end) if at in titled), None) if titled else None

    def _qualifies(self, i: int) -> bool:
        """Say whether an adverb behind a preposition belongs to a participle of the group ("by heavily armed men")."""
        behind = self.tag(i) is Tag.ADVERB and self.tag(i - 1) is Tag.PREPOSITION and self.tag(i + 1) is Tag.ADJECTIVE
        return behind and bool(self.words.forms[i + 1]) and self.tag(i + 2) in _IN_GROUP

    def _is_age(self, i: int) -> bool:
        """Say whether "<name>, 29, who ..." or "<name> (29)" tells an age here."""
        if self.tag(i - 1) is not Tag.NAME:
            return False
        bracketed = self.tag(i + 2) is Tag.CLOSE and any(p.end == self.base + i for p in self.evidence.persons.values())
        closed = bracketed or (self.tag(i + 2) is Tag.COMMA and self.base + i + 1 not in self.evidence.quantities)
        age = self.words.texts[i + 1] if closed and i + 2 < self.count else ""
        return age.isdigit() and len(age) <= 3

    def _titled_person(self, i: int, person: TypedSpan) -> Chunk:
        """Take a person with a title of several groups as one ("Minister of State for Security <name>")."""
        if self.tag(person.end - self.base) is Tag.CASE:
            return self._possessed(i, person)
        names = self._names_between(i, person.end - self.base)
        inner = tuple(span for span in names if span.end < person.end)
        group = NounGroup(self.base + i, person.end, person.end - 1, None, owners_of(inner, (person,)), (person,), inner)
        return Chunk(Kind.NOUN_GROUP, group.start, group.end, self.lowers[person.end - 1 - self.base], noun=group)

    def _possessed(self, i: int, person: TypedSpan) -> Chunk:
        """Take a titled person with what is his ("Foreign Minister <name>'s trip")."""
        end, _ = self._group_end(i, person.end - self.base)
        group = self._group_of(i, end, None)
        return Chunk(Kind.NOUN_GROUP, group.start, group.end, self.lowers[group.head - self.base], noun=group)

    def _multiword(self, i: int) -> Chunk | None:
        for key in MULTIWORD_FIRST.get(self.lowers[i], ()):
            if self.lowers[i : i + len(key)] == key and not (key[-1] == "to" and self.tag(i + len(key)) is Tag.VERB):
                kind, word = MULTIWORD[key]
                return Chunk(kind, self.base + i, self.base + i + len(key), word)
        return None

    # -- verb groups ---------------------------------------------------------------------------------------------------

    def _verb_group(self, i: int) -> VerbGroup | None:
        """Return the verb group that begins at *i*: auxiliaries, negation and adverbs up to a verb, or auxiliaries alone."""
        tags = self.tags
        infinitive = tags[i] is Tag.TO
        j = i + infinitive
        while j < self.count and tags[j] is not Tag.VERB and self._may_precede_verb(i, j):
            j += 1
        found = self._auxiliaries(i, j, infinitive) if j > i else _NO_AUXILIARIES
        auxiliaries, modal = found.words, found.modal
        if j < self.count and tags[j] is Tag.VERB:
            form = self._fitting(self.words.forms[j], auxiliaries, modal is not None or infinitive)
            return VerbGroup(self.base + i, self.base + j + 1, self.base + j, form, *found)
        return self._copula(i, j, found) if auxiliaries or modal is not None else None

    def _auxiliaries(self, i: int, j: int, infinitive: bool) -> _Auxiliaries:
        """Return what stands before the verb at *j* in the group that begins at *i*."""
        tags, base = self.tags, self.base
        auxiliaries = tuple([self.lowers[m] for m in range(i, j) if tags[m] is Tag.AUXILIARY])
        modal = next((base + m for m in range(j - 1, i - 1, -1) if tags[m] is Tag.MODAL or (tags[m] is Tag.TO and m > i)), None)
        negation = next((base + m for m in range(i, j) if tags[m] is Tag.NEGATION), None)
        return _Auxiliaries(auxiliaries, modal, negation, infinitive)

    def _may_precede_verb(self, first: int, j: int) -> bool:
        tag = self.tags[j]
        if tag is Tag.DATE or (tag is Tag.PREPOSITION and self.tag(j + 1) is Tag.DATE):  # "has in recent weeks sent"
            return any(self.tags[m] is Tag.AUXILIARY for m in range(first, j))
        if tag is Tag.TO:  # "is to send", "has to send"
            last = next((m for m in range(j - 1, first - 1, -1) if self.tags[m] is Tag.AUXILIARY), None)
            return last is not None and self.lowers[last] in english.BE | english.HAVE
        return tag in _BEFORE_VERB

    def _copula(self, i: int, j: int, found: _Auxiliaries) -> VerbGroup:
        """Return a group without a main verb ("is", "has not been"): its last auxiliary stands for the verb."""
        last = next(m for m in range(j - 1, i - 1, -1) if self.tags[m] in (Tag.AUXILIARY, Tag.MODAL, Tag.TO))
        end = last + 1
        if end < j and self.tags[end] is Tag.NEGATION:
            end += 1
        return VerbGroup(self.base + i, self.base + end, self.base + last, Form.BASE, *found)

    @staticmethod
    def _fitting(form: Form, auxiliaries: Sequence[str], base: bool) -> Form:
        """Keep of an ambiguous form what its auxiliaries allow."""
        if auxiliaries:
            allowed = Form.PARTICIPLE | Form.ING if auxiliaries[-1] in english.BE else Form.PARTICIPLE
            return form & allowed or form
        return (form & Form.BASE or form) if base else form

    # -- noun groups ---------------------------------------------------------------------------------------------------

    def _noun_group(self, i: int) -> NounGroup:
        end, quantity = self._group_end(i, i)
        return self._group_of(i, end, quantity)

    def _group_of(self, i: int, end: int, quantity: TypedSpan | None) -> NounGroup:
        """Return the noun group of tokens ``i:end`` with what was found in it."""
        head = self._head(i, end)
        names = self._names_between(i, end)
        heads = tuple([span for span in names if span.end == self.base + head + 1])
        inner = tuple([span for span in names if span.end <= self.base + head])
        if not heads and head > i and any(letter.isdigit() for letter in self.lowers[head]):  # "three surveillance planes XR-90"
            heads = tuple([span for span in inner if span.type == "materiel" and span.end == self.base + head])
            head -= bool(heads)
        determiner = self.lowers[i] if self.tags[i] in (Tag.DETERMINER, Tag.POSSESSIVE) else ""
        possessive = Tag.CASE in self.tags[i + 1 : end]
        owners = owners_of(inner, heads)
        starts = {span.start for span in owners}
        linked = [s for s in owners if self.tag(s.end - self.base) is Tag.HYPHEN and s.end + 1 not in starts]
        if len(linked) < len(owners):  # "<group>-linked <name> fighters": whose they are, not whom they are linked to
            owners = tuple(span for span in owners if span not in linked)
        return NounGroup(self.base + i, self.base + end, self.base + head, quantity, owners, heads, inner, determiner, "", possessive)

    def _group_end(self, i: int, j: int) -> tuple[int, TypedSpan | None]:
        """Return where the group that begins at *i* ends, read on from *j*, and its count."""
        quantity: TypedSpan | None = None
        seen_noun = j > i
        while j < self.count:
            span = self.evidence.quantities.get(self.base + j)
            if span is not None and not (seen_noun and self.tag(j - 1) is not Tag.CASE):
                quantity = quantity or span
                j = span.end - self.base
                continue
            if span is not None:
                break
            step = self._step(i, j, seen_noun)
            if step == 0:
                break
            seen_noun = seen_noun or self.tags[j] in (Tag.NOUN, Tag.NAME)
            if self.tags[j] is Tag.CASE:
                seen_noun = False
            j += step
        return max(j, i + 1), quantity

    def _step(self, first: int, j: int, seen_noun: bool) -> int:
        """Return how many tokens the group takes at *j*: 0 when it ends there."""
        tag, after = self.tags[j], self.tag(j + 1)
        if tag in _IN_GROUP:
            return int(j == first or not (self._ends_group(j, seen_noun) or self._multiword(j)))
        if tag in (Tag.DETERMINER, Tag.POSSESSIVE):
            return int(not seen_noun)
        if tag is Tag.CASE:
            return int(after in _OPENERS or after in _AFTER_CASE or self._starts_name(j + 1))
        if tag is Tag.DATE and self._date_end(j):
            return self._date_inside(first, j, seen_noun)
        if tag in (Tag.HYPHEN, Tag.VERB):
            return int(j > first and (after in _OPENERS | {Tag.VERB, Tag.TO} if tag is Tag.HYPHEN else self.tag(j - 1) is Tag.HYPHEN))
        if tag is Tag.QUOTE and seen_noun:  # the closing mark of "the “new” tanks"
            opened = sum(self.tags[m] is Tag.QUOTE for m in range(max(first - 1, 0), j)) % 2
            return int((bool(opened) or self._demonym_ends(j)) and after in (Tag.NOUN, Tag.ADJECTIVE))
        if tag is Tag.PRONOUN:
            return int(self.lowers[j] == "others" and (self.tag(j - 1) is Tag.NUMBER or self.lowers[j - 1] in english.SOME))
        if tag in (Tag.QUOTE, Tag.ADVERB):
            allowed = _OPENERS if tag is Tag.QUOTE else _AFTER_ADVERB
            after = self.tag(j + 2) if after is Tag.HYPHEN and tag is Tag.ADVERB else after  # "the newly-signed accord"
            return int(not seen_noun and (j > first or tag is Tag.QUOTE or self._qualifies(j)) and after in allowed)
        if tag is Tag.TO:  # "surface-to-air missiles"
            return int(self.tag(j - 1) is Tag.HYPHEN and after is Tag.HYPHEN)
        return int(tag is Tag.PREPOSITION and self._starts_name(j))

    def _ends_group(self, j: int, seen_noun: bool) -> bool:
        """Say whether the noun or adjective at *j* stands behind the group: a clause's subject, or "20 people dead"."""
        tag, after = self.tags[j], self.tag(j + 1)
        if (tag is Tag.NAME and self._appended_actor(j)) or self.lowers[j : j + 2] == ("according", "to"):
            return True
        if not seen_noun:
            return False
        if tag is Tag.NAME and self.lowers[j - 1] == "time" and self.lowers[j - 2] in english.ORDINALS:
            return True  # "the last time <name> came"
        if self.lowers[j] in _BEHIND and after not in (Tag.NOUN, Tag.NAME):
            return True
        if self.lowers[j] in english.TIME_UNITS and j + 1 < self.count and self.lowers[j + 1] in ("after", "before", "into"):
            return True  # "broke the pact hours after it began"
        return tag is Tag.ADJECTIVE and after not in _IN_GROUP

    def _demonym_ends(self, j: int) -> bool:
        """Say whether a demonym stands before the mark at *j* ("Syrian 'mercenaries'")."""
        return any("demonym" in span.flags for span in self.evidence.names.get(self.base + j - 1, ()))

    def _appended_actor(self, j: int) -> bool:
        """Say whether an actor's name begins a clause after a common noun ("the equipment <country> has sent")."""
        if self.tag(j - 1) is not Tag.NOUN or not self.words.texts[j - 1][:1].islower():
            return False
        for span in self.evidence.names.get(self.base + j, ()):
            if span.type == "actor" and "demonym" not in span.flags:
                after = span.end - self.base
                while self.tag(after) is Tag.ADVERB:
                    after += 1
                return self.tag(after) in (Tag.VERB, Tag.AUXILIARY, Tag.MODAL)
        return False

    def _date_inside(self, first: int, j: int, seen_noun: bool) -> int:
        """Take a date that belongs to the group: "Friday's attack", "the August 17 bombing", "the April 15, 2013, attack"."""
        end = self._date_end(j)
        if self.tag(end) is Tag.CASE or seen_noun or first == j:
            return end - j if self.tag(end) is Tag.CASE else 0
        end += self.tag(end) is Tag.COMMA
        return end - j if self.tag(end) in (Tag.NOUN, Tag.ADJECTIVE) else 0

    def _date_end(self, j: int) -> int:
        date = self.evidence.dates.get(self.base + j)
        return date.end - self.base if date is not None else 0

    def _starts_name(self, j: int) -> bool:
        return self.base + j in self.evidence.names

    def _head(self, i: int, end: int) -> int:
        head = end - 1
        while head > i and self.tags[head] in (Tag.CASE, Tag.QUOTE, Tag.HYPHEN, Tag.ADVERB):
            head -= 1
        return head

    def _names_between(self, i: int, end: int) -> tuple[TypedSpan, ...]:
        names, persons, limit = self.evidence.names, self.evidence.persons, self.base + end
        found: list[TypedSpan] = []
        for at in range(self.base + i, limit):
            if at in names:
                found += [span for span in names[at] if span.end <= limit]
            if at in persons and persons[at].end <= limit:
                found.append(persons[at])
        return tuple(found)


def cut_chunks(words: Words, base: int, evidence: Evidence, units: frozenset[int] = frozenset()) -> tuple[Chunk, ...]:
    """Return the chunks of the sentence whose first token is *base*; *units* are heads that measure what follows "of"."""
    chunks = join_dates(_Cutter(words, base, evidence).cut())
    if any(chunk.kind is Kind.OPEN for chunk in chunks):
        chunks = join_bracketed(chunks, words.texts, base)
    return tuple(share_owners(merge_partitives(chunks, units)))
