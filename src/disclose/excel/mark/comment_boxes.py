"""The boxes that show comments: shapes in the drawing language that spreadsheets keep (VML).

We find the box of a comment by its row and column, since other programs renumber shapes.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from disclose.core.edits import Edits
from disclose.core.expressions import expression
from disclose.core.tree import Node, whole
from disclose.excel.write.text_metrics import lines
from disclose.form.layout.address import Position

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
    def of(cls, sheet: Node) -> "SheetMeasures":
        """Return the measures of a worksheet."""
        default = sheet.find("sheetFormatPr")
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


def _columns(sheet: Node) -> Iterator[tuple[int, int]]:
    for column in sheet.iterfind("cols/col"):
        first, last = whole(column.get("min")) or 0, whole(column.get("max")) or 0
        stated = _width_in_pixels(column.get("width")) or COLUMN
        width = 0 if _true(column.get("hidden")) else stated
        for number in range(first, min(last, _FARTHEST) + 1):
            yield number - 1, width


def _rows(sheet: Node) -> Iterator[tuple[int, int]]:
    for row in sheet.iterfind("sheetData/row"):
        if "ht" in row.attributes or "hidden" in row.attributes:
            height = 0 if _true(row.get("hidden")) else _height_in_pixels(row.get("ht"))
            yield (whole(row.get("r")) or 0) - 1, height


def _width_in_pixels(width: str | None) -> int:
    return round(_amount(width) * _DIGIT)


def _height_in_pixels(height: str | None) -> int:
    return round(_amount(height) * 4 / 3)


def _amount(text: str | None) -> float:
    try:
        return min(2_000.0, max(0.0, float(text or 0)))
    except ValueError:
        return 0.0


def _true(text: str | None) -> bool:
    return text in {"1", "true"}


# The shapes.

_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
"""The namespaces of drawings, by the prefixes that everybody gives them."""

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

_NUMBER = expression(r"_s(\d{1,9})$", re.ASCII)
_EMPTY = (
    "<xml{declared}>"
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    '<v:shape{declared} id="_x0000_s{number}" '
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
    return _EMPTY.format(declared=_declared(()), block=block).encode()


def _declared(known: Collection[tuple[str, str]]) -> str:
    """Return the declarations of the namespaces, but for those that are `known`."""
    wanted = ((f"xmlns:{prefix}", namespace) for prefix, namespace in _NAMESPACES.items())
    return "".join(f' {name}="{value}"' for name, value in wanted if (name, value) not in known)


def unused_block(drawings: Iterable[Node]) -> int:
    """Return the first block of numbers that no drawing uses."""
    taken: set[int] = set()
    for drawing in drawings:
        taken |= {number // _BLOCK for number in _numbers(drawing)}
        taken |= set(_blocks(drawing))
    return next(number for number in count(1) if number not in taken)


def _blocks(drawing: Node) -> list[int]:
    """Return the blocks that a drawing claims."""
    given = (blocks.get("data") or "" for blocks in drawing.iter("idmap"))
    return [number for data in given for text in data.split(",") if (number := whole(text))]


def _numbers(drawing: Node) -> Iterator[int]:
    for shape in drawing.iter("shape"):
        number = _NUMBER.search(shape.get("id") or "")
        if number:
            yield int(number[1])


def add_boxes(edits: Edits, measures: SheetMeasures, texts: Mapping[Position, str]) -> None:
    """Add a box to a drawing for each comment; `texts` gives their texts by cell."""
    root = edits.tree.root
    block = next(iter(_blocks(root)), 1) * _BLOCK
    first = max([block, *_numbers(root)]) + 1
    declared = _declared(root.attributes.items())
    for number, (cell, text) in enumerate(texts.items(), first):
        width, height = box_size(text)
        anchor = ", ".join(map(str, _anchor(measures, cell, width, height)))
        shape = _SHAPE.format(
            declared=declared,
            number=number,
            width=width * 3 // 4,
            height=height * 3 // 4,
            anchor=anchor,
            row=cell[0],
            column=cell[1],
        )
        edits.append(root, shape)


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


def remove_boxes(edits: Edits, cells: Collection[Position | None]) -> bool:
    """Remove the boxes of comments on `cells` from a drawing; return whether no shape is left."""
    shapes = list(edits.tree.root.named("shape"))
    ours = [shape for shape in shapes if _cell(shape) in cells]
    for shape in ours:
        edits.remove(shape)
    return len(ours) == len(shapes)


def _cell(shape: Node) -> Position:
    """Return the cell whose comment a shape shows, (-1, -1) if it is no box of a comment."""
    data = shape.find("ClientData")
    if data is None or data.get("ObjectType") != "Note":
        return -1, -1
    row, column = data.find("Row"), data.find("Column")
    down, across = whole(row.text if row else ""), whole(column.text if column else "")
    return (-1, -1) if down is None or across is None else (down, across)
