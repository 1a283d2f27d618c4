"""Other programs' ways of writing the same workbook, and contents made to break a reader."""

from collections.abc import Callable

import pytest

from disclose.excel.read.reader import Reading
from disclose.excel.read.sheet import parse_sheet
from disclose.form.filing import Seal
from tests.support.raw_workbooks import (
    LINKS,
    MAIN,
    Content,
    Raw,
    blank,
    changed,
    codes,
    edition,
    formula,
    insert_row,
    pack,
    reading,
    unzipped,
    zipped,
)

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def _book() -> bytes:
    sheets = blank()
    sheets["表三"]["D6"] = 12
    return pack(sheets)


def _strict(_: str, part: bytes) -> bytes:
    return part.replace(MAIN.encode(), STRICT.encode()).replace(
        LINKS.encode(), STRICT_LINKS.encode()
    )


def _prefixed(name: str, part: bytes) -> bytes:
    if "worksheets" not in name and name != "xl/workbook.xml":
        return part
    text = part.decode().replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"').replace("r:id", "q:id")
    text = text.replace("xmlns:r=", "xmlns:q=")
    return text.replace("<", "<x:").replace("<x:/", "</x:").encode()


def _utf_16(name: str, part: bytes) -> bytes:
    return part.decode().encode("utf-16") if name.endswith(".xml") else part


def _without_addresses(name: str, part: bytes) -> bytes:
    """Rows and cells that stand in order need not say where they are."""
    if name != "xl/worksheets/sheet4.xml":
        return part
    old = b'<c r="D6"><v>12</v></c>'
    assert part.count(old) == 1
    return part.replace(b'<c r="D6">', b"<c/><c/><c>").replace(b'<row r="7">', b"<row>")


@pytest.mark.parametrize("dialect", [_strict, _prefixed, _utf_16, _without_addresses])
def test_the_same_workbook_in_another_dialect(dialect: Callable[[str, bytes], bytes]) -> None:
    found = reading(changed(_book(), dialect))
    assert codes(found) == []
    assert found.filing is not None
    assert found.filing.entries["requests.received[natural]"].typed == "12"
    assert {found.filing.entries[key].seal for key in edition().fills} == {Seal.INTACT}


def test_parts_named_with_backslashes_and_folders_listed() -> None:
    parts = {name.replace("/", "\\"): part for name, part in unzipped(_book()).items()}
    assert codes(reading(zipped({"xl/": b"", **parts}))) == []


def test_absolute_targets_of_parts() -> None:
    def absolute(_: str, part: bytes) -> bytes:
        return part.replace(b'Target="worksheets', b'Target="/xl/worksheets')

    assert codes(reading(changed(_book(), absolute))) == []


def test_two_sheets_whose_names_differ_by_a_space() -> None:
    sheets = blank()
    copy = {f"{name} " if name == "表三" else name: dict(each) for name, each in sheets.items()}
    copy["表三 "]["D6"] = 99
    found = reading(pack({**copy, "表三": sheets["表三"]}))
    assert codes(found) == ["BOOK08", "BOOK14"]
    assert found.filing is not None
    assert found.filing.entries["requests.received[natural]"].amount == 99


def test_a_row_between_headings_and_their_only_line_is_not_passed_over() -> None:
    sheets = blank()
    sheets["表四"] |= {"A6": 3, "B6": 4}
    insert_row(sheets, "表四", 6)
    found = reading(pack(sheets))
    assert "BOOK11" in codes(found)
    outside = next(each for each in found.findings if each.code == "BOOK11")
    cells = outside.args["cells"]
    assert isinstance(cells, tuple)
    assert cells[:2] == ("表四!A7 3", "表四!B7 4")


DATES = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 31, 164, 165, 2))
CODES = (
    '<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
    '<numFmt numFmtId="165" formatCode="&quot;y&quot;0"/>'
)


@pytest.mark.parametrize(
    ("style", "stored", "text"),
    [
        (0, "46037", "46037"),
        (1, "46037", "2026年1月15日"),
        (2, "46037.5", "2026年1月15日"),
        (3, "46037", "2026年1月15日"),
        (4, "46037", "46037"),
        (5, "46037", "46037"),
        (1, "61", "1900年3月1日"),
        (1, "60", "60"),
        (1, "2958465", "9999年12月31日"),
        (1, "2958466", "2958466"),
        (1, "NaN", "NaN"),
    ],
)
def test_a_date_typed_as_a_date(style: int, stored: str, text: str) -> None:
    sheets = blank()
    sheets["单位信息"]["B12"] = Raw(f's="{style}"', f"<v>{stored}</v>")
    styles = f"<numFmts>{CODES}</numFmts><cellXfs>{DATES}</cellXfs>"
    filing = reading(pack(sheets, styles=styles)).filing
    assert filing is not None
    assert filing.body["date"] == text


@pytest.mark.parametrize(("stored", "text"), [("44575", "2026年1月15日"), ("2958465", "2958465")])
def test_a_date_counted_from_1904(stored: str, text: str) -> None:
    def counted(name: str, part: bytes) -> bytes:
        new = b'<workbookPr date1904="1"/><sheets>'
        return part.replace(b"<sheets>", new) if name == "xl/workbook.xml" else part

    sheets = blank()
    sheets["单位信息"]["B12"] = Raw('s="1"', f"<v>{stored}</v>")
    data = pack(sheets, styles=f"<cellXfs>{DATES}</cellXfs>")
    filing = reading(changed(data, counted)).filing
    assert filing is not None
    assert filing.body["date"] == text


def _with(content: Content, styles: str = "") -> Reading:
    sheets = blank()
    sheets["表三"]["D29"] = content
    sheets["表二"]["B16"] = Raw('s="1"', "<v>1.5</v>")
    return reading(pack(sheets, styles=styles or None))


@pytest.mark.parametrize(
    "content",
    [
        formula("1E999999999+SUM(D8:D28)"),
        formula("9" * 5000),
        formula("(" * 8192),
        formula('"' * 8191),
        formula("'" * 8191),
        formula("@!" * 4000),
        Raw(f's="{"9" * 5000}"', "<v>1.5</v>"),
        Raw('s="-1"', "<v>1.5</v>"),
    ],
)
def test_contents_that_are_no_total_do_not_break_the_reader(content: Content) -> None:
    filing = _with(content).filing
    assert filing is not None
    assert filing.entries["requests.total[natural]"].seal in {Seal.CHANGED, Seal.OVERWRITTEN}


@pytest.mark.parametrize("zeros", [11, 500, 30_000])
def test_a_number_format_with_too_many_zeros_adds_none(zeros: int) -> None:
    styles = (
        f'<numFmts><numFmt numFmtId="164" formatCode="0.{"0" * zeros}"/></numFmts>'
        '<cellXfs><xf/><xf numFmtId="164"/></cellXfs>'
    )
    filing = _with(1, styles).filing
    assert filing is not None
    assert filing.entries["proactive.fees[amount]"].typed == "1.5"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("xl/workbook.xml", b"<sheets>", b"<a/>" * 100_001 + b"<sheets>"),
        (
            "xl/worksheets/sheet4.xml",
            b"<sheetData>",
            b"<sheetData>" + b"".join(b"<a%d/>" % number for number in range(1100)),
        ),
        (
            "xl/worksheets/sheet4.xml",
            b"<sheetData>",
            b'<sheetData><row r="1"><c r="Z1"><f t="shared" si="0">' + b"1+" * 4000 + b"1</f></c>"
            b'</row><row r="1">' + b'<c><f t="shared" si="0"/></c>' * 200 + b"</row>",
        ),
    ],
)
def test_endless_parts_are_unsafe(name: str, old: bytes, new: bytes) -> None:
    def grown(each: str, part: bytes) -> bytes:
        return part.replace(old, new, 1) if each == name else part

    assert codes(reading(changed(_book(), grown))) == ["BOOK05"]


def test_a_cell_without_an_address_stands_in_the_row_that_holds_it() -> None:
    rows = '<row r="2"><c r="B9"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
    read = parse_sheet(f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode(), "", ())
    assert {at: each.text for at, each in read.cells.items()} == {
        (8, 1): "1",
        (1, 2): "2",
        (2, 0): "3",
    }
