"""Many filings added up: the list of files, the selection of those that count, the sums."""
