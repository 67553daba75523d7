"""The workbench: why a rule fires or does not, what would mend it, and what a change of rules changes."""
