"""Whether two checkouts of the program say and write the same of the same files."""
