"""A clerk who fills a workbook with openpyxl: every cell is found by the words printed beside it."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

Written = int | str | None


class Clerk:
    """One workbook, open until `save`."""

    def __init__(self, path: Path) -> None:
        """Open the workbook."""
        self.path = path
        self.book = load_workbook(path)

    def save(self, path: Path | None = None) -> None:
        """Save the workbook, under the name that it has unless another is given."""
        self.book.save(path or self.path)

    def line(self, sheet: str, label: str) -> Cell:
        """Return the cell to the right of a label in the first column."""
        page = self.book[sheet]
        [row] = [row for row in range(1, page.max_row + 1) if label in _words(page, row, 1)]
        return _cell(page, row, 2)

    def write(self, sheet: str, lines: Mapping[str, Written]) -> None:
        """Write beside labels of 单位信息 or 文字部分."""
        for label, content in lines.items():
            self.line(sheet, label).value = content

    def number(self, sheet: str, row: str, column: str) -> Cell:
        """Return the cell of 表二 or 表三 in the row and the column with these words.

        The words of a column are the last ones above the row.
        """
        page = self.book[sheet]
        [at] = [
            cell.row
            for cells in page.iter_rows(max_col=3)
            for cell in cells
            if row in _words(page, cell.row, cell.column)
        ]
        above = [cell for cells in page.iter_rows(max_row=at - 1) for cell in cells]
        heads = [cell for cell in above if column in _words(page, cell.row, cell.column)]
        return _cell(page, at, heads[-1].column)

    def outcome(self, group: str, outcome: str) -> Cell:
        """Return the cell of 表四 under a group, such as 行政复议, and the result in it."""
        page = self.book["表四"]
        [start] = [
            cell.column
            for cells in page.iter_rows(min_row=3, max_row=4)
            for cell in cells
            if _words(page, cell.row, cell.column) == group
        ]
        names = [_words(page, 5, column) for column in range(1, page.max_column + 1)]
        return _cell(page, 6, names.index(outcome, start - 1) + 1)

    def explain(self, label: str, words: str) -> None:
        """Write an explanation on 出错说明, in the line that begins with `label`."""
        page = self.book["出错说明"]
        [row] = [row for row in range(1, page.max_row + 1) if label in _words(page, row, 1)]
        _cell(page, row, 4).value = words


def _words(page: Worksheet, row: int, column: int) -> str:
    return str(page.cell(row, column).value or "").replace("\n", "")


def _cell(page: Worksheet, row: int, column: int) -> Cell:
    cell = page.cell(row, column)
    assert isinstance(cell, Cell), cell.coordinate
    return cell
