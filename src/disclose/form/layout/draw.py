"""Tables into grids: one function per way of printing."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import assert_never

from disclose.form.edition.model import Block, Group, Print, Table, figure_key
from disclose.form.layout.grid import Grid, GridCell, Role
from disclose.form.layout.headings import depth, spans

NO_UNITS: Mapping[str, str] = MappingProxyType({})


def draw(table: Table, units: Mapping[str, str] = NO_UNITS) -> Grid:
    """Return `table` as it is printed; `units` are the units of measures, which a list prints."""
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
    """Draw blocks under each other; the last column of a narrow block takes the width left."""
    width = len(table.widths)
    at = 0
    for block in table.blocks:
        last = len(block.columns)
        rest = width - last
        yield GridCell(row=at, column=0, columns=width, role=Role.TITLE, text=block.title)
        yield GridCell(row=at + 1, column=0, role=Role.HEADING, text=block.heading)
        for number, column in enumerate(block.columns, 1):
            span = rest if number == last else 1
            yield GridCell(
                row=at + 1, column=number, columns=span, role=Role.HEADING, text=column.label
            )
        for down, row in enumerate(block.rows, at + 2):
            yield GridCell(row=down, column=0, role=Role.LABEL, text=row.label)
            for number, column in enumerate(block.columns, 1):
                span = rest if number == last else 1
                key = figure_key(table.id, row.id, column.id)
                yield GridCell(row=down, column=number, columns=span, role=Role.FIGURE, key=key)
        at += 2 + len(block.rows)


def _matrix(table: Table, block: Block, head: int) -> Iterator[GridCell]:
    """Draw row labels with their groups at the left, column labels with theirs on top."""
    left = depth(table, block.rows)
    yield GridCell(row=0, column=0, rows=head, columns=left, role=Role.CORNER, text=table.corner)
    if table.heading:
        width = len(block.columns)
        yield GridCell(row=0, column=left, columns=width, role=Role.HEADING, text=table.heading)
    for span in spans(table, block.columns):
        yield GridCell(
            row=span.level + bool(table.heading),
            column=left + span.start,
            rows=span.levels,
            columns=span.length,
            role=Role.HEADING,
            text=span.text,
        )
    for span in spans(table, block.rows):
        yield GridCell(
            row=head + span.start,
            column=span.level,
            rows=span.length,
            columns=span.levels,
            role=Role.LABEL,
            text=span.text,
            vertical=span.vertical,
        )
    for down, row in enumerate(block.rows, head):
        for along, column in enumerate(block.columns, left):
            key = figure_key(table.id, row.id, column.id)
            yield GridCell(row=down, column=along, role=Role.FIGURE, key=key)


def _across(table: Table, block: Block, head: int) -> Iterator[GridCell]:
    """Draw all figures in one line, the rows of the form as headings over their columns."""
    width = len(block.columns)
    for span in spans(table, block.rows, width):
        yield GridCell(
            row=span.level,
            column=span.start,
            rows=span.levels,
            columns=span.length,
            role=Role.HEADING,
            text=span.text,
        )
    for number, row in enumerate(block.rows):
        for along, column in enumerate(block.columns, number * width):
            yield GridCell(row=head - 1, column=along, role=Role.HEADING, text=column.label)
            key = figure_key(table.id, row.id, column.id)
            yield GridCell(row=head, column=along, role=Role.FIGURE, key=key)


def _list(table: Table, block: Block, units: Mapping[str, str]) -> Iterator[GridCell]:
    """Draw a row for each figure and each group: label, unit, figures."""
    heads = (block.heading, table.heading, *(column.label for column in block.columns))
    for along, text in enumerate(heads):
        yield GridCell(row=0, column=along, role=Role.HEADING, text=text)
    down = 1
    open_groups: tuple[Group, ...] = ()
    for row in block.rows:
        path = table.path(row.group)
        for level, group in enumerate(path, 1):
            if path[:level] != open_groups[:level]:
                yield from _entry(down, group.label, level, table.dash)
                for along in range(2, len(heads)):
                    yield GridCell(row=down, column=along, role=Role.UNIT)
                down += 1
        open_groups = path
        yield from _entry(down, row.label, row.level or len(path) + 1, units.get(row.measure, ""))
        for along, column in enumerate(block.columns, 2):
            key = figure_key(table.id, row.id, column.id)
            yield GridCell(row=down, column=along, role=Role.FIGURE, key=key)
        down += 1


def _entry(row: int, label: str, level: int, unit: str) -> Iterator[GridCell]:
    yield GridCell(row=row, column=0, role=Role.LABEL, text=label, level=level)
    yield GridCell(row=row, column=1, role=Role.UNIT, text=unit)
