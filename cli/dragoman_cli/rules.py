"""``dragoman rules``: which rules there are, and what one of them says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.consumer import apply_consumer
from dragoman_cli.completion import complete_rules
from dragoman_cli.exits import EPILOG
from dragoman_cli.packs import Kinds, Rules, chosen_packs, consumer_of, find_rules, full_name, read_all, used_plugins
from dragoman_cli.reporting import reported
from dragoman_cli.rule_story import rule_story
from dragoman_cli.terminal import Settings, data_out, shown

rules_app = typer.Typer(help="Show the rules in use.", no_args_is_help=True, rich_markup_mode=None)
RuleName = Annotated[str, typer.Argument(metavar="RULE", help="pack:event/rule, event/rule or rule.", autocompletion=complete_rules)]


@rules_app.command("list", epilog=EPILOG)
@reported
def list_rules(
    ctx: typer.Context,
    rules: Rules = None,
    events: Kinds = None,
) -> None:
    """List every rule with its description."""
    settings: Settings = ctx.obj
    found = [rule for pack in chosen_packs(settings, rules or [], events) for rule in pack.rules]
    width = max((len(full_name(rule)) for rule in found), default=0)
    for rule in found:
        data_out().write(f"{full_name(rule):<{width}}  {rule.description}\n")


@rules_app.command("why", epilog=EPILOG)
@reported
def why_rule(
    ctx: typer.Context,
    name: RuleName,
    rules: Rules = None,
) -> None:
    """Say where a rule comes from, whether it is on, what the configuration changes, and which rules it competes with."""
    settings: Settings = ctx.obj
    packs, consumer = read_all(settings, rules or []), consumer_of(settings)
    changed = apply_consumer(packs, consumer)
    origins = {folder: plugin.origin for plugin in used_plugins(settings) for folder in plugin.folders}
    for rule in find_rules(packs, name):
        for line in rule_story(rule, packs, changed, consumer, origins):
            data_out().write(line + "\n")


@rules_app.command("show", epilog=EPILOG)
@reported
def show_rule(
    ctx: typer.Context,
    name: RuleName,
    rules: Rules = None,
) -> None:
    """Print a rule's file, with its full name and place."""
    settings: Settings = ctx.obj
    for rule in find_rules(chosen_packs(settings, rules or []), name):
        data_out().write(f"# {full_name(rule)}  {shown(rule.place.path)}:{rule.place.line}\n")
        data_out().write(Path(rule.place.path).read_text(encoding="utf-8"))
