"""The sheet 上年数: last year's figures beside this year's, for the filler and the live checks."""

from collections.abc import Mapping
from decimal import Decimal

from disclose.core.numbers import EXACT
from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live
from disclose.excel.write.sheet import Box, Content, Formula, SheetWriter
from disclose.excel.write.text_metrics import height
from disclose.form.edition.model import Figure
from disclose.form.edition.rule_ast import PRIOR_YEAR
from disclose.form.edition.sheet_names import PRIOR_YEAR_SHEET
from disclose.form.layout.address import Address
from disclose.form.layout.book import PRIOR_YEAR_TOP, PriorYearColumn

HEADINGS = ("", "表", "行", "列", "上年数", "本年数", "增减")
WIDTHS = (20, 96, 420, 150, 110, 110, 110)
NOTE = (
    "上年数取自{name}，用于填报时对照和“审核”表的跨年审核，已锁定，请勿修改；"
    "“无可比数”是上年的格式没有或意义不同的数。上年结转已按上年报告填好。"
)
NOTHING = "—"
AIR = 3.0
"""Points that a row of this list, which is only read, is lower than one to fill in."""
ROW_POINTS = 18.0


def kept(live: Live) -> Mapping[str, Decimal | None]:
    """Return last year's figures by key as the sheet holds them, None for those it has not."""
    return {
        key.removeprefix(PRIOR_YEAR): each if isinstance(each := live.cells[key], Decimal) else None
        for key in live.book.last
    }


def write_prior_year(sheet: SheetWriter, live: Live) -> None:
    """Write every figure of the form with last year's amount, this year's and the difference."""
    width, head = len(HEADINGS) - 1, PRIOR_YEAR_TOP - 1
    year = live.filing.year
    title = "上年数" if year is None else f"上年数（{year - 1}年）"
    sheet.widths(WIDTHS)
    sheet.put(Box(0, 1, columns=width), title, styles.TITLE)
    sheet.height(0, 44)
    note = NOTE.format(name=live.prior_year.name if live.prior_year else "")
    sheet.put(Box(1, 1, columns=width), note, styles.NOTE)
    sheet.height(1, max(30.0, height(note, styles.LABEL_SIZE, sum(WIDTHS[1:]))))
    for column, text in enumerate(HEADINGS):
        sheet.put(Box(head, column), text, styles.LISTED_HEADING)
    sheet.height(head, 26)
    for row, figure in enumerate(live.book.edition.figures.values(), PRIOR_YEAR_TOP):
        _write_figure(sheet, row, figure, live)
    sheet.worksheet.set_column(
        PriorYearColumn.KEY, PriorYearColumn.KEY, None, None, {"hidden": True}
    )
    sheet.worksheet.autofilter(head, 1, head + len(live.book.last), width)
    sheet.protect(autofilter=True)
    sheet.page()
    sheet.worksheet.repeat_rows(head)
    sheet.worksheet.freeze_panes(PRIOR_YEAR_TOP, 0)


def _write_figure(sheet: SheetWriter, row: int, figure: Figure, live: Live) -> None:
    then = live.cells[PRIOR_YEAR + figure.key]
    now, places = live.amount(figure.key), figure.measure.places
    this = live.book.cells[figure.key]
    left = Address(PRIOR_YEAR_SHEET, row, PriorYearColumn.NOW).a1
    right = Address(PRIOR_YEAR_SHEET, row, PriorYearColumn.THEN).a1
    difference = EXACT.subtract(now, then) if isinstance(then, Decimal) else NOTHING
    change = f'=IF(COUNT({right})=0,"{NOTHING}",ROUND({left}-{right},{places}))'
    number = {**styles.LISTED_CENTRED, "shrink": True, "text_wrap": False}
    cells: dict[int, tuple[Content, styles.Style]] = {
        PriorYearColumn.KEY: (figure.key, styles.DEFAULT),
        PriorYearColumn.TABLE: (figure.table.short, styles.LISTED),
        PriorYearColumn.ROW: (figure.row.label, styles.LISTED),
        PriorYearColumn.COLUMN: (figure.column.label, styles.LISTED),
        PriorYearColumn.THEN: (then, number),
        PriorYearColumn.NOW: (Formula(f"=SUM({this.sheet}!{this.a1})", now), number),
        PriorYearColumn.CHANGE: (Formula(change, difference), number),
    }
    for column, (content, style) in cells.items():
        sheet.put(Box(row, column), content, style)
    sheet.height(row, max(ROW_POINTS, _need(figure.row.label, 2), _need(figure.column.label, 3)))


def _need(label: str, column: int) -> float:
    return height(label, styles.LABEL_SIZE, WIDTHS[column] - styles.INDENT) - AIR
