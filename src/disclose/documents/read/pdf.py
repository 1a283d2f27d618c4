"""Reads PDF files with a text layer: ruled tables become grids, other text becomes paragraphs."""

import logging
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby, pairwise, zip_longest
from typing import Any, TypeAlias

from disclose.core.errors import UnreadableDocumentError
from disclose.core.expressions import expression
from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.text import squeeze
from disclose.documents.read.model import (
    Document,
    DocumentPart,
    LeftOut,
    Line,
    PartKind,
    TableText,
)
from disclose.documents.read.pdf_annotations import annotations
from disclose.documents.read.pdf_looks import by_look
from disclose.documents.read.refused import unreadable, unsafe
from disclose.documents.read.spans import MAX_CELLS, TOO_MANY_CELLS, flat
from disclose.documents.read.visible import PAGE_NUMBER

LARGE_STREAM = Wording("解压后超过 {most} MB", "more than {most} MB unpacked")
TOO_MANY_PAGES = Wording("超过 {most} 页", "more than {most} pages")
LARGE_PAGE = Wording("第 {part} 页的内容超过 {most} MB", "page {part}: more than {most} MB")
TOO_MANY_OBJECTS = Wording(
    "第 {part} 页的图形超过 {most} 个", "page {part}: more than {most} objects"
)
TOO_MANY_LINES = Wording("第 {part} 页的线条太密", "page {part}: too many lines")

# Printed lines into paragraphs: a line that reaches the right edge goes on below.

_OPENING = expression(
    r"[（(]?[一二三四五六七八九十]{1,3}[、.．)）]|[（(]?\d{1,2}[、.．)）](?!\d)|第[一二三四五六七八九十\d]+[章节条部]"
)
_WORD_END = expression(r"[A-Za-z0-9,.;:)]$")
_WORD_START = expression(r"[A-Za-z0-9(]")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line; its edges are in points from the left and top of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Return the height of the line, about the width of a Chinese character."""
        return self.bottom - self.top


def paragraphs(lines: Sequence[PrintedLine], everything: Sequence[PrintedLine]) -> Iterator[str]:
    """Join `lines` into paragraphs; the margins are measured on `everything` that is printed.

    A PDF holds lines, not paragraphs. A line continues the paragraph above it if that one reaches
    the right margin and this one begins at the left margin, without indent.
    """
    left = min((line.left for line in everything), default=0)
    right = max((line.right for line in everything), default=0)
    whole = ""
    before: PrintedLine | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, left, right):
            whole += _between(whole, line.text) + line.text
        else:
            if whole:
                yield whole
            whole = line.text
        before = line
    if whole:
        yield whole


def _goes_on(before: PrintedLine, line: PrintedLine, left: float, right: float) -> bool:
    # A full line may end up to two characters early: punctuation may not begin the next line, so
    # the character before it moves down as well.
    full = before.right > right - 2 * before.height
    flush = line.left < left + before.height
    return full and flush and not _OPENING.match(line.text)


def _between(text: str, following: str) -> str:
    return " " if _WORD_END.search(text) and _WORD_START.match(following) else ""


# Tables with ruled borders: the edges of cells give the grid; parts on several pages are joined.

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""

NEAR = 8
"""Largest difference between the outer edges of two parts of a table, in points."""

_SAME_EDGE = 4
"""Edges nearer to each other than this, in points, are one edge."""

_BROKEN = expression(r"\d[\d.]*\n\d[\d.]*", re.ASCII)
_PADDING = 12
"""White space at both sides of a cell, in points; Word and WPS have 10.8 unless changed."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: lines of cells, each cell with its box and text."""

    page: int
    lines: tuple[tuple[tuple[Box, str], ...], ...]
    parts: tuple[int, ...] = ()

    @property
    def box(self) -> Box:
        """Return the edges of the table; once joined over pages, only left and right are valid."""
        boxes = [box for line in self.lines for box, _ in line]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    @property
    def top(self) -> float:
        """Return the upper edge."""
        return self.box[1]

    def grid(self) -> tuple[tuple[str, ...], ...]:
        """Return the table as a grid, with the text of a merged cell at each position it covers."""
        edges = _edges(x for line in self.lines for box, _ in line for x in (box[0], box[2]))
        bounds = (0, *self.parts, len(self.lines))
        pieces = [self.lines[a:b] for a, b in pairwise(bounds)]
        return tuple(row for piece in pieces for row in _filled(piece, edges))


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return tuple(edges)


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _filled(
    lines: Sequence[Sequence[tuple[Box, str]]], edges: Sequence[float]
) -> Iterator[tuple[str, ...]]:
    tops = [min(box[1] for box, _ in line) for line in lines]
    width = len(edges) - 1
    if width * len(lines) > MAX_CELLS:
        raise UnreadableDocumentError(unsafe(TOO_MANY_CELLS, MAX_CELLS))
    grid = [[""] * width for _ in lines]
    for number, line in enumerate(lines):
        for box, text in line:
            low = max(sum(top < box[3] - _SAME_EDGE for top in tops), number + 1)
            for row in range(number, low):
                for column in range(_nearest(edges, box[0]), _nearest(edges, box[2])):
                    grid[row][column] = text
    yield from map(tuple, grid)


def ruled(table: Any, page: int) -> Iterator[Ruled]:
    """Yield the real tables within `table`, which was found by its rules.

    Some programs draw a box around each line of text, so that text looks like a table of one
    column; `_tabular` separates such lines from tables.
    """
    texts = table.extract(x_tolerance=3)
    lines = tuple(
        tuple(
            (tuple(box), flat(_unbroken(table.page, box, text or "")))
            for box, text in zip(row.cells, said, strict=True)
            if box is not None
        )
        for row, said in zip(table.rows, texts, strict=True)
    )
    kept = _tabular([line for line in lines if line])
    for together, run in groupby(kept, key=lambda pair: pair[0]):
        if together is not None:
            yield Ruled(page, tuple(line for _, line in run))


def _unbroken(page: Any, box: Box, text: str) -> str:
    """Return `text`, rejoined if it is one number that was broken at the edge of a narrow cell.

    Two numbers in a cell look the same. The number was broken only if its first line would not
    have room for one digit more. A number in small print above another one is another number.
    """
    if not _BROKEN.fullmatch(text.strip()):
        return text
    left, top, right, bottom = box
    inside = [
        each
        for each in page.chars
        if left <= each["x0"] and each["x1"] <= right and top <= each["top"] < bottom
    ]
    first = min((each["top"] for each in inside), default=0)
    line = [each for each in inside if each["top"] < first + _SAME_EDGE]
    if len({round(each["size"]) for each in inside}) > 1:
        return text
    wanted = sum(each["width"] for each in line) * (len(line) + 1) / max(len(line), 1)
    return "".join(text.split()) if wanted > right - left - _PADDING else text


_Line: TypeAlias = tuple[tuple[Box, str], ...]


def _tabular(lines: Sequence[_Line]) -> list[tuple[int | None, _Line]]:
    """Return the lines, each with the number of its table; None for text between tables.

    Lines of one cell are text, with two exceptions: a single one is a title within its table, and
    the last of several is the title of the table below.
    """
    number = 0
    runs = [(many, [*run]) for many, run in groupby(lines, key=lambda line: len(line) > 1)]
    if not any(many for many, _ in runs):
        return []
    found: list[tuple[int | None, _Line]] = []
    for place, (many, run) in enumerate(runs):
        if many or len(run) == 1:
            found += [(number, line) for line in run]
            continue
        number += 1
        last = place == len(runs) - 1
        head = [] if last else run[-1:]
        found += [(None, line) for line in run[: len(run) - len(head)]]
        found += [(number, line) for line in head]
    return found


def joined(above: Ruled, below: Ruled) -> Ruled | None:
    """Return the table that continues on the next page; None if they are two tables.

    Header lines that the second page repeats are left out.
    """
    left, _, right, _ = above.box
    other_left, _, other_right, _ = below.box
    if abs(left - other_left) > NEAR or abs(right - other_right) > NEAR:
        return None
    rest = below.lines[_repeated(above, below) :]
    if not rest:
        return above
    return Ruled(above.page, (*above.lines, *rest), (*above.parts, len(above.lines)))


def _repeated(above: Ruled, below: Ruled) -> int:
    count = 0
    for first, second in zip(above.lines, below.lines, strict=False):
        if _said(first) != _said(second) or not any(_said(first)):
            break
        count += 1
    return count


def _said(line: _Line) -> tuple[str, ...]:
    return tuple(squeeze(text) for _, text in line)


MAX_PAGES = 200
MAX_OBJECTS = 40_000
"""Most characters and drawn lines of a page; a full page of a report has about 3,000."""

MAX_CROSSINGS = 5_000
"""Most crossings that the rulings of a page may have; a page full of table has under 3,000."""

MAX_DRAWING = 4 << 20
"""Most bytes of drawing operators of a page; a page of a report has under 200 KB."""

MAX_STREAM = 64 << 20
"""Largest size of a compressed part after decompression, in bytes."""

_STREAM = expression(rb"stream\r?\n")
_FOLDED = expression(rb"[\x08\x18\x28\x38\x48\x58\x68\x78]")
_SNAP = 3
_SLANT = 0.02
"""Text with a steeper slope than this, about one degree, is not horizontal."""


def pdf(data: bytes) -> Document:
    """Return a PDF; page numbers are left out.

    Raises:
        UnreadableDocumentError: damaged, locked, unsafe, or without a text layer.
    """
    _refuse_bombs(data)
    for name in ("pdfminer", "pdfplumber"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return _read(data)
    except (UnreadableDocumentError, ModuleNotFoundError):
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
                raise UnreadableDocumentError(unsafe(LARGE_STREAM, MAX_STREAM >> 20))


@dataclass(frozen=True, slots=True)
class _PdfPage:
    """The content of a page, from top to bottom."""

    items: tuple[PrintedLine | Ruled, ...]
    height: float
    characters: int
    left_out: tuple[LeftOut, ...]
    beside: tuple[DocumentPart, ...]


def _read(data: bytes) -> Document:
    import pdfplumber  # noqa: PLC0415 - loaded for a PDF only

    with pdfplumber.open(BytesIO(data)) as file:
        if len(file.pages) > MAX_PAGES:
            raise UnreadableDocumentError(unsafe(TOO_MANY_PAGES, MAX_PAGES))
        pages = []
        for page in file.pages:
            pages.append(_page(page))
            page.close()
    if not any(page.characters for page in pages):
        raise UnreadableDocumentError(error("DOC02", pages=len(pages)))
    running = _running_lines(pages)
    parts = tuple(
        DocumentPart(kind, tuple(dict.fromkeys(texts))) for kind, texts in running.texts.items()
    )
    lines, tables = _document(
        [[item for item in page.items if id(item) not in running.ids] for page in pages]
    )
    left_out = tuple(each for page in pages for each in page.left_out)
    beside = tuple(each for page in pages for each in page.beside)
    return Document("", lines, tables, "pdf", left_out, (*parts, *beside))


@dataclass(frozen=True, slots=True)
class _RunningLines:
    """The lines that pages repeat in their margins: their identities, and their texts by margin."""

    ids: set[int]
    texts: dict[PartKind, list[str]]


_DIGITS = expression(r"\d+")

_PRINTED_BY_BROWSER = expression(
    r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}, ?\d{1,2}:\d{2}( [AP]M)?|^(https?|file)://\S+ \d*/\d*$"
    r"|^\d{4}/\d{1,2}/\d{1,2} \d{1,2}:\d{2}"
)
"""When a page was printed, and its address with the number of the page."""


def _running_lines(pages: Sequence[_PdfPage]) -> _RunningLines:
    """Return the headers and footers: lines in a margin that another page has in the same place.

    Numbers may differ, since they count the pages; the texts are without those that do. A browser
    prints date, title and address of a page there unless it is told not to.
    """
    found: dict[tuple[PartKind, int, str], list[PrintedLine]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, PrintedLine) and (kind := _margin(item, page.height)):
                where = kind, round(item.top / _SAME_EDGE), _DIGITS.sub("#", item.text)
                found.setdefault(where, []).append(item)
    running = _RunningLines(set(), {})
    for (kind, *_), lines in found.items():
        if len(lines) > 1:
            running.ids.update(map(id, lines))
            numbers = zip(*(_DIGITS.findall(line.text) for line in lines), strict=True)
            fixed = [each[0] if len(set(each)) == 1 else "" for each in numbers]
            pieces = zip_longest(_DIGITS.split(lines[0].text), fixed, fillvalue="")
            text = _PRINTED_BY_BROWSER.sub("", "".join(map("".join, pieces))).strip()
            running.texts.setdefault(kind, []).extend([text] if text else [])
    return running


def _margin(line: PrintedLine, height: float) -> PartKind | None:
    if line.bottom < height / 10:
        return PartKind.HEADER
    return PartKind.FOOTER if line.top > height * 9 / 10 else None


def _page(page: Any) -> _PdfPage:
    _refuse_tangles(page)
    single, left_out = by_look(page.filter(_is_shown).dedupe_chars(tolerance=1))
    _refuse_crossings(single)
    tables = [each for found in _closed_tables(single) for each in ruled(found, page.page_number)]
    boxes = [each.box for each in tables]
    rest = single.filter(lambda each: each["object_type"] == "char" and not _within(each, boxes))
    lines = [_printed(each) for each in rest.extract_text_lines(return_chars=False)]
    shown = _without_numbers([line for line in lines if line.text], float(page.height))
    items: list[PrintedLine | Ruled] = [*shown, *tables]
    items.sort(key=lambda item: item.top)
    characters = sum(not each["text"].isspace() for each in single.chars)
    return _PdfPage(
        tuple(items), float(page.height), characters, left_out, tuple(annotations(page))
    )


def _closed_tables(page: Any) -> list[Any]:
    """Return the tables of `page`, those at a page break with all their rows.

    A browser draws no line over the first row of a page, nor under the last one. There the rules
    between the columns reach beyond the table; a line through their ends closes it.
    """
    found: list[Any] = page.find_tables()
    rules = [each for each in page.edges if each["orientation"] == "v"]
    ends: list[float] = []
    for table in found:
        left, top, right, bottom = table.bbox
        ours = [each for each in rules if left - _SNAP <= each["x0"] <= right + _SNAP]
        above = [each for each in ours if each["top"] < top - _SAME_EDGE < each["bottom"]]
        below = [each for each in ours if each["top"] < bottom + _SAME_EDGE < each["bottom"]]
        ends += [min(each["top"] for each in above)] if _divide(above) else []
        ends += [max(each["bottom"] for each in below)] if _divide(below) else []
    return page.find_tables({"explicit_horizontal_lines": ends}) if ends else found


def _divide(rules: Sequence[Any]) -> bool:
    """Return whether vertical rules have at least two cells between them."""
    _, *cells = _edges(each["x0"] for each in rules) or (0,)
    return len(cells) > 1


_WHITE = ((1,), (1, 1, 1), (0, 0, 0, 0))
"""White in shades of grey, in red, green and blue, and in printing inks."""


def _is_shown(each: Any) -> bool:
    """Return whether an object is seen on white paper, as horizontal text if it is text.

    Slanted text is a watermark. A browser paints a page white; the edges of that are no rules.
    """
    if each["object_type"] == "char":
        along, up, *_ = each["matrix"]
        return bool(min(abs(along), abs(up)) <= _SLANT * max(abs(along), abs(up)))
    painted = each.get("fill") and not each.get("stroke")
    return not (painted and each.get("non_stroking_color") in _WHITE)


def _refuse_tangles(page: Any) -> None:
    """Refuse a page that would take minutes: too many operators or drawn objects."""
    from pdfminer.pdftypes import stream_value  # noqa: PLC0415 - loaded for a PDF only

    here = str(page.page_number)
    if sum(len(stream_value(each).get_data()) for each in page.page_obj.contents) > MAX_DRAWING:
        raise UnreadableDocumentError(unsafe(LARGE_PAGE, MAX_DRAWING >> 20, here))
    if sum(len(each) for each in page.objects.values()) > MAX_OBJECTS:
        raise UnreadableDocumentError(unsafe(TOO_MANY_OBJECTS, MAX_OBJECTS, here))


def _refuse_crossings(page: Any) -> None:
    """Refuse a page with so many crossing rulings that its tables would take minutes."""
    across = {round(each["top"]) for each in page.edges if each["orientation"] == "h"}
    down = {round(each["x0"]) for each in page.edges if each["orientation"] == "v"}
    if len(across) * len(down) > MAX_CROSSINGS:
        raise UnreadableDocumentError(unsafe(TOO_MANY_LINES, part=str(page.page_number)))


def _within(char: Any, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(left <= x <= right and top <= y <= low for left, top, right, low in boxes)


def _printed(line: Any) -> PrintedLine:
    return PrintedLine(flat(line["text"]), line["x0"], line["x1"], line["top"], line["bottom"])


def _without_numbers(lines: list[PrintedLine], height: float) -> Iterator[PrintedLine]:
    """Yield `lines` without a page number in the upper or lower tenth of the page."""
    for line in lines:
        if not (_margin(line, height) and PAGE_NUMBER.fullmatch(line.text)):
            yield line


def _document(
    pages: Sequence[Sequence[PrintedLine | Ruled]],
) -> tuple[tuple[Line, ...], tuple[TableText, ...]]:
    """Return paragraphs and tables; a table at the end of a page may continue on the next."""
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
            number = len(tables) + 1
            tables.append(TableText(number, item.grid(), len(lines), item.page, item.parts))
    flush()
    return tuple(lines), tuple(tables)
