"""Reads text files and Markdown; tables in Markdown are HTML or have pipes."""

import re
from collections.abc import Iterator

from disclose.documents.read.decoding import decoded
from disclose.documents.read.model import Line, TableText
from disclose.documents.read.web_page import HtmlCell, expand, flat

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_RULE = re.compile(r"\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
_TABLE_START = re.compile(r"\s*<table[\s>]", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)


def text_lines(data: bytes) -> tuple[tuple[Line, ...], tuple[TableText, ...]]:
    """Return the lines of a text file; it has no tables.

    Raises:
        UnreadableDocumentError: it is no text.
    """
    lines = enumerate(decoded(data, ".txt").splitlines(), 1)
    return tuple(Line(number, text.strip()) for number, text in lines if text.strip()), ()


def markdown(data: bytes) -> tuple[tuple[Line, ...], tuple[TableText, ...]]:
    """Return the lines and tables of a Markdown file; numbers are those of its lines.

    Raises:
        UnreadableDocumentError: it is no text, or a table of it is too large.
    """
    reader = _Markdown(decoded(data, ".md").splitlines())
    reader.read()
    return tuple(reader.lines), tuple(reader.tables)


class _Markdown:
    def __init__(self, source: list[str]) -> None:
        self.source = source
        self.lines: list[Line] = []
        self.tables: list[TableText] = []

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
        found = _HEADING.fullmatch(text)
        level = len(found[1]) if found else 0
        shown = _ESCAPED.sub(r"\1", found[2] if found else text)
        if shown:
            self.lines.append(Line(at + 1, shown, level))

    def _html(self, at: int) -> int:
        from disclose.documents.read.web_page import fragment_tables  # noqa: PLC0415 - lxml, if needed

        end = at
        while end < len(self.source) - 1 and not _TABLE_END.search(self.source[end]):
            end += 1
        for rows in fragment_tables("\n".join(self.source[at : end + 1])):
            self._table(rows)
        return end + 1

    def _is_pipe_table(self, at: int) -> bool:
        under = self.source[at + 1].strip()
        return "|" in self.source[at] and "|" in under and _RULE.fullmatch(under) is not None

    def _pipes(self, at: int) -> int:
        end = at + 2
        while end < len(self.source) and "|" in self.source[end]:
            end += 1
        kept = (self.source[at], *self.source[at + 2 : end])
        self._table(expand([[*_pipe_cells(line)] for line in kept]))
        return end

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        after = self.lines[-1].number if self.lines else 0
        self.tables.append(TableText(len(self.tables) + 1, rows, after))


def _pipe_cells(line: str) -> Iterator[HtmlCell]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    for text in re.split(r"(?<!\\)\|", inner):
        yield HtmlCell(_ESCAPED.sub(r"\1", flat(text)))
