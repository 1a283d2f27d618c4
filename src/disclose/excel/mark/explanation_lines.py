"""The sheet 出错说明: a line for each finding that needs an explanation, with its code and place.

A line that the filler has written is never changed. One without an explanation whose finding is
gone is emptied. If the figures have changed since an explanation was written, it no longer counts:
it stays, a comment says so, and the finding gets a new line.
"""

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count

from lxml.etree import _Element as Element

from disclose.checks.pairing import figures, pairs, place_name
from disclose.core.finding import Finding, Place
from disclose.excel.mark.edited_package import children, first_child, new_element, remove_element
from disclose.excel.read.other_sheets import ExplanationLines
from disclose.excel.read.sheet import RawCell
from disclose.excel.write.explanation_sheet import WIDTHS
from disclose.excel.write.styles import INDENT, LABEL_SIZE
from disclose.excel.write.text_metrics import height
from disclose.form.layout.address import Address, Position, parse_a1
from disclose.form.layout.book import ExplanationColumn

# Single cells of a sheet. Everything else in its part stays as it is.


class SheetCells:
    """The rows and cells of a worksheet.

    One that does not give its number follows the one before (ECMA-376 part 1, 18.3.1.4 and 73).
    """

    def __init__(self, sheet: Element) -> None:
        """Find the rows of `sheet`."""
        self._root = sheet
        data = first_child(sheet, "sheetData")
        self._rows = None if data is None else _NumberedChildren(data, "row", _row_number)
        self._lines: dict[int, _NumberedChildren] = {}

    def write(self, row: int, column: int, text: str) -> None:
        """Write a text into a cell; its style stays."""
        cell = self._cell(row, column)
        _clear(cell)
        if text:
            cell.set("t", "inlineStr")
            inline = new_element(self._root, "is")
            inline.append(new_element(self._root, "t", text=text))
            cell.append(inline)

    def empty(self, row: int, column: int) -> None:
        """Empty a cell unless it holds a formula."""
        cell = self._cell(row, column)
        if first_child(cell, "f") is None:
            _clear(cell)

    def heighten(self, row: int, points: float) -> None:
        """Make a row at least `points` high."""
        element = self._row(row)
        try:
            height_now = float(element.get("ht", "0"))
        except ValueError:
            height_now = 0.0
        if points > height_now:
            element.set("ht", f"{points:g}")
            element.set("customHeight", "1")

    def style_like_above(self, row: int, columns: Iterable[int]) -> None:
        """Give cells without a style the style of the cell above.

        The template prepares a number of lines with borders; further lines continue them.
        """
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
            self._lines[row] = _NumberedChildren(self._row(row), "c", _column_number)
        name = Address("", row, column).a1
        return self._lines[row].at(column, lambda: new_element(self._root, "c", {"r": name}))


class _NumberedChildren:
    """The children of an element by their numbers, kept in order.

    An index, since a search for each cell would take a sheet of thousands once per cell.
    """

    def __init__(self, parent: Element, name: str, parse: Callable[[str], int | None]) -> None:
        """Number the children `name` of `parent` by their attribute `r`, which `parse` reads."""
        self._parent = parent
        self._known: dict[int, Element] = {}
        number = -1
        for child in children(parent, name):
            stated = parse(child.get("r", ""))
            number = number + 1 if stated is None else stated
            self._known.setdefault(number, child)
        self._numbers = sorted(self._known)

    def at(self, number: int, create: Callable[[], Element]) -> Element:
        """Return the child of that number, created and inserted in order if there is none."""
        if number not in self._known:
            new, place = create(), bisect(self._numbers, number)
            if place < len(self._numbers):
                self._known[self._numbers[place]].addprevious(new)
            else:
                self._parent.append(new)
            self._numbers.insert(place, number)
            self._known[number] = new
        return self._known[number]


def _row_number(text: str) -> int | None:
    return int(text) - 1 if text.isdigit() else None


def _column_number(text: str) -> int | None:
    position = parse_a1(text)
    return position[1] if position else None


def _clear(cell: Element) -> None:
    for content in list(cell):
        remove_element(content)
    cell.attrib.pop("t", None)


# The lines.


def prefill_lines(
    sheet: Element,
    cells: Mapping[Position, RawCell],
    lines: ExplanationLines,
    findings: Sequence[Finding],
) -> Mapping[str, Place]:
    """Write a line for each finding that needs one; empty the lines that have lost their finding.

    `cells` are those of the sheet as it was read. Returns the place of the finding for each cell,
    by its A1 name, that is to lead there.
    """
    written, paired = SheetCells(sheet), pairs(findings, lines.filled)
    current = [pair for pair in paired if pair.current]
    # A line without an explanation holds only what we wrote there ourselves.
    idle = {
        pair.explanation.row for pair in paired if not pair.current and not pair.explanation.text
    }
    for row in sorted(idle):
        for column in lines.columns:
            written.empty(row, column)
    found_at = {pair.explanation.row: findings[pair.numbers[0]] for pair in current}
    # A row is free only if none of its cells holds anything, beside our columns too: the filler
    # may keep notes there.
    rows = _free_rows(lines.head, {row for row, _ in cells} - idle)
    with_line = {number for pair in current for number in pair.numbers}
    for finding in _without_line(findings, with_line):
        row = next(rows)
        _write_line(written, lines.columns, row, finding)
        found_at[row] = finding
    _remove_links(sheet, lines)
    column = lines.columns[ExplanationColumn.PLACE]
    return {
        Address(lines.sheet, row, column).a1: finding.places[0]
        for row, finding in sorted(found_at.items())
        if finding.places
    }


def _without_line(findings: Sequence[Finding], with_line: set[int]) -> tuple[Finding, ...]:
    """Return the findings to be explained that have neither an explanation nor a line for one."""
    return tuple(
        finding
        for number, finding in enumerate(findings)
        if finding.explainable and not finding.explained and number not in with_line
    )


def _free_rows(head: int, used: set[int]) -> Iterator[int]:
    return (row for row in count(head + 1) if row not in used)


def _write_line(cells: SheetCells, columns: Sequence[int], row: int, finding: Finding) -> None:
    texts = (finding.code, place_name(finding), figures(finding))
    points = 0.0
    for text, column, width in zip(texts, columns, WIDTHS, strict=False):
        cells.write(row, column, text)
        points = max(points, height(text, LABEL_SIZE, width - INDENT))
    cells.style_like_above(row, columns)
    cells.heighten(row, points)


def _remove_links(sheet: Element, lines: ExplanationLines) -> None:
    """Remove the links from the places on the lines, which are written again."""
    listed = first_child(sheet, "hyperlinks")
    for link in list(children(listed, "hyperlink")):
        position = parse_a1(link.get("ref", ""))
        if position is None or "location" not in link.attrib:
            continue
        row, column = position
        if row > lines.head and column == lines.columns[ExplanationColumn.PLACE]:
            remove_element(link)
    if listed is not None and not len(listed):
        remove_element(listed)
