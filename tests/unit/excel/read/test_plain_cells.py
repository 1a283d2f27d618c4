"""Cells as the form leaves them are read at once: the same entries as those made step by step."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.excel.read.entries import EntryReader
from disclose.excel.read.formats import Style, shown_number, shows_whole_numbers
from disclose.excel.read.formulas import stays
from disclose.excel.read.sheet import Content, RawCell
from disclose.excel.read.table_sheets import LocatedTable
from disclose.form.filing import State
from disclose.form.layout.address import Address, Position
from disclose.form.layout.book import plan
from tests.support.filings import FORMS, edition

if TYPE_CHECKING:
    from disclose.excel.read.package import WorkbookPackage

CODES = ("", "0", "#,##0", "0.00", "General", "@", '0"件"', "0%", "0!.0,", "yyyy-m-d", ";;;", "0;0")
TEXTS = ("0", "7", "00", "007", "12", "12.50", "1E3", "-4", " 5", "٣", "²", "", "1" * 15, "1" * 16)
NUMBERS = tuple(Decimal(each) for each in (0, 1, 9, 10, 999, 1000, 36524, 10**9, 10**15 - 1))


@given(st.one_of(st.sampled_from(CODES), st.text('0#?.,_ @;"[]-!%/E+General件万y', max_size=8)))
def test_formats_that_show_every_number(code: str) -> None:
    for unit in ("", "件", "万元"):
        if shows_whole_numbers(code, unit):
            assert not [each for each in NUMBERS if shown_number(code, each, unit)]


@pytest.mark.parametrize("code", CODES[:5])
def test_usual_formats_show_every_number(code: str) -> None:
    assert shows_whole_numbers(code, "件")


class _Workbook:
    """One sheet for each table, with the cells that are given."""

    counts_from_1904 = False

    def __init__(self, cells: Mapping[str, Mapping[Position, RawCell]]) -> None:
        self._cells = cells

    def cells(self, sheet: str) -> Mapping[Position, RawCell]:
        return self._cells[sheet]

    def style(self, number: str) -> Style:
        at = int(number or 0)
        return Style(CODES[at % len(CODES)], struck=at > len(CODES))


def _cell(chance: Random, odd: int, total: str) -> RawCell | None:
    if chance.randrange(odd):
        if total:
            return RawCell(Content.NUMBER, chance.choice(["3", None]), total[1:], "")
        return RawCell(Content.NUMBER, str(chance.randint(0, 99)), "", chance.choice("0123"))
    formula = chance.choice(["", "", "", total[1:], "SUM(A1)", total[1:].lower()])
    text = chance.choice([*TEXTS, None])
    style = str(chance.randrange(2 * len(CODES)))
    return chance.choice([RawCell(chance.choice([*Content]), text, formula, style), None])


@pytest.mark.parametrize("form", FORMS)
def test_entries(form: str) -> None:
    chance, each = Random(form), edition(form)  # noqa: S311 - the same each time
    totals, states = plan(each).totals, set[State]()
    for odd in (10_000, 20, 3, 1) * 4:
        places = {key: (at.row, at.column) for key, at in plan(each).cells.items()}
        tables: dict[str, LocatedTable | None] = {}
        cells: dict[str, dict[Position, RawCell]] = {}
        for table in each.tables:
            keys = [key for key, figure in each.figures.items() if figure.table is table]
            found = {key: places[key] for key in keys if chance.randrange(100)}
            drawn = ((places[key], _cell(chance, odd, totals.get(key, ""))) for key in keys)
            cells[table.sheet] = {at: cell for at, cell in drawn if cell}
            tables[table.id] = LocatedTable(
                table=table, sheet=table.sheet, figures=found, labels={}, moved=False
            )
        package = cast("WorkbookPackage", _Workbook(cells))
        for moves in (stays, _one_down):
            reader = EntryReader(package, each, moves)
            entries = reader.entries(tables)
            slow = {
                key: reader.located(figure, tables[figure.table.id], totals.get(key, ""))
                for key, figure in each.figures.items()
            }
            assert repr(entries) == repr(slow)
            assert [*entries] == [*each.figures]
            states |= {entry.state for entry in entries.values()}
    assert states >= {State.AMOUNT, State.BLANK, State.TEXT, State.MISSING, State.ERROR}


def _one_down(address: Address) -> Address:
    return address._replace(row=address.row + 1)
