"""A file that another program has saved is not as we wrote it, even if nothing was changed."""

from pathlib import Path

import pytest

from disclose.core.seal import is_sealed
from tests.support.command_line import disclose, run
from tests.support.report_names import report_in
from tests.support.soffice import Soffice
from tests.support.workbooks import balanced_workbook

pytestmark = pytest.mark.soffice


def test_what_libreoffice_has_saved_is_kept(soffice: Soffice, tmp_path: Path) -> None:
    book, copy = tmp_path / "甲.xlsx", tmp_path / "审核.xlsx"
    book.write_bytes(balanced_workbook())
    disclose("compile", book, "--to", "docx")
    disclose("check", book, "--mark", "-o", copy)
    report = report_in(tmp_path, "docx")
    assert is_sealed(report.read_bytes())
    assert is_sealed(copy.read_bytes())
    soffice.resave(report, tmp_path / "saved").replace(report)
    [saved] = soffice.recalculate([copy], tmp_path / "saved")
    saved.replace(copy)
    assert not is_sealed(report.read_bytes())
    assert not is_sealed(copy.read_bytes())
    theirs = report.read_bytes(), copy.read_bytes()
    assert run("compile", book, "--to", "docx").code == 2
    assert run("check", book, "--mark", "-o", copy).code == 2
    assert (report.read_bytes(), copy.read_bytes()) == theirs
