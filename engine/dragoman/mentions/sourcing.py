"""Sources: who says what a match states, from reporting verbs, "according to", headlines and quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.annotators.clauses import Clauses
from dragoman.annotators.groups import Chunk, Kind, NounGroup, VerbGroup
from dragoman.annotators.sentence import Sentence
from dragoman.compiling.cue_table import CueTable
from dragoman.english import SAY
from dragoman.matching.matches import Match
from dragoman.matching.readings import Found, read_all
from dragoman.mentions.governing import is_addressee
from dragoman.mentions.speaking import BORDERS, as_saying, quoted_person, reports, right_before, speaking
from dragoman.records import Status

SPEAKER_TYPES = ("person", "actor", "institution", "people", "name")
_SILENT = frozenset({"this", "that", "there", "who", "which", "none", "nobody"})
_OF_WHOM = frozenset({"for", "of", "by", "from", "at", "with"})
_CONTENT_PREPOSITIONS = frozenset({"of", "for", "about", "against", "over", "at"})
_CONTRASTS = frozenset({"while", "whilst", "whereas", "although", "though", "but"})
_MEANWHILE = frozenset({"as", "while", "whilst"})
_RELATIVE_OPENERS = frozenset({"which", "who", "when", "while", "whilst"})
_DASHES = frozenset({"-", "–", "—", "--"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A noun group that says something and the word that shows it; what it says stands *before* or *behind* that word."""

    found: Found | None
    group: NounGroup
    cue: str
    start: int
    before: bool = True
    behind: bool = True
    intends: bool = False
    opens: bool = False
    inner: bool = False


def sources_of(sentence: Sentence, match: Match, cues: CueTable) -> list[Speaker]:
    """Return who says it in the match's sentence, innermost first; pronouns come without a reading."""
    own = {token for fillers in match.slots.values() for found in fillers for token in range(found.start, found.end)}
    speakers = speakers_in(sentence, cues)
    trigger = match.occurrence.start
    free = [s for s in speakers if s.start != trigger and not (s.intends and s.group.head in own)]
    reaching = [s for s in free if _reaches(sentence, trigger, s, speakers)]
    if match.rule.rule.assume is Status.REQUESTED:  # who asks for it says so
        reaching += [s for s in speakers if s.start == trigger]
    return _distinct(sorted(reaching, key=lambda s: (not s.inner, abs(s.start - trigger))))


def speaker_after(sentence: Sentence, token: int, cues: CueTable) -> Speaker | None:
    """Return who is said to speak right behind a quotation that ends before *token* ("...," the minister said)."""
    found = (s for s in speakers_in(sentence, cues) if s.before and token <= s.group.end and s.start - token < 12)
    return min(found, key=lambda s: s.start, default=None)


def speakers_in(sentence: Sentence, cues: CueTable) -> list[Speaker]:
    """Return every noun group of a sentence that a reporting word shows to speak."""
    found = [*_headline(sentence)]
    for k, chunk in enumerate(sentence.clauses.chunks):
        if chunk.word in cues.attributions:
            found.extend(_attributed(sentence, k, chunk))
        elif chunk.verb is not None:
            found.extend(_reporting(sentence, k, chunk.verb, cues))
    return found


def _distinct(speakers: Sequence[Speaker]) -> list[Speaker]:
    """Keep the first of the speakers that are one and the same."""
    kept: list[Speaker] = []
    for speaker in speakers:
        same = any(s.found is not None and speaker.found is not None and s.found.value == speaker.found.value for s in kept)
        if not same:
            kept.append(speaker)
    return kept


# -- who speaks ----------------------------------------------------------------------------------------------------------


def _speaker(sentence: Sentence, group: NounGroup, cue: str, start: int) -> Speaker | None:
    """Return a noun group as a speaker where it can be one: by its own value, its owner's, or that of whom it speaks for."""
    if group.pronoun in _SILENT or group.determiner == "no":
        return None
    found = _named_beside(sentence, group) or _read(sentence, group) or _spoken_for(sentence, group) or _owner(group) or _titled(group)
    if found is None and not group.pronoun:
        return None
    return Speaker(found, group, cue, start)


def _read(sentence: Sentence, group: NounGroup) -> Found | None:
    readings = (read_all(sentence, group, kind) for kind in SPEAKER_TYPES)
    return next((found[0] for found in readings if found), None)


def _named_beside(sentence: Sentence, group: NounGroup) -> Found | None:
    """Read the name in apposition: of "the ministry's spokesman, Igor Petrov," the person."""
    clauses = sentence.clauses
    k = clauses.at(group.head)
    if k is None or any(span.type == "person" for span in group.heads):
        return None
    after = clauses.forth(k)
    if clauses.kind(after) is Kind.PREPOSITION and clauses.noun(clauses.forth(after)) is not None:
        after = clauses.forth(clauses.forth(after))
    beside = clauses.noun(clauses.forth(after)) if clauses.kind(after) is Kind.COMMA else None
    closed = beside is not None and clauses.kind(clauses.forth(clauses.forth(after))) in (Kind.COMMA, Kind.BARRIER)
    found = read_all(sentence, beside, "person") if beside is not None and closed else ()
    return found[0] if found else None


def _spoken_for(sentence: Sentence, group: NounGroup) -> Found | None:
    """Read "a spokesman for the ministry", "a report by the UN" by the noun group behind the preposition."""
    clauses = sentence.clauses
    k = clauses.at(group.head)
    after = clauses.forth(k) if k is not None else -1
    if k is None or clauses.kind(after) is not Kind.PREPOSITION or clauses.chunks[after].word not in _OF_WHOM:
        return None
    if any("class:envoy" in span.flags for span in group.heads):  # an envoy for a country speaks for whoever sent him
        return None
    whom = clauses.noun(clauses.forth(after))
    return _read(sentence, whom) if whom is not None else None


def _owner(group: NounGroup) -> Found | None:
    """Read "the Turkish report" and "a Russian spokesman" by the actor that stands before the head."""
    owner = group.owners[-1] if group.owners else None
    return Found(owner.start, owner.end, "actor", owner.value, owner.flags, group) if owner is not None else None


def _titled(group: NounGroup) -> Found | None:
    """Read an office alone ("the governor", "a spokesman") by its words."""
    title = next((span for span in group.heads if span.type == "title"), None)
    return Found(title.start, title.end, "title", title.value, title.flags, group) if title is not None else None


def _attributed(sentence: Sentence, k: int, chunk: Chunk) -> Iterator[Speaker]:
    """Yield the speakers of "according to X"; in front of its clause it says only what follows."""
    clauses = sentence.clauses
    if clauses.noun(clauses.forth(k)) is None:
        return
    groups, _ = clauses.listed(clauses.forth(k))
    fronted = (
        clauses.back(k) < 0
        or clauses.kind(clauses.back(k)) in (Kind.CONJUNCTION, Kind.SUBORDINATOR)
        or clauses.chunks[clauses.back(k)].word == ";"
    )
    for group in groups[:2]:
        speaker = _speaker(sentence, group, chunk.word, chunk.start)
        if speaker is not None:
            yield replace(speaker, before=not fronted, inner=chunk.verb is not None)


def _headline(sentence: Sentence) -> Iterator[Speaker]:
    """Yield the speaker of "AP: ..." and "Activists: ...", and of "... - officials" at the end."""
    clauses = sentence.clauses
    group = clauses.noun(0)
    if group is not None and clauses.count > 2 and clauses.chunks[1].word == ":":
        speaker = _speaker(sentence, group, ":", clauses.chunks[1].start)
        if speaker is not None:
            yield replace(speaker, before=False)
    last = clauses.count - 1
    last -= clauses.kind(last) is Kind.BARRIER
    dash = clauses.chunks[last - 1] if last > 1 else None
    group = clauses.noun(last)
    if group is not None and dash is not None and dash.word in _DASHES | {":"}:
        speaker = _speaker(sentence, group, dash.word, dash.start)
        if speaker is not None:
            yield replace(speaker, behind=False)


# -- reporting verbs -----------------------------------------------------------------------------------------------------


def _reporting(sentence: Sentence, k: int, verb: VerbGroup, cues: CueTable) -> Iterator[Speaker]:
    if not reports(sentence, verb, cues) or verb.negation is not None:
        return
    cue, clauses = sentence.lower(verb.main), sentence.clauses
    quoted = quoted_person(clauses, k)
    if quoted is not None:
        speaker = _speaker(sentence, quoted, cue, verb.main)
        if speaker is not None:
            yield replace(speaker, inner=True)
    for groups in speaking(sentence, k, verb)[:2]:
        speaker = next((s for group in groups[:1] if (s := _speaker(sentence, group, cue, verb.main)) is not None), None)
        if speaker is not None:
            yield _placed(sentence, k, verb, speaker)
            return


def _placed(sentence: Sentence, k: int, verb: VerbGroup, speaker: Speaker) -> Speaker:
    """Say on which side of its verb a speaker's words stand."""
    clauses = sentence.clauses
    at = min(clauses.at(speaker.group.head) or k, k)
    opener = clauses.back(at) if clauses.noun(at) is not None else right_before(clauses, k)
    as_insert = opener >= 0 and clauses.chunks[opener].word == "as"
    said = _content(sentence, k, speaker)
    if verb.passive or as_insert or (verb.bare_participle and speaker.group.start > verb.main):
        return replace(speaker, before=True, behind=as_insert or said or as_saying(clauses, clauses.forth(k)))
    marks = {clauses.kind(right_before(clauses, at)), clauses.kind(opener)}
    fronted = clauses.kind(opener) is Kind.CONJUNCTION or (opener < 0 and not marks & set(BORDERS))
    infinitive = clauses.verb(clauses.forth(k))
    intends = infinitive is not None and infinitive.infinitive and not infinitive.auxiliaries
    insert = clauses.kind(clauses.forth(max(k, clauses.at(speaker.group.head) or k))) is Kind.COMMA
    quoted = at > 1 and clauses.kind(at - 1) is Kind.QUOTE and not fronted  # "...," <name> said of the raid
    return replace(speaker, before=quoted or (not said and not fronted), behind=said or insert or fronted, intends=intends, opens=said)


def _content(sentence: Sentence, k: int, speaker: Speaker) -> bool:
    """Say whether what is reported follows the verb: a clause, a quotation, an infinitive, an -ing form or a thing."""
    clauses = sentence.clauses
    j, told = clauses.forth(max(k, clauses.at(speaker.group.head) or k)), False
    while j < clauses.count:
        kind, chunk = clauses.kind(j), clauses.chunks[j]
        if kind in (Kind.RELATIVE, Kind.SUBORDINATOR, Kind.VERB_GROUP):
            return chunk.word not in _RELATIVE_OPENERS
        if kind is Kind.NOUN_GROUP and clauses.word(k) in SAY:  # "says two soldiers and a guard have been hurt"
            return True
        closing = _closing_dash(clauses, j) if chunk.word in _DASHES else None
        if kind is Kind.NOUN_GROUP and is_addressee(clauses.noun(j)):  # "told reporters", "said civilians were hurt"
            told, j = True, clauses.listed(j)[1]
        elif kind is Kind.PREPOSITION and clauses.noun(clauses.forth(j)) is not None and chunk.word not in _CONTENT_PREPOSITIONS:
            j = clauses.listed(clauses.forth(j))[1]
        elif closing is not None:
            j = closing
        else:
            return _begins_content(clauses, j, told)
        j = clauses.forth(j)
    return False


def _begins_content(clauses: Clauses, j: int, told: bool) -> bool:
    """Say whether the chunk at *j*, or what its comma brings, is what somebody reports."""
    kind, chunk = clauses.kind(j), clauses.chunks[j]
    direct = clauses.verb(clauses.forth(j))
    if kind is Kind.COMMA and told and direct is not None and direct.finite:  # "said 22 civilians, including children, died"
        return True
    if kind is Kind.COMMA and told and (end := _insert_end(clauses, j)) is not None:  # "said civilians, many of them old, were hurt"
        verb = clauses.verb(clauses.forth(end))
        return verb is not None and verb.finite
    if kind in (Kind.COMMA, Kind.BARRIER):
        return chunk.word == ":" or (j + 1 < clauses.count and clauses.kind(j + 1) is Kind.QUOTE)
    return kind is Kind.NOUN_GROUP or (kind is Kind.PREPOSITION and clauses.kind(clauses.forth(j)) in (Kind.NOUN_GROUP, Kind.VERB_GROUP))


def _insert_end(clauses: Clauses, j: int) -> int | None:
    return next((m for m in range(j + 1, min(j + 12, clauses.count)) if clauses.kind(m) is Kind.COMMA), None)


def _closing_dash(clauses: Clauses, j: int) -> int | None:
    return next((m for m in range(j + 1, min(j + 9, clauses.count)) if clauses.chunks[m].word in _DASHES), None)


# -- how far their words reach -------------------------------------------------------------------------------------------


def _reaches(sentence: Sentence, trigger: int, speaker: Speaker, speakers: Sequence[Speaker]) -> bool:
    """Say whether a trigger stands within what a speaker says."""
    clauses = sentence.clauses
    t, at = clauses.at(trigger), clauses.at(speaker.start)
    if t is None or at is None:
        return False
    if t == at or not (speaker.behind if t > at else speaker.before):
        return False
    return not _cut(sentence, at, t, speakers) if t > at else not _cut_before(sentence, t, at, speaker, speakers)


def _cut(sentence: Sentence, at: int, t: int, speakers: Sequence[Speaker]) -> bool:
    """Say whether what is said ends before chunk *t*: at a semicolon, a contrast, another speaker's own clause."""
    clauses = sentence.clauses
    relative = clauses.kind(clauses.back(at)) is Kind.RELATIVE
    meanwhile = clauses.forth(clauses.forth(at))
    if (
        t > meanwhile
        and clauses.noun(clauses.forth(at)) is not None
        and clauses.word(meanwhile) in _MEANWHILE
        and not as_saying(clauses, meanwhile)
    ):
        return True  # "rejects the offer as strikes kill 30"
    for j in range(at + 1, t):
        if clauses.chunks[j].word == ";" or (relative and clauses.kind(j) is Kind.COMMA):
            return True
        if clauses.kind(j) not in (Kind.COMMA, Kind.CONJUNCTION, Kind.SUBORDINATOR):
            continue
        opener = clauses.forth(j)
        if any(s.opens and clauses.at(s.group.head) == opener and (clauses.at(s.start) or 0) < t for s in speakers):
            return True
    return False


def _cut_before(sentence: Sentence, t: int, at: int, speaker: Speaker, speakers: Sequence[Speaker]) -> bool:
    """Say whether a report behind the trigger begins after it: a semicolon or a contrast with another speaker stands between."""
    clauses = sentence.clauses
    other = any(s.start < sentence.clauses.chunks[t].start and s.opens and s.group.head != speaker.group.head for s in speakers)
    for j in range(t + 1, at):
        if clauses.chunks[j].word == ";":
            return True
        if other and (
            clauses.chunks[j].word in _CONTRASTS or (clauses.kind(j) is Kind.CONJUNCTION and clauses.kind(clauses.back(j)) is Kind.COMMA)
        ):
            return True
    return False
