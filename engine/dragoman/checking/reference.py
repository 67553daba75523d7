"""The reference of the rule language and of the fault codes, as text: the terminal and docs/ print both from here."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checking.fault_codes import CODES
from dragoman.checking.fault_samples import MISTAKES, Mistake
from dragoman.checking.mending import MENDED_CODES
from dragoman.packs.grammar_table import BUILT_IN_TYPES, FACETS, TABLES, Key, Shape

_GROUPS = (
    ("E00", "YAML", "The file cannot be read as YAML, or not safely."),
    ("E10", "Keys", "A key is unknown or missing, or the wrong thing stands behind it."),
    ("E11", "Files and packs", "A name, a folder or the pack does not fit."),
    ("E12", "References", "A rule names what no pack has."),
    ("E13", "Phrases", "A phrase cannot be read."),
    ("E14", "Phrases and triggers", "A phrase and its trigger do not fit each other."),
    ("E15", "Examples", "Examples are missing, or cannot be read."),
    ("E16", "Lexicons and cues", "A name or a cue says two things."),
    ("E18", "Expert patterns", "A spaCy pattern cannot be read."),
    ("W2", "Warnings", "The rule works, and is probably not meant so."),
)
_FILES = (
    ("rule", "Rules", "`<event>/<id>.yaml`: one rule a file."),
    ("event", "Event types", "`events/<event>.yaml`: what an event of one kind consists of."),
    ("lexicon", "Lexicons", "`lexicons/<name>.yaml`: names and nouns of one type."),
    ("cues", "Cues", "`cues/<name>.yaml`: words that set a status or name a source."),
    ("layout", "Page wording", "`layout/<name>.yaml`: what outlets put around an article."),
    ("pack", "The pack", "`pack.yaml`: name and version of the pack."),
)


# -- fault codes ---------------------------------------------------------------------------------------------------------


def code_text(code: str) -> str:
    """Return what a code means, with a mistake that has it and how it is right."""
    parts = [f"{code}  {CODES[code]}"]
    if code in MISTAKES:
        mistake = MISTAKES[code]
        wrong, right = mistake.lines()
        parts.append(_block(f"wrong, in {mistake.file}:", wrong or ("(nothing: these lines are missing)",)))
        parts.append(_block("right:", right or ("(nothing: leave it out)",)))
    if code in MENDED_CODES:
        parts.append("`dragoman check --fix` mends it where there is one safe way.")
    return "\n\n".join(parts) + "\n"


def _block(head: str, lines: tuple[str, ...]) -> str:
    return "\n".join([head, *(f"    {line}" for line in lines)])


def codes_page() -> str:
    """Return the page of all fault codes as Markdown."""
    return "".join(f"{block}\n" for block in _codes_blocks())


def _codes_blocks() -> Iterator[str]:
    yield "# Fault codes\n"
    yield (
        "What `dragoman check` may say. Errors (E) stop a pack from being used, warnings (W) do not. `dragoman codes E120` prints\n"
        "one of these in the terminal. The page is generated: `make reference`.\n"
    )
    for prefix, head, remark in _GROUPS:
        yield f"## {head}\n\n{remark}\n"
        for code in (code for code in CODES if code.startswith(prefix)):
            yield f"### {code}\n\n{CODES[code]}\n"
            if code in MISTAKES:
                yield _sample(MISTAKES[code])
            if code in MENDED_CODES:
                yield "`dragoman check --fix` mends it where there is one safe way.\n"


def _sample(mistake: Mistake) -> str:
    wrong, right = mistake.lines()
    # Unprintable characters would be invisible on the page.
    shown = [line if line.isprintable() else ascii(line)[1:-1] for line in wrong]
    marked = [*(f"- {line}" for line in shown), *(f"+ {line}" for line in right)]
    return "\n".join([f"`{mistake.file}`, `-` wrong and `+` right:\n", "```diff", *marked, "```\n"])


# -- keys ----------------------------------------------------------------------------------------------------------------


def keys_page() -> str:
    """Return the page of all keys of all kinds of rule file as Markdown."""
    return "".join(f"{block}\n" for block in _keys_blocks())


def _keys_blocks() -> Iterator[str]:
    yield "# Keys of rule files\n"
    yield (
        "Every key of every kind of file, from the table that the checker and the JSON Schema (`dragoman schema rules`) read. An unknown\n"
        "key is an error. Keys of a rule stand in the order given here.\n"
        "What they are for, with examples: [The rule language](language.md). The page is generated: `make reference`.\n"
    )
    done: set[str] = set()
    for table, head, remark in _FILES:
        yield f"## {head}\n\n{remark}\n\n{_keys(table)}"
        for inner, path in _inner(table, ""):
            if inner not in done:
                done.add(inner)
                yield f"### `{path}`\n\n{_keys(inner)}"
    yield f"## Span types\n\nBuilt in: {_listed(BUILT_IN_TYPES)}. A lexicon adds the type that it names.\n"
    yield f"## Facets\n\n`from: slot.facet` takes one of {_listed(FACETS)} from the filler of another slot.\n"


def _inner(table: str, path: str) -> Iterator[tuple[str, str]]:
    """Yield the tables inside a table with the path of keys that leads to each."""
    for key in TABLES[table]:
        if key.inside:
            step = f"{path}{key.name}.<name>" if key.shape is Shape.SECTIONS else f"{path}{key.name}"
            yield key.inside, step
            yield from _inner(key.inside, f"{step}.")


def _keys(table: str) -> str:
    return "\n".join(["| key | what stands behind it | what it is for |", "| --- | --- | --- |", *map(_row, TABLES[table])]) + "\n"


def _row(key: Key) -> str:
    what = f"one of {_listed(key.choices)}" if key.choices else str(key.shape)
    return f"| `{key.name}`{' (required)' if key.required else ''} | {_cell(what)} | {_cell(key.doc)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)
