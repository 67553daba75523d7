"""What YAML is read into: texts, lists and mappings that know where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
BOOLEANS = {"true": True, "false": False}


# Named tuples, not dataclasses: a pack has a hundred thousand nodes and these take a third of the time to make.
class Scalar(NamedTuple):
    """A text, number or truth value; *style* is its quotation mark, ``|``, ``>`` or empty."""

    text: str
    style: str
    line: int
    column: int
    length: int

    @property
    def value(self) -> str | int | float | bool | None:
        """Return what the scalar stands for; None where nothing or ``null`` is written."""
        if self.style:
            return self.text
        if self.text in {"", "null"}:
            return None
        if self.text in BOOLEANS:
            return BOOLEANS[self.text]
        if INTEGER.match(self.text):
            return int(self.text)
        return float(self.text) if DECIMAL.match(self.text) else self.text


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int
    length: int


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file."""

    pairs: dict[str, tuple[Scalar, Node]]
    line: int
    column: int
    length: int


Node = Scalar | Sequence | Mapping
