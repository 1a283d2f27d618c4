"""Zip packages: the container, the refusals, and the same bytes for the same parts."""

import struct
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from disclose.core.markup import elements, relationships
from disclose.core.package import (
    XML_TYPE,
    Container,
    NewPackage,
    PackageError,
    PackageFault,
    PackageLimits,
    ZipPackage,
    container,
    relationships_part,
    target_part,
    write_package,
)

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LIMITS = PackageLimits(file=1 << 20, part=3 << 20, unpacked=4 << 20, parts=3, ratio=200)
PARTS = {"xl/workbook.xml": b"<workbook/>", "xl/media/a.png": b"\x89PNG"}


def zipped(parts: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", method) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()


def fault(data: bytes, limits: PackageLimits | None = LIMITS) -> tuple[PackageFault, str, int]:
    with pytest.raises(PackageError) as raised:
        ZipPackage(data, limits)
    return raised.value.fault, raised.value.part, raised.value.amount


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (zipped(PARTS), Container.ZIP),
        (OLE2 + "Workbook".encode("utf-16-le"), Container.OLE2),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), Container.LOCKED),
        (b"%PDF-1.7", Container.OTHER),
        (b"", Container.OTHER),
    ],
    ids=["zip", "ole2", "locked", "pdf", "empty"],
)
def test_the_first_bytes_tell_the_container(data: bytes, expected: Container) -> None:
    assert container(data) is expected


def test_parts_are_found_in_any_case_and_with_any_slash() -> None:
    package = ZipPackage(zipped({"XL\\Workbook.xml": b"<a/>", "xl/": b""}), LIMITS)
    assert package.names == ("XL/Workbook.xml",)
    assert package.has("xl/workbook.XML")
    assert package.read("xl/workbook.xml") == b"<a/>"
    assert package.read("xl/styles.xml") is None


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({f"{n}.xml": b"" for n in range(4)}, (PackageFault.TOO_MANY_PARTS, "", 3)),
        ({"a.bin": bytes(3 << 20)}, (PackageFault.PART_TOO_LARGE, "a.bin", 3)),
        ({"a.bin": bytes((3 << 20) + 1)}, (PackageFault.PART_TOO_LARGE, "a.bin", 3)),
        ({"../a": b""}, (PackageFault.PART_NAME, "../a", 0)),
        ({"/a": b""}, (PackageFault.PART_NAME, "/a", 0)),
        ({"C:/a": b""}, (PackageFault.PART_NAME, "C:/a", 0)),
        ({"a": b"", "A": b""}, (PackageFault.PART_NAME, "A", 0)),
    ],
    ids=["parts", "bomb", "size", "parent folder", "root", "drive", "twice"],
)
def test_an_unsafe_directory_is_refused(
    parts: dict[str, bytes], expected: tuple[PackageFault, str, int]
) -> None:
    assert fault(zipped(parts)) == expected


def test_the_size_of_the_file_and_of_all_parts_is_bounded() -> None:
    assert fault(bytes((1 << 20) + 1)) == (PackageFault.FILE_TOO_LARGE, "", 1)
    halves = {"a": b"ab" * 100 + bytes(1 << 20), "b": bytes(1 << 20)}
    tight = PackageLimits(file=1 << 20, part=3 << 20, unpacked=2 << 20, parts=3, ratio=2000)
    assert fault(zipped(halves), tight) == (PackageFault.TOO_LARGE_UNPACKED, "", 2)


def test_what_cannot_be_unpacked_is_named() -> None:
    good = zipped(PARTS)
    flag = good.index(b"PK\x01\x02") + 8
    locked = good[:flag] + struct.pack("<H", 1) + good[flag + 2 :]
    assert fault(locked) == (PackageFault.LOCKED, "xl/workbook.xml", 0)
    assert fault(zipped(PARTS, ZIP_BZIP2)) == (PackageFault.METHOD, "xl/workbook.xml", 0)
    assert fault(good[:40]) == (PackageFault.DAMAGED, "", 0)


def test_a_part_is_bounded_when_it_is_read_where_the_directory_is_not_checked() -> None:
    package = ZipPackage(zipped({"a": bytes(2 << 20)}))
    assert package.read("a", 2 << 20) == bytes(2 << 20)
    with pytest.raises(PackageError, match="part-too-large"):
        package.read("a", (2 << 20) - 1)


def test_a_directory_that_hides_the_size_of_a_part_is_damage() -> None:
    data = bytearray(zipped({"a": b"figure " * 1000}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    package = ZipPackage(bytes(data))
    with pytest.raises(PackageError) as raised:
        package.read("a")
    assert (raised.value.fault, raised.value.part) == (PackageFault.DAMAGED, "a")


def test_the_same_parts_give_the_same_bytes_and_come_back_in_their_order() -> None:
    data = write_package(PARTS)
    assert data == write_package(dict(PARTS))
    assert list(ZipPackage(data).parts().items()) == list(PARTS.items())
    with ZipFile(BytesIO(data)) as package:
        facts = {(each.date_time, each.create_system) for each in package.infolist()}
    assert facts == {((1980, 1, 1, 0, 0, 0), 0)}


@pytest.mark.parametrize(
    ("source", "listed", "target", "part"),
    [
        ("", "_rels/.rels", "xl/workbook.xml", "xl/workbook.xml"),
        ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "styles.xml", "xl/styles.xml"),
        ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "/xl/a.xml", "xl/a.xml"),
        ("xl/worksheets/s.xml", "xl/worksheets/_rels/s.xml.rels", "../c.xml", "xl/c.xml"),
        ("xl/worksheets/s.xml", "xl/worksheets/_rels/s.xml.rels", "..\\c.xml", "xl/c.xml"),
    ],
)
def test_relationships_lead_from_part_to_part(
    source: str, listed: str, target: str, part: str
) -> None:
    assert relationships_part(source) == listed
    assert target_part(source, target) == part


def test_a_new_package_lists_its_parts_their_types_and_their_relationships() -> None:
    package = NewPackage()
    package.relate("", "word/document.xml", "urn:document", "rId7")
    package.add("word/chart.xml", "urn:chart", b"<chart/>")
    assert package.relate("word/document.xml", "word/chart.xml", "urn:chart", "rId2") == "rId2"
    assert package.relate("word/document.xml", "custom/item.xml", "urn:item") == "rId1"
    assert package.relate("word/chart.xml", "word/data/a.xlsx", "urn:data") == "rId1"
    package.add("custom/item.xml", XML_TYPE, b"<item/>")
    package.add("word/data/a.xlsx", "urn:sheet", b"PK")
    package.add("word/document.xml", "urn:document", b"<document/>")
    parts = ZipPackage(package.to_bytes()).parts()
    assert list(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/chart.xml",
        "word/_rels/chart.xml.rels",
        "word/data/a.xlsx",
        "custom/item.xml",
    ]
    assert [
        (link.id, link.target)
        for link in relationships(
            parts["word/_rels/document.xml.rels"], "list", "word/document.xml"
        )
    ] == [("rId2", "word/chart.xml"), ("rId1", "custom/item.xml")]
    types = elements(parts["[Content_Types].xml"], "types")
    assert [
        (attributes.get("Extension") or attributes["PartName"], attributes["ContentType"])
        for tag, attributes, _ in types
        if tag != "Types"
    ] == [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xlsx", "urn:sheet"),
        ("xml", "application/xml"),
        ("/word/chart.xml", "urn:chart"),
        ("/word/document.xml", "urn:document"),
    ]
