"""Attacks on the package: what is in the zip, how it is packed, and what its directory says."""

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

from tests.support.workbooks import OLE2, balanced_workbook, packed, parts

MEGABYTE = 1 << 20
STRINGS = "xl/sharedStrings.xml"
DIRECTORY = b"PK\x01\x02"
END = b"PK\x05\x06"


def _with(name: str, data: bytes) -> bytes:
    return packed({**parts(balanced_workbook()), name: data})


def _without(name: str) -> bytes:
    return packed({each: part for each, part in parts(balanced_workbook()).items() if each != name})


def _only(contents: Mapping[str, bytes]) -> bytes:
    return packed(dict(contents))


def bomb() -> bytes:
    """A gigabyte of spaces in the shared strings, of which no byte need be written to pack it."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    block = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return _swollen(block * 1024 + packer.flush(zlib.Z_FINISH), 1024 * MEGABYTE)


def _swollen(deflated: bytes, size: int) -> bytes:
    """The workbook with `deflated` as its strings, said to unfold to `size` bytes."""
    out = BytesIO(_without(STRINGS))
    with ZipFile(out, "a", ZIP_DEFLATED) as package:
        package.writestr(ZipInfo(STRINGS), deflated)
    data = bytearray(out.getvalue())
    for sign, at in ((b"PK\x03\x04", 8), (DIRECTORY, 10)):
        start = data.rindex(sign)
        struct.pack_into("<H", data, start + at, ZIP_DEFLATED)
        struct.pack_into("<I", data, start + at + 14, size)
    return bytes(data)


def bomb_with_a_lying_directory() -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    block = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return _swollen(block * 1024 + packer.flush(zlib.Z_FINISH), 1000)


def bomb_in_many_parts() -> bytes:
    return packed(
        {**parts(balanced_workbook()), **{f"xl/a{n}.xml": bytes(MEGABYTE) for n in range(40)}}
    )


def bomb_in_a_bomb() -> bytes:
    return _with("xl/embeddings/book.xlsx", bomb())


def too_many_parts() -> bytes:
    return packed({**parts(balanced_workbook()), **{f"xl/a{n}": b"" for n in range(20_000)}})


def overlapping_entries() -> bytes:
    """Many names in the directory for the same packed bytes."""
    data = balanced_workbook()
    start, end = data.index(DIRECTORY), data.index(END)
    entry = data[start : data.index(DIRECTORY, start + 4)]
    name = entry[46 : 46 + len("[Content_Types].xml")]
    copies = b"".join(entry.replace(name, b"[Content_%04d]______" % n) for n in range(300))
    tail = bytearray(data[end:])
    count = struct.unpack_from("<H", tail, 8)[0] + 300
    struct.pack_into("<HHI", tail, 8, count, count, end - start + len(copies))
    return data[:end] + copies + bytes(tail)


def duplicate_entries() -> bytes:
    """Two parts of one name; readers differ in which of them they take."""
    out = BytesIO(balanced_workbook())
    first = parts(balanced_workbook())
    with ZipFile(out, "a") as package:
        package.NameToInfo.clear()
        package.writestr("xl/workbook.xml", first["xl/workbook.xml"])
    return out.getvalue()


def encrypted_entry() -> bytes:
    data = bytearray(balanced_workbook())
    struct.pack_into("<H", data, data.index(DIRECTORY) + 8, 1)
    return bytes(data)


def _method(method: int) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as package:
        for name, part in parts(balanced_workbook()).items():
            package.writestr(name, part)
    return out.getvalue()


def flipped_bit() -> bytes:
    data = bytearray(balanced_workbook())
    data[data.index(b"xl/worksheets/sheet4.xml") + 100] ^= 1
    return bytes(data)


def large(size: int) -> bytes:
    """A sound workbook with so many bytes of a picture in it."""
    out = BytesIO(balanced_workbook())
    with ZipFile(out, "a") as package:
        package.writestr("xl/media/image1.jpeg", b"\xff\xd8\xff" + bytes(size))
    return out.getvalue()


def _ods() -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return _only({"mimetype": kind, "content.xml": b"<a/>"})


def nameless_part() -> bytes:
    """One more part, of an empty name."""
    out = BytesIO(balanced_workbook())
    with ZipFile(out, "a") as package:
        package.writestr("x", b"")
    data = bytearray(out.getvalue())
    for sign, at in ((b"PK\x03\x04", 26), (DIRECTORY, 28)):
        start = data.rindex(sign)
        struct.pack_into("<HH", data, start + at, 0, 1)
    return bytes(data)


PACKAGES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "bomb, 1 GB of strings": (bomb, "BOOK05"),
    "bomb, the directory says 1000 bytes": (bomb_with_a_lying_directory, "BOOK04"),
    "bomb in 40 parts": (bomb_in_many_parts, "BOOK05"),
    "bomb in an embedded workbook": (bomb_in_a_bomb, ""),
    "20,000 parts": (too_many_parts, "BOOK05"),
    "overlapping entries": (overlapping_entries, "BOOK04"),
    "duplicate entries": (duplicate_entries, "BOOK05"),
    "the same name in capitals": (lambda: _with("XL/WORKBOOK.XML", b"<a/>"), "BOOK05"),
    "path out of the folder": (lambda: _with("../../evil.xml", b"<a/>"), "BOOK05"),
    "path with backslashes": (lambda: _with("..\\..\\evil.xml", b"<a/>"), "BOOK05"),
    "absolute path": (lambda: _with("/etc/cron.d/evil", b"<a/>"), "BOOK05"),
    "path with a drive": (lambda: _with("C:\\evil.xml", b"<a/>"), "BOOK05"),
    "name with a terminal escape": (lambda: _with("../\x1b]0;evil\x07.xml", b"<a/>"), "BOOK05"),
    "password, OLE2": (lambda: OLE2 + "EncryptedPackage".encode("utf-16-le"), "BOOK02"),
    "password, zip flag": (encrypted_entry, "BOOK02"),
    "packed by bzip2": (lambda: _method(ZIP_BZIP2), "BOOK05"),
    "packed by LZMA": (lambda: _method(ZIP_LZMA), "BOOK05"),
    ".xls renamed": (lambda: OLE2 + "Workbook".encode("utf-16-le"), "BOOK03"),
    ".xlsb renamed": (lambda: _only({"xl/workbook.bin": b"b"}), "BOOK03"),
    ".ods renamed": (_ods, "BOOK01"),
    ".docx renamed": (lambda: _only({"word/document.xml": b"<a/>"}), "BOOK01"),
    "ZIP of anything": (lambda: _only({"a.txt": b"a"}), "BOOK01"),
    "CSV renamed": (lambda: "指标,数\n新收,50\n".encode("gb18030"), "BOOK01"),
    "HTML renamed": (lambda: b"<html><table><tr><td>1</table>", "BOOK01"),
    "PDF renamed": (lambda: b"%PDF-1.7\n", "BOOK01"),
    "empty": (lambda: b"", "BOOK01"),
    "four bytes": (lambda: b"PK\x03\x04", "BOOK04"),
    "an empty ZIP": (lambda: END + bytes(18), "BOOK01"),
    "half of it": (lambda: balanced_workbook()[: len(balanced_workbook()) // 2], "BOOK04"),
    "without its end": (lambda: balanced_workbook()[:-30], "BOOK04"),
    "junk before": (lambda: b"junk" * 125 + balanced_workbook(), "BOOK01"),
    "junk behind": (lambda: balanced_workbook() + b"junk" * 125, ""),
    "flipped bit": (flipped_bit, "BOOK04"),
    "20 MB of junk": (lambda: b"PK\x03\x04" + bytes(20 * MEGABYTE), "BOOK05"),
    "20 MB of text": (lambda: b"1,2,3\n" * (20 * MEGABYTE // 6), "BOOK01"),
    "a picture of 4 MB": (lambda: large(4 * MEGABYTE), ""),
    "a picture of 19 MB": (lambda: large(19 * MEGABYTE), "BOOK05"),
    "macros": (lambda: _with("xl/vbaProject.bin", b"m"), "BOOK03"),
    "a part without a name": (nameless_part, ""),
    "no workbook part": (lambda: _without("xl/workbook.xml"), "BOOK04"),
    "no links": (lambda: _without("xl/_rels/workbook.xml.rels"), "BOOK04"),
    "no content types": (lambda: _without("[Content_Types].xml"), ""),
    "no shared strings": (lambda: _without(STRINGS), "BOOK04"),
    "no styles": (lambda: _without("xl/styles.xml"), ""),
    "no sheet part": (lambda: _without("xl/worksheets/sheet4.xml"), "BOOK04"),
    "no theme": (lambda: _without("xl/theme/theme1.xml"), ""),
}
"""Maker of each file, and the code of what it is refused with; none if it is read as it stands."""
