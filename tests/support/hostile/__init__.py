"""Files that attack whoever reads them, generated; none of them stands in the repository."""
