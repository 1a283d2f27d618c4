"""The sheet 审核: every rule of the form live, with both sides."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from disclose.core.finding import Severity
from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live
from disclose.excel.write.sheet import MESSAGE_LENGTH, Box, Content, Formula, SheetWriter, shortened
from disclose.excel.write.text_metrics import height
from disclose.form.edition.interpret import prose
from disclose.form.edition.model import Constraint, Print, Table
from disclose.form.edition.sheet_names import REVIEW
from disclose.form.layout.address import Address, areas
from disclose.form.layout.book import (
    FAIL,
    PASS,
    REVIEW_TOP,
    TABLE_TOP,
    UNJUDGED,
    UNREADABLE,
    ReviewColumn,
    ReviewLine,
    WorkbookPlan,
)
from disclose.form.layout.draw import Grid

HEAD = REVIEW_TOP - 1
HEADINGS = ("代码", "勾稽关系", "位置", "左边", "右边", "相差", "结果", "性质")
WIDTHS = (80, 290, 390, 90, 90, 80, 64, 80)
WEIGHTS = {Severity.ERROR: "强制性", Severity.WARNING: "核实性", Severity.NOTE: "提示性"}
LEGEND = (
    f"{PASS} 相符　{FAIL} 不符　{UNREADABLE} 填了文字，无法核对　"
    f"{UNJUDGED} 还没有填，或不适用，或没有上年可比的数。"
    "强制性的必须改正；核实性的确有原因的，可在“出错说明”写明。"
)


def write_review(sheet: SheetWriter, live: Live) -> None:
    """Write every live check with what it shows for `live`'s filing."""
    review = live.book.review
    width = len(HEADINGS)
    sheet.widths(WIDTHS)
    sheet.put(Box(0, 0, columns=width), "审核", styles.TITLE)
    sheet.height(0, 44)
    sheet.put(Box(1, 0, columns=width), _summary(live), styles.SUMMARY)
    sheet.height(1, 28)
    sheet.put(Box(2, 0, columns=width), LEGEND, styles.NOTE)
    sheet.height(2, 22)
    for column, text in enumerate(HEADINGS):
        sheet.put(Box(HEAD, column), text, styles.LISTED_HEADING)
    sheet.height(HEAD, 26)
    for line in review:
        _write_line(sheet, line, live)
    light_results(sheet, {line.at(ReviewColumn.RESULT): line.severity for line in review})
    sheet.worksheet.autofilter(HEAD, 0, HEAD + len(review), width - 1)
    sheet.protect(autofilter=True)
    sheet.page(landscape=True)
    sheet.worksheet.repeat_rows(HEAD)
    sheet.worksheet.freeze_panes(REVIEW_TOP, 0)


def failing(live: Live, sheet: str, lines: Iterable[ReviewLine]) -> Formula:
    """Return the count of `lines` that fail, as seen from `sheet`."""
    return _showing((FAIL,), live, sheet, lines)


def _showing(
    results: Collection[str], live: Live, sheet: str, lines: Iterable[ReviewLine]
) -> Formula:
    chosen = tuple(lines)
    ranges = [area.seen_from(sheet) for area in areas(map(_result, chosen))]
    counts = (f'COUNTIF({each},"{result}")' for each in ranges for result in results)
    count = sum(live.verdict(line).result in results for line in chosen)
    return Formula("=" + "+".join(counts), count)


def _result(line: ReviewLine) -> Address:
    return line.at(ReviewColumn.RESULT)


def _summary(live: Live) -> Formula:
    review = live.book.review
    errors = [line for line in review if line.severity is Severity.ERROR]
    others = [line for line in review if line.severity is Severity.WARNING]
    parts = []
    if errors:
        parts.append(("强制性不符 ", failing(live, REVIEW, errors)))
    if others:
        parts.append(("核实性需核实 ", failing(live, REVIEW, others)))
    unjudged = (UNJUDGED, UNREADABLE)
    parts.append(("未核对或不适用 ", _showing(unjudged, live, REVIEW, review)))
    joint = '&"　　"&'.join(f'"{name}"&({part.text[1:]})&" 条"' for name, part in parts)
    value = "　　".join(f"{name}{part.value} 条" for name, part in parts)
    return Formula(f"={joint}", value)


def _write_line(sheet: SheetWriter, line: ReviewLine, live: Live) -> None:
    constraint, verdict = line.constraint, live.verdict(line)
    table = live.book.edition.table(constraint.table)
    rule, at = said(live.book, constraint), f"{table.sheet} {table.short} · {constraint.at}"
    number = {**styles.LISTED_CENTRED, "shrink": True, "text_wrap": False}
    cells: dict[int, tuple[Content, styles.Style]] = {
        ReviewColumn.CODE: (constraint.code, styles.LISTED_CENTRED),
        ReviewColumn.RULE: (rule, styles.LISTED),
        ReviewColumn.AT: (at, styles.LISTED),
        ReviewColumn.LEFT: (Formula(line.left, verdict.left), number),
        ReviewColumn.RIGHT: (Formula(line.right, verdict.right), number),
        ReviewColumn.DIFFERENCE: (Formula(line.difference, verdict.difference), number),
        ReviewColumn.RESULT: (Formula(line.result, verdict.result), styles.LISTED_CENTRED),
        ReviewColumn.WEIGHT: (WEIGHTS[line.severity], styles.LISTED_CENTRED),
    }
    for column, (content, style) in cells.items():
        sheet.put(Box(line.row, column), content, style)
    needs = (
        height(rule, styles.LABEL_SIZE, WIDTHS[ReviewColumn.RULE] - styles.INDENT),
        height(at, styles.LABEL_SIZE, WIDTHS[ReviewColumn.AT] - styles.INDENT),
    )
    sheet.height(line.row, max(24.0, *needs))


# The checks of a table, repeated beside it: the filler sees at once what does not fit.

CHECK_PIXELS = 64
MARK_PIXELS = 36
LINE_POINTS = 26.0


def write_beside(sheet: SheetWriter, table: Table, live: Live, pixels: Sequence[int]) -> None:
    """Write the checks of `table` right of and below its grid, whose columns are `pixels` wide."""
    book = live.book
    placed = {
        book.beside(line.constraint): line
        for line in book.review
        if line.constraint.table == table.id and not line.prior_year
    }
    for at, line in placed.items():
        result = line.at(ReviewColumn.RESULT).absolute()
        check = Formula(f"={result}", live.verdict(line).result)
        sheet.put(Box(at.row, at.column), check, styles.CHECK)
    _explain(sheet, placed, book)
    light_results(sheet, {at: line.severity for at, line in placed.items()})
    grid = book.grids[table.id]
    if table.print is Print.LIST:
        _name_in_rows(sheet, placed, grid)
        return
    _name_right(sheet, {at: line for at, line in placed.items() if at.column >= grid.columns}, book)
    below = TABLE_TOP + grid.rows
    _name_below(sheet, {at: line for at, line in placed.items() if at.row >= below}, book, pixels)


def _explain(sheet: SheetWriter, placed: Mapping[Address, ReviewLine], book: WorkbookPlan) -> None:
    """Let the cell of each check say its rule when it is selected."""
    saying: dict[tuple[str, str], list[Address]] = {}
    for at, line in placed.items():
        rule = f"{said(book, line.constraint)}\n{WEIGHTS[line.severity]}，各数见“{REVIEW}”。"
        saying.setdefault((line.constraint.code, rule), []).append(at)
    for (code, rule), cells in saying.items():
        prompt = {"input_title": code, "input_message": shortened(rule, MESSAGE_LENGTH)}
        sheet.validate(cells, {"validate": "any", **prompt})


def light_results(sheet: SheetWriter, results: Mapping[Address, Severity]) -> None:
    """Colour cells with results of checks: green, and red or orange by weight."""
    failing = f'AND({{0}}<>"{PASS}",{{0}}<>"{UNJUDGED}")'
    errors = areas(at for at, severity in results.items() if severity is Severity.ERROR)
    others = areas(at for at, severity in results.items() if severity is not Severity.ERROR)
    if results:
        sheet.light(areas(results), f'{{0}}="{PASS}"', styles.LIT_PASS)
    if errors:
        sheet.light(errors, failing, styles.LIT_FAIL)
    if others:
        sheet.light(others, failing, styles.LIT_DOUBT)


def said(book: WorkbookPlan, constraint: Constraint) -> str:
    """Return the rule of `constraint` as it is printed for people."""
    return prose(constraint.relation, lambda key: book.edition.name(key, constraint.per))


def _name_right(
    sheet: SheetWriter, placed: Mapping[Address, ReviewLine], book: WorkbookPlan
) -> None:
    firsts: dict[int, Address] = {}
    for at in sorted(placed):
        firsts.setdefault(at.column, at)
    for column, at in firsts.items():
        line = placed[at]
        head = book.grids[line.constraint.table].head
        box = Box(TABLE_TOP, column, rows=head) if head else Box(at.row - 1, column)
        sheet.put(box, f"审核\n{line.constraint.code}", styles.CHECK_LABEL)
        sheet.widths([CHECK_PIXELS], column)


def _name_in_rows(sheet: SheetWriter, placed: Mapping[Address, ReviewLine], grid: Grid) -> None:
    """Write the code of each check of a list before its result."""
    for at, line in placed.items():
        sheet.put(Box(at.row, at.column - 1), line.constraint.code, styles.CHECK_LABEL)
    last = max((at.column for at in placed), default=0)
    if last:
        width = last + 1 - grid.columns
        sheet.put(Box(TABLE_TOP, grid.columns, columns=width), "审核", styles.CHECK_LABEL)
        sheet.widths([CHECK_PIXELS, MARK_PIXELS] * (width // 2), grid.columns)


def _name_below(
    sheet: SheetWriter,
    placed: Mapping[Address, ReviewLine],
    book: WorkbookPlan,
    pixels: Sequence[int],
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
            constraint = placed[at].constraint
            text = f"{constraint.code}　{said(book, constraint)}"
            box = Box(at.row, first, columns=at.column - first)
            sheet.put(box, text, styles.CHECK_LABEL)
            heights[at.row] = max(heights[at.row], height(text, styles.CHECK_SIZE, width))
    for row, points in heights.items():
        sheet.height(row, points)
