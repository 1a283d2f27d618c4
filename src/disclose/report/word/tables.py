"""Official tables as `w:tbl`, drawn from their grids."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from lxml.etree import _Element as Element

from disclose.filing import Filing
from disclose.layout.grid import Grid, GridCell, Role
from disclose.report.narrative import printed
from disclose.report.word.elements import Controls, run, w

TWIPS = Decimal(1440) / Decimal("25.4")
"""Twentieths of a point in a millimetre."""

_NARROW = Decimal(16)
"""Columns below this many millimetres need the small print."""

_SMALL = 180
"""Size of the small print, twentieths of a point (9 pt, as in the style)."""

_SIDE = 28
"""Space between text and the rules at its sides, twentieths of a point."""

_LONG = 40
"""A table of more rows than this does not fit on one page."""

_END = 3
"""How many of its last rows a long table does not part."""

_STEP = 180
"""What each level of a list is indented by, twentieths of a point."""

_Covered: TypeAlias = Mapping[tuple[int, int], GridCell]


def table(grid: Grid, filing: Filing, units: str, controls: Controls) -> Iterator[Element]:
    """Yield the line with the unit, if any, and the table; together if they fit on one page."""
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
    columns = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    rows = (_row(grid, covered, number, filing, widths, controls) for number in range(grid.rows))
    yield w("tbl", _properties(grid, sum(widths)), columns, *rows)


def _properties(grid: Grid, width: int) -> Element:
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
        w("tblDescription", val=grid.title),
    )


def _row(  # noqa: PLR0913, PLR0917 - all of it varies
    grid: Grid,
    covered: _Covered,
    row: int,
    filing: Filing,
    widths: tuple[int, ...],
    controls: Controls,
) -> Element:
    fine = min(grid.widths) < _NARROW
    properties = w("trPr", w("cantSplit"), w("trHeight", val=300 if fine else 510, hRule="atLeast"))
    if row < grid.head:
        properties.append(w("tblHeader"))
    made = w("tr", properties)
    column = 0
    while column < grid.columns:
        cell = covered[row, column]
        width = sum(widths[column : column + cell.columns])
        contents = _contents(cell, filing, width, controls) if cell.row == row else []
        paragraph = w("p", _paragraph(cell, fine=fine, kept=_kept(grid, row)), *contents)
        made.append(w("tc", _cell(cell, row, width), paragraph))
        column += cell.columns
    return made


def _cell(cell: GridCell, row: int, width: int) -> Element:
    made = w("tcPr", w("tcW", w=width, type="dxa"))
    if cell.columns > 1:
        made.append(w("gridSpan", val=cell.columns))
    if cell.rows > 1:
        made.append(w("vMerge", val="restart" if row == cell.row else "continue"))
    if cell.vertical:
        made.append(w("textDirection", val="tbRlV"))
    made.append(w("vAlign", val="center"))
    return made


def _kept(grid: Grid, row: int) -> bool:
    """Return whether `row` stays with the next; in a long table only its ends hold together."""
    if grid.rows > _LONG:
        return row <= grid.head or grid.rows - _END <= row < grid.rows - 1
    return row < grid.rows - 1


def _paragraph(cell: GridCell, *, fine: bool, kept: bool) -> Element:
    made = w("pPr", w("pStyle", val="TableSmall" if fine else "TableText"))
    if kept:
        made.append(w("keepNext"))
    if cell.level:
        made.append(w("ind", left=_STEP * (cell.level - 1)))
    if cell.level or (fine and cell.role is Role.LABEL and cell.rows == 1):
        made.append(w("jc", val="left"))
    return made


def _contents(cell: GridCell, filing: Filing, width: int, controls: Controls) -> list[Element]:
    if cell.key:
        return [*controls.figure(cell.key, printed(filing.entries[cell.key]))]
    first, *rest = _lines(cell, (width - 2 * _SIDE) // _SMALL)
    return [run(first), *(piece for line in rest for piece in (w("r", w("br")), run(line)))]


def _lines(cell: GridCell, room: int) -> list[str]:
    """Return the lines of a label; a narrow heading is broken between its words of two characters.

    `room` is how many characters a line takes.
    """
    text = cell.text
    if cell.role is not Role.HEADING or len(text) <= room or len(text) % 2:
        return [text]
    length = max(room - room % 2, 2)
    return [text[at : at + length] for at in range(0, len(text), length)]
