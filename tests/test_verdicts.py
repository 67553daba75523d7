"""What running a rule's examples has told is kept: ``check`` says the same with and without, and says it anew once anything has changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.checking.fault_samples import LEXICON, MISTAKES, RULE, SOUND
from dragoman_cli.app import app

OTHER = "sanction/shunned.yaml"
OTHER_RULE = (
    SOUND[RULE].replace("imposed", "shunned").replace("ban, outlaw", "shun").replace("banned", "shunned").replace("embargo", "boycott")
)
FORMATS = ("full", "short", "json")


@pytest.fixture(autouse=True)
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_files: Callable[[Path, Mapping[str, str]], Path]) -> None:
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path / "trade", {**SOUND, OTHER: OTHER_RULE, RULE: MISTAKES["W220"].text})


def check(*arguments: str, cache: tuple[str, ...] = ("--cache-dir", "kept"), form: str = "short") -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["--no-plugins", *cache, "check", "--format", form, *(arguments or (f"trade/{RULE}",))])
    return result.exit_code, result.stdout, result.stderr


def kept() -> list[Path]:
    return sorted(Path("kept").glob("*.verdicts"))


def edit(file: str, old: str, new: str) -> None:
    path = Path("trade", file)
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", [f"trade/{RULE}", f"trade/{OTHER}", f"trade/{LEXICON}", "trade/pack.yaml", "trade/sanction", "trade"])
def test_check_says_the_same_without_with_a_new_and_with_a_kept_verdict(path: str, form: str) -> None:
    plain = check(path, cache=("--no-cache",), form=form)
    first, second = (check(path, form=form) for _ in range(2))

    assert plain == first == second
    assert (path in (f"trade/{RULE}", "trade/sanction", "trade")) is ("W220" in plain[1])


def test_check_with_a_kept_verdict_starts_without_spacy_and_pydantic() -> None:
    expected = check()
    code = (
        "import sys; from dragoman_cli.app import app\n"
        f"try: app(['--no-plugins', '--cache-dir', 'kept', 'check', '--format', 'short', 'trade/{RULE}'])\n"
        "except SystemExit as end: print(end.code, {'pydantic', 'spacy'} & sys.modules.keys())"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == f"{expected[1]}0 set()\n"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RULE, "description: One", "description: Any"),
        (OTHER, "description: One", "description: Any"),
        (LEXICON, "carbine", "musket"),
        ("cues/status.yaml", "plan]", "intend]"),
        ("pack.yaml", "version: 1.0.0", "version: 1.0.1"),
    ],
)
def test_examples_are_run_anew_once_a_file_of_the_pack_has_changed(file: str, old: str, new: str) -> None:
    check()
    edit(file, old, new)
    again = check()

    assert again == check(cache=("--no-cache",))
    assert len(kept()) == 2


def test_mended_rule_is_no_longer_warned_of() -> None:
    before = check()
    edit(RULE, MISTAKES["W220"].text, SOUND[RULE])

    assert "W220" in before[1]
    assert check()[1] == ""


def test_rule_is_warned_of_once_a_lexicon_no_longer_knows_its_words() -> None:
    edit(RULE, MISTAKES["W220"].text, SOUND[RULE])
    before = check()
    edit(LEXICON, "rifle: {", "sword: {")
    after = check()

    assert before[1] == ""
    assert "W218" in after[1]


def test_verdicts_of_several_files_are_kept_together(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = check(f"trade/{RULE}"), check(f"trade/{OTHER}")
    [file] = kept()
    monkeypatch.setattr("dragoman_cli.check.read_to_run", None)

    assert (one, other) == (check(f"trade/{RULE}"), check(f"trade/{OTHER}"))
    assert [file] == kept()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content.replace(b"W220", b"W219"),
        lambda content: content.partition(b"\n")[2],
        lambda content: content.replace(b'"dragoman": "', b'"dragoman": "9'),
    ],
)
def test_verdict_that_is_not_sound_is_ignored_and_written_again(spoil: Callable[[bytes], bytes]) -> None:
    before = check()
    [file] = kept()
    sound = file.read_bytes()
    file.write_bytes(spoil(sound))

    assert before == check()
    assert sound == file.read_bytes()


def test_verdict_under_the_name_of_other_packs_is_ignored() -> None:
    before = check()
    [file] = kept()
    wrong = file.read_bytes()
    edit(RULE, MISTAKES["W220"].text, SOUND[RULE])
    check()
    [new] = set(kept()) - {file}
    new.write_bytes(wrong)

    assert "W220" in before[1]
    assert check()[1] == ""


@pytest.mark.parametrize("name", ["VERSION", "_LIBRARIES"])
def test_verdict_of_another_version_is_not_taken(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = check()
    monkeypatch.setattr(f"dragoman.cache.kept_files.{name}", "9" if name == "VERSION" else ("spacy",))

    assert before == check()
    assert len(kept()) == 2


def test_check_takes_compiled_rules_from_the_cache_and_leaves_none_there() -> None:
    check()
    alone = sorted(path.suffix for path in Path("kept").iterdir())
    CliRunner().invoke(app, ["--no-plugins", "--cache-dir", "kept", "test", "trade"])

    assert alone == [".verdicts"]
    assert sorted(path.suffix for path in Path("kept").iterdir()) == [".json", ".verdicts"]


def test_nothing_is_kept_without_a_cache() -> None:
    check(cache=("--no-cache", "--cache-dir", "kept"))

    assert not Path("kept").exists()


def test_faults_that_need_no_running_leave_no_verdict() -> None:
    edit(RULE, "event: sanction", "event: sanctoin")

    assert check()[0] == 1
    assert kept() == []
