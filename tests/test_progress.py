"""How far a run is, for people: on stderr, and never where nobody asked."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from dragoman_cli import progress
from dragoman_cli.progress import Progress, expected_articles, progress_line
from dragoman_cli.tally import Tally


class Terminal(io.StringIO):
    """A stderr that people look at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def due(monkeypatch: pytest.MonkeyPatch) -> None:
    """See to it that every showing is due at once, whatever machine this is."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_TERMINAL_EVERY", 0.0)
    monkeypatch.setattr(progress, "_PLAIN_EVERY", 0.0)


def shown_on(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, tally: Tally, *, quiet: bool = False) -> str:
    """Return what stands on *stream* after a run of four articles that has shown *tally*."""
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress(quiet=quiet, expected=lambda: 4) as shown:
        shown.show(tally)
    return stream.getvalue()


def test_bar_is_shown_on_a_terminal_and_wiped_at_the_end(due: None, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = shown_on(Terminal(), monkeypatch, Tally(articles=1))

    assert "[#####---------------] 1/4" in shown
    assert shown.endswith("\r\x1b[K")
    assert "\n" not in shown


def test_plain_lines_are_written_elsewhere(due: None, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = shown_on(io.StringIO(), monkeypatch, Tally(articles=1200, unsound=3))

    assert shown.startswith("[1,200] ")
    assert shown.endswith("/s, 3 with problems\n")


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()], ids=["terminal", "file"])
def test_quiet_run_shows_nothing(due: None, monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> None:
    assert shown_on(stream, monkeypatch, Tally(articles=1), quiet=True) == ""


def test_plain_line_comes_every_thirty_seconds() -> None:
    assert progress._PLAIN_EVERY == 30.0


def test_time_that_is_left_follows_from_what_this_run_has_done() -> None:
    resumed = Tally(articles=500, replayed=400)

    assert progress_line(resumed, 1000, 10.0) == "[##########----------] 500/1,000 10/s, 0 with problems, 0:50 left"
    assert progress_line(resumed, 100_000, 10.0).endswith("2:45:50 left")


def test_bar_is_left_out_where_more_comes_than_was_expected() -> None:
    assert progress_line(Tally(articles=12), 10, 2.0) == "[12] 6/s, 0 with problems"


def test_articles_are_counted_where_a_quick_look_tells(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("{}\n\n{}\n", encoding="utf-8")
    counted = expected_articles([str(tmp_path)], ())
    (tmp_path / "c.csv").write_text("text\n", encoding="utf-8")

    assert counted == 3
    assert expected_articles([str(tmp_path)], ()) is None
    assert expected_articles(["-"], ()) is None
