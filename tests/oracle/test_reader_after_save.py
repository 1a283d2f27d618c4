"""A workbook that LibreOffice has opened, calculated and saved reads as it did before."""

from pathlib import Path

import pytest

from disclose import api
from disclose.excel.read.reader import Reading, read
from disclose.form.figures.content import FiguresFile
from disclose.form.filing import Filing, Origin, Seal
from tests.support.filings import balanced, changed
from tests.support.read_twice import taken
from tests.support.soffice import Soffice
from tests.support.workbooks import edited, workbook

pytestmark = pytest.mark.soffice

CONTENTS: dict[str, FiguresFile] = {
    "balanced": balanced(),
    "texts": changed(
        {"requests.received[natural]": "３件", "requests.granted[other]": "/"},
        body={"name": "青禾县ABC人民政府"},
        texts={"problems": "一是 mixed 中文 text。\n二是……"},
    ),
}


def _reading(data: bytes) -> Reading:
    return read(data, "a.xlsx", api.library())


def _saved(soffice: Soffice, folder: Path, data: bytes) -> bytes:
    path = folder / "a.xlsx"
    path.write_bytes(data)
    [copy] = soffice.recalculate([path], folder / "out")
    return copy.read_bytes()


def _without_formulas(filing: Filing) -> Filing:
    entries = {key: each._replace(formula="") for key, each in filing.entries.items()}
    return filing._replace(entries=entries, origin=Origin())


@pytest.mark.parametrize("name", CONTENTS)
def test_a_saved_copy_reads_the_same(soffice: Soffice, tmp_path: Path, name: str) -> None:
    data = workbook(CONTENTS[name])
    before, after = _reading(data), _reading(_saved(soffice, tmp_path, data))
    assert before.filing is not None
    assert after.filing is not None
    assert after.findings == ()
    assert _without_formulas(after.filing) == _without_formulas(before.filing)
    totals = api.library().get("cn-2021").fills
    assert {after.filing.entries[key].seal for key in totals} == {Seal.INTACT}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_saved_copy_is_read_by_its_skeletons(soffice: Soffice, tmp_path: Path, name: str) -> None:
    assert not taken(_saved(soffice, tmp_path, workbook(CONTENTS[name])))[False]


def test_a_changed_formula_is_still_told_after_a_save(soffice: Soffice, tmp_path: Path) -> None:
    data = edited(workbook(balanced()), {"表三!D29": {"formula": "SUM(D8:D27)", "value": "0"}})
    filing = _reading(_saved(soffice, tmp_path, data)).filing
    assert filing is not None
    assert filing.entries["requests.total[natural]"].seal is Seal.CHANGED
    assert filing.entries["requests.total[business]"].seal is Seal.INTACT
