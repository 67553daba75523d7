"""The story of a rule: its origin, its state, what the configuration makes of it, and its rivals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dragoman.consumer import Consumer
from dragoman.language import Pack, Rule
from dragoman_cli.packs import full_name
from dragoman_cli.terminal import shown


def rule_story(
    rule: Rule, packs: Sequence[Pack], changed: Sequence[Pack], consumer: Consumer, origins: Mapping[Path, str]
) -> Iterator[str]:
    """Yield the lines of ``dragoman rules why``; *changed* are *packs* as *consumer* wants them."""
    pack = next(pack for pack in packs if pack.name == rule.pack)
    now = {full_name(one): one for other in changed for one in other.rules}
    used = now.get(full_name(rule))
    origin = next((origin for folder, origin in origins.items() if Path(rule.place.path).is_relative_to(folder)), "a folder given with -r")
    yield full_name(rule)
    yield f"  file      {shown(rule.place.path)}:{rule.place.line}"
    yield f"  pack      {pack.name} {pack.version}, from {origin}"
    yield f"  state     {_state(rule, used, consumer)}"
    yield f"  priority  {_change(rule.priority.name.lower(), used.priority.name.lower() if used else '', consumer)}"
    yield f"  status    {_change(rule.status, used.status if used else '', consumer)}"
    rivals = sorted((one for one in now.values() if one is not used and _share(one, rule)), key=lambda one: (-one.priority, full_name(one)))
    for rival in rivals:
        relation = "beaten by" if used and rival.priority > used.priority else "rival"
        yield f"  {relation:<9} {full_name(rival)} ({rival.priority.name.lower()})"


def _state(rule: Rule, used: Rule | None, consumer: Consumer) -> str:
    if used is not None:
        return "on"
    return f"off: '{consumer.disabled_by(full_name(rule))}' in disable, {shown(consumer.path)}"


def _change(written: str, used: str, consumer: Consumer) -> str:
    return written if used in ("", written) else f"{used}, changed from {written} in {shown(consumer.path)}"


def _share(one: Rule, other: Rule) -> bool:
    """Say whether two rules look for events of one type by one word."""
    words = ({*rule.trigger.verbs, *rule.trigger.nouns, *rule.trigger.words} for rule in (one, other))
    return one.event == other.event and bool(set.intersection(*words))
