"""The checks of a table, repeated beside it: the filler sees at once what does not fit."""

from collections.abc import Mapping, Sequence

from disclose.core.finding import Severity
from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live
from disclose.excel.write.sheet import Box, Formula, Sheet
from disclose.excel.write.text_metrics import height
from disclose.form.edition.interpret import prose
from disclose.form.edition.model import Instance, Print, Table
from disclose.form.layout.address import Address, areas
from disclose.form.layout.book import EXEMPT, PASS, TABLE_TOP, Book, ReviewColumn, ReviewLine
from disclose.form.layout.grid import Grid

CHECK_PIXELS = 64
MARK_PIXELS = 36
LINE_POINTS = 26.0


def write_beside(sheet: Sheet, table: Table, live: Live, pixels: Sequence[int]) -> None:
    """Write the checks of `table` right of and below its grid, whose columns are `pixels` wide."""
    book = live.book
    placed = {
        book.beside(line.instance): line
        for line in book.review
        if line.instance.table == table.id and not line.past
    }
    for at, line in placed.items():
        result = line.at(ReviewColumn.RESULT).absolute()
        check = Formula(f"={result}", live.verdict(line).result)
        sheet.put(Box(at.row, at.column), check, styles.CHECK)
    light_results(sheet, {at: line.severity for at, line in placed.items()})
    grid = book.grids[table.id]
    if table.print is Print.LIST:
        _name_in_rows(sheet, placed, grid)
        return
    _name_right(sheet, {at: line for at, line in placed.items() if at.column >= grid.columns}, book)
    below = TABLE_TOP + grid.rows
    _name_below(sheet, {at: line for at, line in placed.items() if at.row >= below}, book, pixels)


def light_results(sheet: Sheet, results: Mapping[Address, Severity]) -> None:
    """Colour cells with results of checks: green, and red or orange by weight."""
    failing = f'AND({{0}}<>"{PASS}",{{0}}<>"{EXEMPT}")'
    errors = areas(at for at, severity in results.items() if severity is Severity.ERROR)
    others = areas(at for at, severity in results.items() if severity is not Severity.ERROR)
    if results:
        sheet.light(areas(results), f'{{0}}="{PASS}"', styles.LIT_PASS)
    if errors:
        sheet.light(errors, failing, styles.LIT_FAIL)
    if others:
        sheet.light(others, failing, styles.LIT_DOUBT)


def said(book: Book, instance: Instance) -> str:
    """Return the rule of `instance` as it is printed for people."""
    return prose(instance.relation, lambda key: book.edition.name(key, instance.per))


def _name_right(sheet: Sheet, placed: Mapping[Address, ReviewLine], book: Book) -> None:
    firsts: dict[int, Address] = {}
    for at in sorted(placed):
        firsts.setdefault(at.column, at)
    for column, at in firsts.items():
        line = placed[at]
        head = book.grids[line.instance.table].head
        box = Box(TABLE_TOP, column, rows=head) if head else Box(at.row - 1, column)
        sheet.put(box, f"审核\n{line.instance.code}", styles.CHECK_LABEL)
        sheet.widths([CHECK_PIXELS], column)


def _name_in_rows(sheet: Sheet, placed: Mapping[Address, ReviewLine], grid: Grid) -> None:
    """Write the code of each check of a list before its result."""
    for at, line in placed.items():
        sheet.put(Box(at.row, at.column - 1), line.instance.code, styles.CHECK_LABEL)
    last = max((at.column for at in placed), default=0)
    if last:
        width = last + 1 - grid.columns
        sheet.put(Box(TABLE_TOP, grid.columns, columns=width), "审核", styles.CHECK_LABEL)
        sheet.widths([CHECK_PIXELS, MARK_PIXELS] * (width // 2), grid.columns)


def _name_below(
    sheet: Sheet, placed: Mapping[Address, ReviewLine], book: Book, pixels: Sequence[int]
) -> None:
    """Name each check in the free cells at its left."""
    free: dict[int, int] = {}
    heights: dict[int, float] = {}
    for at in sorted(placed):
        first = free.get(at.row, 0)
        free[at.row] = at.column + 1
        width = sum(pixels[first : at.column])
        heights.setdefault(at.row, LINE_POINTS)
        if first < at.column:
            instance = placed[at].instance
            text = f"{instance.code}　{said(book, instance)}"
            box = Box(at.row, first, columns=at.column - first)
            sheet.put(box, text, styles.CHECK_LABEL)
            heights[at.row] = max(heights[at.row], height(text, styles.CHECK_SIZE, width))
    for row, points in heights.items():
        sheet.height(row, points)
