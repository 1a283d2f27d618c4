"""Recognises the format of a document and reads its lines and tables."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from disclose.core.errors import UnreadableDocumentError
from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.package import Container, container
from disclose.core.text import unified
from disclose.documents.read.model import Document, Line, TableText
from disclose.documents.read.provenance import OPEN_POINTS, OPEN_POINTS_END
from disclose.documents.read.refused import unreadable, unsafe
from disclose.documents.read.visible import without_marked_characters

TOO_LARGE = Wording("超过 {most} MB", "more than {most} MB")

MAX_FILE = 30 << 20
"""Most bytes of a document; published reports with pictures have up to a few megabytes."""

SUFFIXES = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".htm": "html",
    ".html": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}

_CONTROLS = (*(code for code in range(32) if code != ord("\t")), 127, 0xFFFE, 0xFFFF)
_UNSHOWN: dict[int, None] = dict.fromkeys((*_CONTROLS, *range(0xD800, 0xE000)))

_BINARY = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"PK\x05\x06", "zip"),
)
_PARTS = ((b"word/document.xml", "docx"), (b"xl/workbook", "xlsx"), (b"content.xml", "odt"))


def read(data: bytes, name: str, *, anchored: bool = False) -> Document:
    """Return the document in `data`; the extension of `name` says what it ought to be.

    With `anchored` the texts of Word documents and web pages hold the marks of `anchors`.

    Raises:
        UnreadableDocumentError: another kind of file, damaged, locked, too large, or without text.
    """
    suffix = PurePath(name).suffix.lower()
    kind, what = SUFFIXES.get(suffix, ""), _appearance(data)
    if what == "locked":
        raise UnreadableDocumentError(error("DOC06"))
    if not kind or (what or kind) != kind or (not what and kind in {"docx", "pdf"}):
        shown = f".{kind}" if kind else " ".join(SUFFIXES)
        raise UnreadableDocumentError(
            unreadable(shown, f".{what}" if what else _other(data, kind, suffix))
        )
    if len(data) > MAX_FILE:
        raise UnreadableDocumentError(unsafe(TOO_LARGE, MAX_FILE >> 20))
    return _cleaned(_reader(kind, anchored=anchored)(data), name)


def _cleaned(document: Document, name: str) -> Document:
    """Return `document` with texts as a page shows them, without what their characters mark."""
    lines: list[Line] = []
    left_out = [
        replace(each, text=_shown(each.text), shown=_shown(each.shown))
        for each in document.left_out
    ]
    for line in document.lines:
        text, notes = without_marked_characters(_shown(line.text))
        lines += [replace(line, text=text)] if text else []
        left_out += (replace(each, line=line.number) for each in notes)
    tables: list[TableText] = []
    for table in document.tables:
        cells = [
            [without_marked_characters(_shown(text), cell=True) for text in row]
            for row in table.rows
        ]
        tables.append(replace(table, rows=tuple(tuple(text for text, _ in row) for row in cells)))
        notes = tuple(each for row in cells for _, found in row for each in found)
        left_out += (replace(one, line=table.after_line, table=table.number) for one in notes)
    parts = (
        replace(part, lines=tuple(filter(None, map(_shown, part.lines)))) for part in document.parts
    )
    return replace(
        document,
        name=name,
        lines=tuple(_without_open_points(lines)),
        tables=tuple(tables),
        left_out=tuple(dict.fromkeys(left_out)),
        parts=tuple(parts),
    )


def _without_open_points(lines: list[Line]) -> list[Line]:
    """Return `lines` without the list in front of a draft of ours, but for its title."""
    first = next((at for at, each in enumerate(lines) if _says(each, OPEN_POINTS)), len(lines))
    last = next((at for at, each in enumerate(lines) if _says(each, OPEN_POINTS_END)), -1)
    return lines[: first + 1] + lines[last + 1 :] if first < last else lines


def _says(line: Line, words: str) -> bool:
    return line.text.lstrip("> ").strip("*") == words


def _shown(text: str) -> str:
    """Return `text` as a page shows it: no control characters, no others in their stead.

    LibreOffice 7.4 marks content controls in HTML by control characters.
    """
    return unified(text).translate(_UNSHOWN).strip()


def _appearance(data: bytes) -> str:
    """Return the kind of file that the bytes show; empty for text of any kind."""
    match container(data):
        case Container.LOCKED:
            return "locked"
        case Container.OLE2:
            return "doc"
        case Container.ZIP:
            return next((kind for part, kind in _PARTS if part in data), "zip")
        case Container.OTHER:
            head = data.lstrip()
            return next((kind for mark, kind in _BINARY if head.startswith(mark)), "")


def _other(data: bytes, kind: str, suffix: str) -> str:
    if not data:
        return "0 KB"
    return "?" if b"\0" in data else ".txt" if kind else suffix or "?"


Read = Callable[[bytes], Document]


def _reader(kind: str, *, anchored: bool) -> Read:
    """Return the reader of a kind; imported here, so that other kinds do not load its library."""
    match kind:
        case "pdf":
            from disclose.documents.read.pdf import pdf  # noqa: PLC0415

            return pdf
        case "docx":
            from disclose.documents.read.word import word  # noqa: PLC0415

            return partial(word, anchored=anchored)
        case "html":
            from disclose.documents.read.web_page import page  # noqa: PLC0415

            return partial(page, anchored=anchored)
        case _:
            from disclose.documents.read.plain_text import markdown, text_lines  # noqa: PLC0415

            return markdown if kind == "md" else text_lines
