"""The figures in the tables of an edited report: by their anchors, and by the printed names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from disclose.core.numbers import PLACEHOLDERS, InputKind, interpret
from disclose.core.text import squeeze
from disclose.documents.read.anchors import Level, told
from disclose.documents.read.model import TableText
from disclose.documents.verify.expected_report import ExpectedReport
from disclose.documents.verify.tokens import named, said_in_characters
from disclose.form.edition.model import Edition
from disclose.form.locate.in_tables import figure_blocks, locate_in_tables

Spot: TypeAlias = tuple[int, int]
"""Number of a table and row in it."""


@dataclass(frozen=True, slots=True)
class TableFigure:
    """What stands for a figure in a table, after which line that is, and how it is known."""

    key: str
    text: str
    line: int
    level: Level


@dataclass(frozen=True, slots=True)
class Extra:
    """Numbers in a table that are no figure's: those of a row, of a column, or of a whole table."""

    what: str
    texts: tuple[str, ...]
    line: int
    official: bool


@dataclass(frozen=True, slots=True)
class TableFigures:
    """The figures of all tables: one cell each or several that differ, and what is not theirs."""

    cells: Mapping[str, tuple[TableFigure, ...]]
    extras: tuple[Extra, ...]


def table_figures(
    report: ExpectedReport, tables: Sequence[TableText], names: Mapping[str, str]
) -> TableFigures:
    """Return what the tables of a document say of the figures that `report` prints in tables."""
    plain = [replace(each, rows=_rows(each)) for each in tables]
    here = [block for block in figure_blocks(report.edition) if block.keys[0][0] in report.printed]
    found = locate_in_tables(
        here,
        {table.number: table.rows for table in plain},
        {table.number: table.breaks for table in plain},
    )
    lines = {table.number: table.after_line for table in tables}
    marked = _marked(tables, names)
    cells: dict[str, tuple[TableFigure, ...]] = {}
    for key in report.printed:
        spots = found.places.get(key, ())
        located = [
            TableFigure(key, text, lines[spot[0]], Level.ALIGNMENT)
            for text, spot in zip(found.texts.get(key, ()), spots, strict=True)
        ]
        cells[key] = _distinct([*marked.get(key, ()), *located])
    owned = {
        (spot[0], spot[1], at) for each in found.places.values() for spot in each for at in spot[2]
    }
    owned |= {place for place, key, _ in _anchored(tables, names) if key in report.printed}
    return TableFigures(cells, tuple(_extras(plain, owned)))


def same_cell(edition: Edition, key: str, one: str, other: str) -> bool:
    """Return whether two texts in the cell of a figure say the same: nothing is nothing."""
    unit = edition.figures[key].measure.unit
    first, second = interpret(one, unit), interpret(other, unit)
    if first.kind is second.kind is InputKind.NUMBER:
        return first.amount == second.amount
    empty = {"", *PLACEHOLDERS}
    first_said, second_said = squeeze(one), squeeze(other)
    return first_said == second_said or (first_said in empty and second_said in empty)


def cell_in_characters(text: str, printed: str, unit: str) -> bool:
    """Return whether a cell says the printed number in Chinese characters."""
    return said_in_characters(squeeze(text).removesuffix(unit), printed)


def _rows(table: TableText) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(told(text)[0] for text in row) for row in table.rows)


def _anchored(
    tables: Sequence[TableText], names: Mapping[str, str]
) -> Iterator[tuple[tuple[int, int, int], str, TableFigure]]:
    """Yield every cell with an anchor of ours: its place, the key, the cell."""
    for table in tables:
        for at, row in enumerate(table.rows):
            for column, marked in enumerate(row):
                text, anchors = told(marked)
                known = [(each, named(each.name, names)) for each in anchors]
                best = sorted(
                    (each.level is not Level.CONTROL, key, each.level) for each, key in known if key
                )
                for _, key, level in best[:1]:
                    cell = TableFigure(key, text, table.after_line, level)
                    yield (table.number, at, column), key, cell


def _marked(
    tables: Sequence[TableText], names: Mapping[str, str]
) -> Mapping[str, list[TableFigure]]:
    found: dict[str, list[TableFigure]] = {}
    for _, key, cell in _anchored(tables, names):
        found.setdefault(key, []).append(cell)
    return found


def _distinct(cells: Sequence[TableFigure]) -> tuple[TableFigure, ...]:
    """Return the first of the cells that say the same."""
    first: dict[str, TableFigure] = {}
    for each in cells:
        first.setdefault(squeeze(each.text), each)
    return tuple(first.values())


def _extras(tables: Sequence[TableText], owned: set[tuple[int, int, int]]) -> Iterator[Extra]:
    for table in tables:
        official = any(number == table.number for number, _, _ in owned)
        left = {
            (at, column): text
            for at, row in enumerate(table.rows)
            for column, text in enumerate(row)
            if (table.number, at, column) not in owned
            and interpret(text, "").kind is InputKind.NUMBER
        }
        if not official:
            yield from _foreign(table, left)
            continue
        rows = {at for at, _ in left if not any((table.number, at) == one[:2] for one in owned)}
        for at in sorted(rows):
            texts = tuple(text for (row, _), text in left.items() if row == at)
            yield Extra(_named_row(table, at), texts, table.after_line, official)
        for column in sorted({column for at, column in left if at not in rows}):
            texts = tuple(
                text for (at, one), text in left.items() if one == column and at not in rows
            )
            yield Extra(table.rows[0][column] or "?", texts, table.after_line, official)


def _foreign(table: TableText, left: Mapping[tuple[int, int], str]) -> Iterator[Extra]:
    if left:
        first = " ".join(dict.fromkeys(text for text in table.rows[0] if text))
        yield Extra(first, tuple(left.values()), table.after_line, official=False)


def _named_row(table: TableText, at: int) -> str:
    words = [text for text in table.rows[at] if interpret(text, "").kind is not InputKind.NUMBER]
    return " ".join(dict.fromkeys(filter(None, words)))
