"""``dragoman new-pack``: a package with one rule that can be installed, listed and tested at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from string import Template
from typing import Annotated

import typer

from dragoman.version import VERSION
from dragoman_cli.terminal import data_out

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_CODE = ".code"


def new_pack(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The plugin's name: small letters, digits and hyphens. The package is dragoman-NAME.")
    ],
    code: Annotated[bool, typer.Option("--code", help="With a hook in Python besides the rules.")] = False,
    folder: Annotated[Path, typer.Option("--dir", metavar="FOLDER", help="Where the package's folder is made.")] = Path(),
) -> None:
    """Write a package for a rule pack of one's own."""
    if not _NAME.match(name):
        raise typer.BadParameter(f"'{name}' is no plugin name: write small letters, digits and hyphens, such as arms-fairs")
    target = folder / f"dragoman-{name}"
    if target.exists():
        raise typer.BadParameter(f"{target} exists already")
    pack = name.replace("-", "_")
    words = {"name": name, "pack": pack, "package": f"dragoman_{pack}", "event": f"{pack}_inspection", "engine": VERSION}
    written = [_write(target, place, text, words) for place, text in _template(code=code)]
    out = data_out()
    out.write(f"created {target.as_posix()}/\n")
    out.writelines(f"  {path.relative_to(target).as_posix()}\n" for path in written)
    out.write(f'next:\n  cd {target.as_posix()}\n  python -m pip install -e ".[test]"\n  dragoman plugins --check\n')
    out.write(f"  dragoman test src/{words['package']}\n  python -m pytest\n")


def _template(*, code: bool) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield the files of the template, each with its place in the package; ``X.code.Y`` stands for ``X.Y`` with *code*."""
    found = dict(_walk(files("dragoman_cli") / "pack_template", PurePosixPath()))
    for place in sorted(found):
        with_code = place.with_name(f"{place.stem}{_CODE}{place.suffix}")
        if _CODE not in place.name:
            yield place, found[with_code if code and with_code in found else place].read_text(encoding="utf-8")


def _walk(folder: Traversable, place: PurePosixPath) -> Iterator[tuple[PurePosixPath, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _walk(item, place / item.name)
        elif item.name.endswith(".txt"):
            yield place / item.name.removesuffix(".txt"), item


def _write(target: Path, place: PurePosixPath, text: str, words: Mapping[str, str]) -> Path:
    renamed = {
        "github": ".github",
        "package": words["package"],
        "rules": words["event"],
        "event.yaml": f"{words['event']}.yaml",
        "test_pack.py": f"test_corpus_{words['pack']}.py",
    }
    path = target.joinpath(*(renamed.get(part, part) for part in place.parts))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(Template(text).substitute(words), encoding="utf-8", newline="\n")
    return path
