"""Run the command line by ``python -m dragoman_cli``."""

from __future__ import annotations

from dragoman_cli.app import main

main()
