"""The cells of the reader beside those of openpyxl, which reads formulas and results apart."""

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from disclose.intake.package import opened
from disclose.intake.sheet import Cell, Content
from disclose.layout.address import Address
from tests.filings import FORMS, balanced
from tests.workbooks import workbook


def _theirs(data: bytes, *, results: bool) -> Mapping[tuple[str, str], object]:
    book = load_workbook(BytesIO(data), data_only=results)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _ours(data: bytes) -> Mapping[tuple[str, str], Cell]:
    package = opened(data)
    return {
        (sheet, Address(sheet, *at).a1): cell
        for sheet in package.sheets
        for at, cell in package.cells(sheet).items()
    }


def _result(cell: Cell) -> object:
    if cell.content is Content.NUMBER and cell.text:
        return Decimal(cell.text)
    return cell.text


def _same(cell: Cell, theirs: object) -> bool:
    ours = _result(cell)
    if isinstance(theirs, int | float):
        return ours == Decimal(str(theirs))
    return (ours or None) == (theirs or None)


def _resaved(data: bytes) -> bytes:
    out = BytesIO()
    load_workbook(BytesIO(data)).save(out)
    return out.getvalue()


@pytest.mark.parametrize("saved", [False, True], ids=["ours", "saved by openpyxl"])
@pytest.mark.parametrize("form", FORMS)
def test_openpyxl_reads_the_same(form: str, saved: bool) -> None:
    data = workbook(balanced(form))
    data = _resaved(data) if saved else data
    ours = _ours(data)
    formulas, results = _theirs(data, results=False), _theirs(data, results=True)
    assert {at for at in formulas if formulas[at] != ""} == ours.keys()
    for at, cell in ours.items():
        assert _same(cell, results.get(at)), (at, cell, results.get(at))
        if cell.formula:
            assert formulas[at] == f"={cell.formula}"
