"""A workbook whose blanks were agreed to be zeros, recalculated: its first sheet and the check."""

from pathlib import Path

import pytest

from disclose import api
from disclose.checks.outcome import Judgement
from tests.support.marked_copies import checked, marked, opened
from tests.support.soffice import Soffice
from tests.support.workbooks import without_zeros

pytestmark = pytest.mark.soffice


def test_the_first_sheet_and_the_check_agree_afterwards(soffice: Soffice, tmp_path: Path) -> None:
    made = {
        "原表": without_zeros(),
        "同意": api.agree_blanks(without_zeros()),
        "副本": api.agree_blanks(marked(without_zeros())),
    }
    paths = [tmp_path / f"{name}.xlsx" for name in made]
    for path, data in zip(paths, made.values(), strict=True):
        assert data is not None
        path.write_bytes(data)
    before, *after = (each.read_bytes() for each in soffice.recalculate(paths, tmp_path / "saved"))
    assert checked(before).judgement is Judgement.FAIL
    assert "可以上报" not in first_sheet(before)
    for data in after:
        assert checked(data).judgement is Judgement.PASS
        assert "可以上报" in first_sheet(data)


def first_sheet(data: bytes) -> set[object]:
    """Return what the cells of the first sheet of the form show."""
    sheet = opened(data, results=True)["填表说明"]
    return {cell.value for row in sheet.iter_rows() for cell in row}
