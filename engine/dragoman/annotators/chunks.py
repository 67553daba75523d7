"""Chunks: cut a sentence into noun groups, verb groups and what stands between them, as FASTUS does (Hobbs et al. 1997).

All indices are token indices of the Doc.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman import english
from dragoman.annotators.group_joining import merge_partitives, owners_of, share_owners
from dragoman.annotators.groups import Chunk, Evidence, Kind, NounGroup, VerbGroup
from dragoman.annotators.words import Words
from dragoman.english import Tag
from dragoman.inflection import Form
from dragoman.spans import TypedSpan

_MULTIWORD = {
    ("according", "to"): (Kind.PREPOSITION, "according to"), ("such", "as"): (Kind.PREPOSITION, "including"),
    ("as", "well", "as"): (Kind.CONJUNCTION, "and"), ("along", "with"): (Kind.PREPOSITION, "with"),
    ("together", "with"): (Kind.PREPOSITION, "with"), ("because", "of"): (Kind.PREPOSITION, "because of"),
    ("due", "to"): (Kind.PREPOSITION, "because of"), ("out", "of"): (Kind.PREPOSITION, "from"), ("next", "to"): (Kind.PREPOSITION, "near"),
    ("instead", "of"): (Kind.PREPOSITION, "instead of"), ("so", "far"): (Kind.ADVERB, "so far"), ("at", "least"): (Kind.ADVERB, "at least"),
    ("in", "support", "of"): (Kind.PREPOSITION, "in support of"), ("in", "exchange", "for"): (Kind.PREPOSITION, "in exchange for"),
    ("as", "part", "of"): (Kind.PREPOSITION, "as part of"), ("in", "front", "of"): (Kind.PREPOSITION, "near"),
    ("on", "board"): (Kind.PREPOSITION, "aboard"), ("as", "of"): (Kind.PREPOSITION, "as of"), ("in", "addition", "to"): (Kind.PREPOSITION,
    "besides"), ("on", "behalf", "of"): (Kind.PREPOSITION, "for"), ("ahead", "of"): (Kind.PREPOSITION, "before"),
    ("as", "a", "result", "of"): (Kind.PREPOSITION, "because of"), ("at", "the", "hands", "of"): (Kind.PREPOSITION, "by"),
    ("in", "the", "vicinity", "of"): (Kind.PREPOSITION, "near"), ("with", "respect", "to"): (Kind.PREPOSITION, "about"),
    ("in", "response", "to"): (Kind.PREPOSITION, "in response to"), ("rather", "than"): (Kind.PREPOSITION, "instead of"),
    ("up", "to"): (Kind.ADVERB, "up to"),
}  # fmt: skip
_MULTIWORD_FIRST = {first: sorted((k for k in _MULTIWORD if k[0] == first), key=len, reverse=True) for first in {k[0] for k in _MULTIWORD}}
_IN_GROUP = frozenset({Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER})
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


class _Cutter:
    """The state of one pass over one sentence."""

    def __init__(self, words: Words, base: int, evidence: Evidence) -> None:
        self.words = words
        self.base = base
        self.evidence = evidence
        self.count = len(words.tags)

    def tag(self, i: int) -> Tag:
        return self.words.tags[i] if 0 <= i < self.count else Tag.BARRIER

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
        if self.words.tags[i] is Tag.SPACE or self.base + i in self.evidence.masked:
            return None
        return self._aside(i) or self._group(i) or Chunk(self._plain_kind(i), self.base + i, self.base + i + 1, self.words.lowers[i])

    def _plain_kind(self, i: int) -> Kind:
        return _PLAIN.get(self.words.tags[i], Kind.ADVERB)

    def _aside(self, i: int) -> Chunk | None:
        """Return what stands in a clause without a role: a date, an age, an adjective behind its noun."""
        tag = self.words.tags[i]
        date = self.evidence.dates.get(self.base + i)
        if date is not None and self.tag(date.end - self.base) is not Tag.CASE:
            return Chunk(Kind.DATE, date.start, date.end)
        if tag in (Tag.COMMA, Tag.OPEN) and self._is_age(i):
            return Chunk(Kind.ADVERB, self.base + i, self.base + i + 3, "")
        trailing = self.words.lowers[i] in english.TRAILING and self.tag(i - 1) in (Tag.NOUN, Tag.NAME)
        if trailing and self.base + i not in self.evidence.quantities:
            return Chunk(Kind.ADVERB, self.base + i, self.base + i + 1, self.words.lowers[i])
        return None

    def _group(self, i: int) -> Chunk | None:
        """Return the preposition of several words, verb group or noun group that begins at *i*."""
        tag = self.words.tags[i]
        starts_count = self.base + i in self.evidence.quantities
        if not starts_count and (multiword := self._multiword(i)) is not None:
            return multiword
        if not starts_count and (verb := self._verb_group(i)) is not None:
            return Chunk(Kind.VERB_GROUP, verb.start, verb.end, self.words.lowers[verb.main - self.base], verb=verb)
        if tag is Tag.PRONOUN and not starts_count:
            word = self.words.lowers[i]
            return Chunk(Kind.NOUN_GROUP, self.base + i, self.base + i + 1, word, noun=self._pronoun(i, word))
        titled = self.evidence.titled.get(self.base + i)
        if titled is not None and titled.end <= self.base + self.count:
            return self._titled_person(i, titled)
        if tag in _OPENERS or starts_count or tag is Tag.DATE:
            group = self._noun_group(i)
            titled = next((t for j in range(i + 1, group.end - self.base) if (t := self.evidence.titled.get(self.base + j))), None)
            if titled is not None and group.end < titled.end <= self.base + self.count:  # "the minister of state <name>"
                return self._titled_person(i, titled)
            return Chunk(Kind.NOUN_GROUP, group.start, group.end, self.words.lowers[group.head - self.base], noun=group)
        return None

    def _pronoun(self, i: int, word: str) -> NounGroup:
        return NounGroup(self.base + i, self.base + i + 1, self.base + i, pronoun=word)

    def _is_age(self, i: int) -> bool:
        """Say whether "<name>, 29, who ..." or "<name> (29)" tells an age here."""
        bracketed = self.tag(i + 2) is Tag.CLOSE and any(p.end == self.base + i for p in self.evidence.persons.values())
        closed = bracketed or (self.tag(i + 2) is Tag.COMMA and self.base + i + 1 not in self.evidence.quantities)
        age = self.words.texts[i + 1] if closed and i + 2 < self.count else ""
        return self.tag(i - 1) is Tag.NAME and age.isdigit() and len(age) <= 3

    def _titled_person(self, i: int, person: TypedSpan) -> Chunk:
        """Take a person with a title of several groups as one ("Minister of State for Security <name>")."""
        if self.tag(person.end - self.base) is Tag.CASE:
            return self._possessed(i, person)
        names = self._names_between(i, person.end - self.base)
        inner = tuple(span for span in names if span.end < person.end)
        group = NounGroup(self.base + i, person.end, person.end - 1, None, owners_of(inner, (person,)), (person,), inner)
        return Chunk(Kind.NOUN_GROUP, group.start, group.end, self.words.lowers[person.end - 1 - self.base], noun=group)

    def _possessed(self, i: int, person: TypedSpan) -> Chunk:
        """Take a titled person with what is his ("Foreign Minister <name>'s trip")."""
        end, _ = self._group_end(i, person.end - self.base)
        group = self._group_of(i, end, None)
        return Chunk(Kind.NOUN_GROUP, group.start, group.end, self.words.lowers[group.head - self.base], noun=group)

    def _multiword(self, i: int) -> Chunk | None:
        for key in _MULTIWORD_FIRST.get(self.words.lowers[i], ()):
            if self.words.lowers[i : i + len(key)] == key and not (key[-1] == "to" and self.tag(i + len(key)) is Tag.VERB):
                kind, word = _MULTIWORD[key]
                return Chunk(kind, self.base + i, self.base + i + len(key), word)
        return None

    # -- verb groups ---------------------------------------------------------------------------------------------------

    def _verb_group(self, i: int) -> VerbGroup | None:
        """Return the verb group that begins at *i*: auxiliaries, negation and adverbs up to a verb, or auxiliaries alone."""
        tags = self.words.tags
        if tags[i] not in (Tag.MODAL, Tag.AUXILIARY, Tag.VERB, Tag.TO):
            return None
        infinitive = tags[i] is Tag.TO
        j = i + infinitive
        while j < self.count and tags[j] is not Tag.VERB and self._may_precede_verb(i, j):
            j += 1
        auxiliaries = tuple(self.words.lowers[m] for m in range(i, j) if tags[m] is Tag.AUXILIARY)
        modal = next((m for m in range(j - 1, i - 1, -1) if tags[m] is Tag.MODAL or (tags[m] is Tag.TO and m > i)), None)
        negation = next((m for m in range(i, j) if tags[m] is Tag.NEGATION), None)
        found = _Auxiliaries(auxiliaries, self._absolute(modal), self._absolute(negation), infinitive)
        if j < self.count and tags[j] is Tag.VERB:
            form = self._fitting(self.words.forms[j], auxiliaries, modal is not None or infinitive)
            return VerbGroup(self.base + i, self.base + j + 1, self.base + j, form, *found)
        return self._copula(i, j, found) if auxiliaries or modal is not None else None

    def _absolute(self, i: int | None) -> int | None:
        return None if i is None else self.base + i

    def _may_precede_verb(self, first: int, j: int) -> bool:
        tag = self.words.tags[j]
        if tag is Tag.DATE or (tag is Tag.PREPOSITION and self.tag(j + 1) is Tag.DATE):  # "has in recent weeks sent"
            return any(self.words.tags[m] is Tag.AUXILIARY for m in range(first, j))
        if tag is Tag.TO:  # "is to send", "has to send"
            last = next((m for m in range(j - 1, first - 1, -1) if self.words.tags[m] is Tag.AUXILIARY), None)
            return last is not None and self.words.lowers[last] in english.BE | english.HAVE
        return tag in (Tag.AUXILIARY, Tag.MODAL, Tag.NEGATION, Tag.ADVERB, Tag.QUOTE)

    def _copula(self, i: int, j: int, found: _Auxiliaries) -> VerbGroup:
        """Return a group without a main verb ("is", "has not been"): its last auxiliary stands for the verb."""
        last = next(m for m in range(j - 1, i - 1, -1) if self.words.tags[m] in (Tag.AUXILIARY, Tag.MODAL, Tag.TO))
        end = last + 1
        if end < j and self.words.tags[end] is Tag.NEGATION:
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
        heads = tuple(span for span in names if span.end == self.base + head + 1)
        inner = tuple(span for span in names if span.end <= self.base + head)
        determiner = self.words.lowers[i] if self.words.tags[i] in (Tag.DETERMINER, Tag.POSSESSIVE) else ""
        possessive = self._last_case(i, end) is not None
        owners = owners_of(inner, heads)
        starts = {span.start for span in owners}
        linked = [s for s in owners if self.tag(s.end - self.base) is Tag.HYPHEN and s.end + 1 not in starts]
        if len(linked) < len(owners):  # "<group>-linked <name> fighters": whose they are, not whom they are linked to
            owners = tuple(span for span in owners if span not in linked)
        return NounGroup(
            self.base + i, self.base + end, self.base + head, quantity, owners, heads, inner, determiner, "", possessive
        )  # fmt: skip

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
            seen_noun = seen_noun or self.words.tags[j] in (Tag.NOUN, Tag.NAME)
            if self.words.tags[j] is Tag.CASE:
                seen_noun = False
            j += step
        return max(j, i + 1), quantity

    def _step(self, first: int, j: int, seen_noun: bool) -> int:
        """Return how many tokens the group takes at *j*: 0 when it ends there."""
        tag, after = self.words.tags[j], self.tag(j + 1)
        if tag in _IN_GROUP:
            return int(j == first or not (self._ends_group(j, seen_noun) or self._multiword(j)))
        if tag in (Tag.DETERMINER, Tag.POSSESSIVE):
            return int(not seen_noun)
        if tag is Tag.CASE:
            return int(after in _OPENERS | {Tag.QUOTE, Tag.ADVERB} or self._starts_name(j + 1))
        if tag is Tag.DATE and self._date_end(j):
            return self._date_inside(first, j, seen_noun)
        if tag in (Tag.HYPHEN, Tag.VERB):
            return int(j > first and (after in _OPENERS | {Tag.VERB, Tag.TO} if tag is Tag.HYPHEN else self.tag(j - 1) is Tag.HYPHEN))
        if tag is Tag.QUOTE and seen_noun:  # the closing mark of "the “new” tanks"
            opened = sum(self.words.tags[m] is Tag.QUOTE for m in range(first, j)) % 2
            return int((bool(opened) or self._demonym_ends(j)) and after in (Tag.NOUN, Tag.ADJECTIVE))
        if tag is Tag.PRONOUN:
            return int(self.words.lowers[j] == "others" and self.tag(j - 1) is Tag.NUMBER)
        if tag in (Tag.QUOTE, Tag.ADVERB):
            allowed = _OPENERS if tag is Tag.QUOTE else _AFTER_ADVERB
            return int(not seen_noun and j > first - (tag is Tag.QUOTE) and after in allowed)
        if tag is Tag.TO:  # "surface-to-air missiles"
            return int(self.tag(j - 1) is Tag.HYPHEN and after is Tag.HYPHEN)
        return int(tag is Tag.PREPOSITION and self._starts_name(j))

    def _ends_group(self, j: int, seen_noun: bool) -> bool:
        """Say whether the noun or adjective at *j* stands behind the group: a clause's subject, or "20 people dead"."""
        tag, after = self.words.tags[j], self.tag(j + 1)
        if (tag is Tag.NAME and self._appended_actor(j)) or self.words.lowers[j : j + 2] == ("according", "to"):
            return True
        if not seen_noun:
            return False
        if self.words.lowers[j] in english.POSTNOMINAL | english.TRAILING and after not in (Tag.NOUN, Tag.NAME):
            return True
        if self.words.lowers[j] in english.TIME_UNITS and j + 1 < self.count and self.words.lowers[j + 1] in ("after", "before", "into"):
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
        if self.tag(end) is Tag.CASE:
            return end - j
        if seen_noun or first == j:
            return 0
        end += self.tag(end) is Tag.COMMA
        return end - j if self.tag(end) in (Tag.NOUN, Tag.ADJECTIVE) else 0

    def _date_end(self, j: int) -> int:
        date = self.evidence.dates.get(self.base + j)
        return date.end - self.base if date is not None else 0

    def _starts_name(self, j: int) -> bool:
        return self.base + j in self.evidence.names

    def _last_case(self, i: int, end: int) -> int | None:
        return next((j for j in range(end - 1, i, -1) if self.words.tags[j] is Tag.CASE), None)

    def _head(self, i: int, end: int) -> int:
        head = end - 1
        while head > i and self.words.tags[head] in (Tag.CASE, Tag.QUOTE, Tag.HYPHEN, Tag.ADVERB):
            head -= 1
        return head

    def _names_between(self, i: int, end: int) -> tuple[TypedSpan, ...]:
        found: list[TypedSpan] = []
        for j in range(i, end):
            found.extend(span for span in self.evidence.names.get(self.base + j, ()) if span.end <= self.base + end)
            person = self.evidence.persons.get(self.base + j)
            if person is not None and person.end <= self.base + end:
                found.append(person)
        return tuple(found)


def _dated(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Join a preposition with the date behind it, so that "in January" is no open phrase."""
    joined: list[Chunk] = []
    for chunk in chunks:
        if chunk.kind is Kind.DATE and joined and joined[-1].kind is Kind.PREPOSITION and joined[-1].end == chunk.start:
            chunk = Chunk(Kind.DATE, joined.pop().start, chunk.end)
        joined.append(chunk)
    return joined


def cut_chunks(words: Words, base: int, evidence: Evidence, units: frozenset[int] = frozenset()) -> tuple[Chunk, ...]:
    """Return the chunks of the sentence whose first token is *base*; *units* are heads that measure what follows "of"."""
    chunks = _dated(_Cutter(words, base, evidence).cut())
    return tuple(share_owners(merge_partitives(chunks, units)))
