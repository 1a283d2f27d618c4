"""Reads Word documents: paragraphs become lines, tables become grids; includes content controls."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from disclose.core.rich_text import Look, switched_on
from disclose.core.tree import Node, Tree
from disclose.documents.read.anchors import Level, bare, closed, opened, unmarked
from disclose.documents.read.model import Document, DocumentPart, LeftOut, Line, PartKind, TableText
from disclose.documents.read.provenance import COMMENT_AUTHOR
from disclose.documents.read.spans import MAX_SPAN, SpannedCell, expand, flat
from disclose.documents.read.visible import PAGE_NUMBER, Piece, visible
from disclose.documents.read.word_parts import (
    W,
    WordPackage,
    charts,
    link_id,
    shown,
    shown_headers,
)
from disclose.documents.read.word_styles import NO_STYLES, WordStyles, number, value, word_styles

MIN_WIDTH = 57
"""Least width of a column in twentieths of a point, 1 mm; LibreOffice 7.4 writes some of 1."""

_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_PASSED_OVER = frozenset(
    (
        *("pPr", "rPr", "sdtPr", "tblPr", "tcPr", "trPr"),
        # The code of a field, and the reading of ruby: Word shows the result, and the base.
        *("instrText", "delInstrText", "rt"),
    )
)
_REMOVED = frozenset(("del", "moveFrom"))
_CHANGES = _REMOVED | {"ins", "moveTo", "cellDel", "cellIns"}
_BOXES = frozenset(("txbxContent", "textpath"))
"""Text boxes, and the letters of a watermark."""

_GAPS = frozenset(("tab", "br", "cr", "ptab"))
_NOTE_TEXTS = {
    "header": PartKind.HEADER,
    "footer": PartKind.FOOTER,
    "footnotes": PartKind.FOOTNOTE,
    "endnotes": PartKind.ENDNOTE,
    "comments": PartKind.COMMENT,
    "diagramData": PartKind.TEXT_BOX,
}
_EMBEDDED = frozenset(("altChunk", "OLEObject", "subDoc"))


def word(data: bytes, *, anchored: bool = False) -> Document:
    """Return a .docx file with all tracked changes accepted; a table around tables is only layout.

    With `anchored` the texts hold the marks of content controls and bookmarks, and each bar of a
    chart is a line.

    Raises:
        UnreadableDocumentError: it is damaged, locked or unsafe.
    """
    package = WordPackage(data)
    styles = word_styles(package.part(_STYLES)) if package.has(_STYLES) else NO_STYLES
    main = main_part(package)
    body = package.part(main)
    reader = _Word(
        styles,
        _bookmarks(body),
        charts(package, main) if anchored else {},
        str if anchored else unmarked,
    )
    reader.read(body)
    parts = (*_beside(package, main, body, styles), *_embedded(package, main, body))
    return Document(
        name="",
        kind="docx",
        lines=tuple(reader.lines),
        tables=tuple(reader.tables),
        left_out=tuple(reader.left_out),
        parts=parts,
        changes=sum(1 for each in body.iter(*_CHANGES, namespace=W) if _says(each)),
    )


@dataclass(frozen=True, slots=True)
class WordSource:
    """The elements that a document was read from: its main part, to be edited.

    `lines` are the paragraphs by the numbers of their lines, `tables` the tables with the number of
    the line before each.
    """

    part: str
    tree: Tree
    lines: Mapping[int, Node]
    tables: Mapping[Node, int]


def word_source(package: WordPackage) -> WordSource:
    """Return the elements of the lines and tables that `word` reads with anchors.

    Raises:
        UnreadableDocumentError: as `word`.
    """
    styles = word_styles(package.part(_STYLES)) if package.has(_STYLES) else NO_STYLES
    main = main_part(package)
    tree = package.tree(main)
    reader = _Word(styles, _bookmarks(tree.root), charts(package, main), str)
    reader.read(tree.root)
    return WordSource(main, tree, reader.paragraphs, reader.drawn)


def main_part(package: WordPackage) -> str:
    """Return the part that Word opens: the one that the package names as its document."""
    named = (each.target for each in package.linked("").values() if each.kind == "officeDocument")
    return next((target for target in named if package.has(target)), _BODY)


def _says(change: Node) -> bool:
    """Return whether a tracked change is of text, a row or a cell, not of a paragraph mark."""
    of_table = change.parent is not None and change.parent.local in {"trPr", "tcPr"}
    return of_table or any(each.text for each in change.iter("t", "delText", namespace=W))


def _embedded(package: WordPackage, main: str, body: Node) -> Iterator[DocumentPart]:
    """Yield the names of the files that Word shows within the document."""
    links = package.linked(main)
    for node in body.iter(*_EMBEDDED):
        link = links.get(link_id(node))
        yield DocumentPart(PartKind.EMBEDDED, (link.target if link else node.local,))


def _beside(
    package: WordPackage, main: str, body: Node, styles: WordStyles
) -> Iterator[DocumentPart]:
    """Yield headers, footers, notes, comments and drawn lists, without those of a page number."""
    shown = shown_headers(package, main, body)
    for link in package.linked(main).values():
        kind = _NOTE_TEXTS.get(link.kind)
        unused = kind in {PartKind.HEADER, PartKind.FOOTER} and link.id not in shown
        if kind is None or unused or not package.has(link.target):
            continue
        root = package.part(link.target)
        for text in root.children if kind is PartKind.COMMENT else (root,):
            if text.get("author", W) == COMMENT_AUTHOR:
                continue
            reader = _Word(styles, {}, {}, unmarked)
            reader.read(text)
            cells = (cell for table in reader.tables for row in table.rows for cell in row)
            texts = (*(line.text for line in reader.lines), *cells)
            lines = tuple(each for each in texts if each and not PAGE_NUMBER.fullmatch(each))
            if lines:
                yield DocumentPart(kind, lines)


@dataclass(frozen=True, slots=True)
class _Within:
    """The styles of the paragraph and the table around a run, and the look of all in them."""

    paragraph: str = ""
    table: str = ""
    look: Look | None = None


class _Word:
    def __init__(
        self,
        styles: WordStyles,
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
        self.left_out: list[LeftOut] = []
        self.boxes: list[Node] = []
        self.paragraphs: dict[int, Node] = {}
        self.drawn: dict[Node, int] = {}

    def read(self, node: Node) -> None:
        for child in _alternatives(node):
            name = child.local
            if name == "p":
                self._paragraph(child)
            elif name == "tbl" and not _is_layout(child):
                self._table(child)
            elif name not in _PASSED_OVER and name not in _REMOVED:
                self.read(child)

    def _paragraph(self, node: Node) -> None:
        style = value(node, "pPr/pStyle")
        text, left_out = visible(self._pieces(node, _Within(paragraph=style)))
        self._keep(left_out, len(self.lines) + 1)
        first = len(self.lines)
        text = " ".join(self.shown(text).split())
        if text:
            level = self.styles.headings.get(style, 0)
            self.lines.append(Line(len(self.lines) + 1, text, level))
        for line in shown(node, self.charts):
            self.lines.append(Line(len(self.lines) + 1, bare(line)))
        self.paragraphs |= dict.fromkeys((each.number for each in self.lines[first:]), node)
        self._read_boxes()

    def _read_boxes(self) -> None:
        """Read the text boxes that are fixed to the paragraph or table just read."""
        boxes, self.boxes = self.boxes, []
        first = len(self.lines)
        for box in boxes:
            self.read(box)
            if letters := " ".join(bare(box.get("string") or "").split()):
                self.lines.append(Line(len(self.lines) + 1, letters))
        self.lines[first:] = [replace(line, part=PartKind.TEXT_BOX) for line in self.lines[first:]]

    def _keep(self, left_out: Sequence[LeftOut], line: int, table: int = 0) -> None:
        self.left_out += (replace(each, line=line, table=table) for each in left_out)

    def _table(self, node: Node) -> None:
        after, table = self.lines[-1].number if self.lines else 0, len(self.tables) + 1
        self.drawn[node] = after
        within = _Within(table=value(node, "tblPr/tblStyle"))
        rows: list[list[SpannedCell]] = []
        above: dict[int, str] = {}
        for row in node.iter("tr", namespace=W):
            look = _look_of_row(row)
            if look is None:
                rows.append([*self._cells(row, above, within, table)])
            else:
                pieces = self._pieces(row, replace(within, look=look))
                self._keep(visible(pieces)[1], after, table)
        self.tables.append(TableText(table, _without_slivers(node, expand(rows)), after))
        self._read_boxes()

    def _cells(
        self, row: Node, above: dict[int, str], within: _Within, table: int
    ) -> Iterator[SpannedCell]:
        at = min(number(value(row, "trPr/gridBefore"), 0), MAX_SPAN)
        yield from [SpannedCell("")] * at
        for cell in row.iter("tc", namespace=W):
            if cell.find("tcPr/cellDel", W) is not None:
                deleted = visible(self._pieces(cell, replace(within, look=Look.DELETED)))[1]
                self._keep(deleted, self.lines[-1].number if self.lines else 0, table)
                continue
            span = min(max(number(value(cell, "tcPr/gridSpan"), 1), 1), MAX_SPAN)
            merge = cell.find("tcPr/vMerge", W)
            continued = merge is not None and merge.get("val", W) != "restart"
            text, left_out = visible(self._pieces(cell, within), cell=True)
            self._keep(left_out, self.lines[-1].number if self.lines else 0, table)
            above[at] = above.get(at, "") if continued else flat(self.shown(text))
            yield SpannedCell(above[at], columns=span)
            at += span

    def _pieces(self, node: Node, within: _Within) -> Iterator[Piece]:
        """Yield the texts of `node` with their looks, and the marks of controls and bookmarks."""
        for child in _alternatives(node):
            name = child.local
            if name in {"t", "delText"}:
                yield bare(child.text), within.look
            elif name in _GAPS:
                yield " ", within.look
            elif name == "noBreakHyphen":
                yield "-", within.look
            elif name in _BOXES:
                self.boxes += [child] if within.look is None else []
            elif within.look is None and (anchor := self._anchor(child, name)):
                before, after = anchor
                yield before, None
                yield from self._pieces(child, within)
                yield after, None
            elif name not in _PASSED_OVER:
                yield from self._pieces(child, self._inside(child, name, within))
                if name == "p":
                    yield " ", within.look

    def _anchor(self, node: Node, name: str) -> tuple[str, str] | None:
        """Return the marks before and after a control or one end of a bookmark."""
        if name == "sdt" and (tag := _tag(node)):
            return opened(Level.CONTROL, tag), closed(Level.CONTROL, tag)
        if name == "bookmarkStart":
            return opened(Level.BOOKMARK, self.bookmarks.get(_own(node, "id"), "")), ""
        if name == "bookmarkEnd":
            return "", closed(Level.BOOKMARK, self.bookmarks.get(_own(node, "id"), ""))
        return None

    def _inside(self, node: Node, name: str, within: _Within) -> _Within:
        """Return the styles and the look within an element."""
        if within.look is not None:
            return within
        if name in _REMOVED:
            return replace(within, look=Look.DELETED)
        if name == "p":
            return replace(within, paragraph=value(node, "pPr/pStyle"))
        if name != "r":
            return within
        # The author's own mark of a note is a text in the run that refers to the note.
        refers = any(each.local.endswith("noteReference") for each in node.children)
        look = self.styles.look(node, within.paragraph, within.table)
        return replace(within, look=Look.RAISED if refers and look is None else look)


def _is_layout(table: Node) -> bool:
    """Return whether there are tables within a table."""
    return any(each is not table for each in table.iter("tbl", namespace=W))


def _alternatives(node: Node) -> Iterator[Node]:
    """Yield the children of `node`; of alternatives for different programs only the first."""
    for child in node.children:
        if child.local == "AlternateContent":
            choices = [each for each in child.children if each.local in {"Choice", "Fallback"}]
            yield from choices[:1]
        else:
            yield child


def _look_of_row(row: Node) -> Look | None:
    properties = row.find("trPr", W)
    if properties is None:
        return None
    if properties.find("del", W) is not None:
        return Look.DELETED
    hidden = properties.find("hidden", W)
    return Look.HIDDEN if hidden is not None and switched_on(hidden.get("val", W)) else None


def _bookmarks(body: Node) -> Mapping[str, str]:
    """Return the names of bookmarks by the ids that their ends repeat."""
    return {
        _own(each, "id"): _own(each, "name") for each in body.iter("bookmarkStart", namespace=W)
    }


def _tag(control: Node) -> str:
    """Return the tag of a control, else its alias; LibreOffice 7.4 keeps the alias only."""
    return value(control, "sdtPr/tag") or value(control, "sdtPr/alias")


def _own(node: Node, attribute: str) -> str:
    return node.get(attribute, W) or ""


def _without_slivers(table: Node, rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return `rows` without columns that hold nothing but a rounding error of some program."""
    widths = [number(each.get("w", W), MIN_WIDTH) for each in table.iterfind("tblGrid/gridCol", W)]
    if not rows or len(widths) != len(rows[0]):
        return rows
    kept = [at for at, width in enumerate(widths) if width >= MIN_WIDTH]
    return tuple(tuple(row[at] for at in kept) for row in rows)
