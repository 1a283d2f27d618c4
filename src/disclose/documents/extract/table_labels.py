"""The printed names of an edition's tables, with which a document's are compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from disclose.core.text import bare_name
from disclose.form.edition.model import Block, Column, Edition, Print, Row, Table, figure_key


@dataclass(frozen=True, slots=True)
class Named:
    """A row or column by its names: its own, and those of the groups it stands in."""

    leaf: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Panel:
    """Rows and columns that cross in figures: a block of a table.

    Rows of a table that prints all figures in one line have no name. `undivided` maps the name of
    a group that older reports print as one row to the row that takes it, and the others.
    """

    table: Table
    rows: tuple[Named, ...]
    columns: tuple[Named, ...]
    keys: tuple[tuple[str, ...], ...]
    undivided: Mapping[str, tuple[int, tuple[int, ...]]]

    @property
    def across(self) -> bool:
        """Return whether the one row of figures has no name."""
        return self.table.print is Print.ACROSS


def panels(edition: Edition) -> tuple[Panel, ...]:
    """Return the panels of every table of `edition`, in the order of the form."""
    return tuple(_panel(table, block) for table in edition.tables for block in table.blocks)


def _panel(table: Table, block: Block) -> Panel:
    keys = tuple(
        tuple(figure_key(table.id, row.id, column.id) for column in block.columns)
        for row in block.rows
    )
    if table.print is Print.ACROSS:
        columns = tuple(
            Named(bare_name(column.label), (bare_name(row.label), *_groups(table, row)))
            for row in block.rows
            for column in block.columns
        )
        line = tuple(key for row in keys for key in row)
        return Panel(table, (Named(""),), columns, (line,), {})
    return Panel(
        table,
        tuple(Named(bare_name(row.label), _groups(table, row)) for row in block.rows),
        tuple(Named(bare_name(each.label), _groups(table, each)) for each in block.columns),
        keys,
        _undivided(table, block.rows),
    )


def _groups(table: Table, line: Row | Column) -> tuple[str, ...]:
    return tuple(bare_name(group.label) for group in table.path(line.group))


def _undivided(table: Table, rows: Sequence[Row]) -> Mapping[str, tuple[int, tuple[int, ...]]]:
    found: dict[str, tuple[int, tuple[int, ...]]] = {}
    for group in table.groups:
        members = [number for number, row in enumerate(rows) if row.group == group.id]
        taker = next((number for number in members if rows[number].id == group.undivided), None)
        if taker is not None:
            others = tuple(number for number in members if number != taker)
            found[bare_name(group.label)] = (taker, others)
    return found
