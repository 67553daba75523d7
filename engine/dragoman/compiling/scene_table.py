"""The verbs of the clauses that tell how an event came about, compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from dragoman.inflection import verb_forms
from dragoman.language import Scene


@dataclass(frozen=True, slots=True)
class CompiledScene:
    """The forms of a scene's verbs, by first word, and the slots that its subject and its object may fill."""

    verbs: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()


NO_SCENE = CompiledScene()


@cache  # every rule of an event type asks for that type's scene again
def compile_scene(scene: Scene) -> CompiledScene:
    """Return a `scene` key as tables."""
    forms: dict[str, set[tuple[str, ...]]] = {}
    for verb in scene.verbs:
        for form in verb_forms(verb):
            words = tuple(form.lower().split())
            forms.setdefault(words[0], set()).add(words)
    return CompiledScene({first: tuple(sorted(found)) for first, found in forms.items()}, scene.subject, scene.object)
