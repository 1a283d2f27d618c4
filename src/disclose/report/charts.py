"""The charts of a report; every number in them is a figure of the filing or a sum of figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from disclose.excel.write.cached_values import fits
from disclose.form.edition.model import Chart, Edition, NamedSum, Order
from disclose.form.edition.rule_ast import PRIOR_YEAR
from disclose.form.layout.chart_places import colours, is_worth_drawing
from disclose.form.templating import Num


@dataclass(frozen=True, slots=True)
class Drawn:
    """The label of a bar and its numbers, one for each series."""

    label: str
    numbers: tuple[Num, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart as the writers draw it: bars from top to bottom; `unit` is that of the numbers.

    `number` counts the charts of a report from 1.
    """

    id: str
    number: int = 1
    title: str
    unit: str
    series: tuple[str, ...]
    bars: tuple[Drawn, ...]

    @property
    def caption(self) -> str:
        """Return the caption below the chart, e.g. `图1　2025年…申请处理结果（单位：件）`."""
        return f"图{self.number}　{self.headline}"

    @property
    def headline(self) -> str:
        """Return the caption without the number of the chart."""
        return f"{self.title}（单位：{self.unit}）"

    @property
    def description(self) -> str:
        """Return the chart in words, for screen readers."""
        return f"条形图。{self.caption}：{'；'.join(map(self._describe, self.bars))}。"

    def _describe(self, bar: Drawn) -> str:
        if len(self.series) == 1:
            return f"{bar.label}{bar.numbers[0].text}"
        pairs = zip(self.series, bar.numbers, strict=True)
        return f"{bar.label}{'、'.join(f'{name}{number.text}' for name, number in pairs)}"

    def share(self, number: Num) -> Decimal:
        """Return the length of the bar of `number` as a share of the longest bar (0 to 1)."""
        longest = max(_amount(each) for bar in self.bars for each in bar.numbers)
        return _amount(number) / longest


def drawings(
    edition: Edition, year: int | None, figures: Mapping[str, Num], previous: Mapping[str, Num]
) -> Mapping[str, Drawing]:
    """Return the charts of `edition` that can be drawn for `year`, by id.

    `previous` holds the prior-year figures by the same keys. A chart that compares years leaves out
    a bar if its prior-year figure is unknown. A bar without any cases is left out. So is a chart of
    fewer than `FEWEST_CASES` cases or of one bar, and a chart with a number that is unknown,
    negative or too long for a spreadsheet.
    """
    drawn = {}
    for chart in edition.charts:
        bars = tuple(_bars(chart.bars, (previous, figures) if chart.years else (figures,)))
        amounts = [_amount(number) for bar in bars for number in bar.numbers]
        if all(map(_drawable, bars)) and is_worth_drawing(chart, amounts):
            drawn[chart.id] = _drawing(edition, chart, year, bars)
    return drawn


def sketches(
    edition: Edition, year: int | None, figures: Mapping[str, Num]
) -> Mapping[str, Drawing]:
    """Return the charts of `edition` that compare years, if the prior year is not known.

    A report that was compiled with it has them; this year's numbers in them can be compared.
    """
    unknown = {key: Num(PRIOR_YEAR + key, None) for key in figures}
    return {
        chart.id: _drawing(edition, chart, year, tuple(_bars(chart.bars, (unknown, figures))))
        for chart in edition.charts
        if chart.years
    }


def numbered(drawn: Mapping[str, Drawing], placed: Iterable[str]) -> Mapping[str, Drawing]:
    """Return the charts `drawn`, numbered in the order of the ids in `placed`, and no others."""
    return {
        chart: replace(drawn[chart], number=number) for number, chart in enumerate(placed, start=1)
    }


def _drawing(edition: Edition, chart: Chart, year: int | None, bars: tuple[Drawn, ...]) -> Drawing:
    now, then = ("本年", "上年") if year is None else (f"{year}年", f"{year - 1}年")
    shown = tuple(bar for bar in bars if any(bar.numbers))
    if chart.order is Order.LONGEST:
        shown = tuple(sorted(shown, key=lambda bar: -_amount(bar.numbers[-1])))
    return Drawing(
        id=chart.id,
        title=f"{now}{chart.title}",
        unit=edition.figures[chart.keys[0]].measure.unit,
        series=(then, now) if chart.years else (now,),
        bars=shown,
    )


def _bars(bars: Sequence[NamedSum], sources: Sequence[Mapping[str, Num]]) -> Iterator[Drawn]:
    for bar in bars:
        if all(key in source for key in bar.figures for source in sources):
            yield Drawn(bar.label, tuple(_sum(bar, source) for source in sources))


def _sum(bar: NamedSum, source: Mapping[str, Num]) -> Num:
    first, *rest = (source[key] for key in bar.figures)
    return sum(rest, first)


def _drawable(bar: Drawn) -> bool:
    return all(each.value is not None and each >= 0 and fits(each.value) for each in bar.numbers)


def _amount(number: Num) -> Decimal:
    return number.value or Decimal(0)


# The layout of a chart as SVG for the HTML page. A row is one label with a bar for each series; the
# label is left of the bars, and the number is right of its bar:
#
#       label |=========== 12
#             |====== 7
#
# All bars begin at x = `foot`, after the longest label. The longest bar takes the width that the
# labels and the longest number leave; the others are in proportion to it.

WIDTH, SIZE = 480, 16
"""Width of a chart and size of its letters, in SVG units; the page scales both."""

_BAR, _BETWEEN, _APART, _LEGEND = 16, 2, 12, 28
"""Height of a bar, gap between the bars of a row, gap between rows, height of the legend."""

_DIGIT = 9
"""Width of a digit."""

_LEAST = Decimal("1.5")
"""Length of the shortest bar, so that the bar of a small number can still be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarMark:
    """A bar and its number: `y` is the top of the bar, `base` the baseline of the number."""

    number: Num
    colour: str
    y: int
    length: Decimal
    base: int

    @property
    def after(self) -> Decimal:
        """Return the distance from the left end of the bar to its number."""
        return self.length + SIZE // 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """A label, whose baseline is at `base`, and its bars."""

    label: str
    base: int
    marks: tuple[BarMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart with positions: bars begin at x = `foot`; `legend` pairs series with colours."""

    drawing: Drawing
    foot: int
    top: int
    height: int
    legend: tuple[tuple[str, str], ...]
    rows: tuple[BarRow, ...]

    @property
    def width(self) -> int:
        """Return the width of the whole chart."""
        return WIDTH


def picture(drawing: Drawing) -> Picture:
    """Return `drawing` with the positions of its bars and texts."""
    many = len(drawing.series)
    shades = colours(many)
    top = _LEGEND if many > 1 else 0
    foot = SIZE * max(len(bar.label) for bar in drawing.bars) + SIZE // 2
    return Picture(
        drawing=drawing,
        foot=foot,
        top=top,
        height=top + len(drawing.bars) * _pitch(many),
        legend=tuple(zip(drawing.series, shades, strict=True)) if many > 1 else (),
        rows=tuple(_rows(drawing, shades, top, _room(drawing, foot))),
    )


def _pitch(many: int) -> int:
    """Return the height of a row with `many` bars, including the gap to the next row."""
    return many * (_BAR + _BETWEEN) - _BETWEEN + _APART


def _room(drawing: Drawing, foot: int) -> int:
    """Return the length of the longest bar: the width less labels and the longest number."""
    longest = max(len(number.text) for bar in drawing.bars for number in bar.numbers)
    return WIDTH - foot - SIZE // 3 - _DIGIT * longest


def _rows(drawing: Drawing, shades: tuple[str, ...], top: int, room: int) -> Iterator[BarRow]:
    pitch = _pitch(len(shades))
    for number, bar in enumerate(drawing.bars):
        y = top + number * pitch
        marks = tuple(_marks(drawing, bar, shades, y + _APART // 2, room))
        yield BarRow(label=bar.label, base=y + pitch // 2 + SIZE // 3, marks=marks)


def _marks(
    drawing: Drawing, bar: Drawn, shades: tuple[str, ...], y: int, room: int
) -> Iterator[BarMark]:
    for down, (number, colour) in enumerate(zip(bar.numbers, shades, strict=True)):
        top = y + down * (_BAR + _BETWEEN)
        length = (room * drawing.share(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        seen = max(length, _LEAST) if number else Decimal(0)
        yield BarMark(number=number, colour=colour, y=top, length=seen, base=top + _BAR - 3)
