"""Formulas that only look different, formulas that are, and shared ones written out."""

import pytest

from disclose.excel.read.formulas import MAX_FORMULA, same_formula, shift_formula
from disclose.form.layout.address import Address


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("SUM(D8:D28)", "SUM(D8:D28)"),
        ("sum( d8 : d28 )", "SUM(D8:D28)"),
        ("SUM($D$8:$D$28)", "SUM(D8:D28)"),
        ("SUM(表三!D8:D28)", "SUM(D8:D28)"),
        ("SUM('表三'!D8:D28)", "SUM(D8:D28)"),
        ("SUM('表三'!D8:'表三'!D28)", "SUM(D8:D28)"),
        ("_xlfn.SUM(D8)", "SUM(D8)"),
        ("ROUND(D5-E5,0.00)", "ROUND(D5-E5,0)"),
        ("1E3*0.10", "1000*.1"),
        ("IF(TRUE(),1,FALSE())", "IF(TRUE,1,FALSE)"),
        ("'it''s'!A1", "'it''s'!$A$1"),
    ],
)
def test_ways_of_writing_are_no_change(found: str, expected: str) -> None:
    assert same_formula(found, expected, "表三")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("SUM(D8:D27)", "SUM(D8:D28)"),
        ("SUM(D8,D28)", "SUM(D8:D28)"),
        ("SUM(E8:E28)", "SUM(D8:D28)"),
        ("SUM(表二!D8:D28)", "SUM(D8:D28)"),
        ("SUM([1]表三!D8:D28)", "SUM(D8:D28)"),
        ("SUM(D8:D28)+0", "SUM(D8:D28)"),
        ("SUM(#REF!)", "SUM(D8:D28)"),
        ('IF(F5=0,"✓","X")', 'IF(F5=0,"✓","x")'),
        ('"A 1"', '"A1"'),
        ("", "SUM(D8:D28)"),
        pytest.param("A" * (MAX_FORMULA + 1), "A" * (MAX_FORMULA + 1) + " ", id="too-long"),
    ],
)
def test_another_meaning_is_a_change(found: str, expected: str) -> None:
    assert not same_formula(found, expected, "表三")


def test_a_formula_may_follow_its_cells() -> None:
    def moves(address: Address) -> Address:
        return Address("附表", address.row + 1, address.column)

    assert same_formula("SUM(附表!D9:D29)", "SUM(D8:D28)", "表三", moves)
    assert same_formula("SUM(D9:D29)", "SUM(D8:D28)", "表三", moves, "附表")
    assert not same_formula("SUM(D8:D28)", "SUM(D8:D28)", "表三", moves, "附表")


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "expected"),
    [
        ("SUM(D8:D28)", 0, 1, "SUM(E8:E28)"),
        ("SUM($D8:D$28)", 2, 3, "SUM($D10:G$28)"),
        ('IF(A1="B2",表三!C3,LOG10(D4))', 1, 1, 'IF(B2="B2",表三!D4,LOG10(E5))'),
        ("A1+A2", -1, 0, "#REF!+A1"),
        ("XFD1", 0, 1, "#REF!"),
        ("Z9", 0, 1, "AA9"),
        ("SUM(A:A,$B:C)+SUM('表 三'!4:5,$4:6)", 2, 1, "SUM(B:B,$B:D)+SUM('表 三'!6:7,$4:8)"),
        ("SUM(A:B)+SUM(1:2)", -1, -1, "SUM(#REF!)+SUM(#REF!)"),
        ("ABCD:EF+表1[A1]+[1]表!A1", 1, 1, "ABCD:EF+表1[A1]+[1]表!B2"),
    ],
)
def test_a_shared_formula_is_written_out(
    formula: str, rows: int, columns: int, expected: str
) -> None:
    assert shift_formula(formula, rows, columns) == expected
