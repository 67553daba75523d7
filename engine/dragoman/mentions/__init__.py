"""Mentions: from matches to mentions with their status, their sources and their values."""
