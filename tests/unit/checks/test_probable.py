"""What a text was probably meant to be: shown beside it, never read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.checks.guess import probable
from disclose.core.rich_text import STROKE

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("二十三", "件", "23"),
        ("十", "件", "10"),
        ("一百二十三件", "件", "123"),
        ("两千零五", "件", "2005"),
        ("一二三", "件", "123"),
        ("三万五千", "件", "35000"),
        ("一亿二千万", "件", "120000000"),
        ("75394432.52元", "万元", "7539.443252"),
        ("75,394,432.52元", "万元", "7539.443252"),
        ("12万", "万元", "12"),
        ("3亿元", "万元", "30000"),
        ("1.2万", "件", "12000"),
        ("12条", "件", "12"),
        ("（5）", "件", "-5"),
        ("5-", "件", "-5"),
        ("1.2E+3", "件", "1200"),
        ("1O", "件", "10"),
        ("l2件", "件", "12"),
        (f"1{STROKE}2{STROKE}15", "件", "15"),
    ],
)
def test_a_likely_number(text: str, unit: str, amount: str) -> None:
    assert probable(text, unit) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *((each, "件") for each in ("约12", "12余", "12+3", "3、5", "①", "√", "", "12%", "(五)")),
        ("12元", "件"),
        ("12件", "万元"),
        ("1" * 50, "件"),
        (f"1{STROKE}", "件"),
    ],
)
def test_no_guess(text: str, unit: str) -> None:
    assert probable(text, unit) is None


@given(st.integers(0, 9999))
def test_chinese_numbers_below_ten_thousand(number: int) -> None:
    assert probable(_chinese(number), "件") == number


def _chinese(number: int) -> str:
    """The way numbers are said: units between digits, one 零 for a gap, none at the end."""
    said = ""
    for unit, power in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // power % 10
        if digit:
            said += DIGITS[digit] + unit
        elif said and not said.endswith("零"):
            said += "零"
    return said.rstrip("零") or "零"


@given(st.text(max_size=20), st.sampled_from(["件", "万元"]))
def test_any_text_is_taken(text: str, unit: str) -> None:
    amount = probable(text, unit)
    assert amount is None or amount.is_finite()
