"""The sheet 出错说明: the filler's reasons for what is to be verified."""

from disclose.excel.write import styles
from disclose.excel.write.sheet import Box, Sheet
from disclose.form.layout.book import EXPLANATIONS_TOP, ExplanationColumn

LINES = 30
HEADINGS = ExplanationColumn.HEADINGS
WIDTHS = (110, 300, 130, 480)
INSTRUCTION = (
    "核实性问题确有原因的，在这里写明，每行一条：代码和位置照“审核”表或审核结果抄写，数值填表中的数。"
    "强制性问题不能靠说明通过，请改正数据。"
)


def write_explanations(sheet: Sheet) -> None:
    """Write the empty lines for explanations."""
    head = EXPLANATIONS_TOP - 1
    sheet.widths(WIDTHS)
    sheet.put(Box(0, 0, columns=len(WIDTHS)), "出错说明", styles.TITLE)
    sheet.height(0, 44)
    sheet.put(Box(1, 0, columns=len(WIDTHS)), INSTRUCTION, styles.NOTE)
    sheet.height(1, 38)
    for column, text in enumerate(HEADINGS):
        sheet.put(Box(head, column), text, styles.LISTED_HEADING)
    sheet.height(head, 26)
    for row in range(EXPLANATIONS_TOP, EXPLANATIONS_TOP + LINES):
        for column in range(len(HEADINGS)):
            sheet.put(Box(row, column), None, styles.LISTED_INPUT)
        sheet.height(row, 24)
    sheet.protect()
    sheet.page(landscape=True)
    sheet.worksheet.repeat_rows(head)
    sheet.worksheet.freeze_panes(EXPLANATIONS_TOP, 0)
