"""The sheet 图表: charts that follow the tables as they are filled in, each with its numbers."""

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce

from xlsxwriter import Workbook

from disclose.core.numbers import EXACT, ZERO
from disclose.excel.write import styles
from disclose.excel.write.bar_chart import Series, bar_chart
from disclose.excel.write.cached_values import Live
from disclose.excel.write.sheet import Box, Formula, SheetWriter
from disclose.form.edition.model import Chart, NamedSum
from disclose.form.edition.rule_ast import PRIOR_YEAR
from disclose.form.edition.sheet_names import CHARTS
from disclose.form.layout.address import Address, areas
from disclose.form.layout.chart_places import ChartColumn, PlacedChart

WIDTHS = (440, 160, 84, 84)
NOTE = "图表随表格中的数变化，不用填；可以复制到其他文件。“/”等占位符和文字在图中按0计。"
NOW, THEN = "本年", "上年"

_PIXELS = Decimal("0.75")
"""Points of a pixel."""

_HEAD, _BAR, _PAIR, _GAP = 34, 34, 44, 20
"""Heights of rows in pixels: the heading, a bar, two bars of one name, the room below a chart."""


def write_charts(sheet: SheetWriter, live: Live, workbook: Workbook) -> None:
    """Write every chart of the form that can be drawn, and the numbers it is drawn from."""
    width = ChartColumn.THEN + bool(live.book.last)
    sheet.widths(WIDTHS[:width])
    sheet.put(Box(0, 0, columns=width), "图表", styles.TITLE)
    sheet.height(0, 44)
    sheet.put(Box(1, 0, columns=width), NOTE, styles.NOTE)
    sheet.height(1, 34)
    for placed in live.book.charts:
        if _known(placed.chart, live):
            _write_numbers(sheet, placed, live)
            _draw(sheet, placed, workbook)
    sheet.protect()
    sheet.page(pages_down=1, colours=True)


def _known(chart: Chart, live: Live) -> bool:
    """Return whether last year's figures are known where `chart` draws them."""
    cells = live.cells
    return not chart.years or all(
        isinstance(cells[PRIOR_YEAR + key], Decimal) for key in chart.keys
    )


def _write_numbers(sheet: SheetWriter, placed: PlacedChart, live: Live) -> None:
    chart = placed.chart
    unit = live.book.edition.figures[chart.keys[0]].measure.unit
    heads = {ChartColumn.LABEL: f"单位：{unit}", ChartColumn.NOW: NOW}
    if chart.years:
        heads[ChartColumn.THEN] = THEN
    for column, text in heads.items():
        sheet.put(Box(placed.top, column), text, styles.LISTED_HEADING)
    sheet.height(placed.top, _points(_HEAD))
    for row, bar in enumerate(chart.bars, placed.first):
        sheet.put(Box(row, ChartColumn.LABEL), bar.label, styles.LISTED)
        for column, before in _columns(chart):
            sheet.put(Box(row, column), _sum(bar, before, live), styles.LISTED_CENTRED)
        sheet.height(row, _points(_PAIR if chart.years else _BAR))
    sheet.height(placed.last + 1, _points(_GAP))


def _columns(chart: Chart) -> Iterator[tuple[int, str]]:
    """Yield the columns of numbers, and what stands before the keys of their figures."""
    if chart.years:
        yield ChartColumn.THEN, PRIOR_YEAR
    yield ChartColumn.NOW, ""


def _sum(bar: NamedSum, before: str, live: Live) -> Formula:
    keys = [before + key for key in bar.figures]
    cells = {**live.book.cells, **live.book.last}
    ranges = ",".join(area.seen_from(CHARTS) for area in areas(cells[key] for key in keys))
    return Formula(f"=SUM({ranges})", reduce(EXACT.add, map(live.amount, keys), ZERO))


def _draw(sheet: SheetWriter, placed: PlacedChart, workbook: Workbook) -> None:
    chart = placed.chart
    series = [
        Series(Address(CHARTS, placed.top, column), placed.span(column))
        for column, _ in _columns(chart)
    ]
    drawn = bar_chart(workbook, placed.span(ChartColumn.LABEL), series, chart.title)
    height = _HEAD + len(chart.bars) * (_PAIR if chart.years else _BAR)
    drawn.set_size({"width": WIDTHS[0] - 8, "height": height})
    sheet.place(drawn, placed.top, f"条形图：{chart.title}，数在右边")


def _points(pixels: int) -> float:
    return float(pixels * _PIXELS)
