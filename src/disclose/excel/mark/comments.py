"""Comments on cells: ours put beside the filler's own, and taken out again.

A cell has one comment. Where the filler has written one, ours is added below it, and what follows
our sign is taken out later; a thread of newer programs is left alone, they would not show it.
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
from disclose.excel.read.sheet import Position
from disclose.excel.write.text_metrics import lines
from disclose.form.layout.address import parse_a1
from disclose.form.layout.stamp import SIGN

# How wide the columns and how high the rows of a sheet are, in pixels.

COLUMN, ROW = 72, 20
"""What a sheet has that does not say."""

_DIGIT = 8
"""Pixels of a digit of 宋体 11, the default font, in which widths are given."""

_FARTHEST = 16_000
"""A box does not end beyond this row or column."""


@dataclass(frozen=True, slots=True)
class SheetMeasures:
    """The widths and heights that a sheet gives, and what holds for the others."""

    columns: Mapping[int, int]
    rows: Mapping[int, int]
    column: int
    row: int

    @classmethod
    def of(cls, sheet: Element) -> "SheetMeasures":
        """Return the measures of a worksheet."""
        usual = first_child(sheet, "sheetFormatPr")
        width = None if usual is None else usual.get("defaultColWidth")
        height = None if usual is None else usual.get("defaultRowHeight")
        return cls(
            columns=dict(_columns(sheet)),
            rows=dict(_rows(sheet)),
            column=_across(width) or COLUMN,
            row=_down(height) or ROW,
        )

    def across(self, column: int, start: int, pixels: int) -> tuple[int, int]:
        """Return the column that is `pixels` right of `start` in `column`, and where in it."""
        return _walk(lambda index: self.columns.get(index, self.column), column, start + pixels)

    def down(self, row: int, start: int, pixels: int) -> tuple[int, int]:
        """Return the row that is `pixels` below `start` in `row`, and where in it."""
        return _walk(lambda index: self.rows.get(index, self.row), row, start + pixels)


def _walk(size: Callable[[int], int], index: int, pixels: int) -> tuple[int, int]:
    while pixels >= size(index) and index < _FARTHEST:
        pixels -= size(index)
        index += 1
    return index, pixels


def _columns(sheet: Element) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for each in children(first_child(sheet, "cols"), "col"):
        first, last = _whole(each.get("min")), _whole(each.get("max"))
        width = 0 if _true(each.get("hidden")) else _across(each.get("width")) or COLUMN
        found += [(number - 1, width) for number in range(first, min(last, _FARTHEST) + 1)]
    return found


def _rows(sheet: Element) -> list[tuple[int, int]]:
    rows = children(first_child(sheet, "sheetData"), "row")
    return [
        (_whole(each.get("r")) - 1, 0 if _true(each.get("hidden")) else _down(each.get("ht")))
        for each in rows
        if "ht" in each.attrib or "hidden" in each.attrib
    ]


def _across(width: str | None) -> int:
    return round(_amount(width) * _DIGIT)


def _down(height: str | None) -> int:
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


# The boxes of comments: shapes in the drawing language that spreadsheets keep for them (VML).
#
# A box is known by the row and column it belongs to, since programs number shapes anew. Its size is
# given in cells, so that the widths and heights of the sheet have to be looked up.

V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - the prefix that everybody gives it
X = "urn:schemas-microsoft-com:office:excel"

WIDTH = 340
"""Pixels of a box: about 27 Chinese characters of 9 points."""

LINE = 17
TALLEST = 420
"""Pixels of a line, and of the tallest box."""

GAP = 12
"""Pixels between a cell and its box."""

_SIZE = 9
_BLOCK = 1024
"""Shapes are numbered in blocks, one for each sheet."""

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
    taken = {number // _BLOCK for each in drawings for number in _numbers(each)}
    for each in drawings:
        taken |= set(_blocks(each))
    return next(number for number in count(1) if number not in taken)


def _blocks(drawing: Element) -> list[int]:
    """Return the blocks that a drawing claims."""
    given = (each.get("data", "") for each in drawing.iter("{*}idmap"))
    return [int(text) for data in given for text in data.split(",") if text.strip().isdigit()]


def _numbers(drawing: Element) -> Iterator[int]:
    for each in drawing.iter("{*}shape"):
        found = _NUMBER.search(each.get("id", ""))
        if found:
            yield int(found[1])


def add_boxes(drawing: Element, measures: SheetMeasures, texts: Mapping[Position, str]) -> None:
    """Add the boxes of the comments `texts` on their cells."""
    block = next(iter(_blocks(drawing)), 1) * _BLOCK
    first = max([block, *_numbers(drawing)]) + 1
    for number, (cell, text) in enumerate(texts.items(), first):
        drawing.append(_box(number, measures, cell, text))


def _box(number: int, measures: SheetMeasures, cell: Position, text: str) -> Element:
    height = min(TALLEST, LINE * (lines(text, _SIZE, WIDTH) + 1))
    row, column = cell
    anchor = ", ".join(map(str, _anchor(measures, cell, height)))
    size = {"width": WIDTH * 3 // 4, "height": height * 3 // 4}
    shape = _SHAPE.format(number=number, anchor=anchor, row=row, column=column, **size)
    return etree.fromstring(shape)


def _anchor(measures: SheetMeasures, cell: Position, height: int) -> tuple[int, ...]:
    """Return where a box right of `cell` begins and ends: column, pixels in it, row, pixels."""
    row, column = cell
    left = measures.across(column + 1, 0, GAP)
    right = measures.across(column + 1, GAP, WIDTH)
    top = max(0, row - 1), 4
    bottom = measures.down(*top, height)
    return (*left, *top, *right, *bottom)


def remove_boxes(drawing: Element, cells: Container[Position | None]) -> None:
    """Remove the boxes of comments on `cells`."""
    for shape in list(children(drawing, "shape")):
        if _cell(shape) in cells:
            remove_element(shape)


def _cell(shape: Element) -> Position:
    """Return the cell whose comment a shape shows; (-1, -1) if it shows none."""
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


AUTHOR = "审核"
LIST = ("authors", "commentList", "extLst")
_THREAD = "tc="
"""Begins the author of the stand-in for a thread (MS-XLSX, threaded comments)."""

_PART = "xl/comments/problems.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "xl/drawings/problems.vml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

TYPE = {"sz": "9", "rFont": "宋体"}
"""Size and font of our comments."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The comments of a sheet and the drawing that shows them."""

    comments: Element
    shapes: Element


def add_comments(book: WorkbookPart, tab: SheetTab, texts: Mapping[str, str]) -> None:
    """Write `texts`, by A1 name, as comments on cells of a sheet."""
    parts = _parts(book, tab)
    sheet = book.package.tree(tab.part)
    author = _author(parts.comments)
    listed = child_or_new(parts.comments, "commentList", LIST)
    measures = SheetMeasures.of(sheet)
    own = {each.get("ref", ""): each for each in children(listed, "comment")}
    added: dict[tuple[int, int], str] = {}
    for cell, text in texts.items():
        if cell in own:
            _add_below(own[cell], text, parts.comments)
        else:
            listed.append(_comment(parts.comments, cell, author, text))
            added[parse_a1(cell) or (0, 0)] = text
    add_boxes(parts.shapes, measures, added)


def remove_comments(book: WorkbookPart, tab: SheetTab) -> None:
    """Take our comments from a sheet, with the parts that held nothing else."""
    package = book.package
    name = package.linked(tab.part, "comments")
    if not package.named(name):
        return
    root = package.tree(name)
    listed = first_child(root, "commentList")
    gone = [each for each in children(listed, "comment") if _without_ours(each)]
    for each in gone:
        remove_element(each)
    link = _legacy(book, tab)
    shapes = package.tree(link, forgiving=True) if link else None
    if shapes is not None and gone:
        remove_boxes(shapes, [parse_a1(each.get("ref", "")) for each in gone])
    if gone and first_child(listed, "comment") is None:
        _drop(book, tab, name)
        if shapes is not None and not has_shapes(shapes):
            _drop(book, tab, link)
            legacy = first_child(package.tree(tab.part), "legacyDrawing")
            if legacy is not None:
                remove_element(legacy)


def _parts(book: WorkbookPart, tab: SheetTab) -> _Parts:
    """Return the comments of a sheet and their drawing, begun if there are none."""
    package, sheet = book.package, book.package.tree(tab.part)
    comments = package.linked(tab.part, "comments")
    if not package.named(comments):
        namespace = namespace_of(sheet)
        empty = f'<comments xmlns="{namespace}"><authors/><commentList/></comments>'
        comments = package.add(_PART, empty.encode(), _TYPE)
        package.link(tab.part, f"{book.links}/comments", comments, "rIdComments")
    shapes = _legacy(book, tab)
    if not shapes:
        block = unused_block(_drawings(book))
        shapes = package.add(_DRAWING, empty_drawing(block), _DRAWING_TYPE)
        link = package.link(tab.part, f"{book.links}/vmlDrawing", shapes, "rIdDrawing")
        legacy = new_element(sheet, "legacyDrawing")
        legacy.set(f"{{{book.links}}}id", link)
        insert_in_order(sheet, legacy, WORKSHEET)
    return _Parts(package.tree(comments), package.tree(shapes, forgiving=True))


def _legacy(book: WorkbookPart, tab: SheetTab) -> str:
    """Return the part that draws the comments of a sheet, empty if it has none."""
    legacy = first_child(book.package.tree(tab.part), "legacyDrawing")
    wanted = None if legacy is None else legacy.get(f"{{{book.links}}}id")
    links = book.package.links(tab.part)
    return next((each.target for each in links if each.id == wanted), "")


def _drawings(book: WorkbookPart) -> Iterable[Element]:
    names = (each for each in book.package.names() if each.casefold().endswith(".vml"))
    return [book.package.tree(name, forgiving=True) for name in names]


def _drop(book: WorkbookPart, tab: SheetTab, part: str) -> None:
    for link in list(book.package.links(tab.part)):
        if link.target == part:
            book.package.unlink(link, tab.part)
    book.package.drop(part)


def _author(root: Element) -> int:
    authors = child_or_new(root, "authors", LIST)
    names = [each.text for each in children(authors, "author")]
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
    look.extend(new_element(root, name, {"val": value}) for name, value in TYPE.items())
    run.append(look)
    run.append(new_element(root, "t", text=text))
    return run


def _add_below(comment: Element, text: str, root: Element) -> None:
    """Add `text` to a comment of the filler's."""
    if _is_thread(comment, root):
        return
    shown = child_or_new(comment, "text", ("text",))
    for plain in list(children(shown, "t")):
        run = new_element(root, "r")
        shown.replace(plain, run)
        run.append(plain)
    shown.append(_run(root, f"\n{text}"))


def _is_thread(comment: Element, root: Element) -> bool:
    names = [each.text or "" for each in children(first_child(root, "authors"), "author")]
    number = comment.get("authorId", "")
    known = number.isdigit() and int(number) < len(names)
    return known and names[int(number)].startswith(_THREAD)


def _without_ours(comment: Element) -> bool:
    """Take our text out of a comment; return whether nothing of the filler's is left."""
    if SIGN not in "".join(map(str, comment.itertext())):
        return False  # of tens of thousands of comments none need be ours
    pieces = [each for each in comment.iter("{*}t") if not _is_guide(each)]
    whole = "".join(each.text or "" for each in pieces)
    at = whole.find(SIGN)
    if at < 0:
        return False
    kept = whole[:at].rstrip("\n")
    _cut(pieces, len(kept))
    return not kept.strip()


def _cut(pieces: Sequence[Element], length: int) -> None:
    """Keep the first `length` characters of a text that stands in `pieces`."""
    for piece in pieces:
        text = piece.text or ""
        piece.text, length = text[:length], max(0, length - len(text))
        run = piece.getparent()
        if not piece.text and run is not None:
            remove_element(run if local_name(run) == "r" else piece)


def _is_guide(element: Element) -> bool:
    return any(local_name(each) == "rPh" for each in element.iterancestors())
