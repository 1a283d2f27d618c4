"""The report as one HTML page that needs nothing else."""

from dataclasses import dataclass
from decimal import Decimal

from disclose.documents.manifest import META
from disclose.layout.book import plan
from disclose.layout.grid import Grid, GridCell, Role
from disclose.quantity import written
from disclose.report.blocks import ragged
from disclose.report.making import making
from disclose.report.narrative import Report, bare, printed, units
from disclose.templating import page

TEMPLATE = "page.html.j2"

_LONG = 40
"""A table of more rows than this runs over pages in print."""

_FINE = 6
"""A table of more columns than this is drawn small and scrolls on a narrow screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table as the page's template draws it."""

    grid: GridCell
    text: str
    value: str
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table as the page's template draws it; `widths` are per cent."""

    id: str
    title: str
    units: str
    fine: bool
    long: bool
    widths: tuple[Decimal, ...]
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]


def write(report: Report) -> bytes:
    """Return `report` as a UTF-8 HTML page."""
    tables = {name: _table(report, grid) for name, grid in plan(report.edition).grids.items()}
    context = {
        "report": report,
        "tables": tables,
        "making": {META + name: text for name, text in making(report).attributes().items() if text},
        "kind": _kind,
        "bare": bare,
        "ragged": ragged,
    }
    return page(TEMPLATE, context).encode()


def _kind(block: object) -> str:
    return type(block).__name__


def _table(report: Report, grid: Grid) -> TableView:
    lines = tuple(tuple(_cell(report, grid, cell) for cell in line) for line in grid.lines())
    whole = sum(grid.widths)
    return TableView(
        id=grid.table,
        title=grid.title,
        units=units(report.edition, grid.table),
        fine=grid.columns > _FINE,
        long=grid.rows > _LONG,
        widths=tuple((width * 100 / whole).quantize(Decimal("0.01")) for width in grid.widths),
        head=lines[: grid.head],
        body=lines[grid.head :],
    )


def _cell(report: Report, grid: Grid, cell: GridCell) -> Cell:
    if not cell.key:
        return Cell(grid=cell, text=cell.text, value="", scope=_scope(grid, cell))
    entry = report.filing.entries[cell.key]
    value = "" if entry.amount is None else written(entry.amount)
    return Cell(grid=cell, text=printed(entry), value=value, scope="")


def _scope(grid: Grid, cell: GridCell) -> str:
    match cell.role:
        case Role.LABEL:
            return "rowgroup" if cell.rows > 1 else "row"
        case Role.TITLE:
            return "colgroup"
        case Role.HEADING:
            spanning = cell.columns > 1 and cell.row + cell.rows < grid.head
            return "colgroup" if spanning else "col"
        case _:
            return ""
