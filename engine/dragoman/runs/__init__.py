"""Runs: many articles, on one core, on all, or on a cluster, broken off and taken up again."""
