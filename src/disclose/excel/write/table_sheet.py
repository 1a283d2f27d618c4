"""A table's sheet: the official form, its cells to fill in, and its checks beside it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live, by_formula
from disclose.excel.write.checks_sheet import write_beside
from disclose.excel.write.readiness import unfit, unless_agreed
from disclose.excel.write.sheet import (
    MESSAGE_LENGTH,
    TITLE_LENGTH,
    Box,
    Content,
    Formula,
    SheetWriter,
    shortened,
)
from disclose.excel.write.styles import Style
from disclose.excel.write.text_metrics import broken, columns, height, rows
from disclose.form.edition.model import Figure, Measure, Print, Table
from disclose.form.edition.sheet_names import YEAR
from disclose.form.layout.book import TABLE_TOP, WorkbookPlan
from disclose.form.layout.draw import CellRole, Grid, GridCell

# What a figure's cell admits and says when it is entered.

LARGEST = 999_999_999_999_999
"""Largest whole number of 15 digits, all that a spreadsheet keeps."""


def validation(figure: Figure) -> Mapping[str, Any]:
    """Return the data validation of an input: what it admits, help, and what to do instead."""
    measure = figure.measure
    return {
        "validate": "decimal" if measure.places else "integer",
        "criteria": "between",
        "minimum": -LARGEST if measure.signed else 0,
        "maximum": LARGEST,
        "input_title": title(figure),
        "input_message": message(figure),
        "error_title": "这里要填数字",
        "error_message": shortened(
            f"{_admitted(measure)}不要带单位、逗号、空格和文字。", MESSAGE_LENGTH
        ),
        "error_type": "stop",
    }


def title(figure: Figure) -> str:
    """Return the heading of the help: short names of row and column."""
    row, column = figure.row.short or figure.row.label, figure.column.short or figure.column.label
    return shortened(
        f"{row} · {column}" if figure.table.print is not Print.LIST else row, TITLE_LENGTH
    )


def message(figure: Figure) -> str:
    """Return the help: row and column as printed, what they mean, what may be typed."""
    notes = (figure.label, figure.row.help, figure.column.help, _admitted(figure.measure))
    return shortened("\n".join(filter(None, notes)), MESSAGE_LENGTH)


def _admitted(measure: Measure) -> str:
    unit = f"（{measure.unit}）" if measure.unit else ""
    signed = "，可以是负数" if measure.signed else ""
    if measure.places:
        return f"填数字{unit}，最多 {measure.places} 位小数{signed}，没有的填 0。"
    return f"填整数{unit}{signed}，没有的填 0。"


UPRIGHT, LANDSCAPE = 820, 1060
"""Pixels a table takes on the screen; printed it is fitted to the page's width."""

PAGE_POINTS = {False: 870.0, True: 500.0}
"""Height that fits one A4 page, upright or landscape, at the scale that the widths above give."""

SHORT = 18
"""Most rows of a table that fills a landscape page; upright it would leave half a page empty."""

ROOMY = 1.3
"""A table that is longer than a page by no more than this factor is still printed on one."""

TITLE_POINTS, CAPTION_POINTS = 44.0, 24.0
ROW_POINTS, ONLY_ROW_POINTS, LIST_ROW_POINTS = 27.0, 42.0, 21.0

STACKED = 270
"""What xlsxwriter calls text that runs from top to bottom, its characters upright."""

_ROLES: dict[CellRole, Style] = {
    CellRole.TITLE: styles.HEADING,
    CellRole.CORNER: styles.LABEL,
    CellRole.HEADING: styles.HEADING,
    CellRole.LABEL: styles.LABEL,
    CellRole.UNIT: styles.LABEL_CENTRED,
}


def write_table(sheet: SheetWriter, table: Table, live: Live) -> None:
    """Draw `table` with what `live` shows in its cells."""
    _TableSheet(sheet, table, live).write()


class _TableSheet:
    def __init__(self, sheet: SheetWriter, table: Table, live: Live) -> None:
        self.sheet, self.table, self.live = sheet, table, live
        self.book: WorkbookPlan = live.book
        self.grid: Grid = self.book.grids[table.id]
        self.across = table.print is Print.ACROSS
        self.landscape = self.across or self.grid.rows <= SHORT
        self.listed = table.print is Print.LIST
        self.pixels = columns(self.grid.widths, LANDSCAPE if self.landscape else UPRIGHT)
        self.inputs = self.book.areas(self.book.inputs(table.id))

    def write(self) -> None:
        heights = self._heights()
        self.sheet.widths(self.pixels)
        for row, points in heights.items():
            self.sheet.height(TABLE_TOP + row, points)
        self._head()
        for cell in self.grid.cells:
            self.sheet.put(self._box(cell), *self._content(cell))
        for key in self.book.inputs(self.table.id):
            if key in self.live.locked:
                continue
            at = self.book.cells[key]
            self.sheet.validate([at], validation(self.book.edition.figures[key]))
        self._foot()
        self._light()
        write_beside(self.sheet, self.table, self.live, self.pixels)
        self._page(sum(heights.values()))

    def _head(self) -> None:
        last = self.grid.columns
        right = max(1, last // 4)
        self.sheet.put(Box(0, 0, columns=last), self.table.title, styles.TITLE)
        self.sheet.height(0, TITLE_POINTS)
        label = self._labels()["name"] if self.listed else "填报单位"
        body = self._about([("name", label)])
        self.sheet.put(Box(1, 0, columns=last - right), body, styles.CAPTION)
        self.sheet.put(Box(1, last - right, columns=right), self._side(), styles.CAPTION_RIGHT)
        self.sheet.height(1, CAPTION_POINTS)

    def _side(self) -> Content:
        """Return what stands above the table at the right: the year of a list, or the units."""
        if not self.listed:
            return f"单位：{self._units()}"
        at, year = self.book.body[YEAR].absolute(), self.live.filing.year
        return Formula(f'="（"&{at}&"年度）"', f"（{year or ''}年度）")

    def _labels(self) -> Mapping[str, str]:
        return {line.id: line.label for line in self.book.edition.body}

    def _about(self, lines: Sequence[tuple[str, str]]) -> Formula:
        """Return lines about the body in one cell, as they stand on the sheet 单位信息."""
        said = self.live.filing.body
        parts = (f'"{label}："&{self.book.body[name].absolute()}' for name, label in lines)
        value = "　　".join(f"{label}：{said.get(name, '')}" for name, label in lines)
        return Formula("=" + '&"　　"&'.join(parts), value)

    def _foot(self) -> None:
        if self.table.below:
            labels = self._labels()
            row, last = TABLE_TOP + self.grid.rows, self.grid.columns
            text = self._about([(name, labels[name]) for name in self.table.below])
            self.sheet.put(Box(row, 0, columns=last), text, styles.CAPTION)
            self.sheet.height(row, CAPTION_POINTS)

    def _units(self) -> str:
        figures = self.book.edition.figures.values()
        units = (each.measure.unit for each in figures if each.table.id == self.table.id)
        return "、".join(dict.fromkeys(filter(None, units)))

    def _box(self, cell: GridCell) -> Box:
        return Box(TABLE_TOP + cell.row, cell.column, cell.rows, cell.columns)

    def _content(self, cell: GridCell) -> tuple[Content, Style]:
        if cell.role is not CellRole.FIGURE:
            return self._text(cell), self._style(cell)
        entry, shown = self.live.filing.entries[cell.key], self.live.cells[cell.key]
        style = self._figure_style(cell.key)
        style = {**style, "text_wrap": False, "shrink": True, "num_format": number_format(shown)}
        if by_formula(self.book, entry) and isinstance(shown, Decimal):
            return Formula(self.book.totals[cell.key], shown), style
        return shown, style

    def _figure_style(self, key: str) -> Style:
        if key in self.live.locked:
            return styles.CARRIED
        return styles.TOTAL if key in self.book.totals else styles.INPUT

    def _text(self, cell: GridCell) -> str:
        """Return the printed text; centred labels are broken where they read best."""
        if cell.role is CellRole.HEADING or (self._centred(cell) and not cell.vertical):
            return broken(cell.text, styles.LABEL_SIZE, self._width(cell))
        return cell.text

    def _width(self, cell: GridCell) -> int:
        return sum(self.pixels[cell.column : cell.column + cell.columns])

    def _style(self, cell: GridCell) -> Style:
        if cell.vertical:
            return {**styles.LABEL_CENTRED, "rotation": STACKED, "text_wrap": False}
        if cell.level:
            outer = {"bold": True} if cell.level == 1 else {}
            return {**styles.LABEL, **outer, "indent": 2 * cell.level - 1}
        return styles.LABEL_CENTRED if self._centred(cell) else _ROLES[cell.role]

    def _centred(self, cell: GridCell) -> bool:
        grouped = cell.rows > 1 or self.table.print is Print.BLOCKS
        return cell.role is CellRole.LABEL and grouped

    def _heights(self) -> dict[int, float]:
        needs = [
            (Box(cell.row, cell.column, cell.rows, cell.columns), self._need(cell))
            for cell in self.grid.cells
            if cell.text
        ]
        least = LIST_ROW_POINTS if self.listed else ROW_POINTS
        heights = dict(rows(needs, self.grid.rows, least))
        if self.across:
            last = self.grid.rows - 1
            heights[last] = max(heights[last], ONLY_ROW_POINTS)
        return heights

    def _need(self, cell: GridCell) -> float:
        if cell.vertical:
            return len(cell.text) * styles.LABEL_SIZE * 1.5
        indent = styles.INDENT * int(self._style(cell).get("indent", 0))
        return height(self._text(cell), styles.LABEL_SIZE, self._width(cell) - indent)

    def _light(self) -> None:
        all_cells = self.book.areas(
            key
            for key, figure in self.book.edition.figures.items()
            if figure.table.id == self.table.id
        )
        self.sheet.light(self.inputs, unless_agreed('{0}=""', self.live), styles.LIT_BLANK)
        self.sheet.light(all_cells, 'AND({0}<>"",NOT(ISNUMBER({0})))', styles.LIT_TEXT)
        for measure in self.book.edition.measures:
            typed = self.book.inputs(self.table.id)
            keys = [key for key in typed if self.book.edition.figure(key).measure is measure]
            if keys:
                self.sheet.light(self.book.areas(keys), unfit("{0}", measure), styles.LIT_TEXT)
        totals = [key for key in self.book.totals if self.book.cells[key].sheet == self.table.sheet]
        if totals:
            self.sheet.overlook("formula_differs", self.book.areas(totals))
        self.sheet.protect()

    def _page(self, points: float) -> None:
        worksheet, grid = self.sheet.worksheet, self.grid
        top = TABLE_TOP + grid.head
        points += TITLE_POINTS + CAPTION_POINTS
        foot = 1 if self.table.below else 0
        one = points <= PAGE_POINTS[self.landscape] * ROOMY
        signed = not self.table.below
        self.sheet.page(landscape=self.landscape, pages_down=1 if one else 0, signed=signed)
        self.sheet.print_area(Box(0, 0, TABLE_TOP + grid.rows + foot, grid.columns))
        worksheet.repeat_rows(0, top - 1)
        worksheet.freeze_panes(top, min(cell.column for cell in grid.figures()))


def number_format(shown: Content) -> str:
    """Return the format that shows a typed number with its trailing zeros."""
    if not isinstance(shown, Decimal):
        return "General"
    exponent = shown.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return f"0.{'0' * decimals}" if decimals > 0 else "General"
