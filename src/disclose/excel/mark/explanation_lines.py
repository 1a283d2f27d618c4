"""The sheet 出错说明 filled in as far as a program can: what is to be explained, and where.

The filler's own lines are never changed; a line without a reason whose finding is gone is emptied.
An expired explanation stays as it is and says so in a comment; its finding gets a new line.
"""

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from disclose.checks.pairing import figures, pairs, spot
from disclose.core.finding import Finding, Place, Severity
from disclose.excel.mark.edited_package import children, first_child, new_element, remove_element
from disclose.excel.read.other_sheets import ExplanationLines
from disclose.excel.read.sheet import Position, RawCell
from disclose.excel.write.styles import INDENT, LABEL_SIZE
from disclose.excel.write.text_metrics import height
from disclose.excel.write.text_sheets import EXPLANATION_WIDTHS
from disclose.form.layout.address import Address, parse_a1
from disclose.form.layout.book import ExplanationColumn

# Single cells of a sheet: a text written into one, one emptied, a row made higher.


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


def prefill_lines(
    sheet: Element,
    cells: Mapping[Position, RawCell],
    lines: ExplanationLines,
    findings: Sequence[Finding],
) -> Mapping[str, Place]:
    """Write a line for each finding that lacks one, empty the idle ones.

    `cells` are those of the sheet as it was read. The result tells which of its cells name a place.
    """
    grid, paired = SheetCells(sheet), pairs(findings, lines.filled)
    current = [each for each in paired if each.current]
    idle = {
        each.explanation.row for each in paired if not each.current and not each.explanation.text
    }
    for row in sorted(idle):
        for column in lines.columns:
            grid.empty(row, column)
    placed = {each.explanation.row: findings[each.numbers[0]] for each in current}
    rows = _free(lines.head, {at[0] for at in cells} - idle)
    for found in _unexplained(findings, {n for each in current for n in each.numbers}):
        row = next(rows)
        _write(grid, lines.columns, row, found)
        placed[row] = found
    _unlink(sheet, lines)
    column = lines.columns[ExplanationColumn.PLACE]
    return {
        Address(lines.sheet, row, column).a1: found.places[0]
        for row, found in sorted(placed.items())
        if found.places
    }


def _unexplained(findings: Sequence[Finding], lined: set[int]) -> tuple[Finding, ...]:
    """Return what is to be verified and has neither an explanation nor a line for one."""
    return tuple(
        each
        for number, each in enumerate(findings)
        if each.severity is Severity.WARNING and not each.explained and number not in lined
    )


def _free(head: int, used: set[int]) -> Iterator[int]:
    row = head
    while True:
        row += 1
        if row not in used:
            yield row


def _write(grid: SheetCells, columns: Sequence[int], row: int, found: Finding) -> None:
    texts = (found.code, spot(found), figures(found))
    points = 0.0
    for text, column, width in zip(texts, columns, EXPLANATION_WIDTHS, strict=False):
        grid.write(row, column, text)
        points = max(points, height(text, LABEL_SIZE, width - INDENT))
    grid.style_like_above(row, columns)
    grid.heighten(row, points)


def _unlink(sheet: Element, lines: ExplanationLines) -> None:
    """Remove the links from the places on the lines; they are made anew."""
    listed = first_child(sheet, "hyperlinks")
    for link in list(children(listed, "hyperlink")):
        at = parse_a1(link.get("ref", ""))
        ours = at is not None and at[1] == lines.columns[ExplanationColumn.PLACE]
        if ours and at is not None and at[0] > lines.head and "location" in link.attrib:
            remove_element(link)
    if listed is not None and not len(listed):
        remove_element(listed)
