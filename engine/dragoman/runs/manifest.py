"""The manifest of a run: with what, of what and how its outputs were made, beside them and never inside the records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path


def manifest_path(output: Path) -> Path:
    """Return where the manifest of *output* lies."""
    return output.with_name(f"{output.name}.run.json")


def write_manifest(output: Path, text: str) -> None:
    """Write *text* as the manifest of *output* beside it, whole or not at all."""
    path = manifest_path(output)
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)


def manifest_text(
    output: str,
    description: Mapping[str, object],
    counts: Mapping[str, object],
    problems: Mapping[str, int],
    started: datetime,
    finished: datetime,
    profile: Mapping[str, object] | None = None,
) -> str:
    """Return the manifest of the output called *output*; *problems* are counted by code.

    *profile* says where the time went, where that was asked for.
    """
    time = {"started": _instant(started), "finished": _instant(finished), "seconds": round((finished - started).total_seconds(), 3)}
    content = {"output": output, **description, "counts": dict(counts), "problems": dict(sorted(problems.items())), "time": time}
    content |= {"profile": profile} if profile is not None else {}
    return json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
