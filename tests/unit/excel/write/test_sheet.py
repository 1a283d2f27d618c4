"""A call that xlsxwriter declines is never lost."""

import warnings
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from disclose import api
from disclose.core.errors import UnwritableWorkbookError
from disclose.excel.write.sheet import FUNCTIONS, Box, PlainSheet, SheetWriter, anchored
from disclose.excel.write.styles import BASE, Formats
from disclose.excel.write.writer import write
from disclose.form.filing import empty
from disclose.form.layout.address import Address, Area
from disclose.form.layout.book import plan
from disclose.form.prior_year import PriorYear

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


FORMULAS = (
    *(f"={name}(A1)" for name in sorted(FUNCTIONS)),
    *('=IF(A1="XLOOKUP(",SUM(B1:B2),0)', "=A1+FILTER(B1)", "=_xlfn.SORT(A1)", "=STDEV.P(A1)"),
    *("{=SUM(A1:A2)}", "=SUM({1,2})+{3}", "SUM(A1)", "=INGLE(A1)", "=$A$1", "", "12", "={1}"),
    *(
        "=LET(A1)",
        "=MAX(TAKE(A1),1)",
        "=表二!A1&SUM(A2)",
        "=if(map(A1))",
        "=A.SUM(1)",
        "=BYROW.IF(",
    ),
)


THEIRS: Callable[..., Any] = Worksheet._prepare_formula


def test_a_formula_is_stored_as_xlsxwriter_would_store_it() -> None:
    for formula in FORMULAS:
        for future in (False, True):
            stored = PlainSheet()._prepare_formula(formula, future)
            assert stored == THEIRS(Worksheet(), formula, future), formula


def test_xlsxwriter_would_change_none_of_our_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, seen = PlainSheet._prepare_formula, set()

    def both(sheet: PlainSheet, formula: str, future: bool = False) -> str:
        seen.add(formula)
        stored = ours(sheet, formula, future)
        assert stored == THEIRS(sheet, formula, future)
        return stored

    monkeypatch.setattr(PlainSheet, "_prepare_formula", both)
    for edition in api.editions():
        book, last = plan(edition, years=True), dict.fromkeys(edition.figures, Decimal(7))
        filing = empty(edition, edition.first_year, {})
        write(book, filing, PriorYear(name="上年.xlsx", amounts=last))
        assert set(book.totals.values()) <= seen
