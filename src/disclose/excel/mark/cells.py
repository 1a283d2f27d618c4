"""Single cells of a sheet: a text written into one, one emptied, a row made higher."""

from bisect import bisect
from collections.abc import Callable, Iterable

from lxml.etree import _Element as Element

from disclose.excel.mark.markup import children, first_child, new_element, remove_element
from disclose.form.layout.address import Address, parse_a1


class SheetCells:
    """The rows of a worksheet; rows and cells that do not say where they are follow each other."""

    def __init__(self, sheet: Element) -> None:
        """Find the rows of `sheet`."""
        self._root = sheet
        data = first_child(sheet, "sheetData")
        self._rows = None if data is None else _Line(data, "row", _row)
        self._lines: dict[int, _Line] = {}

    def write(self, row: int, column: int, text: str) -> None:
        """Write a text into a cell, which keeps its style."""
        cell = self._cell(row, column)
        _clear(cell)
        if text:
            cell.set("t", "inlineStr")
            inline = new_element(self._root, "is")
            inline.append(new_element(self._root, "t", text=text))
            cell.append(inline)

    def empty(self, row: int, column: int) -> None:
        """Empty a cell, unless it holds a formula."""
        cell = self._cell(row, column)
        if first_child(cell, "f") is None:
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
        if self._rows is None:
            raise LookupError("sheetData")
        return self._rows.at(row, lambda: new_element(self._root, "row", {"r": row + 1}))

    def _cell(self, row: int, column: int) -> Element:
        if row not in self._lines:
            self._lines[row] = _Line(self._row(row), "c", _column)
        name = Address("", row, column).a1
        return self._lines[row].at(column, lambda: new_element(self._root, "c", {"r": name}))


class _Line:
    """The children of an element by number: a sheet of thousands is gone through once."""

    def __init__(self, parent: Element, name: str, said: Callable[[str], int | None]) -> None:
        """Number the children `name` of `parent` by what `said` makes of their attribute `r`."""
        self._parent = parent
        self._known: dict[int, Element] = {}
        number = -1
        for each in children(parent, name):
            stated = said(each.get("r", ""))
            number = number + 1 if stated is None else stated
            self._known.setdefault(number, each)
        self._numbers = sorted(self._known)

    def at(self, number: int, made: Callable[[], Element]) -> Element:
        """Return the child of that number, `made` and put in its place if there is none."""
        if number not in self._known:
            new, place = made(), bisect(self._numbers, number)
            if place < len(self._numbers):
                self._known[self._numbers[place]].addprevious(new)
            else:
                self._parent.append(new)
            self._numbers.insert(place, number)
            self._known[number] = new
        return self._known[number]


def _row(said: str) -> int | None:
    return int(said) - 1 if said.isdigit() else None


def _column(said: str) -> int | None:
    at = parse_a1(said)
    return at[1] if at else None


def _clear(cell: Element) -> None:
    for each in list(cell):
        remove_element(each)
    cell.attrib.pop("t", None)
