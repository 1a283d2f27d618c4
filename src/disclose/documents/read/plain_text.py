"""Reads text files and Markdown; tables in Markdown are HTML or have pipes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclose.core.expressions import expression
from disclose.core.rich_text import Look
from disclose.core.seal import is_seal_line
from disclose.documents.read.decoding import decoded
from disclose.documents.read.model import Document, DocumentPart, LeftOut, Line, PartKind, TableText
from disclose.documents.read.spans import SpannedCell, expand, flat
from disclose.documents.read.visible import Piece, visible

_HEADING = expression(r"(#{1,6})\s+(.*?)\s*#*$")
_ESCAPED = expression(r"\\([!-/:-@\[-`{-~])")
_RULE = expression(r"\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
_TABLE_START = expression(r"\s*<table[\s>]", re.IGNORECASE)
_TABLE_END = expression(r"</table\s*>", re.IGNORECASE)


_MARKUP = expression(
    r"(?<!\\)~~|\[\^[^\]\s]{1,40}\](?!:)|<(/?)(sup|sub|s|strike|del)(?:\s[^<>]{0,200})?>",
    re.IGNORECASE,
)
_FOOTNOTE = expression(r"\[\^[^\]\s]{1,40}\]:\s*(.*)")
_FARTHEST = 500
"""Most characters between a mark and its counterpart."""

_LOOKS = {
    "sup": Look.RAISED,
    "sub": Look.LOWERED,
    "s": Look.STRUCK,
    "strike": Look.STRUCK,
    "del": Look.DELETED,
}


def text_lines(data: bytes) -> Document:
    """Return the lines of a text file; it has no tables, unless it is Markdown under that name.

    Raises:
        UnreadableDocumentError: it is no text.
    """
    text = decoded(data, ".txt")
    if any(map(_TABLE_START.match, text.splitlines())):
        return replace(markdown(data), kind="txt")
    lines = enumerate(text.splitlines(), 1)
    kept = tuple(
        Line(number, text.strip())
        for number, text in lines
        if text.strip() and not is_seal_line(text)
    )
    return Document("", kept, (), "txt")


def markdown(data: bytes) -> Document:
    """Return a Markdown file as it is shown; numbers are those of its lines.

    Raises:
        UnreadableDocumentError: it is no text, or a table of it is too large.
    """
    reader = _Markdown(_without_comments(decoded(data, ".md")).splitlines())
    reader.read()
    notes = (DocumentPart(PartKind.FOOTNOTE, (text,)) for text in reader.notes)
    return Document(
        name="",
        kind="md",
        lines=tuple(reader.lines),
        tables=tuple(reader.tables),
        left_out=tuple(reader.left_out),
        parts=tuple(notes),
        changes=sum(each.look is Look.DELETED for each in reader.left_out),
    )


def _without_comments(source: str) -> str:
    """Return Markdown without HTML comments, with as many lines as before."""
    first, *commented = source.split("<!--")
    pieces = [first]
    for each in commented:
        comment, end, rest = each.partition("-->")
        pieces += ["\n" * comment.count("\n"), rest] if end else ["<!--", each]
    return "".join(pieces)


class _Markdown:
    def __init__(self, source: list[str]) -> None:
        self.source = source
        self.lines: list[Line] = []
        self.tables: list[TableText] = []
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []

    def read(self) -> None:
        at = 0
        while at < len(self.source):
            if _TABLE_START.match(self.source[at]):
                at = self._html(at)
            elif at + 1 < len(self.source) and self._is_pipe_table(at):
                at = self._pipes(at)
            else:
                self._line(at)
                at += 1

    def _line(self, at: int) -> None:
        text = self.source[at].strip()
        if note := _FOOTNOTE.fullmatch(text):
            self.notes.append(_seen(note[1])[0])
            return
        found = _HEADING.fullmatch(text)
        level = len(found[1]) if found else 0
        shown, left_out = _seen(found[2] if found else text)
        if shown:
            self.lines.append(Line(at + 1, shown, level))
        self.left_out += (replace(each, line=at + 1) for each in left_out)

    def _html(self, at: int) -> int:
        from disclose.documents.read.web_page import fragment  # noqa: PLC0415 - lxml, if needed

        end = at
        while end < len(self.source) - 1 and not _TABLE_END.search(self.source[end]):
            end += 1
        found = fragment("\n".join(self.source[at : end + 1]))
        for table in found.tables:
            left_out = [each for each in found.left_out if each.table == table.number]
            self._table(table.rows, left_out)
        return end + 1

    def _is_pipe_table(self, at: int) -> bool:
        under = self.source[at + 1].strip()
        return "|" in self.source[at] and "|" in under and _RULE.fullmatch(under) is not None

    def _pipes(self, at: int) -> int:
        end = at + 2
        while end < len(self.source) and "|" in self.source[end]:
            end += 1
        left_out: list[LeftOut] = []
        rows = [
            [*_pipe_cells(line, left_out)] for line in (self.source[at], *self.source[at + 2 : end])
        ]
        self._table(expand(rows), left_out)
        return end

    def _table(self, rows: tuple[tuple[str, ...], ...], left_out: Sequence[LeftOut]) -> None:
        after, number = self.lines[-1].number if self.lines else 0, len(self.tables) + 1
        self.tables.append(TableText(number, rows, after))
        self.left_out += (replace(each, line=after, table=number) for each in left_out)


def _pipe_cells(line: str, left_out: list[LeftOut]) -> Iterator[SpannedCell]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    for cell in re.split(r"(?<!\\)\|", inner):
        text, found = _seen(flat(cell), cell=True)
        left_out += found
        yield SpannedCell(text)


def _seen(source: str, *, cell: bool = False) -> tuple[str, tuple[LeftOut, ...]]:
    """Return the visible text of a line or cell of Markdown, and what is left out of it."""
    text, left_out = visible(_pieces(source), cell=cell)
    return text.strip(), left_out


def _pieces(source: str) -> Iterator[Piece]:
    """Yield the texts of a line with their looks; a mark without its counterpart is text."""
    look: Look | None = None
    begun, at = "", 0
    for mark in _MARKUP.finditer(source):
        name = (mark[2] or mark[0]).lower()
        opens = not look and not mark[1] and _ends(source, mark.end(), name)
        closes = look is not None and name == begun and (bool(mark[1]) or name == "~~")
        if not (opens or closes or name.startswith("[")):
            continue
        yield _ESCAPED.sub(r"\1", source[at : mark.start()]), look
        at = mark.end()
        if name.startswith("["):
            # The label is shown as a raised number.
            yield name[2:-1] if name[2:-1].isdigit() else "*", look or Look.RAISED
        elif opens:
            look, begun = _LOOKS.get(name, Look.STRUCK), name
        else:
            look = None
    yield _ESCAPED.sub(r"\1", source[at:]), look


def _ends(source: str, after: int, name: str) -> bool:
    end = "~~" if name == "~~" else f"</{name}>"
    return end in source[after : after + _FARTHEST].lower()
