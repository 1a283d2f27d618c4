"""Marked copies that LibreOffice has opened and saved: valid, linked, unchanged, unmarkable."""

import re
from pathlib import Path

import pdfplumber
import pytest

from disclose.excel.mark.marker import unmark
from disclose.excel.mark.pristine import is_pristine
from tests.support.marked_copies import (
    MANY,
    checked,
    colours,
    comments,
    faulty,
    lines,
    marked,
    opened,
    table,
)
from tests.support.soffice import Soffice
from tests.support.workbooks import Cell

pytestmark = pytest.mark.soffice

CELLS: dict[str, Cell] = {**MANY, "出错说明!A30": "TXT99", "出错说明!D30": "备忘"}


@pytest.fixture(scope="module")
def copies(soffice: Soffice, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The workbook and its marked copy, both as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("marked")
    paths = [folder / "原表.xlsx", folder / "副本.xlsx"]
    for path, data in zip(paths, (faulty(CELLS), marked(faulty(CELLS))), strict=True):
        path.write_bytes(data)
    one, other = soffice.recalculate(paths, folder / "saved")
    return one.read_bytes(), other.read_bytes()


def test_values_formulas_and_set_up_are_those_of_the_unmarked(copies: tuple[bytes, bytes]) -> None:
    plain, copy = (opened(each) for each in copies)
    assert copy.sheetnames == ["问题清单", *plain.sheetnames]
    for name in plain.sheetnames:
        old, new = plain[name], copy[name]
        if name != "出错说明":
            assert [[cell.value for cell in row] for row in new.iter_rows()] == [
                [cell.value for cell in row] for row in old.iter_rows()
            ], name
        assert new.merged_cells.ranges == old.merged_cells.ranges
        assert new.protection.sheet == old.protection.sheet
        assert new.print_area == old.print_area
        assert new.print_title_rows == old.print_title_rows
        assert (new.page_setup.orientation, new.page_setup.fitToHeight) == (
            *(old.page_setup.orientation, old.page_setup.fitToHeight),
        )
        assert [str(each.sqref) for each in new.data_validations.dataValidation] == [
            str(each.sqref) for each in old.data_validations.dataValidation
        ]
        for row in old.iter_rows():
            for cell in row:
                assert new[cell.coordinate].protection.locked == cell.protection.locked
                assert new[cell.coordinate].number_format == cell.number_format


def test_links_colours_and_comments_are_still_there(copies: tuple[bytes, bytes]) -> None:
    before, after = marked(faulty(CELLS)), copies[1]
    old, new = opened(before)["问题清单"], opened(after)["问题清单"]
    rows = [row for row, cells in enumerate(table(before), 1) if isinstance(cells[0], int)]
    assert rows
    assert [new[f"D{row}"].hyperlink.location for row in rows] == [
        old[f"D{row}"].hyperlink.location for row in rows
    ]
    assert colours(after) == colours(before)
    assert comments(after) == comments(before)
    assert lines(after) == lines(before)


def test_it_is_checked_like_the_original_and_marked_anew(copies: tuple[bytes, bytes]) -> None:
    plain, copy = copies
    assert [each.code for each in checked(copy).findings] == [
        each.code for each in checked(plain).findings
    ]
    assert not is_pristine(copy)
    again = marked(copy)
    assert comments(again) == comments(marked(plain))
    assert colours(again) == colours(marked(plain))
    assert opened(again).sheetnames == opened(marked(plain)).sheetnames
    assert marked(again) == again


def test_marks_come_off(copies: tuple[bytes, bytes]) -> None:
    clean = unmark(copies[1])
    assert (comments(clean), colours(clean)) == ({}, {})
    assert opened(clean).sheetnames == opened(copies[0]).sheetnames


def test_a_link_leads_to_the_page_of_its_sheet(soffice: Soffice, tmp_path: Path) -> None:
    """LibreOffice resolves the links of the list: in the PDF they go to a page of the same file."""
    path = tmp_path / "副本.xlsx"
    path.write_bytes(marked(faulty({"表四!E6": 7, "表三!G8": "见附件"})))
    printed = soffice.to_pdf(path, tmp_path / "pdf")
    kids = re.search(rb"/Kids\[([^\]]*)\]", printed.read_bytes())
    assert kids
    pages = re.findall(rb"(\d+) 0 R", kids[1])
    links = re.findall(
        rb"/Subtype/Link[^>]*/Contents<FEFF([0-9A-F]+)>/Dest\[(\d+) 0 R/XYZ", printed.read_bytes()
    )
    with pdfplumber.open(printed) as book:
        heads = {
            bytes.fromhex(text.decode()).decode("utf-16-be"): (
                book.pages[pages.index(page)].extract_text().splitlines()[0]
            )
            for text, page in links
        }
    assert heads["表四!E6"] == "四、政府信息公开行政复议、行政诉讼情况"
    assert heads["表三!G8"] == "三、收到和处理政府信息公开申请情况"
