"""Reads web pages: blocks become lines, tables become grids."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from disclose.core.errors import UnreadableDocumentError
from disclose.core.language import Wording
from disclose.documents.read.anchors import Level, bare, closed, opened, unmarked
from disclose.documents.read.decoding import BYTE_ORDER_MARKS, CHINESE, decoded
from disclose.documents.read.model import Line, TableText
from disclose.documents.read.refused import unreadable, unsafe

TOO_MANY_CELLS = Wording("一张表超过 {most} 格", "more than {most} cells in a table")

# Spanned cells into a full grid, and texts of cells as one line.

MAX_CELLS = 50_000
"""Most cells of a table, merged ones counted in full; official tables have under 400."""

MAX_SPAN = 1000
"""Longest span, as in the HTML standard for columns."""

_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_GAP = re.compile(f"(?<=[{_CJK}]) (?=[{_CJK}])")


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A cell in the HTML: its text, and the number of rows and columns that it spans."""

    text: str
    rows: int = 1
    columns: int = 1


def flat(text: str) -> str:
    """Return `text` on one line; gaps between Chinese characters come from layout and go."""
    return _GAP.sub("", " ".join(text.split()))


def expand(lines: Sequence[Iterable[HtmlCell]]) -> tuple[tuple[str, ...], ...]:
    """Return the grid of `lines`: each cell's text wherever it spans, short rows filled with "".

    Raises:
        UnreadableDocumentError: more cells than any official table has.
    """
    grid: dict[tuple[int, int], str] = {}
    for row, line in enumerate(lines):
        column = 0
        for cell in line:
            while (row, column) in grid:
                column += 1
            _place(grid, cell, row, column, len(lines))
            column += cell.columns
    width = max((column for _, column in grid), default=-1) + 1
    _bound(width * len(lines))
    return tuple(
        tuple(grid.get((row, column), "") for column in range(width)) for row in range(len(lines))
    )


def _place(
    grid: dict[tuple[int, int], str], cell: HtmlCell, row: int, column: int, height: int
) -> None:
    rows = min(cell.rows, height - row)
    _bound(len(grid) + rows * cell.columns)
    for down in range(rows):
        for along in range(cell.columns):
            grid.setdefault((row + down, column + along), cell.text)


def _bound(cells: int) -> None:
    if cells > MAX_CELLS:
        raise UnreadableDocumentError(unsafe(TOO_MANY_CELLS, MAX_CELLS))


_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HEAD = 4096
_DECLARED = frozenset({"utf-8", "utf8", "big5"})
_WORDS = re.compile(r"\w+")
_BLOCKS = frozenset(
    _WORDS.findall(
        "address article aside blockquote body caption center dd div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre "
        "section table tbody td tfoot th thead tr ul br "
    )
)
_UNSHOWN = frozenset(
    _WORDS.findall("head nav script style noscript template iframe object svg select textarea")
)
_DRAWING = frozenset(("svg", "text"))
"""Elements that are blocks if all numbers are read; descriptions of drawings are skipped."""
_HEADING = re.compile(r"h([1-6])")


def page(data: bytes, *, anchored: bool = False) -> tuple[tuple[Line, ...], tuple[TableText, ...]]:
    """Return the lines and tables of a web page; a table that holds tables is only layout.

    With `anchored` the texts hold the marks of the elements that have a `data-key`, and each text
    of a drawing is a line.

    Raises:
        UnreadableDocumentError: it is no web page, or a table of it is too large.
    """
    reader = _HtmlPage(str if anchored else unmarked, _DRAWING if anchored else frozenset())
    reader.read(_parsed(_text(data)))
    return tuple(reader.lines), tuple(reader.tables)


def fragment_tables(text: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Yield the grids of the tables in a piece of HTML.

    Raises:
        UnreadableDocumentError: a table is too large.
    """
    for table in _parsed(text).iter("table"):
        if not _is_layout(table):
            yield _grid(table, unmarked)


def _text(data: bytes) -> str:
    """Return the text of a page: as it declares itself if it keeps to that, else as it reads."""
    declared = _CHARSET.search(data[:_HEAD])
    name = declared[1].decode().lower() if declared else ""
    if name.startswith("gb") and not data.startswith(BYTE_ORDER_MARKS):
        return data.decode(CHINESE, errors="replace").replace("\0", "")
    try:
        return decoded(data, ".html")
    except UnreadableDocumentError:
        if name not in _DECLARED:
            raise
    return data.decode(name, errors="replace").replace("\0", "")


def _parsed(text: str) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    data = text.encode("utf-8", errors="replace")
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocumentError(unreadable(".html")) from error


class _HtmlPage:
    def __init__(self, shown: Callable[[str], str], drawing: frozenset[str]) -> None:
        self.shown = shown
        self.blocks = _BLOCKS | drawing
        self.unshown = (_UNSHOWN | {"title", "desc"}) - drawing
        self.lines: list[Line] = []
        self.tables: list[TableText] = []
        self.pieces: list[str] = []
        self.heading = 0

    def read(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            if event == "start":
                self._start(node, walk)
            elif event == "end":
                self._end(node)
            else:
                self.pieces.append(bare(node.tail or ""))
        self._flush()

    def _start(self, node: etree._Element, walk: Any) -> None:
        name = str(node.tag)
        if name in self.blocks:
            self._flush()
        found = _HEADING.fullmatch(name)
        self.heading = int(found[1]) if found else self.heading
        if name == "table" and not _is_layout(node):
            after = self.lines[-1].number if self.lines else 0
            self.tables.append(TableText(len(self.tables) + 1, _grid(node, self.shown), after))
            walk.skip_subtree()
        elif name in self.unshown:
            walk.skip_subtree()
        else:
            self.pieces += _opening(node)

    def _end(self, node: etree._Element) -> None:
        name = str(node.tag)
        if name in self.blocks:
            self._flush()
        if _HEADING.fullmatch(name):
            self.heading = 0
        self.pieces += _closing(node)

    def _flush(self) -> None:
        text = " ".join(self.shown("".join(self.pieces)).split())
        self.pieces.clear()
        if text:
            self.lines.append(Line(len(self.lines) + 1, text, self.heading))


def _is_layout(table: etree._Element) -> bool:
    return next(table.iterdescendants("table"), None) is not None


def _opening(node: etree._Element) -> Iterator[str]:
    """Yield the text that follows the start of `node`, after the mark of its key if it has one."""
    if key := node.get("data-key"):
        yield opened(Level.CONTROL, str(key))
    yield bare(node.text or "")


def _closing(node: etree._Element) -> Iterator[str]:
    if key := node.get("data-key"):
        yield closed(Level.CONTROL, str(key))
    yield bare(node.tail or "")


def _grid(table: etree._Element, shown: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    return expand([[*_cells(row, shown)] for row in table.iter("tr")])


def _cells(row: etree._Element, shown: Callable[[str], str]) -> Iterator[HtmlCell]:
    for cell in row.iterchildren("td", "th"):
        text = flat(shown("".join(_pieces(cell))))
        yield HtmlCell(text, _span(cell, "rowspan"), _span(cell, "colspan"))


def _span(cell: etree._Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,9})", cell.get(name) or "", re.ASCII)
    return min(max(int(found[1]), 1), MAX_SPAN) if found else 1


def _pieces(cell: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(cell, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        block = event in {"start", "end"} and node.tag in _BLOCKS and node is not cell
        yield " " if block else ""
        if event == "start" and node.tag in _UNSHOWN:
            walk.skip_subtree()
        elif event == "start":
            yield from _opening(node)
        elif node is not cell:
            yield from _closing(node)
