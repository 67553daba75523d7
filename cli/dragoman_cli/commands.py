"""The commands by name, each of which is imported when it is asked for: to list them takes no more than this table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from dragoman_cli.exits import EPILOG
from dragoman_cli.typed_values import take_as_typed


class Command(NamedTuple):
    """Where a command is written, and what it does in the words of its own help."""

    module: str
    function: str
    help: str


COMMANDS: Mapping[str, Command] = {
    "extract": Command("extract", "extract", "Find the events in articles."),
    "watch": Command(
        "watch", "watch", "Find the events in articles as they arrive in a folder, each exactly once, until it is interrupted."
    ),
    "check": Command(
        "check", "check", "Check rule files; where they are sound, run their examples for what no phrase and no trigger is used by."
    ),
    "test": Command("try_examples", "try_examples", "Run the examples in rules."),
    "explain": Command(
        "explain", "explain", "Say why rules matched a text or not: what was seen, tried, filled, what failed first and what was nearest."
    ),
    "draft": Command("draft", "draft", "Write a first rule that finds what is marked in a sentence: trigger, phrase and examples."),
    "diff": Command(
        "diff", "diff", "Tell which events are gained, lost and changed between two outputs, or two rule packs over the same articles."
    ),
    "gaps": Command(
        "gaps",
        "gaps",
        "List what rules and lexicons miss: unknown verbs between actors, empty slots, unlisted names; most frequent first.",
    ),
    "stats": Command(
        "stats", "stats", "Count what each rule found: hits, unique hits, precision on gold; silent and noisy rules; the scores on gold."
    ),
    "schema": Command("inspect", "schema", "Print a JSON Schema: of the records, or of rule files."),
    "plugins": Command("plugin_list", "plugins", "List the installed plugins and their state."),
    "new-pack": Command("new_pack", "new_pack", "Write a package for a rule pack of one's own."),
    "codes": Command("inspect", "codes", "Say what the code of a fault means, with a mistake that has it and how it is right."),
    "tokens": Command("inspect", "tokens", "Print the tokens of a text with their offsets: what rules see as words."),
    "info": Command("inspect", "info", "Print versions and places for a bug report."),
    "rules": Command("rules", "rules_app", "Show the rules in use."),
}


# Options whose value may be left out, and what stands for it then.
_IMPLIED = {"--ray": "local"}


class _WholeCommand(TyperCommand):
    """A command some of whose options need no value, which Typer has no way to say."""

    def get_params(self, ctx: Any) -> Any:
        """Return the options and arguments."""
        return take_as_typed(super().get_params(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments, the values that were left out among them."""
        return super().parse_args(ctx, list(_with_implied(args)))


def _with_implied(args: Sequence[str]) -> Iterator[str]:
    for place, argument in enumerate(args, 1):
        yield argument
        if argument in _IMPLIED and (place == len(args) or args[place].startswith("-")):
            yield _IMPLIED[argument]


class LazyCommands(TyperGroup):
    """The group of all commands; it knows what they are called, and imports the one that is run."""

    def __init__(self, **attributes: Any) -> None:
        """Take what a group takes."""
        super().__init__(**attributes)
        self._told = [TyperCommand(name, help=command.help) for name, command in COMMANDS.items()]
        self.commands = {str(command.name): command for command in self._told}

    def get_params(self, ctx: Any) -> Any:
        """Return the options that stand before the command."""
        return take_as_typed(super().get_params(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as the base class has it
        """Return a command ready to be run."""
        return load_command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write what each command does."""
        TyperGroup(name=self.name, commands=self._told).format_commands(ctx, formatter)


def load_command(name: str) -> Any:
    """Return the command called *name*, which is imported for it."""
    from dragoman_cli.reporting import reported

    command = COMMANDS[name]
    found = getattr(import_module(f"dragoman_cli.{command.module}"), command.function)
    holder = typer.Typer(rich_markup_mode=None)
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name, epilog=EPILOG)
    else:
        holder.command(name, cls=_WholeCommand, epilog=EPILOG)(reported(found))
    holder.callback()(lambda: None)
    return get_group(holder).commands[name]
