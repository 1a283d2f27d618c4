"""What LibreOffice saves reads the same in our reader and in openpyxl, or for a listed reason."""

from pathlib import Path

import pytest

from tests.support.second_reader.books import of_forms
from tests.support.second_reader.compared import compare, found_again
from tests.support.second_reader.odd import ODD
from tests.support.soffice import Soffice

pytestmark = pytest.mark.soffice

SLOW = {"far away"}
"""LibreOffice writes every row up to the last one."""


def test_workbooks_of_each_form_and_odd_cells(soffice: Soffice, tmp_path: Path) -> None:
    given = {name: make() for name, make in of_forms().items()}
    given |= {name: data for name, (data, _) in ODD.items() if name not in SLOW}
    paths = [tmp_path / f"{number}.xlsx" for number in range(len(given))]
    for path, data in zip(paths, given.values(), strict=True):
        path.write_bytes(data)
    saved = soffice.recalculate(paths, tmp_path / "saved")
    unexplained, reported = {}, {}
    for name, path in zip(given, saved, strict=True):
        data = path.read_bytes()
        unexplained[name], reported[name] = compare(data).unexplained, found_again(data)
    assert not any(unexplained.values()), unexplained
    assert not any(reported.values()), reported
