"""What was typed means the same after LibreOffice has opened and saved the workbook."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.soffice import Soffice
from tests.support.typed import Typed, cases, outcome_of, workbook

pytestmark = pytest.mark.soffice

LOOKS = [
    case
    for case in cases()
    if case.format or case.runs or case.struck or case.hidden or case.merged or case.number
]
"""Cases whose meaning hangs on what a program may rewrite: numbers, formats, runs, arrangement."""


def _told(case: Typed, data: bytes) -> tuple[Decimal | str, list[str]]:
    done = outcome_of(case, data)
    return _amount(done.read), [each.code for each in done.findings]


def _amount(read: str) -> Decimal | str:
    """Return the amount of what was read: zeros behind the point may come and go."""
    return Decimal(read) if read[-1].isdigit() else read


def test_formats_runs_and_arrangement_survive_a_save(soffice: Soffice, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.xlsx" for number in range(len(LOOKS))]
    for case, path in zip(LOOKS, paths, strict=True):
        path.write_bytes(workbook(case))
    copies = soffice.recalculate(paths, tmp_path / "out")
    said = {
        str(case): _told(case, path.read_bytes()) for case, path in zip(LOOKS, copies, strict=True)
    }
    expected = {str(case): (_amount(case.read), list(case.codes)) for case in LOOKS}
    differing = {
        name: (said[name], expected[name]) for name in said if said[name] != expected[name]
    }
    assert differing == {}
