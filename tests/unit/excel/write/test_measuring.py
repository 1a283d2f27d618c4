"""Room that Chinese text takes. At 10 points a character is 10 points wide, or 13 1/3 pixels."""

from decimal import Decimal

import pytest

from disclose.excel.write.sheet import Box
from disclose.excel.write.text_metrics import breadth, broken, columns, height, lines, rows

FIVE = 6 + 67
"""Pixels that take five characters of 10 points and the cell's padding."""


def test_latin_letters_and_digits_are_half_as_wide() -> None:
    assert breadth("（一）REQ01") == 3 + 2.5


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("一二三四五", 1),
        ("一二三四五六", 2),
        ("一\n二", 2),
        ("一二三四AB12CD三四五", 3),
        ("一二AB12", 1),
        ("1234567890123", 2),
    ],
)
def test_lines(text: str, count: int) -> None:
    assert lines(text, 10, FIVE) == count


def test_a_row_has_room_for_its_lines_and_no_more_than_a_spreadsheet_admits() -> None:
    assert height("一二三四五六", 10, FIVE) == pytest.approx(2 * 14 + 6)
    assert height("字" * 10_000, 10, FIVE) == 409


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总计", "总计"),
        ("社会公益组织", "社会公益\n组织"),
        ("（三）不予公开", "（三）\n不予公开"),
        ("未经复议直接起诉", "未经复议\n直接起诉"),
    ],
)
def test_labels_break_where_they_read_best(text: str, expected: str) -> None:
    assert broken(text, 10, FIVE) == expected


def test_columns_share_the_width() -> None:
    assert columns([Decimal(1), Decimal(3)], 400) == (100, 300)


def test_a_merged_cell_gets_the_height_it_lacks_from_its_rows() -> None:
    needs = [(Box(0, 0, rows=2), 70.0), (Box(1, 1), 30.0)]
    assert rows(needs, 3, 20) == {0: 30, 1: 40, 2: 20}
