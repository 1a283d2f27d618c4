"""Single cells of a worksheet, written with everything else in its part left as it is."""

from bisect import bisect
from collections.abc import Callable, Iterable

from disclose.core.edits import Edits, new_element
from disclose.core.errors import UnmarkableError
from disclose.core.tree import Node, whole
from disclose.excel.mark.sheet_markup import new_text
from disclose.form.layout.address import Address, Position, parse_a1


class SheetCells:
    """The rows and cells of a worksheet; what is written to them is kept until `apply`.

    One that does not give its number follows the one before (ECMA-376 part 1, 18.3.1.4 and 73).
    """

    def __init__(self, edits: Edits) -> None:
        """Find the rows of the sheet that `edits` are of.

        Raises:
            UnmarkableError: it has no place for rows.
        """
        self._edits = edits
        self._root = edits.tree.root
        data = self._root.find("sheetData")
        if data is None:
            raise UnmarkableError(edits.tree.part)
        self._rows = _NumberedChildren(data, "row", _row_number)
        self._lines: dict[int, _NumberedChildren] = {}
        self._texts: dict[Position, str] = {}
        self._styles: dict[Position, str] = {}
        self._heights: dict[int, float] = {}

    def write(self, row: int, column: int, text: str) -> None:
        """Write a text into a cell, or empty it; its style stays."""
        self._texts[row, column] = text

    def empty(self, row: int, column: int) -> None:
        """Empty a cell unless it holds a formula."""
        cell = self._cell(row, column)
        if cell and cell.find("f") is None:
            self.write(row, column, "")

    def heighten(self, row: int, points: float) -> None:
        """Make a row at least `points` high."""
        node = self._rows.known.get(row)
        try:
            height_now = float((node and node.get("ht")) or 0)
        except ValueError:
            height_now = 0.0
        if points > height_now:
            self._heights[row] = points

    def style_like_above(self, row: int, columns: Iterable[int]) -> None:
        """Give cells without a style the style of the cell above.

        The template prepares a number of lines with borders; further lines continue them.
        """
        for column in columns:
            above = self._style(row - 1, column)
            if above is not None and self._style(row, column) is None:
                self._styles[row, column] = above

    def apply(self) -> None:
        """Make the edits of everything that was written."""
        touched: dict[int, set[int]] = {row: set() for row in self._heights}
        for row, column in (*self._texts, *self._styles):
            touched.setdefault(row, set()).add(column)
        for row, columns in sorted(touched.items()):
            node = self._rows.known.get(row)
            if node is None:
                cells = "".join(self._new_cell(row, column) for column in sorted(columns))
                attributes = {"r": row + 1, **self._height(row)}
                new = new_element(self._root, "row", attributes, cells)
                self._rows.insert(self._edits, row, new)
                continue
            for name, value in self._height(row).items():
                self._edits.set_attribute(node, name, value)
            for column in sorted(columns):
                if cell := self._cell(row, column):
                    self._rewrite(cell, (row, column))
                else:
                    new = self._new_cell(row, column)
                    self._line(row, node).insert(self._edits, column, new)

    def _height(self, row: int) -> dict[str, object]:
        height = self._heights.get(row)
        return {} if height is None else {"ht": f"{height:g}", "customHeight": 1}

    def _rewrite(self, cell: Node, position: Position) -> None:
        if position in self._styles:
            self._edits.set_attribute(cell, "s", self._styles[position])
        if position in self._texts:
            text = self._texts[position]
            if text:
                self._edits.set_attribute(cell, "t", "inlineStr")
            else:
                self._edits.remove_attribute(cell, "t")
            if text or cell.children:
                self._edits.set_content(cell, self._inline(text))

    def _new_cell(self, row: int, column: int) -> str:
        text, style = self._texts.get((row, column)), self._styles.get((row, column))
        attributes: dict[str, object] = {"r": Address("", row, column).a1}
        attributes |= {} if style is None else {"s": style}
        attributes |= {"t": "inlineStr"} if text else {}
        return new_element(self._root, "c", attributes, self._inline(text or ""))

    def _inline(self, text: str) -> str:
        if not text:
            return ""
        return new_element(self._root, "is", {}, new_text(self._root, "t", text))

    def _style(self, row: int, column: int) -> str | None:
        cell = self._cell(row, column)
        return self._styles.get((row, column), cell.get("s") if cell else None)

    def _cell(self, row: int, column: int) -> Node | None:
        node = self._rows.known.get(row)
        return self._line(row, node).known.get(column) if node else None

    def _line(self, row: int, node: Node) -> "_NumberedChildren":
        if row not in self._lines:
            self._lines[row] = _NumberedChildren(node, "c", _column_number)
        return self._lines[row]


class _NumberedChildren:
    """The children of an element by their numbers.

    An index, since a search for each cell would take a sheet of thousands once per cell.
    """

    def __init__(self, parent: Node, name: str, parse: Callable[[str], int | None]) -> None:
        """Number the children `name` of `parent` by their attribute `r`, which `parse` reads."""
        self._parent = parent
        self.known: dict[int, Node] = {}
        number = -1
        for child in parent.named(name):
            stated = parse(child.get("r") or "")
            number = number + 1 if stated is None else stated
            self.known.setdefault(number, child)
        self._numbers = sorted(self.known)

    def insert(self, edits: Edits, number: int, markup: str) -> None:
        """Insert the markup of a new child of that number where it belongs."""
        place = bisect(self._numbers, number)
        if place < len(self._numbers):
            edits.insert_before(self.known[self._numbers[place]], markup)
        else:
            edits.append(self._parent, markup)


def _row_number(text: str) -> int | None:
    number = whole(text)
    return None if number is None else number - 1


def _column_number(text: str) -> int | None:
    position = parse_a1(text)
    return position[1] if position else None
