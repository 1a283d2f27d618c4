"""The names around the figures of a form, found the short way as by looking at every cell."""

import pytest

from disclose.form.layout.address import Position
from disclose.form.layout.book import TABLE_TOP
from disclose.form.layout.draw import CellRole, Grid, GridCell
from disclose.form.locate.labels import FigureCell, table_labels
from tests.support.filings import FORMS, edition


def _position(cell: GridCell) -> Position:
    return TABLE_TOP + cell.row, cell.column


def _looked_for(grid: Grid, figure: GridCell) -> FigureCell:
    left = [
        cell
        for cell in grid.cells
        if cell.role is CellRole.LABEL
        and cell.row <= figure.row < cell.row + cell.rows
        and cell.column < figure.column
    ]
    above = [
        cell
        for cell in grid.cells
        if cell.role is CellRole.HEADING
        and cell.column <= figure.column < cell.column + cell.columns
        and cell.row < figure.row
    ]
    return FigureCell(
        _position(figure),
        _position(max(left, key=lambda cell: cell.column)) if left else None,
        _position(max(above, key=lambda cell: cell.row)) if above else None,
    )


@pytest.mark.parametrize("form", FORMS)
def test_names_are_those_of_row_and_column(form: str) -> None:
    for table in edition(form).tables:
        labels = table_labels(edition(form), table.id)
        cells = {cell.key: _looked_for(labels.grid, cell) for cell in labels.grid.figures()}
        assert labels.figures == cells
        for label in labels.labels:
            names = [key for key, at in cells.items() if label.cell in {at.left, at.above}]
            assert label.figures == tuple(names)
