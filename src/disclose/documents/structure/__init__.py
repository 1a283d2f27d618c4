"""The structure and the form of a report: its parts, years, dates, numbering, slips of the pen."""
