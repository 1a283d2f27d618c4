"""What a typed or stored text means as a figure."""

from decimal import Decimal, Inexact

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.core.numbers import (
    EXACT,
    InputKind,
    decimal_places,
    format_plain,
    interpret,
    parse_number,
    parse_stored,
    trim_zeros,
)
from disclose.core.text import squeeze

NUMBERS = {
    "0": "0",
    "12": "12",
    " 12 ": "12",
    "\t12\n": "12",
    "\u00a012\u00a0": "12",
    "\u300012\u3000": "12",
    "1\u200b2\ufeff": "12",
    "１２": "12",
    "１，２３４": "1234",
    "１２．５": "12.5",
    "1,234": "1234",
    "1,234,567.5": "1234567.5",
    "1 234 567": "1234567",
    "-3": "-3",
    "－３": "-3",
    "+3": "3",
    "-0": "0",
    "-0.00": "0.00",
    "18.8710": "18.8710",
    ".5": "0.5",
    "12件": "12",
    "12 件": "12",
    "1,234件": "1234",
    "22（其中修订16件）": "22",
    "22 (其中 2022 年 3 5 件)": "22",
    "22件（含废止）": "22",
    "007": "7",
    "零": "0",
    "〇件": "0",
    "9" * 30: "9" * 30,
}

UNREADABLE = (
    "12,34",
    "1,2345",
    ",123",
    "1,,234",
    "3 5",
    "12\n34",
    "12\n345",
    "12 345 6",
    "1E3",
    "1e3",
    "12²",
    "½",
    "一二",
    "約12",
    "12件件",
    "12份",
    "件",
    "(12)",
    "（其中修订16件）",
    "12(3)(4)",
    "12(3",
    "1.2.3",
    "--3",
    "1_000",
    "0x10",
    "NaN",
    "Infinity",
    "∞",
    "٣",
    "=1+2",
    "12%",
    "1/2",
    "1-2",
    "#REF!",
    "9" * 31,
)


@pytest.mark.parametrize("text", NUMBERS)
def test_a_typed_number_is_read(text: str) -> None:
    found = interpret(text, "件")
    assert found.kind is InputKind.NUMBER
    assert str(found.amount) == NUMBERS[text]


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    found = interpret(text, "件")
    assert (found.kind, found.amount) == (InputKind.UNREADABLE, None)


@pytest.mark.parametrize(
    "text", ["/", "／", "-", "－", "—", "——", "–", "无", " 无 ", "不适用", "不 适用", "—\u200b"]
)
def test_a_placeholder_says_nothing_to_report(text: str) -> None:
    found = interpret(text, "件")
    assert (found.kind, found.amount) == (InputKind.PLACEHOLDER, None)


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u3000\n", "\u200b\ufeff"])
def test_what_cannot_be_seen_is_blank(text: str) -> None:
    assert interpret(text, "件").kind is InputKind.BLANK


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("251000元", "万元", None),
        ("25.1万元", "万元", "25.1"),
        ("25.1 万元", "万元", "25.1"),
        ("75394432.52元", "万元", None),
        ("12万", "万元", None),
        ("12件", "", None),
        ("12", "", "12"),
        ("12％", "％", "12"),
    ],
)
def test_only_the_figures_own_unit_may_follow(text: str, unit: str, amount: str | None) -> None:
    assert interpret(text, unit).amount == (None if amount is None else Decimal(amount))


STORED = {
    "9116.3600000000006": "9116.36",
    "0.30000000000000004": "0.3",
    "18.871": "18.871",
    "18.8710": "18.8710",
    "0.1": "0.1",
    "12": "12",
    "-0": "0",
    "0": "0",
    "1E3": "1E+3",
    "1.5E-7": "1.5E-7",
    "5.5511151231257827E-17": "5.55111512312578E-17",
    "0.99999999999999989": "1",
    "123456789012345678901234567890": "123456789012345678901234567890",
    "12345678901234567": "12345678901234567",
    "-2.2000000000000002": "-2.2",
}


@pytest.mark.parametrize("text", STORED)
def test_a_stored_number_is_what_the_spreadsheet_showed(text: str) -> None:
    assert str(parse_stored(text)) == STORED[text]


@pytest.mark.parametrize(
    "text",
    [
        "NaN",
        "INF",
        "1_000",
        "",
        " 1",
        "1 ",
        "1,000",
        "１",
        "1E99",
        "1E-99",
        "1E1000",
        "TRUE",
        "0x1",
    ],
)
def test_what_no_spreadsheet_stores_is_no_number(text: str) -> None:
    assert parse_stored(text) is None
    assert parse_number(text) is None


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=0
    )
)
def test_whole_numbers_are_stored_exactly(amount: Decimal) -> None:
    assert parse_stored(format_plain(amount)) == amount


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 4)))
def test_a_binary_fraction_of_few_decimals_comes_back(value: float) -> None:
    # 17 digits always tell a double apart: what a spreadsheet file holds
    assert parse_stored(format(value, ".17g")) == Decimal(repr(value))


@given(st.text(max_size=20))
def test_no_text_is_read_as_anything_but_its_digits(text: str) -> None:
    found = interpret(text, "件")
    if found.amount is None:
        assert found.kind is not InputKind.NUMBER
    else:
        digits = squeeze(text).translate(str.maketrans("", "", "+-.,")).partition("(")[0]
        assert (
            format_plain(abs(found.amount)).replace(".", "").lstrip("0") in digits
            or not found.amount
        )


@pytest.mark.parametrize(
    ("amount", "text", "needed"),
    [
        ("1E+3", "1000", 0),
        ("18.8710", "18.8710", 3),
        ("0.000001", "0.000001", 6),
        ("-2.50", "-2.50", 1),
        ("1000000000000000000000000000000.5", "1000000000000000000000000000000.5", 1),
    ],
)
def test_amounts_are_written_plainly(amount: str, text: str, needed: int) -> None:
    assert format_plain(Decimal(amount)) == text
    assert decimal_places(Decimal(amount)) == needed


def test_arithmetic_does_not_round() -> None:
    third = Decimal(1)
    with pytest.raises(Inexact):
        EXACT.divide(third, Decimal(3))
    longest = Decimal("9" * 30)
    assert str(EXACT.multiply(longest, longest)) == str(int("9" * 30) ** 2)


@pytest.mark.parametrize(
    ("amount", "most", "text"),
    [("150.000", 2, "150.00"), ("150.005", 2, "150.005"), ("18.8710", 6, "18.8710"), ("0", 2, "0")],
)
def test_zeros_behind_the_last_decimal_admitted_are_trimmed(
    amount: str, most: int, text: str
) -> None:
    assert format_plain(trim_zeros(Decimal(amount), most)) == text
