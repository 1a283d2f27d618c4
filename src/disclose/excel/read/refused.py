"""Files that are refused, before anything is unpacked or for a part inside."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from disclose.core.errors import InternalError
from disclose.core.finding import Finding, error
from disclose.core.language import Wording
from disclose.core.package import (
    CONTENT_TYPES,
    Container,
    PackageError,
    PackageFault,
    PackageLimits,
    ZipPackage,
    container,
)

EMPTY = Wording("空文件", "nothing")
OTHER_TEXT = Wording("文字或 CSV", "text or CSV")
LARGE_PART = Wording("过大的部分：{part}，{size} MB", "too large: {part}, {size} MB")
STRANGE_PART = Wording("异常的部分：{part}", "unexpected part: {part}")

_UNSAFE: Mapping[PackageFault, Wording] = {
    PackageFault.FILE_TOO_LARGE: Wording("超过 {most} MB", "more than {most} MB"),
    PackageFault.TOO_MANY_PARTS: Wording(
        "里面的文件超过 {most} 个", "more than {most} files inside"
    ),
    PackageFault.TOO_LARGE_UNPACKED: Wording(
        "解压后超过 {most} MB", "more than {most} MB unpacked"
    ),
    PackageFault.PART_TOO_LARGE: LARGE_PART,
    PackageFault.METHOD: STRANGE_PART,
    PackageFault.PART_NAME: STRANGE_PART,
    PackageFault.DOCTYPE: Wording("带有 DOCTYPE 声明", "it has a DOCTYPE declaration"),
    PackageFault.LONG_TAG: Wording("{part} 里有过长的标记", "overlong tag in {part}"),
    PackageFault.TOO_MANY_NAMES: Wording(
        "标记的名称超过 {most} 种", "more than {most} different tag names"
    ),
    PackageFault.TOO_MANY_ELEMENTS: Wording(
        "{part} 的标记超过 {most} 个", "more than {most} tags in {part}"
    ),
    PackageFault.TOO_MUCH_MARKUP: Wording(
        "格、行和文字合计太多，标记超过 {most} 个",
        "too many cells, rows and texts: more than {most} tags",
    ),
}


class RefusedWorkbookError(InternalError):
    """The file is refused; `finding` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        """Keep the reason."""
        super().__init__(finding.code)
        self.finding = finding


@contextmanager
def refusing() -> Iterator[None]:
    """Raise a `RefusedWorkbookError` for every fault of the package in the block."""
    try:
        yield
    except PackageError as error:
        raise _refusal(error) from error


def _refusal(cause: PackageError) -> RefusedWorkbookError:
    match cause.fault:
        case PackageFault.DAMAGED:
            return RefusedWorkbookError(error("BOOK04", what=cause.part or "ZIP"))
        case PackageFault.LOCKED:
            return RefusedWorkbookError(error("BOOK02"))
        case PackageFault.PART_TOO_LARGE:
            return RefusedWorkbookError(
                error("BOOK05", what=LARGE_PART, part=cause.part, size=cause.amount)
            )
        case fault:
            return RefusedWorkbookError(
                error("BOOK05", what=_UNSAFE[fault], part=cause.part, most=cause.amount)
            )


# Checked before anything is unpacked: the first bytes and the directory of the zip.

MEGABYTE = 1 << 20
MAX_FILE = 5 * MEGABYTE
MAX_PART = 8 * MEGABYTE

LIMITS = PackageLimits(file=MAX_FILE, part=MAX_PART, unpacked=16 * MEGABYTE, parts=400, ratio=200)
"""A filled workbook has 17-20 KB zipped, 64-115 KB unzipped."""

_SIGNATURES = (
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


def unpack(data: bytes) -> ZipPackage:
    """Return the package in `data`, whose directory is that of a workbook.

    Raises:
        RefusedWorkbookError: it is no workbook, an old or locked one, damaged or unsafe.
    """
    match container(data):
        case Container.LOCKED:
            raise RefusedWorkbookError(error("BOOK02"))
        case Container.OLE2:
            raise RefusedWorkbookError(error("BOOK03", what=".xls"))
        case Container.OTHER:
            raise RefusedWorkbookError(error("BOOK01", what=_appearance(data)))
        case Container.ZIP:
            with refusing():
                package = ZipPackage(data, LIMITS)
            _refuse_others(package)
            return package


def _appearance(data: bytes) -> str | Wording:
    """Return the format that `data` seems to have, empty if it is not known."""
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not head:
        return EMPTY
    for signature, name in _SIGNATURES:
        if head.startswith(signature.lower()):
            return name
    return "" if b"\0" in data[:1024] else OTHER_TEXT


def _refuse_others(package: ZipPackage) -> None:
    names = [name.casefold() for name in package.names]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise RefusedWorkbookError(error("BOOK03", what=".xlsm"))
    if "xl/workbook.bin" in names:
        raise RefusedWorkbookError(error("BOOK03", what=".xlsb"))
    if any(name.startswith("xl/") for name in names):
        return
    for start, what in _OTHERS:
        if any(name.startswith(start) for name in names):
            raise RefusedWorkbookError(error("BOOK01", what=what))
    if not package.has(CONTENT_TYPES):
        raise RefusedWorkbookError(error("BOOK01", what="ZIP"))
