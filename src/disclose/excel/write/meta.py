"""The hidden sheet: which edition the workbook was made from."""

from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live
from disclose.excel.write.prior_year_columns import kept
from disclose.excel.write.sheet import Box, Sheet
from disclose.form.layout.stamp import LAST_CELL, STAMP_CELL, VERSION, seal, stamp

NOTE = "本表由程序识别格式用，请勿修改。"


def write_meta(sheet: Sheet, live: Live) -> None:
    """Write the stamp of the edition, the version of the arrangement, and hide the sheet.

    Where last year's figures are in the workbook they are sealed here.
    """
    edition = live.book.edition
    row, column = STAMP_CELL.row, STAMP_CELL.column
    sheet.put(Box(row, column), stamp(edition), styles.DEFAULT)
    sheet.put(Box(row + 1, column), str(VERSION), styles.DEFAULT)
    sheet.put(Box(row + 2, column), NOTE, styles.DEFAULT)
    if live.past is not None and live.filing.year is not None:
        sealed = seal(live.filing.year - 1, kept(live))
        sheet.put(Box(LAST_CELL.row, LAST_CELL.column), sealed, styles.DEFAULT)
    sheet.protect()
    sheet.worksheet.very_hidden()
