"""Rows of the sheet 填表说明, written from the top down."""

from collections.abc import Sequence

from disclose.excel.write import styles
from disclose.excel.write.sheet import Box, Content, Sheet
from disclose.excel.write.styles import Style
from disclose.excel.write.text_metrics import height

WIDTHS = (24, 120, 290, 88, 88, 100, 88)
"""A margin, what a line is about, what it says, and four counts."""

FIRST, SECOND = 1, 2
WIDTH = len(WIDTHS) - FIRST
LINE_POINTS = 26.0


class Flow:
    """Writes below what it wrote before; `row` is the next free one."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.row = 0

    def space(self, points: float) -> int:
        """Leave a row empty and return it."""
        return self._taken(points)

    def wide(self, content: Content, style: Style, points: float) -> None:
        """Write one cell over the whole width."""
        self.sheet.put(Box(self.row, FIRST, columns=WIDTH), content, style)
        self._taken(points)

    def section(self, text: str) -> None:
        """Write the heading of a section."""
        self.space(14)
        self.wide(text, styles.SECTION, 30)

    def line(self, label: Content, style: Style, text: str) -> None:
        """Write a label and a text over the rest of the width."""
        self.sheet.put(Box(self.row, FIRST), label, style)
        self.sheet.put(Box(self.row, SECOND, columns=WIDTH - 1), text, styles.LISTED)
        need = height(text, styles.LABEL_SIZE, sum(WIDTHS[SECOND:]) - styles.INDENT)
        self._taken(max(LINE_POINTS, need))

    def cells(self, contents: Sequence[tuple[Content, Style]]) -> int:
        """Write a row of cells and return it."""
        for column, (content, style) in enumerate(contents, FIRST):
            self.sheet.put(Box(self.row, column), content, style)
        return self._taken(LINE_POINTS)

    def _taken(self, points: float) -> int:
        self.sheet.height(self.row, points)
        self.row += 1
        return self.row - 1
