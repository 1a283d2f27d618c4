"""What the workbook is as a whole: sheets, locks, formulas, stamps, bytes."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from disclose.core.errors import UnwritableWorkbookError
from disclose.core.text import squeeze
from disclose.excel.write.writer import write
from disclose.form.edition.sheet_names import EXPLANATIONS, META, TEXTS
from disclose.form.filing import empty
from disclose.form.layout.book import EXPLANATIONS_TOP, plan
from disclose.form.layout.draw import CellRole
from disclose.form.layout.stamp import STAMP_CELL, STAMP_NAME, STAMP_PROPERTY, parse
from tests.support.editions import packaged
from tests.support.written_workbooks import YEAR, blank, book, filed, written

PERMITTED = {
    *("SUM", "IF", "AND", "OR", "NOT", "ROUND", "ABS", "COUNT", "COUNTA", "COUNTIF"),
    *("COUNTBLANK", "ISNUMBER", "INT", "MAX", "MIN", "TEXT", "LEN", "SUBSTITUTE"),
    *("INDEX", "MATCH"),
}
"""Functions that Excel, WPS and LibreOffice agree on; none of them is volatile."""

ORDER = "填表说明 单位信息 表二 表三 表四 文字部分 审核 出错说明 图表 _meta"


def _functions(text: str) -> set[str]:
    outside_quotes = re.sub(r'"[^"]*"', "", text)
    return set(re.findall(r"([A-Za-z_.][A-Za-z0-9_.]*)\(", outside_quotes))


def test_the_sheets_stand_in_the_order_of_the_plan() -> None:
    assert blank().formulas.sheetnames == ORDER.split(" ")


def test_the_same_arguments_give_the_same_bytes() -> None:
    filing = filed({"proactive.fees[amount]": "18.8710"})
    assert write(book(), filing) == write(book(), filing)


def test_no_clock_is_written_down() -> None:
    properties = blank().formulas.properties
    assert properties.created == datetime(YEAR + 1, 1, 1)  # noqa: DTZ001
    data = write(book(), empty(packaged(), YEAR, {}))
    assert {entry.date_time for entry in ZipFile(BytesIO(data)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }


def test_every_figure_has_its_cell_inputs_open_and_totals_locked() -> None:
    for key, address in book().cells.items():
        cell, total = blank().at(address), book().totals.get(key)
        assert cell.value == total
        assert bool(cell.protection.locked) is (total is not None)


def test_nothing_else_is_open() -> None:
    inputs = [key for key in book().cells if key not in book().totals]
    addresses = [
        *(book().cells[key] for key in inputs),
        *book().body.values(),
        *book().texts.values(),
        *book().fees.values(),
    ]
    expected = {(each.sheet, each.a1) for each in addresses}
    lines = range(EXPLANATIONS_TOP + 1, EXPLANATIONS_TOP + 31)
    expected |= {(EXPLANATIONS, f"{column}{row}") for column in "ABCD" for row in lines}
    open_cells = {
        (cell.parent.title, cell.coordinate)
        for cell in blank().cells()
        if not cell.protection.locked
    }
    assert open_cells == expected


def test_every_sheet_is_protected_without_a_password() -> None:
    for sheet in blank().formulas.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert not sheet.protection.formatColumns  # False: not forbidden


def test_only_functions_that_all_programs_know() -> None:
    used: set[str] = set()
    for cell, _ in blank().formula_cells():
        used |= _functions(str(cell.value))
    for sheet in blank().formulas.worksheets:
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                used |= _functions(" ".join(rule.formula))
    assert used <= PERMITTED
    assert {"SUM", "COUNTBLANK", "ISNUMBER"} <= used


def test_every_formula_has_a_stored_result() -> None:
    results = [result for cell, result in blank().formula_cells() if cell.parent.title != META]
    assert len(results) > 4 * len(book().review)
    assert all(result not in {None, ""} for result in results)


def test_the_form_is_printed_with_every_label() -> None:
    for table in packaged().tables:
        for cell in book().grids[table.id].cells:
            if cell.role is not CellRole.FIGURE:
                shown = blank().formulas[table.sheet].cell(cell.row + 3, cell.column + 1).value
                assert squeeze(str(shown)) == squeeze(cell.text)


def test_merged_cells_are_those_of_the_form() -> None:
    for table in packaged().tables:
        grid = book().grids[table.id]
        expected = {
            (cell.row + 3, cell.column + 1, cell.row + 2 + cell.rows, cell.column + cell.columns)
            for cell in grid.cells
            if cell.rows * cell.columns > 1
        }
        merged = {
            (each.min_row, each.min_col, each.max_row, each.max_col)
            for each in blank().formulas[table.sheet].merged_cells.ranges
        }
        assert expected <= merged


def test_the_stamp_stands_three_times() -> None:
    formulas = blank().formulas
    text = str(blank().at(STAMP_CELL).value)
    found = parse(text)
    assert found is not None
    assert (found.edition, found.fingerprint) == ("cn-2021", packaged().fingerprint)
    assert formulas[META].sheet_state == "veryHidden"
    assert formulas.defined_names[STAMP_NAME].attr_text == "_meta!$A$1"
    properties = ZipFile(BytesIO(write(book(), filed()))).read("docProps/custom.xml").decode()
    assert f'name="{STAMP_PROPERTY}"><vt:lpwstr>{text}<' in properties


def test_the_properties_name_the_form_and_the_body() -> None:
    properties = blank().formulas.properties
    assert properties.title == "2025年政府信息公开工作年度报告填报表"
    [company] = re.findall(
        "<Company>(.*)</Company>",
        ZipFile(BytesIO(write(book(), filed()))).read("docProps/app.xml").decode(),
    )
    assert company == "青禾县民政局"


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(UnwritableWorkbookError):
        write(book(), filed(sections={"problems": "长" * 32_768}))


def test_a_workbook_without_year_and_body_can_be_written() -> None:
    data = write(plan(packaged()), empty(packaged(), None, {}))
    sheet = load_workbook(BytesIO(data))["单位信息"]
    assert sheet["B3"].value is None
    assert sheet["B4"].value is None


def test_texts_stay_texts() -> None:
    body = {"name": "=1+1", "code": "012345678901234567", "website": "http://www.example.gov.cn"}
    result = written(filed(body=body, sections={"problems": "+一是……\n二是……"}))
    for name, text in body.items():
        cell = result.at(book().body[name])
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert result.at(book().texts["problems"]).value == "+一是……\n二是……"


def test_rows_of_texts_grow_with_what_is_typed() -> None:
    package = ZipFile(BytesIO(write(book(), empty(packaged(), YEAR, {}))))
    part = package.read(f"xl/worksheets/sheet{book().sheets.index(TEXTS) + 1}.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)" ([^>]*)>', part))
    for at in book().texts.values():
        assert "ht=" in rows[str(at.row + 1)]
        assert "customHeight" not in rows[str(at.row + 1)]
    assert "customHeight" in rows["1"]
