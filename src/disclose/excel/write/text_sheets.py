"""The sheet 文字部分: the texts of the report."""

from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live, shown
from disclose.excel.write.readiness import (
    agreed_by_name,
    fees_filled,
    says_nothing,
    unless_agreed,
)
from disclose.excel.write.sheet import Box, Content, SheetWriter
from disclose.excel.write.table_sheet import (
    number_format,
    validation,
)
from disclose.excel.write.text_metrics import height
from disclose.excel.write.text_preview import UNKNOWN_NAME, main_figures, name_example, preview_of
from disclose.form.edition.model import Section
from disclose.form.edition.sheet_names import TEXTS
from disclose.form.layout.address import Area, areas
from disclose.form.layout.book import TextColumn

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
        sheet.validate([at], validation(figure))
    inputs = areas(cells.values())
    sheet.light(inputs, 'AND({0}<>"",NOT(ISNUMBER({0})))', styles.LIT_TEXT)


def _light_unwritten(sheet: SheetWriter, live: Live) -> None:
    """Light the required texts that are not written, and the fees that would write one of them."""
    for section in live.book.edition.texts:
        if not section.required:
            continue
        at = live.book.texts[section.id]
        lacking = says_nothing("{0}")
        if section.fees:
            filled = agreed_by_name(fees_filled(section, live, TEXTS), live)
            lacking = f"AND({lacking},NOT({filled}))"
            text = at.absolute().removeprefix(f"{TEXTS}!")
            blank = unless_agreed(f'{{0}}="",{says_nothing(text)}', live)
            fees = areas(live.book.fees[key] for key in section.fees)
            sheet.light(fees, blank, styles.LIT_BLANK)
        sheet.light([Area(at, at)], lacking, styles.LIT_BLANK)


def _section_label(section: Section) -> str:
    return "\n".join(dict.fromkeys((section.heading, section.label)))
