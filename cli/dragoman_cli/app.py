"""The application: its commands, the options before them, and what becomes of errors."""

from __future__ import annotations

import gc
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from dragoman_cli.cache_place import rule_cache
from dragoman_cli.check import check
from dragoman_cli.diff import diff
from dragoman_cli.draft import draft
from dragoman_cli.exits import EPILOG
from dragoman_cli.explain import explain
from dragoman_cli.extract import extract
from dragoman_cli.gaps import gaps
from dragoman_cli.inspect import codes, info, schema, tokens
from dragoman_cli.new_pack import new_pack
from dragoman_cli.packs import without_broken
from dragoman_cli.plugin_list import plugins
from dragoman_cli.reporting import report_bug, reported
from dragoman_cli.rules import rules_app
from dragoman_cli.stats import stats
from dragoman_cli.terminal import Settings
from dragoman_cli.try_examples import try_examples
from dragoman_cli.watch import watch

_OBJECTS_BEFORE_COLLECTION = 1_000_000

app = typer.Typer(
    name="dragoman",
    help="Read news and report who did what to whom, according to whom, and how surely.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Plain messages: a box breaks long paths and names in two, and editors cannot follow them.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract", epilog=EPILOG)(reported(extract))
app.command("watch", epilog=EPILOG)(reported(watch))
app.command("check", epilog=EPILOG)(reported(check))
app.command("test", epilog=EPILOG)(reported(try_examples))
app.command("explain", epilog=EPILOG)(reported(explain))
app.command("draft", epilog=EPILOG)(reported(draft))
app.command("diff", epilog=EPILOG)(reported(diff))
app.command("gaps", epilog=EPILOG)(reported(gaps))
app.command("stats", epilog=EPILOG)(reported(stats))
app.add_typer(rules_app, name="rules", epilog=EPILOG)
app.command("schema", epilog=EPILOG)(reported(schema))
app.command("plugins", epilog=EPILOG)(reported(plugins))
app.command("new-pack", epilog=EPILOG)(reported(new_pack))
app.command("codes", epilog=EPILOG)(codes)
app.command("tokens", epilog=EPILOG)(reported(tokens))
app.command("info", epilog=EPILOG)(info)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {version('dragoman')}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    plugins: Annotated[
        str | None, typer.Option(help="Use these plugins only, by name and separated by commas.", envvar="DRAGOMAN_PLUGINS")
    ] = None,
    no_plugins: Annotated[bool, typer.Option("--no-plugins", help="Use no plugin, not even the core pack.")] = False,
    allow_broken: Annotated[bool, typer.Option("--allow-broken-plugins", help="Go on without the plugins that are broken.")] = False,
    config: Annotated[
        Path | None, typer.Option(help="Changes to packs; without it, the nearest dragoman.toml or [tool.dragoman] above here.")
    ] = None,
    cache_dir: Annotated[
        Path | None,
        typer.Option(help="Where compiled rules are kept, so that the next command starts sooner.", envvar="DRAGOMAN_CACHE_DIR"),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read and compile all rules anew, and keep nothing.")] = False,
    _version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Read news and report who did what to whom, according to whom, and how surely."""
    names = "" if no_plugins else plugins
    only = None if names is None else tuple(name.strip() for name in names.split(",") if name.strip())
    settings = Settings(quiet, only, config=config, cache=None if no_cache else rule_cache(cache_dir))
    ctx.obj = without_broken(settings) if allow_broken else settings


def main() -> None:
    """Run the command line; a bug ends with one message and the place of its traceback."""
    # Rules and lexicons are half a million objects that stay: to look through them for garbage took a fifth of the start.
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTION)
    try:
        app()
    except Exception as bug:  # noqa: BLE001 - the last stop, where every fault is told in one line
        report_bug(bug)
