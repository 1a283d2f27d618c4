"""Files that are refused: each for its own reason, none with a traceback."""

import struct
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from disclose.core.language import Language
from disclose.core.messages import BUILT_IN
from disclose.excel.read.refused import MAX_FILE
from disclose.output.message_format import render_message
from tests.support.raw_workbooks import blank, changed, codes, pack, reading, unzipped, zipped

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _docx() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})


@pytest.mark.parametrize(
    ("data", "code", "what"),
    [
        pytest.param(b"", "BOOK01", "nothing", id="empty"),
        pytest.param(
            "单位,年度\n青禾县,2025\n".encode("gbk"), "BOOK01", "text or CSV", id="CSV in GBK"
        ),
        pytest.param(b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>", "BOOK01", "HTML", id="HTML"),
        pytest.param(b"<html><table>", "BOOK01", "HTML", id="HTML"),
        pytest.param(b"%PDF-1.7", "BOOK01", "PDF", id="PDF"),
        pytest.param(b"junk" + bytes(100), "BOOK01", "not an .xlsx workbook", id="noise"),
        pytest.param(_docx(), "BOOK01", ".docx", id="docx"),
        pytest.param(zipped({"a.txt": b"a"}), "BOOK01", "ZIP", id="zip"),
        pytest.param(OLE2 + "EncryptedPackage".encode("utf-16-le"), "BOOK02", "", id="encrypted"),
        pytest.param(OLE2 + "Workbook".encode("utf-16-le"), "BOOK03", ".xls", id="xls"),
        pytest.param(
            pack(blank(), extra={"xl/vbaProject.bin": b"m"}), "BOOK03", ".xlsm", id="xlsm"
        ),
        pytest.param(
            zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b"b"}),
            "BOOK03",
            ".xlsb",
            id="xlsb",
        ),
        pytest.param(
            pack(blank(), extra={"XL\\Workbook.xml": b"<a/>"}),
            "BOOK05",
            "XL\\Workbook.xml",
            id="a name with a backslash",
        ),
        pytest.param(
            pack(blank(), extra={"../evil.xml": b"<a/>"}),
            "BOOK05",
            "../evil.xml",
            id="a name that climbs",
        ),
        pytest.param(
            pack(blank(), extra={"/etc/passwd": b"<a/>"}),
            "BOOK05",
            "/etc/passwd",
            id="an absolute name",
        ),
        pytest.param(
            pack(blank(), extra={"C:/evil.xml": b"<a/>"}), "BOOK05", "C:/evil.xml", id="a drive"
        ),
        pytest.param(
            pack(blank(), extra={"xl/a.bin": bytes(3 << 20)}),
            "BOOK05",
            "xl/a.bin, 3 MB",
            id="3 MB of noise",
        ),
        pytest.param(
            pack(blank(), extra={f"xl/media/{n}.png": b"p" for n in range(400)}),
            "BOOK05",
            "more than 400 files inside",
            id="401 files",
        ),
        pytest.param(b"PK\x03\x04" + bytes(MAX_FILE), "BOOK05", "more than 5 MB", id="5 MB"),
        pytest.param(pack({"Sheet1": {"A1": "1"}}), "BOOK06", None, id="no workbook of ours"),
    ],
)
def test_another_file_is_refused_with_its_reason(data: bytes, code: str, what: str | None) -> None:
    found = reading(data)
    assert found.filing is None
    assert found.edition is None
    assert codes(found) == [code]
    if what:
        assert what in render_message(found.findings[0], BUILT_IN[code], Language.EN).message


def test_a_truncated_file_is_damaged() -> None:
    data = pack(blank())
    for length in (10, len(data) // 2, len(data) - 30):
        assert codes(reading(data[:length])) == ["BOOK04"]


def test_a_flipped_bit_in_the_packed_data_is_damage() -> None:
    data = pack(blank())
    part = data.index(b"xl/worksheets/sheet4.xml") + 100
    assert codes(reading(data[:part] + bytes([data[part] ^ 1]) + data[part + 1 :])) == ["BOOK04"]


def _without(name: str) -> bytes:
    return zipped({each: part for each, part in unzipped(pack(blank())).items() if each != name})


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet4.xml"]
)
def test_a_missing_part_is_damage_and_named(name: str) -> None:
    found = reading(_without(name))
    assert codes(found) == ["BOOK04"]
    assert found.findings[0].args["what"] == name


def test_parts_that_hold_no_figures_may_be_missing() -> None:
    assert reading(_without("_rels/.rels")).filing is not None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"<worksheet ", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet ', "BOOK05"),
        (b"</worksheet>", b"", "BOOK04"),
        (b'<c r="D29" >', b'<c r="29" >', "BOOK04"),
        (b'<c r="D29" >', b'<c r="D29" t="s">', "BOOK04"),
        (b'<c r="D29" >', b'<c r="D29" t="nonsense">', "BOOK04"),
        pytest.param(b"</sheetData>", b"<row/>" * 50_001 + b"</sheetData>", "BOOK05", id="rows"),
        pytest.param(b"</row>", b'<c t="n"/>' * 200_001 + b"</row>", "BOOK05", id="cells"),
        pytest.param(
            b"</worksheet>",
            b'<mergeCell ref="A1:B2"/>' * 5001 + b"</worksheet>",
            "BOOK05",
            id="merges",
        ),
        (b"<sheetData>", b'<col min="1" max="9999999999" hidden="1"/><sheetData>', "BOOK04"),
        pytest.param(b"<is><t ", b"<is><t>" + b"x" * 32_768 + b"</t><t ", "BOOK05", id="a text"),
    ],
)
def test_an_impossible_sheet_refuses_the_file(old: bytes, new: bytes, code: str) -> None:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(old, new, 1) if name == "xl/worksheets/sheet4.xml" else part

    data = changed(pack(blank()), change)
    assert data != pack(blank())
    assert codes(reading(data)) == [code]


def _flagged(data: bytes) -> bytes:
    """Set the flag for encryption of the first part, in its directory entry."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + struct.pack("<H", 1) + data[at + 2 :]


def _bzip2(_: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_BZIP2) as package:
        package.writestr("[Content_Types].xml", "<Types/>" * 100)
    return buffer.getvalue()


def _lying(data: bytes) -> bytes:
    """Let the directory say that a sheet is shorter than it is."""
    at = data.index(b"xl/worksheets/sheet4.xml", data.index(b"PK\x01\x02")) - 46 + 24
    return data[:at] + struct.pack("<I", 100) + data[at + 4 :]


@pytest.mark.parametrize(
    ("harm", "code"), [(_flagged, "BOOK02"), (_bzip2, "BOOK05"), (_lying, "BOOK04")]
)
def test_a_directory_that_is_not_a_workbooks_is_refused(
    harm: Callable[[bytes], bytes], code: str
) -> None:
    assert codes(reading(harm(pack(blank())))) == [code]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/sharedStrings.xml", bytes(40 << 20))
    assert codes(reading(buffer.getvalue())) == ["BOOK05"]
