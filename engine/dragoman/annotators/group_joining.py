"""Noun groups that belong together: "220 pieces of" with what it measures, "Russian and American" with their experts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.annotators.groups import Chunk, Kind, NounGroup
from dragoman.spans import TypedSpan


def merge_partitives(chunks: list[Chunk], units: frozenset[int]) -> list[Chunk]:
    """Join "220 pieces of" and "hundreds of" with what they measure into one noun group."""
    merged: list[Chunk] = []
    i = 0
    while i < len(chunks):
        chunk = chunks[i]
        while _measures(chunk, units) and (inner := _measured(chunks, i)) is not None:
            chunk = _joined(chunk, chunks[inner])
            i = inner
        merged.append(chunk)
        i += 1
    return merged


def _measured(chunks: Sequence[Chunk], i: int) -> int | None:
    """Return the noun group after the "of" that follows chunk *i*, quotation marks aside."""
    ahead = [j for j in range(i + 1, min(i + 5, len(chunks))) if chunks[j].kind is not Kind.QUOTE][:2]
    if len(ahead) == 2 and chunks[ahead[0]].word == "of" and chunks[ahead[1]].noun is not None:
        return ahead[1]
    return None


def _measures(chunk: Chunk, units: frozenset[int]) -> bool:
    group = chunk.noun
    if group is None:
        return False
    bare = group.quantity is not None and group.quantity.end == group.end
    return bare or group.head in units or chunk.word in ("one", "some", "many", "most", "all", "none", "several", "few", "both", "any")


def _joined(chunk: Chunk, inner: Chunk) -> Chunk:
    outer, group = chunk.noun, inner.noun
    if outer is None or group is None:
        return chunk
    one = (outer.quantity is not None and outer.quantity.end == outer.end) or chunk.word in ("one", "some", "many", "most", "several")
    quantity = outer.quantity or (None if one else group.quantity)
    owners = group.owners or outer.owners
    joined = NounGroup(
        outer.start, group.end, group.head, quantity or group.quantity, owners, group.heads, outer.inner + group.inner,
        chunk.word if chunk.word == "one" else outer.determiner or group.determiner, group.pronoun, group.possessive, group.start,
    )  # fmt: skip
    return Chunk(Kind.NOUN_GROUP, outer.start, group.end, inner.word, noun=joined)


def share_owners(chunks: list[Chunk]) -> list[Chunk]:
    """Give "Russian and American experts" both owners: groups that are only demonyms lend them to the group that ends their list."""
    shared: list[Chunk] = []
    for chunk in chunks:
        group = chunk.noun
        if group is not None and group.owners and "demonym" in group.owners[0].flags:
            start = len(shared)
            _complete(shared, group)
            lent: tuple[TypedSpan, ...] = ()
            while (demonyms := _lent(shared, start)) is not None:
                lent, start = demonyms + lent, start - 2
            if lent:
                first = shared[start].noun
                quantity = first.quantity if first is not None else None  # "300 French and Danish soldiers"
                begin = min(lent[0].start, quantity.start) if quantity is not None else lent[0].start
                del shared[start:]
                group = replace(group, start=begin, owners=lent + group.owners, quantity=group.quantity or quantity)
                chunk = Chunk(Kind.NOUN_GROUP, group.start, group.end, chunk.word, noun=group)
        shared.append(chunk)
    return shared


def _complete(shared: list[Chunk], last: NounGroup) -> None:
    """Give "two French" in "two French and three Malian soldiers" the noun that both count, so that it is an item of its own."""
    end = len(shared)
    while last.quantity is not None and last.heads and (demonyms := _lent(shared, end)) is not None:
        group = shared[end - 2].noun
        if group is None or group.quantity is None:
            return
        shared[end - 2] = replace(shared[end - 2], noun=replace(group, owners=demonyms, heads=last.heads))
        end -= 2


def _lent(shared: Sequence[Chunk], end: int) -> tuple[TypedSpan, ...] | None:
    """Return the demonyms of the group before a conjunction or comma, if it is nothing else."""
    if end < 2 or shared[end - 1].kind not in (Kind.CONJUNCTION, Kind.COMMA) or (group := shared[end - 2].noun) is None:
        return None
    demonyms = tuple(span for span in group.heads if "demonym" in span.flags and span.type == "actor")
    counted = bool(demonyms) and group.quantity is not None and group.quantity.end == demonyms[0].start
    return demonyms if counted or (demonyms and group.start >= demonyms[0].start - 1) else None


def owners_of(inner: Sequence[TypedSpan], heads: Sequence[TypedSpan]) -> tuple[TypedSpan, ...]:
    """Return the actors that stand before the head: demonyms, possessors, names used as adjectives."""
    if not inner:
        return ()
    actors = [span for span in inner if span.type == "actor" and not any(span.start >= head.start for head in heads)]
    outermost = (s for s in actors if not any(s.start == other.start and s.end < other.end for other in actors))
    return tuple(dict.fromkeys(outermost))


def join_dates(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Join a preposition with the date behind it, so that "in January" is no open phrase."""
    joined: list[Chunk] = []
    for chunk in chunks:
        if chunk.kind is Kind.DATE and joined and joined[-1].kind is Kind.PREPOSITION and joined[-1].end == chunk.start:
            chunk = Chunk(Kind.DATE, joined.pop().start, chunk.end)
        joined.append(chunk)
    return joined


def join_bracketed(chunks: list[Chunk], texts: Sequence[str], base: int) -> list[Chunk]:
    """Take the letters in brackets behind a noun group into it: "the Rapid Support Forces (RSF) and"."""
    joined: list[Chunk] = []
    for chunk in chunks:
        if chunk.kind is Kind.CLOSE and len(joined) > 2 and joined[-2].kind is Kind.OPEN:
            whole, letters = joined[-3].noun, joined[-1].noun
            if whole is not None and letters is not None and _abbreviates(letters, whole, texts, base):
                group = replace(whole, end=chunk.end) if whole.heads else replace(letters, start=whole.start, end=chunk.end)
                joined[-3:] = [Chunk(Kind.NOUN_GROUP, whole.start, chunk.end, joined[-3].word, noun=group)]
                continue
        joined.append(chunk)
    return joined


def _abbreviates(letters: NounGroup, whole: NounGroup, texts: Sequence[str], base: int) -> bool:
    """Say whether a noun group of capitals can stand for the one before its bracket: "(AP)" behind a headline does not."""
    written = texts[letters.start - base]
    if letters.end - letters.start > 1 or not written.isupper() or len(written) < 2:
        return False
    initials = {text[0] for text in texts[whole.start - base : whole.end - base]}
    return ((bool(whole.heads) or len(initials) > 2) and len(written) > 2 and written[0] in initials) or (
        bool(whole.heads) and whole.quantity is None
    )
