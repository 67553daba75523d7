"""Read a lexicon."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.errors import Label
from dragoman.language import Entry, Lexicon, Place
from dragoman.packs.findings import Findings
from dragoman.packs.grammar_table import ENTRY, FORM_KEYS, Shape
from dragoman.packs.located_yaml import Node, Scalar, parse_yaml
from dragoman.packs.plain_entries import PlainEntry
from dragoman.packs.sections import Section, read_section

FORMS = tuple(key.name for key in FORM_KEYS)
MARKS = tuple(key.name for key in ENTRY if key.shape is Shape.FLAG)
FIELDS = frozenset({"name", "code", "class", "country", *FORMS, *MARKS})
_PLAIN = ("", Scalar("", "", 1, 1, 1))
_COLUMN = 3
_UNMARKED: frozenset[str] = frozenset()


def read_lexicon(node: Node, findings: Findings, pack: str = "", plain: Sequence[PlainEntry] = ()) -> Lexicon | None:
    """Return the lexicon that a file holds, as far as it is sound; its *plain* entries are not among its nodes.

    Where there is any fault, all entries are read from nodes, which know the column of every word.
    """
    if not plain:
        return _lexicon(node, findings, pack)
    tried = Findings(findings.source)
    lexicon = _lexicon(node, tried, pack, plain)
    if lexicon is not None and not tried.found:
        return lexicon
    whole, faults = parse_yaml(findings.source.text, findings.source.path)
    findings.found.extend(faults)
    return _lexicon(whole, findings, pack) if whole is not None else None


def _lexicon(node: Node, findings: Findings, pack: str, plain: Sequence[PlainEntry] = ()) -> Lexicon | None:
    section = read_section(node, "lexicon", findings)
    if section is None or not section.has("lexicon"):
        return None
    aliases = _Aliases(findings)
    read = (_entry(name, value, aliases, findings) for name, value in section.pairs("entries"))
    entries = _with_plain([entry for entry in read if entry is not None], plain, aliases)
    if entries is None:
        return None
    return Lexicon(
        section.text("lexicon"),
        section.text("type"),
        section.text("description"),
        tuple(entries),
        findings.source.place(section.at("lexicon")),
        source=section.text("source"),
        licence=section.text("licence"),
        pack=pack,
    )


class _Aliases:
    """Know who bears each name of the lexicon, so that nobody bears another's."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.owners: dict[str, tuple[str, Scalar]] = {}

    def take(self, name: Scalar, entry: str, kind: str = "name") -> None:
        written = " ".join(name.text.split())
        owner, first = self.owners.setdefault(written, (entry, name))
        if first is name:
            return
        if owner != entry:
            remedy = f"keep it in '{owner}' or in '{entry}'"
            self.findings.error("E160", name, f"'{name.text}' is also a name of '{owner}'", remedy, self._label(first))
        elif kind != "plural":  # "plural: [personnel]" says that the word has no other plural
            self.findings.warn("W207", name, f"'{name.text}' stands twice in entry '{entry}'", "delete one", self._label(first))

    def take_plain(self, names: Collection[str]) -> bool:
        """Note the names of entries that have no nodes, and say whether nobody bore any of them."""
        known = len(self.owners)
        self.owners.update(dict.fromkeys(names, _PLAIN))
        return len(self.owners) == known + len(names)

    def _label(self, first: Scalar) -> Label:
        return self.findings.label(first, "first written here")


def _entry(name: Scalar, node: Node, aliases: _Aliases, findings: Findings) -> Entry | None:
    if isinstance(node, Scalar) and node.value is None:
        findings.error("E106", name, f"entry '{name.text}' is empty", "write '{}' behind it if the name says it all")
        return None
    section = read_section(node, "entry", findings)
    if section is None:
        return None
    aliases.take(section.scalars("name")[0] if section.has("name") else name, name.text)
    forms = {}
    for kind in FORMS:
        if kind in section.values:
            scalars = section.scalars(kind)
            forms[kind] = tuple(scalar.text for scalar in scalars)
            for scalar in scalars:
                aliases.take(scalar, name.text, kind)
    return Entry(
        name.text,
        section.text("name", name.text),
        findings.source.place(name),
        forms,
        section.text("code") or None,
        section.text("class") or None,
        section.text("country") or None,
        frozenset(mark for mark in MARKS if mark in section.values and section.flag(mark)),
        _attributes(section, findings),
    )


def _attributes(section: Section, findings: Findings) -> dict[str, object]:
    rest = section.values.keys() - FIELDS
    if not rest:
        return {}
    attributes: dict[str, object] = {key: section.text(key) for key in section.values if key in rest and key != "forms"}
    if "forms" in rest:
        forms = read_section(section.values["forms"], "forms", findings)
        attributes["forms"] = {key: forms.text(key) for key in forms.values} if forms is not None else {}
    _check_term(section, findings)
    return attributes


def _check_term(section: Section, findings: Findings) -> None:
    """Note an office that ends before it begins; ISO dates compare as texts."""
    start, end = section.text("from"), section.text("until")
    if start and end and end < start[: len(end)]:
        findings.error("E164", section.at("until"), f"'until: {end}' lies before 'from: {start}'", "swap the two")


# -- entries without nodes ---------------------------------------------------------------------------------------------


def _with_plain(entries: list[Entry], plain: Sequence[PlainEntry], aliases: _Aliases) -> list[Entry] | None:
    """Return *entries* and the *plain* ones in the order of the file; None where two bear one id or one name."""
    if not plain:
        return entries
    path, names = aliases.findings.source.path, list[str]()
    added = [_plain_entry(entry, path, names) for entry in plain]
    together = sorted((*entries, *added), key=lambda entry: entry.place.line)
    sound = aliases.take_plain(names) and len({entry.id for entry in together}) == len(together)
    return together if sound else None


class _Keys(NamedTuple):
    """Which keys of an entry are forms, marks, and attributes."""

    forms: tuple[str, ...]
    marks: tuple[str, ...]
    attributes: tuple[str, ...]


@cache
def _keys(written: tuple[str, ...]) -> _Keys:
    """Return the keys of an entry by what they are; ten thousand entries have a hundred sets of keys."""
    rest = (key for key in written if key not in FIELDS)
    return _Keys(tuple(kind for kind in FORMS if kind in written), tuple(mark for mark in MARKS if mark in written), tuple(rest))


def _plain_entry(entry: PlainEntry, path: str, names: list[str]) -> Entry:
    """Return the entry, all of whose keys and values are sound, and add its names to *names*."""
    id_, values, line = entry
    name = values.get("name", id_)
    keys = _keys(tuple(values))
    own, forms = [name], {}
    for kind in keys.forms:
        forms[kind] = words = (values[kind],) if isinstance(values[kind], str) else tuple(values[kind])
        own += words if kind != "plural" else [word for word in dict.fromkeys(words) if word not in own]
    names += own
    return Entry(
        id_,
        name,
        Place(path, line, _COLUMN),
        forms,
        values.get("code"),
        values.get("class"),
        values.get("country"),
        frozenset([mark for mark in keys.marks if values[mark] == "true"]) if keys.marks else _UNMARKED,
        {key: values[key] for key in keys.attributes} if keys.attributes else {},
    )
