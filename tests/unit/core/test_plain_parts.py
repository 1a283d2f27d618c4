"""Parts that are read without `zipfile` are those that it would read."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disclose.core import package
from disclose.core.package import PackageError, PackageFault, ZipPackage, write_package
from disclose.core.plain_parts import ends, unpacked
from tests.support.hostile.packages import PACKAGES
from tests.support.workbooks import balanced_workbook

PARTS = {"[Content_Types].xml": b"<Types/>", "xl/a.xml": b"<a>" + b"b" * 99 + b"</a>", "xl/b": b""}

Content = dict[str, bytes | PackageFault] | PackageFault

pytestmark = pytest.mark.filterwarnings("ignore:Overlapped entries")
"""From Python 3.13 on, zipfile warns of some damages, and reads the part."""


def _content(data: bytes) -> Content:
    """Return every part of a package, or the fault of it or of the part."""
    try:
        opened = ZipPackage(data)
    except PackageError as error:
        return error.fault
    found: dict[str, bytes | PackageFault] = {}
    for name in opened.names:
        try:
            found[name] = opened.read(name) or b""
        except PackageError as error:
            found[name] = error.fault
    return found


def _by_zipfile(data: bytes) -> Content:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "unpacked", lambda *_: None)
        return _content(data)


def _agree(data: bytes) -> None:
    assert _content(data) == _by_zipfile(data)


def _zipped(method: int, comment: bytes = b"", extra: bytes = b"") -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", method) as new:
        for name, data in PARTS.items():
            new.writestr(name, data)
        new.comment = comment
        new.infolist()[0].extra = extra
    return target.getvalue()


def test_the_parts_of_a_workbook_are_plain() -> None:
    data = balanced_workbook()
    with ZipFile(BytesIO(data)) as whole:
        behind = ends(whole)
        for each in whole.infolist():
            assert unpacked(data, each, behind[each.header_offset]) == whole.read(each)


@pytest.mark.parametrize("name", [each for each in PACKAGES if not each.startswith("bomb")])
def test_hostile_packages(name: str) -> None:
    _agree(PACKAGES[name][0]())


@pytest.mark.parametrize(
    "data",
    [
        write_package(PARTS),
        _zipped(ZIP_STORED),
        _zipped(ZIP_DEFLATED, comment=b"PK\x05\x06"),
        _zipped(ZIP_DEFLATED, extra=b"\xfe\xca\x00\x00"),
        b"junk" + _zipped(ZIP_DEFLATED),
        _zipped(ZIP_DEFLATED) + b"junk",
        write_package({"部分.xml": b"<a/>", "a\\b.xml": b"<b/>"}),
        write_package({"PK\x06\x07aaaabbbbbbbbcccc": b"<a/>"}),
        write_package({}),
        b"",
    ],
    ids=[
        "plain",
        "stored",
        "comment",
        "extra",
        "before",
        "behind",
        "names",
        "zip64",
        "empty",
        "nothing",
    ],
)
def test_other_ways_to_write_a_package(data: bytes) -> None:
    _agree(data)


def _places() -> st.SearchStrategy[int]:
    """Return places in the plain package, each as likely: most are in its headers."""
    return st.integers(0, len(write_package(PARTS)) - 1)


@given(st.dictionaries(_places(), st.integers(0, 255), max_size=3), _places(), st.booleans())
def test_a_package_with_bytes_changed(changes: dict[int, int], end: int, cut: bool) -> None:
    data = bytearray(write_package(PARTS))
    for place, byte in changes.items():
        data[place] = byte
    _agree(bytes(data[:end] if cut else data))


def test_a_package_with_any_one_byte_changed() -> None:
    plain = write_package(PARTS)
    for place in range(len(plain)):
        for byte in {0, 1, 0x20, 0x40, 0x7F, 0xFF, plain[place] ^ 1, plain[place] ^ 0x80}:
            _agree(plain[:place] + bytes([byte]) + plain[place + 1 :])


def _entry(data: bytes, size: int) -> tuple[bytes, ZipInfo, int]:
    """Return a package of one part whose stream is `data`, its entry, and where it ends."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as new:
        new.writestr("a", b"a" * size)
    (entry,) = new.infolist()
    packed = target.getvalue()
    whole = packed[:31] + data + packed[31 + entry.compress_size :]
    entry.compress_size = len(data)
    return whole, entry, 31 + len(data)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("CRC", 1), ("file_size", 999), ("file_size", 1001), ("compress_size", 5)),
        *(("flag_bits", 1), ("flag_bits", 32), ("orig_filename", "b"), ("compress_type", 0)),
        *(("header_offset", -1), ("header_offset", 1)),
    ],
)
def test_a_part_that_is_not_as_the_directory_says_is_left_to_zipfile(
    name: str, value: object
) -> None:
    stream = zlib.compressobj(wbits=-15)
    data = stream.compress(b"a" * 1000) + stream.flush()
    whole, entry, end = _entry(data, 1000)
    assert unpacked(whole, entry, end) == b"a" * 1000
    assert unpacked(whole, entry, end - 1) is None
    setattr(entry, name, value)
    assert unpacked(whole, entry, end) is None


@given(st.binary(max_size=80))
@example(b"PK\x05\x06" + bytes(18))
def test_any_bytes(data: bytes) -> None:
    _agree(data)
    _agree(b"PK\x03\x04" + data)
