"""Workbooks that LibreOffice has opened, recalculated and saved are read as before."""

from pathlib import Path

import pytest

from tests.command_line import checked, exported
from tests.oracle.soffice import Soffice
from tests.test_real_reports import NAMES, WRONG, filled, same

pytestmark = pytest.mark.soffice


def test_neither_findings_nor_figures_change(soffice: Soffice, tmp_path: Path) -> None:
    """No false report of tampering, nothing lost: on every real report."""
    books = [filled(name, tmp_path) for name in NAMES]
    saved = soffice.recalculate(books, tmp_path / "saved")
    for name, before, after in zip(NAMES, books, saved, strict=True):
        code = 1 if name in WRONG else 0
        assert checked(after, code)["findings"] == checked(before, code)["findings"], name
        same(name, exported(after)["figures"])
