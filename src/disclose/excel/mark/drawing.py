"""The boxes of comments: shapes in the drawing language that spreadsheets keep for them (VML).

A box is known by the row and column it belongs to, since programs number shapes anew. Its size is
given in cells, so that the widths and heights of the sheet have to be looked up.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import count

from lxml import etree
from lxml.etree import _Element as Element

from disclose.excel.mark.markup import children, first_child, remove_element
from disclose.excel.mark.measures import SheetMeasures
from disclose.excel.read.sheet import Position
from disclose.excel.write.text_metrics import lines

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
