"""Comments on cells: ours written beside the filler's, and removed again.

A cell has one comment. If the filler has written one, ours is appended to it, and to remove it we
cut the text from our sign on. The comment that stands for a thread (Excel 365) is left alone: Excel
shows the thread instead.

A comment needs two parts: the text in one, and in a drawing the box that shows it.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from lxml import etree
from lxml.etree import _Element as Element

from disclose.excel.mark.edited_package import (
    WORKSHEET,
    child_or_new,
    children,
    first_child,
    insert_in_order,
    local_name,
    namespace_of,
    new_element,
    remove_element,
)
from disclose.excel.mark.workbook_part import SheetTab, WorkbookPart
from disclose.excel.write.text_metrics import lines
from disclose.form.layout.address import Position, parse_a1
from disclose.form.layout.stamp import SIGN

# The widths of columns and heights of rows, in pixels: the size of a box is given in cells.

COLUMN, ROW = 72, 20
"""The width and height in a sheet that states none."""

_DIGIT = 8
"""Pixels of a digit in 宋体 11, the default font; a column is so many digits wide."""

_FARTHEST = 16_000
"""A box ends before this row or column, even if all are hidden."""


@dataclass(frozen=True, slots=True)
class SheetMeasures:
    """The widths of columns and heights of rows that a sheet states, and those of all others."""

    columns: Mapping[int, int]
    rows: Mapping[int, int]
    other_columns: int
    other_rows: int

    @classmethod
    def of(cls, sheet: Element) -> "SheetMeasures":
        """Return the measures of a worksheet."""
        default = first_child(sheet, "sheetFormatPr")
        width = None if default is None else default.get("defaultColWidth")
        height = None if default is None else default.get("defaultRowHeight")
        return cls(
            columns=dict(_columns(sheet)),
            rows=dict(_rows(sheet)),
            other_columns=_width_in_pixels(width) or COLUMN,
            other_rows=_height_in_pixels(height) or ROW,
        )

    def across(self, column: int, start: int, pixels: int) -> tuple[int, int]:
        """Return the column that is `pixels` right of `start` in `column`, and where in it."""
        widths, other = self.columns, self.other_columns
        return _walk(lambda index: widths.get(index, other), column, start + pixels)

    def down(self, row: int, start: int, pixels: int) -> tuple[int, int]:
        """Return the row that is `pixels` below `start` in `row`, and where in it."""
        heights, other = self.rows, self.other_rows
        return _walk(lambda index: heights.get(index, other), row, start + pixels)


def _walk(size: Callable[[int], int], index: int, pixels: int) -> tuple[int, int]:
    while pixels >= size(index) and index < _FARTHEST:
        pixels -= size(index)
        index += 1
    return index, pixels


def _columns(sheet: Element) -> list[tuple[int, int]]:
    widths: list[tuple[int, int]] = []
    for column in children(first_child(sheet, "cols"), "col"):
        first, last = _whole(column.get("min")), _whole(column.get("max"))
        stated = _width_in_pixels(column.get("width")) or COLUMN
        width = 0 if _true(column.get("hidden")) else stated
        widths += [(number - 1, width) for number in range(first, min(last, _FARTHEST) + 1)]
    return widths


def _rows(sheet: Element) -> list[tuple[int, int]]:
    rows = children(first_child(sheet, "sheetData"), "row")
    return [
        (
            _whole(row.get("r")) - 1,
            0 if _true(row.get("hidden")) else _height_in_pixels(row.get("ht")),
        )
        for row in rows
        if "ht" in row.attrib or "hidden" in row.attrib
    ]


def _width_in_pixels(width: str | None) -> int:
    return round(_amount(width) * _DIGIT)


def _height_in_pixels(height: str | None) -> int:
    return round(_amount(height) * 4 / 3)


def _amount(text: str | None) -> float:
    try:
        return min(2_000.0, max(0.0, float(text or 0)))
    except ValueError:
        return 0.0


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _true(text: str | None) -> bool:
    return text in {"1", "true"}


# The boxes of comments: shapes in the drawing language that spreadsheets keep for them (VML). We
# find the box of a comment by its row and column, since other programs renumber shapes.

V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - the prefix that everybody gives it
X = "urn:schemas-microsoft-com:office:excel"

WIDTHS = (160, 220, 280, 340, 440, 560)
"""Pixels of a box, from 12 Chinese characters of 9 points to 45."""

LINE = 17
"""Pixels of a line."""

BROAD = 0.75
"""A box is not higher than this share of its width, unless it has the greatest width."""

TALLEST = 420
"""Pixels of the tallest box, which leaves it on a small screen."""

GAP = 12
"""Pixels between a cell and its box."""

_SIZE = 9
_BLOCK = 1024
"""Shapes are numbered in blocks of this size; no two drawings of a workbook may share one."""

_NUMBER = re.compile(r"_s(\d+)$")
_EMPTY = (
    f'<xml xmlns:v="{V}" xmlns:o="{O}" xmlns:x="{X}">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    f'<v:shape xmlns:v="{V}" xmlns:o="{O}" xmlns:x="{X}" id="_x0000_s{{number}}" '
    'type="#_x0000_t202" style="position:absolute;width:{width}pt;height:{height}pt;z-index:1;'
    'visibility:hidden" fillcolor="#fffbea" strokecolor="#8a97a8" o:insetmode="auto">'
    '<v:fill color2="#fffbea"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


def empty_drawing(block: int) -> bytes:
    """Return a drawing without boxes whose shapes are numbered in `block`."""
    return _EMPTY.format(block=block).encode()


def unused_block(drawings: Iterable[Element]) -> int:
    """Return the first block of numbers that no drawing uses."""
    taken = {number // _BLOCK for drawing in drawings for number in _numbers(drawing)}
    for drawing in drawings:
        taken |= set(_blocks(drawing))
    return next(number for number in count(1) if number not in taken)


def _blocks(drawing: Element) -> list[int]:
    """Return the blocks that a drawing claims."""
    given = (blocks.get("data", "") for blocks in drawing.iter("{*}idmap"))
    return [int(text) for data in given for text in data.split(",") if text.strip().isdigit()]


def _numbers(drawing: Element) -> Iterator[int]:
    for shape in drawing.iter("{*}shape"):
        number = _NUMBER.search(shape.get("id", ""))
        if number:
            yield int(number[1])


def add_boxes(drawing: Element, measures: SheetMeasures, texts: Mapping[Position, str]) -> None:
    """Add a box for each comment; `texts` gives their texts by cell."""
    block = next(iter(_blocks(drawing)), 1) * _BLOCK
    first = max([block, *_numbers(drawing)]) + 1
    for number, (cell, text) in enumerate(texts.items(), first):
        drawing.append(_box(number, measures, cell, text))


def _box(number: int, measures: SheetMeasures, cell: Position, text: str) -> Element:
    width, height = box_size(text)
    row, column = cell
    anchor = ", ".join(map(str, _anchor(measures, cell, width, height)))
    size = {"width": width * 3 // 4, "height": height * 3 // 4}
    shape = _SHAPE.format(number=number, anchor=anchor, row=row, column=column, **size)
    return etree.fromstring(shape)


def box_size(text: str) -> tuple[int, int]:
    """Return the width and height in pixels of a box for `text`: narrow for a short one."""
    heights = {width: LINE * (lines(text, _SIZE, width) + 1) for width in WIDTHS}
    fitting = (width for width, height in heights.items() if height <= BROAD * width)
    width = next(fitting, WIDTHS[-1])
    return width, min(TALLEST, heights[width])


def _anchor(measures: SheetMeasures, cell: Position, width: int, height: int) -> tuple[int, ...]:
    """Return the corners of a box right of `cell`: for each side column or row, and pixels in it.

    The order is left, top, right, bottom.
    """
    row, column = cell
    left = measures.across(column + 1, 0, GAP)
    right = measures.across(column + 1, GAP, width)
    top = max(0, row - 1), 4
    bottom = measures.down(*top, height)
    return (*left, *top, *right, *bottom)


def remove_boxes(drawing: Element, cells: Container[Position | None]) -> None:
    """Remove the boxes of comments on `cells`."""
    for shape in list(children(drawing, "shape")):
        if _cell(shape) in cells:
            remove_element(shape)


def _cell(shape: Element) -> Position:
    """Return the cell whose comment a shape shows, (-1, -1) if it is no box of a comment."""
    data = first_child(shape, "ClientData")
    row, column = (first_child(data, name) for name in ("Row", "Column"))
    if data is None or data.get("ObjectType") != "Note" or row is None or column is None:
        return -1, -1
    return _digits(row.text), _digits(column.text)


def _digits(text: str | None) -> int:
    plain = (text or "").strip()
    return int(plain) if plain.isdigit() else -1


def has_shapes(drawing: Element) -> bool:
    """Return whether a drawing has any shape."""
    return first_child(drawing, "shape") is not None


# The comments.

AUTHOR = "审核"
COMMENTS = ("authors", "commentList", "extLst")
_THREAD = "tc="
"""Begins the author of a comment that stands for a thread (MS-XLSX, threaded comments)."""

_PART = "xl/comments/problems.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "xl/drawings/problems.vml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

FONT = {"sz": "9", "rFont": "宋体"}
"""Size and font of our comments."""


@dataclass(frozen=True, slots=True)
class _CommentParts:
    """The roots of the comments of a sheet and of the drawing that shows them."""

    comments: Element
    shapes: Element


def add_comments(book: WorkbookPart, tab: SheetTab, texts: Mapping[str, str]) -> None:
    """Write comments on cells of a sheet; `texts` gives their texts by A1 name."""
    parts = _parts(book, tab)
    sheet = book.package.tree(tab.part)
    author = _author(parts.comments)
    listed = child_or_new(parts.comments, "commentList", COMMENTS)
    measures = SheetMeasures.of(sheet)
    existing = {comment.get("ref", ""): comment for comment in children(listed, "comment")}
    added: dict[Position, str] = {}
    for cell, text in texts.items():
        if cell in existing:
            _append_text(existing[cell], text, parts.comments)
        else:
            listed.append(_comment(parts.comments, cell, author, text))
            added[parse_a1(cell) or (0, 0)] = text
    add_boxes(parts.shapes, measures, added)


def remove_comments(book: WorkbookPart, tab: SheetTab) -> None:
    """Remove our comments from a sheet, and its parts for comments if they become empty."""
    package = book.package
    name = package.linked_part(tab.part, "comments")
    if not package.find_part(name):
        return
    root = package.tree(name)
    listed = first_child(root, "commentList")
    emptied = [comment for comment in children(listed, "comment") if _cut_our_text(comment)]
    for comment in emptied:
        remove_element(comment)
    drawing = _drawing_part(book, tab)
    shapes = package.tree(drawing, forgiving=True) if drawing else None
    if shapes is not None and emptied:
        remove_boxes(shapes, [parse_a1(comment.get("ref", "")) for comment in emptied])
    if emptied and first_child(listed, "comment") is None:
        _remove_linked_part(book, tab, name)
        # The drawing may hold the filler's buttons and check boxes, too.
        if shapes is not None and not has_shapes(shapes):
            _remove_linked_part(book, tab, drawing)
            legacy = first_child(package.tree(tab.part), "legacyDrawing")
            if legacy is not None:
                remove_element(legacy)


def _parts(book: WorkbookPart, tab: SheetTab) -> _CommentParts:
    """Return the comments of a sheet and their drawing, created if there are none."""
    package, sheet = book.package, book.package.tree(tab.part)
    comments = package.linked_part(tab.part, "comments")
    if not package.find_part(comments):
        namespace = namespace_of(sheet)
        empty = f'<comments xmlns="{namespace}"><authors/><commentList/></comments>'
        comments = package.add_part(_PART, empty.encode(), _TYPE)
        package.add_link(tab.part, f"{book.links}/comments", comments, "rIdComments")
    drawing = _drawing_part(book, tab)
    if not drawing:
        block = unused_block(_drawings(book))
        drawing = package.add_part(_DRAWING, empty_drawing(block), _DRAWING_TYPE)
        link = package.add_link(tab.part, f"{book.links}/vmlDrawing", drawing, "rIdDrawing")
        legacy = new_element(sheet, "legacyDrawing")
        legacy.set(book.link_id, link)
        insert_in_order(sheet, legacy, WORKSHEET)
    return _CommentParts(package.tree(comments), package.tree(drawing, forgiving=True))


def _drawing_part(book: WorkbookPart, tab: SheetTab) -> str:
    """Return the part that draws the comments of a sheet, empty if it has none."""
    legacy = first_child(book.package.tree(tab.part), "legacyDrawing")
    wanted = None if legacy is None else legacy.get(book.link_id)
    links = book.package.links_of(tab.part)
    return next((link.target for link in links if link.id == wanted), "")


def _drawings(book: WorkbookPart) -> Iterable[Element]:
    names = (name for name in book.package.part_names() if name.casefold().endswith(".vml"))
    return [book.package.tree(name, forgiving=True) for name in names]


def _remove_linked_part(book: WorkbookPart, tab: SheetTab, part: str) -> None:
    for link in list(book.package.links_of(tab.part)):
        if link.target == part:
            book.package.remove_link(link, tab.part)
    book.package.remove_part(part)


def _author(root: Element) -> int:
    authors = child_or_new(root, "authors", COMMENTS)
    names = [author.text for author in children(authors, "author")]
    if AUTHOR not in names:
        authors.append(new_element(root, "author", text=AUTHOR))
        names.append(AUTHOR)
    return names.index(AUTHOR)


def _comment(root: Element, cell: str, author: int, text: str) -> Element:
    comment = new_element(root, "comment", {"ref": cell, "authorId": author})
    shown = new_element(root, "text")
    shown.append(_run(root, text))
    comment.append(shown)
    return comment


def _run(root: Element, text: str) -> Element:
    run, look = new_element(root, "r"), new_element(root, "rPr")
    look.extend(new_element(root, name, {"val": value}) for name, value in FONT.items())
    run.append(look)
    run.append(new_element(root, "t", text=text))
    return run


def _append_text(comment: Element, text: str, root: Element) -> None:
    """Append `text` to a comment of the filler."""
    if _is_thread(comment, root):
        return
    shown = child_or_new(comment, "text", ("text",))
    # A plain text becomes a run: programs differ in what they show of one beside runs.
    for plain in list(children(shown, "t")):
        run = new_element(root, "r")
        shown.replace(plain, run)
        run.append(plain)
    shown.append(_run(root, f"\n{text}"))


def _is_thread(comment: Element, root: Element) -> bool:
    authors = children(first_child(root, "authors"), "author")
    names = [author.text or "" for author in authors]
    number = comment.get("authorId", "")
    known = number.isdigit() and int(number) < len(names)
    return known and names[int(number)].startswith(_THREAD)


def _cut_our_text(comment: Element) -> bool:
    """Cut a comment from our sign on; return whether nothing of the filler is left.

    Other programs split and join runs when they save, even within our sign. So the sign is searched
    in the text of all runs together, and each run is cut by its share of what is kept.
    """
    # A quick look first: a workbook may have tens of thousands of comments, none of them ours.
    if SIGN not in "".join(map(str, comment.itertext())):
        return False
    pieces = [text for text in comment.iter("{*}t") if not _is_phonetic(text)]
    whole = "".join(piece.text or "" for piece in pieces)
    at = whole.find(SIGN)
    if at < 0:
        return False
    kept = whole[:at].rstrip("\n")
    _cut(pieces, len(kept))
    return not kept.strip()


def _cut(pieces: Sequence[Element], length: int) -> None:
    """Keep the first `length` characters of a text that consists of `pieces`."""
    for piece in pieces:
        text = piece.text or ""
        piece.text, length = text[:length], max(0, length - len(text))
        run = piece.getparent()
        if not piece.text and run is not None:
            remove_element(run if local_name(run) == "r" else piece)


def _is_phonetic(text: Element) -> bool:
    """Return whether a text is the pronunciation of another one (`rPh`), which is not shown."""
    return any(local_name(parent) == "rPh" for parent in text.iterancestors())
