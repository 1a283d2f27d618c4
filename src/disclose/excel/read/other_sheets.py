"""The sheets besides the tables: 单位信息, 文字部分, 出错说明 and 上年数."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, note, warning
from disclose.core.numbers import CHINESE_DIGITS, format_plain, parse_stored
from disclose.core.text import abridge, bare_name, squeeze
from disclose.excel.read.characters import seen, unseen
from disclose.excel.read.entries import TRUTH
from disclose.excel.read.package import WorkbookPackage
from disclose.excel.read.sheet import Content, RawCell
from disclose.form.edition.model import Edition
from disclose.form.edition.sheet_names import (
    BODY,
    EXPLANATIONS,
    LATER_LINES,
    PRIOR_YEAR_SHEET,
    TEXTS,
    YEAR,
)
from disclose.form.filing import Explanation
from disclose.form.layout.address import Address, Position
from disclose.form.layout.book import PRIOR_YEAR_TOP, ExplanationColumn, PriorYearColumn, plan
from disclose.form.layout.offered_line import read_offered
from disclose.form.layout.stamp import (
    PRIOR_FILE,
    PRIOR_YEAR_SEAL,
    RememberedFile,
    prior_file,
    seal,
    sealed_year,
)

_QUOTED = expression(r'"[^"]*"|\[[^\]]*\]|\\.')
_YEAR = re.compile(r"(\d{4})(?:\.0+)?年?度?", re.ASCII)
_LAST_DAY = 2_958_465
"""Serial number of 31 December 9999."""

_FIRST_DAY = 61
"""Serial number of 1 March 1900, before which spreadsheets count a day that never was."""


class TextSheets(NamedTuple):
    """Report year, lines about the agency, texts of the report; which lines have moved.

    `unread` are the sections not found, `fees` the cells of the figures of the fee that were
    found. `moves` are the found cells, by the form's.
    """

    year: int | None
    typed_year: str
    body: Mapping[str, str]
    texts: Mapping[str, str]
    unread: frozenset[str]
    fees: Mapping[str, Address]
    moves: Mapping[Address, Address]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _TextLines:
    """Reads lines of a name and a text; keeps which have moved, and findings for those missing."""

    package: WorkbookPackage
    moves: dict[Address, Address] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def lines(
        self, sheet: str, homes: Mapping[str, Address], labels: Mapping[str, str]
    ) -> dict[str, str]:
        """Return the text of each line of `labels` by id; a line not found is left out."""
        cells = self.package.cells(sheet) if sheet in self.package.sheets else {}
        found = {
            name: _cell_beside(cells, homes[name], bare_name(label))
            for name, label in labels.items()
        }
        lost = {
            name: labels[name]
            for name, at in found.items()
            if at is None and name not in LATER_LINES
        }
        self._report(sheet, lost)
        there = {name: Address(sheet, *at) for name, at in found.items() if at is not None}
        self.moves |= {homes[name]: at for name, at in there.items() if homes[name] != at}
        texts = {name: self.text(cells.get((at.row, at.column))) for name, at in there.items()}
        self._report_unseen(sheet, {there[name].a1: text for name, text in texts.items()})
        return {name: seen(text).strip() for name, text in texts.items()}

    def _report(self, sheet: str, lost: Mapping[str, str]) -> None:
        if lost:
            places = (Place(key=name, sheet=sheet, label=label) for name, label in lost.items())
            label = tuple(lost.values())
            self.findings.append(warning("BOOK15", *places, sheet=sheet, label=label))

    def _report_unseen(self, sheet: str, texts: Mapping[str, str]) -> None:
        found = [(a1, quoted) for a1, text in texts.items() for quoted in unseen(text)]
        if found:
            places = (Place(sheet=sheet, cell=a1) for a1 in dict(found))
            cells = abridge([f"{sheet}!{a1} {quoted}" for a1, quoted in found])
            self.findings.append(
                note("BOOK54", *places, sheet=sheet, count=len(found), cells=cells)
            )

    def text(self, cell: RawCell | None) -> str:
        """Return what a cell shows, dates written out."""
        if cell is None or cell.text is None:
            return ""
        match cell.content:
            case Content.NUMBER:
                return self._number(cell.text, cell.style)
            case Content.BOOLEAN:
                return TRUTH.get(cell.text, cell.text)
        return cell.text.replace("\r\n", "\n").replace("\r", "\n").strip()

    def _number(self, text: str, style: str) -> str:
        amount = parse_stored(text)
        if amount is None:
            return text
        code = _QUOTED.sub("", self.package.style(style).format).lower()
        if "y" not in code or not _FIRST_DAY <= amount <= _LAST_DAY:
            return format_plain(amount)
        start = date(1904, 1, 1) if self.package.counts_from_1904 else date(1899, 12, 30)
        try:
            day = start + timedelta(days=int(amount))
        except OverflowError:
            return format_plain(amount)
        return f"{day.year}年{day.month}月{day.day}日"


def read_text_sheets(package: WorkbookPackage, edition: Edition) -> TextSheets:
    """Return the texts of the sheets 单位信息 and 文字部分."""
    book, reader = plan(edition), _TextLines(package)
    body = reader.lines(BODY, book.body, {line.id: line.label for line in edition.body})
    typed_year = _typed_year(reader, book.body, body)
    year = _YEAR.fullmatch(squeeze(typed_year).translate(CHINESE_DIGITS))
    sections = reader.lines(
        TEXTS, book.texts, {section.id: section.label for section in edition.texts}
    )
    return TextSheets(
        year=int(year[1]) if year else None,
        typed_year="" if year else typed_year,
        body={name: text for name, text in body.items() if text},
        texts={name: text for name, text in sections.items() if text},
        unread=frozenset(section.id for section in edition.texts if section.id not in sections),
        fees=_fee_cells(package, edition),
        moves=reader.moves,
        findings=tuple(reader.findings),
    )


def _fee_cells(package: WorkbookPackage, edition: Edition) -> Mapping[str, Address]:
    """Return the cells right of the names of the figures of the fee.

    One that is not found is no finding: workbooks of earlier versions have none of them.
    """
    cells = package.cells(TEXTS) if TEXTS in package.sheets else {}
    found = {
        key: _cell_beside(cells, home, bare_name(edition.fees[key].label))
        for key, home in plan(edition).fees.items()
    }
    return {key: Address(TEXTS, *at) for key, at in found.items() if at is not None}


def find_agency_line(package: WorkbookPackage, edition: Edition, line: str) -> Address | None:
    """Return the cell of a line of 单位信息 by its id, None if form or workbook have none."""
    home = plan(edition).body.get(line)
    if home is None or BODY not in package.sheets:
        return None
    label = next(each.label for each in edition.body if each.id == line)
    at = _cell_beside(package.cells(BODY), home, bare_name(label))
    return Address(BODY, *at) if at else None


def _cell_beside(cells: Mapping[Position, RawCell], home: Address, label: str) -> Position | None:
    """Return the cell right of `label`: in the form's line if it is there, else anywhere.

    None if several lines have that name, or none.
    """
    # A name may have its number before it on the sheet, or a remark behind it.
    if _names(cells.get((home.row, home.column - 1)), label):
        return home.row, home.column
    named = [at for at, cell in cells.items() if _names(cell, label)]
    exact = [at for at in named if _plain(cells[at]) == label]
    found = exact or named
    return (found[0][0], found[0][1] + 1) if len(found) == 1 else None


def _names(cell: RawCell | None, label: str) -> bool:
    text = _plain(cell)
    return text.startswith(label) or text.endswith(label)


def _plain(cell: RawCell | None) -> str:
    """Return the bare text of a cell; a formula's result, such as a preview, is no name."""
    if cell is None or not cell.text or cell.formula or cell.content is not Content.TEXT:
        return ""
    return bare_name(cell.text)


def _typed_year(reader: _TextLines, homes: Mapping[str, Address], body: Mapping[str, str]) -> str:
    """Return the text in the line of the report year, empty if the line is not found.

    Its label is no field of the edition: the line keeps its distance to the first line about the
    agency that was filled in.
    """
    home = homes[YEAR]
    if BODY not in reader.package.sheets:
        return ""
    near = homes[next(iter(body), YEAR)]
    now = reader.moves.get(near, near)
    at = (home.row + now.row - near.row, home.column + now.column - near.column)
    cell = reader.package.cells(BODY).get(at)
    return (cell.text or "").strip() if cell else ""


# The lines of the sheet 出错说明, found by their headings.

HEADINGS = ExplanationColumn.HEADINGS


class ExplanationLines(NamedTuple):
    """The place of the lines: the sheet, the row of the headings, their columns.

    `columns` are those of code, place, figures and text, in this order.
    """

    sheet: str
    head: int
    columns: tuple[int, ...]
    filled: tuple[Explanation, ...]


def find_explanation_lines(package: WorkbookPackage) -> ExplanationLines | None:
    """Return the lines that hold anything, None if no sheet has the headings.

    The sheet 出错说明 is read first, then any other: someone may have renamed it.
    """
    for sheet in sorted(package.sheets, key=lambda name: name != EXPLANATIONS):
        cells = package.cells(sheet)
        heads = {at[0] for at, cell in cells.items() if _heading(cell) == HEADINGS[0]}
        for row in sorted(heads):
            columns = _columns(cells, row)
            if columns:
                return ExplanationLines(
                    sheet, row, columns, tuple(_filled(sheet, cells, row, columns))
                )
    return None


def _columns(cells: Mapping[Position, RawCell], row: int) -> tuple[int, ...]:
    """Return the columns of the headings in `row`, none unless all are there."""
    named = {
        _heading(cell): at[1]
        for at, cell in sorted(cells.items(), reverse=True)
        if at[0] == row and cell.text
    }
    found = tuple(named[heading] for heading in HEADINGS if heading in named)
    return found if len(found) == len(HEADINGS) else ()


def _heading(cell: RawCell) -> str:
    text = squeeze(cell.text or "")
    return HEADINGS[0] if text == ExplanationColumn.CODE_ALONE else text


def _filled(
    sheet: str, cells: Mapping[Position, RawCell], head: int, columns: tuple[int, ...]
) -> Iterator[Explanation]:
    for row in sorted({at[0] for at in cells if at[0] > head and at[1] in columns}):
        code, place, figures, text = (_shown_text(cells.get((row, column))) for column in columns)
        if not (place or figures) and (offered := read_offered(code)):
            code, place, figures = offered.code, offered.place, offered.figures
        yield Explanation(
            code=code,
            place=place,
            figures=figures,
            text=text,
            sheet=sheet,
            cell=Address(sheet, row, columns[-1]).a1,
            row=row,
        )


def _shown_text(cell: RawCell | None) -> str:
    """Return the text that a cell shows; of a formula its stored result."""
    if cell is None or cell.text is None:
        return ""
    amount = parse_stored(cell.text) if cell.content is Content.NUMBER else None
    return cell.text.strip() if amount is None else format_plain(amount)


# The figures of the year before as a workbook itself holds them, on its sheet 上年数.


class PriorYearSheet(NamedTuple):
    """The year of the sheet, None if its seal is lost, and amounts by this form's keys.

    `intact` says that the figures are still those that the workbook was written with. `file` is
    the one that they were taken from, None in workbooks that do not remember it.
    """

    year: int | None
    amounts: Mapping[str, Decimal | None]
    intact: bool
    file: RememberedFile | None = None


def read_prior_year_sheet(package: WorkbookPackage, edition: Edition) -> PriorYearSheet | None:
    """Return the prior-year figures in the workbook, None if it has no sheet for them."""
    if PRIOR_YEAR_SHEET not in package.sheets:
        return None
    cells = package.cells(PRIOR_YEAR_SHEET)
    rows = {
        cell.text: row
        for (row, column), cell in cells.items()
        if column == PriorYearColumn.KEY and row >= PRIOR_YEAR_TOP and cell.text
    }
    amounts = {
        key: _amount(cells.get((rows[key], PriorYearColumn.THEN))) if key in rows else None
        for key in edition.figures
    }
    sealed = _kept(package, PRIOR_YEAR_SEAL)
    year = sealed_year(sealed)
    intact = year is not None and sealed == seal(year, amounts)
    return PriorYearSheet(year, amounts, intact, prior_file(_kept(package, PRIOR_FILE)))


def _amount(cell: RawCell | None) -> Decimal | None:
    if cell is None or cell.formula or cell.content is not Content.NUMBER:
        return None
    return parse_stored(cell.text or "")


def _kept(package: WorkbookPackage, at: Address) -> str:
    """Return the text of a cell on the hidden sheet."""
    if at.sheet not in package.sheets:
        return ""
    cell = package.cells(at.sheet).get((at.row, at.column))
    return (cell.text or "").strip() if cell else ""
