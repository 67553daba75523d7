"""Rows on peers: the same text, the same trigger words, the same cues, in whatever the peer calls rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dragoman.inflection import Form, plural_forms, verb_forms
from dragoman.language import CueEntry, EventType, Pack, Rule
from dragoman.packs.reading import read_packs
from dragoman.plugins import load_plugins, pack_folders
from dragoman.records import Status
from measuring import Row, Talk, ask, ratio
from newswriter import CONFLICT, Newswriter

_WARM = 10


def peer_rows(seed: int, rounds: int, articles: int, peers: Path | None, versions: dict[str, str]) -> Iterator[Row]:
    """Yield the rows; *peers* is the Python of the peers' environment, whose *versions* are added to those given."""
    packs = read_packs(pack_folders(load_plugins(only=["core"])))
    with (
        TemporaryDirectory() as cache,
        Talk("subject.py", {"seed": seed, "articles": articles, "rules": 0, "folders": [], "cache": cache}) as subject,
    ):
        own = [subject.ask({"stratum": "conflict", "round": number, "density": False})["extract"] for number in range(rounds)]
    job = {
        "warm": [article.text for article in Newswriter(seed).articles(_WARM, CONFLICT)],
        "rounds": [[article.text for article in Newswriter(seed + 1 + n).articles(articles, CONFLICT)] for n in range(rounds)],
        "rules": [_as_words(rule, pack, packs) for pack in packs for rule in pack.rules],
        "cues": [cue for pack in packs for sheet in pack.cues for entry in sheet.entries for cue in _cues(entry)],
    }  # fmt: skip
    matcher = ask("peers/plain_matcher.py", job)
    figure = "the same five kinds as plain spaCy Matcher rules: time against ours"
    yield Row("plain_matcher", figure, ratio(matcher["seconds"], own), limit=10, least=True)
    figure = "medspaCy's default pipeline with the same triggers and cues: time against ours"
    if peers is None:
        yield Row("medspacy", figure, None, limit=20, least=True, note="not installed: make bench-peers")
        return
    medspacy = ask("peers/medspacy_default.py", job, str(peers))
    versions |= {name: version for name, version in medspacy["versions"].items() if name != "spacy"}
    versions["spacy of medspacy"] = medspacy["versions"]["spacy"]
    yield Row("medspacy", figure, ratio(medspacy["seconds"], own), limit=20, least=True)


def _as_words(rule: Rule, pack: Pack, packs: Sequence[Pack]) -> dict[str, Any]:
    """Return a rule as a peer can have it: forms of triggers, and for each required slot the words that may fill it."""
    forms: dict[str, Form] = {}
    for verb in rule.trigger.verbs:
        forms |= verb_forms(verb)
    for noun in rule.trigger.nouns:
        forms |= dict.fromkeys((noun.lower(), *(form.lower() for form in plural_forms(noun))), Form(0))
    event = next(event for event in pack.events if event.name == rule.event)
    types = [{type_ for slot in slots for type_ in _types(rule, event, slot)} for slots in rule.required]
    return {
        "kind": rule.event,
        "forms": sorted(forms),
        "participles": sorted(form for form, what in forms.items() if what & Form.PARTICIPLE and " " not in form),
        "fillers": [{"words": _words(wanted, packs), "number": "quantity" in wanted} for wanted in types],
    }


def _types(rule: Rule, event: EventType, slot: str) -> Sequence[str]:
    narrowed = rule.slots.get(slot)
    general = event.slots.get(slot)
    return (narrowed.types if narrowed is not None else ()) or (general.types if general is not None else ())


def _words(types: set[str], packs: Sequence[Pack]) -> list[str]:
    """Return the names and nouns of one word that the lexicons have for some types, in small letters."""
    listed = (entry for pack in packs for lexicon in pack.lexicons if lexicon.type in types for entry in lexicon.entries)
    names = {form.lower() for entry in listed for form in (entry.name, *entry.forms.get("aliases", ()), *plural_forms(entry.name))}
    return sorted(name for name in names if name.isalpha())


def _cues(entry: CueEntry) -> Iterator[Mapping[str, str]]:
    """Yield the words of a cue in all their forms with the status that they set."""
    if entry.sets is None or entry.sets is Status.ASSERTED:
        return
    inflected = entry.relation == "governor"
    for words in dict.fromkeys(form for cue in entry.words for form in ((*verb_forms(cue), *plural_forms(cue)) if inflected else (cue,))):
        yield {"words": words, "sets": str(entry.sets), "direction": "forward" if inflected else entry.direction}
