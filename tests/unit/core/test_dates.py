from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.core.dates import dated, day


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "2026年1月5日",
            "2026年01月05日",
            "2026-01-05",
            "2026/1/5",
            "2026.1.5",
            " 2026 年 1 月 5 日 ",
        ),
        *("２０２６年１月５日", "二〇二六年一月五日", "二○二六年一月五日", "二零二六年一月五日"),
        *("2026年1月5号", "2026年元月5日", "二0二六年元月五日"),
    ],
)
def test_a_date_is_written_in_arabic_numerals_without_zeros(typed: str) -> None:
    assert day(typed) == date(2026, 1, 5)
    assert dated(typed) == "2026年1月5日"


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("十", 10), ("十一", 11), ("二十", 20), ("二十九", 29), ("三十", 30), ("三十一", 31)],
)
def test_chinese_numerals_count(numeral: str, number: int) -> None:
    assert day(f"二〇二五年十二月{numeral}日") == date(2025, 12, number)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "2026年1月", "2026年2月30日", "2026-1.5", "二〇二六年十十月五日", "一月五日"),
        *("2026年1月5日印发", "26年1月5日", "0000-01-01", "二〇二六年一一一月五日"),
    ],
)
def test_what_is_no_date_stays_as_typed(typed: str) -> None:
    assert day(typed) is None
    assert dated(typed) == typed


@given(st.dates())
def test_every_day_is_read_back(one: date) -> None:
    text = f"{one.year:04}年{one.month}月{one.day}日"
    assert day(text) == one
    assert day(one.isoformat()) == one
