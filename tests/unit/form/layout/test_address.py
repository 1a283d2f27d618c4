"""Cells and ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.form.layout.address import Address, Area, areas, letters, parse_a1


@pytest.mark.parametrize(
    ("column", "text"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"),
     (16383, "XFD")],
)  # fmt: skip
def test_columns_are_counted_in_letters(column: int, text: str) -> None:
    assert letters(column) == text


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_a_cell_written_down_is_read_again(row: int, column: int) -> None:
    assert parse_a1(Address("表", row, column).a1) == (row, column)


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "a1", "$A$1", "A1:B2", "AAAA1", "A01", "Ａ1"])
def test_what_is_no_cell_is_not_read(text: str) -> None:
    assert parse_a1(text) is None


def test_references_name_another_sheet_only() -> None:
    first, last = Address("表三", 5, 3), Address("表三", 27, 3)
    assert Area(first, last).seen_from("表三") == "D6:D28"
    assert Area(first, last).seen_from("审核") == "表三!D6:D28"
    assert Area(first, first).seen_from("审核") == "表三!D6"
    assert first.absolute() == "表三!$D$6"


def _inside(area: Area) -> list[Address]:
    assert area.first.sheet == area.last.sheet
    rows = range(area.first.row, area.last.row + 1)
    columns = range(area.first.column, area.last.column + 1)
    return [Address(area.first.sheet, row, column) for row in rows for column in columns]


cells = st.builds(Address, st.sampled_from(["甲", "乙"]), st.integers(0, 6), st.integers(0, 6))


@given(st.lists(cells))
def test_ranges_cover_the_cells_each_once(given_cells: list[Address]) -> None:
    covered = [cell for area in areas(given_cells) for cell in _inside(area)]
    assert len(covered) == len(set(covered))
    assert set(covered) == set(given_cells)


@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 5), st.integers(1, 5))
def test_a_rectangle_is_one_range(row: int, column: int, rows: int, columns: int) -> None:
    last = Address("表", row + rows - 1, column + columns - 1)
    area = Area(Address("表", row, column), last)
    assert areas(reversed(_inside(area))) == (area,)
