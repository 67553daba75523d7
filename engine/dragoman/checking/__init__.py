"""Checking: what can be wrong with rule files, how it is told, allowed and mended."""
