"""The report as HTML: one page that needs nothing else, or a fragment for a website's editor."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclose.layout.book import plan
from disclose.layout.grid import Grid, GridCell, Role
from disclose.quantity import written
from disclose.report import dataset
from disclose.report.blocks import Block, Heading, Signature, Title, ragged, spelled
from disclose.report.narrative import Report, bare, printed, runs, units
from disclose.report.svg import picture
from disclose.templating import page

PAGE, FRAGMENT = "page.html.j2", "fragment.html.j2"

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the report: its heading, none before the first, and what stands below it."""

    id: str
    heading: Title | Heading | None
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """Return the heading on one line."""
        return spelled(runs(self.heading)) if self.heading else ""


def write(report: Report) -> bytes:
    """Return `report` as a UTF-8 HTML page."""
    published = not report.draft
    context = {
        **_context(report),
        "pictures": {name: picture(each) for name, each in report.charts.items()},
        "about": tuple(dataset.about(report)) if published else (("robots", "noindex"),),
        "dataset": dataset.described(report) if published else "",
    }
    return page(PAGE, context).encode()


def write_fragment(report: Report) -> bytes:
    """Return `report` as a UTF-8 HTML fragment with all its looks inline.

    Without charts: editors of websites take drawings out.
    """
    return page(FRAGMENT, {**_context(report), "pictures": {}}).encode()


def _context(report: Report) -> dict[str, object]:
    title, *blocks = report.blocks
    signature = blocks.pop() if blocks and isinstance(blocks[-1], Signature) else None
    return {
        "report": report,
        "title": title,
        "sections": tuple(_parts(blocks)),
        "signature": signature,
        "tables": {name: _table(report, grid) for name, grid in plan(report.edition).grids.items()},
        "kind": _kind,
        "bare": bare,
        "ragged": ragged,
    }


def _parts(blocks: Iterable[Block]) -> Iterator[Part]:
    """Yield the parts that begin at headings of the first level and at titles of annexes."""
    heading: Title | Heading | None = None
    below: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, Title) or (isinstance(block, Heading) and block.level == 1):
            yield Part(id=f"part-{number}", heading=heading, blocks=tuple(below))
            heading, below, number = block, [], number + 1
        else:
            below.append(block)
    yield Part(id=f"part-{number}", heading=heading, blocks=tuple(below))


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
