"""Status: how sure a match is, from its verb group, what governs it, and cues around it, each with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from dragoman.annotators.groups import Kind, NounGroup, VerbGroup
from dragoman.annotators.sentence import Sentence
from dragoman.compiling.cue_table import CueTable, Governor, Hit
from dragoman.english import AUXILIARIES, HAVE, MODALS, PREPOSITIONS, Tag
from dragoman.inflection import Form
from dragoman.matching.frames import Frame
from dragoman.matching.matches import Match
from dragoman.mentions.governing import CONDITIONS, Above, Tie, above_noun, above_verb, auxiliary_before, has_full_object
from dragoman.records import Count, Status

_DEPTH = 5
_NOT_NEGATING = frozenset({"only", "just", "merely", "simply", "solely", "least"})
# "embarked on a tour", "will result in deaths", "will meet him during a tour"
_CARRYING = frozenset({"for", "on", "to", "in", "into", "of", "during"})
_INVERTING = frozenset({"should", "had", "were"})
_PRESENT_CONDITIONS = frozenset({"until", "till", "once"})
# What a clause says stands under all that governs it: the weaker gives way, a denial stays.
_STRENGTH = {Status.ASSERTED: 0, Status.PLANNED: 1, Status.POSSIBLE: 2, Status.REQUESTED: 3, Status.DENIED: 4}


@dataclass(frozen=True, slots=True)
class Sign:
    """Tokens that set a status."""

    start: int
    end: int
    sets: Status


@dataclass(frozen=True, slots=True)
class Assessment:
    """A match's status and the signs that set it."""

    status: Status
    signs: tuple[Sign, ...] = ()


def assess(sentence: Sentence, match: Match, cues: CueTable) -> Assessment:
    """Return the status of a match with its signs; without any sign it is asserted."""
    reading = _Reading(sentence, cues, _free_hits(sentence, match, cues))
    signs = _once([*_assumed(match), *reading.signs(match)])
    status = reduce(_under, (sign.sets for sign in signs), Status.ASSERTED)
    if status is Status.ASSERTED:
        return Assessment(status)
    telling = [sign for sign in signs if sign.sets is status]
    return Assessment(status, tuple(dict.fromkeys(telling or (replace(sign, sets=status) for sign in signs))))


def _once(signs: Sequence[Sign]) -> list[Sign]:
    """Return the signs without those that lie on the tokens of an earlier one of the same status ("no" in "no plans to")."""
    kept: list[Sign] = []
    for sign in signs:
        if not any(sign.sets is other.sets and sign.start < other.end and other.start < sign.end for other in kept):
            kept.append(sign)
    return kept


def _under(inner: Status, outer: Status) -> Status:
    """Return what a statement is under one more sign: a denial of a denial leaves it open."""
    if outer is Status.DENIED and inner is Status.DENIED:
        return Status.POSSIBLE
    return max(inner, outer, key=_STRENGTH.__getitem__)


def _assumed(match: Match) -> Iterator[Sign]:
    """Yield what the rule assumes of its trigger ("rejected", "urged")."""
    if match.rule.rule.assume is not Status.ASSERTED:
        yield Sign(match.occurrence.start, match.occurrence.end, match.rule.rule.assume)


def _free_hits(sentence: Sentence, match: Match, cues: CueTable) -> tuple[Hit, ...]:
    """Return the phrase cues outside the match's fillers and outside names."""
    taken = {t for fillers in match.slots.values() for found in fillers if found.type != "date" for t in range(found.start, found.end)}
    tags = sentence.words.tags
    return tuple(
        hit
        for hit in cues.hits(sentence.words.lowers, sentence.start)
        if not taken.intersection(range(hit.start, hit.end))
        and (hit.start == sentence.start or tags[hit.start - sentence.start] is not Tag.NAME)
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One pass upwards from a trigger; signs come innermost first."""

    sentence: Sentence
    cues: CueTable
    hits: tuple[Hit, ...]

    def signs(self, match: Match) -> Iterator[Sign]:
        frame, clauses = match.frame, self.sentence.clauses
        yield from _nothing_signs(match)
        if frame.noun is not None and frame.verb is None:
            yield from self._inside(frame.noun, match.occurrence.start)
            yield from self._noun(frame.chunk, match.occurrence.end)
        elif (verb := clauses.verb(frame.chunk)) is not None:
            yield from self._verb(frame.chunk, verb, reduced=frame.voice == "reduced relative")
        yield from self._looking_ahead(match)
        yield from self._question(match)
        yield from (Sign(hit.start, hit.end, hit.cue.sets) for hit in self.hits if hit.cue.within == "sentence")

    # -- verbs -------------------------------------------------------------------------------------------------------

    def _verb(self, k: int, verb: VerbGroup, depth: int = _DEPTH, *, reduced: bool = False) -> Iterator[Sign]:
        """Yield the signs of a verb group and of all that governs it."""
        yield from self._group(verb)
        split = auxiliary_before(self.sentence, k, verb)
        if split is not None:
            yield from self._split(split)
        above = above_verb(self.sentence, k, verb)
        if split is not None:  # "nor has <country> sent"
            above = replace(above, edges=above.edges | {split.start})
        before = self.sentence.clauses.verb(self.sentence.clauses.back(k))
        if reduced and above.tie is not Tie.SHARED and (before is None or self._governor(before) is None):
            return
        if above.condition is not None:
            yield from self._condition(above.condition, verb)
        yield from self._phrase_above(above, depth)
        yield from self._above(above, verb, depth)

    def _split(self, split: VerbGroup) -> Iterator[Sign]:
        """Yield what an auxiliary apart from its verb says; in front of its subject it can stand for "if" ("should it send")."""
        chunks = self.sentence.clauses.chunks
        before = next((chunk for chunk in reversed(chunks) if chunk.end <= split.start), None)
        opens = before is None or before.kind in (Kind.COMMA, Kind.BARRIER, Kind.QUOTE)
        if opens and self.sentence.lower(split.start) in _INVERTING and chunks[-1].word != "?":
            yield Sign(split.start, split.start + 1, Status.POSSIBLE)
        else:
            yield from self._group(split)

    def _group(self, verb: VerbGroup) -> Iterator[Sign]:
        """Yield what the verb group itself says: its modal and its negation."""
        if verb.modal is not None:
            longer = next((hit.cue.sets for hit in self.hits if hit.start == verb.modal and hit.cue.within == "group"), None)
            sets = longer or self._modal(verb, self.sentence.lower(verb.modal))  # "should reach" expects, "should send" asks
            if sets is not None:
                yield Sign(verb.modal, verb.modal + 1, sets)
        if verb.negation is not None and self._word(verb.negation + 1) not in _NOT_NEGATING:
            yield Sign(verb.negation, verb.negation + 1, Status.DENIED)
        for hit in self.hits:
            if hit.cue.within == "group" and verb.start < hit.start and hit.end <= verb.main:  # "had probably been killed"
                yield Sign(hit.start, hit.end, hit.cue.sets)
        before = verb.start - 1
        if verb.infinitive and before >= self.sentence.start and self.sentence.words.tags[before - self.sentence.start] is Tag.NEGATION:
            yield Sign(before, before + 1, Status.DENIED)  # "decided not to send"

    def _modal(self, verb: VerbGroup, word: str) -> Status | None:
        sets = self.cues.modals.get(word)
        if word == "to" and verb.auxiliaries[:1] and verb.auxiliaries[0] in HAVE:
            return Status.REQUESTED if verb.auxiliaries[0] != "had" else None
        if sets is Status.REQUESTED and verb.auxiliaries[:1] == ("have",):
            return Status.POSSIBLE  # "should have sent", "must have killed"
        if sets is Status.PLANNED and word in ("would", "'d") and (verb.auxiliaries[:1] == ("have",) or self._hypothetical()):
            return Status.POSSIBLE
        return sets

    def _hypothetical(self) -> bool:
        return any(chunk.word in CONDITIONS - {"whether"} for chunk in self.sentence.clauses.chunks)

    def _condition(self, j: int, verb: VerbGroup) -> Iterator[Sign]:
        """Yield the "if" that opens a clause, and "until" where it looks ahead."""
        chunk = self.sentence.clauses.chunks[j]
        ahead = chunk.word in _PRESENT_CONDITIONS and bool(verb.form & Form.S or verb.auxiliaries[:1] in (("is",), ("are",)))
        if chunk.word in CONDITIONS or ahead:
            yield Sign(chunk.start, chunk.end, Status.POSSIBLE)

    def _above(self, above: Above, verb: VerbGroup, depth: int) -> Iterator[Sign]:
        """Yield what the verb above a verb says of it, and what stands above that."""
        if above.tie is Tie.HEADLINE:
            yield Sign(verb.start, verb.start + 1, Status.PLANNED)
        over = self.sentence.clauses.verb(above.verb) if above.verb is not None else None
        if over is None or above.verb is None or depth == 0:
            return
        if above.tie is Tie.SHARED:
            yield from self._shared(above.verb, over, verb, depth)
        elif above.tie is Tie.ADJUNCT:
            yield from (sign for sign in self._group(over) if sign.sets is not Status.DENIED)
            if over.infinitive:  # "is to leave before returning"
                yield from (sign for sign in self._verb(above.verb, over, depth - 1) if sign.sets is Status.PLANNED)
        else:
            yield from self._governed(above, over, verb, depth)

    def _shared(self, k: int, over: VerbGroup, verb: VerbGroup, depth: int) -> Iterator[Sign]:
        """Yield what a verb shares with the one before "and": its auxiliary where it has none, and its governor."""
        bare = not verb.auxiliaries and (bool(verb.form & Form.BASE) or bool(over.auxiliaries and verb.bare_participle))
        yield from (sign for sign in self._verb(k, over, depth - 1) if bare or sign.end <= over.start)

    def _governed(self, above: Above, over: VerbGroup, verb: VerbGroup, depth: int) -> Iterator[Sign]:
        governor = self._governor(over, above.preposition)
        loose = above.tie in (Tie.CONTENT, Tie.CLAIM)
        disowned = above.tie is Tie.CLAIM and governor is not None and governor.sets is Status.DENIED  # "rejected claims that"
        if governor is not None and (not loose or disowned or (above.tie is Tie.CONTENT and _holds_content(governor, verb))):
            if governor.sets is Status.ASSERTED:
                return
            if not (governor.sets is Status.PLANNED and verb.auxiliaries[:1] == ("have",)):
                yield Sign(over.main, over.main + 1, governor.sets)
        elif loose or (above.tie is Tie.GERUND and above.preposition):
            return
        if above.verb is not None:
            yield from self._verb(above.verb, over, depth - 1)

    def _governor(self, verb: VerbGroup, preposition: str = "") -> Governor | None:
        """Return what a verb makes of what it governs, with the word after it or its preposition ("call for", "rule out")."""
        main, after = self.sentence.lower(verb.main), self._word(verb.main + 1)
        table = self.cues.governors
        found = table.get(f"{main} {after}") or (table.get(f"{main} {preposition}") if preposition else None)
        return found or table.get(main)

    def _word(self, token: int) -> str:
        return self.sentence.lower(token) if token < self.sentence.end else ""

    # -- nouns -------------------------------------------------------------------------------------------------------

    def _inside(self, group: NounGroup, end: int) -> Iterator[Sign]:
        """Yield the adjectives before the trigger in its own group ("a possible tour")."""
        near = (hit for hit in self.hits if group.start <= hit.start and hit.end <= end and hit.cue.within == "group")
        yield from (Sign(hit.start, hit.end, hit.cue.sets) for hit in near if hit.cue.direction != "backward")

    def _noun(self, k: int, end: int, depth: int = _DEPTH) -> Iterator[Sign]:
        """Yield the signs of a noun group: its determiner, the noun or verb it hangs on, what is said of it."""
        group = self.sentence.clauses.noun(k)
        if group is None or depth == 0:
            return
        if group.determiner in ("no", "neither"):
            yield Sign(group.start, group.start + 1, Status.DENIED)
        above = above_noun(self.sentence, k)
        found = list(self._phrase_above(above, depth))
        yield from found
        if found:
            return
        over = self.sentence.clauses.verb(above.verb) if above.verb is not None else None
        if over is not None and above.verb is not None:
            yield from self._verb_over(above, above.verb, over, depth)
        yield from self._said_after(k, end)

    def _verb_over(self, above: Above, k: int, over: VerbGroup, depth: int) -> Iterator[Sign]:
        acts = above.tie is Tie.SUBJECT and not over.passive
        governor = self._governor(over, above.preposition) if not acts else None
        # What an event brings about says nothing of it: "the tour could anger X", "the sale will not alter the balance".
        effect = acts and has_full_object(self.sentence.clauses, k)
        modal = self.cues.modals.get(self.sentence.lower(over.modal)) if over.modal is not None else None
        if governor is not None and governor.sets is Status.ASSERTED:
            return
        if governor is not None:
            yield Sign(over.main, over.main + 1, governor.sets)
        elif (above.preposition and above.preposition not in _CARRYING) or (effect and modal is not Status.PLANNED):
            return
        signs = (s for s in self._verb(k, over, depth - 1) if not (effect and s.sets is Status.DENIED))
        yield from (s for s in signs if above.preposition != "during" or s.sets is Status.PLANNED)

    def _said_after(self, k: int, end: int) -> Iterator[Sign]:
        """Yield what is said of a noun behind it: "is on the table", "is being prepared"."""
        clauses = self.sentence.clauses
        stop = clauses.right(k, of_noun=True).stop
        limit = next((j for j in range(stop, clauses.count) if clauses.verb(j) is not None), None)
        if limit is None or limit > stop + 2:
            return
        reach = clauses.chunks[min(limit + 3, clauses.count - 1)].end
        first = clauses.chunks[limit].start
        for hit in self.hits:
            if hit.cue.direction == "backward" and max(first, end) <= hit.start < reach:
                yield Sign(hit.start, hit.end, hit.cue.sets)

    # -- phrases -----------------------------------------------------------------------------------------------------

    def _phrase_above(self, above: Above, depth: int) -> Iterator[Sign]:
        """Yield the phrase that governs by ending where the governed begins ("calls for", "unable to"), and what governs it."""
        hits = [hit for hit in self.hits if hit.cue.direction != "backward" and hit.cue.within != "sentence"]
        if above.finite:  # "the risk of", "calls for" take no clause
            hits = [hit for hit in hits if hit.cue.words[-1] not in PREPOSITIONS | {"to"}]
        near = [hit for hit in hits if self._skip(hit.end) in above.edges]
        if not near:
            return
        hit = max(near, key=lambda found: (found.end, found.end - found.start))
        hit = min((other for other in near if other.end == hit.end), key=lambda found: found.start)
        yield Sign(hit.start, hit.end, hit.cue.sets)
        k = self.sentence.clauses.at(hit.start)
        if k is not None and self.sentence.clauses.noun(k) is not None:
            yield from (sign for sign in self._noun(k, hit.end, depth - 1) if sign.start < hit.start)

    def _skip(self, token: int) -> int:
        tags = self.sentence.words.tags
        while token < self.sentence.end - 1 and tags[token - self.sentence.start] in (Tag.QUOTE, Tag.ADVERB):
            token += 1
        return token

    # -- the sentence ------------------------------------------------------------------------------------------------

    def _looking_ahead(self, match: Match) -> Iterator[Sign]:
        """Yield a date that lies ahead ("next week") where the trigger is a noun or stands in the present."""
        verb = match.frame.verb
        if verb is not None and (verb.form & (Form.PAST | Form.PARTICIPLE) or verb.modal is not None):
            return
        own = {t for fillers in match.slots.values() for f in fillers if f.type == "date" for t in range(f.start, f.end)}
        for hit in self.hits:
            if own.intersection(range(hit.start, hit.end)):
                yield Sign(hit.start, hit.end, hit.cue.sets)

    def _question(self, match: Match) -> Iterator[Sign]:
        """Yield the auxiliary that opens a yes-or-no question around the trigger."""
        sentence, clauses = self.sentence, self.sentence.clauses
        marks = [k for k, chunk in enumerate(clauses.chunks) if chunk.word == "?"]
        at = clauses.at(match.occurrence.start)
        if not marks or at is None or at > marks[-1]:
            return
        first = next((chunk for chunk in clauses.chunks if chunk.kind not in (Kind.QUOTE, Kind.ADVERB)), None)
        if first is not None and sentence.lower(first.start) in AUXILIARIES | MODALS:
            yield Sign(first.start, first.start + 1, Status.POSSIBLE)


def _holds_content(governor: Governor, verb: VerbGroup) -> bool:
    """Say whether what a verb makes of its that-clause holds: a request only of a bare form ("demanded that it stop")."""
    if not governor.content:
        return False
    if governor.sets in (Status.REQUESTED, Status.PLANNED):
        bare = not verb.auxiliaries and verb.modal is None and not verb.form & (Form.PAST | Form.S | Form.PARTICIPLE)
        return bare or verb.auxiliaries[:1] == ("be",)
    return True


def _nothing_signs(match: Match) -> Iterator[Sign]:
    """Yield "no one was hurt", "zero deaths", "killed no civilians"."""
    for fillers in match.slots.values():
        for found in fillers:
            if isinstance(found.value, Count) and found.value.high == 0:
                yield Sign(found.start, found.end, Status.DENIED)
                return
    for group in (*_participants(match.frame), *([match.frame.noun] if match.frame.noun is not None else [])):
        nothing = group.quantity is not None and "zero" in group.quantity.flags  # "conducted no missile test"
        if nothing or group.determiner in ("no", "neither") or group.pronoun in ("none", "nobody"):
            yield Sign(group.start, group.start + 1, Status.DENIED)
            return


def _participants(frame: Frame) -> Iterable[NounGroup]:
    firsts: Sequence[tuple[NounGroup, ...]] = [groups for role in ("subject", "object") for groups in frame.roles.get(role, [])[:1]]
    return [group for groups in firsts for group in groups]
