"""What is checked before anything is unpacked: the first bytes and the directory of the zip."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from disclose.core.language import Wording
from disclose.core.messages import workbook_refused
from disclose.core.messages.workbook_refused import (
    DAMAGED,
    NOT_A_WORKBOOK,
    OLD_FORMAT,
    PASSWORD,
    UNSAFE,
)
from disclose.excel.read.refused import RefusedError

MEGABYTE = 1 << 20
MAX_FILE = 5 * MEGABYTE
MAX_PART = 8 * MEGABYTE
MAX_TOTAL = 16 * MEGABYTE
MAX_PARTS = 400
MAX_RATIO = 200
"""A filled workbook has 17-20 KB zipped, 64-115 KB unzipped; a part above 1 MB that shrinks more
than 200 times is a bomb."""

UNPACKING = (*(BadZipFile, zlib.error, OSError, EOFError, ValueError, OverflowError, RuntimeError),)
"""What unpacking a damaged part raises."""

CONTENT_TYPES = "[content_types].xml"

_ZIP = b"PK\x03\x04"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PASSWORD_FLAG = 1

_MARKS = (
    (b"%PDF", "PDF"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
    (b"{\\rtf", "RTF"),
    (b"\x89png", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
)
_OTHERS = (("word/", ".docx"), ("ppt/", ".pptx"), ("content.xml", ".ods"))


def unpack(data: bytes) -> tuple[ZipFile, dict[str, ZipInfo]]:
    """Return the package in `data` and its parts by case-folded name.

    Raises:
        RefusedError: it is no workbook, an old or locked one, damaged or unsafe.
    """
    if not data.startswith(_ZIP):
        raise _no_package(data)
    if len(data) > MAX_FILE:
        raise RefusedError(UNSAFE, what=workbook_refused.TOO_LARGE, most=MAX_FILE // MEGABYTE)
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError, OverflowError, NotImplementedError) as error:
        raise RefusedError(DAMAGED, what="ZIP") from error
    entries = [entry for entry in package.infolist() if not entry.filename.endswith("/")]
    _refuse_bombs(entries)
    parts = _by_name(entries)
    _refuse_others(parts)
    return package, parts


def _no_package(data: bytes) -> RefusedError:
    if data.startswith(_OLE2):
        return (
            RefusedError(PASSWORD) if _ENCRYPTED in data else RefusedError(OLD_FORMAT, what=".xls")
        )
    return RefusedError(NOT_A_WORKBOOK, what=_appearance(data))


def _appearance(data: bytes) -> str | Wording:
    """Return what `data` is, empty if that cannot be told."""
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not head:
        return workbook_refused.EMPTY
    for mark, name in _MARKS:
        if head.startswith(mark.lower()):
            return name
    return "" if b"\0" in data[:1024] else workbook_refused.OTHER_TEXT


def _refuse_bombs(entries: list[ZipInfo]) -> None:
    if len(entries) > MAX_PARTS:
        raise RefusedError(UNSAFE, what=workbook_refused.TOO_MANY_PARTS, most=MAX_PARTS)
    for entry in entries:
        _refuse_bomb(entry)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise RefusedError(
            UNSAFE, what=workbook_refused.TOO_LARGE_UNPACKED, most=MAX_TOTAL // MEGABYTE
        )


def _refuse_bomb(entry: ZipInfo) -> None:
    swollen = entry.file_size > MAX_RATIO * max(1, entry.compress_size)
    if entry.file_size > MAX_PART or (entry.file_size > MEGABYTE and swollen):
        size = entry.file_size // MEGABYTE
        raise RefusedError(UNSAFE, what=workbook_refused.LARGE_PART, part=entry.filename, size=size)
    if entry.flag_bits & _PASSWORD_FLAG:
        raise RefusedError(PASSWORD)
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise RefusedError(UNSAFE, what=workbook_refused.STRANGE_PART, part=entry.filename)


def _by_name(entries: list[ZipInfo]) -> dict[str, ZipInfo]:
    parts: dict[str, ZipInfo] = {}
    for entry in entries:
        name = entry.filename.replace("\\", "/").casefold()
        if name.startswith("/") or ":" in name or ".." in name.split("/"):
            raise RefusedError(UNSAFE, what=workbook_refused.STRANGE_PART, part=entry.filename)
        if name in parts:
            raise RefusedError(UNSAFE, what=workbook_refused.STRANGE_PART, part=entry.filename)
        parts[name] = entry
    return parts


def _refuse_others(parts: dict[str, ZipInfo]) -> None:
    if any(name.endswith("vbaproject.bin") for name in parts):
        raise RefusedError(OLD_FORMAT, what=".xlsm")
    if "xl/workbook.bin" in parts:
        raise RefusedError(OLD_FORMAT, what=".xlsb")
    if any(name.startswith("xl/") for name in parts):
        return
    for start, what in _OTHERS:
        if any(name.startswith(start) for name in parts):
            raise RefusedError(NOT_A_WORKBOOK, what=what)
    if CONTENT_TYPES not in parts:
        raise RefusedError(NOT_A_WORKBOOK, what="ZIP")
