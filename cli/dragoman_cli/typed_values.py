"""Texts, paths and flags that options and arguments take as they are typed.

Typer looks into every value by way of pydantic, which takes longer to import than all else that a command line is read with, and finds
nothing in a text, a path or a flag. Whatever is not right about a value is left to Typer to tell.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any


def take_as_typed(parameters: Sequence[Any]) -> Sequence[Any]:
    """Return a command's *parameters*, of which those that are texts, paths or flags now do without what this Typer does to values."""
    for parameter in parameters:
        descriptor = getattr(parameter, "type_descriptor", None)
        take = _TAKEN.get(getattr(descriptor, "annotation", None))
        if take is not None and "process_value" not in vars(parameter):
            parameter.process_value = partial(_processed, parameter, parameter.process_value, take)
    return parameters


def _processed(parameter: Any, process: Callable[[Any, Any], Any], take: Callable[[Any, Any], object], ctx: Any, value: Any) -> Any:
    """Return *value* as a command gets it; what is missing, and what *take* returns None for, is for Typer to *process*."""
    several = parameter.multiple or parameter.nargs == -1
    values = () if value is None else value if several else (value,)
    taken = tuple(take(one, parameter.type_descriptor.parameter_info) for one in values)
    if None in taken or (parameter.required and not taken):
        return process(ctx, value)
    whole = list(taken) if several else next(iter(taken), None)
    return whole if parameter.callback is None else parameter.callback(ctx, parameter, whole)


def _flag(value: object, _asked: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _text(value: object, asked: Any) -> str | None:
    return value if isinstance(value, str) and asked.parser is None else None


def _path(value: Any, asked: Any) -> Path | None:
    """Return the path *value* where it is what is *asked* for."""
    if asked.parser or asked.path_type or asked.resolve_path or asked.allow_dash or asked.writable:
        return None
    path = Path(value)
    if not path.exists():
        return None if asked.exists else path
    fits = asked.dir_okay if path.is_dir() else asked.file_okay
    return path if fits and os.access(path, os.R_OK) else None


_TAKEN: Mapping[object, Callable[[Any, Any], object]] = {
    bool: _flag,
    str: _text,
    list[str]: _text,
    Path: _path,
    list[Path]: _path,
}
