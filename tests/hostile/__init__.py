"""Files, names and texts that attack their reader."""
