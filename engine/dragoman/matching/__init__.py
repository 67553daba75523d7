"""Matching: from annotated sentences to matches, by frames of clauses and the readings of their words."""
