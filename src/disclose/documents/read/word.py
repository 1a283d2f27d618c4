"""Reads Word documents: paragraphs become lines, tables become grids; includes content controls."""

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from disclose.documents.read.anchors import Level, bare, closed, opened, unmarked
from disclose.documents.read.model import Line, TableText
from disclose.documents.read.web_page import MAX_SPAN, HtmlCell, expand, flat
from disclose.documents.read.word_parts import charts, package_of, part, shown

MIN_WIDTH = 57
"""Least width of a column in twentieths of a point, 1 mm; LibreOffice 7.4 writes some of 1."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_PASSED_OVER = frozenset(
    ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "tcPr", "trPr", "Fallback", "instrText")
)
_GAPS = frozenset(("tab", "br", "cr", "ptab"))
_HEADER = re.compile(r"word/header\d*\.xml")
_STYLE_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
_TITLE = "title"


def word(data: bytes, *, anchored: bool = False) -> tuple[tuple[Line, ...], tuple[TableText, ...]]:
    """Return the paragraphs and tables of a .docx file; a table that holds tables is only layout.

    Deleted text of tracked changes is left out, inserted text is read. With `anchored` the texts
    hold the marks of content controls and bookmarks, and each bar of a chart is a line.

    Raises:
        UnreadableDocumentError: it is damaged, locked or unsafe.
    """
    package = package_of(data)
    styles = _headings(part(package, _STYLES)) if package.has(_STYLES) else {}
    body = part(package, _BODY)
    drawn = charts(package, _BODY) if anchored else {}
    reader = _Word(styles, _bookmarks(body), drawn, str if anchored else unmarked)
    reader.read(body)
    return tuple(reader.lines), tuple(reader.tables)


def headers(data: bytes) -> tuple[str, ...]:
    """Return the texts of the page headers of a .docx file, those that are not empty.

    Raises:
        UnreadableDocumentError: it is damaged, locked or unsafe.
    """
    package = package_of(data)
    names = sorted(name for name in package.names if _HEADER.fullmatch(name))
    texts = ("".join(_texts(part(package, name), {})) for name in names)
    return tuple(text for each in texts if (text := unmarked(each).strip()))


def _headings(styles: etree._Element) -> Mapping[str, int]:
    levels: dict[str, int] = {}
    for style in styles:
        name, outline = _value(style, "name"), style.find(f".//{_W}outlineLvl")
        found = _STYLE_NAME.fullmatch(name)
        if found or name.lower() == _TITLE:
            levels[str(style.get(f"{_W}styleId"))] = int(found[1]) if found else 1
        elif outline is not None and (level := _number(outline.get(f"{_W}val"), 9)) < 9:  # noqa: PLR2004 - 9 is body text
            levels[str(style.get(f"{_W}styleId"))] = level + 1
    return levels


def _name(node: etree._Element) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(node: etree._Element, path: str) -> str:
    found = node.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return "" if found is None else str(found.get(f"{_W}val") or "")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text, re.ASCII) else otherwise


class _Word:
    def __init__(
        self,
        styles: Mapping[str, int],
        bookmarks: Mapping[str, str],
        charts: Mapping[str, tuple[str, ...]],
        shown: Callable[[str], str],
    ) -> None:
        self.styles = styles
        self.bookmarks = bookmarks
        self.charts = charts
        self.shown = shown
        self.lines: list[Line] = []
        self.tables: list[TableText] = []

    def read(self, node: etree._Element) -> None:
        for child in node:
            name = _name(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl" and next(child.iterdescendants(f"{_W}tbl"), None) is None:
                after = self.lines[-1].number if self.lines else 0
                self.tables.append(TableText(len(self.tables) + 1, self._grid(child), after))
            elif name not in _PASSED_OVER:
                self.read(child)

    def _paragraph(self, node: etree._Element) -> None:
        text = " ".join(self._text(node).split())
        if text:
            level = self.styles.get(_value(node, "pPr/pStyle"), 0)
            self.lines.append(Line(len(self.lines) + 1, text, level))
        for line in shown(node, self.charts):
            self.lines.append(Line(len(self.lines) + 1, bare(line)))

    def _text(self, node: etree._Element) -> str:
        return self.shown("".join(_texts(node, self.bookmarks)))

    def _grid(self, table: etree._Element) -> tuple[tuple[str, ...], ...]:
        rows: list[list[HtmlCell]] = []
        above: dict[int, str] = {}
        for row in table.iter(f"{_W}tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            before = min(_number(_value(row, "trPr/gridBefore"), 0), MAX_SPAN)
            cells, at = [HtmlCell("")] * before, before
            for cell in row.iter(f"{_W}tc"):
                span = min(max(_number(_value(cell, "tcPr/gridSpan"), 1), 1), MAX_SPAN)
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                continued = merge is not None and merge.get(f"{_W}val") != "restart"
                text = above.get(at, "") if continued else flat(self._text(cell))
                above[at] = text
                cells.append(HtmlCell(text, columns=span))
                at += span
            rows.append(cells)
        return _without_slivers(table, expand(rows))


def _texts(node: etree._Element, bookmarks: Mapping[str, str]) -> Iterator[str]:
    """Yield the texts of `node`, and the marks of its controls and bookmarks."""
    for child in node:
        name = _name(child)
        if name == "t":
            yield bare(child.text or "")
        elif name in _GAPS:
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sdt" and (tag := _tag(child)):
            yield opened(Level.CONTROL, tag)
            yield from _texts(child, bookmarks)
            yield closed(Level.CONTROL, tag)
        elif name == "bookmarkStart":
            yield opened(Level.BOOKMARK, bookmarks.get(_own(child, "id"), ""))
        elif name == "bookmarkEnd":
            yield closed(Level.BOOKMARK, bookmarks.get(_own(child, "id"), ""))
        elif name not in _PASSED_OVER:
            yield from _texts(child, bookmarks)
            if name == "p":
                yield " "


def _bookmarks(body: etree._Element) -> Mapping[str, str]:
    """Return the names of bookmarks by the ids that their ends repeat."""
    return {_own(each, "id"): _own(each, "name") for each in body.iter(f"{_W}bookmarkStart")}


def _tag(control: etree._Element) -> str:
    """Return the tag of a control, else its alias; LibreOffice 7.4 keeps the alias only."""
    return _value(control, "sdtPr/tag") or _value(control, "sdtPr/alias")


def _own(node: etree._Element, attribute: str) -> str:
    return str(node.get(f"{_W}{attribute}") or "")


def _without_slivers(
    table: etree._Element, rows: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    """Return `rows` without columns that hold nothing but a rounding error of some program."""
    widths = [
        _number(each.get(f"{_W}w"), MIN_WIDTH)
        for each in table.iterfind(f"{_W}tblGrid/{_W}gridCol")
    ]
    if not rows or len(widths) != len(rows[0]):
        return rows
    kept = [at for at, width in enumerate(widths) if width >= MIN_WIDTH]
    return tuple(tuple(row[at] for at in kept) for row in rows)
