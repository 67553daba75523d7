"""The hooks through which a plugin gives dragoman rule packs."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pluggy

PROJECT = "dragoman"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What a hook may know of the engine that asks; later versions only add to it."""

    engine_version: str


class Hooks:
    """The hooks that dragoman calls; a plugin implements those it needs with ``@hookimpl``."""

    @hookspec
    @abstractmethod
    def dragoman_packs(self, ctx: BuildContext) -> Iterable[Path]:
        """Return the folders of the plugin's rule packs, each with its ``pack.yaml``.

        Example::

            @hookimpl
            def dragoman_packs(ctx: BuildContext) -> list[Path]:
                return [Path(__file__).parent]
        """
