"""The command line of dragoman: the only place that prints or exits."""

from __future__ import annotations

from dragoman_cli.app import main

__all__ = ["main"]
