"""Annotators: each finds one kind of thing in an article and changes nothing."""
