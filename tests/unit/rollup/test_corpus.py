"""The workbooks that roll-ups are measured with are as if each had been written anew."""

import re
from pathlib import Path

import pytest

from disclose import api
from disclose.core.finding import Severity
from tests.benchmarks.corpus import content, made, save_patterns, table
from tests.support.filings import edition
from tests.support.rolled import workbook
from tests.support.soffice import start
from tests.support.workbooks import parts

SEAL = "docProps/custom.xml"
HEIGHT = re.compile(rb' ht="[0-9.]+"')
"""Rows of texts are as high as those of the pattern: there are few heights, all soon seen."""


@pytest.mark.parametrize("number", [0, 7])
def test_a_workbook_is_as_it_would_be_written(number: int) -> None:
    ours, written = parts(made(number)), parts(workbook(content(number, table(number))))
    assert [*ours] == [*written]
    ours, written = (
        {name: HEIGHT.sub(b"", each[name]) for name in each} for each in (ours, written)
    )
    assert [name for name in ours if ours[name] != written[name]] == [SEAL]


@pytest.mark.parametrize(("number", "failed"), [(0, 2), (1, 0), (19, 0), (20, 2)])
def test_the_figures_are_those_that_were_drawn(number: int, failed: int) -> None:
    checked = api.check(api.InputFile(made(number), "filled.xlsx"))
    assert checked.filing is not None
    assert checked.filing.body["name"] == f"第{number:06}镇人民政府"
    rows = [row.id for row in edition().table("requests").blocks[0].rows]
    amounts = {key: entry.amount for key, entry in checked.filing.entries.items()}
    drawn = table(number)
    for column, expected in drawn.items():
        assert all(
            amounts[f"requests.{row}[{column}]"] == amount
            for row, amount in zip(rows, expected, strict=True)
        )
    # what came in is not what went out, in the column of the wrong figure and in that of the totals
    unbalanced = [each for each in drawn.values() if sum(each[:2]) != sum(each[-2:])]
    errors = [each.code for each in checked.findings if each.severity is Severity.ERROR]
    assert len(errors) == len(unbalanced) == failed


def test_every_workbook_is_another() -> None:
    numbers = range(100, 120)
    assert len({made(each) for each in numbers}) == len(numbers)
    assert len({str(table(each)) for each in numbers}) == len(numbers)


@pytest.mark.exhaustive
@pytest.mark.soffice
def test_a_workbook_is_as_it_would_be_saved(tmp_path: Path) -> None:
    office, patterns = start(tmp_path / "office"), save_patterns(tmp_path / "patterns")
    for number in (0, 7):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(workbook(content(number, table(number))))
        [saved] = office.recalculate([path], tmp_path / "saved")
        ours, theirs = parts(made(number, patterns)), parts(saved.read_bytes())
        ours, theirs = (
            {name: HEIGHT.sub(b"", each[name]) for name in each} for each in (ours, theirs)
        )
        differ = [name for name in sorted(theirs) if ours[name] != theirs[name]]
        # LibreOffice draws the numbers of axes at random
        assert differ == [SEAL, "xl/charts/chart1.xml", "xl/charts/chart2.xml"]
