"""Last year's figures as a workbook itself holds them, on its sheet 上年数."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from disclose.core.numbers import stored
from disclose.excel.read.package import Package
from disclose.excel.read.sheet import Cell, Content
from disclose.form.edition.model import Edition
from disclose.form.layout.book import LAST, LAST_TOP, LastColumn
from disclose.form.layout.stamp import LAST_CELL, seal, sealed_year


@dataclass(frozen=True, slots=True)
class LastSheet:
    """What the sheet says: its year, None if its seal is lost, and amounts by this form's keys.

    `intact` says that the figures are still those that the workbook was written with.
    """

    year: int | None
    amounts: Mapping[str, Decimal | None]
    intact: bool


def last_sheet(package: Package, edition: Edition) -> LastSheet | None:
    """Return last year's figures in the workbook, None if it has no sheet for them."""
    if LAST not in package.sheets:
        return None
    cells = package.cells(LAST)
    rows = {
        cell.text: row
        for (row, column), cell in cells.items()
        if column == LastColumn.KEY and row >= LAST_TOP and cell.text
    }
    amounts = {
        key: _amount(cells.get((rows[key], LastColumn.THEN))) if key in rows else None
        for key in edition.figures
    }
    said = _seal(package)
    year = sealed_year(said)
    return LastSheet(year, amounts, year is not None and said == seal(year, amounts))


def _amount(cell: Cell | None) -> Decimal | None:
    if cell is None or cell.formula or cell.content is not Content.NUMBER:
        return None
    return stored(cell.text or "")


def _seal(package: Package) -> str:
    if LAST_CELL.sheet not in package.sheets:
        return ""
    cell = package.cells(LAST_CELL.sheet).get((LAST_CELL.row, LAST_CELL.column))
    return (cell.text or "").strip() if cell else ""
