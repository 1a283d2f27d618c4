"""Draws the official tables from their grids as `w:tbl`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from xml.etree.ElementTree import Element

from disclose.form.filing import Filing
from disclose.form.layout.draw import CellRole, Grid, GridCell
from disclose.report.narrative import is_open, printed
from disclose.report.word.markup import w
from disclose.report.word.paragraphs import DOUBTED, OPEN, Controls, run

TWIPS = Decimal(1440) / Decimal("25.4")
"""Twentieths of a point in a millimetre."""

_NARROW = Decimal(16)
"""Columns narrower than this (millimetres) get the small font."""

_SMALL = 180
"""Size of the small font, twentieths of a point (9 pt, as in the style)."""

_SIDE = 28
"""Space between text and the borders left and right, twentieths of a point."""

_LONG = 40
"""A table with more rows than this does not fit on one page."""

_END = 3
"""The number of last rows of a long table that stay together on a page."""

_LOW, _HIGH = 300, 380
"""Least height of a row in the small and in the usual font, twentieths of a point. At this height
the table of active disclosure takes less than half a page."""

_STEP = 180
"""The indent of each level of a list, twentieths of a point."""

_INSET = 40
"""The distance of left-aligned labels from the border, twentieths of a point."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table to draw; `widths` of columns in twentieths of a point.

    `covered` maps each position to the cell that covers it, merged cells included.
    """

    grid: Grid
    filing: Filing
    controls: Controls
    widths: tuple[int, ...]
    covered: Mapping[tuple[int, int], GridCell]

    @property
    def fine(self) -> bool:
        """Return whether the table needs the small font."""
        return min(self.grid.widths) < _NARROW

    def room(self, cell: GridCell) -> int:
        """Return the width for text in `cell`."""
        return self.width(cell) - 2 * _SIDE

    def width(self, cell: GridCell) -> int:
        """Return the width of `cell` from border to border."""
        return sum(self.widths[cell.column : cell.column + cell.columns])


def table(grid: Grid, filing: Filing, units: str, controls: Controls) -> Iterator[Element]:
    """Yield the line with the unit, if any, and the table; they stay on one page if they fit."""
    if units:
        yield w("p", w("pPr", w("pStyle", val="TableUnit")), run(units))
    covered = {
        (cell.row + down, cell.column + along): cell
        for cell in grid.cells
        for down in range(cell.rows)
        for along in range(cell.columns)
    }
    widths = tuple(
        int((width * TWIPS).quantize(Decimal(1), ROUND_HALF_UP)) for width in grid.widths
    )
    sheet = _Sheet(grid, filing, controls, widths, covered)
    columns = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    rows = (_row(sheet, number) for number in range(grid.rows))
    yield w("tbl", _properties(grid, units, sum(widths)), columns, *rows)


def _properties(grid: Grid, units: str, width: int) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margins = {"top": 30, "left": _SIDE, "bottom": 30, "right": _SIDE}
    return w(
        "tblPr",
        w("tblW", w=width, type="dxa"),
        w("jc", val="center"),
        w("tblBorders", *(w(side, val="single", sz=4, space=0, color="000000") for side in sides)),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=size, type="dxa") for side, size in margins.items())),
        w("tblCaption", val=grid.title),
        w("tblDescription", val=description(grid, units)),
    )


def description(grid: Grid, units: str) -> str:
    """Return the description of a table for screen readers."""
    parts = (
        f"{grid.title}，共{grid.rows}行{grid.columns}列",
        f"，前{grid.head}行为表头" if grid.head else "",
        f"；{units}" if units else "",
    )
    return "".join((*parts, "。"))


def _row(sheet: _Sheet, row: int) -> Element:
    height = _LOW if sheet.fine else _HIGH
    properties = w("trPr", w("cantSplit"), w("trHeight", val=height, hRule="atLeast"))
    if row < sheet.grid.head:
        properties.append(w("tblHeader"))
    made = w("tr", properties)
    column = 0
    while column < sheet.grid.columns:
        # Word merges downwards by repeating the cell in each row (`vMerge`); only the first of them
        # has text. It merges to the right by one cell that spans columns (`gridSpan`).
        cell = sheet.covered[row, column]
        contents = _contents(sheet, cell) if cell.row == row else []
        made.append(
            w("tc", _cell(sheet, cell, row), w("p", _paragraph(sheet, cell, row), *contents))
        )
        column += cell.columns
    return made


def _cell(sheet: _Sheet, cell: GridCell, row: int) -> Element:
    made = w("tcPr", w("tcW", w=sheet.width(cell), type="dxa"))
    if cell.columns > 1:
        made.append(w("gridSpan", val=cell.columns))
    if cell.rows > 1:
        made.append(w("vMerge", val="restart" if row == cell.row else "continue"))
    if fill := _fill(sheet, cell):
        made.append(w("shd", val="clear", color="auto", fill=fill))
    if cell.vertical:
        made.append(w("textDirection", val="tbRlV"))
    made.append(w("vAlign", val="center"))
    return made


def _fill(sheet: _Sheet, cell: GridCell) -> str:
    """Return the colour of a cell whose figure is missing or in question, else nothing."""
    if cell.key and is_open(_figure(sheet, cell)):
        return OPEN
    return DOUBTED if cell.key in sheet.controls.doubts else ""


def _kept(grid: Grid, row: int) -> bool:
    """Return whether `row` stays on the page of the next; in a long table, only at both ends."""
    if grid.rows > _LONG:
        return row <= grid.head or grid.rows - _END <= row < grid.rows - 1
    return row < grid.rows - 1


def _paragraph(sheet: _Sheet, cell: GridCell, row: int) -> Element:
    made = w("pPr", w("pStyle", val=_style(sheet, cell)))
    if _kept(sheet.grid, row):
        made.append(w("keepNext"))
    if cell.level or (sheet.fine and cell.role is CellRole.LABEL and cell.rows == 1):
        made.append(w("ind", left=_INSET + _STEP * max(cell.level - 1, 0)))
        made.append(w("jc", val="left"))
    return made


def _style(sheet: _Sheet, cell: GridCell) -> str:
    """Return the style of `cell`; a long number gets a font small enough for one line."""
    if not sheet.fine:
        return "TableText"
    digits = len(_figure(sheet, cell)) if cell.key else 0
    return "TableTiny" if digits * _SMALL > 2 * sheet.room(cell) else "TableSmall"


def _figure(sheet: _Sheet, cell: GridCell) -> str:
    return printed(sheet.filing.entries[cell.key])


def _contents(sheet: _Sheet, cell: GridCell) -> list[Element]:
    if cell.key:
        return [*sheet.controls.figure(cell.key, _figure(sheet, cell))]
    first, *rest = _lines(cell, sheet.room(cell) // _SMALL)
    return [run(first), *(piece for line in rest for piece in (w("r", w("br")), run(line)))]


def _lines(cell: GridCell, room: int) -> list[str]:
    """Return the lines of a label; `room` is the number of characters in a line.

    Most words in these headings have two characters. A narrow heading of even length is therefore
    broken after an even number of characters, so that no word is split.
    """
    text = cell.text
    if cell.role is not CellRole.HEADING or len(text) <= room or len(text) % 2:
        return [text]
    length = max(room - room % 2, 2)
    return [text[at : at + length] for at in range(0, len(text), length)]
