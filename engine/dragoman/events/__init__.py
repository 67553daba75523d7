"""Events: which mentions are one, and what an event keeps of each."""
