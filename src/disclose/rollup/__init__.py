"""Many filings added up: which files there are, which count, what they come to."""
