"""Coverage-guided fuzzing of what reads files of others; needs the extra `fuzz`."""
