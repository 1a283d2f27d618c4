"""What still stands between a workbook and its being handed in, counted live."""

from dataclasses import dataclass

from disclose.core.finding import Severity
from disclose.excel.write.cached_values import Live
from disclose.excel.write.checks_sheet import doubtful, failing
from disclose.excel.write.sheet import Formula
from disclose.form.edition.model import Table
from disclose.form.layout.book import GUIDE


@dataclass(frozen=True, slots=True)
class Problems:
    """The counts of one table, as formulas for the sheet 填表说明 and their true results.

    `failing` and `doubtful` are None where no rule of that weight is about the table.
    """

    unfilled: Formula
    texts: Formula
    failing: Formula | None
    doubtful: Formula | None


def problems(table: Table, live: Live) -> Problems:
    """Return what is wrong with `table`."""
    lines = [line for line in live.book.review if line.instance.table == table.id]
    errors = [line for line in lines if line.severity is Severity.ERROR]
    warnings = [line for line in lines if line.severity is Severity.WARNING]
    return Problems(
        unfilled=_unfilled(table, live),
        texts=_texts(table, live),
        failing=failing(live, GUIDE, errors) if errors else None,
        doubtful=doubtful(live, GUIDE, warnings) if warnings else None,
    )


def _unfilled(table: Table, live: Live) -> Formula:
    keys = live.book.inputs(table.id)
    ranges = (area.seen_from(GUIDE) for area in live.book.areas(keys))
    counts = "+".join(f"COUNTBLANK({each})" for each in ranges)
    return Formula(f"={counts}", sum(live.cells[key] is None for key in keys))


def _texts(table: Table, live: Live) -> Formula:
    figures = live.book.edition.figures.values()
    keys = [figure.key for figure in figures if figure.table.id == table.id]
    ranges = ",".join(area.seen_from(GUIDE) for area in live.book.areas(keys))
    count = sum(isinstance(live.cells[key], str) for key in keys)
    return Formula(f"=COUNTA({ranges})-COUNT({ranges})", count)
