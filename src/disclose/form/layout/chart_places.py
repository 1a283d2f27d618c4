"""Charts in a workbook and a report: colours, the fewest cases, positions on the sheet 图表."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from disclose.core.numbers import ZERO
from disclose.form.edition.model import Chart, Edition
from disclose.form.edition.sheet_names import CHARTS
from disclose.form.layout.address import Address

CHARTS_TOP = 2

COLOURS = ("#0072B2", "#8A93A0")
"""Blue (of Okabe and Ito) for the year, grey for the year before: distinct in greyscale too."""

FEWEST_CASES = 30
"""A chart of fewer cases is not drawn: its bars would only repeat the sentence beside it."""


def is_worth_drawing(chart: Chart, amounts: Sequence[Decimal]) -> bool:
    """Return whether a chart with these numbers has enough cases, and several to compare.

    The bars of a chart of one year are parts of a total. Those that compare years are totals.
    """
    cases = max(amounts, default=ZERO) if chart.years else sum(amounts, ZERO)
    return sum(amount > ZERO for amount in amounts) > 1 and cases >= FEWEST_CASES


class ChartColumn:
    """Columns of the sheet 图表.

    The chart itself, the names of its bars and one or two numbers for each. The other columns are
    hidden: how many bars there are so far, and again name and numbers of those that are drawn.
    """

    PICTURE, LABEL, FIRST, SECOND, COUNT, DRAWN_LABEL, DRAWN_FIRST, DRAWN_SECOND = range(8)


class PlacedChart(NamedTuple):
    """A chart and the rows of its numbers; `top` is the row of the headings."""

    chart: Chart
    top: int

    @property
    def first(self) -> int:
        """Return the row of its first bar."""
        return self.top + 1

    @property
    def last(self) -> int:
        """Return the row of its last bar."""
        return self.top + len(self.chart.bars)

    def span(self, column: int) -> tuple[Address, Address]:
        """Return the first and the last cell of its numbers in `column`."""
        return Address(CHARTS, self.first, column), Address(CHARTS, self.last, column)


def colours(series: int) -> tuple[str, ...]:
    """Return the colours of one or two series; the last series, this year's, is blue."""
    return COLOURS[:series][::-1]


def placed(edition: Edition, *, years: bool) -> tuple[PlacedChart, ...]:
    """Return the charts of `edition` one below the other, with an empty row between them.

    Charts that compare years come last, and only if `years`.
    """
    charts: list[PlacedChart] = []
    for chart in sorted(edition.charts, key=lambda chart: chart.years):
        if years or not chart.years:
            charts.append(PlacedChart(chart, charts[-1].last + 2 if charts else CHARTS_TOP))
    return tuple(charts)
