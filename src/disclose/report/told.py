"""A report as the text that an edited one is verified by."""

from collections.abc import Iterator

from disclose.filing import Filing
from disclose.layout.book import plan
from disclose.layout.grid import Grid
from disclose.report.blocks import Ink, Line, Signature, TableHere, Title
from disclose.report.narrative import Report, printed, runs
from disclose.verifying.told import Piece, Pieces, Told


def told(report: Report) -> Told:
    """Return what `report` says, whatever format it is written in."""
    grids = plan(report.edition).grids
    here = [grids[block.table] for block in report.blocks if isinstance(block, TableHere)]
    entries = report.filing.entries
    return Told(
        edition=report.edition,
        filing=report.filing,
        title=report.title,
        lines=tuple(_pieces(line) for line in _lines(report)),
        rows=tuple(row for grid in here for row in _rows(grid, report.filing)),
        printed={cell.key: printed(entries[cell.key]) for grid in here for cell in grid.figures()},
        previous_sha256=report.past.sha256 if report.past else "",
    )


def _lines(report: Report) -> Iterator[Line]:
    for block in report.blocks:
        if isinstance(block, Title | Signature):
            yield from block.lines
        elif line := runs(block):
            yield line


def _pieces(line: Line) -> Pieces:
    return tuple(Piece(run.text, run.key if run.ink is Ink.FIGURE else "") for run in line)


def _rows(grid: Grid, filing: Filing) -> Iterator[Pieces]:
    for line in grid.lines():
        cells = (
            Piece(printed(filing.entries[cell.key]), cell.key) if cell.key else Piece(cell.text)
            for cell in line
        )
        yield tuple(piece for cell in cells for piece in (cell, Piece("\t")))
