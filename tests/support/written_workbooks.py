"""Workbooks for these tests: written by us, opened by openpyxl."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from disclose.excel.write.writer import write
from disclose.form.filing import Entry, Filing, complete, empty, typed_number, typed_text
from disclose.form.layout.address import Address
from disclose.form.layout.book import WorkbookPlan, plan
from tests.support.editions import packaged

YEAR = 2025


def book() -> WorkbookPlan:
    """Return the plan of the packaged form."""
    return plan(packaged())


def filed(
    numbers: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    *,
    year: int | None = YEAR,
    body: Mapping[str, str] | None = None,
    sections: Mapping[str, str] | None = None,
) -> Filing:
    """Return a filing with some cells typed as numbers and some as texts."""
    form = packaged()
    entries: dict[str, Entry] = {
        key: typed_number(form.figures[key], text) for key, text in (numbers or {}).items()
    }
    entries |= {key: typed_text(form.figures[key], text) for key, text in (texts or {}).items()}
    return Filing(
        edition=form.id,
        year=year,
        body={"name": "青禾县民政局"} if body is None else body,
        entries=complete(form, entries),
        texts=sections or {},
    )


def zeros() -> dict[str, str]:
    """Return a zero for every input."""
    plan_ = book()
    return {key: "0" for table in plan_.edition.tables for key in plan_.inputs(table.id)}


@dataclass(frozen=True, slots=True)
class Written:
    """A written workbook, once with formulas and once with the results stored beside them."""

    formulas: Workbook
    results: Workbook

    def at(self, address: Address) -> Cell:
        """Return the cell with what was typed or its formula."""
        return _cell(self.formulas[address.sheet], address.a1)

    def result(self, address: Address) -> object:
        """Return what a spreadsheet shows there before it calculates anew."""
        return _cell(self.results[address.sheet], address.a1).value

    def cells(self) -> Iterator[Cell]:
        """Yield every cell that stands in the file, covered ones of merges left out."""
        for sheet in self.formulas.worksheets:
            for row in sheet.iter_rows():
                yield from (cell for cell in row if isinstance(cell, Cell))

    def formula_cells(self) -> Iterator[tuple[Cell, object]]:
        """Yield every cell with a formula and its stored result."""
        for cell in self.cells():
            if cell.data_type == "f":
                yield cell, self.results[cell.parent.title][cell.coordinate].value

    def showing(self, start: str) -> object:
        """Return the only text of the first sheet that begins with `start`."""
        [found] = [
            cell.value
            for row in self.results.worksheets[0].iter_rows()
            for cell in row
            if str(cell.value).startswith(start)
        ]
        return found


def written(filing: Filing) -> Written:
    """Return the workbook of `filing`."""
    data = write(book(), filing)
    return Written(load_workbook(BytesIO(data)), load_workbook(BytesIO(data), data_only=True))


@cache
def blank() -> Written:
    """Return the blank workbook."""
    return written(empty(packaged(), YEAR, {"name": "青禾县民政局"}))


def _cell(sheet: Worksheet, a1: str) -> Cell:
    cell = sheet[a1]
    assert isinstance(cell, Cell)
    return cell
