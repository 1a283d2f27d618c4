"""A worksheet that never loses a call: xlsxwriter declines by return value, this raises."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from disclose.core.errors import UnwritableWorkbookError
from disclose.excel.write.styles import Formats, Style
from disclose.form.layout.address import Address, Area, areas

A4 = 9
"""Paper size in the file format (ECMA-376, `paperSize`)."""

FOOTER = "&C第 &P 页 共 &N 页"
SIGNED_FOOTER = (
    "&C单位负责人：　　　　　　　　审核人：　　　　　　　　填表人：　　　　　　　　"
    "\n\n第 &P 页 共 &N 页"
)
"""The page number, below a line on which those who answer for a table sign its print."""


TITLE_LENGTH, MESSAGE_LENGTH = 32, 255
"""Limits of spreadsheets for the title and the text of a message."""


def shortened(text: str, limit: int) -> str:
    """Return `text` cut to `limit` characters, with an ellipsis where it was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


@dataclass(frozen=True, slots=True)
class Box:
    """A cell, or several merged into one, zero-based."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """Return first row and column, last row and column."""
        last_row, last_column = self.row + self.rows - 1, self.column + self.columns - 1
        return self.row, self.column, last_row, last_column


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the result a spreadsheet would give it."""

    text: str
    value: str | Decimal | int


@dataclass(frozen=True, slots=True)
class SheetLink:
    """A link to a cell of another sheet; it shows `text`, by default the name of the sheet."""

    sheet: str
    cell: str = "A1"
    text: str = ""


Content: TypeAlias = str | Decimal | int | Formula | SheetLink | None


FUNCTIONS = frozenset(
    {
        *("AND", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "IF", "INDEX", "ISNUMBER", "LEN"),
        *("MATCH", "MAX", "NOT", "OR", "ROUND", "SUBSTITUTE", "SUM"),
    }
)
"""The functions of our formulas: every spreadsheet has had them since the first."""

_CALLED = re.compile(r"([A-Z][A-Z0-9.]*)\(")


class PlainSheet(Worksheet):
    """A worksheet that looks for functions of later years only where there may be one.

    Excel stores such a function with a prefix. xlsxwriter looks for each of them in each formula,
    by up to 140 regular expressions, a third of the time of writing a workbook. A formula that
    calls nothing but `FUNCTIONS` has none, so it stays as it is; all others are left to xlsxwriter.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
        plain = formula.startswith("=") and not formula.endswith("}")
        if plain and FUNCTIONS.issuperset(_CALLED.findall(formula)):
            return formula[1:]
        prepare: Callable[..., Any] = super()._prepare_formula
        return str(prepare(formula, expand_future_functions))


@dataclass(frozen=True, slots=True)
class SheetWriter:
    """One worksheet. Every method raises `UnwritableWorkbookError` if xlsxwriter refuses."""

    worksheet: Worksheet
    formats: Formats

    def put(self, box: Box, content: Content, style: Style) -> None:
        """Write `content` into `box`; text stays text, whatever it looks like."""
        form = self.formats.of(style)
        if box.rows * box.columns > 1:
            accept("merge", self.worksheet.merge_range(*box.corners, "", form))
        at = box.row, box.column
        match content:
            case None | "":
                done = self.worksheet.write_blank(*at, None, form)
            case str():
                done = self.worksheet.write_string(*at, content, form)
            case Formula(text, value):
                done = self.worksheet.write_formula(*at, text, form, _stored(value))
            case SheetLink(sheet, cell, text):
                url = f"internal:'{sheet}'!{cell}"
                done = self.worksheet.write_url(*at, url, form, text or sheet)
            case _:
                done = self.worksheet.write_number(*at, _binary(content), form)
        accept(f"cell {at}", done)

    def widths(self, pixels: Sequence[int], first: int = 0) -> None:
        """Set the widths of neighbouring columns."""
        for column, width in enumerate(pixels, first):
            accept("column", self.worksheet.set_column_pixels(column, column, width))

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        accept("row", self.worksheet.set_row(row, points))

    def validate(self, cells: Iterable[Address], options: Mapping[str, Any]) -> None:
        """Restrict what can be typed into `cells`, by one validation for all.

        A relative reference in `options` would move with the cells: it is for one cell only.
        """
        first, *others = ((*area.first[1:], *area.last[1:]) for area in areas(cells))
        validation = {**options, "other_cells": others} if others else {**options}
        accept("validation", self.worksheet.data_validation(*first, validation))

    def light(self, areas: Sequence[Area], condition: str, style: Style) -> None:
        """Show `areas` in `style` where `condition` holds.

        The condition is a formula in which `{}` stands for the cell itself.
        """
        for group in anchored(areas):
            first = group[0].first
            options = {
                "type": "formula",
                "criteria": "=" + condition.format(first.a1),
                "format": self.formats.of(style),
                "multi_range": _names(group),
            }
            at = first.row, first.column
            accept("condition", self.worksheet.conditional_format(*at, *at, options))

    def overlook(self, fault: str, areas: Sequence[Area]) -> None:
        """Keep spreadsheets from marking `areas` with warnings of the kind `fault`."""
        accept("warnings", self.worksheet.ignore_errors({fault: _names(areas)}))

    def protect(self, **allowed: bool) -> None:
        """Protect against slips, without a password; widths and heights stay free."""
        options = {"format_columns": True, "format_rows": True, **allowed}
        self.worksheet.protect("", options)

    def print_area(self, box: Box) -> None:
        """Print only `box`."""
        accept("print area", self.worksheet.print_area(*box.corners))

    def place(self, chart: Chart, row: int, about: str) -> None:
        """Put `chart` into the first column from `row` on; `about` is read out in its place."""
        options = {"object_position": 1, "description": about, "x_offset": 2}
        accept("chart", self.worksheet.insert_chart(row, 0, chart, options))

    def page(
        self,
        *,
        landscape: bool = False,
        pages_down: int = 0,
        colours: bool = False,
        signed: bool = False,
    ) -> None:
        """Set up the print: A4, one page wide, centred, in black unless `colours`; no grid.

        A `signed` sheet has a line for signatures at the foot of each page.
        """
        sheet = self.worksheet
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, pages_down)
        sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=1.0 if signed else 0.7)
        sheet.center_horizontally()
        if not colours:
            sheet.print_black_and_white()
        sheet.set_footer(SIGNED_FOOTER if signed else FOOTER)
        sheet.hide_gridlines(2)


def accept(what: str, answer: object) -> None:
    """Let an answer of xlsxwriter pass.

    Raises:
        UnwritableWorkbookError: it is one of its negative codes.
    """
    if isinstance(answer, int) and answer < 0:
        raise UnwritableWorkbookError(f"{what}: {answer}")


def anchored(areas: Sequence[Area]) -> tuple[tuple[Area, ...], ...]:
    """Return `areas`, sorted by row, in groups of which the first cell is the upper left corner.

    Programs differ in what a relative condition over several areas is relative to: the first cell
    of the first area or the corner of all. In these groups the two are one.
    """
    groups: list[tuple[Area, ...]] = []
    for area in areas:
        if groups and area.first.column >= groups[-1][0].first.column:
            groups[-1] += (area,)
        else:
            groups.append((area,))
    return tuple(groups)


def _names(areas: Sequence[Area]) -> str:
    return " ".join(area.seen_from(area.first.sheet) for area in areas)


def _stored(value: str | Decimal | int) -> str | int | float:
    return value if isinstance(value, str) else _binary(value)


def _binary(value: Decimal | int) -> int | float:
    """Return the number as the file format holds it: a binary fraction."""
    return int(value) if value == int(value) else float(value)
