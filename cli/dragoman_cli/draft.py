"""``dragoman draft``: a first rule from one marked sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.did_you_mean import remedy
from dragoman.language import EventType, Pack
from dragoman.packs.example_marks import Marked, marked_text, read_marks
from dragoman.readers import read_inputs
from dragoman.records import Status
from dragoman_cli.exits import Exit
from dragoman_cli.packs import Rules, chosen_packs, load_extractor
from dragoman_cli.terminal import Settings, data_out, shown, tell

if TYPE_CHECKING:
    from dragoman.workbench.drafting import Draft, Proposal


def draft(
    ctx: typer.Context,
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help='With marks: "[supplier: Norway] sold [items: tanks]."')],
    event: Annotated[str, typer.Option("--event", metavar="KIND", help="The kind of event that the sentence tells.")],
    rules: Rules = None,
    corpus: Annotated[
        list[str] | None, typer.Option("--corpus", metavar="INPUT", help="Articles whose sentences are proposed as examples. Repeatable.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A new rule file, ID.yaml; without it, standard output.")
    ] = None,
) -> None:
    """Write a first rule that finds what is marked in a sentence: trigger, phrase and examples."""
    settings: Settings = ctx.obj
    packs = chosen_packs(settings, rules or [], to_run=True)
    kind = _kind(packs, event)
    marked = _marks(sentence, kind)
    if output is not None and output.exists():
        raise typer.BadParameter(f"{output} exists already; a draft overwrites nothing", param_hint="--output")
    extractor = load_extractor(settings, packs)
    from dragoman.workbench.drafting import draft_rule  # spaCy again: only where text is run

    articles = [reading.article for reading in read_inputs(corpus or []) if reading.readable]
    drafted = draft_rule(extractor, kind, marked, articles)
    if drafted is None:
        tell("error: no verb or noun of the sentence has a marked slot beside it; try a shorter sentence, or `dragoman explain --text`")
        raise typer.Exit(Exit.NOT_RIGHT)
    text = _yaml(drafted, marked, output.stem if output is not None else None)
    if output is None:
        data_out().write(text)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", newline="\n")
    if not settings.quiet:
        place = shown(str(output)) if output is not None else "the file that this becomes"
        tell(f"a draft: say in its description what it finds, read its examples, then run `dragoman check` and `dragoman test` on {place}")


def _kind(packs: tuple[Pack, ...], name: str) -> EventType:
    kinds = {event.name: event for pack in packs for event in pack.events}
    if name not in kinds:
        raise typer.BadParameter(f"no pack defines the event '{name}'; {remedy(name, kinds)}", param_hint="--event")
    return kinds[name]


def _marks(sentence: str, event: EventType) -> Marked:
    marked = read_marks(sentence)
    for fault in marked.faults:
        raise typer.BadParameter(f"{fault.message}; {fault.remedy}")
    if not marked.marks:
        raise typer.BadParameter("the sentence marks no slot; write '[slot: words]' around what belongs into one")
    for mark in marked.marks:
        if mark.slot not in event.slots:
            raise typer.BadParameter(f"'{event.name}' has no slot '{mark.slot}'; {remedy(mark.slot, event.slots)}")
    return marked


# -- what is written -----------------------------------------------------------------------------------------------------


def _yaml(drafted: Draft, marked: Marked, name: str | None) -> str:
    rule = drafted.rule
    verbs, nouns = rule.trigger.verbs, rule.trigger.nouns
    return "\n".join(
        [
            f"id: {name or rule.id.replace(' ', '_')}",
            f"event: {rule.event}",
            "status: experimental",
            f"description: {_quoted(_described(drafted))}",
            "trigger:",
            f"  {'verbs' if verbs else 'nouns'}: [{', '.join(verbs or nouns)}]",
            "phrases:",
            *(f"  - {_quoted(phrase.text)}" for phrase in rule.phrases),
            f"required: [{', '.join('|'.join(names) for names in rule.required)}]",
            "examples:",
            *_examples(drafted, marked),
            "",
        ]
    )


def _described(drafted: Draft) -> str:
    rule = drafted.rule
    return f"To be said in one sentence; drafted from '{(*rule.trigger.verbs, *rule.trigger.nouns)[0]}'."


def _examples(drafted: Draft, marked: Marked) -> Iterator[str]:
    if drafted.missed:
        yield f"  # not found yet as it is marked: {', '.join(drafted.missed)}; `dragoman explain` says why"
    yield f"  - match: {_quoted(marked_text(marked.text, marked.marks))}"
    if drafted.variant:
        text, status = drafted.variant
        yield f"  - match: {_quoted(text)}"
        yield from [f"    status: {status.value}"] if status is not Status.ASSERTED else []
    if drafted.matches:
        yield "  # it matches these as well: keep what is right, turn what is wrong into 'reject:' (without marks)"
    yield from (f"  - match: {_quoted(proposal.text)}{_from(proposal)}" for proposal in drafted.matches)
    if drafted.rejects:
        yield "  # it finds nothing here: keep what nearly fits; the best 'reject' has the trigger and tells something else"
    yield from (f"  - reject: {_quoted(proposal.text)}{_from(proposal)}" for proposal in drafted.rejects)
    if not drafted.rejects:
        yield "  # - reject: a sentence that looks alike and tells something else"


def _from(proposal: Proposal) -> str:
    return f"  # {proposal.article}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
