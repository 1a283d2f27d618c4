"""How wide the columns and how high the rows of a sheet are, in pixels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from disclose.excel.mark.markup import children, first_child

COLUMN, ROW = 72, 20
"""What a sheet has that does not say."""

_DIGIT = 8
"""Pixels of a digit of 宋体 11, the default font, in which widths are given."""

_FARTHEST = 16_000
"""A box does not end beyond this row or column."""


@dataclass(frozen=True, slots=True)
class SheetMeasures:
    """The widths and heights that a sheet gives, and what holds for the others."""

    columns: Mapping[int, int]
    rows: Mapping[int, int]
    column: int
    row: int

    @classmethod
    def of(cls, sheet: Element) -> "SheetMeasures":
        """Return the measures of a worksheet."""
        usual = first_child(sheet, "sheetFormatPr")
        width = None if usual is None else usual.get("defaultColWidth")
        height = None if usual is None else usual.get("defaultRowHeight")
        return cls(
            columns=dict(_columns(sheet)),
            rows=dict(_rows(sheet)),
            column=_across(width) or COLUMN,
            row=_down(height) or ROW,
        )

    def across(self, column: int, start: int, pixels: int) -> tuple[int, int]:
        """Return the column that is `pixels` right of `start` in `column`, and where in it."""
        return _walk(lambda index: self.columns.get(index, self.column), column, start + pixels)

    def down(self, row: int, start: int, pixels: int) -> tuple[int, int]:
        """Return the row that is `pixels` below `start` in `row`, and where in it."""
        return _walk(lambda index: self.rows.get(index, self.row), row, start + pixels)


def _walk(size: Callable[[int], int], index: int, pixels: int) -> tuple[int, int]:
    while pixels >= size(index) and index < _FARTHEST:
        pixels -= size(index)
        index += 1
    return index, pixels


def _columns(sheet: Element) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for each in children(first_child(sheet, "cols"), "col"):
        first, last = _whole(each.get("min")), _whole(each.get("max"))
        width = 0 if _true(each.get("hidden")) else _across(each.get("width")) or COLUMN
        found += [(number - 1, width) for number in range(first, min(last, _FARTHEST) + 1)]
    return found


def _rows(sheet: Element) -> list[tuple[int, int]]:
    rows = children(first_child(sheet, "sheetData"), "row")
    return [
        (_whole(each.get("r")) - 1, 0 if _true(each.get("hidden")) else _down(each.get("ht")))
        for each in rows
        if "ht" in each.attrib or "hidden" in each.attrib
    ]


def _across(width: str | None) -> int:
    return round(_amount(width) * _DIGIT)


def _down(height: str | None) -> int:
    return round(_amount(height) * 4 / 3)


def _amount(text: str | None) -> float:
    try:
        return min(2_000.0, max(0.0, float(text or 0)))
    except ValueError:
        return 0.0


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _true(text: str | None) -> bool:
    return text in {"1", "true"}
