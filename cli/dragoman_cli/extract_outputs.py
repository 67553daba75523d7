"""Where the records of a run go: files by suffix, and stdout."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from dragoman.writers import format_of, open_writer
from dragoman.writers.outputs import SUFFIXES, Writer, stdout_formats
from dragoman_cli.table import TableWriter
from dragoman_cli.terminal import data_out

TABLE = "table"
_STDOUT = "-"


def output_files(outputs: Sequence[str], *, resume: bool) -> list[Path]:
    """Return the files among *outputs*; each has a suffix that stands for a format, and a folder that exists."""
    paths = list(dict.fromkeys(Path(name) for name in outputs if name != _STDOUT))
    if resume and not paths:
        raise typer.BadParameter("only a run into a file can go on: name it with -o", param_hint="--resume")
    for path in paths:
        if format_of(path) is None:
            raise typer.BadParameter(f"{path}: no format has this suffix; use {', '.join(sorted(SUFFIXES))}", param_hint="-o")
        if not path.parent.is_dir():
            raise typer.BadParameter(f"{path}: the folder {path.parent} does not exist", param_hint="-o")
    return paths


def stdout_format(outputs: Sequence[str], asked: str | None) -> str | None:
    """Return the format of stdout, or None where it stays empty."""
    known = (*stdout_formats(), TABLE)
    if asked is not None and asked not in known:
        raise typer.BadParameter(f"'{asked}' is no format; use {', '.join(known)}", param_hint="-f")
    return asked or ("text" if not outputs or _STDOUT in outputs else None)


def stdout_writers(asked: str | None, slots: Sequence[str], level: str) -> list[Writer]:
    """Return the writer to stdout, if there is one."""
    if asked is None:
        return []
    return [TableWriter(data_out()) if asked == TABLE else open_writer(asked, data_out(), slots, level)]
