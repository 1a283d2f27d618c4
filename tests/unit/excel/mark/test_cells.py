"""Single cells of a sheet, also of one whose rows and cells do not say where they are."""

import pytest
from lxml import etree

from disclose.excel.mark.comments import SheetMeasures
from disclose.excel.mark.explanation_lines import SheetCells

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(data: str, before: str = "") -> etree._Element:
    return etree.fromstring(
        f'<worksheet xmlns="{NAMESPACE}">{before}<sheetData>{data}</sheetData></worksheet>'
    )


def cells(root: etree._Element) -> list[tuple[str, str]]:
    found = root.iterfind(f".//{{{NAMESPACE}}}c")
    return [(each.get("r", ""), "".join(map(str, each.itertext()))) for each in found]


def test_cells_without_names_are_counted() -> None:
    root = sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>4</v></c></row>")
    SheetCells(root).write(1, 1, "乙")
    SheetCells(root).write(0, 3, "丁")
    assert cells(root) == [("", "1"), ("", "2"), ("D1", "丁"), ("", ""), ("", "乙")]


def test_rows_and_cells_are_put_where_they_belong() -> None:
    root = sheet('<row r="2"><c r="B2"/><c r="D2"/></row><row r="5"><c r="A5"/></row>')
    grid = SheetCells(root)
    for row, column in ((1, 2), (1, 0), (3, 1), (7, 0), (0, 0)):
        grid.write(row, column, "x")
    assert [name for name, _ in cells(root)] == [
        *("A1", "A2", "B2", "C2", "D2", "B4", "A5", "A8"),
    ]


def test_an_empty_text_empties_and_a_formula_stays() -> None:
    root = sheet(
        '<row r="1"><c r="A1" t="str"><f>B1</f><v>x</v></c><c r="B1" t="s"><v>3</v></c></row>'
    )
    grid = SheetCells(root)
    grid.empty(0, 0)
    grid.write(0, 1, "")
    assert cells(root) == [("A1", "B1x"), ("B1", "")]


@pytest.mark.parametrize(("now", "then"), [("24", "40"), ("50", "50"), ("x", "40"), ("", "40")])
def test_rows_only_grow(now: str, then: str) -> None:
    root = sheet(f'<row r="1" ht="{now}"/>')
    SheetCells(root).heighten(0, 40)
    [row] = root.iterfind(f".//{{{NAMESPACE}}}row")
    assert row.get("ht") == then


def test_a_sheet_without_data_is_no_sheet() -> None:
    with pytest.raises(LookupError):
        SheetCells(etree.fromstring(f'<worksheet xmlns="{NAMESPACE}"/>')).write(0, 0, "x")


def test_sizes_in_pixels() -> None:
    """Widths are in digits of 8 pixels, heights in points of 4/3; what is hidden has none."""
    measures = SheetMeasures.of(
        sheet(
            '<row r="1" ht="30"/><row r="2" hidden="1"/><row r="3" ht="?"/>',
            '<sheetFormatPr defaultColWidth="10" defaultRowHeight="15"/>'
            '<cols><col min="1" max="2" width="5"/><col min="3" max="3" hidden="true"/></cols>',
        )
    )
    assert measures.across(0, 0, 39) == (0, 39)
    assert measures.across(0, 0, 40) == (1, 0)
    assert measures.across(0, 10, 71) == (3, 1)
    assert measures.across(3, 0, 80) == (4, 0)
    assert measures.down(0, 0, 41) == (3, 1)
    assert measures.down(5, 0, 20) == (6, 0)
