"""``dragoman explain``: sentence by sentence, why rules matched a text or did not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.article import Article
from dragoman.language import Pack
from dragoman_cli.completion import complete_rules, complete_rules_and_kinds
from dragoman_cli.exits import Exit
from dragoman_cli.explain_text import compiled_text, explained_json, explained_text
from dragoman_cli.input_options import day_of
from dragoman_cli.inspect import given_text
from dragoman_cli.packs import Model, Rules, WordClasses, chosen_packs, find_rules, full_name, load_extractor
from dragoman_cli.terminal import Settings, data_out

if TYPE_CHECKING:
    from dragoman.extractor import Extractor
    from dragoman.workbench.explain import Explanation
    from dragoman.workbench.repairs import Repair


def explain(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RULE|KIND] [INPUT]",
            help="A rule or kind of event; a file, or - for standard input.",
            autocompletion=complete_rules_and_kinds,
        ),
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="A text in place of an input.")] = None,
    rules: Rules = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The article's date, as YYYY-MM-DD.")] = None,
    model: Model = None,
    pos: WordClasses = False,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
    compiled: Annotated[
        str | None,
        typer.Option("--compiled", metavar="RULE", help="Show what a rule's phrases were compiled to.", autocompletion=complete_rules),
    ] = None,
) -> None:
    """Say why rules matched a text or not: what was seen, tried, filled, what failed first and what was nearest."""
    settings: Settings = ctx.obj
    packs = chosen_packs(settings, rules or [], to_run=True)
    if compiled is not None:
        _show_compiled(settings, packs, compiled, names or [], text)
        return
    name, source = _named(names or [], text)
    wanted = _wanted(packs, name) if name is not None else None
    article = Article(text=given_text(source, text), date=day_of(day))
    extractor = load_extractor(settings, packs, model, pos=pos)
    explained = _explain(extractor, article, wanted)
    repairs = _repairs(extractor, explained, wanted)
    data_out().write(explained_json(explained, repairs) if as_json else explained_text(explained, name, repairs))
    fired = any(wanted is None or f"{mention.pack}:{mention.rule}" in wanted for mention in explained.extraction.mentions)
    joined = any(tried.outcome == "joined" for story in explained.stories for tried in story.tries)
    raise typer.Exit(Exit.DONE if fired or joined else Exit.NOT_RIGHT)


def _named(names: list[str], text: str | None) -> tuple[str | None, str | None]:
    """Return which of the arguments is the rule and which the input."""
    wanted = 1 if text is not None else 2
    if len(names) > wanted:
        raise typer.BadParameter(f"too many arguments: {' '.join(names)}; give one rule or kind, and an input or --text")
    if text is not None:
        return (names[0] if names else None), None
    if len(names) == 1 and names[0] != "-" and not Path(names[0]).exists():
        raise typer.BadParameter(f"there is no file '{names[0]}'; to explain a rule of that name, give an input or --text as well")
    return (names[0] if len(names) == 2 else None), (names[-1] if names else None)


def _wanted(packs: tuple[Pack, ...], name: str) -> frozenset[str]:
    """Return the full names of the rules that go by *name*, which may be a kind of event."""
    own = frozenset(full_name(rule) for pack in packs for rule in pack.rules if rule.event == name)
    return own or frozenset(full_name(rule) for rule in find_rules(packs, name))


def _explain(extractor: Extractor, article: Article, wanted: frozenset[str] | None) -> Explanation:
    from dragoman.workbench.explain import explain as explained  # spaCy again: only where text is run

    return explained(extractor, article, wanted)


def _repairs(extractor: Extractor, explained: Explanation, wanted: frozenset[str] | None) -> tuple[Repair, ...]:
    from dragoman.workbench.repairs import find_repairs

    return find_repairs(extractor, explained, wanted)


def _show_compiled(settings: Settings, packs: tuple[Pack, ...], name: str, others: list[str], text: str | None) -> None:
    if others or text is not None:
        raise typer.BadParameter("--compiled shows a rule without any text: leave the input out")
    wanted = {full_name(rule) for rule in find_rules(packs, name)}
    extractor = load_extractor(settings, packs)
    from dragoman.workbench.compiled_view import view_rule

    views = [view_rule(rule) for rule in extractor.compiled.rules if rule.key in wanted]
    data_out().write("\n".join(map(compiled_text, views)))
