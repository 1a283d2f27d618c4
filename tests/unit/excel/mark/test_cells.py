"""Single cells of a sheet, also of one whose rows and cells do not say where they are."""

from collections.abc import Callable

import pytest

from disclose.core.edits import Edits
from disclose.core.errors import UnmarkableError
from disclose.core.tree import Node, parse_tree
from disclose.excel.mark.comment_boxes import SheetMeasures
from disclose.excel.mark.sheet_cells import SheetCells

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(data: str, before: str = "") -> bytes:
    head = f'<worksheet xmlns="{NAMESPACE}">{before}'
    return f"{head}<sheetData>{data}</sheetData></worksheet>".encode()


def written(part: bytes, write: Callable[[SheetCells], None]) -> Node:
    """Return the root of a sheet after something was written to its cells."""
    edits = Edits(parse_tree(part, "sheet"))
    cells = SheetCells(edits)
    write(cells)
    cells.apply()
    return parse_tree(edits.to_bytes(), "sheet").root


def cells(root: Node) -> list[tuple[str, str]]:
    return [(each.get("r") or "", "".join(each.itertext())) for each in root.iter("c")]


def test_cells_without_names_are_counted() -> None:
    def write(grid: SheetCells) -> None:
        grid.write(1, 1, "乙")
        grid.write(0, 3, "丁")

    part = sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>4</v></c></row>")
    assert cells(written(part, write)) == [("", "1"), ("", "2"), ("D1", "丁"), ("", ""), ("", "乙")]


def test_rows_and_cells_are_put_where_they_belong() -> None:
    def write(grid: SheetCells) -> None:
        for row, column in ((1, 2), (1, 0), (3, 1), (7, 0), (0, 0)):
            grid.write(row, column, "x")

    root = written(
        sheet('<row r="2"><c r="B2"/><c r="D2"/></row><row r="5"><c r="A5"/></row>'), write
    )
    assert [name for name, _ in cells(root)] == [
        *("A1", "A2", "B2", "C2", "D2", "B4", "A5", "A8"),
    ]
    assert [each.get("r") for each in root.iter("row")] == ["1", "2", "4", "5", "8"]


def test_an_empty_text_empties_and_a_formula_stays() -> None:
    def write(grid: SheetCells) -> None:
        grid.empty(0, 0)
        grid.write(0, 1, "")
        grid.write(0, 2, "")
        grid.empty(5, 5)

    part = sheet(
        '<row r="1"><c r="A1" t="str"><f>B1</f><v>x</v></c><c r="B1" t="s"><v>3</v></c>'
        '<c r="C1"/></row>'
    )
    root = written(part, write)
    assert cells(root) == [("A1", "B1x"), ("B1", ""), ("C1", "")]
    assert [each.get("t") for each in root.iter("c")] == ["str", None, None]


def test_a_new_line_looks_like_the_one_above() -> None:
    def write(grid: SheetCells) -> None:
        for row in (1, 2):
            grid.write(row, 0, "x")
            grid.style_like_above(row, (0, 1, 2))

    part = sheet(
        '<row r="1"><c r="A1" s="7"/><c r="B1" s="8"/></row><row r="2"><c r="B2" s="9"/></row>'
    )
    looks = [(each.get("r"), each.get("s")) for each in written(part, write).iter("c")]
    assert looks[2:] == [("A2", "7"), ("B2", "9"), ("A3", "7"), ("B3", "9")]


@pytest.mark.parametrize(("now", "then"), [("24", "40"), ("50", "50"), ("x", "40"), ("", "40")])
def test_rows_only_grow(now: str, then: str) -> None:
    part = sheet(f'<row r="1" ht="{now}"/>')
    [row] = written(part, lambda grid: grid.heighten(0, 40)).iter("row")
    assert row.get("ht") == then


def test_a_sheet_without_data_is_no_sheet() -> None:
    with pytest.raises(UnmarkableError):
        written(f'<worksheet xmlns="{NAMESPACE}"/>'.encode(), lambda grid: grid.write(0, 0, "x"))


def test_sizes_in_pixels() -> None:
    """Widths are in digits of 8 pixels, heights in points of 4/3; what is hidden has none."""
    part = sheet(
        '<row r="1" ht="30"/><row r="2" hidden="1"/><row r="3" ht="?"/>',
        '<sheetFormatPr defaultColWidth="10" defaultRowHeight="15"/>'
        '<cols><col min="1" max="2" width="5"/><col min="3" max="3" hidden="true"/></cols>',
    )
    measures = SheetMeasures.of(parse_tree(part, "sheet").root)
    assert measures.across(0, 0, 39) == (0, 39)
    assert measures.across(0, 0, 40) == (1, 0)
    assert measures.across(0, 10, 71) == (3, 1)
    assert measures.across(3, 0, 80) == (4, 0)
    assert measures.down(0, 0, 41) == (3, 1)
    assert measures.down(5, 0, 20) == (6, 0)
