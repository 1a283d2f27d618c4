"""Numbers, text, languages, findings and packaged files: known to every room, knows none."""
