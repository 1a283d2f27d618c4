"""The lines of the sheet 出错说明, found by the headings over them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from disclose.core.numbers import format_plain, stored
from disclose.core.text import squeeze
from disclose.excel.read.package import Package
from disclose.excel.read.sheet import Cell, Content, Position
from disclose.form.filing import Explanation
from disclose.form.layout.address import Address
from disclose.form.layout.book import EXPLANATIONS, ExplanationColumn

HEADINGS = ExplanationColumn.HEADINGS


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines stand: the sheet, the row of the headings, the columns under them.

    `columns` are those of code, place, figures and text, in this order.
    """

    sheet: str
    head: int
    columns: tuple[int, ...]
    filled: tuple[Explanation, ...]


def explanation_lines(package: Package) -> Lines | None:
    """Return the lines that hold anything, None if no sheet has the headings.

    They are looked for on the sheet 出错说明, else on any other.
    """
    for sheet in sorted(package.sheets, key=lambda name: name != EXPLANATIONS):
        cells = package.cells(sheet)
        heads = {at[0] for at, cell in cells.items() if squeeze(cell.text or "") == HEADINGS[0]}
        for row in sorted(heads):
            columns = _columns(cells, row)
            if columns:
                return Lines(sheet, row, columns, tuple(_filled(sheet, cells, row, columns)))
    return None


def _columns(cells: Mapping[Position, Cell], row: int) -> tuple[int, ...]:
    """Return the columns of the headings in `row`, none unless all are there."""
    named = {
        squeeze(cell.text): at[1]
        for at, cell in sorted(cells.items(), reverse=True)
        if at[0] == row and cell.text
    }
    found = tuple(named[heading] for heading in HEADINGS if heading in named)
    return found if len(found) == len(HEADINGS) else ()


def _filled(
    sheet: str, cells: Mapping[Position, Cell], head: int, columns: tuple[int, ...]
) -> Iterator[Explanation]:
    for row in sorted({at[0] for at in cells if at[0] > head and at[1] in columns}):
        code, place, figures, text = (_typed(cells.get((row, each))) for each in columns)
        yield Explanation(
            code=code,
            place=place,
            figures=figures,
            text=text,
            sheet=sheet,
            cell=Address(sheet, row, columns[-1]).a1,
            row=row,
        )


def _typed(cell: Cell | None) -> str:
    """Return what a cell shows; of a formula its stored result."""
    if cell is None or cell.text is None:
        return ""
    amount = stored(cell.text) if cell.content is Content.NUMBER else None
    return cell.text.strip() if amount is None else format_plain(amount)
