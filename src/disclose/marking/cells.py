"""Single cells of a sheet: a text written into one, one emptied, a row made higher."""

from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

from disclose.intake.sheet import Position
from disclose.layout.address import Address, parse_a1
from disclose.marking.markup import child, children, dropped, make


class Grid:
    """The rows of a worksheet; rows and cells that do not say where they are follow each other."""

    def __init__(self, sheet: Element) -> None:
        """Find the rows of `sheet`."""
        self._root = sheet
        self._data = child(sheet, "sheetData")

    def write(self, row: int, column: int, text: str) -> None:
        """Write a text into a cell, which keeps its style."""
        cell = self._cell(row, column)
        _clear(cell)
        if text:
            cell.set("t", "inlineStr")
            inline = make(self._root, "is")
            inline.append(make(self._root, "t", text=text))
            cell.append(inline)

    def empty(self, row: int, column: int) -> None:
        """Empty a cell, unless it holds a formula."""
        cell = self._cell(row, column)
        if child(cell, "f") is None:
            _clear(cell)

    def heighten(self, row: int, points: float) -> None:
        """Make a row at least so high."""
        element = self._row(row)
        try:
            now = float(element.get("ht", "0"))
        except ValueError:
            now = 0.0
        if points > now:
            element.set("ht", f"{points:g}")
            element.set("customHeight", "1")

    def style_like_above(self, row: int, columns: Iterable[int]) -> None:
        """Give cells without a style that of the cell above them: the lines have run out."""
        for column in columns:
            cell = self._cell(row, column)
            above = self._cell(row - 1, column).get("s")
            if cell.get("s") is None and above is not None:
                cell.set("s", above)

    def _row(self, row: int) -> Element:
        if self._data is None:
            raise LookupError("sheetData")
        for number, each in _numbered(self._data):
            if number == row:
                return each
            if number > row:
                made = make(self._root, "row", {"r": row + 1})
                each.addprevious(made)
                return made
        made = make(self._root, "row", {"r": row + 1})
        self._data.append(made)
        return made

    def _cell(self, row: int, column: int) -> Element:
        line, name = self._row(row), Address("", row, column).a1
        for (_, at), each in _placed(line, row):
            if at == column:
                return each
            if at > column:
                made = make(self._root, "c", {"r": name})
                each.addprevious(made)
                return made
        made = make(self._root, "c", {"r": name})
        line.append(made)
        return made


def _numbered(data: Element) -> Iterator[tuple[int, Element]]:
    number = -1
    for each in children(data, "row"):
        said = each.get("r", "")
        number = int(said) - 1 if said.isdigit() else number + 1
        yield number, each


def _placed(line: Element, row: int) -> Iterator[tuple[Position, Element]]:
    column = -1
    for each in children(line, "c"):
        at = parse_a1(each.get("r", ""))
        column = at[1] if at else column + 1
        yield (row, column), each


def _clear(cell: Element) -> None:
    for each in list(cell):
        dropped(each)
    cell.attrib.pop("t", None)
