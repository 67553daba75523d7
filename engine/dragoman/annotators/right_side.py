"""The right side of a clause: the objects and prepositional phrases that follow a verb or noun."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.annotators.chunk_row import INSERT_LIMIT, ChunkRow
from dragoman.annotators.coordination import Groups, item, listed
from dragoman.annotators.groups import Kind
from dragoman.english import DASHES, MADE_UP

Roles = dict[str, list[Groups]]


@dataclass(frozen=True, slots=True)
class Right:
    """What stands to the right of a verb or noun group in its clause; *stop* is the chunk where the clause ends."""

    objects: tuple[Groups, ...]
    prepositional: Roles
    stop: int


class _Scan:
    """One walk to the right; each step takes one chunk and says where the next one is, or None at the end."""

    def __init__(self, row: ChunkRow, of_noun: bool) -> None:
        self.row = row
        self.of_noun = of_noun
        self.objects: list[Groups] = []
        self.phrases: Roles = {}
        self.last: list[Groups] | None = None
        self.steps = {
            Kind.NOUN_GROUP: self._object,
            Kind.PREPOSITION: self._phrase,
            Kind.CONJUNCTION: self._more,
            Kind.COMMA: self._comma,
            Kind.OPEN: self._bracket,
            Kind.BARRIER: self._dash,
            Kind.VERB_GROUP: self._reduced,
            Kind.RELATIVE: self._relative,
        }

    def walk(self, k: int) -> Right:
        j = self.row.forth(k)
        while j < self.row.count:
            step = self.steps.get(self.row.kind(j))
            following = step(j) if step is not None else None
            if following is None:
                break
            j = following
        return Right(tuple(self.objects), self.phrases, j)

    def _object(self, j: int) -> int | None:
        if self.of_noun or self._begins_clause(j):
            return None
        groups, end = listed(self.row, j)
        self.objects.append(groups)
        self.last = self.objects
        self._note_parts(groups)
        return self.row.forth(end)

    def _note_parts(self, groups: Groups) -> None:
        """Keep what stands behind "including" as a role of its own too, whatever list it ends."""
        parts = tuple(group for group in groups if group.part)
        if parts:
            self.phrases.setdefault("including", []).append(parts)

    def _begins_clause(self, k: int) -> bool:
        """Say whether the noun group at *k* is the subject of a clause of its own."""
        _, end = listed(self.row, k)
        after = self.row.verb(self.row.forth(end))
        return after is not None and after.finite and not after.bare_participle and self.row.kind(self.row.back(k)) is Kind.COMMA

    def _phrase(self, j: int) -> int | None:
        target = self.row.forth(j)
        if self.row.noun(target) is None:
            return target if self.row.kind(target) is Kind.PREPOSITION else None
        groups, end = listed(self.row, target)
        if self.row.word(j) == "including" and self.last:
            parts = tuple(replace(group, part=True) for group in groups)
            self.last[-1] = self.last[-1] + parts
            self._note_parts(parts)
        elif self._tells_origin(j):
            pass  # "left from a base in <place>": the place is where they come from
        elif not (self.row.word(j) == "of" and self._belongs_to_plain_noun(j)):
            groups = self._without_strays(groups)
            self.last = self.phrases.setdefault(self.row.word(j), [])
            self.last.append(groups)
            if self.row.word(j) != "including":
                self._note_parts(groups)
        return self.row.forth(end)

    def _tells_origin(self, j: int) -> bool:
        """Say whether "in" at *j* goes with the base or command of a "from" right before it."""
        if self.row.word(j) != "in" or self.row.word(self.row.back(self.row.back(j))) != "from":
            return False
        before = self.row.noun(self.row.back(j))
        return before is not None and any(span.type in ("location", "force") for span in before.heads)

    def _belongs_to_plain_noun(self, j: int) -> bool:
        """Say whether "of" goes with the noun of the phrase before it ("talks at the request of <name>"), and not with the trigger."""
        before = self.row.noun(self.row.back(j))
        held = before is not None and self.row.kind(self.row.back(self.row.back(j))) is Kind.PREPOSITION
        return self.of_noun and bool(self.phrases) and held and before is not None and not before.heads

    def _without_strays(self, groups: Groups) -> Groups:
        """Give back to the objects what a list behind a preposition only seems to go on with ("tanks to <name>, as well as rifles")."""
        if not self.objects or len(groups) == 1:
            return groups
        own, wanted = _types(groups[:1]), _types(self.objects[-1])
        own |= {"location"} if "place" in own else set()
        strays = tuple(g for g in groups[1:] if not _types((g,)) & own and _types((g,)) & wanted)
        self.objects[-1] = self.objects[-1] + strays
        return tuple(g for g in groups if g not in strays)

    def _more(self, j: int) -> int | None:
        """Take "as well as training" behind a prepositional phrase as another object; "a truce in A and in B" goes on."""
        if self.of_noun and self.phrases and self.row.kind(self.row.forth(j)) is Kind.PREPOSITION:
            return self.row.forth(j)
        if not self.objects or item(self.row, self.row.forth(j)) is None:
            return None
        groups, end = listed(self.row, self.row.forth(j))
        self.objects[-1] = self.objects[-1] + groups
        return self.row.forth(end)

    def _comma(self, j: int) -> int | None:
        """Return where the clause goes on after a comma, or None when it ends there."""
        after = self.row.forth(j)
        if self.row.kind(after) is Kind.PREPOSITION:
            return after
        if self.row.kind(after) is Kind.CONJUNCTION and item(self.row, self.row.forth(after)) is not None:
            return after
        for m in range(j + 1, min(j + INSERT_LIMIT, self.row.count)):
            if self.row.kind(m) is Kind.BARRIER:
                return None
            if self.row.kind(m) is Kind.COMMA:
                end = self.row.forth(m)
                goes_on = self.row.kind(end) is Kind.PREPOSITION or self._awaits_object(j, m)
                return end if goes_on else None
        return None

    def _awaits_object(self, opening: int, closing: int) -> bool:
        """Say whether the object comes behind a report that splits the clause ("sent, <name> said, tanks")."""
        if self.objects or self.phrases or self.of_noun:
            return False
        subject = self.row.forth(opening)
        verb = self.row.verb(self.row.forth(subject))
        speaker = self.row.noun(subject)
        report = (
            speaker is not None and speaker.quantity is None and verb is not None and verb.finite and self.row.forth(subject) + 1 == closing
        )
        end = self.row.forth(closing)
        return report and self.row.noun(end) is not None and not self._begins_clause(end)

    def _bracket(self, j: int) -> int:
        depth = 0
        for m in range(j, self.row.count):
            depth += (self.row.kind(m) is Kind.OPEN) - (self.row.kind(m) is Kind.CLOSE)
            if depth == 0:
                return self.row.forth(m)
        return self.row.count

    def _dash(self, j: int) -> int | None:
        """Return the chunk after an insert between two dashes, when the clause goes on there with a preposition."""
        if self.row.word(j) not in DASHES:
            return None
        for m in range(j + 1, min(j + INSERT_LIMIT, self.row.count)):
            if self.row.word(m) in DASHES:
                return self.row.forth(m) if self.row.kind(self.row.forth(m)) is Kind.PREPOSITION else None
        return None

    def _relative(self, j: int) -> int | None:
        """Pass over a relative clause that has its subject but no object ("arms that <body> has approved to <place>")."""
        subject = self.row.forth(j)
        verb = self.row.forth(subject)
        after = self.row.forth(verb)
        whole = self.row.noun(subject) is not None and self.row.verb(verb) is not None
        return after if whole and self.row.kind(after) is Kind.PREPOSITION else None

    def _reduced(self, j: int) -> int | None:
        """Pass over a participle that only describes the noun group before it ("a village held by rebels in the north")."""
        verb = self.row.verb(j)
        describes = verb is not None and verb.bare_participle and bool(self.objects or self.phrases)
        after = self.row.forth(j)
        if self.row.word(j) in MADE_UP and (self.objects or self.phrases):  # "a brigade comprising 4,800 soldiers in <place>"
            members = self.row.forth(after) if self.row.word(after) == "of" else after
            after = self.row.forth(listed(self.row, members)[1])
            return after if self.row.noun(members) is not None and self.row.kind(after) is Kind.PREPOSITION else None
        if describes and self.row.word(after) == "by" and self.row.noun(self.row.forth(after)) is not None:
            after = self.row.forth(listed(self.row, self.row.forth(after))[1])  # who holds the village is no role of the clause
        return after if describes and self.row.kind(after) is Kind.PREPOSITION else None


def _types(groups: Groups) -> set[str]:
    return {span.type for group in groups for span in group.heads}


def right_of(row: ChunkRow, k: int, *, of_noun: bool = False) -> Right:
    """Return the objects and prepositional phrases that follow chunk *k* in its clause; a noun has no objects."""
    return _Scan(row, of_noun).walk(k)
