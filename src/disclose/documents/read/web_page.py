"""Reads web pages: blocks become lines, tables become grids."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from lxml import etree, html

from disclose.core.errors import UnreadableDocumentError
from disclose.core.expressions import expression
from disclose.core.rich_text import Look
from disclose.documents.read.anchors import Level, bare, closed, opened, unmarked
from disclose.documents.read.decoding import BYTE_ORDER_MARKS, CHINESE, decoded
from disclose.documents.read.model import Document, DocumentPart, LeftOut, Line, PartKind, TableText
from disclose.documents.read.refused import unreadable
from disclose.documents.read.spans import MAX_SPAN, SpannedCell, expand, flat
from disclose.documents.read.visible import Piece, visible
from disclose.documents.read.web_styles import Appearance, page_styles

_CHARSET = expression(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HEAD = 4096
_DECLARED = frozenset({"utf-8", "utf8", "big5"})
_WORDS = expression(r"\w+")
_BLOCKS = frozenset(
    _WORDS.findall(
        "address article aside blockquote body caption center dd div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre "
        "section table tbody td tfoot th thead tr ul br "
    )
)
_UNSHOWN = frozenset(
    _WORDS.findall(
        "head nav script style noscript template iframe object svg select textarea rt rp rtc"
    )
)
_DRAWING = frozenset(("svg", "text"))
"""Elements that are blocks if all numbers are read; descriptions of drawings are skipped."""
_HEADING = expression(r"h([1-6])")
_JSON_LD = "application/ld+json"


def page(data: bytes, *, anchored: bool = False) -> Document:
    """Return a web page as a browser shows it; a table that holds tables is only layout.

    With `anchored` the texts hold the marks of the elements that have a `data-key`, and each text
    of a drawing is a line.

    Raises:
        UnreadableDocumentError: it is no web page, or a table of it is too large.
    """
    root = _parsed(_text(data))
    reader = _HtmlPage(root, str if anchored else unmarked, _DRAWING if anchored else frozenset())
    reader.read(root)
    return Document(
        name="",
        kind="html",
        lines=tuple(reader.lines),
        tables=tuple(reader.tables),
        left_out=tuple(reader.left_out),
        parts=tuple(_beside(root)),
        changes=_changes(root),
    )


def metas(data: bytes) -> Mapping[str, str]:
    """Return the contents of the `meta` elements of a page by their names; none if it is none."""
    try:
        root = html.document_fromstring(data)
    except (etree.LxmlError, ValueError):
        return {}
    return {
        str(each.get("name") or ""): str(each.get("content") or "") for each in root.iter("meta")
    }


def _beside(root: etree._Element) -> Iterator[DocumentPart]:
    """Yield the title of a page, and each JSON-LD in it."""
    for title in root.iterfind("head/title"):
        if text := flat(str(title.text or "")):
            yield DocumentPart(PartKind.PAGE_TITLE, (text,))
    for script in root.iter("script"):
        kind = (script.get("type") or "").strip().lower()
        if kind == _JSON_LD and (text := (script.text or "").strip()):
            yield DocumentPart(PartKind.STRUCTURED_DATA, (text,))


def _changes(root: etree._Element) -> int:
    """Return how many texts a page marks as deleted or inserted.

    Many a page underlines by `ins`: without a deletion beside it or a date it is no change.
    """
    deleted = sum(1 for each in root.iter("del") if _says(each))
    inserted = [each for each in root.iter("ins") if _says(each)]
    dated = sum(1 for each in inserted if each.get("datetime") or each.get("cite"))
    return deleted + (len(inserted) if deleted else dated)


def _says(node: etree._Element) -> bool:
    return any(str(text).strip() for text in node.itertext())


def fragment(text: str) -> Document:
    """Return the tables in a piece of HTML, and what is left out of them.

    Raises:
        UnreadableDocumentError: a table is too large.
    """
    root = _parsed(text)
    reader = _HtmlPage(root, unmarked, frozenset())
    for table in root.iter("table"):
        if not _is_layout(table):
            reader.table(table, reader.plain)
    return Document("", (), tuple(reader.tables), "html", tuple(reader.left_out))


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
    def __init__(
        self, root: etree._Element, shown: Callable[[str], str], drawing: frozenset[str]
    ) -> None:
        self.styles = page_styles(root)
        self.shown = shown
        self.blocks = _BLOCKS | drawing
        self.unshown = (_UNSHOWN | {"title", "desc"}) - drawing
        self.plain = self.styles.plain
        self.around = [self.plain]
        self.lines: list[Line] = []
        self.tables: list[TableText] = []
        self.left_out: list[LeftOut] = []
        self.pieces: list[Piece] = []
        self.heading = 0

    def read(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            if event == "start":
                self._start(node, walk)
            elif event == "end":
                self._end(node)
            else:
                self.pieces.append((bare(node.tail or ""), self.around[-1].seen_as))
        self._flush()

    def _start(self, node: etree._Element, walk: Any) -> None:
        name = str(node.tag)
        if name in self.blocks:
            self._flush()
        found = _HEADING.fullmatch(name)
        self.heading = int(found[1]) if found else self.heading
        self.around.append(self.styles.appearance(node, self.around[-1]))
        if name == "table" and not _is_layout(node):
            self.table(node, self.around[-1])
            walk.skip_subtree()
        elif name in self.unshown:
            walk.skip_subtree()
        else:
            self.pieces += _opening(node, self.around[-1])

    def _end(self, node: etree._Element) -> None:
        name = str(node.tag)
        if name in self.blocks:
            self._flush()
        if _HEADING.fullmatch(name):
            self.heading = 0
        own = self.around.pop()
        self.pieces += _closing(node, own, self.around[-1])

    def _flush(self) -> None:
        text, left_out = visible(self.pieces)
        text = " ".join(self.shown(text).split())
        self.pieces.clear()
        if text:
            self.lines.append(Line(len(self.lines) + 1, text, self.heading))
        # Pages hide whole blocks, such as menus, which are no part of the document.
        told = (each for each in left_out if text or each.look is not Look.HIDDEN)
        self.left_out += (replace(each, line=len(self.lines)) for each in told)

    def table(self, table: etree._Element, around: Appearance) -> None:
        """Read a table that has the appearance `around`; one that nobody sees is none."""
        after, number = self.lines[-1].number if self.lines else 0, len(self.tables) + 1
        left_out: list[LeftOut] = []
        rows: list[list[SpannedCell]] = []
        for row in table.iter("tr"):
            appearance = self._within(row, table, around)
            if appearance.gone:
                left_out += visible(self._texts(row, appearance))[1]
            else:
                rows.append([*self._cells(row, appearance, left_out)])
        seen = around.seen_as is None or any(cell.text for row in rows for cell in row)
        if seen:
            self.tables.append(TableText(number, expand(rows), after))
        if seen or around.seen_as is not Look.HIDDEN:
            self.left_out += (replace(each, line=after, table=number) for each in left_out)

    def _within(self, node: etree._Element, top: etree._Element, around: Appearance) -> Appearance:
        """Return the appearance of an element somewhere below `top`, which has `around`."""
        path = [node]
        while (above := path[-1].getparent()) is not None and above is not top:
            path.append(above)
        for each in reversed(path):
            around = self.styles.appearance(each, around)
        return around

    def _cells(
        self, row: etree._Element, around: Appearance, left_out: list[LeftOut]
    ) -> Iterator[SpannedCell]:
        for cell in row.iterchildren("td", "th"):
            appearance = self.styles.appearance(cell, around)
            text, found = visible(self._texts(cell, appearance), cell=True)
            left_out += found
            if not appearance.gone:
                text = flat(self.shown(text))
                yield SpannedCell(text, _span(cell, "rowspan"), _span(cell, "colspan"))

    def _texts(self, top: etree._Element, appearance: Appearance) -> Iterator[Piece]:
        """Yield the texts of a cell or a row, which has `appearance`."""
        around = [appearance]
        walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            if node.tag in _BLOCKS and node is not top and event in {"start", "end"}:
                yield " ", around[-1].seen_as
            if event == "start":
                if node is not top:
                    around.append(self.styles.appearance(node, around[-1]))
                if node.tag in _UNSHOWN:
                    walk.skip_subtree()
                else:
                    yield from _opening(node, around[-1])
            elif node is not top:
                own = around.pop() if event == "end" else around[-1]
                yield from _closing(node, own, around[-1])


def _is_layout(table: etree._Element) -> bool:
    return next(table.iterdescendants("table"), None) is not None


def _opening(node: etree._Element, own: Appearance) -> Iterator[Piece]:
    """Yield the text that follows the start of `node`, after the mark of its key if it has one."""
    if (key := node.get("data-key")) and not _is_unseen(own):
        yield opened(Level.CONTROL, str(key)), None
    yield bare(node.text or ""), own.seen_as


def _closing(node: etree._Element, own: Appearance, around: Appearance) -> Iterator[Piece]:
    """Yield the mark of the key of `node`, and the text after it, with the look of `around`."""
    if (key := node.get("data-key")) and not _is_unseen(own):
        yield closed(Level.CONTROL, str(key)), None
    yield bare(node.tail or ""), around.seen_as


def _is_unseen(appearance: Appearance) -> bool:
    return appearance.seen_as is not None and appearance.seen_as.unseen


def _span(cell: etree._Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,9})", cell.get(name) or "", re.ASCII)
    return min(max(int(found[1]), 1), MAX_SPAN) if found else 1
