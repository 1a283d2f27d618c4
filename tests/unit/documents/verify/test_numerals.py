from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.core.numbers import parse_numeral
from disclose.documents.verify.tokens import in_characters, said_in_characters, same
from tests.support.numerals import spelled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1286.45", "1,286.45"),
        ("1286.45", "１２８６.４５"),
        ("44.0%", "44％"),
        ("0", "0.0"),
        ("不足0.1%", "不足 0.1%"),
        ("1286.45万", "1286.45 万"),
        ("【待核实】", "【待核实】"),
        ("", ""),
    ],
)
def test_other_ways_of_writing_are_no_change(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5000", "0.5万"),
        ("5000", "5千"),
        ("44%", "44"),
        ("44%", "44‰"),
        ("0.1%", "不足0.1%"),
        ("49", "50"),
        ("5", "-5"),
        ("4", "四"),
        ("4", ""),
    ],
)
def test_these_are_changes(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("四", 4),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("两百零五", 205),
        ("一千二百八十六", 1286),
        ("一万零三", 10003),
        ("二〇二五", 2025),
        ("三亿零二十万", 300_200_000),
        ("零", 0),
        ("廿五", 25),
        ("卅", 30),
        ("壹佰贰拾", 120),
        ("一百零三", 103),
        ("一百三", 130),
        ("三万五", 35000),
        ("一点二万", 12000),
        ("⑤", 5),
        ("㊿", 50),
    ],
)
def test_numbers_in_characters(text: str, amount: int) -> None:
    assert parse_numeral(text) == amount
    assert said_in_characters(text, str(amount))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("百分之二十", "20%"),
        ("百分之四十四点五", "44.5%"),
        ("千分之三", "3‰"),
        ("一点二万", "1.2万"),
    ],
)
def test_shares_and_scales_in_characters(text: str, amount: str) -> None:
    assert said_in_characters(text, amount)
    assert not said_in_characters(text, "7")


@pytest.mark.parametrize(
    "text",
    ["", "4", "四件", "一" * 17, "三四", "七八十", "万", "百", "点", "点五", "五点", "十点十"],
)
def test_these_are_no_numbers_in_characters(text: str) -> None:
    assert parse_numeral(text) is None
    assert in_characters(text) is None


@given(st.integers(0, 9999))
def test_every_number_below_ten_thousand(number: int) -> None:
    assert parse_numeral(spelled(number)) == Decimal(number)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_texts_can_be_compared(one: str, other: str) -> None:
    assert same(one, one)
    assert same(one, other) is same(other, one)
    in_characters(one)
