"""The sheets of the tables: what is typed, what is admitted, how it is printed."""

from decimal import Decimal

import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from disclose.excel.write.table_sheet import number_format
from disclose.form.edition.sheet_names import REVIEW
from disclose.form.layout.address import Address
from tests.support.editions import packaged
from tests.support.written_workbooks import Written, blank, book, filed, written

FEES, ISSUED = "proactive.fees[amount]", "proactive.rules[issued]"
GRANTED_TOTAL = "requests.granted[total]"


def _validations(result: Written, sheet: str) -> dict[str, DataValidation]:
    return {
        Address(sheet, row - 1, column - 1).a1: each
        for each in result.formulas[sheet].data_validations.dataValidation
        for area in each.sqref.ranges
        for row, column in area.cells
    }


def test_every_input_admits_numbers_only_and_explains_itself() -> None:
    for table in packaged().tables:
        every = _validations(blank(), table.sheet)
        found = {cell: each for cell, each in every.items() if each.type}
        assert set(found) == {book().cells[key].a1 for key in book().inputs(table.id)}
        for each in found.values():
            assert each.errorStyle in {None, "stop"}
            assert 0 < len(each.promptTitle or "") <= 32
            assert 0 < len(each.prompt or "") <= 255
            assert 0 < len(each.error or "") <= 255


def test_counts_are_whole_and_money_may_have_decimals() -> None:
    found = _validations(blank(), "表二")
    assert (found["B5"].type, found["B5"].formula1) == ("whole", "0")
    assert (found["B16"].type, found["B16"].formula1) == ("decimal", "0")


def test_the_help_names_row_and_column_and_says_what_counts() -> None:
    help_ = _validations(blank(), "表二")["B5"]
    assert help_.promptTitle == "规章 · 制发"
    assert help_.prompt == (
        "规章 · 本年制发件数\n"
        "只有依法有权制定规章的机关才填，其他单位填0。\n"
        "本年新制定发布的件数，修订后重新发布的也计入。\n"
        "填整数（件），没有的填 0。"
    )


def test_a_number_is_a_number_and_keeps_its_trailing_zeros() -> None:
    cell = written(filed({FEES: "18.8710"})).at(book().cells[FEES])
    assert (cell.value, cell.data_type, cell.number_format) == (18.871, "n", "0.0000")


@pytest.mark.parametrize("text", ["/", "无", "12件", "３", "1,234", "=3+4", " "])
def test_a_text_is_written_to_the_letter(text: str) -> None:
    cell = written(filed(texts={ISSUED: text})).at(book().cells[ISSUED])
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("123456789012345", "n"), ("1234567890123456", "s"), ("10000000000000000000", "n")],
)
def test_digits_that_a_spreadsheet_would_lose_are_written_as_text(text: str, kind: str) -> None:
    cell = written(filed({ISSUED: text})).at(book().cells[ISSUED])
    assert (Decimal(str(cell.value)), cell.data_type) == (Decimal(text), kind)


def test_a_typed_total_replaces_the_formula() -> None:
    cell = written(filed({GRANTED_TOTAL: "77"})).at(book().cells[GRANTED_TOTAL])
    assert (cell.value, cell.protection.locked) == (77, True)


def test_a_total_shows_the_sum_of_the_number_cells() -> None:
    """Text is nothing to SUM, though the checks read 12件 as twelve."""
    result = written(
        filed(
            {"requests.granted[natural]": "5", "requests.granted[business]": "7"},
            {"requests.granted[research]": "12件"},
        )
    )
    assert result.result(book().cells[GRANTED_TOTAL]) == 12
    assert result.result(book().cells["requests.total[total]"]) == 12


def test_results_of_checks_stand_beside_the_table_and_are_not_printed() -> None:
    for line in book().review:
        beside = book().beside(line.constraint)
        assert blank().at(beside).value == f"={REVIEW}!$G${line.row + 1}"
        grid = book().grids[line.constraint.table]
        assert beside.column >= grid.columns or beside.row >= 2 + grid.rows


def test_a_check_beside_the_table_says_its_rule_when_selected() -> None:
    line = next(line for line in book().review if line.constraint.code == "REQ03")
    at = book().beside(line.constraint).a1
    told = _validations(blank(), "表三")[at]
    assert (told.promptTitle, told.prompt) == (
        "REQ03",
        "总计 ＝ 各类申请人之和\n强制性，各数见“审核”。",
    )


def test_the_requests_table_is_one_upright_page() -> None:
    sheet = blank().formulas["表三"]
    assert sheet.print_area == "'表三'!$A$1:$J$30"
    assert sheet.page_setup.orientation != "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToWidth is sheet.page_setup.fitToHeight is None  # that is, 1
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.blackAndWhite
    assert sheet.freeze_panes == "D6"


def test_the_disputes_table_lies_on_its_side() -> None:
    sheet = blank().formulas["表四"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_area == "'表四'!$A$1:$O$6"
    assert sheet.freeze_panes == "A6"


def test_the_short_table_lies_on_its_side_and_every_table_is_signed() -> None:
    assert blank().formulas["表二"].page_setup.orientation == "landscape"
    for sheet in ("表二", "表三", "表四"):
        foot = blank().formulas[sheet].oddFooter
        assert foot is not None
        assert "单位负责人：　" in str(foot.center.text)


def test_body_and_units_stand_over_the_table() -> None:
    assert blank().result(Address("表二", 1, 0)) == "填报单位：青禾县民政局"
    assert blank().result(Address("表二", 1, 3)) == "单位：件、万元"


@pytest.mark.parametrize(
    ("typed", "expected"), [("7", "General"), ("7.0", "0.0"), ("0.120000", "0.000000")]
)
def test_formats_follow_what_was_typed(typed: str, expected: str) -> None:
    entry = filed({FEES: typed}).entries[FEES]
    cell = written(filed({FEES: typed})).at(book().cells[FEES])
    assert entry.typed == typed
    assert cell.number_format == expected
    assert number_format("7.0") == "General"
