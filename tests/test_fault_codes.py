"""Every fault code is explained from one source, with a mistake that has it and the way it is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.checking.allowing import settle
from dragoman.checking.fault_codes import CODES
from dragoman.checking.fault_samples import MISTAKES, SOUND, Mistake
from dragoman.checking.lints import judged, lint_packs
from dragoman.checking.mending import MENDED_CODES
from dragoman.checking.reference import code_text, codes_page, keys_page
from dragoman.packs.pack_files import texts_of
from dragoman.packs.reading import read_packs_checked
from dragoman.workbench.running_lints import lint_by_running
from dragoman_cli.app import app

DOCS = Path(__file__).parent.parent / "docs"
# Faults of more than the words of one file: tests of their own show them.
WITHOUT_SAMPLE = {"E011", "E110", "E113"}


def codes_of(folder: Path, files: dict[str, str]) -> set[str]:
    for relative, text in files.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    packs, faults = read_packs_checked([folder])
    if not any(fault.severity == "error" for fault in faults):
        rules = [rule for pack in packs for rule in pack.rules]
        lexicons = [lexicon for pack in packs for lexicon in pack.lexicons]
        faults = (*faults, *lint_packs(packs), *lint_by_running(packs, rules, lexicons))
    return {fault.code for fault in settle(faults, texts_of(folder), judged(faults, run=True)).faults}


def test_the_sample_pack_has_no_fault(tmp_path: Path) -> None:
    assert codes_of(tmp_path, dict(SOUND)) == set()


@pytest.mark.parametrize("code", sorted(MISTAKES))
def test_the_sample_of_a_code_has_that_fault(code: str, tmp_path: Path) -> None:
    mistake = MISTAKES[code]

    assert mistake.right in SOUND.get(mistake.file, "")
    assert code in codes_of(tmp_path, {**SOUND, mistake.file: mistake.text})


def test_every_code_of_one_file_has_a_sample() -> None:
    assert set(CODES) - set(MISTAKES) == WITHOUT_SAMPLE
    assert set(CODES) >= MENDED_CODES


def test_a_code_is_shown_wrong_and_right() -> None:
    assert CliRunner().invoke(app, ["codes", "e142"]).stdout == code_text("E142")
    assert code_text("E142") == (
        "E142  A phrase uses VERB or NOUN, and the trigger lists no verbs or nouns.\n\n"
        "wrong, in sanction/imposed.yaml:\n    (nothing: these lines are missing)\n\n"
        "right:\n      verbs: [ban, outlaw]\n"
    )


def test_a_mistake_knows_the_lines_that_differ() -> None:
    assert Mistake("sanction/imposed.yaml", "id: imposed", "id: Imposed").lines() == (("id: Imposed",), ("id: imposed",))


def test_without_a_code_all_are_listed() -> None:
    assert [line.split()[0] for line in CliRunner().invoke(app, ["codes"]).stdout.splitlines()] == list(CODES)


@pytest.mark.parametrize(
    ("page", "text", "arguments"),
    [
        ("codes.md", codes_page(), ["codes", "--markdown"]),
        ("keys.md", keys_page(), ["schema", "rules", "--markdown"]),
    ],
)
def test_the_reference_pages_are_current(page: str, text: str, arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).stdout == text
    assert (DOCS / page).read_text(encoding="utf-8") == text, "run `make reference`"
