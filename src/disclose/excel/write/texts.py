"""The sheet 文字部分: the texts of the report, one large cell each."""

from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live
from disclose.excel.write.sheet import Box, Sheet
from disclose.excel.write.text_metrics import height
from disclose.form.edition.model import Section

LABEL, INPUT, HELP = 0, 1, 2
WIDTHS = (190, 640, 240)
LEAST_POINTS = 110.0


def write_texts(sheet: Sheet, live: Live) -> None:
    """Write a line for every section with the text that `live`'s filing has for it."""
    cells = live.book.texts
    head = min(at.row for at in cells.values()) - 1
    sheet.widths(WIDTHS)
    sheet.put(Box(0, 0, columns=len(WIDTHS)), "年度报告文字部分", styles.TITLE)
    sheet.height(0, 44)
    for column, text in enumerate(("部分", "填写内容（换行按 Alt+Enter）", "填写说明")):
        sheet.put(Box(head, column), text, styles.LISTED_HEADING)
    sheet.height(head, 26)
    for section in live.book.edition.texts:
        row, text = cells[section.id].row, live.filing.texts.get(section.id, "")
        sheet.put(Box(row, LABEL), _label(section), styles.LISTED)
        sheet.put(Box(row, INPUT), text, {**styles.WRITING, "num_format": "@"})
        sheet.put(Box(row, HELP), section.help, styles.NOTE_LISTED)
        sheet.height(row, max(LEAST_POINTS, height(text, styles.BODY_SIZE, WIDTHS[INPUT])))
    sheet.protect()
    sheet.page(landscape=True)
    sheet.worksheet.repeat_rows(head)
    sheet.worksheet.freeze_panes(head + 1, INPUT)


def _label(section: Section) -> str:
    return "\n".join(dict.fromkeys((section.heading, section.label)))
