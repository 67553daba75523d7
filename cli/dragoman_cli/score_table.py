"""Scores on gold, as a table for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.workbench.scoring import Score, Scores

_HEADS = ("precision", "recall", "F1", "gold", "found")


def score_table(scores: Scores | None) -> str:
    """Return precision, recall and F1 by kind and by slot, and the share of right status; nothing where nothing was scored."""
    if scores is None:
        return ""
    rows = list(_rows(scores))
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:<{width}}{''.join(f'{figure:>11}' for figure in figures)}".rstrip() for name, figures in rows]
    lines.append(f"status: {scores.status:.3f} right; gold articles without a record: {scores.absent}")
    return "\n" + "\n".join(lines) + "\n"


def score_json(scores: Scores) -> dict[str, object]:
    """Return the scores as JSON values."""
    return {
        "mentions": {name: _figures(score) for name, score in (*scores.kinds.items(), ("all", scores.all_kinds))},
        "slots": {name: _figures(score) for name, score in (*scores.slots.items(), ("all", scores.all_slots))},
        "status": round(scores.status, 4),
        "absent": scores.absent,
    }


def _figures(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4),
        "right": score.right, "spurious": score.spurious, "missed": score.missed,
    }  # fmt: skip


def _rows(scores: Scores) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "mentions", _HEADS
    yield from ((name, _cells(score)) for name, score in scores.kinds.items())
    yield "all kinds", _cells(scores.all_kinds)
    yield "slots", _HEADS
    yield from ((name, _cells(score)) for name, score in scores.slots.items())
    yield "all slots", _cells(scores.all_slots)


def _cells(score: Score) -> tuple[str, ...]:
    shares = (f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}")
    return (*shares, str(score.right + score.missed), str(score.right + score.spurious))
