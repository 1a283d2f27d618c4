"""The messages of findings, by family."""
