"""The loops that a roll-up is measured beside do what they claim: `tests.benchmarks.loops`."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from disclose.form.layout.book import plan
from tests.benchmarks.loops import LIBRARIES, LOOPS, PLACES, SUMS, Read
from tests.support.filings import edition
from tests.support.raw_workbooks import reading
from tests.support.workbooks import balanced_workbook, edited, without_zeros

TYPED = edited(balanced_workbook(), {"表三!E29": 4711})
"""A workbook with a wrong total, typed over its formula."""


def test_the_addresses_are_those_of_the_form() -> None:
    form, cells = edition(), plan(edition()).cells
    assert {place for place, _, _ in PLACES} == {(at.sheet, at.a1) for at in cells.values()}
    totals = {(cells[key].sheet, cells[key].a1) for key in form.fills}
    assert {whole[0] for whole, _ in SUMS if len(whole) == 1} == totals
    assert len(PLACES) == 200
    assert len(SUMS) == 25 + 7 + 7 + 3


@pytest.fixture(params=[name for name in LOOPS if name != "unzip"])
def loop(request: pytest.FixtureRequest) -> str:
    needed(request.param)
    return str(request.param)


def needed(name: str) -> None:
    for each in LIBRARIES.get(name, ()):
        if find_spec(each) is None:
            pytest.skip(f"{each} is not installed: pip install -e '.[benchmarks]'")


def test_a_loop_has_the_figures_that_we_read(loop: str, tmp_path: Path) -> None:
    for data in (balanced_workbook(), without_zeros(), TYPED):
        path = tmp_path / "filled.xlsx"
        path.write_bytes(data)
        assert nonzero(LOOPS[loop](path)) == ours(data)


def test_a_loop_with_totals_finds_a_wrong_one(tmp_path: Path) -> None:
    needed("calamine")
    path = tmp_path / "filled.xlsx"
    path.write_bytes(TYPED)
    # the total of its column, and of its row; received and carried in are not what came out
    wrong = {("表三", "E29"), ("表三", "J29"), ("表三", "E6")}
    assert set(LOOPS["calamine"](path).wrong) == wrong
    assert LOOPS["openpyxl_twice"](path).wrong == (("表三", "E29"),)
    path.write_bytes(balanced_workbook())
    assert LOOPS["calamine"](path).wrong == LOOPS["openpyxl_twice"](path).wrong == ()


def ours(data: bytes) -> dict[tuple[str, str], float]:
    filing = reading(data).filing
    assert filing is not None
    return {
        (entry.sheet, entry.cell): float(entry.amount)
        for entry in filing.entries.values()
        if entry.amount
    }


def nonzero(read: Read) -> dict[tuple[str, str], float]:
    return {place: float(amount) for place, amount in read.figures.items() if amount}
