"""Clauses: who stands where around a verb or a noun. Roles are found on chunks, with the barriers of the rule language.

A role holds alternatives, best first; each alternative is a list of coordinated noun groups.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.annotators.chunk_row import INSERT_LIMIT, ChunkRow
from dragoman.annotators.coordination import Groups, listed, listed_back
from dragoman.annotators.groups import Chunk, Kind, NounGroup, VerbGroup
from dragoman.annotators.right_side import Right, Roles, right_of
from dragoman.english import CONTROL_NOUNS, DASHES, SAY, SUBORDINATORS, TIME_UNITS

__all__ = ["Clauses", "Groups", "Right", "Roles"]

_ANTECEDENTS = 4
_TARGETS = frozenset({"against", "on", "near", "outside"})
_OCCASIONS = SUBORDINATORS | {"following", "during", "amid", "despite"}
_ACTING = frozenset({"actor", "person", "people", "institution", "reference"})


class Clauses(ChunkRow):
    """The clause grammar of one sentence; what it finds to the right of a chunk is kept, for every trigger asks again."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        super().__init__(chunks)
        self._rights: dict[tuple[int, bool], Right] = {}
        self._subjects: dict[int, list[Groups]] = {}

    def listed(self, k: int) -> tuple[Groups, int]:
        """Return the noun groups coordinated from chunk *k* on, and the index of the last one."""
        return listed(self, k)

    def opens_clause(self, k: int) -> bool:
        """Say whether the noun group at *k* begins a clause, whose verb is then still to come."""
        return self.kind(self.back(k)) in (Kind.BARRIER, Kind.SUBORDINATOR) or self.back(k) < 0 or self.word(self.back(k)) == "that"

    def rest_of_list(self, k: int) -> Groups:
        """Return the noun groups that go on the list ending at *k*, of which the last stands before the verb ("from A, B and C were")."""
        found: list[NounGroup] = []
        while self.kind(self.forth(k)) in (Kind.COMMA, Kind.CONJUNCTION):
            closing = self.kind(self.forth(k)) is Kind.CONJUNCTION
            k = self.forth(self.forth(k))
            group = self.noun(k)
            if group is None:
                return ()
            found.append(group)
            if closing:
                return tuple(found)
        return ()

    def right(self, k: int, *, of_noun: bool = False) -> Right:
        """Return the objects and prepositional phrases that follow chunk *k* in its clause."""
        if (k, of_noun) not in self._rights:
            self._rights[k, of_noun] = right_of(self, k, of_noun=of_noun)
        return self._rights[k, of_noun]

    def subjects(self, k: int) -> list[Groups]:
        """Return what can be the subject of the verb group at *k*, best first."""
        if k not in self._subjects:
            self._subjects[k] = self._find_subjects(k)
        return self._subjects[k]

    def _find_subjects(self, k: int) -> list[Groups]:
        group = self.verb(k)
        if group is None:
            return []
        if group.infinitive:
            return self._controllers(k)
        participle = group.bare_ing or group.auxiliaries[:1] in (("being",), ("having",))
        return self._participle_subjects(k) if participle else self._finite_subjects(k)

    def _finite_subjects(self, k: int) -> list[Groups]:
        """Walk left to the noun group that no preposition holds, over inserts and other verbs' participles."""
        coordinated = self.kind(self.back(k)) in (Kind.CONJUNCTION, Kind.COMMA)
        j = self._before_belief(k)
        while j >= 0:
            kind = self.kind(j)
            if kind is Kind.NOUN_GROUP:
                groups, first = listed_back(self, j)
                following = self._beyond(self._list_of_object(j, first))
                if following is None or (self.forth(j) == k and self._tells(self.back(first))):
                    before = self.back(first)  # "stormed the village, killed 12 and fled": an object is no subject
                    return self._shared_subject(before) if coordinated and self._takes_object(before) else [groups]
                j = following
            elif kind is Kind.RELATIVE:
                return self.antecedents(j, acting=not self._is_passive(k) and self.word(j) != "who")
            elif (kind is Kind.CONJUNCTION and not self._joins_phrases(j)) or (kind is Kind.VERB_GROUP and coordinated):
                return self._shared_subject(j)
            elif kind in (Kind.COMMA, Kind.CLOSE) or self.word(j) in DASHES:
                before_insert = self.before_insert(j)
                coordinated = coordinated and before_insert == self.back(j)
                j = before_insert
            elif kind in (Kind.PREPOSITION, Kind.CONJUNCTION) or (kind is Kind.VERB_GROUP and not self._ends_search(j)):
                j = self.back(j)
            else:
                return []
        return []

    def _before_belief(self, k: int) -> int:
        """Return where to look for the subject of *k*: behind "<name> believes" in "arms that <name> believes were shipped"."""
        believes, group, subject = self.verb(self.back(k)), self.verb(k), self.back(self.back(k))
        whole = group is not None and not group.bare_participle and believes is not None and believes.finite and not believes.passive
        held = whole and self.noun(subject) is not None and self.kind(self.back(subject)) is Kind.RELATIVE
        return self.back(subject) if held else self.back(k)

    def _list_of_object(self, j: int, first: int) -> int:
        """Return where the list up to *j* begins if it is the object of an -ing form ("blasts targeting villagers and soldiers killed")."""
        if self.kind(self.back(first)) not in (Kind.CONJUNCTION, Kind.COMMA):
            return first
        _, start = listed_back(self, j, objects=True)
        verb = self.verb(self.back(start))
        return start if verb is not None and verb.bare_ing else first

    def _tells(self, j: int) -> bool:
        """Say whether the -ing form at *j* has a clause for its object: "as saying rebels killed", ", saying 12 were killed"."""
        verb = self.verb(j)
        opener = self.back(j)
        return verb is not None and verb.bare_ing and (self.kind(opener) is Kind.COMMA or self.word(opener) == "as")

    def _is_passive(self, k: int) -> bool:
        verb = self.verb(k)
        return verb is not None and verb.passive

    def _takes_object(self, j: int) -> bool:
        verb = self.verb(j)
        return verb is not None and verb.finite and not verb.passive

    def _joins_phrases(self, k: int) -> bool:
        """Say whether the conjunction at *k* stands between two phrases of one noun group ("a truce in A and in B")."""
        if self.kind(self.forth(k)) is not Kind.PREPOSITION:
            return False
        m = self.back(k)
        while self.noun(m) is not None and self.kind(self.back(m)) is Kind.PREPOSITION:
            m = self.back(self.back(m))
        return m < self.back(k) and self.noun(m) is not None and self.verb(self.back(m)) is None

    def _ends_search(self, j: int) -> bool:
        verb = self.verb(j)
        return verb is not None and verb.finite and not verb.bare_participle

    def _beyond(self, first: int) -> int | None:
        """Return where to look on when the list that begins at *first* is no subject: in a phrase, or object in a relative clause."""
        before = self.back(first)
        if self.kind(before) is Kind.PREPOSITION:
            return None if self.word(before) in SUBORDINATORS and self._opens_clause(before) else self.back(before)
        verb = self.verb(before)
        if verb is None or self.word(before) in SAY:  # "the army, which says 12 rebels died"
            return None
        earlier = self.back(before)
        return earlier if verb.bare_ing or verb.infinitive or self.kind(earlier) is Kind.RELATIVE else None

    def _opens_clause(self, k: int) -> bool:
        """Say whether "after" at *k* opens a clause ("comes after they agreed") and no phrase ("an airstrike after the quake killed")."""
        for m in range(k - 1, -1, -1):
            if self.kind(m) in (Kind.BARRIER, Kind.SUBORDINATOR, Kind.RELATIVE):
                break
            verb = self.verb(m)
            if verb is not None and verb.finite:
                return True
        return self.noun(self.back(k)) is None or self.word(self.back(k)) in TIME_UNITS

    def _shared_subject(self, j: int) -> list[Groups]:
        """Return the subject of the verb group before *j*, which a coordinated verb shares."""
        for m in range(j, -1, -1):
            verb = self.verb(m)
            if verb is not None and not verb.infinitive and not verb.bare_ing:
                return self.subjects(m) if verb.finite else self.antecedents(m)
            if self.kind(m) in (Kind.BARRIER, Kind.SUBORDINATOR):
                break
        return []

    def before_insert(self, j: int) -> int:
        """Return the chunk in front of an insert that ends with the comma, dash or bracket at *j*."""
        opener = Kind.OPEN if self.kind(j) is Kind.CLOSE else self.kind(j)
        for m in range(j - 1, max(-1, j - INSERT_LIMIT), -1):
            age = opener is Kind.COMMA and self.kind(m) is Kind.ADVERB and self.chunks[m].end - self.chunks[m].start == 3  # "<name>, 29, a"
            if age or (self.kind(m) is opener and (opener is not Kind.BARRIER or self.word(m) in DASHES)):
                before = self.back(m)
                return before if self.kind(before) in (Kind.NOUN_GROUP, Kind.RELATIVE, Kind.COMMA) else self.back(j)
            if self.kind(m) is Kind.BARRIER:
                break
        return self.back(j) if opener is not Kind.BARRIER else -1

    def describes(self, k: int) -> bool:
        """Say whether the participle at *k* with an infinitive behind it describes the subject of a later verb ("suspected to be")."""
        verb, after = self.verb(k), self.verb(self.forth(k))
        if verb is None or not verb.bare_participle or after is None or not after.infinitive or self.noun(self.back(k)) is None:
            return False
        for j in range(self.forth(k) + 1, self.count):
            later = self.verb(j)
            if later is not None and later.finite:
                return not later.bare_participle or self.noun(self.forth(j)) is not None
            if self.kind(j) not in (Kind.NOUN_GROUP, Kind.PREPOSITION, Kind.DATE, Kind.ADVERB, Kind.QUOTE):
                return False
        return False

    def antecedents(self, j: int, *, acting: bool = False) -> list[Groups]:
        """Return what the relative or participle at *j* can refer to: the nearest noun group, then the heads before it.

        With *acting* it does something, which what stands behind "an attack on" or "against" does not.
        """
        found: list[Groups] = []
        m = self.back(j)
        closed = self.kind(m) is Kind.COMMA
        while m >= 0 and self.kind(m) in (Kind.COMMA, Kind.CLOSE, Kind.RELATIVE):
            m = self.back(m) if self.kind(m) is not Kind.CLOSE else self.before_insert(m)
        while self.noun(m) is not None and len(found) < _ANTECEDENTS:
            groups, first = listed_back(self, m, objects=True)
            found.append(groups)
            before = self.back(first)
            if self.kind(before) is not Kind.PREPOSITION or self.word(before) in _OCCASIONS:
                break
            if acting and self.word(before) in _TARGETS:
                found = [groups for groups in found if not _can_be_hit(groups[0])]
            if closed and self.word(before) == "including":  # "12, including four children, killed": a part is not the whole
                found.clear()
            m = self.back(before)
            m = self.back(m) if self.kind(m) is Kind.COMMA and self.word(before) == "including" else m
        return found

    def _participle_subjects(self, k: int) -> list[Groups]:
        """Return who does what an -ing form tells: the noun group before it, or the subject of its clause."""
        before = self.back(k)
        if self.kind(before) is Kind.NOUN_GROUP:
            # "attacked a post killing six": where what stands before it does nothing, the subject of the clause does.
            clause = self._governor(before) if self.right(k).objects else None
            return [*self.antecedents(k), *(self.subjects(clause) if clause is not None else ())]
        governor = self._governor(before)
        if governor is not None and self.kind(before) is Kind.COMMA:
            governor = self._beyond_relative(governor)
        if governor is None:  # "<name>, sending tanks, broke the law"
            return self.antecedents(k) if self.kind(before) is Kind.COMMA else self._following_subject(k)
        addressed = self._addressed(before, governor)
        if addressed is not None:
            return list(self.right(addressed).objects)
        found = self.subjects(governor)
        verb = self.verb(governor)
        if verb is not None and verb.passive and self.right(k).objects:  # "was ambushed by rebels, killing four"
            found = [*self.right(governor).prepositional.get("by", []), *found]
        held = self.kind(before) is Kind.PREPOSITION and self.word(before) not in SUBORDINATORS  # "accused the rebels of killing"
        if held and self.noun(self.back(before)) is not None:
            objects = self.right(governor).objects
            return [*objects, *([] if self.word(before) == "of" and objects and _can_act(objects[0][0]) else found)]
        return found

    def _addressed(self, before: int, governor: int) -> int | None:
        """Return the verb whose object is who does what an -ing form behind its "that" or "of" tells."""
        if self.word(before) == "that":  # "warned <name> that hiring mercenaries would": whoever is warned may do it
            return governor
        accusing = self.back(self.back(before))
        telling = self.verb(accusing) if self.word(before) == "of" else None
        return accusing if telling is not None and telling.bare_ing else None  # ", accusing <name> of breaking the pact"

    def _following_subject(self, k: int) -> list[Groups]:
        """Return the subject of the main clause behind a fronted one ("After visiting <place>, <name> said", "To reach <place>, he")."""
        comma = self.right(k).stop
        if self.kind(comma) is not Kind.COMMA or self.noun(self.forth(comma)) is None:
            return []
        groups, end = listed(self, self.forth(comma))
        while (
            self.kind(self.forth(end)) is Kind.COMMA and self.noun(self.forth(self.forth(end))) is not None
        ):  # "<name>, the minister, said"
            end = self.forth(self.forth(end))
        end = self.forth(end) if self.kind(self.forth(end)) is Kind.COMMA else end
        verb = self.verb(self.forth(end))
        return [groups] if verb is not None and verb.finite else []

    def _controllers(self, k: int) -> list[Groups]:
        """Return who is to do what an infinitive tells: the object before it, else the subject of its governor."""
        before = self.back(k)
        noun = self.noun(before)
        held = self.word(self.back(before)) in ("with", "from")  # "a deal with <name>'s shipbuilder to buy"
        if noun is not None and noun.owners and not noun.heads and not held:  # "<name>'s plan to send soldiers"
            owner = noun.owners[-1]
            return [(NounGroup(noun.start, owner.end, owner.end - 1, heads=noun.owners[-1:]),)]
        asked = self._asked(before)
        if asked:
            return [asked]
        governor = self._governor(before)
        if governor is None:
            return [listed_back(self, before)[0]] if noun is not None else self._following_subject(k)
        verb = self.verb(governor)
        if noun is None or (verb is not None and verb.passive):
            return self.subjects(governor)
        objects = self.right(governor).objects[:1]
        # "urged both sides to agree": who is urged is to do it; "used drones to strike": drones do nothing.
        return [*objects, *([] if objects and _can_act(objects[0][0]) else self.subjects(governor))]

    def _asked(self, k: int) -> Groups:
        """Return who is to do what is told behind *k*: "called for both sides to stop", "an invitation to", "an agreement by <name> to"."""
        if self.noun(k) is None:
            return ()
        first = opener = k
        while self.noun(opener) is not None or self.kind(opener) is Kind.CONJUNCTION or self.word(opener) == "of":
            first, opener = (opener if self.word(self.back(opener)) == "of" else first), self.back(opener)
        if self.word(self.back(first)) != "of":  # "an agreement by the Government of <name> and <name> to renew"
            first = self.forth(opener)
        word, before = self.word(opener), self.back(opener)
        owns = (word == "by" and self.noun(before) is not None) or (word == "to" and self.word(before) in CONTROL_NOUNS)
        asked, end = listed(self, first)
        able = first == self.forth(opener) or _can_act(asked[0])  # "heading for the region of <place> to join"
        return asked if (word == "for" or owns) and end == k and able else ()

    def names_doer(self, preposition: int, k: int) -> bool:
        """Say whether "by" tells who is to do what the infinitive at *k* tells ("an agreement by <name> to renew the pact")."""
        verb = self.verb(k)
        by = self.word(preposition) == "by" and self.noun(self.back(preposition)) is not None
        return by and verb is not None and verb.infinitive

    def governor(self, k: int) -> int | None:
        """Return the nearest verb group to the left that the participle or infinitive at *k* can hang on."""
        return self._governor(self.back(k))

    def _beyond_relative(self, governor: int) -> int:
        """Return the main verb in place of that of a relative clause no comma parts from it ("hit boats that tried to flee, killing")."""
        for m in range(governor - 1, -1, -1):
            if self.kind(m) is Kind.RELATIVE:
                found = self._governor(m - 1) if self.noun(self.back(m)) is not None else None
                return governor if found is None else found
            if self.kind(m) in (Kind.COMMA, Kind.BARRIER, Kind.SUBORDINATOR, Kind.CONJUNCTION):
                break
        return governor

    def _governor(self, k: int) -> int | None:
        for m in range(k, -1, -1):
            if _governs(self.verb(m)):
                return m
            if self.kind(m) is Kind.BARRIER:
                return None
        return None


def _can_act(group: NounGroup) -> bool:
    return bool(group.pronoun) or any(span.type in _ACTING for span in group.heads)


def _can_be_hit(group: NounGroup) -> bool:
    return _can_act(group) or any(span.type in ("force", "unit") for span in group.heads)


def _governs(verb: VerbGroup | None) -> bool:
    return verb is not None and (verb.finite or verb.bare_participle or verb.infinitive)
