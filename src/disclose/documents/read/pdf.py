"""PDF files with a text layer: ruled tables into grids, joined over pages; the rest into lines."""

import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from disclose.core.errors import UnreadableDocumentError
from disclose.core.finding import error
from disclose.core.messages import document_refused
from disclose.core.messages.document_refused import unreadable, unsafe
from disclose.documents.read.model import Line, TableText
from disclose.documents.read.page import flat
from disclose.documents.read.ruled import Ruled, joined, ruled
from disclose.documents.read.word import PrintedLine, paragraphs

MAX_PAGES = 200
MAX_OBJECTS = 40_000
"""Most characters and drawn lines of a page; a full page of a report has about 3,000."""

MAX_CROSSINGS = 5_000
"""Most crossings that the rulings of a page may have; a page full of table has under 3,000."""

MAX_DRAWING = 4 << 20
"""Most bytes of drawing operators of a page; a page of a report has under 200 KB."""

MAX_STREAM = 64 << 20
"""Most bytes that one compressed part of the file may unfold to."""

_STREAM = re.compile(rb"stream\r?\n")
_FOLDED = re.compile(rb"[\x08\x18\x28\x38\x48\x58\x68\x78]")
_PAGE_NUMBER = re.compile(r"[\s—–―\-－·第]*\d{1,4}[\s—–―\-－·页]*")
_SNAP = 3
_SLANT = 0.02
"""Text that rises by more than this per unit of length runs aslant: about one degree."""


def pdf(data: bytes) -> tuple[tuple[Line, ...], tuple[TableText, ...]]:
    """Return the paragraphs and tables of a PDF; page numbers are left out.

    Raises:
        UnreadableDocumentError: damaged, locked, unsafe, or without a text layer.
    """
    _refuse_bombs(data)
    for name in ("pdfminer", "pdfplumber"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return _read(data)
    except UnreadableDocumentError:
        raise
    except Exception as cause:  # the library lets every fault of a file through as it comes
        locked = "Password" in f"{type(cause).__name__} {cause!r}"
        found = error("DOC06") if locked else unreadable(".pdf")
        raise UnreadableDocumentError(found) from cause


def _refuse_bombs(data: bytes) -> None:
    for start in _STREAM.finditer(data):
        part = data[start.end() :]
        for _ in range(3):
            if not _FOLDED.match(part):
                break
            try:
                part = zlib.decompressobj().decompress(part, MAX_STREAM + 1)
            except zlib.error:
                break
            if len(part) > MAX_STREAM:
                raise UnreadableDocumentError(
                    unsafe(document_refused.LARGE_STREAM, MAX_STREAM >> 20)
                )


@dataclass(frozen=True, slots=True)
class _PdfPage:
    """What stands on a page, from top to bottom."""

    items: tuple[PrintedLine | Ruled, ...]
    characters: int


def _read(data: bytes) -> tuple[tuple[Line, ...], tuple[TableText, ...]]:
    import pdfplumber  # noqa: PLC0415 - loaded for a PDF only

    with pdfplumber.open(BytesIO(data)) as file:
        if len(file.pages) > MAX_PAGES:
            raise UnreadableDocumentError(unsafe(document_refused.TOO_MANY_PAGES, MAX_PAGES))
        pages = []
        for page in file.pages:
            pages.append(_page(page))
            page.close()
    if not any(page.characters for page in pages):
        raise UnreadableDocumentError(error("DOC02", pages=len(pages)))
    return _document([page.items for page in pages])


def _page(page: Any) -> _PdfPage:
    _refuse_tangles(page)
    single = page.filter(_level).dedupe_chars(tolerance=1)
    tables = [each for found in single.find_tables() for each in ruled(found, page.page_number)]
    boxes = [each.box for each in tables]
    rest = single.filter(lambda each: each["object_type"] == "char" and not _within(each, boxes))
    lines = [_printed(each) for each in rest.extract_text_lines(return_chars=False)]
    shown = _without_numbers([line for line in lines if line.text], float(page.height))
    items: list[PrintedLine | Ruled] = [*shown, *tables]
    items.sort(key=lambda item: item.top)
    return _PdfPage(tuple(items), sum(not each["text"].isspace() for each in single.chars))


def _level(each: Any) -> bool:
    """Return whether a thing belongs to the text: one that runs aslant is a watermark across it."""
    if each["object_type"] != "char":
        return True
    along, up, *_ = each["matrix"]
    return bool(min(abs(along), abs(up)) <= _SLANT * max(abs(along), abs(up)))


def _refuse_tangles(page: Any) -> None:
    """Refuse a page that would take minutes: drawn with too much, or ruled too finely."""
    from pdfminer.pdftypes import stream_value  # noqa: PLC0415 - loaded for a PDF only

    here = str(page.page_number)
    if sum(len(stream_value(each).get_data()) for each in page.page_obj.contents) > MAX_DRAWING:
        raise UnreadableDocumentError(unsafe(document_refused.LARGE_PAGE, MAX_DRAWING >> 20, here))
    if sum(len(each) for each in page.objects.values()) > MAX_OBJECTS:
        raise UnreadableDocumentError(unsafe(document_refused.TOO_MANY_OBJECTS, MAX_OBJECTS, here))
    across = {round(each["top"]) for each in page.edges if each["orientation"] == "h"}
    down = {round(each["x0"]) for each in page.edges if each["orientation"] == "v"}
    if len(across) * len(down) > MAX_CROSSINGS:
        raise UnreadableDocumentError(unsafe(document_refused.TOO_MANY_LINES, part=here))


def _within(char: Any, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(left <= x <= right and top <= y <= low for left, top, right, low in boxes)


def _printed(line: Any) -> PrintedLine:
    return PrintedLine(flat(line["text"]), line["x0"], line["x1"], line["top"], line["bottom"])


def _without_numbers(lines: list[PrintedLine], height: float) -> Iterator[PrintedLine]:
    """Yield `lines` without a page number in the upper or lower tenth of the page."""
    for line in lines:
        margin = line.top > height * 9 / 10 or line.bottom < height / 10
        if not (margin and _PAGE_NUMBER.fullmatch(line.text)):
            yield line


def _document(
    pages: Sequence[Sequence[PrintedLine | Ruled]],
) -> tuple[tuple[Line, ...], tuple[TableText, ...]]:
    """Return paragraphs and tables; a table that ends a page goes on in one that opens the next."""
    items: list[PrintedLine | Ruled] = []
    for page in pages:
        for number, item in enumerate(page):
            last = items[-1] if items else None
            if number == 0 and isinstance(item, Ruled) and isinstance(last, Ruled):
                whole = joined(last, item)
                if whole is not None:
                    items[-1] = whole
                    continue
            items.append(item)
    return _numbered(items)


def _numbered(
    items: Sequence[PrintedLine | Ruled],
) -> tuple[tuple[Line, ...], tuple[TableText, ...]]:
    lines: list[Line] = []
    tables: list[TableText] = []
    waiting: list[PrintedLine] = []
    edges = [item for item in items if isinstance(item, PrintedLine)]

    def flush() -> None:
        for text in paragraphs(waiting, edges):
            lines.append(Line(len(lines) + 1, text))
        waiting.clear()

    for item in items:
        if isinstance(item, PrintedLine):
            waiting.append(item)
        else:
            flush()
            tables.append(TableText(len(tables) + 1, item.grid(), len(lines), item.page))
    flush()
    return tuple(lines), tuple(tables)
