"""The sheet 单位信息: the report year, and what is to be known of the agency."""

from collections.abc import Mapping
from typing import Any

from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live
from disclose.excel.write.sheet import (
    MESSAGE_LENGTH,
    TITLE_LENGTH,
    Box,
    SheetWriter,
    shortened,
)
from disclose.excel.write.text_metrics import height
from disclose.form.agency_lines import CODE_LENGTH
from disclose.form.edition.model import OPEN_YEAR, BodyField, Edition, FieldKind
from disclose.form.edition.sheet_names import YEAR
from disclose.form.layout.address import Address, areas

LABEL, INPUT, HELP = 0, 1, 2
AGENCY_WIDTHS = (200, 400, 330)
REQUIRED = "（必填）"
CARRIED = "沿用上年，请核对。"
"""Before the help of a line that holds what last year's file said."""

LENGTHS: Mapping[FieldKind, tuple[str, int]] = {
    FieldKind.CREDIT_CODE: ("==", CODE_LENGTH),
    FieldKind.POSTCODE: ("==", 6),
    FieldKind.TELEPHONE: (">=", 3),
}
"""The length of a line; spreadsheets offer no function here that computes a check character."""

PATTERNS: Mapping[FieldKind, tuple[str, ...]] = {
    FieldKind.EMAIL: ("*?@?*.?*",),
    FieldKind.WEB_ADDRESS: ("*http://?*.?*", "*https://?*.?*"),
    FieldKind.DATE: ("????年*月*日", "????-*-*", "????/*/*", "????.*.*"),
}
"""One of these a line is like; a date may also be a number that the spreadsheet shows as one."""


def write_body(sheet: SheetWriter, live: Live) -> None:
    """Write the lines about the body with what `live`'s filing says."""
    edition, cells = live.book.edition, live.book.body
    sheet.widths(AGENCY_WIDTHS)
    sheet.put(Box(0, 0, columns=len(AGENCY_WIDTHS)), "填报单位信息", styles.TITLE)
    sheet.height(0, 44)
    head = cells[YEAR].row - 1
    for column, text in enumerate(("项目", "填写内容", "填写说明")):
        sheet.put(Box(head, column), text, styles.LISTED_HEADING)
    sheet.height(head, 26)
    _write_year(sheet, cells[YEAR], edition, live.filing.year)
    for field in edition.body:
        _write_field(sheet, field, live)
    required = [cells[YEAR], *(cells[each.id] for each in edition.body if each.required)]
    sheet.light(areas(required), '{0}=""', styles.LIT_BLANK)
    sheet.overlook("number_stored_as_text", areas(cells.values()))
    sheet.protect()
    sheet.page(pages_down=1)
    sheet.worksheet.freeze_panes(head + 1, 0)


def _write_year(sheet: SheetWriter, at: Address, edition: Edition, year: int | None) -> None:
    help_text = f"报告所属年度，4位数字。本格式适用于{_years(edition)}。"
    _write_label(sheet, at, "报告年度", help_text, required=True)
    sheet.put(Box(at.row, at.column), year, {**styles.LISTED_INPUT, "num_format": "0"})
    options = {
        "validate": "integer",
        "criteria": "between",
        "minimum": edition.first_year,
        "maximum": edition.last_year,
        "error_title": "年度不对",
        "error_message": help_text,
    }
    sheet.validate([at], {**options, **_prompt("报告年度", help_text)})


def _years(edition: Edition) -> str:
    if edition.last_year == OPEN_YEAR:
        return f"{edition.first_year}年及以后年度"
    return f"{edition.first_year}年至{edition.last_year}年"


def _write_field(sheet: SheetWriter, field: BodyField, live: Live) -> None:
    at, text = live.book.body[field.id], live.filing.body.get(field.id)
    shown = f"{CARRIED}{field.help}" if field.id in live.carried else field.help
    _write_label(sheet, at, field.label, shown, required=field.required)
    sheet.put(Box(at.row, at.column), text, {**styles.LISTED_INPUT, "num_format": "@"})
    prompt = _prompt(field.label, field.help)
    if field.choices:
        options = {
            "validate": "list",
            "source": list(field.choices),
            "error_title": "请从列表中选",
            "error_message": shortened(f"只能填：{'、'.join(field.choices)}。", MESSAGE_LENGTH),
        }
        sheet.validate([at], {**options, **prompt})
    elif wanted := _wanted(field.kind, at.a1):
        title, message = f"请核对{shortened(field.label, TITLE_LENGTH - 3)}", field.help
        faulty = {"error_title": title, "error_message": message}
        # A text of another kind is to be verified, and may be right; only a date must be one.
        weight = "stop" if field.kind is FieldKind.DATE else "warning"
        sheet.validate([at], {**wanted, **faulty, **prompt, "error_type": weight})
    elif field.help:
        sheet.validate([at], {"validate": "any", **prompt})


def _wanted(kind: FieldKind, cell: str) -> Mapping[str, Any]:
    """Return the test of a line of `kind`, as far as spreadsheets have functions for it."""
    if kind in LENGTHS:
        criteria, length = LENGTHS[kind]
        return {"validate": "length", "criteria": criteria, "value": length}
    if kind not in PATTERNS:
        return {}
    counts = "+".join(f'COUNTIF({cell},"{pattern}")' for pattern in PATTERNS[kind])
    return {"validate": "custom", "value": f"={counts}+COUNT({cell})>0"}


def _prompt(title: str, text: str) -> Mapping[str, Any]:
    return {
        "input_title": shortened(title, TITLE_LENGTH),
        "input_message": shortened(text, MESSAGE_LENGTH),
        "error_type": "stop",
    }


def _write_label(
    sheet: SheetWriter, at: Address, label: str, help_text: str, *, required: bool
) -> None:
    name = label + (REQUIRED if required else "")
    sheet.put(Box(at.row, LABEL), name, styles.LISTED)
    sheet.put(Box(at.row, HELP), help_text, styles.NOTE_LISTED)
    needs = (
        height(name, styles.LABEL_SIZE, AGENCY_WIDTHS[LABEL]),
        height(help_text, 10, AGENCY_WIDTHS[HELP]),
    )
    sheet.height(at.row, max(32.0, *needs))
