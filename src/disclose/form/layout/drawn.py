"""A grid prepared for an HTML page: head and body, widths in per cent, scopes of headings."""

from dataclasses import dataclass
from decimal import Decimal

from disclose.form.layout.draw import CellRole, Grid, GridCell

_LONG = 40
"""A table with more rows than this may break across printed pages."""

_FINE = 6
"""A table with more columns than this has small print and scrolls on a narrow screen."""


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell and its `scope` as a heading, empty for any other cell."""

    grid: GridCell
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTable:
    """A table for the template `page/table.html.j2`; `widths` are per cent.

    `stubs` is the number of columns at the left that hold the labels of rows.
    """

    id: str
    title: str
    fine: bool
    long: bool
    stubs: int
    widths: tuple[Decimal, ...]
    head: tuple[tuple[DrawnCell, ...], ...]
    body: tuple[tuple[DrawnCell, ...], ...]


def drawn(grid: Grid) -> DrawnTable:
    """Return `grid` prepared for a page, which supplies the figures."""
    lines = tuple(
        tuple(DrawnCell(cell, _scope(grid, cell)) for cell in row) for row in grid.lines()
    )
    whole = sum(grid.widths)
    return DrawnTable(
        id=grid.table,
        title=grid.title,
        fine=grid.columns > _FINE,
        long=grid.rows > _LONG,
        stubs=_stubs(grid),
        widths=tuple((width * 100 / whole).quantize(Decimal("0.01")) for width in grid.widths),
        head=lines[: grid.head],
        body=lines[grid.head :],
    )


def _stubs(grid: Grid) -> int:
    labels = (cell for cell in grid.cells if cell.role is CellRole.LABEL)
    return max((cell.column + cell.columns for cell in labels), default=0)


def _scope(grid: Grid, cell: GridCell) -> str:
    match cell.role:
        case CellRole.LABEL:
            return "rowgroup" if cell.rows > 1 else "row"
        case CellRole.TITLE:
            return "colgroup"
        case CellRole.HEADING:
            spanning = cell.columns > 1 and cell.row + cell.rows < grid.head
            return "colgroup" if spanning else "col"
        case _:
            return ""
