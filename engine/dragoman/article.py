"""The article: what a reader yields and the extractor reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read; all offsets of its record point into *text*, which is never changed."""

    text: str
    id: str = ""
    title: str | None = None
    date: date | None = None
    outlet: str | None = None
    url: str | None = None
    path: str | None = None

    @property
    def sha256(self) -> str:
        """Return the hexadecimal SHA-256 of the text in UTF-8."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
