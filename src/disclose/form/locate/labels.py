"""The names that a form prints around its figures: what the locator looks for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from disclose.core.text import bare_name
from disclose.form.edition.model import Block, Edition, Print, Table, figure_key
from disclose.form.layout.address import Position
from disclose.form.layout.book import TABLE_TOP, plan
from disclose.form.layout.draw import CellRole, Grid, GridCell

Path: TypeAlias = tuple[str, ...]
"""A bare name, then the names of the groups over it: equal names differ in their groups."""


class Label(NamedTuple):
    """A printed name: its cell on the form's sheet and the rows and columns that it spans.

    `text` is the name as printed, `bare` as it is compared. `path` is empty for a name that tells
    no lines apart (a corner, a unit). `figures` are the keys of the figures whose row or column it
    names.
    """

    cell: Position
    rows: int
    columns: int
    text: str
    bare: str
    path: Path
    figures: tuple[str, ...]


class FigureCell(NamedTuple):
    """The cell of a figure, and those of its row's and its column's name, if it has them."""

    cell: Position
    left: Position | None
    above: Position | None


class FigureBlock(NamedTuple):
    """Rows and columns that cross in figures; `keys` are the figures, row by row.

    `row_labels` and `column_labels` are the names as printed.

    A table that prints all figures in one line has one row without a name. `undivided` maps the
    name of a group that older reports print as one row to the row that takes it, and the others.
    """

    table: Table
    rows: tuple[Path, ...]
    columns: tuple[Path, ...]
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    undivided: Mapping[str, tuple[int, tuple[int, ...]]]

    @property
    def across(self) -> bool:
        """Return whether the one row of figures has no name."""
        return self.table.print is Print.ACROSS


@dataclass(frozen=True)
class TableLabels:
    """The names and the figures of a table, at their places on the form's sheet.

    `headings` (with `titles` among them) are the names of columns and their groups, `lines` those
    of rows, all bare.
    """

    table: Table
    grid: Grid
    labels: tuple[Label, ...]
    figures: Mapping[str, FigureCell]
    headings: frozenset[str]
    lines: frozenset[str]
    titles: frozenset[str]

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that tells lines apart."""
        return self.headings | self.lines

    @cached_property
    def tall(self) -> frozenset[str]:
        """Names that span several rows."""
        return frozenset(label.bare for label in self.labels if label.rows > 1)

    @cached_property
    def broad(self) -> frozenset[str]:
        """Names that span several columns."""
        return frozenset(label.bare for label in self.labels if label.columns > 1)

    @cached_property
    def named(self) -> tuple[Label, ...]:
        """The labels that tell lines apart, in printed order."""
        named = (label for label in self.labels if label.path)
        return tuple(sorted(named, key=lambda label: label.cell))

    @cached_property
    def names_rows(self) -> bool:
        """Whether a row of figures has a name."""
        return any(each.left for each in self.figures.values())

    @property
    def corner(self) -> str:
        """The name in the first cell of the printed table."""
        return bare_name(self.grid.cells[0].text)

    @cached_property
    def blocks(self) -> tuple[FigureBlock, ...]:
        """The blocks of the table, in printed order."""
        return tuple(_block(self, block) for block in self.table.blocks)


@cache
def table_labels(edition: Edition, table: str) -> TableLabels:
    """Return the names and figures of the table of that id."""
    grid = plan(edition).grids[table]
    figures = _figure_cells(grid)
    named = [cell for cell in grid.cells if cell.role is not CellRole.FIGURE and cell.text]
    of_role = {
        role: frozenset(bare_name(cell.text) for cell in named if cell.role is role)
        for role in CellRole
    }
    headings = of_role[CellRole.HEADING] | of_role[CellRole.TITLE]
    lines, titles = of_role[CellRole.LABEL], of_role[CellRole.TITLE]
    places = {_position(cell): bare_name(cell.text) for cell in named}
    paths = paths_of(places, headings, lines, titles)
    keys: dict[Position | None, list[str]] = {}
    for key, figure in figures.items():
        for at in {figure.left, figure.above}:
            keys.setdefault(at, []).append(key)
    return TableLabels(
        table=edition.table(table),
        grid=grid,
        labels=tuple(
            Label(
                cell=(at := _position(cell)),
                rows=cell.rows,
                columns=cell.columns,
                text=cell.text,
                bare=places[at],
                path=paths.get(at, ()),
                figures=tuple(keys.get(at, ())),
            )
            for cell in named
        ),
        figures=figures,
        headings=headings,
        lines=lines,
        titles=titles,
    )


def _position(cell: GridCell) -> Position:
    return TABLE_TOP + cell.row, cell.column


def _figure_cells(grid: Grid) -> Mapping[str, FigureCell]:
    """Return the cell of each figure: its name is the nearest one before it in row or column."""
    left: dict[int, list[GridCell]] = {}
    above: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        if cell.role is CellRole.LABEL:
            for row in range(cell.row, cell.row + cell.rows):
                left.setdefault(row, []).append(cell)
        elif cell.role is CellRole.HEADING:
            for column in range(cell.column, cell.column + cell.columns):
                above.setdefault(column, []).append(cell)
    return {
        figure.key: FigureCell(
            _position(figure),
            max(
                (
                    _position(each)
                    for each in left.get(figure.row, ())
                    if each.column < figure.column
                ),
                key=itemgetter(1),
                default=None,
            ),
            max(
                (_position(each) for each in above.get(figure.column, ()) if each.row < figure.row),
                key=itemgetter(0),
                default=None,
            ),
        )
        for figure in grid.figures()
    }


# Paths of names on a sheet, where it is not known which cells a name spans.


def paths_of(
    names: Mapping[Position, str],
    headings: frozenset[str],
    lines: frozenset[str],
    titles: frozenset[str],
) -> dict[Position, Path]:
    """Return the path of every cell of `names` that holds a heading or the name of a line."""
    above = _by_line(
        (row, column, name) for (row, column), name in names.items() if name in headings
    )
    left = _by_line((column, row, name) for (row, column), name in names.items() if name in lines)
    paths: dict[Position, Path] = {}
    for (row, column), name in names.items():
        if name in headings:
            paths[row, column] = (name, *_over(above, row, column, titles))
        elif name in lines:
            paths[row, column] = (name, *_over(left, column, row, frozenset()))
    return paths


_Lines: TypeAlias = Mapping[int, Sequence[tuple[int, str]]]


def _by_line(cells: Iterable[tuple[int, int, str]]) -> _Lines:
    """Return names by line, the last line first, each with its places in order."""
    lines: dict[int, list[tuple[int, str]]] = {}
    for line, place, name in cells:
        lines.setdefault(line, []).append((place, name))
    return {line: sorted(lines[line]) for line in sorted(lines, reverse=True)}


def _over(lines: _Lines, line: int, place: int, last: frozenset[str]) -> Iterator[str]:
    """Yield the groups over a place: in each line before, the nearest name that begins before it.

    Merged cells cannot be asked for the group: programs undo merges, and then its name stands in
    the first of its cells only. A title ends the search, since it begins a block.
    """
    for before, names in lines.items():
        if before < line:
            nearest = [name for at, name in names if at <= place]
            if nearest:
                yield nearest[-1]
                if nearest[-1] in last:
                    return


def _block(labels: TableLabels, block: Block) -> FigureBlock:
    """Return the rows and columns of a block.

    The groups of a row are those of the edition, since a list prints them above the row, where no
    path leads. Those of a column are all names over it, a heading over all columns among them.
    """
    table = labels.table
    keys = tuple(
        tuple(figure_key(table.id, row.id, column.id) for column in block.columns)
        for row in block.rows
    )
    rows: tuple[Path, ...] = tuple(
        (bare_name(row.label), *(bare_name(group.label) for group in table.path(row.group)))
        for row in block.rows
    )
    if table.print is Print.ACROSS:
        keys, rows = (tuple(key for row in keys for key in row),), (("",),)
    paths = {label.cell: label.path for label in labels.labels}
    shown = {label.cell: label.text for label in labels.labels}
    aboves = [labels.figures[key].above for key in keys[0]]
    return FigureBlock(
        table=table,
        rows=rows,
        columns=tuple(paths.get(above, ("",)) if above else ("",) for above in aboves),
        row_labels=tuple(row.label for row in block.rows),
        column_labels=tuple(shown.get(above, "") if above else "" for above in aboves),
        keys=keys,
        undivided={} if table.print is Print.ACROSS else _undivided(table, block),
    )


def _undivided(table: Table, block: Block) -> dict[str, tuple[int, tuple[int, ...]]]:
    found: dict[str, tuple[int, tuple[int, ...]]] = {}
    for group in table.groups:
        members = [number for number, row in enumerate(block.rows) if row.group == group.id]
        taker = next((at for at in members if block.rows[at].id == group.undivided), None)
        if taker is not None:
            others = tuple(number for number in members if number != taker)
            found[bare_name(group.label)] = (taker, others)
    return found
