"""What number formats show for a number, worked out by hand from ECMA-376 part 1, 18.8.31."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.excel.read.formats import shown_number, shown_text
from tests.support.number_formats import USUAL

AS_IT_IS = (
    ("", "5", "件"),
    ("General", "5", "件"),
    ("G/通用格式", "5", "件"),
    ("@", "5", "件"),
    ("0", "5", "件"),
    ("#,##0", "1234", "件"),
    ("0.0", "12.34", "万元"),
    ("0.00E+00", "12000", "件"),
    ("# ?/?", "0.5", "件"),
    ('0"件"', "12", "件"),
    ('0 "件"', "12", "件"),
    ('0"万"', "12", "万元"),
    ('0"万元"', "12", "万元"),
    ("¥#,##0.00", "12.5", "万元"),
    ("[$¥-804]#,##0", "5", "万元"),
    ('"¥"#,##0.00;[Red]"¥"-#,##0.00', "-12.5", "万元"),
    ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "5", "件"),
    ("0_);(0)", "-5", "件"),
    ("0_);[Red](0)", "-5", "件"),
    ("[Red]0", "3", "件"),
    ("0;[Red]0", "-3", "件"),
    ("0;-0;;@", "5", "件"),
    ("0;-0;;@", "0", "件"),
    ("0%", "0", "件"),
    ("[DBNum1][$-804]General", "5", "件"),
    ("[DBNum2]0", "5", "件"),
    ('[>=10000]0!.0,"万";0', "5", "件"),
    ("0" * 300 + "%", "5", "件"),
    ("# ?/16", "5", "件"),
    ("# ??/??", "0.25", "万元"),
    ("0.00E+00", "12300", "件"),
    ('0"人次"', "5", "件"),
    ('0"萬元"', "5", "万元"),
    ('0"件（1-12月）"', "5", "件"),
    ('"约"0', "5", "件"),
    ("#\\,##0", "1234", "件"),
    ('#" "##0', "1234567", "件"),
    ("General\\ ", "5", "件"),
    ("0;@", "-5", "件"),
    ('0;-0;"无"', "0", "件"),
    ('0"%"', "0", "件"),
    ('0"万"', "0", "件"),
    ("h:mm", "0", "件"),
    ("**#,##0", "5", "件"),
)

OTHERWISE = (
    ("0%", "0.12", "件", "12%"),
    ("0.00%", "0.125", "件", "12.50%"),
    ("0%", "-0.12", "件", "-12%"),
    ('0!.0,"万"', "75394432.52", "万元", "7539.4万"),
    ('0!.0,"万"', "1.5", "万元", "0.0万"),
    ("0\\.0,", "123456", "件", "12.3"),
    ('0"."0', "123", "件", "12.3"),
    ("0.00,", "12345", "件", "12.35"),
    ("#,##0,,", "123456789", "件", "123"),
    ('0"万"', "12", "件", "12万"),
    ('General"万"', "12", "件", "12万"),
    ('"1"0', "5", "件", "15"),
    ("0;0", "-5", "件", "5"),
    (";;;", "5", "件", ""),
    ("0;-0;;@", "-5", "件", None),
    ('[>=10000]0!.0,"万";0', "23456", "件", "2.3万"),
    ("[<10]0%;[=20]0;0.0%", "20", "件", None),
    ("[<>5]0%;0", "5", "件", None),
    ("[>5]0%;[<=5]0", "5", "件", None),
    ("[>50]0%", "5", "件", None),
    ("yyyy/m/d", "46085", "件", "2026-03-04"),
    ('m"月"d"日"', "46085", "件", "2026-03-04"),
    ("[$-F800]dddd, mmmm dd, yyyy", "46085", "件", "2026-03-04"),
    ("yyyy/m/d", "12", "件", "1900-01-12"),
    ("yyyy/m/d", "61", "件", "1900-03-01"),
    ("yyyy/m/d h:mm", "46085.5", "件", "2026-03-04 12:00:00"),
    ("h:mm", "0.125", "件", "03:00:00"),
    ("[h]:mm", "1.5", "件", "36:00:00"),
    ("yyyy/m/d", "-1", "件", "####"),
    ("yyyy/m/d", "9999999", "件", "####"),
    ("yyyy/m/d", "0", "件", "1900-01-00"),
    ('General"0"', "5", "件", "50"),
    ("General%", "5", "件", "500%"),
    ('0"零"', "5", "件", "5零"),
    ('0"‰"', "5", "件", "5‰"),
    ('0"%"', "5", "件", "5%"),
    ("0\\%", "5", "件", "5%"),
    ('0"％"', "5", "件", "5％"),
    ('0"萬"', "5", "件", "5萬"),
    ('0"百"', "5", "件", "5百"),
    ('0"仟"', "5", "件", "5仟"),
    ('0"亿"', "5", "件", "5亿"),
    ('0"〇"', "5", "件", "5〇"),
    ('0"①"', "5", "件", "5①"),
    ('"1"General', "5", "件", "15"),
    ('"1"0', "0", "件", "10"),
    ('0;-0;"5"', "0", "件", "5"),
    ('"0"', "5", "件", "0"),
    ('""', "5", "件", ""),
    ('0"元"', "5", "万元", "5元"),
    ("[$5]0", "5", "件", "55"),
    ("0*0", "5", "件", "50"),
    ("\\-0", "5", "件", "-5"),
    ("(0)", "5", "件", "(5)"),
    ("000\\-0000", "1234567", "件", "123-4567"),
    ("0.00E+00", "12345", "件", "1.23E+04"),
    ("# ?/?", "12.34", "万元", "12 1/3"),
    ("# ?/2", "5.3", "万元", "5 1/2"),
)

TEXTS = (
    ("General", None),
    ("0", None),
    ("@", None),
    ('@"件"', None),
    ("0;@", None),
    ("0;-0;0;@", None),
    ('_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', None),
    (";;;", ""),
    ('@"0"', "120"),
    ('0;-0;0;@"万"', "12万"),
)
"""What a format shows of the text 12."""


@pytest.mark.parametrize(("code", "amount", "unit"), AS_IT_IS)
def test_a_format_that_shows_the_number(code: str, amount: str, unit: str) -> None:
    assert shown_number(code, Decimal(amount), unit) is None


@pytest.mark.parametrize(("code", "amount", "unit", "seen"), OTHERWISE)
def test_a_format_that_shows_something_else(
    code: str, amount: str, unit: str, seen: str | None
) -> None:
    assert shown_number(code, Decimal(amount), unit) == seen


@pytest.mark.parametrize("code", USUAL)
@pytest.mark.parametrize("number", ["0", "5", "1234", "12.5", "-3"])
def test_usual_formats_are_no_finding(code: str, number: str) -> None:
    assert shown_number(code, Decimal(number), "件") is None


@pytest.mark.parametrize(("code", "seen"), TEXTS)
def test_a_format_shows_a_text_as_it_is_or_with_other_digits(code: str, seen: str | None) -> None:
    assert shown_text(code, "12") == seen


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert shown_number("yyyy/m/d", Decimal(1), "件", counts_from_1904=True) == "1904-01-02"


@given(
    st.text(alphabet='0#?.,%;"\\![]<>=ymdhsE+-@万件 A*_', max_size=30),
    st.decimals(-(10**15), 10**15, places=4),
)
def test_any_format_shows_something(code: str, amount: Decimal) -> None:
    seen = shown_number(code, amount, "件")
    assert seen is None or isinstance(seen, str)
    assert shown_text(code, "5") is None or code
