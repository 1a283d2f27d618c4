"""What the reader expects on a table's sheet: printed names, and the two that each figure has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from disclose.core.text import bare_name
from disclose.form.edition.model import Edition
from disclose.form.layout.address import Position
from disclose.form.layout.book import TABLE_TOP, plan
from disclose.form.layout.draw import CellRole, Grid, GridCell

Names: TypeAlias = tuple[str, ...]
"""A printed name with the names it stands under, its own first: what tells it from its equals."""


@dataclass(frozen=True, slots=True)
class Label:
    """A printed name: its cell, its text as printed and bare, its names, its figures.

    `rows` and `columns` are what it spans.
    """

    cell: Position
    rows: int
    columns: int
    text: str
    plain: str
    names: Names
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anchored:
    """A figure's cell with the cells of the names at its left and above it, where it has them."""

    cell: Position
    left: Position | None
    above: Position | None


@dataclass(frozen=True, slots=True)
class Template:
    """The names and figures of a table's sheet; texts bare, by what they may be.

    `tall` and `broad` are those that span more than a row or a column; `corner` is what stands in
    the first cell of the printed table.
    """

    labels: tuple[Label, ...]
    figures: Mapping[str, Anchored]
    headings: frozenset[str]
    lines: frozenset[str]
    titles: frozenset[str]
    tall: frozenset[str] = frozenset()
    broad: frozenset[str] = frozenset()
    corner: str = ""
    rows: int = 0
    columns: int = 0

    @property
    def texts(self) -> frozenset[str]:
        """Return every name that tells lines apart."""
        return self.headings | self.lines

    def names(self, texts: Mapping[Position, str]) -> Mapping[Position, Names]:
        """Return the names of every cell of `texts` (squeezed) that holds a printed name."""
        above = _layer((at[0], at[1], text) for at, text in texts.items() if text in self.headings)
        left = _layer((at[1], at[0], text) for at, text in texts.items() if text in self.lines)
        found: dict[Position, Names] = {}
        for at, text in texts.items():
            if text in self.headings:
                found[at] = (text, *_over(above, at[0], at[1], self.titles))
            elif text in self.lines:
                found[at] = (text, *_over(left, at[1], at[0], frozenset()))
        return found


_Layer: TypeAlias = Mapping[int, Sequence[tuple[int, str]]]


def _layer(cells: Iterable[tuple[int, int, str]]) -> _Layer:
    """Return texts by line, the last line first, each with its places in order."""
    lines: dict[int, list[tuple[int, str]]] = {}
    for line, place, text in cells:
        lines.setdefault(line, []).append((place, text))
    return {line: sorted(lines[line]) for line in sorted(lines, reverse=True)}


def _over(layer: _Layer, line: int, place: int, last: frozenset[str]) -> Iterable[str]:
    """Yield the names that stand over a place: in each line before, the nearest one not after."""
    for before, texts in layer.items():
        if before < line:
            nearest = [text for at, text in texts if at <= place]
            if nearest:
                yield nearest[-1]
                if nearest[-1] in last:
                    return


@cache
def template(edition: Edition, table: str) -> Template:
    """Return what is expected on the sheet of `table`."""
    grid = plan(edition).grids[table]
    figures = {cell.key: _anchored(grid, cell) for cell in grid.figures()}
    named = [cell for cell in grid.cells if cell.role is not CellRole.FIGURE and cell.text]
    sets = {
        role: frozenset(bare_name(cell.text) for cell in named if cell.role is role)
        for role in CellRole
    }
    bare = Template(
        (),
        figures,
        sets[CellRole.HEADING] | sets[CellRole.TITLE],
        sets[CellRole.LABEL],
        sets[CellRole.TITLE],
    )
    names = bare.names({_cell(cell): bare_name(cell.text) for cell in named})
    return replace(
        bare,
        labels=tuple(_label(cell, names, figures) for cell in named),
        tall=frozenset(bare_name(cell.text) for cell in named if cell.rows > 1),
        broad=frozenset(bare_name(cell.text) for cell in named if cell.columns > 1),
        corner=bare_name(grid.cells[0].text),
        rows=grid.rows,
        columns=grid.columns,
    )


def _label(
    cell: GridCell, names: Mapping[Position, Names], figures: Mapping[str, Anchored]
) -> Label:
    at = _cell(cell)
    line = tuple(key for key, figure in figures.items() if at in {figure.left, figure.above})
    return Label(
        at, cell.rows, cell.columns, cell.text, bare_name(cell.text), names.get(at, ()), line
    )


def _cell(cell: GridCell) -> Position:
    return TABLE_TOP + cell.row, cell.column


def _anchored(grid: Grid, figure: GridCell) -> Anchored:
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
    nearest_left = max(left, key=lambda cell: cell.column, default=None)
    nearest_above = max(above, key=lambda cell: cell.row, default=None)
    return Anchored(
        _cell(figure),
        _cell(nearest_left) if nearest_left else None,
        _cell(nearest_above) if nearest_above else None,
    )
