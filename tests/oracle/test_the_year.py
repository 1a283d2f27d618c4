"""What the first sheet says of a clerk's workbook, recalculated by LibreOffice."""

from pathlib import Path

import openpyxl
import pytest

from tests.support.clerk import OFFICE, correct, first_filling
from tests.support.command_line import disclose, run
from tests.support.soffice import Soffice

pytestmark = pytest.mark.soffice


def _status(path: Path) -> str:
    book = openpyxl.load_workbook(path, data_only=True)
    [said] = [
        row[2] for row in book["填表说明"].iter_rows(values_only=True) if row[1] == "填报状态"
    ]
    return str(said)


def test_the_first_sheet_counts_and_then_is_ready(soffice: Soffice, tmp_path: Path) -> None:
    """Of 10, 144 and 12 cells 3, 8 and 1 are filled.

    8 + 1 is not 7 + 1, nor 7 the 5 + 2 + 1, nor 7 + 2 the 10. Part six is
    written, so that the three fees are no open point.
    """
    book, marked = tmp_path / "2024.xlsx", tmp_path / "2024（审核）.xlsx"
    disclose("template", "-y", 2024, "--body", OFFICE, "-o", book)
    first_filling(book)
    run("check", book, "--mark")
    [before] = soffice.recalculate([marked], tmp_path / "前")
    assert _status(before) == (
        "还有 161 处：\n单位信息未填 1、未填 154、填成文字 1、文字未写 2、勾稽不符 3"
    )
    correct(marked)
    [after] = soffice.recalculate([marked], tmp_path / "后")
    assert _status(after) == "可以上报"
    disclose("template", "--previous", marked, "-o", tmp_path / "2025.xlsx")
    [continued] = soffice.recalculate([tmp_path / "2025.xlsx"], tmp_path / "次年")
    assert _status(continued) == "还有 168 处：\n单位信息未填 1、未填 160、文字未写 7"
