"""Text from a workbook stays text: in cells, in a CSV file, on a page, on the terminal."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest

from tests.command_line import disclose, run
from tests.filings import changed
from tests.workbooks import parts, workbook

TEXTS = {
    "formula": '=HYPERLINK("http://198.51.100.1/","x")',
    "at": "@SUM(1+1)",
    "DDE": "+cmd|'/c calc'!A1",
    "minus": "-1+cmd",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{7*7}}{% raw %}{{'a'.__class__}}",
    "typst": '#panic("x") #read("/etc/passwd")',
    "TeX": "\\write18{id}",
    "field": '{ INCLUDETEXT "/etc/passwd" }',
    "path": "../../../x",
    "device": "CON",
}


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


@pytest.fixture
def book(text: str, tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    content = changed(body={"name": text}, texts={"problems": text})
    path.write_bytes(workbook(content))
    return path


def test_a_workbook_holds_it_as_a_text(book: Path, text: str) -> None:
    contents = parts(book.read_bytes())
    assert not [name for name in contents if "externalLink" in name]
    formulas = [
        formula
        for name, part in contents.items()
        if name.startswith("xl/worksheets/sheet")
        for formula in re.findall(r"<f>([^<]*)</f>", part.decode())
    ]
    assert formulas
    assert not [each for each in formulas if "HYPERLINK" in each or "cmd" in each]
    assert text in disclose("export", book).replace('\\"', '"').replace("\\\\", "\\")


def test_no_field_of_a_csv_begins_a_formula_and_fill_takes_it_back(
    book: Path, text: str, tmp_path: Path
) -> None:
    table, again = tmp_path / "a.csv", tmp_path / "b.xlsx"
    disclose("export", book, "--to", "csv", "-o", table)
    rows = list(csv.reader(StringIO(table.read_text("utf-8-sig"), newline="")))
    assert not [row for row in rows if row[2] == "text" and row[1].startswith(("=", "+", "-", "@"))]
    disclose("fill", table, "-o", again)
    assert disclose("export", again) == disclose("export", book)
    assert text[1:] in table.read_text("utf-8-sig").replace('""', '"')


def test_a_page_shows_it_and_runs_nothing(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("compile", book, "--draft", "-o", out).code in {0, 1}
    [page] = out.glob("*.html")
    html = page.read_text("utf-8")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert {each.parent for each in tmp_path.rglob("*") if each.is_file()} == {tmp_path, out}
