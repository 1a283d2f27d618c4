"""Charts as SVG for the page: bars with their names before and their numbers behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from disclose.form.layout.charts import colours
from disclose.form.templating import Num
from disclose.report.charts import Drawing, Drawn

WIDTH, SIZE = 600, 16
"""Width of a chart and size of its letters, in its own units; the page scales both."""

_BAR, _BETWEEN, _APART, _LEGEND = 16, 2, 12, 28
"""Height of a bar, room between bars of one name and between names, height of the legend."""

_DIGIT = 9
"""Width of a digit."""

_LEAST = Decimal("1.5")
"""Length at which a bar is seen, however small its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
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
class Row:
    """The name of a bar, whose text stands on `base`, and what belongs to it."""

    label: str
    base: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart laid out: `foot` is where bars begin, `legend` names and colours of two series."""

    drawing: Drawing
    foot: int
    top: int
    height: int
    legend: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

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


def _rows(drawing: Drawing, shades: tuple[str, ...], top: int, room: int) -> Iterator[Row]:
    pitch = _pitch(len(shades))
    for number, bar in enumerate(drawing.bars):
        y = top + number * pitch
        marks = tuple(_marks(drawing, bar, shades, y + _APART // 2, room))
        yield Row(label=bar.label, base=y + pitch // 2 + SIZE // 3, marks=marks)


def _marks(
    drawing: Drawing, bar: Drawn, shades: tuple[str, ...], y: int, room: int
) -> Iterator[Mark]:
    for down, (number, colour) in enumerate(zip(bar.numbers, shades, strict=True)):
        top = y + down * (_BAR + _BETWEEN)
        length = (room * drawing.share(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        seen = max(length, _LEAST) if number else Decimal(0)
        yield Mark(number=number, colour=colour, y=top, length=seen, base=top + _BAR - 3)
