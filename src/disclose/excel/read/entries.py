"""The content of a figure's cell as an entry of the filing."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, TypeGuard

from disclose.core.numbers import EXACT, decimal_places, format_plain, parse_stored
from disclose.core.rich_text import struck
from disclose.excel.read.formats import shown_number, shown_text, shows_whole_numbers
from disclose.excel.read.formulas import Moves, same_formula, stays
from disclose.excel.read.package import WorkbookPackage
from disclose.excel.read.sheet import Content, RawCell
from disclose.excel.read.table_sheets import LocatedTable
from disclose.form.edition.model import Edition, Figure
from disclose.form.filing import Entry, Seal, State, typed_number, typed_text
from disclose.form.layout.address import Address, a1
from disclose.form.layout.book import plan

_PLAIN_FORMAT = re.compile(r"(?:#,##)?0\.(0{1,10})(?:_ |_\))?", re.ASCII)
"""Number formats that show a fixed number of decimals and nothing else."""

MOST_DIGITS = 15
"""A spreadsheet stores so many digits of a number exactly."""

TRUTH = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


class EntryReader(NamedTuple):
    """Reads the entries of one workbook."""

    package: WorkbookPackage
    edition: Edition
    moves: Moves

    def entries(self, tables: Mapping[str, LocatedTable | None]) -> dict[str, Entry]:
        """Return an entry for every figure; one that was not found is missing."""
        totals = plan(self.edition).totals
        stayed = self.moves is stays
        cells = {
            table: _TableCells(self.package, located, stayed=stayed)
            for table, located in tables.items()
            if located
        }
        entries: dict[str, Entry] = {}
        for key, figure in self.edition.figures.items():
            table, total = figure.table.id, totals.get(key, "")
            quick = cells[table].entry(key, figure, total) if table in cells else None
            entries[key] = quick or self.located(figure, tables[table], total)
        return entries

    def fees(self, cells: Mapping[str, Address]) -> dict[str, Entry]:
        """Return an entry for each figure of the fee whose cell was found."""
        return {key: self._entry(self.edition.fees[key], at, "") for key, at in cells.items()}

    def located(self, figure: Figure, located: LocatedTable | None, total: str) -> Entry:
        """Return the entry of a figure; `total` is the form's formula of a total, else empty."""
        key = figure.key
        if located is None or key not in located.figures:
            sheet = located.sheet if located else figure.table.sheet
            return Entry(key=key, state=State.MISSING, sheet=sheet)
        return self._entry(figure, Address(located.sheet, *located.figures[key]), total)

    def _entry(self, figure: Figure, address: Address, total: str) -> Entry:
        key = figure.key
        cell = self.package.cells(address.sheet).get((address.row, address.column))
        if cell is None:
            seal = Seal.REMOVED if total else Seal.NONE
            return Entry(
                key=key, state=State.BLANK, sheet=address.sheet, cell=address.a1, seal=seal
            )
        if cell.formula:
            # The stored result of a total is never believed: the total is computed again.
            if total:
                return self._total(figure, cell, total, address)
            return self._as_seen(figure, _formula(key, cell, address), cell.style)
        return self._typed(figure, cell, address, total=bool(total))

    def _total(self, figure: Figure, cell: RawCell, total: str, address: Address) -> Entry:
        intact = same_formula(
            cell.formula, total[1:], figure.table.sheet, self.moves, address.sheet
        )
        return Entry(
            key=figure.key,
            state=State.COMPUTED,
            sheet=address.sheet,
            cell=address.a1,
            seal=Seal.INTACT if intact else Seal.CHANGED,
            formula=f"={cell.formula}",
            cached=cell.text or None,
        )

    def _typed(self, figure: Figure, cell: RawCell, address: Address, *, total: bool) -> Entry:
        entry = self._content(figure, cell)
        blank = entry.state is State.BLANK
        seal = (Seal.REMOVED if blank else Seal.OVERWRITTEN) if total else Seal.NONE
        return entry._replace(sheet=address.sheet, cell=address.a1, seal=seal)

    def _content(self, figure: Figure, cell: RawCell) -> Entry:
        text, style = cell.text or "", self.package.style(cell.style)
        if style.struck:
            # Whoever strikes a number through means that it does not count.
            return Entry(key=figure.key, state=State.TEXT, typed=struck(text))
        match cell.content:
            case Content.NUMBER:
                entry = typed_number(figure, as_shown(text, style.format))
                return self._as_seen(figure, entry, cell.style)
            case Content.TEXT:
                entry = typed_text(figure, text)
                return _seen_as(entry, shown_text(style.format, text) if entry.amount else None)
            case Content.BOOLEAN:
                return Entry(key=figure.key, state=State.TEXT, typed=TRUTH.get(text, text))
            case Content.ERROR:
                return Entry(key=figure.key, state=State.ERROR, typed=text)

    def _as_seen(self, figure: Figure, entry: Entry, style: str) -> Entry:
        """Return `entry`, without its amount if the cell shows another number than it holds."""
        if entry.amount is None:
            return entry
        seen = shown_number(
            self.package.style(style).format,
            entry.amount,
            figure.measure.unit,
            counts_from_1904=self.package.counts_from_1904,
        )
        return _seen_as(entry, seen)


class _TableCells:
    """The cells of a table that are as the form and whoever fills it in leave them.

    That is a whole number in a style that shows it as it is, and the form's formula of a total in a
    workbook where nothing moved. Such an entry is the one that `EntryReader.located` makes of the
    cell step by step: the number is typed as it is stored, and nothing else is seen. Any other cell
    has none here.
    """

    def __init__(self, package: WorkbookPackage, located: LocatedTable, *, stayed: bool) -> None:
        self._package, self._sheet, self._figures = package, located.sheet, located.figures
        self._cells = package.cells(located.sheet)
        self._stayed = stayed
        self._styles: dict[tuple[str, str], bool] = {}

    def entry(self, key: str, figure: Figure, total: str) -> Entry | None:
        """Return the entry of a figure; `total` is the form's formula of a total, else empty."""
        at = self._figures.get(key)
        cell = self._cells.get(at) if at else None
        if at is None or cell is None:
            return None
        content, text, formula, style = cell
        if formula:
            if not self._stayed or f"={formula}" != total:
                return None
            return Entry(
                key,
                State.COMPUTED,
                sheet=self._sheet,
                cell=a1(*at),
                seal=Seal.INTACT,
                formula=total,
                cached=text or None,
            )
        if (
            content is not Content.NUMBER
            or not _is_whole(text)
            or not self._is_shown(style, figure.measure.unit)
        ):
            return None
        return Entry(
            key,
            State.AMOUNT,
            Decimal(text),
            text,
            numeric=True,
            sheet=self._sheet,
            cell=a1(*at),
            seal=Seal.OVERWRITTEN if total else Seal.NONE,
        )

    def _is_shown(self, style: str, unit: str) -> bool:
        """Return whether cells of a style show every whole number as it is."""
        known = self._styles.get((style, unit))
        if known is None:
            seen = self._package.style(style)
            known = not seen.struck and shows_whole_numbers(seen.format, unit)
            self._styles[style, unit] = known
        return known


def _is_whole(text: str | None) -> TypeGuard[str]:
    """Return whether a stored number is digits as one types them, few enough to be exact."""
    return (
        text is not None
        and len(text) <= MOST_DIGITS
        and text.isascii()
        and text.isdigit()
        and (text[0] != "0" or text == "0")
    )


def _seen_as(entry: Entry, seen: str | None) -> Entry:
    """Return `entry`, without its amount if the cell shows the text `seen` instead of it."""
    if seen is None:
        return entry
    state = State.TEXT if entry.state is State.AMOUNT else entry.state
    return entry._replace(state=state, amount=None, numeric=False, shown=seen)


def _formula(key: str, cell: RawCell, address: Address) -> Entry:
    number = cell.content is Content.NUMBER and cell.text is not None
    formula = f"={cell.formula}"
    return Entry(
        key=key,
        state=State.FORMULA,
        amount=parse_stored(cell.text or "") if number else None,
        typed=formula,
        sheet=address.sheet,
        cell=address.a1,
        formula=formula,
        cached=cell.text or None,
    )


def as_shown(text: str, code: str) -> str:
    """Return the stored number `text` with the trailing zeros that its number format shows."""
    if "." not in text:
        return text
    amount, match = parse_stored(text), _PLAIN_FORMAT.fullmatch(code)
    if amount is None or match is None or decimal_places(amount) >= len(match[1]):
        return text
    return format_plain(amount.quantize(Decimal(1).scaleb(-len(match[1])), context=EXACT))
