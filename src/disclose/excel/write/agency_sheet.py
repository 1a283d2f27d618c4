"""The sheet 单位信息: report year and what is to be known of the reporting body."""

from collections.abc import Mapping
from typing import Any

from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live
from disclose.excel.write.sheet import Box, Content, Formula, Sheet
from disclose.excel.write.text_metrics import height
from disclose.excel.write.validation import MESSAGE_LENGTH, TITLE_LENGTH, shortened
from disclose.form.edition.model import BodyField, Edition
from disclose.form.edition.served import OPEN_YEAR
from disclose.form.layout.address import Address, areas
from disclose.form.layout.book import YEAR

LABEL, INPUT, HELP = 0, 1, 2
WIDTHS = (200, 400, 330)
REQUIRED = "（必填）"


def write_body(sheet: Sheet, live: Live) -> None:
    """Write the lines about the body with what `live`'s filing says."""
    edition, cells = live.book.edition, live.book.body
    sheet.widths(WIDTHS)
    sheet.put(Box(0, 0, columns=len(WIDTHS)), "填报单位信息", styles.TITLE)
    sheet.height(0, 44)
    head = cells[YEAR].row - 1
    for column, text in enumerate(("项目", "填写内容", "填写说明")):
        sheet.put(Box(head, column), text, styles.LISTED_HEADING)
    sheet.height(head, 26)
    _write_year(sheet, cells[YEAR], edition, live.filing.year)
    for field in edition.body:
        _write_field(sheet, cells[field.id], field, live.filing.body.get(field.id))
    required = [cells[YEAR], *(cells[each.id] for each in edition.body if each.required)]
    sheet.light(areas(required), '{0}=""', styles.LIT_BLANK)
    sheet.overlook("number_stored_as_text", areas(cells.values()))
    sheet.protect()
    sheet.page(pages_down=1)
    sheet.worksheet.freeze_panes(head + 1, 0)


def missing(live: Live) -> Formula:
    """Return the count of required lines that are not filled in, as seen from another sheet."""
    book, filing = live.book, live.filing
    required = [each.id for each in book.edition.body if each.required]
    blanks = "".join(f"+COUNTBLANK({book.body[each].absolute()})" for each in required)
    absent = (filing.year is None) + sum(not filing.body.get(each) for each in required)
    return Formula(f"=1-COUNT({book.body[YEAR].absolute()}){blanks}", absent)


def _write_year(sheet: Sheet, at: Address, edition: Edition, year: int | None) -> None:
    help_text = f"报告所属年度，4位数字。本格式适用于{_years(edition)}。"
    _label(sheet, at, "报告年度", help_text, required=True)
    sheet.put(Box(at.row, at.column), year, {**styles.LISTED_INPUT, "num_format": "0"})
    options = {
        "validate": "integer",
        "criteria": "between",
        "minimum": edition.first_year,
        "maximum": edition.last_year,
        "error_title": "年度不对",
        "error_message": help_text,
    }
    sheet.validate(at.row, at.column, {**options, **_prompt("报告年度", help_text)})


def _years(edition: Edition) -> str:
    if edition.last_year == OPEN_YEAR:
        return f"{edition.first_year}年及以后年度"
    return f"{edition.first_year}年至{edition.last_year}年"


def _write_field(sheet: Sheet, at: Address, field: BodyField, text: Content) -> None:
    _label(sheet, at, field.label, field.help, required=field.required)
    sheet.put(Box(at.row, at.column), text, {**styles.LISTED_INPUT, "num_format": "@"})
    prompt = _prompt(field.label, field.help)
    if field.choices:
        options = {
            "validate": "list",
            "source": list(field.choices),
            "error_title": "请从列表中选",
            "error_message": shortened(f"只能填：{'、'.join(field.choices)}。", MESSAGE_LENGTH),
        }
        sheet.validate(at.row, at.column, {**options, **prompt})
    elif field.help:
        sheet.validate(at.row, at.column, {"validate": "any", **prompt})


def _prompt(title: str, text: str) -> Mapping[str, Any]:
    return {
        "input_title": shortened(title, TITLE_LENGTH),
        "input_message": shortened(text, MESSAGE_LENGTH),
        "error_type": "stop",
    }


def _label(sheet: Sheet, at: Address, label: str, help_text: str, *, required: bool) -> None:
    name = label + (REQUIRED if required else "")
    sheet.put(Box(at.row, LABEL), name, styles.LISTED)
    sheet.put(Box(at.row, HELP), help_text, styles.NOTE_LISTED)
    needs = height(name, styles.LABEL_SIZE, WIDTHS[LABEL]), height(help_text, 10, WIDTHS[HELP])
    sheet.height(at.row, max(32.0, *needs))
