"""The sheet 出错说明 filled in as far as a program can: what is to be explained, and where.

The filler's own lines are never changed; a line without a reason whose finding is gone is emptied.
An expired explanation stays as it is and says so in a comment; its finding gets a new line.
"""

from collections.abc import Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from disclose.checks.pairing import figures, pairs, spot
from disclose.core.finding import Finding, Place, Severity
from disclose.excel.mark.cells import SheetCells
from disclose.excel.mark.markup import children, first_child, remove_element
from disclose.excel.read.explanations import Lines
from disclose.excel.read.sheet import Cell, Position
from disclose.excel.write.styles import INDENT, LABEL_SIZE
from disclose.excel.write.text_metrics import height
from disclose.excel.write.text_sheets import EXPLANATION_WIDTHS
from disclose.form.layout.address import Address, parse_a1
from disclose.form.layout.book import ExplanationColumn


def prefill_lines(
    sheet: Element, cells: Mapping[Position, Cell], lines: Lines, findings: Sequence[Finding]
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


def _unlink(sheet: Element, lines: Lines) -> None:
    """Remove the links from the places on the lines; they are made anew."""
    listed = first_child(sheet, "hyperlinks")
    for link in list(children(listed, "hyperlink")):
        at = parse_a1(link.get("ref", ""))
        ours = at is not None and at[1] == lines.columns[ExplanationColumn.PLACE]
        if ours and at is not None and at[0] > lines.head and "location" in link.attrib:
            remove_element(link)
    if listed is not None and not len(listed):
        remove_element(listed)
