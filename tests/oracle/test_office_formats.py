"""Microsoft's Open XML SDK finds nothing wrong in any Office file that the program writes."""

import re
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from tests.support import example_verify
from tests.support.edited_reports import made
from tests.support.filings import edition
from tests.support.office_validator import NEWEST, OLDEST, VERSIONS, violations
from tests.support.soffice import Soffice
from tests.support.workbooks import balanced_workbook, packed, parts
from tests.support.written_files import faulty, marked, reports, verified_report, workbooks

pytestmark = pytest.mark.node

SHEET, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
DOCUMENT, LINKS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"

NAME_OF_A_TABLE = re.compile(rf"\.docx {OLDEST} .* child element '[^']*:tblCaption'")
"""The name of a table, for screen readers: in ISO/IEC 29500, which Word follows from 2010 on, and
not in ECMA-376 of 2006, by which alone the validator judges for 2007."""


def planted(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a file with a text replaced in one of its parts, where it must be."""
    contents = parts(data)
    text = contents[part].decode()
    assert old in text
    contents[part] = text.replace(old, new, 1).encode()
    return packed(contents)


def test_each_kind_of_violation_is_seen(tmp_path: Path) -> None:
    book, report = balanced_workbook(), made("docx")
    ignorable = (
        '<w:document xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'mc:Ignorable="zz" '
    )
    faults = {
        "child.xlsx": planted(book, SHEET, "<sheetData>", "<nonsense/><sheetData>"),
        "value.xlsx": planted(book, SHEET, '<row r="1"', '<row r="one"'),
        "twice.xlsx": planted(book, WORKBOOK, 'sheetId="2"', 'sheetId="1"'),
        "link.xlsx": planted(book, SHEET, "</worksheet>", '<drawing r:id="rId99"/></worksheet>'),
        "order.docx": planted(report, DOCUMENT, "<w:body>", "<w:body><w:rPr/>"),
        "ignorable.docx": planted(report, DOCUMENT, "<w:document ", ignorable),
        "absent.docx": planted(report, LINKS, "styles.xml", "absent.xml"),
        "type.docx": planted(report, TYPES, "settings+xml", "styles+xml"),
    }
    seen = [line.split()[:3] for line in violations(faults, tmp_path, [NEWEST])]
    assert [(name, kind) for name, _, kind in seen] == [
        ("child.xlsx", "Schema"),
        ("value.xlsx", "Schema"),
        ("twice.xlsx", "Semantic"),
        ("link.xlsx", "Semantic"),
        ("order.docx", "Schema"),
        ("ignorable.docx", "MarkupCompatibility"),
        ("absent.docx", "Exception"),
        ("type.docx", "Exception"),
    ]


def test_workbooks(tmp_path: Path) -> None:
    """They have no element of a later version, of which the oldest would know nothing."""
    assert violations(dict(workbooks()), tmp_path, [OLDEST]) == []


def test_word_reports(tmp_path: Path) -> None:
    files = {**dict(reports("docx")), "verified.docx": verified_report()}
    assert violations(files, tmp_path, [NEWEST]) == []


def test_every_version_takes_what_has_the_most_in_it(tmp_path: Path) -> None:
    report = made("docx", draft=True, compared=True)
    files = {"marked.xlsx": marked(faulty()), "verified.docx": verified_report(report)}
    found = violations(files, tmp_path, VERSIONS)
    assert [each for each in found if not NAME_OF_A_TABLE.search(each)] == []
    assert len(found) == len(edition().tables)


@pytest.mark.soffice
def test_marks_add_nothing_to_what_is_wrong_in_a_file(soffice: Soffice, tmp_path: Path) -> None:
    plain, copy = tmp_path / "plain.xlsx", tmp_path / "marked.xlsx"
    plain.write_bytes(faulty())
    copy.write_bytes(marked(faulty()))
    saved = [
        *soffice.recalculate([plain, copy], tmp_path / "saved"),
        soffice.resave(example_verify.FOLDER / "edited.docx", tmp_path / "saved"),
    ]
    before = {each.name: each.read_bytes() for each in saved}
    before["commented.xlsx"] = with_comments(faulty(), "E6", "A6")
    after = {
        name: verified_report(data) if name.endswith(".docx") else marked(data)
        for name, data in before.items()
    }
    assert all(data != before[name] for name, data in after.items())
    assert added(before, after, tmp_path) == Counter()


def added(before: Mapping[str, bytes], after: Mapping[str, bytes], folder: Path) -> Counter[str]:
    """Return violations of the newest version that are there `after` and were not `before`."""
    now, then = (Counter(violations(files, folder, [NEWEST])) for files in (after, before))
    return now - then


def with_comments(data: bytes, *cells: str) -> bytes:
    """Return the workbook as a library saves it with comments on 表四."""
    book = load_workbook(BytesIO(data))
    for cell in cells:
        book["表四"][cell].comment = Comment(f"我的批注 {cell}", "王小禾")
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()
