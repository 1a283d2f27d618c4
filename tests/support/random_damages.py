"""Damages to a table by chance: lines and names inserted, deleted, moved, doubled, sorted.

Whatever is doubled gets other numbers, so that every number in a workbook tells where it was.
"""

from collections.abc import Callable, Sequence
from random import Random

from disclose.form.layout.address import Position, letters, parse_a1
from disclose.form.layout.book import TABLE_TOP
from tests.support.damages import Target
from tests.support.raw_workbooks import (
    Content,
    delete_columns,
    delete_row,
    insert_column,
    insert_row,
)

Chance = Callable[[Random, Target], None]

DOUBLED = 1000
"""What is added to the numbers of a copy; a form has fewer figures."""


def _rows(target: Target) -> range:
    return range(TABLE_TOP, TABLE_TOP + target.grid.rows)


def _columns(target: Target) -> range:
    return range(target.grid.columns)


def _at(row: int, column: int) -> str:
    return f"{letters(column)}{row + 1}"


def _place(at: str) -> Position:
    return parse_a1(at) or (0, 0)


def _copy(content: Content) -> Content:
    return content + DOUBLED if isinstance(content, int) else content


def _order_rows(target: Target, order: Sequence[int]) -> None:
    """Put the rows in this order, the first where the topmost of them was."""
    now = dict(zip(order, range(min(order), max(order) + 1), strict=True))
    cells = {_place(at): content for at, content in target.cells.items()}
    target.sheets[target.sheet] = {
        _at(now.get(row, row), column): content for (row, column), content in cells.items()
    }


def _order_columns(target: Target, order: Sequence[int]) -> None:
    now = dict(zip(order, range(min(order), max(order) + 1), strict=True))
    cells = {_place(at): content for at, content in target.cells.items()}
    target.sheets[target.sheet] = {
        _at(row, now.get(column, column)): content for (row, column), content in cells.items()
    }


def insert_a_row(chance: Random, target: Target) -> None:
    insert_row(target.sheets, target.sheet, chance.choice(_rows(target)) + 1)


def insert_a_column(chance: Random, target: Target) -> None:
    insert_column(target.sheets, target.sheet, letters(chance.choice(_columns(target))))


def delete_a_row(chance: Random, target: Target) -> None:
    delete_row(target.sheets, target.sheet, chance.choice(_rows(target)) + 1)


def delete_a_column(chance: Random, target: Target) -> None:
    column = letters(chance.choice(_columns(target)))
    delete_columns(target.sheets, target.sheet, column, column)


def _moved(chance: Random, places: range) -> list[int]:
    order = list(places)
    order.insert(chance.randrange(len(order)), order.pop(chance.randrange(len(order))))
    return order


def move_a_row(chance: Random, target: Target) -> None:
    _order_rows(target, _moved(chance, _rows(target)))


def move_a_column(chance: Random, target: Target) -> None:
    _order_columns(target, _moved(chance, _columns(target)))


def _exchanged(chance: Random, places: range) -> list[int]:
    order = list(places)
    one, other = chance.choice(order), chance.choice(order)
    order[one - places[0]], order[other - places[0]] = other, one
    return order


def exchange_rows(chance: Random, target: Target) -> None:
    _order_rows(target, _exchanged(chance, _rows(target)))


def exchange_columns(chance: Random, target: Target) -> None:
    _order_columns(target, _exchanged(chance, _columns(target)))


def sort_rows(chance: Random, target: Target) -> None:
    """Sort by some column, whose numbers are mixed first; what is no number comes last."""
    modulus, column = chance.choice([11, 13, 101, 1009]), chance.choice(_columns(target))
    rows = list(range(target.line(0) - 1, _rows(target)[-1] + 1))
    contents = {row: target.cells.get(_at(row, column)) for row in rows}
    keys = {
        row: (0, content * 7919 % modulus) if isinstance(content, int) else (1, 0)
        for row, content in contents.items()
    }
    _order_rows(target, sorted(rows, key=lambda row: keys[row]))


def double_a_row(chance: Random, target: Target) -> None:
    row, to = chance.choice(_rows(target)), chance.choice(_rows(target))
    cells = {_place(at): content for at, content in target.cells.items()}
    insert_row(target.sheets, target.sheet, to + 1)
    for (line, column), content in cells.items():
        if line == row:
            target.cells[_at(to, column)] = _copy(content)


def double_a_column(chance: Random, target: Target) -> None:
    column, to = chance.choice(_columns(target)), chance.choice(_columns(target))
    cells = {_place(at): content for at, content in target.cells.items()}
    insert_column(target.sheets, target.sheet, letters(to))
    for (row, line), content in cells.items():
        if line == column:
            target.cells[_at(row, to)] = _copy(content)


def double_a_heading(chance: Random, target: Target) -> None:
    """Insert a column with the heading of a neighbour and with numbers."""
    first = target.line(0) - 1
    heads = [each for each in target.names if each.path and each.cell[0] < first]
    head = chance.choice(heads)
    column = head.cell[1] + chance.choice([0, head.columns])
    insert_column(target.sheets, target.sheet, letters(column))
    target.cells[_at(head.cell[0], column)] = head.text
    for row in range(first, _rows(target)[-1] + 1):
        target.cells[_at(row, column)] = 5 * DOUBLED + row


def empty_a_name(chance: Random, target: Target) -> None:
    name = chance.choice([each for each in target.names if each.path])
    target.cells.pop(_at(*name.cell), None)


def add_a_name(chance: Random, target: Target) -> None:
    """Write a name of the form into an empty cell."""
    name = chance.choice([each for each in target.names if each.path])
    target.cells.setdefault(
        _at(chance.choice(_rows(target)), chance.choice(_columns(target))), name.text
    )


CHANCES: Sequence[Chance] = (
    *(insert_a_row, insert_a_column, delete_a_row, delete_a_column, move_a_row, move_a_column),
    *(exchange_rows, exchange_columns, sort_rows, double_a_row, double_a_column),
    *(double_a_heading, empty_a_name, add_a_name),
)
