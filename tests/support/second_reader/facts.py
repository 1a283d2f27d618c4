"""What a workbook holds, as each of the two readers tells it, in the same terms.

A number is `("n", Decimal)`, with the text as it is stored where that is no plain number; a text
`("s", str)`, a truth value `("b", bool)`, an error `("e", str)`, a date of openpyxl `("d", date)`.
No value and an empty text are the same: nothing.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from posixpath import basename
from typing import Any, NamedTuple

from lxml import etree
from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from disclose.excel.read.package import WorkbookPackage, open_package
from disclose.excel.read.sheet import LOWEST, NARROWEST, Content, RawCell
from disclose.form.layout.address import Address, letters

PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


class Where(NamedTuple):
    """What is told, of which sheet and place: a cell, an area, a row, or the sheet itself."""

    sheet: str
    place: str
    what: str


Facts = Mapping[Where, object]


@dataclass(frozen=True)
class Both:
    """A workbook file and what both readers make of it."""

    data: bytes

    @cached_property
    def ours(self) -> WorkbookPackage:
        """Return the workbook as our reader opens it."""
        return open_package(self.data)

    @cached_property
    def formulas(self) -> Any:
        """Return what openpyxl loads for formulas."""
        return loaded(self.data, results=False)

    @cached_property
    def results(self) -> Any:
        """Return what openpyxl loads for results."""
        return loaded(self.data, results=True)

    def stored(self, sheet: str, a1: str) -> list[Any]:
        """Return the elements of a cell in the file, read by a third means."""
        if sheet not in self.ours.sheets:
            return []
        cells = self.part(sheet).iterfind("{*}sheetData/{*}row/{*}c")
        return [each for each in cells if each.get("r") == a1]

    def part(self, sheet: str) -> Any:
        """Return the part of a sheet, read by a third means."""
        return self._parsed(self.ours.sheets[sheet])

    @cached_property
    def texts(self) -> list[str]:
        """Return the shared texts as they are stored, runs joined."""
        names = {basename(each).casefold(): each for each in self.ours.zip.names}
        name = names.get("sharedstrings.xml", "")
        return [written(each) for each in self._parsed(name)] if name else []

    def _parsed(self, name: str) -> Any:
        return etree.fromstring(self.ours.needed(name))


def written(item: Any) -> str:
    """Return the text of a shared or inline string as it is stored."""
    runs = item.iterfind("{*}t"), item.iterfind("{*}r/{*}t")
    return "".join("".join(each.itertext()) for part in runs for each in part)


def loaded(data: bytes, *, results: bool = False) -> Any:
    """Return what openpyxl loads, its warnings passed over."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(data), data_only=results)


# --------------------------------------------------------------------------------- our reader


def ours(both: Both) -> Facts:
    """Return what our reader tells."""
    return dict(_ours(both.ours))


def _ours(package: WorkbookPackage) -> Iterator[tuple[Where, object]]:
    yield Where("", "", "sheets"), tuple(package.sheets)
    yield Where("", "", "counts from 1904"), package.counts_from_1904
    for name, value in package.properties().items():
        yield Where("", name, "property"), value
    for name in package.sheets:
        sheet = package.sheet(name)
        yield Where(name, "", "hidden"), name in package.hidden
        for first, last in sheet.merged:
            area = f"{Address(name, *first).a1}:{Address(name, *last).a1}"
            yield Where(name, area, "merged"), True
        for row in sheet.hidden_rows:
            yield Where(name, f"row {row + 1}", "hidden"), True
        for start, end in sheet.hidden_columns:
            yield Where(name, f"{letters(start)}:{letters(end)}", "hidden"), True
        for at, cell in sheet.cells.items():
            yield from _our_cell(package, name, Address(name, *at).a1, cell)


def _our_cell(
    package: WorkbookPackage, sheet: str, a1: str, cell: RawCell
) -> Iterator[tuple[Where, object]]:
    style = package.style(cell.style)
    yield Where(sheet, a1, "formula"), cell.formula or None
    yield Where(sheet, a1, "value"), _our_value(cell)
    yield Where(sheet, a1, "format"), _coded(style.format)
    yield Where(sheet, a1, "struck"), style.struck


def _our_value(cell: RawCell) -> tuple[str, object] | None:
    if not cell.text:
        return None
    match cell.content:
        case Content.NUMBER:
            return "n", Decimal(cell.text) if PLAIN.fullmatch(cell.text) else cell.text
        case Content.BOOLEAN:
            return "b", cell.text in {"1", "true"}
        case Content.ERROR:
            return "e", cell.text
    return "s", cell.text


# ----------------------------------------------------------------------------------- openpyxl


def theirs(both: Both) -> Facts:
    """Return what openpyxl tells."""
    return dict(_theirs(both.formulas, both.results, tuple(both.ours.sheets)))


def _theirs(formulas: Any, results: Any, ours: tuple[str, ...]) -> Iterator[tuple[Where, object]]:
    """Yield what openpyxl tells, of each sheet under the name that we give it."""
    if not formulas.sheetnames:
        raise LookupError("no sheets")
    yield Where("", "", "sheets"), tuple(formulas.sheetnames)
    yield Where("", "", "counts from 1904"), formulas.epoch.year == 1904
    for each in formulas.custom_doc_props.props:
        yield Where("", each.name, "property"), each.value
    for name, sheet, calculated in zip(ours, formulas._sheets, results._sheets, strict=True):
        yield Where(name, "", "hidden"), sheet.sheet_state != "visible"
        if sheet in formulas.worksheets:
            yield from _around(name, sheet)
            for at, cell in sheet._cells.items():
                yield from _their_cell(name, cell, calculated._cells[at])


def _around(name: str, sheet: Any) -> Iterator[tuple[Where, object]]:
    for area in sheet.merged_cells.ranges:
        first, _, last = area.coord.partition(":")
        yield Where(name, f"{first}:{last or first}", "merged"), True
    for row, line in sheet.row_dimensions.items():
        if line.hidden or (line.height is not None and line.height < LOWEST):
            yield Where(name, f"row {row}", "hidden"), True
    for column in sheet.column_dimensions.values():
        if column.hidden or column.width < NARROWEST:
            ends = (letters(each - 1) for each in (column.min, column.max))
            yield Where(name, ":".join(ends), "hidden"), True


def _their_cell(sheet: str, cell: Any, result: Any) -> Iterator[tuple[Where, object]]:
    formula = _their_formula(cell.value) if cell.data_type == "f" else None
    value = _their_value(result)
    if formula is None and value is None:
        return
    yield Where(sheet, cell.coordinate, "formula"), formula
    yield Where(sheet, cell.coordinate, "value"), value
    yield Where(sheet, cell.coordinate, "format"), _their_format(cell)
    yield Where(sheet, cell.coordinate, "struck"), bool(cell.font.strike)


def _their_formula(value: object) -> str:
    match value:
        case ArrayFormula():
            return f"{{{str(value.text).removeprefix('=')}}}"
        case DataTableFormula():
            return "{TABLE}"
    return str(value).removeprefix("=")


def _their_value(cell: Any) -> tuple[str, object] | None:
    match cell.value:
        case None | "":
            return None
        case bool():
            return "b", cell.value
        case int() | float():
            return "n", Decimal(str(cell.value))
        case str():
            return "e" if cell.data_type == "e" else "s", cell.value
    return "d", cell.value


def _their_format(cell: Any) -> str:
    number = cell._style.numFmtId
    if 0 < number < 164 and number not in BUILTIN_FORMATS:
        return f"built-in {number}"
    return _coded(cell.number_format)


def _coded(code: str) -> str:
    """Return the code of a number format, none for the one that numbers have anyhow."""
    return "" if code == "General" else code
