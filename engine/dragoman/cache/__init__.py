"""The cache: what packs were compiled to and what checking them found, kept in files that may go at any time."""
