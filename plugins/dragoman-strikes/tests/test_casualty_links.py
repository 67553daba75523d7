"""Attacks and casualties of one sentence know each other."""

from __future__ import annotations

from dragoman.article import Article
from dragoman.hookspecs import ArticleContext
from dragoman.records import Event, Mention, Status, TextSpan
from dragoman_strikes.casualties import link_casualties


def context(*told: tuple[str, int]) -> ArticleContext:
    """Return an article with one event of each kind in the sentence of each number."""
    span = TextSpan(0, 1, "x")
    mentions = tuple(Mention(kind, f"{kind}/x", "strikes", Status.ASSERTED, span, span) for kind, _ in told)
    events = tuple(Event(kind, Status.ASSERTED, (position,)) for position, (kind, _) in enumerate(told))
    return ArticleContext(Article("x"), mentions, events, tuple(sentence for _, sentence in told))


def test_attack_names_the_casualties_of_its_sentence() -> None:
    ctx = context(("attack", 0), ("casualties", 0), ("casualties", 1))

    assert link_casualties(ctx.events[0], ctx) == {"casualties": ["e2"]}


def test_casualties_name_the_attacks_of_their_sentence() -> None:
    ctx = context(("attack", 0), ("attack", 3), ("casualties", 3))

    assert link_casualties(ctx.events[2], ctx) == {"attacks": ["e2"]}


def test_attack_without_casualties_in_its_sentence_gets_nothing() -> None:
    ctx = context(("attack", 0), ("casualties", 1))

    assert link_casualties(ctx.events[0], ctx) is None


def test_other_kinds_of_event_get_nothing() -> None:
    ctx = context(("visit", 0), ("attack", 0))

    assert link_casualties(ctx.events[0], ctx) is None
