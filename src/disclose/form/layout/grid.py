"""A printed table as spanned cells: what every writer draws and the reader finds figures by."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Role(StrEnum):
    """What a printed cell is for."""

    TITLE = "title"
    CORNER = "corner"
    HEADING = "heading"
    LABEL = "label"
    UNIT = "unit"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One printed cell: its upper left corner, its span, its text or its figure.

    `level` is set for the labels of a list: how deep they are indented, from 1.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    role: Role
    text: str = ""
    key: str = ""
    vertical: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as printed; `head` rows at the top repeat on every page, `widths` are mm."""

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
        return tuple(cell for cell in self.cells if cell.role is Role.FIGURE)

    def lines(self) -> tuple[tuple[GridCell, ...], ...]:
        """Return the cells row by row, each where its upper left corner stands."""
        rows: list[list[GridCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)
