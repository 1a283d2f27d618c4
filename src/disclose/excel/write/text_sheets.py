"""The sheets 单位信息 and 文字部分: lines of texts."""

from collections.abc import Mapping
from typing import Any

from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live, shown
from disclose.excel.write.readiness import (
    agreed_by_name,
    fees_filled,
    saying_nothing,
    unless_agreed,
)
from disclose.excel.write.sheet import Box, Content, SheetWriter
from disclose.excel.write.table_sheet import (
    MESSAGE_LENGTH,
    TITLE_LENGTH,
    number_format,
    shortened,
    validation,
)
from disclose.excel.write.text_metrics import height
from disclose.excel.write.text_preview import UNKNOWN_NAME, main_figures, name_example, preview_of
from disclose.form.edition.model import OPEN_YEAR, BodyField, Edition, Section
from disclose.form.edition.sheet_names import TEXTS, YEAR
from disclose.form.layout.address import Address, Area, areas
from disclose.form.layout.book import TextColumn

# The sheet 单位信息: report year and what is to be known of the reporting body.

LABEL, INPUT, HELP = 0, 1, 2
AGENCY_WIDTHS = (200, 400, 330)
REQUIRED = "（必填）"


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
        _write_field(sheet, cells[field.id], field, live.filing.body.get(field.id))
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
    sheet.validate(at.row, at.column, {**options, **_prompt("报告年度", help_text)})


def _years(edition: Edition) -> str:
    if edition.last_year == OPEN_YEAR:
        return f"{edition.first_year}年及以后年度"
    return f"{edition.first_year}年至{edition.last_year}年"


def _write_field(sheet: SheetWriter, at: Address, field: BodyField, text: Content) -> None:
    _write_label(sheet, at, field.label, field.help, required=field.required)
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


TEXT_WIDTHS = (136, 410, 210, 320, 210)
TEXT_HEADINGS = ("部分", "填写内容（换行按 Alt+Enter）", "表中主要数", "预览", "填写说明")
LEAST_POINTS, AIR = 64.0, 8.0
NAMES_EXPLAINED = (
    "文字里的数可以写成【名称】{example}。预览和报告把它换成表中的数，改了表，文字跟着改。"
    "名称照“表中主要数”一栏写，也可以照表上的行名、列名写。"
)


def write_texts(sheet: SheetWriter, live: Live) -> None:
    """Write a line for every section: its text, the main figures, the text with its figures."""
    cells = live.book.texts
    head = min(at.row for at in cells.values()) - 1
    sheet.widths(TEXT_WIDTHS)
    sheet.put(Box(0, 0, columns=TextColumn.FIGURES), "年度报告文字部分", styles.TITLE)
    explained = NAMES_EXPLAINED.format(example=name_example(live.book.edition))
    sheet.put(Box(0, TextColumn.FIGURES, columns=3), explained, styles.NOTE)
    sheet.height(0, 50)
    for column, text in enumerate(TEXT_HEADINGS):
        sheet.put(Box(head, column), text, styles.LISTED_HEADING)
    sheet.height(head, 26)
    for section in live.book.edition.texts:
        _write_section(sheet, section, live)
    previews = (each[-1] for each in live.book.previews.values())
    sheet.light(areas(previews), UNKNOWN_NAME, styles.LIT_DOUBT)
    if live.book.fees:
        _write_fees(sheet, live)
    _light_unwritten(sheet, live)
    sheet.protect()
    sheet.page(landscape=True)
    sheet.worksheet.repeat_rows(head)
    sheet.worksheet.freeze_panes(head + 1, TextColumn.TEXT)


def _write_section(sheet: SheetWriter, section: Section, live: Live) -> None:
    at, text = live.book.texts[section.id], live.filing.texts.get(section.id, "")
    figures, preview = main_figures(section, live), preview_of(section, live)[-1]
    columns: tuple[tuple[int, Content, styles.Style], ...] = (
        (TextColumn.LABEL, _section_label(section), styles.LISTED_TOP),
        (TextColumn.TEXT, text, {**styles.WRITING, "num_format": "@"}),
        (TextColumn.FIGURES, figures, styles.READING),
        (TextColumn.PREVIEW, preview, styles.READING),
        (TextColumn.HELP, section.help, styles.READING),
    )
    for column, content, style in columns:
        sheet.put(Box(at.row, column), content, style)
    shown = {
        TextColumn.TEXT: (text, styles.BODY_SIZE),
        TextColumn.FIGURES: (str(figures.value) if figures else "", 10),
        TextColumn.PREVIEW: (str(preview.value), 10),
        TextColumn.HELP: (section.help, 10),
    }
    needs = (
        height(said, size, TEXT_WIDTHS[column] - styles.INDENT)
        for column, (said, size) in shown.items()
    )
    sheet.height(at.row, max(LEAST_POINTS, *needs) + AIR)


FEES_HEADING = "信息处理费（数字由程序写入第六部分，没有收取的填 0）"


def _write_fees(sheet: SheetWriter, live: Live) -> None:
    """Write the lines for the figures of the fee, outside the official tables."""
    cells = live.book.fees
    head = min(at.row for at in cells.values()) - 1
    sheet.put(Box(head, 0, columns=len(TEXT_WIDTHS)), FEES_HEADING, styles.LISTED_HEADING)
    sheet.height(head, 26)
    help_width = sum(TEXT_WIDTHS[TextColumn.FIGURES :])
    for key, at in cells.items():
        figure, entry = live.book.edition.fees[key], live.filing.fees.get(key)
        content = shown(entry) if entry else None
        style = {**styles.LISTED_INPUT, "num_format": number_format(content)}
        sheet.put(Box(at.row, TextColumn.LABEL), figure.label, styles.LISTED)
        sheet.put(Box(at.row, at.column), content, style)
        beside = Box(at.row, TextColumn.FIGURES, columns=3)
        sheet.put(beside, figure.row.help, styles.NOTE_LISTED)
        sheet.height(at.row, max(32.0, height(figure.row.help, 10, help_width)))
        sheet.validate(at.row, at.column, validation(figure))
    inputs = areas(cells.values())
    sheet.light(inputs, 'AND({0}<>"",NOT(ISNUMBER({0})))', styles.LIT_TEXT)


def _light_unwritten(sheet: SheetWriter, live: Live) -> None:
    """Light the required texts that are not written, and the fees that would write one of them."""
    for section in live.book.edition.texts:
        if not section.required:
            continue
        at = live.book.texts[section.id]
        text = Area(at, at)
        lacking = f"{saying_nothing('{0}')}>0"
        if section.fees:
            filled = agreed_by_name(fees_filled(section, live, TEXTS), live)
            lacking = f"AND({lacking},NOT({filled}))"
            nothing = saying_nothing(at.absolute().removeprefix(f"{TEXTS}!"))
            blank = unless_agreed(f'{{0}}="",{nothing}>0', live)
            sheet.light(areas(live.book.fees[key] for key in section.fees), blank, styles.LIT_BLANK)
        sheet.light([text], lacking, styles.LIT_BLANK)


def _section_label(section: Section) -> str:
    return "\n".join(dict.fromkeys((section.heading, section.label)))
