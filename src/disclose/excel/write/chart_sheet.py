"""The sheet 图表: charts that follow the tables as they are filled in, each with its numbers.

A spreadsheet draws a fixed range of cells. So the bars that are drawn, those without a zero, are in
hidden columns one below the other, and the rest of the range is empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import chain

from xlsxwriter import Workbook

from disclose.core.numbers import EXACT, ZERO
from disclose.excel.write import styles
from disclose.excel.write.bar_chart import Series, bar_chart
from disclose.excel.write.cached_values import Live
from disclose.excel.write.sheet import Box, Formula, SheetWriter, accept
from disclose.form.edition.model import Chart, NamedSum
from disclose.form.edition.rule_ast import PRIOR_YEAR
from disclose.form.edition.sheet_names import CHARTS, YEAR
from disclose.form.layout.address import Address, Area
from disclose.form.layout.chart_places import (
    FEWEST_CASES,
    ChartColumn,
    PlacedChart,
    is_worth_drawing,
)

WIDTHS = (440, 160, 84, 84)
NOTE = (
    f"图表随表格中的数变化，不用填；可以复制到其他文件。为0的不画，合计不足{FEWEST_CASES}的不作图。"
    "“/”等占位符和文字在图中按0计。"
)
FEW = "（数量较少，不作图）"

_PIXELS = Decimal("0.75")
"""Points of a pixel."""

_HEAD, _BAR, _PAIR, _CAPTION = 34, 34, 44, 48
"""Heights of rows in pixels: the heading, a bar, two bars of one name, the caption."""


def write_charts(sheet: SheetWriter, live: Live, workbook: Workbook) -> None:
    """Write every chart of the form that can be drawn, and the numbers it is drawn from."""
    width = ChartColumn.SECOND + bool(live.book.last)
    sheet.widths(WIDTHS[:width])
    sheet.put(Box(0, 0, columns=width), "图表", styles.TITLE)
    sheet.height(0, 44)
    sheet.put(Box(1, 0, columns=width), NOTE, styles.NOTE)
    sheet.height(1, 44)
    before: tuple[_ChartLines, ...] = ()
    for placed in live.book.charts:
        if _known(placed.chart, live):
            lines = _ChartLines(sheet, placed, live, before, _amounts(placed.chart, live))
            lines.write()
            _draw(sheet, placed, workbook)
            before = (*before, lines)
    first, last = ChartColumn.COUNT, ChartColumn.DRAWN_SECOND
    accept("columns", sheet.worksheet.set_column(first, last, None, None, {"hidden": True}))
    sheet.protect()
    sheet.page(pages_down=1, colours=True)


def _known(chart: Chart, live: Live) -> bool:
    """Return whether last year's figures are known where `chart` draws them."""
    cells = live.cells
    return not chart.years or all(
        isinstance(cells[PRIOR_YEAR + key], Decimal) for key in chart.keys
    )


def _sources(chart: Chart) -> Sequence[str]:
    """Return what precedes the keys of the figures of each series."""
    return (PRIOR_YEAR, "") if chart.years else ("",)


def _amounts(chart: Chart, live: Live) -> Sequence[Sequence[Decimal]]:
    sources = _sources(chart)
    return [[_sum(bar, source, live).value for source in sources] for bar in chart.bars]


@dataclass(frozen=True, slots=True)
class _ChartLines:
    """The cells of one chart: `before` are the charts above it, `amounts` the numbers of bars."""

    sheet: SheetWriter
    placed: PlacedChart
    live: Live
    before: "tuple[_ChartLines, ...]"
    amounts: Sequence[Sequence[Decimal]]

    @property
    def sources(self) -> Sequence[str]:
        return _sources(self.placed.chart)

    @property
    def drawn(self) -> bool:
        """Return whether there are enough cases and several numbers to compare."""
        return is_worth_drawing(self.placed.chart, list(chain.from_iterable(self.amounts)))

    @property
    def gate(self) -> Address:
        """Return the hidden cell that is 1 if the chart is drawn, else 0."""
        return Address(CHARTS, self.placed.top, ChartColumn.COUNT)

    def write(self) -> None:
        self._heads()
        for number, bar in enumerate(self.placed.chart.bars, 1):
            row = self.placed.top + number
            self.sheet.put(Box(row, ChartColumn.LABEL), bar.label, styles.LISTED)
            for column, source in enumerate(self.sources, ChartColumn.FIRST):
                formula = _sum(bar, source, self.live).formula
                self.sheet.put(Box(row, column), formula, styles.LISTED_CENTRED)
            self._hidden(row, number)
            self.sheet.height(row, _points(_PAIR if self.placed.chart.years else _BAR))
        self._caption()

    def _heads(self) -> None:
        top, chart = self.placed.top, self.placed.chart
        unit = self.live.book.edition.figures[chart.keys[0]].measure.unit
        self.sheet.put(Box(top, ChartColumn.LABEL), f"单位：{unit}", styles.LISTED_HEADING)
        for column, source in enumerate(self.sources, ChartColumn.FIRST):
            head = _year(self.live, 1 if source else 0)
            self.sheet.put(Box(top, column), head, styles.LISTED_HEADING)
        self.sheet.height(top, _points(_HEAD))
        whole = Area(
            self.placed.span(ChartColumn.FIRST)[0],
            self.placed.span(ChartColumn.FIRST + len(self.sources) - 1)[1],
        ).seen_from(CHARTS)
        cases = f"{'MAX' if chart.years else 'SUM'}({whole})"
        shown = f'=IF(AND({cases}>={FEWEST_CASES},COUNTIF({whole},">0")>1),1,0)'
        self.sheet.put(Box(top, self.gate.column), Formula(shown, int(self.drawn)), styles.DEFAULT)

    def _hidden(self, row: int, number: int) -> None:
        """Write the count of the bars so far, and the bar that is drawn as the one of `number`."""
        last = ChartColumn.FIRST + len(self.sources) - 1
        own = Area(Address(CHARTS, row, ChartColumn.FIRST), Address(CHARTS, row, last))
        above = f"{Address(CHARTS, row - 1, ChartColumn.COUNT).a1}+" if number > 1 else ""
        filled = [at for at, bar in enumerate(self.amounts) if max(bar) > ZERO]
        count = Formula(
            f"={above}IF(MAX({own.seen_from(CHARTS)})>0,1,0)", sum(at < number for at in filled)
        )
        self.sheet.put(Box(row, ChartColumn.COUNT), count, styles.DEFAULT)
        counts = self._span(ChartColumn.COUNT)
        bar = filled[number - 1] if self.drawn and number <= len(filled) else None
        there = f"{self.gate.a1}*MAX({counts})>={number}"
        for column in range(ChartColumn.LABEL, last + 1):
            empty: str | int = 0 if column > ChartColumn.LABEL else " "
            value = empty if bar is None else self._value(bar, column)
            found = f"INDEX({self._span(column)},MATCH({number},{counts},0))"
            quoted = f'"{empty}"' if isinstance(empty, str) else empty
            formula = Formula(f"=IF({there},{found},{quoted})", value)
            shift = ChartColumn.DRAWN_LABEL - ChartColumn.LABEL
            self.sheet.put(Box(row, column + shift), formula, styles.DEFAULT)

    def _value(self, bar: int, column: int) -> str | Decimal:
        if column == ChartColumn.LABEL:
            return self.placed.chart.bars[bar].label
        return self.amounts[bar][column - ChartColumn.FIRST]

    def _span(self, column: int) -> str:
        return Area(*self.placed.span(column)).seen_from(CHARTS)

    def _caption(self) -> None:
        """Write the caption below the chart, numbered among the charts that are drawn."""
        chart, charts = self.placed.chart, (*self.before, self)
        unit = self.live.book.edition.figures[chart.keys[0]].measure.unit
        title = f"{chart.title}（单位：{unit}）"
        year, number = _year(self.live, 0), "+".join(each.gate.a1 for each in charts)
        formula = f'=IF({self.gate.a1}=1,"图"&({number})&"　"&{year.text[1:]}&"{title}","{FEW}")'
        value = f"图{sum(each.drawn for each in charts)}　{year.value}{title}"
        shown, row = value if self.drawn else FEW, self.placed.last + 1
        self.sheet.put(Box(row, ChartColumn.PICTURE), Formula(formula, shown), styles.CHART_CAPTION)
        self.sheet.height(row, _points(_CAPTION))


@dataclass(frozen=True, slots=True)
class _Sum:
    """The sum of figures that a bar shows."""

    text: str
    value: Decimal

    @property
    def formula(self) -> Formula:
        """Return it as the formula of a cell."""
        return Formula(self.text, self.value)


def _sum(bar: NamedSum, before: str, live: Live) -> _Sum:
    keys = [before + key for key in bar.figures]
    ranges = ",".join(area.seen_from(CHARTS) for area in live.book.areas(keys))
    return _Sum(f"=SUM({ranges})", reduce(EXACT.add, map(live.amount, keys), ZERO))


def _year(live: Live, before: int) -> Formula:
    """Return the report year, or the year `before` it, in words."""
    year, at = live.filing.year, live.book.body[YEAR].absolute()
    unknown = "上年" if before else "本年"
    earlier = f"-{before}" if before else ""
    value = unknown if year is None else f"{year - before}年"
    return Formula(f'=IF(ISNUMBER({at}),({at}{earlier})&"年","{unknown}")', value)


def _draw(sheet: SheetWriter, placed: PlacedChart, workbook: Workbook) -> None:
    chart = placed.chart
    numbers = range(ChartColumn.FIRST, ChartColumn.FIRST + 1 + chart.years)
    shift = ChartColumn.DRAWN_LABEL - ChartColumn.LABEL
    series = [
        Series(Address(CHARTS, placed.top, column), placed.span(column + shift))
        for column in numbers
    ]
    drawn = bar_chart(workbook, placed.span(ChartColumn.DRAWN_LABEL), series, zeros=False)
    drawn.show_hidden_data()
    height = _HEAD + len(chart.bars) * (_PAIR if chart.years else _BAR)
    drawn.set_size({"width": WIDTHS[0] - 8, "height": height})
    sheet.place(drawn, placed.top, f"条形图：{chart.title}，数在右边")


def _points(pixels: int) -> float:
    return float(pixels * _PIXELS)
