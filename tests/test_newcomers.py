"""Rule files with the mistakes that newcomers make, and the whole of what `dragoman check` tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman_cli.app import app

FILES = Path(__file__).parent / "newcomers"
MISTAKES = sorted(path.stem for path in FILES.glob("*.yaml"))


def test_there_are_at_least_ten_mistakes() -> None:
    assert len(MISTAKES) >= 10


@pytest.mark.parametrize("mistake", MISTAKES)
def test_newcomer_is_told_what_is_wrong_and_what_to_do(
    mistake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_grain: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    monkeypatch.chdir(tmp_path)
    rule = (FILES / f"{mistake}.yaml").read_text(encoding="utf-8")
    write_grain(tmp_path / "grain", {"shipment/shipped.yaml": rule})

    result = CliRunner().invoke(app, ["--no-plugins", "check", "grain/shipment/shipped.yaml"])

    assert result.exit_code == 1
    assert result.stdout + result.stderr == (FILES / f"{mistake}.txt").read_text(encoding="utf-8")
