"""Spanned cells into a full grid, and texts of cells as one line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disclose.core.errors import UnreadableDocumentError
from disclose.core.expressions import expression
from disclose.core.language import Wording
from disclose.documents.read.refused import unsafe

TOO_MANY_CELLS = Wording("一张表超过 {most} 格", "more than {most} cells in a table")

MAX_CELLS = 50_000
"""Most cells of a table, merged ones counted in full; official tables have under 400."""

MAX_SPAN = 1000
"""Longest span, as in the HTML standard for columns."""

_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_GAP = expression(f"(?<=[{_CJK}]) (?=[{_CJK}])")


@dataclass(frozen=True, slots=True)
class SpannedCell:
    """A cell as written: its text, and the number of rows and columns that it spans."""

    text: str
    rows: int = 1
    columns: int = 1


def flat(text: str) -> str:
    """Return `text` on one line; gaps between Chinese characters come from layout and go."""
    return _GAP.sub("", " ".join(text.split()))


def expand(lines: Sequence[Iterable[SpannedCell]]) -> tuple[tuple[str, ...], ...]:
    """Return the grid of `lines`: each cell's text wherever it spans, short rows filled with "".

    Raises:
        UnreadableDocumentError: more cells than any official table has.
    """
    grid: dict[tuple[int, int], str] = {}
    for row, line in enumerate(lines):
        column = 0
        for cell in line:
            while (row, column) in grid:
                column += 1
            _place(grid, cell, row, column, len(lines))
            column += cell.columns
    width = max((column for _, column in grid), default=-1) + 1
    _bound(width * len(lines))
    return tuple(
        tuple(grid.get((row, column), "") for column in range(width)) for row in range(len(lines))
    )


def _place(
    grid: dict[tuple[int, int], str], cell: SpannedCell, row: int, column: int, height: int
) -> None:
    rows = min(cell.rows, height - row)
    _bound(len(grid) + rows * cell.columns)
    for down in range(rows):
        for along in range(cell.columns):
            grid.setdefault((row + down, column + along), cell.text)


def _bound(cells: int) -> None:
    if cells > MAX_CELLS:
        raise UnreadableDocumentError(unsafe(TOO_MANY_CELLS, MAX_CELLS))
