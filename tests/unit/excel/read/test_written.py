"""What the writer writes the reader reads, and a second reader finds the same in it."""

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from disclose.excel.read.package import open_package
from disclose.excel.read.sheet import Content as Holding
from disclose.excel.read.sheet import RawCell
from disclose.form.figures import json_file
from disclose.form.figures.content import FiguresFile
from disclose.form.filing import Filing, Origin, State
from disclose.form.layout.address import Position, parse_a1
from tests.support.editions import reports
from tests.support.filings import FORMS, as_read, balanced, changed
from tests.support.places import REAL
from tests.support.raw_workbooks import reading
from tests.support.workbooks import workbook

CONTENTS: Mapping[str, FiguresFile] = {
    "normalised": changed(
        {"requests.received[natural]": "３件", "proactive.rules[issued]": "1,234"}
    ),
    "placeholders": changed({"requests.granted[natural]": "/", "requests.granted[other]": ""}),
    "unreadable": changed({"requests.received[natural]": "约5"}),
    "money": changed({"proactive.fees[amount]": Decimal("18.8710")}),
    "overwritten": changed({"requests.total[natural]": 999}),
    "fees": changed({"fees.notices": 3, "fees.due": Decimal("100.50"), "fees.received": "９０元"}),
    "texts": changed(texts={"problems": "一是……\n二是 <&> “3”……"}, body={"date": ""}),
    **{f"balanced {form}": balanced(form) for form in FORMS},
    **{
        name: json_file.read((REAL / f"{name}.json").read_bytes())
        for form in FORMS
        for name in reports(form)
    },
}


def _bare(filing: Filing) -> Filing:
    """Without what a figures file does not know: formulas as text, the file, lines left empty."""
    return filing._replace(
        entries={key: each._replace(formula="") for key, each in filing.entries.items()},
        body={name: text for name, text in filing.body.items() if text},
        origin=Origin(),
    )


@pytest.mark.parametrize("name", CONTENTS)
def test_what_is_written_is_read(name: str) -> None:
    found = reading(workbook(CONTENTS[name]))
    assert found.findings == ()
    assert found.filing is not None
    assert _bare(found.filing) == _bare(as_read(CONTENTS[name]))


def test_digits_that_a_spreadsheet_cannot_hold_come_back_as_text() -> None:
    amount = Decimal(1234567890123456789)
    filing = reading(workbook(changed({"proactive.fees[amount]": amount}))).filing
    assert filing is not None
    entry = filing.entries["proactive.fees[amount]"]
    assert (entry.state, entry.numeric) == (State.AMOUNT, False)
    assert entry.amount == amount


@pytest.mark.parametrize("name", CONTENTS)
def test_a_second_reader_finds_the_same_cells(name: str) -> None:
    data = workbook(CONTENTS[name])
    package = open_package(data)
    values = openpyxl.load_workbook(BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(BytesIO(data))
    assert list(package.sheets) == values.sheetnames
    for sheet in package.sheets:
        theirs: dict[Position | None, tuple[str, object]] = {}
        for cell in (each for row in formulas[sheet].iter_rows() for each in row):
            value = values[sheet][cell.coordinate].value
            formula = str(cell.value)[1:] if cell.data_type == "f" else ""
            if value is not None or formula:
                theirs[parse_a1(cell.coordinate)] = (formula, value)
        assert {at: _seen(cell) for at, cell in package.cells(sheet).items()} == theirs


def _seen(cell: RawCell) -> tuple[str, object]:
    if cell.content is Holding.NUMBER and cell.text:
        return cell.formula, float(cell.text) if "." in cell.text else int(cell.text)
    return cell.formula, cell.text or None
