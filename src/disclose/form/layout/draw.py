"""Draw tables as grids, with one function for each layout."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, assert_never

from disclose.form.edition.model import Block, Column, Group, Print, Row, Table, figure_key

# A printed table as cells with spans: all writers draw it, and the locators compare with it.


class CellRole(StrEnum):
    """The role of a printed cell."""

    TITLE = "title"
    CORNER = "corner"
    HEADING = "heading"
    LABEL = "label"
    UNIT = "unit"
    FIGURE = "figure"


class GridCell(NamedTuple):
    """One printed cell: its upper left corner, its span, its text or its figure.

    `level` is the indentation of a label in a list, from 1; 0 for any other cell.
    """

    row: int
    column: int
    role: CellRole
    rows: int = 1
    columns: int = 1
    text: str = ""
    key: str = ""
    vertical: bool = False
    level: int = 0


class Grid(NamedTuple):
    """A table as printed; the first `head` rows repeat on every page, `widths` are mm."""

    table: str
    title: str
    widths: tuple[Decimal, ...]
    head: int
    rows: int
    cells: tuple[GridCell, ...]

    @property
    def columns(self) -> int:
        """Return the number of printed columns."""
        return len(self.widths)

    def figures(self) -> tuple[GridCell, ...]:
        """Return the cells that hold figures."""
        return tuple(cell for cell in self.cells if cell.role is CellRole.FIGURE)

    def lines(self) -> tuple[tuple[GridCell, ...], ...]:
        """Return the cells by row; a cell belongs to the row of its upper left corner."""
        rows: list[list[GridCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)


# Nested headings: labels and the groups above them, as spans along one axis.


class Span(NamedTuple):
    """A heading: its level, the levels it covers, its first cell, and its cells along the axis."""

    level: int
    levels: int
    start: int
    length: int
    text: str
    vertical: bool = False


def depth(table: Table, lines: Sequence[Row | Column]) -> int:
    """Return the number of levels in the headings of `lines`."""
    return max(len(table.path(line.group)) for line in lines) + 1


def spans(table: Table, lines: Sequence[Row | Column], width: int = 1) -> tuple[Span, ...]:
    """Return the headings of `lines`, each line `width` cells long.

    A group covers its neighbouring lines; the label of a line covers the levels below its groups.
    """
    levels = depth(table, lines)
    headings: list[Span] = []
    open_groups: tuple[Group, ...] = ()
    for number, line in enumerate(lines):
        path = table.path(line.group)
        for level, group in enumerate(path):
            # A group starts again if any group above it changes, not only if its own id does.
            if path[: level + 1] != open_groups[: level + 1]:
                length = _length(table, lines[number:], level, group) * width
                headings.append(Span(level, 1, number * width, length, group.label, group.vertical))
        level = len(path)
        headings.append(Span(level, levels - level, number * width, width, line.label))
        open_groups = path
    return tuple(headings)


def _length(table: Table, lines: Sequence[Row | Column], level: int, group: Group) -> int:
    length = 0
    for line in lines:
        path = table.path(line.group)
        if len(path) <= level or path[level] is not group:
            break
        length += 1
    return length


NO_UNITS: Mapping[str, str] = MappingProxyType({})


def draw(table: Table, units: Mapping[str, str] = NO_UNITS) -> Grid:
    """Return `table` as printed; `units` maps measures to the units that a list prints."""
    match table.print:
        case Print.BLOCKS:
            return _grid(table, 0, _blocks(table))
        case Print.MATRIX:
            head = depth(table, table.blocks[0].columns) + bool(table.heading)
            return _grid(table, head, _matrix(table, table.blocks[0], head))
        case Print.ACROSS:
            head = depth(table, table.blocks[0].rows) + 1
            return _grid(table, head, _across(table, table.blocks[0], head))
        case Print.LIST:
            return _grid(table, 1, _list(table, table.blocks[0], units))
        case _:
            assert_never(table.print)


def _grid(table: Table, head: int, cells: Iterator[GridCell]) -> Grid:
    drawn = tuple(cells)
    return Grid(
        table=table.id,
        title=table.title,
        widths=table.widths,
        head=head,
        rows=max(cell.row + cell.rows for cell in drawn),
        cells=drawn,
    )


def _blocks(table: Table) -> Iterator[GridCell]:
    """Draw blocks below each other; the last column of a narrow block takes the remaining width."""
    width = len(table.widths)
    top = 0
    for block in table.blocks:
        last = len(block.columns)
        rest = width - last
        yield GridCell(row=top, column=0, columns=width, role=CellRole.TITLE, text=block.title)
        yield GridCell(row=top + 1, column=0, role=CellRole.HEADING, text=block.heading)
        for number, column in enumerate(block.columns, 1):
            span = rest if number == last else 1
            yield GridCell(
                row=top + 1, column=number, columns=span, role=CellRole.HEADING, text=column.label
            )
        for down, row in enumerate(block.rows, top + 2):
            yield GridCell(row=down, column=0, role=CellRole.LABEL, text=row.label)
            for number, column in enumerate(block.columns, 1):
                span = rest if number == last else 1
                key = figure_key(table.id, row.id, column.id)
                yield GridCell(row=down, column=number, columns=span, role=CellRole.FIGURE, key=key)
        top += 2 + len(block.rows)


def _matrix(table: Table, block: Block, head: int) -> Iterator[GridCell]:
    """Draw row labels and their groups on the left, column labels and their groups on top."""
    left = depth(table, block.rows)
    yield GridCell(
        row=0, column=0, rows=head, columns=left, role=CellRole.CORNER, text=table.corner
    )
    if table.heading:
        width = len(block.columns)
        yield GridCell(row=0, column=left, columns=width, role=CellRole.HEADING, text=table.heading)
    for span in spans(table, block.columns):
        yield GridCell(
            row=span.level + bool(table.heading),
            column=left + span.start,
            rows=span.levels,
            columns=span.length,
            role=CellRole.HEADING,
            text=span.text,
        )
    for span in spans(table, block.rows):
        yield GridCell(
            row=head + span.start,
            column=span.level,
            rows=span.length,
            columns=span.levels,
            role=CellRole.LABEL,
            text=span.text,
            vertical=span.vertical,
        )
    for down, row in enumerate(block.rows, head):
        for along, column in enumerate(block.columns, left):
            key = figure_key(table.id, row.id, column.id)
            yield GridCell(row=down, column=along, role=CellRole.FIGURE, key=key)


def _across(table: Table, block: Block, head: int) -> Iterator[GridCell]:
    """Draw all figures in one line; the rows of the form become headings over their columns."""
    width = len(block.columns)
    for span in spans(table, block.rows, width):
        yield GridCell(
            row=span.level,
            column=span.start,
            rows=span.levels,
            columns=span.length,
            role=CellRole.HEADING,
            text=span.text,
        )
    for number, row in enumerate(block.rows):
        for along, column in enumerate(block.columns, number * width):
            yield GridCell(row=head - 1, column=along, role=CellRole.HEADING, text=column.label)
            key = figure_key(table.id, row.id, column.id)
            yield GridCell(row=head, column=along, role=CellRole.FIGURE, key=key)


def _list(table: Table, block: Block, units: Mapping[str, str]) -> Iterator[GridCell]:
    """Draw a row for each figure and each group: label, unit, figures."""
    heads = (block.heading, table.heading, *(column.label for column in block.columns))
    for along, text in enumerate(heads):
        yield GridCell(row=0, column=along, role=CellRole.HEADING, text=text)
    down = 1
    open_groups: tuple[Group, ...] = ()
    for row in block.rows:
        path = table.path(row.group)
        for level, group in enumerate(path, 1):
            if path[:level] != open_groups[:level]:
                yield from _entry(down, group.label, level, table.dash)
                for along in range(2, len(heads)):
                    yield GridCell(row=down, column=along, role=CellRole.UNIT)
                down += 1
        open_groups = path
        yield from _entry(down, row.label, row.level or len(path) + 1, units.get(row.measure, ""))
        for along, column in enumerate(block.columns, 2):
            key = figure_key(table.id, row.id, column.id)
            yield GridCell(row=down, column=along, role=CellRole.FIGURE, key=key)
        down += 1


def _entry(row: int, label: str, level: int, unit: str) -> Iterator[GridCell]:
    yield GridCell(row=row, column=0, role=CellRole.LABEL, text=label, level=level)
    yield GridCell(row=row, column=1, role=CellRole.UNIT, text=unit)
