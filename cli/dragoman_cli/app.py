"""The application: its commands, the options before them, and what becomes of errors."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Annotated

import typer

from dragoman_cli.commands import LazyCommands
from dragoman_cli.exits import EPILOG

_OBJECTS_BEFORE_COLLECTION = 1_000_000

app = typer.Typer(
    name="dragoman",
    cls=LazyCommands,
    help="Read news and report who did what to whom, according to whom, and how surely.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Plain messages: a box breaks long paths and names in two, and editors cannot follow them.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"dragoman {version('dragoman')}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    plugins: Annotated[
        str | None,
        typer.Option(metavar="NAME,...", help="Use these plugins only, by name and separated by commas.", envvar="DRAGOMAN_PLUGINS"),
    ] = None,
    no_plugins: Annotated[bool, typer.Option("--no-plugins", help="Use no plugin, not even the core pack.")] = False,
    allow_broken: Annotated[bool, typer.Option("--allow-broken-plugins", help="Go on without the plugins that are broken.")] = False,
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Changes to packs; without it, the nearest dragoman.toml or [tool.dragoman] above here."),
    ] = None,
    cache_dir: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Where compiled rules are kept, so that the next command starts sooner.", envvar="DRAGOMAN_CACHE_DIR"
        ),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read and compile all rules anew, and keep nothing.")] = False,
    _version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Read news and report who did what to whom, according to whom, and how surely."""
    # What only commands need is imported when one is run: the help of all takes a third of the time so.
    from dragoman_cli.cache_place import rule_cache
    from dragoman_cli.packs import without_broken
    from dragoman_cli.terminal import Settings

    names = "" if no_plugins else plugins
    only = None if names is None else tuple(name.strip() for name in names.split(",") if name.strip())
    settings = Settings(quiet, only, config=config, cache=None if no_cache else rule_cache(cache_dir))
    ctx.obj = without_broken(settings) if allow_broken else settings


def main() -> None:
    """Run the command line; a bug ends with one message and the place of its traceback."""
    # What reads the options' values looks for plugins of its own among all packages that are installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Rules and lexicons are half a million objects that stay: to look through them for garbage took a fifth of the start.
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTION)
    try:
        app()
    except Exception as bug:  # noqa: BLE001 - the last stop, where every fault is told in one line
        from dragoman_cli.reporting import report_bug

        report_bug(bug)
