"""The hidden sheet: which edition the workbook was made from."""

from disclose.edition.model import Edition
from disclose.layout.stamp import STAMP_CELL, VERSION, stamp
from disclose.workbook import styles
from disclose.workbook.sheet import Box, Sheet

NOTE = "本表由程序识别格式用，请勿修改。"


def write_meta(sheet: Sheet, edition: Edition) -> None:
    """Write the stamp of `edition`, the version of the arrangement, and hide the sheet."""
    row, column = STAMP_CELL.row, STAMP_CELL.column
    sheet.put(Box(row, column), stamp(edition), styles.DEFAULT)
    sheet.put(Box(row + 1, column), str(VERSION), styles.DEFAULT)
    sheet.put(Box(row + 2, column), NOTE, styles.DEFAULT)
    sheet.protect()
    sheet.worksheet.very_hidden()
