"""The sheet 出错说明: a line for each finding that needs an explanation, with its name and place.

A line that the filler has written is never changed. One without an explanation whose finding is
gone is emptied. If the figures have changed since an explanation was written, it no longer counts:
it stays, a comment says so, and the finding gets a new line.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from disclose.checks.pairing import figures, pairs, place_name
from disclose.core.edits import Edits
from disclose.core.finding import Finding, Place
from disclose.core.tree import Node
from disclose.excel.mark.sheet_cells import SheetCells
from disclose.excel.read.other_sheets import ExplanationLines
from disclose.excel.read.sheet import RawCell
from disclose.excel.write.explanation_sheet import WIDTHS
from disclose.excel.write.styles import INDENT, LABEL_SIZE
from disclose.excel.write.text_metrics import height
from disclose.form.layout.address import Address, Position, parse_a1
from disclose.form.layout.book import ExplanationColumn


def prefill_lines(
    edits: Edits,
    cells: Mapping[Position, RawCell],
    lines: ExplanationLines,
    findings: Sequence[Finding],
    titles: Mapping[str, str],
) -> Mapping[str, Place]:
    """Write a line for each finding that needs one; empty the lines that have lost their finding.

    `edits` are those of the sheet, `cells` its cells as they were read, `titles` the names of
    findings by code. Returns the place of the finding for each cell, by its A1 name, that is to
    lead there.
    """
    written, paired = SheetCells(edits), pairs(findings, lines.filled)
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
        named = f"{finding.code} {titles[finding.code]}"
        _write_line(written, lines.columns, row, (named, place_name(finding), figures(finding)))
        found_at[row] = finding
    written.apply()
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


def _write_line(
    cells: SheetCells, columns: Sequence[int], row: int, texts: tuple[str, str, str]
) -> None:
    points = 0.0
    for text, column, width in zip(texts, columns, WIDTHS, strict=False):
        cells.write(row, column, text)
        points = max(points, height(text, LABEL_SIZE, width - INDENT))
    cells.style_like_above(row, columns)
    cells.heighten(row, points)


def links_of_lines(sheet: Node, lines: ExplanationLines) -> Sequence[Node]:
    """Return the links from the places on the lines, which are written anew."""
    links = sheet.iterfind("hyperlinks/hyperlink")
    return [each for each in links if "location" in each.attributes and _is_place(each, lines)]


def _is_place(link: Node, lines: ExplanationLines) -> bool:
    row, column = parse_a1(link.get("ref") or "") or (-1, -1)
    return row > lines.head and column == lines.columns[ExplanationColumn.PLACE]
