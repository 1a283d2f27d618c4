"""The charts of a report: every number in them is a figure of the filing, or a sum of some."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from disclose.excel.write.cached_values import fits
from disclose.form.edition.model import Bar, Chart, Edition, Order
from disclose.form.layout.chart_places import colours
from disclose.form.templating import Num

NOW, THEN = "本年", "上年"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar's name and its numbers, one for each series."""

    label: str
    numbers: tuple[Num, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart as the writers draw it, its bars from the top down; `unit` is what they count in."""

    id: str
    title: str
    unit: str
    series: tuple[str, ...]
    bars: tuple[Drawn, ...]

    @property
    def caption(self) -> str:
        """Return what stands below the chart."""
        return f"{self.title}（单位：{self.unit}）"

    @property
    def description(self) -> str:
        """Return all that the chart shows, for those who do not see it."""
        return f"条形图。{self.caption}：{'；'.join(map(self._said, self.bars))}。"

    def _said(self, bar: Drawn) -> str:
        if len(self.series) == 1:
            return f"{bar.label}{bar.numbers[0].text}"
        pairs = zip(self.series, bar.numbers, strict=True)
        return f"{bar.label}{'、'.join(f'{name}{number.text}' for name, number in pairs)}"

    def share(self, number: Num) -> Decimal:
        """Return the length of the bar of `number` as a part of the longest one's."""
        longest = max(_amount(each) for bar in self.bars for each in bar.numbers)
        return _amount(number) / longest


def drawings(
    edition: Edition, figures: Mapping[str, Num], previous: Mapping[str, Num]
) -> Mapping[str, Drawing]:
    """Return the charts of `edition` that show something, by id.

    `previous` are last year's figures by the same keys. A bar that compares years is left out where
    last year's figure is not known. A chart is not drawn if nothing in it is more than zero, if a
    number is unknown, below zero or too long to be drawn.
    """
    found = (_drawing(edition, chart, figures, previous) for chart in edition.charts)
    return {each.id: each for each in found if _shows(each)}


def _drawing(
    edition: Edition, chart: Chart, figures: Mapping[str, Num], previous: Mapping[str, Num]
) -> Drawing:
    sources = (previous, figures) if chart.years else (figures,)
    bars = tuple(_drawn(chart.bars, sources))
    if chart.order is Order.LONGEST and all(_drawable(bar) for bar in bars):
        bars = tuple(sorted(bars, key=lambda bar: -_amount(bar.numbers[-1])))
    return Drawing(
        id=chart.id,
        title=chart.title,
        unit=edition.figures[chart.keys[0]].measure.unit,
        series=(THEN, NOW) if chart.years else (NOW,),
        bars=bars,
    )


def _drawn(bars: Sequence[Bar], sources: Sequence[Mapping[str, Num]]) -> Iterator[Drawn]:
    for bar in bars:
        if all(key in source for key in bar.figures for source in sources):
            yield Drawn(bar.label, tuple(_sum(bar, source) for source in sources))


def _sum(bar: Bar, source: Mapping[str, Num]) -> Num:
    first, *rest = (source[key] for key in bar.figures)
    return sum(rest, first)


def _shows(drawing: Drawing) -> bool:
    numbers = [number for bar in drawing.bars for number in bar.numbers]
    return all(map(_drawable, drawing.bars)) and any(map(bool, numbers))


def _drawable(bar: Drawn) -> bool:
    return all(each.value is not None and each >= 0 and fits(each.value) for each in bar.numbers)


def _amount(number: Num) -> Decimal:
    return number.value or Decimal(0)


# Charts as SVG for the page: bars with their names before and their numbers behind them.

WIDTH, SIZE = 600, 16
"""Width of a chart and size of its letters, in its own units; the page scales both."""

_BAR, _BETWEEN, _APART, _LEGEND = 16, 2, 12, 28
"""Height of a bar, room between bars of one name and between names, height of the legend."""

_DIGIT = 9
"""Width of a digit."""

_LEAST = Decimal("1.5")
"""Length at which a bar is seen, however small its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarMark:
    """A bar as a rectangle from (x, y), and its number, whose text stands on `base`."""

    number: Num
    colour: str
    y: int
    length: Decimal
    base: int

    @property
    def after(self) -> Decimal:
        """Return where the number begins, from the foot of the bar on."""
        return self.length + SIZE // 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """The name of a bar, whose text stands on `base`, and what belongs to it."""

    label: str
    base: int
    marks: tuple[BarMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart laid out: `foot` is where bars begin, `legend` names and colours of two series."""

    drawing: Drawing
    foot: int
    top: int
    height: int
    legend: tuple[tuple[str, str], ...]
    rows: tuple[BarRow, ...]

    @property
    def width(self) -> int:
        """Return the width of the whole."""
        return WIDTH


def picture(drawing: Drawing) -> Picture:
    """Return `drawing` laid out."""
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
    return many * (_BAR + _BETWEEN) - _BETWEEN + _APART


def _room(drawing: Drawing, foot: int) -> int:
    """Return the length of the longest bar: what names and numbers leave over."""
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
