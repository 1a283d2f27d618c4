"""Parts of a sheet that may each hold a table: from its first cell to where the next begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from disclose.core.text import bare_name
from disclose.excel.read.expected_labels import Template, template
from disclose.excel.read.locate import texts
from disclose.excel.read.sheet import Cell, Position
from disclose.form.edition.model import Edition

MOST_PARTS = 30
"""A sheet on which more tables seem to begin is not cut up."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a sheet; its cells keep their places."""

    sheet: str
    cells: Mapping[Position, Cell]


def regions(edition: Edition, sheet: str, cells: Mapping[Position, Cell]) -> Sequence[Region]:
    """Return the parts of a sheet on which tables of `edition` begin, or the whole of it.

    A sheet on which no more than one table begins is one part, wherever the table stands on it.
    """
    corners = {
        wanted.corner: wanted
        for wanted in (template(edition, table.id) for table in edition.tables)
        if wanted.corner
    }
    begins = _begins(corners, {at: bare_name(text) for at, text in texts(cells).items()})
    if not 1 < len(begins) <= MOST_PARTS:
        return (Region(sheet, cells),)
    return tuple(Region(sheet, _within(cells, *each, begins)) for each in begins)


def _begins(
    corners: Mapping[str, Template], names: Mapping[Position, str]
) -> list[tuple[Position, Template]]:
    """Return where tables begin; a first name filled into all the cells it spans counts once."""
    found: list[tuple[Position, Template]] = []
    passed: set[Position] = set()
    for at in sorted(at for at, name in names.items() if name in corners):
        if at not in passed:
            wanted = corners[names[at]]
            found.append((at, wanted))
            spanned = [
                (at[0] + down, at[1] + along)
                for down in range(wanted.labels[0].rows)
                for along in range(wanted.labels[0].columns)
            ]
            if all(names.get(each) == names[at] for each in spanned):
                passed.update(spanned)
    return found


def _within(
    cells: Mapping[Position, Cell],
    first: Position,
    wanted: Template,
    begins: Sequence[tuple[Position, Template]],
) -> Mapping[Position, Cell]:
    """Return the cells from `first` on, up to where the next table begins below or at the right."""
    starts = [at for at, _ in begins]
    below = [
        row for row, column in starts if row > first[0] and _near(column, first[1], wanted.columns)
    ]
    right = [
        column for row, column in starts if column > first[1] and _near(row, first[0], wanted.rows)
    ]
    bottom, side = min(below, default=None), min(right, default=None)
    return {
        (row, column): cell
        for (row, column), cell in cells.items()
        if row >= first[0]
        and column >= first[1]
        and (bottom is None or row < bottom)
        and (side is None or column < side)
    }


def _near(one: int, other: int, size: int) -> bool:
    return abs(one - other) < size
