"""Compiling: from packs to what a text is held against: triggers, phrases, needs, cues."""
