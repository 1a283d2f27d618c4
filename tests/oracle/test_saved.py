"""Workbooks that LibreOffice has opened, recalculated and saved are read as before."""

from pathlib import Path

import pytest

from tests.support.command_line import checked, exported
from tests.support.real_reports import NAMES, WRONG, filled, same
from tests.support.soffice import Soffice
from tests.support.workbooks import balanced_workbook

pytestmark = pytest.mark.soffice


def test_neither_findings_nor_figures_change(soffice: Soffice, tmp_path: Path) -> None:
    """No false report of tampering, nothing lost: on every real report."""
    books = [filled(name, tmp_path) for name in NAMES]
    saved = soffice.recalculate(books, tmp_path / "saved")
    for name, before, after in zip(NAMES, books, saved, strict=True):
        code = 1 if name in WRONG else 0
        assert checked(after, code)["findings"] == checked(before, code)["findings"], name
        same(name, exported(after)["figures"])


@pytest.mark.parametrize(
    ("to", "suffix", "code"),
    [("xls:MS Excel 97", ".xls", "BOOK03"), ("ods", ".ods", "BOOK01"), ("csv", ".csv", "BOOK01")],
)
def test_another_format_under_a_false_name_is_refused(
    to: str, suffix: str, code: str, soffice: Soffice, tmp_path: Path
) -> None:
    book = tmp_path / "青禾县.xlsx"
    book.write_bytes(balanced_workbook())
    [other] = soffice._convert([book], tmp_path / "other", to=to, suffix=suffix)
    [found] = checked(other.rename(other.with_suffix(".xlsx")), code=2)["findings"]
    assert found["code"] == code
