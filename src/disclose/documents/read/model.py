"""The text lines and tables of a document, in one form for all file formats."""

from dataclasses import dataclass
from enum import StrEnum

from disclose.core.rich_text import Look


class PartKind(StrEnum):
    """The kind of a text that is not in the body of a document."""

    HEADER = "header"
    FOOTER = "footer"
    TEXT_BOX = "text-box"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    PAGE_TITLE = "page-title"
    STRUCTURED_DATA = "structured-data"
    EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file, else one paragraph; text within tables is no line.

    `number` is the line of a text file (from 1), else the running number of the paragraph (from
    1). `heading` is the level of a marked heading, 0 where the file marks none. `text` has no
    line breaks and no white space at its ends; blank lines and paragraphs are left out. A line of a
    text box follows the paragraph or table to which the box is fixed, and has `part`.
    """

    number: int
    text: str
    heading: int = 0
    part: PartKind | None = None


@dataclass(frozen=True, slots=True)
class TableText:
    """One table as a grid: every row has as many cells, merged cells repeat their text.

    `number` counts the tables of the document from 1. `after_line` is the number of the last line
    before the table, 0 if there is none. `page` is the page where it begins, 0 where a file has no
    pages. `breaks` are the rows, from 0, that begin on a new page: one may be the rest of the row
    above it.
    """

    number: int
    rows: tuple[tuple[str, ...], ...]
    after_line: int
    page: int = 0
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text in the file that is in no line and no cell, because of its look.

    Raised and lowered texts are the numbers of notes. `shown` is the text with a few characters
    before and after it. `line` is the number of its line or of the last line before its table;
    `table` is the number of that table, 0 outside tables.
    """

    look: Look
    text: str
    shown: str
    line: int = 0
    table: int = 0


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A text outside the body: its paragraphs, the JSON-LD of a web page, or the name of a file.

    A file that is embedded in a Word document, or that Word inserts when it opens it, is not read.
    """

    kind: PartKind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a document; `kind` is `txt`, `md`, `html`, `docx` or `pdf`.

    Lines and tables have what a reader sees with all tracked changes accepted. `changes` counts
    the tracked changes that are still open.
    """

    name: str
    lines: tuple[Line, ...]
    tables: tuple[TableText, ...]
    kind: str
    left_out: tuple[LeftOut, ...] = ()
    parts: tuple[DocumentPart, ...] = ()
    changes: int = 0

    def beside(self, kind: PartKind) -> tuple[str, ...]:
        """Return the paragraphs of the parts of a kind."""
        return tuple(line for part in self.parts if part.kind is kind for line in part.lines)
