"""A call that xlsxwriter declines is never lost."""

import warnings
from collections.abc import Callable
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from disclose.core.errors import UnwritableWorkbookError
from disclose.excel.write.sheet import Box, SheetWriter, anchored
from disclose.excel.write.styles import BASE, Formats
from disclose.form.layout.address import Address, Area

FIRST = Address("a", 0, 0)
BELOW = 1_048_576
"""First row that a worksheet does not have."""


@pytest.fixture
def sheet() -> SheetWriter:
    workbook = Workbook(BytesIO())
    return SheetWriter(workbook.add_worksheet(), Formats(workbook))


@pytest.mark.parametrize(
    "call",
    [
        lambda sheet: sheet.put(Box(BELOW, 0), "text", BASE),
        lambda sheet: sheet.put(Box(BELOW, 0), 1, BASE),
        lambda sheet: sheet.put(Box(BELOW, 0), None, BASE),
        lambda sheet: sheet.put(Box(BELOW, 0, 2, 2), "text", BASE),
        lambda sheet: sheet.put(Box(0, 0), "x" * 32_768, BASE),
        lambda sheet: sheet.height(BELOW, 20),
        lambda sheet: sheet.widths([10], 16_384),
        lambda sheet: sheet.validate([FIRST], {"validate": "integer"}),
        lambda sheet: sheet.validate([FIRST], {"validate": "any", "input_title": "x" * 33}),
        lambda sheet: sheet.overlook("no_such_fault", [Area(FIRST, FIRST)]),
    ],
)
def test_a_refusal_raises(sheet: SheetWriter, call: Callable[[SheetWriter], None]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(UnwritableWorkbookError):
            call(sheet)


def _area(first_row: int, first: int, last_row: int, last: int) -> Area:
    return Area(Address("a", first_row, first), Address("a", last_row, last))


def test_the_first_cell_of_a_group_is_its_upper_left_corner() -> None:
    right, below, deeper = _area(5, 10, 29, 10), _area(30, 3, 31, 9), _area(40, 4, 40, 4)
    assert anchored([right, below, deeper]) == ((right,), (below, deeper))
