"""The cache of compiled rules: nothing depends on it but time, and nothing in it is trusted further than it can be checked."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dragoman
import dragoman_rules
from dragoman.article import Article
from dragoman.cache.kept_files import engine_files
from dragoman.cache.rule_cache import RuleCache
from dragoman.cache.stored_tables import written_lines
from dragoman.compiling.tables import compile_tables
from dragoman.extractor import Extractor
from dragoman.language import Pack
from dragoman.pipeline import blank_pipeline
from dragoman_cli.app import app

ENGINE = Path(dragoman.__file__).parent
BORDERS = Path(__file__).parent / "packs" / "borders"
CORE = Path(dragoman_rules.__file__).parent
TEXT = "Alvia sent 30 tanks to Borania on Monday, a minister said. Rebels killed 12 villagers."


@pytest.fixture(name="pack")
def copied_pack(tmp_path: Path) -> Path:
    return shutil.copytree(BORDERS, tmp_path / "borders")


@pytest.fixture(name="folder")
def cache_folder(tmp_path: Path) -> Path:
    return tmp_path / "caches" / "dragoman"


@pytest.fixture(name="found")
def finding(pack: Path, folder: Path) -> Callable[[], list[str]]:
    """Return what tells the rules that fire, by way of a new cache in the folder."""

    def found() -> list[str]:
        cache = RuleCache(folder)
        extractor = Extractor(cache.read_packs([pack]), tables=cache.tables)
        return [mention.rule for mention in extractor.extract(Article(TEXT)).mentions]

    return found


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*"))


def lines(packs: tuple[Pack, ...], cache: RuleCache | None) -> list[bytes]:
    nlp = blank_pipeline()
    return written_lines(packs, cache.tables(nlp, packs) if cache is not None else compile_tables(nlp, packs))


@pytest.mark.parametrize("source", [BORDERS, CORE])
def test_what_comes_out_of_the_cache_is_what_went_in(source: Path, folder: Path) -> None:
    first, second = RuleCache(folder), RuleCache(folder)
    packs = first.read_packs([source])
    written = lines(packs, first)
    again = second.read_packs([source])

    assert packs == again
    assert written == lines(again, second) == lines(again, None)


def test_second_run_finds_what_the_first_finds(found: Callable[[], list[str]], folder: Path) -> None:
    first = found()
    [file] = files(folder)
    before = file.stat().st_mtime_ns

    assert first == found()
    assert "transfer/sent" in first
    assert [(file, before)] == [(path, path.stat().st_mtime_ns) for path in files(folder)]


def test_changed_rule_is_compiled_anew(found: Callable[[], list[str]], pack: Path, folder: Path) -> None:
    before = found()
    rule = pack / "harm" / "killed.yaml"
    rule.write_text(rule.read_text("utf-8").replace("[kill,", "[bill,"), "utf-8")
    after = found()

    assert "harm/killed" in before
    assert "harm/killed" not in after
    assert len(files(folder)) == 2


def test_moved_pack_tells_its_new_place(pack: Path, folder: Path, tmp_path: Path) -> None:
    places = []
    for place in (pack, shutil.copytree(pack, tmp_path / "elsewhere")):
        cache = RuleCache(folder)
        packs = cache.read_packs([place])
        lines(packs, cache)
        places.append(packs[0].lexicons[0].entries[0].place.path)

    assert [pack.name, "elsewhere"] == [Path(place).parent.parent.name for place in places]


@pytest.mark.parametrize("name", ["VERSION", "_LIBRARIES"])
def test_other_version_compiles_anew(name: str, found: Callable[[], list[str]], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = found()
    monkeypatch.setattr(f"dragoman.cache.kept_files.{name}", "9" if name == "VERSION" else ("spacy",))

    assert before == found()
    assert len(files(folder)) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"killed", b"billed"),
        lambda content: content.replace(b'"key": "', b'"key": "0'),
        lambda content: b"\x80\x04" + content,
        lambda content: json.dumps({"sha256": "?"}).encode(),
    ],
)
def test_file_that_is_not_sound_is_ignored_and_written_again(
    spoil: Callable[[bytes], bytes], found: Callable[[], list[str]], folder: Path
) -> None:
    before = found()
    [file] = files(folder)
    sound = file.read_bytes()
    file.write_bytes(spoil(sound))

    assert before == found()
    assert [(file, sound)] == [(path, path.read_bytes()) for path in files(folder)]


def test_folder_that_others_can_write_to_is_left_alone(found: Callable[[], list[str]], folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)

    assert "transfer/sent" in found()
    assert files(folder) == []


def test_folder_that_cannot_be_written_to_is_done_without(found: Callable[[], list[str]], folder: Path) -> None:
    folder.parent.write_text("no folder")

    assert "transfer/sent" in found()


def test_folder_and_files_are_the_users_own(found: Callable[[], list[str]], folder: Path) -> None:
    found()

    assert ["0o700", "0o600"] == [oct(path.stat().st_mode & 0o777) for path in (folder, *files(folder))]


def test_only_the_newest_files_are_kept(found: Callable[[], list[str]], folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True)
    for number in range(40):
        path = folder / f"{number:02}.json"
        path.write_text("")
        os.utime(path, (number, number))
    found()

    assert [f"{number}.json" for number in range(25, 40)] == [path.name for path in files(folder) if len(path.name) < 10]
    assert len(files(folder)) == 16


def test_packs_that_were_changed_since_they_were_read_are_not_kept(pack: Path, folder: Path) -> None:
    cache = RuleCache(folder)
    [read] = cache.read_packs([pack])
    fewer = (Pack(**{name: getattr(read, name) for name in Pack.__slots__ if name != "rules"}, rules=read.rules[:1]),)

    assert len(cache.tables(blank_pipeline(), fewer).compiled.rules) == 1
    assert not folder.exists()


@pytest.mark.parametrize(
    ("options", "kept"),
    [(["--cache-dir", "{}/here"], ["here"]), (["--no-cache"], []), (["--no-cache", "--cache-dir", "{}/here"], [])],
)
def test_command_keeps_rules_where_it_is_told(options: list[str], kept: list[str], pack: Path, tmp_path: Path) -> None:
    article, place = tmp_path / "a.txt", tmp_path / "kept"
    article.write_text(TEXT)
    place.mkdir()
    chosen = [option.format(place) for option in options]
    command = ["--no-plugins", *chosen, "extract", str(article), "-r", str(pack), "-f", "jsonl"]
    first, second = (CliRunner().invoke(app, command) for _ in range(2))

    assert (0, first.stdout) == (second.exit_code, second.stdout)
    assert "transfer/sent" in first.stdout
    assert kept == [path.name for path in files(place)]


def test_events_option_after_a_full_run_keeps_its_rules_only(pack: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT)
    command = ["--no-plugins", "--cache-dir", str(tmp_path / "here"), "extract", str(article), "-r", str(pack), "-f", "jsonl"]
    CliRunner().invoke(app, command)
    some = CliRunner().invoke(app, [*command, "--events", "harm"]).stdout

    assert (True, False) == ("harm/killed" in some, "transfer/sent" in some)


def test_whole_engine_counts_in_what_the_cache_is_kept_for() -> None:
    names = {path.relative_to(ENGINE).as_posix() for path in engine_files()}

    assert names == {path.relative_to(ENGINE).as_posix() for path in ENGINE.rglob("*.py")}
    assert {"extractor.py", "cache/kept_files.py", "annotators/dates.py"} < names
