"""Packs: from rule files in YAML to the records of the rule language, each fault told at its place."""
