"""Marked copies for tests, and what stands in them, read with other means than they are made."""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment

from disclose import api
from disclose.checks.outcome import Checked
from disclose.excel.mark.marker import mark
from tests.support.workbooks import (
    Cell,
    Parts,
    balanced_workbook,
    edited,
    packed,
    parts,
    sheet_part,
)

MANY: Mapping[str, Cell] = {
    "表四!E6": 7,
    "表三!G8": "见附件",
    "表三!F10": "０件",
    "表四!F9": 12,
    "表二!D5": 1,
    "单位信息!B4": "",
}
"""Errors and what is to be verified, on four sheets."""

ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)
"""ECMA-376 part 1, 18.3.1.99."""


def faulty(cells: Mapping[str, Cell] = MANY) -> bytes:
    """Return the balanced workbook with cells changed."""
    return edited(balanced_workbook(), cells)


def with_comments(*cells: str) -> bytes:
    """Return the faulty workbook with comments of its filler on cells of 表四."""
    book = load_workbook(BytesIO(faulty()))
    for cell in cells:
        book["表四"][cell].comment = Comment(f"我的批注 {cell}", "王小禾")
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


@cache
def checked(data: bytes, *, strict: bool = False) -> Checked:
    """Return the check of a workbook."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "青禾县.xlsx"
        path.write_bytes(data)
        return replace(api.check(path, api.library(), strict=strict), file="青禾县.xlsx")


@cache
def marked(data: bytes) -> bytes:
    """Return the marked copy of a workbook."""
    return mark(data, checked(data))


def changed(data: bytes, change: Callable[[Parts], None]) -> bytes:
    """Return a workbook whose parts were changed."""
    contents = parts(data)
    change(contents)
    return packed(contents)


def replaced(contents: Parts, sheet: str, old: str, new: str) -> None:
    """Replace a text in the part of a sheet, where it must stand."""
    part = sheet_part(contents, sheet)
    assert old.encode() in contents[part], old
    contents[part] = contents[part].replace(old.encode(), new.encode(), 1)


def opened(data: bytes, *, results: bool = False) -> Any:
    """Return the workbook as openpyxl reads it, with formulas or `results`; it must not warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return load_workbook(BytesIO(data), data_only=results)


@cache
def comments(data: bytes) -> dict[str, str]:
    """Return the comments of a workbook by `sheet!cell`."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in opened(data)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def colours(data: bytes) -> dict[str, str]:
    """Return the first condition's colour of cells that have one which always holds."""
    found: dict[str, str] = {}
    for sheet in opened(data):
        rules = [
            (rule.priority, cell, rule)
            for area in sheet.conditional_formatting
            for rule in area.rules
            for cell in str(area.sqref).split()
            if rule.formula == ['"disclose"<>""']
        ]
        for _, cell, rule in sorted(rules, key=lambda each: each[0]):
            found.setdefault(f"{sheet.title}!{cell}", rule.dxf.fill.bgColor.rgb)
    return found


def table(data: bytes, sheet: str = "问题清单") -> list[list[Any]]:
    """Return the values of a sheet, row by row."""
    return [[cell.value for cell in row] for row in opened(data)[sheet].iter_rows()]


def lines(data: bytes) -> list[list[Any]]:
    """Return the filled lines of 出错说明."""
    rows = table(data, "出错说明")[3:]
    return [row[:4] for row in rows if any(row)]


def elements(data: bytes, sheet: str) -> dict[str, list[bytes]]:
    """Return the children of a worksheet in canonical form, by name."""
    contents = parts(data)
    found: dict[str, list[bytes]] = {}
    for child in etree.fromstring(contents[sheet_part(contents, sheet)]):
        name = etree.QName(child).localname
        found.setdefault(name, []).append(etree.tostring(child, method="c14n", exclusive=True))
    return found
