"""From bytes to text, with what had to be assumed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.records import Problem

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_MOST_CONTROLS = 0.01
_NOT_TEXT = Problem("not-text", "this is not text but binary data; convert it to plain text, Markdown, JSON or CSV first")


_LONGEST_CHARACTER = 4


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, or ``None`` where they are no text."""

    text: str | None
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return *data* as text: by its byte order mark, else UTF-8, else Windows-1252 with a problem that says so."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_marked(data.removeprefix(mark), encoding)
    if b"\0" in data or data.startswith(b"%PDF-"):
        return Decoded(None, (_NOT_TEXT,))
    try:
        return check_text(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        return _decode_windows(data, fault.start)


def decode_pieces(file: BinaryIO, most: int = -1) -> Iterator[Decoded]:
    """Yield the lines of *file* with their ends, each decoded by itself; those above *most* bytes come in pieces."""
    first = file.readline(most)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _decode_wide(first, file)
        return
    piece = first.removeprefix(codecs.BOM_UTF8)
    while piece:
        cut = _whole_characters(piece)
        yield _decode_piece(piece[:cut])
        more = file.readline(most)
        if cut < len(piece) and not more:
            yield _decode_piece(piece[cut:])
        piece = piece[cut:] + more if more else b""


def check_text(text: str) -> Decoded:
    """Return *text* as decoded, refused where it is binary, with lone surrogates replaced."""
    if "\0" in text or len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        return Decoded(None, (_NOT_TEXT,))
    clean, broken = _SURROGATES.subn("\ufffd", text)
    if not broken:
        return Decoded(text)
    return Decoded(clean, (Problem("broken-character", f"half characters (lone surrogates) were replaced by U+FFFD: {broken}"),))


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    try:
        return check_text(data.decode(encoding))
    except UnicodeDecodeError as fault:
        return Decoded(None, (Problem("bad-encoding", f"the byte order mark says {encoding}, but byte {fault.start} is not"),))


def _decode_windows(data: bytes, first: int) -> Decoded:
    try:
        checked = check_text(data.decode("cp1252"))
    except UnicodeDecodeError:
        return Decoded(None, (Problem("bad-encoding", f"not UTF-8 at byte {first}, and not Windows-1252 either; convert it to UTF-8"),))
    assumed = Problem("encoding-assumed", f"not UTF-8 at byte {first}; read as Windows-1252")
    return Decoded(checked.text, (assumed, *checked.problems) if checked.text is not None else checked.problems)


def _decode_wide(first: bytes, file: BinaryIO) -> Iterator[Decoded]:
    """Yield the lines of a file in UTF-16, whose line ends are two bytes each."""
    encoding = "utf-16-le" if first.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    text = decoder.decode(first[2:])
    while block := file.read(65_536):
        *lines, text = (text + decoder.decode(block)).split("\n")
        yield from (Decoded(f"{line}\n") for line in lines)
    yield from (Decoded(line) for line in (text + decoder.decode(b"", final=True)).splitlines(keepends=True))


def _whole_characters(piece: bytes) -> int:
    """Return how many bytes of *piece* end with a whole character, where it was cut at no line end."""
    if piece.endswith(b"\n"):
        return len(piece)
    for back in range(1, min(_LONGEST_CHARACTER, len(piece)) + 1):
        byte = piece[-back]
        if byte >= 0xC0:
            width = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return len(piece) - back if back < width and len(piece) > back else len(piece)
        if byte < 0x80:
            break
    return len(piece)


def _decode_piece(piece: bytes) -> Decoded:
    try:
        return Decoded(piece.decode("utf-8"))
    except UnicodeDecodeError as fault:
        text = piece.decode("cp1252", errors="replace")
        unknown = text.count("\ufffd")
        lost = f"; {unknown} bytes that it does not know became U+FFFD" if unknown else ""
        return Decoded(text, (Problem("encoding-assumed", f"not UTF-8 at byte {fault.start} of a line; read as Windows-1252{lost}"),))
