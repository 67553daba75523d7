"""What somebody who uses packs of others changes in them: dragoman.toml, or [tool.dragoman] in pyproject.toml."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from dragoman.did_you_mean import remedy
from dragoman.errors import ConfigError
from dragoman.language import Entry, Lexicon, Pack, Place, Priority, Rule
from dragoman.packs.grammar_table import ENTRY, FORM_KEYS, KEYS, Shape

CONFIG_FILE = "dragoman.toml"
PROJECT_FILE = "pyproject.toml"
Table = Mapping[str, object]

_FORMS = tuple(key.name for key in FORM_KEYS)
_MARKS = tuple(key.name for key in ENTRY if key.shape is Shape.FLAG)
_RULE_KEYS = {"priority": tuple(p.name.lower() for p in Priority), "status": KEYS["rule"]["status"].choices}
_NO_CHANGES: Table = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Consumer:
    """The changes that the file at *path* asks for; names are full ones, such as ``pack:event/rule`` and ``pack:lexicon``."""

    path: str = ""
    disable: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lexicons: Mapping[str, Mapping[str, Table]] = field(default_factory=dict)

    def disabled_by(self, name: str) -> str:
        """Return the pattern that switches the rule *name* off, or an empty text."""
        return next((pattern for pattern in self.disable if fnmatchcase(name, pattern)), "")


def find_consumer(folder: Path) -> Consumer:
    """Return what the nearest configuration in *folder* or above it asks for, or no change where there is none."""
    for place in (folder, *folder.parents):
        if (place / CONFIG_FILE).is_file():
            return read_consumer(place / CONFIG_FILE)
        if (place / PROJECT_FILE).is_file() and _section(place / PROJECT_FILE):
            return read_consumer(place / PROJECT_FILE)
    return Consumer()


def read_consumer(path: Path) -> Consumer:
    """Return what the file at *path* asks for; raise ConfigError where it cannot be understood."""
    section = _section(path)
    _check_keys(section, ("disable", "rules", "lexicons"), path, "")
    disable = section.get("disable", [])
    if not isinstance(disable, list) or not all(isinstance(pattern, str) and ":" in pattern for pattern in disable):
        raise ConfigError(f"{path}: 'disable' must be a list of patterns such as 'pack:event/*'")
    rules = {name: _rule_changes(name, table, path) for name, table in _tables(section, "rules", path).items()}
    lexicons = {name: _entries(name, table, path) for name, table in _tables(section, "lexicons", path).items()}
    return Consumer(path.as_posix(), tuple(disable), rules, lexicons)


def apply_consumer(packs: Iterable[Pack], consumer: Consumer) -> tuple[Pack, ...]:
    """Return *packs* as *consumer* wants them; what it says of packs that are not in use does nothing."""
    used = tuple(packs)
    _check_names(consumer.rules, [_full(rule) for pack in used for rule in pack.rules], used, consumer.path, "rule")
    _check_names(consumer.lexicons, [f"{pack.name}:{lex.name}" for pack in used for lex in pack.lexicons], used, consumer.path, "lexicon")
    return tuple(_changed(pack, consumer) for pack in used)


# -- reading -----------------------------------------------------------------------------------------------------------


def _section(path: Path) -> Table:
    try:
        whole: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise ConfigError(f"{path}: {getattr(fault, 'strerror', None) or fault}") from fault
    if path.name != PROJECT_FILE:
        return whole
    tool = whole.get("tool", {})
    section = tool.get("dragoman", {}) if isinstance(tool, dict) else {}
    return section if isinstance(section, dict) else {}


def _tables(section: Table, key: str, path: Path) -> Mapping[str, Table]:
    tables = section.get(key, {})
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise ConfigError(f"{path}: '{key}' must hold tables, such as [{key}.\"pack:name\"]")
    return tables


def _check_keys(table: Table, known: Sequence[str], path: Path, where: str) -> None:
    for key in sorted(table.keys() - set(known)):
        raise ConfigError(f"{path}: {where}unknown key '{key}'; {remedy(key, known)}")


def _rule_changes(name: str, table: Table, path: Path) -> Mapping[str, str]:
    _check_keys(table, tuple(_RULE_KEYS), path, f"rule '{name}': ")
    for key, value in table.items():
        if value not in _RULE_KEYS[key]:
            raise ConfigError(f"{path}: rule '{name}': '{value}' is no {key}; {remedy(str(value), _RULE_KEYS[key])}")
    return {key: str(value) for key, value in table.items()}


def _entries(name: str, table: Table, path: Path) -> Mapping[str, Table]:
    entries: dict[str, Table] = {}
    for entry, given in table.items():
        if not isinstance(given, dict):
            raise ConfigError(f"{path}: lexicon '{name}': entry '{entry}' must be a table, such as {{aliases = [\"...\"]}}")
        _check_keys(given, ("name", "code", "class", "country", *_FORMS, *_MARKS), path, f"entry '{entry}': ")
        entries[entry] = given
    return entries


def _check_names(named: Iterable[str], known: Sequence[str], packs: Sequence[Pack], path: str, what: str) -> None:
    used = {pack.name for pack in packs}
    for name in named:
        if name not in known and (":" not in name or name.partition(":")[0] in used):
            raise ConfigError(f"{path}: there is no {what} '{name}'; {remedy(name, known)}")


# -- changing ----------------------------------------------------------------------------------------------------------


def _full(rule: Rule) -> str:
    return f"{rule.pack}:{rule.name}"


def _changed(pack: Pack, consumer: Consumer) -> Pack:
    rules = tuple(_rule(rule, consumer) for rule in pack.rules if not consumer.disabled_by(_full(rule)))
    lexicons = tuple(_lexicon(lexicon, consumer) for lexicon in pack.lexicons)
    if (rules, lexicons) == (pack.rules, pack.lexicons):
        return pack
    # A run that goes on after the configuration was changed must see that the rules are others.
    asked = json.dumps([consumer.disable, dict(consumer.rules), consumer.lexicons], sort_keys=True, default=dict)
    return replace(pack, rules=rules, lexicons=lexicons, digest=sha256(f"{pack.digest}{asked}".encode()).hexdigest())


def _rule(rule: Rule, consumer: Consumer) -> Rule:
    changes = consumer.rules.get(_full(rule), {})
    priority = Priority[changes["priority"].upper()] if "priority" in changes else rule.priority
    return replace(rule, priority=priority, status=changes.get("status", rule.status)) if changes else rule


def _lexicon(lexicon: Lexicon, consumer: Consumer) -> Lexicon:
    asked = consumer.lexicons.get(f"{lexicon.pack}:{lexicon.name}")
    if not asked:
        return lexicon
    owners = {
        name: entry.id for entry in lexicon.entries for name in (entry.name, *(form for forms in entry.forms.values() for form in forms))
    }
    for entry, table in asked.items():
        for name in (form for kind in _FORMS for form in _texts(table.get(kind))):
            if owners.get(name, entry) != entry:
                raise ConfigError(
                    f"{consumer.path}: '{name}' is also a name of '{owners[name]}' in '{lexicon.name}'; keep it there or rename it"
                )
    known = {entry.id: entry for entry in lexicon.entries}
    place = Place(consumer.path, 1, 1)
    added = tuple(_extended(Entry(id_, id_, place), table) for id_, table in asked.items() if id_ not in known)
    return replace(lexicon, entries=(*(_extended(entry, asked.get(entry.id, _NO_CHANGES)) for entry in lexicon.entries), *added))


def _extended(entry: Entry, table: Table) -> Entry:
    if not table:
        return entry
    more = {kind: _texts(table[kind]) for kind in _FORMS if kind in table}
    forms = {kind: tuple(dict.fromkeys((*entry.forms.get(kind, ()), *more.get(kind, ())))) for kind in (*entry.forms, *more)}
    return entry._replace(
        name=str(table.get("name", entry.name)),
        forms=forms,
        code=str(table["code"]) if "code" in table else entry.code,
        category=str(table["class"]) if "class" in table else entry.category,
        country=str(table["country"]) if "country" in table else entry.country,
        marks=entry.marks | {mark for mark in _MARKS if table.get(mark) is True},
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else () if value is None else (str(value),)
