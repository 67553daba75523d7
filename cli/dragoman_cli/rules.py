"""``dragoman rules``: which rules there are, and what one of them says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman_cli.exits import EPILOG
from dragoman_cli.packs import chosen_packs, find_rules, full_name
from dragoman_cli.reporting import reported
from dragoman_cli.terminal import Settings, data_out, shown

rules_app = typer.Typer(help="Show the rules in use.", no_args_is_help=True, rich_markup_mode=None)
RulesOption = Annotated[list[Path] | None, typer.Option("--rules", "-r", help="A rule pack's folder, besides the plugins. Repeatable.")]


@rules_app.command("list", epilog=EPILOG)
@reported
def list_rules(
    ctx: typer.Context,
    rules: RulesOption = None,
    events: Annotated[str | None, typer.Option(help="Only rules of these kinds, separated by commas.")] = None,
) -> None:
    """List every rule with its description."""
    settings: Settings = ctx.obj
    found = [rule for pack in chosen_packs(settings, rules or [], events) for rule in pack.rules]
    width = max((len(full_name(rule)) for rule in found), default=0)
    for rule in found:
        data_out().write(f"{full_name(rule):<{width}}  {rule.description}\n")


@rules_app.command("show", epilog=EPILOG)
@reported
def show_rule(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="pack:event/rule, event/rule or rule.")],
    rules: RulesOption = None,
) -> None:
    """Print a rule's file, with its full name and place."""
    settings: Settings = ctx.obj
    for rule in find_rules(chosen_packs(settings, rules or []), name):
        data_out().write(f"# {full_name(rule)}  {shown(rule.place.path)}:{rule.place.line}\n")
        data_out().write(Path(rule.place.path).read_text(encoding="utf-8"))
