"""The season of reports: which year a report is about that is written today.

Alone in its module, which imports nothing: the offline page asks for it before it is ready.
"""

from datetime import date

LAST_MONTH = 6
"""Until June people write the report of the year before."""


def report_year(today: date) -> int:
    """Return the report year of a workbook written at `today`: the year before, until June."""
    return today.year - (today.month <= LAST_MONTH)
